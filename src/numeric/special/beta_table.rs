//! Beta quantiles as tables, for draws by the million.

use std::sync::OnceLock;

use libm::{exp, log};

use super::Tail;
use super::beta::{Beta, Split, beta_quantile};
use crate::numeric::binade_table::BinadeTable;

/// Beyond 2^−DEPTH on either side a quantile is solved for: once in five hundred draws.
const DEPTH: u32 = 10;
/// The chance at which the tables end.
const END: f64 = 1.0 / (1 << DEPTH) as f64;

/// Parameters from here on make a quantile smooth enough for a coarse table, and those below a fine one.
const SMOOTH: f64 = 0.25;
/// With a parameter below this one a quantile climbs too steeply for either.
const STEEP: f64 = 0.05;
/// Above this sum of parameters a table takes long to make, and the law has next to no width.
const NARROW: f64 = 1e5;

/// The quantile of a beta law to nine digits after the point. It is computed with its first use, for many
/// laws are never drawn from.
#[derive(Clone, Debug)]
pub struct BetaTable {
    a: f64,
    b: f64,
    halves: OnceLock<Halves>,
}

/// Each half as a function of the smaller chance.
#[derive(Clone, Debug)]
struct Halves {
    /// The quantile up to the median.
    lower: BinadeTable,
    /// What the quantile leaves to 1, from the median on.
    upper: BinadeTable,
}

impl BetaTable {
    /// The table for these parameters, where one can hold the quantile.
    #[must_use]
    pub fn new(a: f64, b: f64) -> Option<Self> {
        (a.min(b) >= STEEP && a + b <= NARROW).then_some(Self { a, b, halves: OnceLock::new() })
    }

    /// The number that a share `u` in (0, 1) of beta draws does not exceed.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        let (Self { a, b, halves }, smaller) = (self, u.min(1.0 - u));
        let halves = halves.get_or_init(|| Halves { lower: up_to_the_median(*a, *b), upper: up_to_the_median(*b, *a) });
        let inside = smaller.max(END);
        let held = if u < 0.5 { halves.lower.at(inside) } else { 1.0 - halves.upper.at(inside) };
        let x = match smaller < END {
            false => held,
            // Rounding must not carry what is solved for past the end of the table.
            true if u < 0.5 => beta_quantile(*a, *b, u).min(held),
            true => beta_quantile(*a, *b, u).max(held),
        };
        x.clamp(0.0, 1.0)
    }
}

/// The quantile at chances up to one half.
fn up_to_the_median(a: f64, b: f64) -> BinadeTable {
    let law = Beta::new(a, b);
    let fineness = if a.min(b) < SMOOTH { 6 } else { 4 };
    // Each node lies close to the one before it.
    let mut logit = log(a / b);
    BinadeTable::new(DEPTH, fineness, |u| {
        logit = law.logit_quantile_from(logit, Tail::of(u));
        let at = Split::from_logit(logit);
        let slope = law.at(at);
        // dx/du from dx/d logit = x(1 − x) and du/d logit, which is the density.
        let (spread, per_density) = (at.x * at.rest, exp(-slope.ln_density));
        [at.x, spread * per_density, spread * per_density * per_density * (at.rest - at.x - slope.bend)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Chances spread evenly, and more and more densely towards either end.
    fn chances() -> Vec<f64> {
        let even = (0..2_001).map(|k| (f64::from(k) + 0.5) / 2_001.0);
        let tails = (0..1_000).map(|k| libm::exp2(-1.0 - f64::from(k) / 20.0));
        let mut chances: Vec<f64> = even.chain(tails.flat_map(|u| [u, 1.0 - u])).collect();
        chances.sort_by(f64::total_cmp);
        chances
    }

    #[test]
    fn the_table_keeps_nine_digits_and_never_decreases_from_bathtub_to_needle() {
        let parameters = [0.05, 0.1, 0.25, 0.3, 0.5, 1.0, 1.14, 2.0, 7.0, 90.0, 4e3, 9e4];
        let (chances, mut worst) = (chances(), (0.0, String::new()));
        for (a, b) in parameters.iter().flat_map(|a| parameters.map(|b| (*a, b))) {
            let Some(table) = BetaTable::new(a, b) else { continue };
            let values: Vec<f64> = chances.iter().map(|u| table.quantile(*u)).collect();
            assert!(values.iter().all(|value| (0.0..=1.0).contains(value)), "beta {a} {b} leaves [0, 1]");
            assert!(values.is_sorted(), "the table of beta {a} {b} decreases");
            for (u, value) in chances.iter().zip(values) {
                let error = (value - beta_quantile(a, b, *u)).abs();
                if error > worst.0 {
                    worst = (error, format!("beta {a} {b} at {u}"));
                }
            }
        }
        println!("the worst is {}: off by {:e}", worst.1, worst.0);
        assert!(worst.0 < 1e-9, "{}: off by {:e}", worst.1, worst.0);
    }

    #[test]
    fn neighbours_among_doubles_are_in_order_at_every_seam() {
        for (a, b) in [(0.05, 0.05), (0.3, 5.0), (2.0, 3.0), (900.0, 50.0)] {
            let table = BetaTable::new(a, b).unwrap();
            let cells = (0..=160).map(|k| libm::exp2(-10.0 + f64::from(k / 16)) * (1.0 + f64::from(k % 16) / 16.0));
            for seam in cells.flat_map(|u| [u, 1.0 - u]).filter(|seam| (END..=1.0 - END).contains(seam)) {
                let (below, above) = (table.quantile(seam - 1e-13), table.quantile(seam + 1e-13));
                assert!(below <= above, "beta {a} {b} at {seam}: {below} {above}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_law_keeps_nine_digits(a in -1.3..5.0_f64, b in -1.3..5.0_f64, u in 0.0..1.0_f64) {
            let (a, b) = (libm::pow(10.0, a), libm::pow(10.0, b));
            let table = BetaTable::new(a, b);
            prop_assume!(table.is_some() && u > 0.0);
            let (ours, exact) = (table.unwrap().quantile(u), beta_quantile(a, b, u));
            prop_assert!((ours - exact).abs() < 1e-9, "{ours} is not {exact}");
        }
    }
}
