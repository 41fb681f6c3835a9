//! The incomplete beta function and its inverse.

use libm::{exp, log, log1p};

use super::{Slope, Tail, Tails, ln_beta};
use crate::numeric::normal;

/// Above this sum of parameters a beta variable is drawn as a normal one with its skewness: what that
/// neglects is below a ten-millionth of its standard deviation.
const NEARLY_NORMAL: f64 = 1e8;

/// I_x(a, b): the chance that a beta variable is at most `x` in [0, 1]; a, b > 0.
#[must_use]
pub fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if x >= 1.0 {
        1.0
    } else {
        exp(Beta::new(a, b).at(Split::at(x)).tails.ln_lower)
    }
}

/// The number that a share `u` in (0, 1) of beta draws does not exceed.
#[must_use]
pub fn beta_quantile(a: f64, b: f64, u: f64) -> f64 {
    let total = a + b;
    if total > NEARLY_NORMAL {
        let z = normal::quantile(u);
        let (mean, rest) = (a / total, b / total);
        let sd = (mean * rest / (total + 1.0)).sqrt();
        // Cornish and Fisher's first term: skewness/6·(z² − 1), with the skewness 2·(b − a)·sd/(a·b/total)/total.
        let skewness = 2.0 * (rest - mean) * sd / (mean * rest);
        return (mean + sd * (z + skewness / 6.0 * (z * z - 1.0))).clamp(0.0, 1.0);
    }
    Split::from_logit(Beta::new(a, b).logit_quantile(Tail::of(u))).x
}

/// A point of [0, 1] with its complement and the logarithms of both.
#[derive(Clone, Copy)]
pub(super) struct Split {
    pub x: f64,
    pub rest: f64,
    ln_x: f64,
    ln_rest: f64,
}

impl Split {
    fn at(x: f64) -> Self {
        Self { x, rest: 1.0 - x, ln_x: log(x), ln_rest: log1p(-x) }
    }

    /// From ln(x/(1 − x)).
    pub(super) fn from_logit(logit: f64) -> Self {
        let odds = exp(-logit.abs());
        let (ln_large, small) = (-log1p(odds), odds / (1.0 + odds));
        let (ln_small, large) = (ln_large - logit.abs(), 1.0 / (1.0 + odds));
        if logit < 0.0 {
            Self { x: small, rest: large, ln_x: ln_small, ln_rest: ln_large }
        } else {
            Self { x: large, rest: small, ln_x: ln_large, ln_rest: ln_small }
        }
    }
}

/// A beta law, as a law of the logit.
pub(super) struct Beta {
    a: f64,
    b: f64,
    ln_beta: f64,
}

impl Beta {
    pub(super) fn new(a: f64, b: f64) -> Self {
        Self { a, b, ln_beta: ln_beta(a, b) }
    }

    /// The law at a point.
    pub(super) fn at(&self, at: Split) -> Slope {
        let Self { a, b, ln_beta } = *self;
        let ln_density = a * at.ln_x + b * at.ln_rest - ln_beta;
        // The fraction converges fast, and does not cancel, on the near side of the mean.
        let bend = a * at.rest - b * at.x;
        let tails = if bend >= 0.0 {
            Tails::from_lower(ln_density + log(fraction(a, b, at.x, at.rest)))
        } else {
            Tails::from_upper(ln_density + log(fraction(b, a, at.rest, at.x)))
        };
        Slope { tails, ln_density, bend }
    }

    /// ln(x/(1 − x)) of the quantile x: it keeps its digits where x is all but 0 or 1.
    pub(super) fn logit_quantile(&self, tail: Tail) -> f64 {
        // The logit has a log-concave density whatever a and b; its mode is ln(a/b).
        self.logit_quantile_from(log(self.a / self.b), tail)
    }

    /// The same from a first guess.
    pub(super) fn logit_quantile_from(&self, guess: f64, tail: Tail) -> f64 {
        tail.solve(guess, |logit| self.at(Split::from_logit(logit)))
    }
}

