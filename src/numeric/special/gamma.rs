//! The incomplete gamma function, its inverse, and the laws gamma and chi-square.

use libm::{exp, lgamma, log};

use super::{HALF_LN_TWO_PI, LARGE, Slope, Tail, Tails, log1p_less_its_argument, stirling_rest};
use crate::numeric::normal;

/// Above this shape a gamma variable is drawn by Wilson and Hilferty's cube: what that neglects is
/// below a millionth of its standard deviation.
const NEARLY_NORMAL: f64 = 1e6;

/// P(shape, x): the chance that a gamma variable of this shape and scale 1 is at most `x` ≥ 0.
#[must_use]
pub fn lower_gamma(shape: f64, x: f64) -> f64 {
    if x <= 0.0 { 0.0 } else { exp(Gamma::new(shape).at(x).tails.ln_lower) }
}

/// Q(shape, x) = 1 − P(shape, x).
#[must_use]
pub fn upper_gamma(shape: f64, x: f64) -> f64 {
    if x <= 0.0 { 1.0 } else { exp(Gamma::new(shape).at(x).tails.ln_upper) }
}

/// The number that a share `u` in (0, 1) of gamma draws of this shape > 0 and scale 1 does not exceed.
#[must_use]
pub fn gamma_quantile(shape: f64, u: f64) -> f64 {
    if shape > NEARLY_NORMAL {
        let root = cube_root(shape, u);
        return shape * root * root * root;
    }
    // ln x has a log-concave density whatever the shape.
    let law = Gamma::new(shape);
    exp(Tail::of(u).solve(first_guess(shape, u), |ln_x| law.at(exp(ln_x))))
}

/// The number that a share `u` in (0, 1) of chi-square draws with `dof` > 0 degrees of freedom does not exceed.
#[must_use]
pub fn chi_square_quantile(dof: f64, u: f64) -> f64 {
    2.0 * gamma_quantile(0.5 * dof, u)
}

/// About the cube root of x/shape at the quantile, which is nearly normal (Wilson and Hilferty 1931).
fn cube_root(shape: f64, u: f64) -> f64 {
    let spread = 1.0 / (9.0 * shape);
    1.0 - spread + normal::quantile(u) * spread.sqrt()
}

/// ln of a first guess: from the cube root, or from the power law of the lower tail.
fn first_guess(shape: f64, u: f64) -> f64 {
    let root = cube_root(shape, u);
    if root > 0.3 { log(shape) + 3.0 * log(root) } else { (log(u) + lgamma(shape + 1.0)) / shape }
}

/// A gamma law of scale 1, as a law of ln x.
struct Gamma {
    shape: f64,
    /// ln Γ(shape), or for a large shape what the density lacks at its top.
    norm: f64,
}

impl Gamma {
    fn new(shape: f64) -> Self {
        let norm = if shape < LARGE { lgamma(shape) } else { HALF_LN_TWO_PI + stirling_rest(shape) - 0.5 * log(shape) };
        Self { shape, norm }
    }

    /// The law at x > 0.
    fn at(&self, x: f64) -> Slope {
        let ln_density = self.ln_density(x);
        let tails = if x < self.shape + 1.0 {
            Tails::from_lower(ln_density + log(lower_series(self.shape, x)))
        } else {
            Tails::from_upper(ln_density + log(upper_fraction(self.shape, x)))
        };
        Slope { tails, ln_density, bend: self.shape - x }
    }

    /// ln(x^shape·e^(−x)/Γ(shape)).
    fn ln_density(&self, x: f64) -> f64 {
        let Self { shape, norm } = *self;
        if shape < LARGE {
            return shape * log(x) - x - norm;
        }
        // Written around its top, so that no large numbers cancel (Loader 2000).
        let (ratio, away) = (x / shape, (x - shape) / shape);
        let fall = if away < -0.4 { log(ratio) - away } else { log1p_less_its_argument(away) };
        shape * fall - norm
    }
}

/// Σ xⁿ/(shape·(shape + 1)…(shape + n)).
fn lower_series(shape: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut next) = (1.0 / shape, 1.0 / shape, shape);
    while term > sum * f64::EPSILON * 0.25 {
        next += 1.0;
        term *= x / next;
        sum += term;
    }
    sum
}

