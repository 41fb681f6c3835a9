//! Prices of a block of paths before anything fails: structure of arrays, lane = path.

use crate::market::bootstrap::Bootstrap;
use crate::market::evolve::{Draws, Evolve};
use crate::market::jumps::JumpDraws;
use crate::market::mixing::Mixing;
use crate::market::{Asset, Dynamics, Garch, Innovations, Market, correlation};
use crate::numeric::elementary::exp;
use crate::numeric::wide;
use crate::random::{Lanes, Purpose, Stream};
use crate::units::{AssetIndex, TimeGrid};

/// Degrees of freedom beyond which Student-t innovations are drawn as normal ones.
const NEARLY_NORMAL: f64 = 1e7;

/// Prices of a block of paths at the ends of steps, 0 to T.
#[derive(Clone, Debug, Default)]
pub struct MarketBlock {
    lanes: usize,
    columns: usize,
    prices: Vec<f64>,
}

impl MarketBlock {
    /// How many paths stand side by side.
    #[must_use]
    pub const fn lanes(&self) -> usize {
        self.lanes
    }

    /// The prices of one column at the end of a step, one slot a path.
    #[inline]
    #[must_use]
    pub fn row(&self, step: usize, column: usize) -> &[f64] {
        let start = (step * self.columns + column) * self.lanes;
        &self.prices[start..start + self.lanes]
    }

    /// Copies one path's prices, step by step and column by column.
    pub fn copy_path(&self, lane: usize, into: &mut Vec<f64>) {
        into.clear();
        into.extend(self.prices.chunks_exact(self.lanes).map(|row| row[lane]));
    }
}

/// A market made ready to be drawn.
#[derive(Clone, Debug)]
pub struct MarketPlan {
    grid: TimeGrid,
    columns: Vec<Column>,
    column_of: Vec<Option<usize>>,
    dynamics: Drawn,
}

/// An asset that moves.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) price: f64,
    /// (μ − σ²/2)·dt, or μ·dt where σ = 0.
    pub(super) drift: f64,
    /// μ·dt.
    pub(super) growth: f64,
    /// σ·√dt.
    pub(super) volatility: f64,
    pub(super) jump_beta: f64,
    pub(super) garch: Option<StepGarch>,
}

/// GARCH in units of one step.
#[derive(Clone, Copy, Debug)]
pub(super) struct StepGarch {
    omega: f64,
    alpha: f64,
    gamma: f64,
    beta: f64,
    pub(super) first_variance: f64,
}

#[derive(Clone, Debug)]
enum Drawn {
    Parametric {
        factor: Vec<Vec<(usize, f32)>>,
        streams: Vec<Stream>,
        mixing: Option<(Mixing, Stream)>,
        jumps: Option<JumpDraws>,
    },
    History(Bootstrap),
}

impl MarketPlan {
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
        let leading: Vec<AssetIndex> = match &market.dynamics {
            Dynamics::Parametric { risky, .. } => {
                risky.iter().copied().filter(|asset| wanted.contains(asset)).collect()
            }
            Dynamics::History(history) => history.columns.clone(),
        };
        let drifts =
            |asset: &AssetIndex| market.assets[asset.0].volatility == 0.0 && market.assets[asset.0].drift != 0.0;
        let drifting = wanted.iter().copied().filter(|asset| drifts(asset) && !leading.contains(asset));
        let order: Vec<AssetIndex> = leading.iter().copied().chain(drifting).collect();
        let mut column_of = vec![None; market.assets.len()];
        for (column, asset) in order.iter().enumerate() {
            column_of[asset.0] = Some(column);
        }
        let columns = order.iter().map(|asset| Column::new(&market.assets[asset.0], grid)).collect();
        Self { grid, columns, column_of, dynamics: Drawn::new(market, grid, seed, &leading) }
    }

    /// Where an asset's prices stand in a block; `None` where the price never moves.
    #[must_use]
    pub fn column(&self, asset: AssetIndex) -> Option<usize> {
        self.column_of[asset.0]
    }

    /// Number of columns of a block.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns.len()
    }

    /// Draws the prices of `paths` into `block`.
    pub fn draw(&self, paths: &[u64], block: &mut MarketBlock) {
        let (lanes, columns) = (paths.len(), self.columns.len());
        block.lanes = lanes;
        block.columns = columns;
        block.prices.resize((self.grid.steps + 1) * columns * lanes, 0.0);
        for (column, row) in self.columns.iter().zip(block.prices.chunks_exact_mut(lanes)) {
            row.fill(column.price);
        }
        match &self.dynamics {
            Drawn::Parametric { factor, streams, mixing, jumps } => {
                let draws = Draws {
                    innovations: streams.iter().map(|stream| Lanes::new(*stream, paths)).collect(),
                    mixing: mixing.as_ref().map(|(mixing, stream)| (mixing, Lanes::new(*stream, paths))),
                    jumps: jumps.as_ref().map(|jumps| (jumps, Lanes::new(jumps.stream(), paths))),
                };
                wide::run(Evolve {
                    columns: &self.columns,
                    steps: self.grid.steps,
                    factor,
                    draws,
                    lanes,
                    prices: &mut block.prices,
                });
            }
            Drawn::History(bootstrap) => self.resample(bootstrap, paths, block),
        }
    }

    fn resample(&self, bootstrap: &Bootstrap, paths: &[u64], block: &mut MarketBlock) {
        let (lanes, columns) = (block.lanes, block.columns);
        let mut rows = bootstrap.start(paths);
        for step in 1..=self.grid.steps {
            rows.advance();
            let (before, after) = block.prices[(step - 1) * columns * lanes..].split_at_mut(columns * lanes);
            for (column, lane) in (0..columns).flat_map(|column| (0..lanes).map(move |lane| (column, lane))) {
                let at = column * lanes + lane;
                let log_return = bootstrap.log_return(rows.of(lane), column).unwrap_or(self.columns[column].growth);
                after[at] = before[at] * exp(log_return);
            }
        }
    }
}