/// I_x(a, b) over x^a·(1 − x)^b/B(a, b), by its continued fraction in Lentz's order.
///
/// Didonato and Morris (1992), equation 9: taking x and 1 − x apart, it does not cancel where x is close to 1.
fn fraction(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    let away = a * rest - b * x + 1.0;
    let first = a * away / (a + 1.0);
    let (mut c, mut d) = (first, 0.0);
    let (mut value, mut m) = (1.0 / first, 0.0);
    loop {
        m += 1.0;
        let before = a + 2.0 * m - 1.0;
        let turn = m * (b - m) * x / before;
        let numerator = (a + m - 1.0) * (a + b + m - 1.0) * x / before * turn;
        let denominator = m + turn + (a + m) * (away + m * (1.0 + rest)) / (a + 2.0 * m + 1.0);
        d = 1.0 / (denominator + numerator * d);
        c = denominator + numerator / c;
        let factor = c * d;
        value /= factor;
        if (factor - 1.0).abs() <= f64::EPSILON || m > 1e6 {
            return value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // Exact values computed with 40 digits.
    #[test]
    fn the_incomplete_beta_function_keeps_its_digits_in_both_tails() {
        for (a, b, x, lower, upper) in [
            (0.01, 0.02, 1e-20, 0.4207736731559599, 0.5792263268440401),
            (0.01, 0.02, 0.5, 0.6667194610412722, 0.3332805389587278),
            (1.14, 2.36, 1e-08, 1.9506688357776454e-09, 0.9999999980493312),
            (1.14, 2.36, 0.4, 0.6563967911210993, 0.34360320887890067),
            (1.14, 2.36, 0.999, 0.9999998966920662, 1.0330793373393385e-07),
            (12.0, 15.0, 0.2, 0.0023430252908282186, 0.9976569747091718),
            (12.0, 15.0, 0.45, 0.5286717019604354, 0.4713282980395645),
            (500.0, 90.0, 0.7, 3.319571623749432e-17, 1.0),
            (500.0, 90.0, 0.85, 0.5580034104417068, 0.44199658955829324),
            (0.5, 2000.0, 0.001, 0.9545402415621452, 0.0454597584378548),
        ] {
            let (reached, mirrored) = (incomplete_beta(a, b, x), exp(Beta::new(a, b).at(Split::at(x)).tails.ln_upper));
            assert!(((reached - lower) / lower).abs() < 5e-13, "I({a}, {b}, {x}) = {reached} is not {lower}");
            assert!(((mirrored - upper) / upper).abs() < 5e-13, "1 - I({a}, {b}, {x}) = {mirrored} is not {upper}");
        }
    }

    #[test]
    fn the_quantile_undoes_the_distribution_function() {
        for a in [0.01, 0.3, 1.0, 1.14, 7.0, 500.0] {
            for b in [0.01, 0.7, 1.0, 2.36, 90.0, 1e4] {
                for u in [1e-12, 1e-3, 0.3, 0.5, 0.8, 0.999] {
                    let law = Beta::new(a, b);
                    let tails = law.at(Split::from_logit(law.logit_quantile(Tail::of(u)))).tails;
                    let (reached, wanted) = if u <= 0.5 { (tails.ln_lower, u) } else { (tails.ln_upper, 1.0 - u) };
                    let error = exp(reached) / wanted - 1.0;
                    assert!(error.abs() < 1e-12, "beta {a} {b} at {u}: off by {error}");
                }
            }
        }
    }

    #[test]
    fn a_huge_sample_gives_a_nearly_normal_beta() {
        let exact = beta_quantile(0.2 * NEARLY_NORMAL * 0.999, 0.8 * NEARLY_NORMAL * 0.999, 0.99);
        let normal = beta_quantile(0.2 * NEARLY_NORMAL * 1.001, 0.8 * NEARLY_NORMAL * 1.001, 0.99);
        let sd = (0.16 / NEARLY_NORMAL).sqrt();
        // The standard deviations of the two differ by a thousandth.
        assert!(((exact - normal) / sd - 0.002_326).abs() < 1e-5, "{exact} {normal}");
    }

    proptest! {
        #[test]
        fn every_law_and_share_have_a_quantile(a in -9.0..20.0_f64, b in -9.0..20.0_f64, u in 1e-12..1.0_f64) {
            let x = beta_quantile(libm::pow(10.0, a), libm::pow(10.0, b), u);
            prop_assert!((0.0..=1.0).contains(&x), "{x}");
        }
    }
}
