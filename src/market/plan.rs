//! A market made ready to be drawn.

use std::f64::consts::LOG2_E;

use crate::market::block::MarketBlock;
use crate::market::bootstrap::Bootstrap;
use crate::market::evolve::Evolve;
use crate::market::jumps::JumpDraws;
use crate::market::mixing::Mixing;
use crate::market::{Asset, Dynamics, Innovations, Market, correlation};
use crate::numeric::elementary::exp;
use crate::numeric::vector::{self, LANES, Row, Scalar};
use crate::random::{PathKey, Purpose, Stream};
use crate::units::{AssetIndex, TimeGrid};

/// Degrees of freedom beyond which Student-t innovations are drawn as normal ones.
const NEARLY_NORMAL: f64 = 1e7;

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

/// An asset that moves by chance; log returns in base 2, in units of one step. Their certain part stands
/// in its course, in double precision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column<S> {
    /// σ·√dt.
    pub(super) volatility: S,
    pub(super) jump_beta: S,
    pub(super) garch: Option<StepGarch<S>>,
}

/// GARCH in natural units of one step.
#[derive(Clone, Copy, Debug)]
pub(super) struct StepGarch<S> {
    pub(super) omega: S,
    pub(super) alpha: S,
    pub(super) gamma: S,
    pub(super) beta: S,
    pub(super) first_variance: S,
}

/// Where returns come from.
#[derive(Clone, Debug)]
pub(super) enum Source<S> {
    /// Correlated innovations.
    Parametric(Parametric<S>),
    /// Rows of a price history.
    History(Bootstrap<S>),
}

/// Correlated innovations.
#[derive(Clone, Debug)]
pub(super) struct Parametric<S> {
    /// C, row by row, without its zeros.
    pub(super) factor: Vec<Vec<(usize, S)>>,
    pub(super) streams: Vec<Stream>,
    pub(super) mixing: Option<(Mixing<S>, Stream)>,
    pub(super) jumps: Option<JumpDraws>,
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

impl<S: Scalar> Column<S> {
    fn new(asset: &Asset, grid: TimeGrid) -> Self {
        let dt = grid.step_years();
        let variance = asset.volatility * asset.volatility * dt;
        Self {
            volatility: S::rounded(variance.sqrt() * LOG2_E),
            jump_beta: S::rounded(asset.jump_beta * LOG2_E),
            garch: asset.garch.map(|garch| {
                let crate::market::Garch { alpha, gamma, beta, initial_volatility } = garch;
                StepGarch {
                    omega: S::rounded(variance * (1.0 - alpha - gamma / 2.0 - beta)),
                    alpha: S::rounded(alpha),
                    gamma: S::rounded(gamma),
                    beta: S::rounded(beta),
                    first_variance: S::rounded(initial_volatility * initial_volatility * dt),
                }
            }),
        }
    }
}

impl<S: Scalar> Source<S> {
    /// The draws of the assets `drawn`, which are risky ones in file order.
    fn new(market: &Market, grid: TimeGrid, seed: u64, drawn: &[AssetIndex]) -> Self {
        let (innovations, risky, correlation, jumps) = match &market.dynamics {
            Dynamics::Parametric { innovations, risky, correlation, jumps } => (innovations, risky, correlation, jumps),
            Dynamics::History(history) => return Self::History(Bootstrap::new(history, &market.assets, grid, seed)),
        };
        let root = correlation::factor(correlation);
        let rows: Vec<usize> = (0..risky.len()).filter(|row| drawn.contains(&risky[*row])).collect();
        let sources: Vec<usize> =
            (0..risky.len()).filter(|source| rows.iter().any(|row| root[(*row, *source)] != 0.0)).collect();
        let weights = |row: &usize| {
            let all = sources.iter().enumerate().map(|(slot, source)| (slot, S::rounded(root[(*row, *source)])));
            all.filter(|(_, weight)| *weight != S::default()).collect()
        };
        let stream = |source: &usize| Stream::new(seed, Purpose::Asset, &[&market.assets[risky[*source].0].id]);
        Self::Parametric(Parametric {
            factor: rows.iter().map(weights).collect(),
            streams: sources.iter().map(stream).collect(),
            mixing: match innovations {
                Innovations::Gaussian => None,
                // So close to normal that the difference has no digits left.
                Innovations::StudentT { dof } if *dof > NEARLY_NORMAL => None,
                Innovations::StudentT { dof } => Some((Mixing::new(*dof), Stream::new(seed, Purpose::Mixing, &[]))),
            },
            jumps: jumps.map(|jumps| JumpDraws::new(jumps, grid, seed)),
        })
    }
}
