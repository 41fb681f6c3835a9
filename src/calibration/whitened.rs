//! Rows freed of their correlation: what likelihoods of several assets ask for.

use ndarray::Array2;

use crate::market::correlation::factor;

/// A correlation matrix, ready to measure rows by.
pub(super) struct Whitener {
    lower: Array2<f64>,
    /// ln of the determinant.
    pub log_determinant: f64,
}

impl Whitener {
    /// `None` where the matrix is all but singular: then it has no density.
    pub fn new(correlation: &Array2<f64>) -> Option<Self> {
        let lower = factor(correlation);
        let log_determinant = 2.0 * lower.diag().iter().map(|entry| libm::log(*entry)).sum::<f64>();
        (log_determinant > -40.0 * lower.nrows() as f64).then_some(Self { lower, log_determinant })
    }

    /// xᵀ·R⁻¹·x.
    pub fn distance(&self, row: &[f64]) -> f64 {
        let mut solved = vec![0.0; row.len()];
        let mut sum = 0.0;
        for (place, value) in row.iter().enumerate() {
            let rest: f64 = solved[..place].iter().zip(self.lower.row(place)).map(|(x, l)| x * l).sum();
            solved[place] = (value - rest) / self.lower[(place, place)];
            sum += solved[place] * solved[place];
        }
        sum
    }
}
