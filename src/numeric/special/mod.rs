//! Incomplete gamma and beta functions, their inverses, and the laws that rest on them.
//!
//! Everything is computed in logarithms, so tails keep their relative precision. The inverses take
//! Newton's and Halley's steps on the logarithm of a tail, written in a variable of log-concave
//! density: there the tail is concave, and Newton's method reaches the root from anywhere.

mod beta;
mod beta_table;
mod gamma;
mod student;

pub use beta::{beta_quantile, incomplete_beta};
pub use beta_table::BetaTable;
pub use gamma::{chi_square_quantile, gamma_quantile, lower_gamma, upper_gamma};
pub use student::{student_t_cdf, student_t_negative_log_survival, student_t_quantile};

use libm::{exp, lgamma, log, log1p};

/// Half the logarithm of 2π.
const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_7;

/// From here on ln Γ comes from Stirling's series.
const LARGE: f64 = 10.0;

/// Newton steps that no inverse comes near to.
const MOST_STEPS: u32 = 200;

/// The two chances on either side of a point, as logarithms: each keeps its relative precision.
#[derive(Clone, Copy)]
struct Tails {
    ln_lower: f64,
    ln_upper: f64,
}

impl Tails {
    fn from_lower(ln_lower: f64) -> Self {
        Self { ln_lower, ln_upper: ln_complement(ln_lower) }
    }

    fn from_upper(ln_upper: f64) -> Self {
        Self { ln_lower: ln_complement(ln_upper), ln_upper }
    }
}

/// ln(1 − p) from ln p.
fn ln_complement(ln_p: f64) -> f64 {
    if ln_p > -std::f64::consts::LN_2 { log(-libm::expm1(ln_p)) } else { log1p(-exp(ln_p)) }
}

/// A wanted chance, given on the side where it is small.
#[derive(Clone, Copy)]
enum Tail {
    /// This much lies below.
    Lower(f64),
    /// This much lies above.
    Upper(f64),
}

impl Tail {
    /// The smaller side of `u` in (0, 1).
    fn of(u: f64) -> Self {
        if u <= 0.5 { Self::Lower(u) } else { Self::Upper(1.0 - u) }
    }

    /// The y at which the wanted chance is reached, from a first guess.
    fn solve(self, guess: f64, at: impl Fn(f64) -> Slope) -> f64 {
        let mut y = guess;
        for _ in 0..MOST_STEPS {
            let Slope { tails, ln_density, bend } = at(y);
            // Newton's step on the logarithm of the tail, its slope, and how fast that slope changes.
            let (newton, slope, change) = match self {
                Self::Lower(chance) => {
                    let slope = exp(ln_density - tails.ln_lower);
                    ((log(chance) - tails.ln_lower) / slope, slope, bend - slope)
                }
                Self::Upper(chance) => {
                    let slope = exp(ln_density - tails.ln_upper);
                    ((tails.ln_upper - log(chance)) / slope, slope, bend + slope)
                }
            };
            // Halley's correction, where it is one: far from the root Newton's step is the safe one.
            let correction = 0.5 * newton * change;
            let step = if correction.abs() <= 0.5 { newton / (1.0 + correction) } else { newton };
            // A guess far out, where one side has rounded to nothing, has no slope to follow.
            let step = if step.is_finite() { step } else { 0.0 };
            y += step;
            let curved = step * (slope + bend.abs());
            // What is left after a step is its cube, in units of the curvature.
            if step.abs() * f64::min(1.0, curved * curved) <= 0.25 * f64::EPSILON * y.abs().max(1.0) {
                break;
            }
        }
        y
    }
}

/// A law at a point y of the variable in which its density is log-concave.
#[derive(Clone, Copy)]
struct Slope {
    tails: Tails,
    ln_density: f64,
    /// The derivative of `ln_density`.
    bend: f64,
}

/// ln Γ(x) − ((x − ½)·ln x − x + ½·ln 2π) for x ≥ [`LARGE`], by Stirling's series.
fn stirling_rest(x: f64) -> f64 {
    let r = 1.0 / (x * x);
    let series = [-691.0 / 360_360.0, 1.0 / 1_188.0, -1.0 / 1_680.0, 1.0 / 1_260.0, -1.0 / 360.0, 1.0 / 12.0];
    series.iter().fold(0.0, |sum, term| sum * r + term) / x
}

/// ln(1 + x) − x, without cancellation near 0.
fn log1p_less_its_argument(x: f64) -> f64 {
    if x.abs() > 0.4 {
        return log1p(x) - x;
    }
    // ln(1 + x) = 2·artanh(s) with s = x/(2 + x), and 2s − x = −x·s.
    let s = x / (2.0 + x);
    let squared = s * s;
    let series = (1..=12).rev().fold(0.0, |sum, n| sum * squared + 1.0 / f64::from(2 * n + 1));
    2.0 * s * squared * series - x * s
}

/// ln B(a, b), the logarithm of the beta function.
fn ln_beta(a: f64, b: f64) -> f64 {
    let (small, large) = if a <= b { (a, b) } else { (b, a) };
    if large < LARGE {
        return lgamma(small) + lgamma(large) - lgamma(small + large);
    }
    let ratio = stirling_rest(large) - stirling_rest(small + large);
    let fall = (small + large - 0.5) * log1p(small / large);
    if small < LARGE {
        lgamma(small) + small - small * log(large) - fall + ratio
    } else {
        HALF_LN_TWO_PI - 0.5 * log(small) + small * log(small / large) - fall + ratio + stirling_rest(small)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_of_the_beta_function_is_the_same_across_its_formulas() {
        for (a, b, exact) in [
            (0.5, 0.5, 1.1447298858494002),
            (0.01, 3.0, 4.5902323136238845),
            (0.5, 12.0, -0.6596747231378598),
            (9.5, 10.5, -13.709925546998463),
            (10.5, 11.5, -15.147513202505904),
            (3.0, 1000000.0, -40.75338749333038),
            (0.5, 5000000.0, -7.140109267274487),
            (400.0, 20000.0, -1970.8494830250365),
        ] {
            let value = ln_beta(a, b);
            assert!((value - exact).abs() <= 4e-15 * f64::max(1.0, exact.abs()), "{a} {b}: {value} is not {exact}");
            assert_eq!(value, ln_beta(b, a));
        }
    }

    #[test]
    fn what_the_logarithm_lacks_keeps_its_digits() {
        for x in [-0.39, -1e-3, 1e-9, 0.2, 0.39] {
            let exact = (2..200).rev().fold(0.0, |sum, n| sum * -x + 1.0 / f64::from(n)) * -x * x;
            let value = log1p_less_its_argument(x);
            assert!(((value - exact) / exact).abs() < 1e-14, "{x}: {value} is not {exact}");
        }
    }
}