impl Column {
    fn new(asset: &Asset, grid: TimeGrid) -> Self {
        let dt = grid.step_years();
        let variance = asset.volatility * asset.volatility * dt;
        Self {
            price: asset.price,
            drift: asset.drift * dt - variance / 2.0,
            growth: asset.drift * dt,
            volatility: variance.sqrt(),
            jump_beta: asset.jump_beta,
            garch: asset.garch.map(|garch| StepGarch::new(garch, variance, dt)),
        }
    }
}

impl StepGarch {
    fn new(garch: Garch, variance: f64, dt: f64) -> Self {
        let Garch { alpha, gamma, beta, initial_volatility } = garch;
        let omega = variance * (1.0 - alpha - gamma / 2.0 - beta);
        Self { omega, alpha, gamma, beta, first_variance: initial_volatility * initial_volatility * dt }
    }

    /// The variance of the next step from this one's and its innovation e.
    #[inline(always)]
    pub(super) fn next(self, variance: f64, innovation: f64) -> f64 {
        let reaction = if innovation < 0.0 { self.alpha + self.gamma } else { self.alpha };
        self.omega + reaction * innovation * innovation + self.beta * variance
    }
}

impl Drawn {
    /// The draws of the assets `leading`, which are risky ones in file order.
    fn new(market: &Market, grid: TimeGrid, seed: u64, leading: &[AssetIndex]) -> Self {
        let (innovations, risky, correlation, jumps) = match &market.dynamics {
            Dynamics::Parametric { innovations, risky, correlation, jumps } => (innovations, risky, correlation, jumps),
            Dynamics::History(history) => return Self::History(Bootstrap::new(history, &market.assets, grid, seed)),
        };
        let root = correlation::factor(correlation);
        let rows: Vec<usize> = (0..risky.len()).filter(|row| leading.contains(&risky[*row])).collect();
        let sources: Vec<usize> =
            (0..risky.len()).filter(|source| rows.iter().any(|row| root[(*row, *source)] != 0.0)).collect();
        let weights = |row: &usize| {
            let all = sources.iter().enumerate().map(|(slot, source)| (slot, root[(*row, *source)] as f32));
            all.filter(|(_, weight)| *weight != 0.0).collect()
        };
        let stream = |source: &usize| Stream::new(seed, Purpose::Asset, &[&market.assets[risky[*source].0].id]);
        Self::Parametric {
            factor: rows.iter().map(weights).collect(),
            streams: sources.iter().map(stream).collect(),
            mixing: match innovations {
                Innovations::Gaussian => None,
                // So close to normal that the difference has no digits left.
                Innovations::StudentT { dof } if *dof > NEARLY_NORMAL => None,
                Innovations::StudentT { dof } => Some((Mixing::new(*dof), Stream::new(seed, Purpose::Mixing, &[]))),
            },
            jumps: jumps.map(|jumps| JumpDraws::new(jumps, grid, seed)),
        }
    }
}
