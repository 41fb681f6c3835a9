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
    /// Prices at the ends of steps 0 to T of those that only drift; their columns stand after all others.
    drifting: Vec<Vec<f64>>,
    /// Price at time 0, column by column.
    start: Vec<f64>,
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
        let growth = |column: usize| match &source {
            Source::History(bootstrap) if column < drawn.len() => bootstrap.centre(column),
            _ => certain_growth(&market.assets[order[column].0], grid),
        };
        let start: Vec<f64> = order.iter().map(|asset| market.assets[asset.0].price).collect();
        let drawn = drawn.iter().enumerate();
        let drawn = drawn.map(|(column, asset)| Column::new(&market.assets[asset.0], grid, growth(column)));
        let drawn: Vec<Column<S>> = drawn.collect();
        let course = |column: usize| {
            let growth = growth(column);
            (0..=grid.steps).map(|step| start[column] * exp(growth * step as f64)).collect()
        };
        Self { grid, drifting: (drawn.len()..order.len()).map(course).collect(), start, drawn, column_of, source }
    }

    /// Where an asset's prices stand; `None` where the price never moves.
    #[must_use]
    pub fn column(&self, asset: AssetIndex) -> Option<usize> {
        self.column_of[asset.0]
    }

    /// Whether draws move a column.
    #[must_use]
    pub const fn is_drawn(&self, column: usize) -> bool {
        column < self.drawn.len()
    }

    /// The price of one path at the end of a step.
    #[inline]
    #[must_use]
    pub fn price(&self, block: &MarketBlock<S>, column: usize, step: usize, lane: usize) -> f64 {
        match self.drifting.get(column.wrapping_sub(self.drawn.len())) {
            Some(course) => course[step],
            None => self.start[column] * block.column(column)[step].0[lane].wide(),
        }
    }

    /// Draws the prices of a block of paths; the block is this market's alone.
    pub fn draw(&self, keys: &[PathKey; LANES], block: &mut MarketBlock<S>) {
        if block.relatives.is_empty() {
            self.lay_out(block);
        }
        if self.drawn.is_empty() {
            return;
        }
        block.room.prepare(&self.drawn, &self.source, keys);
        vector::run(Evolve {
            columns: &self.drawn,
            source: &self.source,
            steps: self.grid.steps,
            room: &mut block.room,
            relatives: &mut block.relatives,
        });
    }

    /// Fills in what is the same on all paths.
    fn lay_out(&self, block: &mut MarketBlock<S>) {
        block.moments = self.grid.steps + 1;
        block.relatives = vec![Row::splat(S::rounded(1.0)); self.start.len() * block.moments];
        let (_, certain) = block.relatives.split_at_mut(self.drawn.len() * block.moments);
        for (row, price) in
            certain.iter_mut().zip(self.drifting.iter().flat_map(|course| course.iter().map(|price| price / course[0])))
        {
            *row = Row::splat(Column::bounded(price));
        }
    }
}

/// What a step adds to the logarithm of a price for certain: (μ − σ²/2)·dt, and under GARCH, whose
/// variance moves, μ·dt.
fn certain_growth(asset: &Asset, grid: TimeGrid) -> f64 {
    let variance = if asset.garch.is_some() { 0.0 } else { asset.volatility * asset.volatility };
    (asset.drift - variance / 2.0) * grid.step_years()
}
