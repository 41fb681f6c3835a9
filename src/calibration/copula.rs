//! The Student-t copula: how much assets crash together, whatever each one's own tail.

use ndarray::Array2;
use serde::Serialize;

use super::estimate::Measured;
use super::optimise::{largest_on_line, profile_end};
use super::pair::ranks;
use super::student::{MOST_DOF, log_density_constant};
use super::whitened::Whitener;
use crate::market::correlation::nearest;
use crate::numeric::normal;
use crate::numeric::special::student_t_quantile;

/// Below one degree of freedom the program has no quantile of Student's t.
const LEAST_DOF: f64 = 1.0;

/// The fitted copula.
#[derive(Clone, Debug, Serialize)]
pub struct CopulaFit {
    /// Degrees of freedom with their 95% profile interval; `high` is null where the data set no upper end.
    pub dof: Measured,
    /// ln of the pseudo-likelihood.
    pub log_likelihood: f64,
    /// The same of the Gaussian copula with the same matrix.
    pub gaussian_log_likelihood: f64,
    /// Whether the matrix of sin(π·τ/2) had to be replaced by the nearest valid one.
    pub is_repaired: bool,
}

/// Fits the copula of columns: R = sin(π·τ/2), then ν by pseudo-likelihood on rank/(n + 1).
///
/// Source: Demarta and McNeil (2005), "The t copula and related copulas".
#[must_use]
pub fn fit(columns: &[Vec<f64>], kendall: &Array2<f64>) -> Option<CopulaFit> {
    let stated = kendall.mapv(|tau| libm::sin(std::f64::consts::FRAC_PI_2 * tau));
    let matrix = nearest(&stated);
    let whitener = Whitener::new(&matrix)?;
    let shares: Vec<Vec<f64>> = columns.iter().map(|column| shares(column)).collect();
    let likelihood = |log_dof: f64| log_likelihood(&shares, &whitener, libm::exp(log_dof));
    let (least, most) = (libm::log(LEAST_DOF), libm::log(MOST_DOF));
    let top = largest_on_line(likelihood, (least, most));
    let end = |end: f64| profile_end(likelihood, top, end).map(libm::exp);
    Some(CopulaFit {
        dof: Measured::between(libm::exp(top.0), end(least).unwrap_or(LEAST_DOF), end(most).unwrap_or(f64::NAN)),
        log_likelihood: top.1,
        gaussian_log_likelihood: gaussian(&shares, &whitener),
        is_repaired: matrix != stated,
    })
}

/// rank/(n + 1).
fn shares(column: &[f64]) -> Vec<f64> {
    let count = column.len() as f64 + 1.0;
    ranks(column).iter().map(|rank| rank / count).collect()
}

fn log_likelihood(shares: &[Vec<f64>], whitener: &Whitener, dof: f64) -> f64 {
    // Without ties all columns hold the same shares, so a quantile is looked up by its rank.
    let count = shares.first().map_or(0, Vec::len);
    let table: Vec<f64> =
        (1..=2 * count + 1).map(|half| student_t_quantile(half as f64 / (2 * count + 2) as f64, dof)).collect();
    let quantile = |share: f64| table[((share * (2 * count + 2) as f64).round() as usize).clamp(1, table.len()) - 1];
    let assets = shares.len() as f64;
    let joint = libm::lgamma(0.5 * (dof + assets))
        - libm::lgamma(0.5 * dof)
        - 0.5 * assets * libm::log(std::f64::consts::PI * dof)
        - 0.5 * whitener.log_determinant;
    let own = log_density_constant(dof);
    let mut row = vec![0.0; shares.len()];
    (0..count)
        .map(|place| {
            row.iter_mut().zip(shares).for_each(|(x, shares)| *x = quantile(shares[place]));
            let alone: f64 = row.iter().map(|x| own - 0.5 * (dof + 1.0) * libm::log1p(x * x / dof)).sum();
            joint - 0.5 * (dof + assets) * libm::log1p(whitener.distance(&row) / dof) - alone
        })
        .sum()
}

fn gaussian(shares: &[Vec<f64>], whitener: &Whitener) -> f64 {
    let normals: Vec<Vec<f64>> =
        shares.iter().map(|shares| shares.iter().map(|share| normal::quantile(*share)).collect()).collect();
    let count = normals.first().map_or(0, Vec::len);
    let term = |place: usize| {
        let row: Vec<f64> = normals.iter().map(|column| column[place]).collect();
        let alone: f64 = row.iter().map(|x| x * x).sum();
        -0.5 * whitener.log_determinant - 0.5 * (whitener.distance(&row) - alone)
    };
    (0..count).map(term).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibration::pair::kendall;
    use crate::calibration::simulated;

    fn columns(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
        (0..rows[0].len()).map(|place| rows.iter().map(|row| row[place]).collect()).collect()
    }

    fn fitted(columns: &[Vec<f64>]) -> CopulaFit {
        let size = columns.len();
        let tau = Array2::from_shape_fn((size, size), |(a, b)| {
            if a == b { 1.0 } else { kendall(&columns[a.max(b)], &columns[a.min(b)]).value }
        });
        fit(columns, &tau).unwrap()
    }

    #[test]
    fn the_copula_that_drew_is_found_whatever_the_tails() {
        let held = (0..60).filter(|seed| {
            let mut columns = columns(&simulated::student_rows(*seed, 800, 3, 0.6, 4.0));
            // Another tail for each asset leaves ranks as they are.
            columns[0].iter_mut().for_each(|x| *x = x.powi(3));
            columns[1].iter_mut().for_each(|x| *x = x.atan());
            let dof = fitted(&columns).dof;
            (dof.low..=dof.high).contains(&4.0)
        });
        // Binomial: 60 samples at 95% have a standard error of 2.8 points; pseudo-likelihood widens it a little.
        let share = held.count() as f64 / 60.0;
        assert!(share > 0.95 - 4.0 * 0.028, "{share}");
    }

    #[test]
    fn normal_assets_set_no_upper_end() {
        let rows = simulated::student_rows(9, 2_000, 3, 0.5, 1e6);
        let fit = fitted(&columns(&rows));
        assert!(fit.dof.value > 30.0 && fit.log_likelihood - fit.gaussian_log_likelihood < 4.0, "{fit:?}");
    }
}
