//! The degrees of freedom that all assets share: the market model draws one mixing number a step for all of them, so that
//! they crash together. This is the multivariate Student-t, fitted by maximum likelihood.
//!
//! For a given ν the middle and the scatter come from weighing each row by (ν + d)/(ν + its distance), over and over;
//! scatter over the sum of the weights gets there fastest (Kent, Tyler and Vardi 1994).

use ndarray::Array2;
use serde::Serialize;

use super::estimate::Measured;
use super::optimise::{largest_on_line, profile_end};
use super::student::{LEAST_RETURNS, MOST_DOF};
use super::whitened::Whitener;

const LEAST_DOF: f64 = 0.5;
const MOST_ROUNDS: usize = 500;
const TOLERANCE: f64 = 1e-9;

/// The fit.
#[derive(Clone, Debug, Serialize)]
pub struct SharedFit {
    /// Rows on which all assets have a return.
    pub rows: usize,
    /// Degrees of freedom with their 95% profile interval; `high` is null where the data set no upper end.
    pub dof: Measured,
    /// ln of the likelihood of the rows.
    pub log_likelihood: f64,
}

/// Fits the law to columns, none of them constant; `None` for too few rows, or where one asset is all but a sum of others.
#[must_use]
pub fn fit(columns: &[Vec<f64>]) -> Option<SharedFit> {
    let count = columns.first().map_or(0, Vec::len);
    if count < LEAST_RETURNS.max(3 * columns.len()) {
        return None;
    }
    let mut unit = 0.0;
    let scaled: Vec<Vec<f64>> = columns
        .iter()
        .map(|column| {
            let mean = column.iter().sum::<f64>() / count as f64;
            let sd = (column.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count as f64).sqrt();
            unit += libm::log(sd);
            column.iter().map(|value| (value - mean) / sd).collect()
        })
        .collect();
    let rows: Vec<Vec<f64>> = (0..count).map(|row| scaled.iter().map(|column| column[row]).collect()).collect();
    let start = Law::start(&rows);
    start.whitener()?;
    let likelihood = |log_dof: f64| start.clone().settled(&rows, libm::exp(log_dof)).unwrap_or(f64::MIN);
    let (least, most) = (libm::log(LEAST_DOF), libm::log(MOST_DOF));
    let top = largest_on_line(likelihood, (least, most));
    let end = |end: f64| profile_end(likelihood, top, end).map(libm::exp);
    Some(SharedFit {
        rows: count,
        dof: Measured::between(libm::exp(top.0), end(least).unwrap_or(LEAST_DOF), end(most).unwrap_or(f64::NAN)),
        log_likelihood: top.1 - count as f64 * unit,
    })
}

/// Middle and scatter.
#[derive(Clone)]
struct Law {
    middle: Vec<f64>,
    scatter: Array2<f64>,
}

impl Law {
    /// Those of the rows as they are.
    fn start(rows: &[Vec<f64>]) -> Self {
        let assets = rows[0].len();
        let flat = Self { middle: vec![0.0; assets], scatter: Array2::eye(assets) };
        flat.weighed(rows, &vec![1.0; rows.len()])
    }

    /// The correlation of the scatter, and the scales beside it.
    fn whitener(&self) -> Option<(Whitener, Vec<f64>)> {
        let scales: Vec<f64> = self.scatter.diag().iter().map(|variance| variance.sqrt()).collect();
        let correlation = Array2::from_shape_fn(self.scatter.raw_dim(), |(a, b)| {
            if a == b { 1.0 } else { self.scatter[(a, b)] / (scales[a] * scales[b]) }
        });
        if scales.iter().all(|scale| *scale > 0.0) { Some((Whitener::new(&correlation)?, scales)) } else { None }
    }

    fn weighed(&self, rows: &[Vec<f64>], weights: &[f64]) -> Self {
        let (assets, sum) = (self.middle.len(), weights.iter().sum::<f64>());
        let mut middle = vec![0.0; assets];
        for (row, weight) in rows.iter().zip(weights) {
            middle.iter_mut().zip(row).for_each(|(middle, value)| *middle += weight * value / sum);
        }
        let mut scatter = Array2::zeros((assets, assets));
        for (row, weight) in rows.iter().zip(weights) {
            for a in 0..assets {
                for b in 0..=a {
                    scatter[(a, b)] += weight * (row[a] - middle[a]) * (row[b] - middle[b]) / sum;
                }
            }
        }
        for a in 0..assets {
            for b in 0..a {
                scatter[(b, a)] = scatter[(a, b)];
            }
        }
        Self { middle, scatter }
    }

    /// ln of the largest likelihood of the rows at ν.
    fn settled(mut self, rows: &[Vec<f64>], dof: f64) -> Option<f64> {
        let assets = self.middle.len() as f64;
        let mut last = f64::MIN;
        for _ in 0..MOST_ROUNDS {
            let (whitener, scales) = self.whitener()?;
            let distance = |row: &Vec<f64>| {
                let row: Vec<f64> = row
                    .iter()
                    .zip(&self.middle)
                    .zip(&scales)
                    .map(|((value, middle), scale)| (value - middle) / scale)
                    .collect();
                whitener.distance(&row)
            };
            let distances: Vec<f64> = rows.iter().map(distance).collect();
            let constant = libm::lgamma(0.5 * (dof + assets))
                - libm::lgamma(0.5 * dof)
                - 0.5 * assets * libm::log(std::f64::consts::PI * dof)
                - 0.5 * whitener.log_determinant
                - scales.iter().map(|scale| libm::log(*scale)).sum::<f64>();
            let logs: f64 = distances.iter().map(|distance| libm::log1p(distance / dof)).sum();
            let value = rows.len() as f64 * constant - 0.5 * (dof + assets) * logs;
            if value - last < TOLERANCE * value.abs().max(1.0) {
                return Some(value.max(last));
            }
            last = value;
            let weights: Vec<f64> = distances.iter().map(|distance| (dof + assets) / (dof + distance)).collect();
            self = self.weighed(rows, &weights);
        }
        Some(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibration::{simulated, student};

    fn columns(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
        (0..rows[0].len()).map(|place| rows.iter().map(|row| (place + 1) as f64 * row[place]).collect()).collect()
    }

    #[test]
    fn intervals_hold_the_law_that_drew() {
        let held = (0..100).filter(|seed| {
            let dof = fit(&columns(&simulated::student_rows(*seed, 400, 4, 0.6, 3.0))).unwrap().dof;
            (dof.low..=dof.high).contains(&3.0)
        });
        // Binomial: 100 samples at 95% have a standard error of 2.2 points.
        let share = held.count() as f64 / 100.0;
        assert!((share - 0.95).abs() < 4.0 * 0.022, "{share}");
    }

    #[test]
    fn one_asset_alone_has_its_own_dof() {
        let column = simulated::student_rows(3, 900, 1, 0.0, 2.5).concat();
        let (shared, alone) = (fit(std::slice::from_ref(&column)).unwrap(), student::fit(&column).unwrap());
        assert!((shared.dof.value / alone.dof.value - 1.0).abs() < 1e-3, "{shared:?} {alone:?}");
        assert!((shared.log_likelihood - alone.log_likelihood).abs() < 1e-4, "{shared:?} {alone:?}");
    }

    #[test]
    fn an_asset_that_is_a_copy_of_another_has_no_law() {
        let column = simulated::normals(1, 200);
        assert!(fit(&[column.clone(), column]).is_none());
    }
}
