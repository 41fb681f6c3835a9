//! The reference's own mathematics: where it is wrong, it can judge nobody.

use libm::{atan, log, sqrt};
use linchpin::failure::Copula;
use std::f64::consts::PI;

use crate::mathematics::{normal_below, student_below};
use crate::reference::threshold::exponential;

#[test]
fn thresholds_of_a_t_copula_follow_cauchy_and_the_t_of_two_degrees() {
    for i in -40..=40 {
        let x = f64::from(i) / 4.0;
        let cauchy = -log(0.5 - atan(x) / PI);
        assert!((exponential(x, Copula::StudentT { dof: 1.0 }) - cauchy).abs() < 1e-11 * (1.0 + cauchy), "{x}");
        let of_two = -log(0.5 - x / (2.0 * sqrt(2.0 + x * x)));
        assert!((exponential(x, Copula::StudentT { dof: 2.0 }) - of_two).abs() < 1e-11 * (1.0 + of_two), "{x}");
        let of_five = -log(1.0 - student_below(x, 5.0));
        assert!((exponential(x, Copula::StudentT { dof: 5.0 }) - of_five).abs() < 1e-7 * (1.0 + of_five), "{x}");
        let normal = -log(normal_below(-x));
        assert!((exponential(x, Copula::Gaussian) - normal).abs() < 1e-11 * (1.0 + normal), "{x}");
    }
}

#[test]
fn thresholds_keep_their_digits_in_both_tails() {
    // For large |x| the tail of a standard normal is its density times 1/x − 1/x³ + 3/x⁵ − 15/x⁷ + …
    let x: f64 = 30.0;
    let series = 1.0 / x - 1.0 / x.powi(3) + 3.0 / x.powi(5) - 15.0 / x.powi(7);
    let log_tail = -x * x / 2.0 - 0.5 * log(2.0 * PI) + log(series);
    assert!((exponential(x, Copula::Gaussian) + log_tail).abs() < 1e-8);
    assert!((log(exponential(-x, Copula::Gaussian)) - log_tail).abs() < 1e-8);
}