/// Γ(shape, x)·e^x·x^(−shape), by Legendre's continued fraction in Lentz's order.
fn upper_fraction(shape: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - shape;
    // For x ≥ shape + 1 no partial denominator vanishes.
    let (mut c, mut d) = (f64::INFINITY, 1.0 / b);
    let (mut value, mut n) = (d, 0.0);
    loop {
        n += 1.0;
        let a = n * (shape - n);
        b += 2.0;
        d = 1.0 / (a * d + b);
        c = b + a / c;
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() <= f64::EPSILON || n > 100_000.0 {
            return value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::oracle::agrees;
    use proptest::prelude::*;

    // Exact values computed with 40 digits.
    #[test]
    fn the_incomplete_gamma_function_keeps_its_digits_in_both_tails() {
        for (shape, x, lower, upper) in [
            (0.5, 1e-30, 1.1283791670955125e-15, 0.9999999999999989),
            (0.5, 0.2, 0.4729107431344619, 0.5270892568655381),
            (0.5, 40.0, 1.0, 3.744097384202899e-19),
            (1.5, 1e-06, 7.522523267121693e-10, 0.9999999992477476),
            (1.5, 2.5, 0.8282028557032669, 0.17179714429673315),
            (2.5, 60.0, 1.0, 3.138579772755296e-24),
            (9.9, 9.0, 0.4253615218816132, 0.5746384781183868),
            (10.5, 3.0, 0.0005738205283435889, 0.9994261794716565),
            (80.5, 120.0, 0.9999462311260943, 5.376887390569072e-05),
            (1000.0, 900.0, 0.0005499022657117829, 0.9994500977342882),
            (1000.0, 1000.5, 0.510510710923179, 0.489489289076821),
            (10000.0, 9700.0, 0.001234175584468492, 0.9987658244155315),
            (10000.0, 10500.0, 0.9999995724127545, 4.2758724550596475e-07),
        ] {
            let (p, q) = (lower_gamma(shape, x), upper_gamma(shape, x));
            assert!(((p - lower) / lower).abs() < 2e-13, "P({shape}, {x}) = {p} is not {lower}");
            assert!(((q - upper) / upper).abs() < 2e-13, "Q({shape}, {x}) = {q} is not {upper}");
        }
    }

    #[test]
    fn the_quantile_undoes_the_distribution_function() {
        for shape in [0.5, 0.8, 1.0, 1.5, 2.5, 9.9, 10.5, 80.5, 1_000.0, 10_000.0] {
            for u in [1e-100, 1e-40, 1e-9, 0.01, 0.3, 0.5, 0.7, 0.99, 1.0 - 1e-9] {
                let x = gamma_quantile(shape, u);
                let (reached, wanted) =
                    if u <= 0.5 { (lower_gamma(shape, x), u) } else { (upper_gamma(shape, x), 1.0 - u) };
                // A last-place error of x is multiplied by x times the hazard there.
                let tolerance = 2e-15 * (50.0 + 2.0 * shape + x - wanted.ln());
                assert!(((reached - wanted) / wanted).abs() < tolerance, "shape {shape}, u {u}: {reached}");
            }
        }
    }

    #[test]
    fn a_gamma_of_shape_one_is_exponential_and_chi_square_of_one_a_squared_normal() {
        for u in [1e-3, 0.2, 0.5, 0.9] {
            let exponential = -libm::log1p(-u);
            assert!((gamma_quantile(1.0, u) / exponential - 1.0).abs() < 1e-14);
            let normal = normal::quantile(0.5 * (1.0 - u));
            assert!((chi_square_quantile(1.0, u) / (normal * normal) - 1.0).abs() < 1e-14);
        }
    }

    #[test]
    fn draws_are_those_of_another_library() {
        for shape in [0.5, 1.5, 20.5] {
            agrees(|u| gamma_quantile(shape, u), shape, rand_distr::Gamma::new(shape, 1.0).unwrap());
        }
        for dof in [3.0, 4.5, 60.0] {
            agrees(|u| chi_square_quantile(dof, u), dof, rand_distr::ChiSquared::new(dof).unwrap());
        }
    }

    #[test]
    fn a_huge_shape_is_nearly_normal() {
        let u = 0.999;
        let exact = Tail::of(u).solve(first_guess(NEARLY_NORMAL, u), |ln_x| Gamma::new(NEARLY_NORMAL).at(exp(ln_x)));
        let away = (exp(exact) - gamma_quantile(NEARLY_NORMAL * (1.0 + 1e-15), u)) / NEARLY_NORMAL.sqrt();
        assert!(away.abs() < 1e-6, "{away}");
        assert_eq!(gamma_quantile(1e300, 0.5), 1e300);
    }

    proptest! {
        #[test]
        fn every_shape_and_share_have_a_quantile(exponent in -6.0..300.0_f64, u in 1e-12..1.0_f64) {
            let x = gamma_quantile(libm::pow(10.0, exponent), u);
            prop_assert!(x >= 0.0 && x.is_finite(), "{x}");
        }
    }
}
