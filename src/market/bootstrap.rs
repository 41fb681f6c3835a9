//! The stationary bootstrap of Politis and Romano (1994): joint rows of past returns, in blocks.

use ndarray::Array2;

use crate::market::{Asset, History};
use crate::random::{Lanes, Purpose, Stream, unit_of_word};
use crate::units::TimeGrid;

/// A history made ready to be resampled.
#[derive(Clone, Debug)]
pub struct Bootstrap {
    /// One row a step of history, one column an asset, as they will be drawn.
    returns: Array2<f64>,
    /// Chance that a step starts a new block.
    restart: f64,
    stream: Stream,
}

impl Bootstrap {
    /// Removes means and scales deviations as the history asks.
    #[must_use]
    pub fn new(history: &History, assets: &[Asset], grid: TimeGrid, seed: u64) -> Self {
        let dt = grid.step_years();
        let mut returns = history.returns.clone();
        for (mut column, asset) in returns.columns_mut().into_iter().zip(&history.columns) {
            let (asset, rows) = (&assets[asset.0], column.len() as f64);
            let mean = column.sum() / rows;
            let deviation = (column.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / rows).sqrt();
            let wanted = asset.volatility * dt.sqrt();
            let scale = if history.rescale && deviation > 0.0 { wanted / deviation } else { 1.0 };
            let annual_volatility = deviation * scale / dt.sqrt();
            let centre =
                if history.demean { (asset.drift - annual_volatility * annual_volatility / 2.0) * dt } else { mean };
            column.mapv_inplace(|value| (value - mean) * scale + centre);
        }
        let restart = (f64::from(grid.step_days) / history.mean_block_days).min(1.0);
        Self { returns, restart, stream: Stream::new(seed, Purpose::Bootstrap, &[]) }
    }

    /// The walk of each of `paths` through the rows, before its first step.
    #[must_use]
    pub fn start(&self, paths: &[u64]) -> Rows {
        Rows {
            generator: Lanes::new(self.stream, paths),
            words: [vec![0; paths.len()], vec![0; paths.len()]],
            rows: vec![None; paths.len()],
            count: self.returns.nrows(),
            restart: self.restart,
        }
    }

    /// The log return of `column` in `row`; `None` where the asset has no history.
    #[must_use]
    pub fn log_return(&self, row: usize, column: usize) -> Option<f64> {
        self.returns.get((row, column)).copied()
    }
}

/// Where each path stands in the history.
#[derive(Debug)]
pub struct Rows {
    generator: Lanes,
    words: [Vec<u32>; 2],
    rows: Vec<Option<usize>>,
    count: usize,
    restart: f64,
}

impl Rows {
    /// Takes one step on every path.
    pub fn advance(&mut self) {
        let [choice, place] = &mut self.words;
        self.generator.next(choice);
        self.generator.next(place);
        for ((row, choice), place) in self.rows.iter_mut().zip(choice.iter()).zip(place.iter()) {
            let fresh = ((unit_of_word(*place) * self.count as f64) as usize).min(self.count - 1);
            *row = Some(match *row {
                Some(last) if unit_of_word(*choice) >= self.restart => (last + 1) % self.count,
                _ => fresh,
            });
        }
    }

    /// The row of one path.
    #[must_use]
    pub fn of(&self, lane: usize) -> usize {
        self.rows[lane].unwrap_or(0)
    }
}
