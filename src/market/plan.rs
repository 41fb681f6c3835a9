//! A market made ready to be drawn.

use crate::market::block::MarketBlock;
use crate::market::column::{Column, Source};
use crate::market::evolve::Evolve;
use crate::market::{Asset, Dynamics, Market};
use crate::numeric::elementary::exp;
use crate::numeric::vector::{self, LANES, Row, Scalar};
use crate::random::PathKey;
use crate::units::{AssetIndex, TimeGrid};

/// A market made ready to be drawn.
#[derive(Clone, Debug)]
pub struct MarketPlan<S: Scalar> {
    grid: TimeGrid,
    /// Assets whose prices are drawn.
    drawn: Vec<Column<S>>,
    /// The certain part of each column's price at the ends of steps 0 to T: all of it where no draw
    /// moves it, else what a draw multiplies.
    courses: Vec<Vec<f64>>,
    column_of: Vec<Option<usize>>,
    source: Source<S>,
}

impl<S: Scalar> MarketPlan<S> {
    /// Makes `market` ready for paths of `grid`, drawn from `seed`.
    #[must_use]
    pub fn new(market: &Market, grid: TimeGrid, seed: u64) -> Self {
        let all: Vec<AssetIndex> = (0..market.assets.len()).map(AssetIndex).collect();
        Self::of_assets(market, grid, seed, &all)
    }

    /// The same for some assets only: their prices are those that they have among all. The other
    /// assets have no column.
    #[must_use]
    pub fn of_assets(market: &Market, grid: TimeGrid, seed: u64, wanted: &[AssetIndex]) -> Self {
        let drawn: Vec<AssetIndex> = match &market.dynamics {
            Dynamics::Parametric { risky, .. } => {
                risky.iter().copied().filter(|asset| wanted.contains(asset)).collect()
            }
            Dynamics::History(history) => history.columns.clone(),
        };
        let drifts =
            |asset: &AssetIndex| market.assets[asset.0].volatility == 0.0 && market.assets[asset.0].drift != 0.0;
        let drifting = wanted.iter().copied().filter(|asset| drifts(asset) && !drawn.contains(asset));
        let order: Vec<AssetIndex> = drawn.iter().copied().chain(drifting).collect();
        let mut column_of = vec![None; market.assets.len()];
        for (column, asset) in order.iter().enumerate() {
            column_of[asset.0] = Some(column);
        }
        let source = Source::new(market, grid, seed, &drawn);
        let course = |(column, asset): (usize, &AssetIndex)| {
            let asset = &market.assets[asset.0];
            let growth = match &source {
                Source::History(bootstrap) if column < drawn.len() => bootstrap.centre(column),
                _ => certain_growth(asset, grid),
            };
            (0..=grid.steps).map(|step| asset.price * exp(growth * step as f64)).collect()
        };
        Self {
            grid,
            drawn: drawn.iter().map(|asset| Column::new(&market.assets[asset.0], grid)).collect(),
            courses: order.iter().enumerate().map(course).collect(),
            column_of,
            source,
        }
    }

    /// Where an asset's prices stand; `None` where the price never moves.
    #[must_use]
    pub fn column(&self, asset: AssetIndex) -> Option<usize> {
        self.column_of[asset.0]
    }

    /// Whether draws move a column.
    #[must_use]
    pub fn is_drawn(&self, column: usize) -> bool {
        column < self.drawn.len()
    }

    /// The certain part of a column's price at the ends of steps 0 to T: all of it where no draw moves
    /// the column.
    #[must_use]
    pub fn course(&self, column: usize) -> &[f64] {
        &self.courses[column]
    }

    /// The price of one path at the end of a step.
    #[inline]
    #[must_use]
    pub fn price(&self, block: &MarketBlock<S>, column: usize, step: usize, lane: usize) -> f64 {
        let certain = self.courses[column][step];
        if self.is_drawn(column) { certain * block.row(step, column).0[lane].wide() } else { certain }
    }

    /// Copies one path's prices, column by column.
    pub fn copy_path(&self, block: &MarketBlock<S>, lane: usize, into: &mut Vec<f64>) {
        into.clear();
        let (drawn, certain) = self.courses.split_at(self.drawn.len());
        for (column, course) in drawn.iter().enumerate() {
            let rows = block.factors[column..].iter().step_by(drawn.len());
            into.extend(course.iter().zip(rows).map(|(certain, row)| certain * row.0[lane].wide()));
        }
        for prices in certain {
            into.extend_from_slice(prices);
        }
    }

    /// Draws the prices of a block of paths.
    pub fn draw(&self, keys: &[PathKey; LANES], block: &mut MarketBlock<S>) {
        let columns = self.drawn.len();
        block.columns = columns;
        block.factors.resize((self.grid.steps + 1) * columns, Row::default());
        block.factors[..columns].fill(Row::splat(S::rounded(1.0)));
        if columns == 0 {
            return;
        }
        block.room.prepare(&self.drawn, &self.source, keys);
        vector::run(Evolve {
            columns: &self.drawn,
            source: &self.source,
            steps: self.grid.steps,
            room: &mut block.room,
            factors: &mut block.factors[columns..],
        });
    }
}

/// What a step adds to the logarithm of a price for certain: (μ − σ²/2)·dt, and under GARCH, whose
/// variance moves, μ·dt.
fn certain_growth(asset: &Asset, grid: TimeGrid) -> f64 {
    let variance = if asset.garch.is_some() { 0.0 } else { asset.volatility * asset.volatility };
    (asset.drift - variance / 2.0) * grid.step_years()
}
