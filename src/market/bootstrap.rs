//! The stationary bootstrap of Politis and Romano (1994): joint rows of past returns, in blocks.

use std::f64::consts::LOG2_E;

use ndarray::Array2;

use crate::market::{Asset, History};
use crate::numeric::vector::{LANES, Machine, Row, Scalar};
use crate::random::{Purpose, Stream, VectorGenerators, unit_of_word};
use crate::units::TimeGrid;

/// A history made ready to be resampled.
#[derive(Clone, Debug)]
pub struct Bootstrap<S> {
    /// Log returns in base 2 as they will be drawn, less their centre: one row a step of history, one
    /// column an asset.
    deviations: Array2<S>,
    /// The mean log return of each column as they will be drawn.
    centres: Vec<f64>,
    /// Chance that a step starts a new block.
    restart: f64,
    stream: Stream,
}

impl<S: Scalar> Bootstrap<S> {
    /// Removes means and scales deviations as the history asks.
    #[must_use]
    pub fn new(history: &History, assets: &[Asset], grid: TimeGrid, seed: u64) -> Self {
        let dt = grid.step_years();
        let (mut deviations, mut centres) = (history.returns.clone(), Vec::new());
        for (mut column, asset) in deviations.columns_mut().into_iter().zip(&history.columns) {
            let (asset, rows) = (&assets[asset.0], column.len() as f64);
            let mean = column.sum() / rows;
            let deviation = (column.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / rows).sqrt();
            let wanted = asset.volatility * dt.sqrt();
            let scale = if history.rescale && deviation > 0.0 { wanted / deviation } else { 1.0 };
            let annual_volatility = deviation * scale / dt.sqrt();
            let stated = (asset.drift - annual_volatility * annual_volatility / 2.0) * dt;
            centres.push(if history.demean { stated } else { mean });
            column.mapv_inplace(|value| (value - mean) * scale);
        }
        let restart = (f64::from(grid.step_days) / history.mean_block_days).min(1.0);
        Self {
            deviations: deviations.mapv(|value| S::rounded(value * LOG2_E)),
            centres,
            restart,
            stream: Stream::new(seed, Purpose::Bootstrap, &[]),
        }
    }

    /// The mean log return of a column, in natural units of one step.
    #[must_use]
    pub fn centre(&self, column: usize) -> f64 {
        self.centres[column]
    }

    /// The stream from which blocks are drawn.
    #[must_use]
    pub const fn stream(&self) -> Stream {
        self.stream
    }

    /// Takes the paths of one vector one step on through the rows.
    #[inline(always)]
    pub fn advance<M: Machine>(&self, machine: M, generators: &mut VectorGenerators<M>, rows: &mut [Option<usize>]) {
        let (choice, place) = (generators.draw(), generators.draw());
        let (mut choices, mut places) = ([0; LANES], [0; LANES]);
        machine.store_words(choice, &mut choices);
        machine.store_words(place, &mut places);
        let count = self.deviations.nrows();
        for (row, (choice, place)) in rows.iter_mut().zip(choices.iter().zip(&places)).take(M::WIDTH) {
            let fresh = ((unit_of_word(*place) * count as f64) as usize).min(count - 1);
            *row = Some(match *row {
                Some(last) if unit_of_word(*choice) >= self.restart => (last + 1) % count,
                _ => fresh,
            });
        }
    }

    /// Writes by how much one asset's return in these rows differs from its centre.
    pub fn returns_of(&self, column: usize, rows: &[Option<usize>; LANES], into: &mut Row<S>) {
        for (value, row) in into.0.iter_mut().zip(rows) {
            *value = self.deviations[(row.unwrap_or(0), column)];
        }
    }
}
