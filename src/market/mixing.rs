//! The mixing draw of Student-t innovations: √((ν−2)/W), W chi-square with ν degrees of freedom.
//!
//! ν = 4 has a closed form. Every other ν takes its logarithm from a table over the logit of the
//! uniform, where it is nearly a straight line in both tails, by cubic Hermite interpolation.

use crate::numeric::elementary::{exp, ln, unit};
use crate::numeric::special::chi_square_quantile;

/// Nodes per unit of the logit.
const DENSITY: f64 = 16.0;
/// The table reaches from −REACH to REACH: the logit of an odd multiple of 2⁻⁵³ stays inside.
const REACH: f64 = 37.0;

/// How one uniform becomes a mixing factor.
#[derive(Clone, Debug)]
pub enum Mixing {
    /// ν = 4: W = −2·ln(u₁u₂).
    Four,
    /// Any other ν.
    Table(Vec<Node>),
}

/// ln of the factor and its slope, at one node.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    value: f64,
    slope: f64,
}

impl Mixing {
    /// The mixing for `dof` > 2.
    #[must_use]
    pub fn new(dof: f64) -> Self {
        if dof == 4.0 {
            return Self::Four;
        }
        let last = (2.0 * REACH * DENSITY) as usize + 1;
        Self::Table((0..=last).map(|k| node(dof, k as f64 / DENSITY - REACH)).collect())
    }
}

/// The factor at ν = 4 from two words.
#[inline(always)]
#[must_use]
pub fn four(first: u64, second: u64) -> f64 {
    1.0 / (-ln(unit(first) * unit(second))).sqrt()
}

fn node(dof: f64, logit: f64) -> Node {
    let share = 1.0 / (1.0 + libm::exp(-logit));
    let rest = 1.0 / (1.0 + libm::exp(logit));
    let w = chi_square_quantile(dof, share);
    let half = dof / 2.0;
    // ln of W's density, so that neither tail overflows on the way.
    let log_density = (half - 1.0) * libm::log(w) - w / 2.0 - half * std::f64::consts::LN_2 - libm::lgamma(half);
    let elasticity = share * rest / (w * libm::exp(log_density));
    Node { value: 0.5 * (libm::log(dof - 2.0) - libm::log(w)), slope: -0.5 * elasticity / DENSITY }
}

/// The factor at any other ν from one word.
#[inline(always)]
#[must_use]
pub fn interpolate(nodes: &[Node], word: u64) -> f64 {
    let u = unit(word);
    let position = (ln(u) - ln(1.0 - u) + REACH) * DENSITY;
    let left = position as usize;
    let (a, b) = (nodes[left], nodes[left + 1]);
    let t = position - left as f64;
    let (rise, s) = (b.value - a.value, 1.0 - t);
    let bend = t * s * ((a.slope - rise) * s - (b.slope - rise) * t);
    exp(a.value + t * rise + bend)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_meets_the_exact_quantile_in_body_and_tails() {
        for dof in [2.1, 3.0, 4.5, 10.0, 60.0] {
            let Mixing::Table(nodes) = Mixing::new(dof) else { panic!("{dof} has a table") };
            // Nearer to 1 the uniform itself has too few digits left to compare at this precision.
            for u in [1e-15, 1e-8, 1e-3, 0.0301, 0.2, 0.5, 0.777, 0.99, 1.0 - 1e-6, 1.0 - 1e-9] {
                // The word whose unit is nearest to u.
                let word = ((u * (1_u64 << 52) as f64) as u64) << 12;
                let ours = interpolate(&nodes, word);
                let exact = ((dof - 2.0) / chi_square_quantile(dof, unit(word))).sqrt();
                assert!((ours / exact - 1.0).abs() < 1e-7, "dof {dof}, u {u}: {ours} is not {exact}");
            }
        }
    }

    #[test]
    fn four_degrees_of_freedom_have_unit_variance() {
        // E[(ν−2)/W] = 1; its variance is infinite at ν = 4, so the test is of the exact tail instead:
        // P(factor > x) = P(W < 2/x²) = 1 − e^{−y}(1 + y), y = 1/x².
        let n = 200_000_u64;
        let words =
            |k: u64| (k.wrapping_mul(0x9e37_79b9_7f4a_7c15), k.wrapping_mul(0xbf58_476d_1ce4_e5b9).rotate_left(17));
        for x in [0.5, 1.0, 2.0, 5.0] {
            let beyond = (1..=n).filter(|&k| four(words(k).0, words(k).1) > x).count() as f64 / n as f64;
            let y = 1.0_f64 / (x * x);
            let exact = 1.0 - (-y).exp() * (1.0 + y);
            let error = (exact * (1.0 - exact) / n as f64).sqrt();
            assert!((beyond - exact).abs() < 4.0 * error, "P(> {x}) = {beyond}, not {exact}");
        }
    }
}
