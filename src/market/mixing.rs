//! The mixing draw of Student-t innovations: √((ν−2)/W), W chi-square with ν degrees of freedom.
//!
//! ν = 4 has a closed form. Every other ν takes its logarithm from a table over the logit of the
//! uniform, where it is nearly a straight line in both tails, by cubic Hermite interpolation.

use crate::numeric::elementary::{exp, ln};
use crate::numeric::single;
use crate::numeric::special::chi_square_quantile;

/// Nodes per unit of the logit.
const DENSITY: f64 = 16.0;
/// The table reaches from −REACH to REACH: the logit of a uniform of 32 bits stays inside.
const REACH: f64 = 23.0;
/// The largest number below 1 in single precision.
const LARGEST_SHARE: f32 = 1.0 - f32::EPSILON / 2.0;

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

/// The factor at ν = 4 from two words: W = −2·ln((1−v₁)(1−v₂)), v in fine steps near 0, where W is
/// small and the factor large.
#[inline(always)]
#[must_use]
pub fn four(first: u32, second: u32) -> f32 {
    let (v, w) = (single::unit(first), single::unit(second));
    let either = (v + w - v * w).min(LARGEST_SHARE);
    (1.0 / single::negative_ln_1m(either)).sqrt()
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
pub fn interpolate(nodes: &[Node], word: u32) -> f32 {
    // In fine steps near 0, where W is small and the factor large.
    let u = f64::from(single::open_unit(word));
    let position = (ln(u) - ln(1.0 - u) + REACH) * DENSITY;
    let left = position as usize;
    let (a, b) = (nodes[left], nodes[left + 1]);
    let t = position - left as f64;
    let (rise, s) = (b.value - a.value, 1.0 - t);
    let bend = t * s * ((a.slope - rise) * s - (b.slope - rise) * t);
    exp(a.value + t * rise + bend) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_meets_the_exact_quantile_in_body_and_tails() {
        for dof in [2.1, 3.0, 4.5, 10.0, 60.0] {
            let Mixing::Table(nodes) = Mixing::new(dof) else { panic!("{dof} has a table") };
            for word in [0, 9, 5_000, 4_000_000, 129_000_000, 858_000_000, 2_147_483_648, 3_337_000_000, 4_252_000_000]
            {
                let u = f64::from(single::open_unit(word));
                let exact = ((dof - 2.0) / chi_square_quantile(dof, u)).sqrt();
                let ours = f64::from(interpolate(&nodes, word));
                assert!((ours / exact - 1.0).abs() < 2e-7, "dof {dof}, u {u}: {ours} is not {exact}");
            }
        }
    }

    #[test]
    fn four_degrees_of_freedom_have_the_exact_tail() {
        // P(factor > x) = P(W < 2/x²) = 1 − e^{−y}(1 + y), y = 1/x². The variance is infinite at ν = 4,
        // so moments would tell little.
        let n = 400_000_u64;
        let word = |k: u64, turn: u32| {
            (k.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(turn).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32
        };
        for x in [0.5_f64, 1.0, 2.0, 5.0] {
            let beyond = (1..=n).filter(|&k| f64::from(four(word(k, 7), word(k, 31))) > x).count() as f64 / n as f64;
            let y = 1.0 / (x * x);
            let exact = 1.0 - (-y).exp() * (1.0 + y);
            let error = (exact * (1.0 - exact) / n as f64).sqrt();
            assert!((beyond - exact).abs() < 4.0 * error, "P(> {x}) = {beyond}, not {exact}");
        }
    }
}
