//! What is minimised, as a function of the weights.

use crate::statistics::Tail;

/// A measure of Σ w·column, and how it changes with the weights.
#[derive(Clone, Debug)]
pub(super) enum Measure<'a> {
    /// The mean; of each place here.
    Mean(Vec<f64>),
    /// ES at a level.
    Shortfall {
        /// One column a place, one number a path.
        columns: &'a [Vec<f64>],
        /// α.
        level: f64,
    },
}

impl<'a> Measure<'a> {
    /// The mean of columns, or ES where there is a level.
    pub fn of(columns: &'a [Vec<f64>], level: Option<f64>) -> Self {
        match level {
            Some(level) => Self::Shortfall { columns, level },
            None => Self::Mean(columns.iter().map(|column| mean(column)).collect()),
        }
    }

    /// The measure at some weights, and its slope: Σ slope·w is the measure there and nowhere above it.
    pub fn at(&self, weights: &[f64]) -> (f64, Vec<f64>) {
        let slope = match self {
            Self::Mean(means) => means.clone(),
            Self::Shortfall { columns, level } => slope(columns, weights, *level),
        };
        (slope.iter().zip(weights).map(|(slope, weight)| slope * weight).sum(), slope)
    }
}

/// The mean of each column over the tail of the mix.
fn slope(columns: &[Vec<f64>], weights: &[f64], level: f64) -> Vec<f64> {
    let mixed = mix(columns, weights);
    let tail = Tail::of_losses(&mixed, level);
    let paths = mixed.iter().enumerate().filter(|(_, loss)| **loss >= tail.value_at_risk);
    let shares: Vec<(usize, f64)> = paths.map(|(path, loss)| (path, tail.share(*loss))).collect();
    let mass: f64 = shares.iter().map(|(_, share)| share).sum();
    columns.iter().map(|column| shares.iter().map(|(path, share)| share * column[*path]).sum::<f64>() / mass).collect()
}

/// Σ w·column, path by path.
pub(super) fn mix(columns: &[Vec<f64>], weights: &[f64]) -> Vec<f64> {
    let mut mixed = vec![0.0; columns.first().map_or(0, Vec::len)];
    for (column, weight) in columns.iter().zip(weights).filter(|(_, weight)| **weight != 0.0) {
        mixed.iter_mut().zip(column).for_each(|(sum, value)| *sum += weight * value);
    }
    mixed
}

pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// ES of a column.
pub(super) fn shortfall(values: &[f64], level: f64) -> f64 {
    Tail::of_losses(values, level).expected_shortfall
}
