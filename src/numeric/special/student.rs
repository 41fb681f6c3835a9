//! Student's t law.

use libm::{exp, log, log1p};

use super::beta::{Beta, Split};
use super::{Tail, ln_complement};
use crate::numeric::normal;

/// Above this Student's t is the normal law to twelve digits.
const NEARLY_NORMAL: f64 = 1e13;

/// The chance that Student's t with `dof` ≥ 1 degrees of freedom is at most `x`.
#[must_use]
pub fn student_t_cdf(x: f64, dof: f64) -> f64 {
    if dof > NEARLY_NORMAL {
        return normal::cdf(x);
    }
    let tail = exp(ln_tail(x.abs(), dof));
    if x < 0.0 { tail } else { 1.0 - tail }
}

/// −ln(1 − F(x)): turns a Student-t number into a standard exponential one.
///
/// Keeps its relative precision in both tails.
#[must_use]
pub fn student_t_negative_log_survival(x: f64, dof: f64) -> f64 {
    if dof > NEARLY_NORMAL {
        return normal::negative_log_survival(x);
    }
    let ln_tail = ln_tail(x.abs(), dof);
    if x < 0.0 { -ln_complement(ln_tail) } else { -ln_tail }
}

/// The number that a share `u` in (0, 1) of draws of Student's t with `dof` ≥ 1 does not exceed.
#[must_use]
pub fn student_t_quantile(u: f64, dof: f64) -> f64 {
    if dof > NEARLY_NORMAL {
        return normal::quantile(u);
    }
    let below = if u <= 0.5 { u } else { 1.0 - u };
    if below == 0.5 {
        return 0.0;
    }
    // Both tails of t together are the lower tail of dof/(dof + t²), a beta variable.
    let tail = if below <= 0.25 { Tail::Lower(2.0 * below) } else { Tail::Upper(1.0 - 2.0 * below) };
    let logit = Beta::new(0.5 * dof, 0.5).logit_quantile(tail);
    (dof.sqrt() * exp(-0.5 * logit)).copysign(u - 0.5)
}

/// ln of the chance of more than `x` ≥ 0.
fn ln_tail(x: f64, dof: f64) -> f64 {
    if x == 0.0 {
        return -std::f64::consts::LN_2;
    }
    let logit = log(dof) - 2.0 * log(x);
    let both_sides = Beta::new(0.5 * dof, 0.5).at(Split::from_logit(logit)).tails;
    // Near the centre the tail is a half less a small part, which keeps its own digits.
    if both_sides.ln_upper < -std::f64::consts::LN_2 {
        log1p(-exp(both_sides.ln_upper)) - std::f64::consts::LN_2
    } else {
        both_sides.ln_lower - std::f64::consts::LN_2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::oracle::agrees;
    use proptest::prelude::*;

    // Exact values computed with 40 digits.
    #[test]
    fn the_tails_keep_their_digits() {
        for (x, dof, below, threshold) in [
            (-1000000000.0, 1.0, 3.1830988618379065e-10, 3.1830988623445127e-10),
            (-40.0, 2.0, 0.0003122073360923703, 0.00031225608294907346),
            (-3.0, 5.0, 0.015049623948731288, 0.015164018722527046),
            (-0.7, 2.5, 0.27170247159477406, 0.3170456214133107),
            (-1e-06, 4.0, 0.499999625, 0.6931464305602265),
            (0.3, 5.0, 0.6118754788683628, 0.9464290600944794),
            (6.0, 5.0, 0.999076930855203, 6.987806413161085),
            (100000.0, 3.0, 0.9999999999999989, 34.44105295622609),
            (-5.0, 300.0, 4.884577365123886e-07, 4.884578558079076e-07),
            (2.0, 1000000.0, 0.9772497330743404, 3.7831784006579823),
        ] {
            let (cdf, exponential) = (student_t_cdf(x, dof), student_t_negative_log_survival(x, dof));
            assert!(((cdf - below) / below).abs() < 1e-13, "F({x}; {dof}) = {cdf} is not {below}");
            assert!(((exponential - threshold) / threshold).abs() < 1e-13, "{x}, {dof}: {exponential}");
        }
    }

    #[test]
    fn the_quantile_undoes_the_distribution_function() {
        for dof in [1.0, 2.0, 2.7, 5.0, 30.0, 1e4, 1e7] {
            for u in [1e-200, 1e-12, 1e-3, 0.2, 0.3, 0.499, 0.5, 0.7] {
                let x = student_t_quantile(u, dof);
                let error = student_t_cdf(x, dof) / u - 1.0;
                assert!(error.abs() < 1e-12 * (1.0 - u.ln()), "t {dof} at {u}: {x} is off by {error}");
            }
        }
    }

    #[test]
    fn one_degree_of_freedom_is_cauchy_and_many_are_normal() {
        for u in [1e-9, 0.01, 0.4, 0.8] {
            let cauchy = -1.0 / (std::f64::consts::PI * u).tan();
            assert!((student_t_quantile(u, 1.0) / cauchy - 1.0).abs() < 1e-13);
            let normal = normal::quantile(u);
            assert!((student_t_quantile(u, 1e9) / normal - 1.0).abs() < 1e-7);
        }
    }

    #[test]
    fn draws_are_those_of_another_library() {
        for dof in [3.0, 4.5, 40.0] {
            agrees(|u| student_t_quantile(u, dof), 0.0, rand_distr::StudentT::new(dof).unwrap());
        }
    }

    proptest! {
        #[test]
        fn every_law_and_share_have_a_quantile(exponent in 0.0..300.0_f64, u in 1e-12..1.0_f64) {
            let dof = libm::pow(10.0, exponent);
            let x = student_t_quantile(u, dof);
            prop_assert!(x.is_finite() && (student_t_cdf(x, dof) - u).abs() < 1e-12, "{x}");
        }
    }
}
