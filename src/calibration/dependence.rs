//! How all assets go together at one length of step.

use ndarray::Array2;
use serde::Serialize;

use super::copula::{self, CopulaFit};
use super::pair::{PairCorrelation, correlations};
use super::prices::Prices;
use super::returns::without_holes;
use crate::market::correlation::smallest_eigenvalue;

/// Fewer rows tell nothing of a correlation.
pub(super) const LEAST_ROWS: usize = 20;

/// Correlations of all pairs and the copula.
#[derive(Clone, Debug, Serialize)]
pub struct Dependence {
    /// Days from the first to the last price of a return.
    pub step_days: u32,
    /// Rows on which all assets have a return.
    pub rows: usize,
    /// The assets whose prices vary, in order.
    pub assets: Vec<String>,
    /// Each pair, by the order of the assets.
    pub pairs: Vec<Pair>,
    /// Below 0 where Pearson's correlations are together no matrix of correlation.
    pub smallest_eigenvalue: f64,
    /// The copula; null below 60 rows, or for one asset.
    pub copula: Option<CopulaFit>,
}

/// Two assets and their correlation.
#[derive(Clone, Debug, Serialize)]
pub struct Pair {
    /// The first.
    pub a: String,
    /// The second.
    pub b: String,
    /// Three ways to measure it.
    #[serde(flatten)]
    pub correlation: PairCorrelation,
}

/// Least rows of a copula.
const LEAST_COPULA_ROWS: usize = 60;

impl Dependence {
    /// Measures it among the assets at `which` places; `None` below [`LEAST_ROWS`] rows, or where a price stands still on all
    /// of them.
    pub(super) fn of(prices: &Prices, which: &[usize], step_days: u32) -> Option<Self> {
        let start = prices.common_start()?;
        let returns: Vec<_> = which.iter().map(|place| prices.assets[*place].returns(step_days, start)).collect();
        let (columns, _) = without_holes(&returns);
        let rows = columns.first().map_or(0, Vec::len);
        let varies = |column: &Vec<f64>| column.iter().any(|value| *value != column[0]);
        if rows < LEAST_ROWS || !columns.iter().all(varies) {
            return None;
        }
        let assets: Vec<String> = which.iter().map(|place| prices.assets[*place].id.clone()).collect();
        let mut pairs = Vec::new();
        for a in 0..columns.len() {
            for b in a + 1..columns.len() {
                let correlation = correlations(&columns[a], &columns[b]);
                pairs.push(Pair { a: assets[a].clone(), b: assets[b].clone(), correlation });
            }
        }
        let mut found = Self { step_days, rows, assets, pairs, smallest_eigenvalue: 1.0, copula: None };
        found.smallest_eigenvalue = smallest_eigenvalue(&found.matrix(|pair| pair.pearson.value));
        if columns.len() > 1 && rows >= LEAST_COPULA_ROWS {
            found.copula = copula::fit(&columns, &found.matrix(|pair| pair.kendall.value));
        }
        Some(found)
    }

    /// All pairs as a matrix.
    #[must_use]
    pub fn matrix(&self, of: impl Fn(&PairCorrelation) -> f64) -> Array2<f64> {
        let mut matrix = Array2::eye(self.assets.len());
        let mut pairs = self.pairs.iter();
        for a in 0..self.assets.len() {
            for b in a + 1..self.assets.len() {
                let value = pairs.next().map_or(0.0, |pair| of(&pair.correlation));
                (matrix[(a, b)], matrix[(b, a)]) = (value, value);
            }
        }
        matrix
    }
}
