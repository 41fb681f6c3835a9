//! Student's t with its location and scale, by maximum likelihood.

use serde::Serialize;

use super::estimate::Measured;
use super::optimise::{largest, standard_errors};

/// Fewer returns say nothing of a tail.
pub(super) const LEAST_RETURNS: usize = 60;
/// From here on the law is not told from the normal one.
pub(super) const MOST_DOF: f64 = 200.0;
const LEAST_DOF: f64 = 0.2;

/// The fitted law.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct StudentFit {
    /// Degrees of freedom; at 2 or fewer the variance does not exist.
    pub dof: Measured,
    /// Its middle, a step.
    pub location: f64,
    /// Its scale, a step; the standard deviation is scale·√(dof/(dof − 2)) where dof is above 2.
    pub scale: f64,
    /// ln of the likelihood of the returns.
    pub log_likelihood: f64,
}

/// Fits the law; `None` for too few returns, or where they do not vary.
#[must_use]
pub fn fit(returns: &[f64]) -> Option<StudentFit> {
    let count = returns.len();
    let mean = returns.iter().sum::<f64>() / count.max(1) as f64;
    let sd = (returns.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count.max(1) as f64).sqrt();
    if count < LEAST_RETURNS || returns.iter().all(|value| *value == returns[0]) {
        return None;
    }
    let scaled: Vec<f64> = returns.iter().map(|value| (value - mean) / sd).collect();
    let likelihood = |point: &[f64]| {
        let dof = libm::exp(point[2]);
        if (LEAST_DOF..=MOST_DOF).contains(&dof) { terms(&scaled, point).iter().sum() } else { f64::NEG_INFINITY }
    };
    let start = |dof: f64| vec![0.0, -0.4, libm::log(dof)];
    let (point, value) = largest(likelihood, &[start(4.0), start(30.0)], &[0.1, 0.2, 0.3])?;
    let dof = libm::exp(point[2]);
    let error = standard_errors(|point| terms(&scaled, point), &point, &[1.0; 3], false).map(|errors| errors[2]);
    let is_at_edge = dof > 0.99 * MOST_DOF;
    Some(StudentFit {
        dof: error
            .filter(|_| !is_at_edge)
            .map_or_else(|| Measured::unsure(dof), |error| Measured::above(0.0, dof, error)),
        location: mean + sd * point[0],
        scale: sd * libm::exp(point[1]),
        log_likelihood: value - count as f64 * libm::log(sd),
    })
}

/// ln density of each number at (location, ln scale, ln dof).
fn terms(values: &[f64], point: &[f64]) -> Vec<f64> {
    let (location, scale, dof) = (point[0], libm::exp(point[1]), libm::exp(point[2]));
    let constant = log_density_constant(dof) - point[1];
    let term = |value: &f64| constant - 0.5 * (dof + 1.0) * libm::log1p(((value - location) / scale).powi(2) / dof);
    values.iter().map(term).collect()
}

/// ln of the density of Student's t at 0: lnΓ((ν+1)/2) − lnΓ(ν/2) − ½·ln(πν).
pub(super) fn log_density_constant(dof: f64) -> f64 {
    libm::lgamma(0.5 * (dof + 1.0)) - libm::lgamma(0.5 * dof) - 0.5 * libm::log(std::f64::consts::PI * dof)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibration::simulated;

    #[test]
    fn the_law_that_drew_is_found() {
        for (seed, dof) in [(1, 1.6), (2, 3.0), (3, 6.0)] {
            let drawn: Vec<f64> =
                simulated::student_rows(seed, 4_000, 1, 0.0, dof).iter().map(|row| 0.001 + 0.02 * row[0]).collect();
            let fit = fit(&drawn).unwrap();
            let errors = (fit.dof.value - dof) / fit.dof.standard_error;
            assert!(errors.abs() < 4.0, "{dof}: {:?}", fit.dof);
            assert!((fit.scale / 0.02 - 1.0).abs() < 0.1 && (fit.location - 0.001).abs() < 0.002, "{fit:?}");
        }
    }

    #[test]
    fn intervals_hold_the_truth_as_often_as_they_say() {
        let held = (0..200).filter(|seed| {
            let drawn: Vec<f64> = simulated::student_rows(*seed, 400, 1, 0.0, 3.0).concat();
            let dof = fit(&drawn).unwrap().dof;
            (dof.low..=dof.high).contains(&3.0)
        });
        // Binomial: 200 samples at 95% have a standard error of 1.54 points.
        let share = held.count() as f64 / 200.0;
        assert!((share - 0.95).abs() < 4.0 * 0.0154, "{share}");
    }

    #[test]
    fn normal_returns_set_no_upper_end() {
        let fit = fit(&simulated::normals(5, 3_000)).unwrap();
        assert!(fit.dof.value > 20.0, "{fit:?}");
        assert_eq!(super::fit(&[0.01; 100]), None);
        assert_eq!(super::fit(&[0.01; 10]), None);
    }
}
