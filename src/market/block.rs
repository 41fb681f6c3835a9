//! Prices of a block of paths before anything fails: structure of arrays, lane = path.

use crate::market::bootstrap::Bootstrap;
use crate::market::jumps::JumpDraws;
use crate::market::mixing::{self, Mixing};
use crate::market::{Asset, Dynamics, Garch, Innovations, Market, correlation};
use crate::numeric::elementary::{exp, normal_pair};
use crate::numeric::wide::{self, Kernel};
use crate::random::{Lanes, Purpose, Stream};
use crate::units::{AssetIndex, TimeGrid};

/// Steps that are drawn at once: their draws stay in the nearest cache.
const TILE: usize = 16;
/// Standardised innovations are clipped here, so that moments exist.
const CLIP: f64 = 40.0;

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
        into.extend(self.prices.iter().skip(lane).step_by(self.lanes));
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
struct Column {
    price: f64,
    /// (μ − σ²/2)·dt, or μ·dt where σ = 0.
    drift: f64,
    /// μ·dt.
    growth: f64,
    /// σ·√dt.
    volatility: f64,
    jump_beta: f64,
    garch: Option<StepGarch>,
}

/// GARCH in units of one step.
#[derive(Clone, Copy, Debug)]
struct StepGarch {
    omega: f64,
    alpha: f64,
    gamma: f64,
    beta: f64,
    first_variance: f64,
}

#[derive(Clone, Debug)]
enum Drawn {
    Parametric {
        factor: Vec<Vec<(usize, f64)>>,
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
        let leading: Vec<AssetIndex> = match &market.dynamics {
            Dynamics::Parametric { risky, .. } => risky.clone(),
            Dynamics::History(history) => history.columns.clone(),
        };
        let drifting = (0..market.assets.len())
            .map(AssetIndex)
            .filter(|asset| !leading.contains(asset) && market.assets[asset.0].drift != 0.0);
        let order: Vec<AssetIndex> = leading.iter().copied().chain(drifting).collect();
        let mut column_of = vec![None; market.assets.len()];
        for (column, asset) in order.iter().enumerate() {
            column_of[asset.0] = Some(column);
        }
        let columns = order.iter().map(|asset| Column::new(&market.assets[asset.0], grid)).collect();
        Self { grid, columns, column_of, dynamics: Drawn::new(market, grid, seed) }
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
                wide::run(Evolve { plan: self, factor, draws, block });
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
    fn next(self, variance: f64, innovation: f64) -> f64 {
        let reaction = if innovation < 0.0 { self.alpha + self.gamma } else { self.alpha };
        self.omega + reaction * innovation * innovation + self.beta * variance
    }
}

impl Drawn {
    fn new(market: &Market, grid: TimeGrid, seed: u64) -> Self {
        match &market.dynamics {
            Dynamics::Parametric { innovations, risky, correlation, jumps } => {
                let root = correlation::factor(correlation);
                let factor = root
                    .rows()
                    .into_iter()
                    .map(|row| row.iter().copied().enumerate().filter(|(_, weight)| *weight != 0.0).collect())
                    .collect();
                let streams = risky
                    .iter()
                    .map(|asset| Stream::new(seed, Purpose::Asset, &[&market.assets[asset.0].id]))
                    .collect();
                let mixing = match innovations {
                    Innovations::Gaussian => None,
                    Innovations::StudentT { dof } => Some((Mixing::new(*dof), Stream::new(seed, Purpose::Mixing, &[]))),
                };
                Self::Parametric {
                    factor,
                    streams,
                    mixing,
                    jumps: jumps.map(|jumps| JumpDraws::new(jumps, grid, seed)),
                }
            }
            Dynamics::History(history) => Self::History(Bootstrap::new(history, &market.assets, grid, seed)),
        }
    }
}

/// The generators of one block.
struct Draws<'a> {
    innovations: Vec<Lanes>,
    mixing: Option<(&'a Mixing, Lanes)>,
    jumps: Option<(&'a JumpDraws, Lanes)>,
}

/// The step loop of the market, as a kernel.
struct Evolve<'a> {
    plan: &'a MarketPlan,
    factor: &'a [Vec<(usize, f64)>],
    draws: Draws<'a>,
    block: &'a mut MarketBlock,
}

impl Kernel for Evolve<'_> {
    #[inline(always)]
    fn run(self) {
        let Self { plan, factor, mut draws, block } = self;
        let (lanes, columns, steps) = (block.lanes, block.columns, plan.grid.steps);
        let tile = TILE.min(steps.next_multiple_of(2));
        let mut innovations = vec![vec![0.0; tile * lanes]; draws.innovations.len()];
        let (mut factors, mut jumps, mut returns) =
            (vec![1.0; tile * lanes], vec![0.0; tile * lanes], vec![0.0; tile * lanes]);
        let mut words = [vec![0; lanes], vec![0; lanes]];
        let mut variances: Vec<Vec<f64>> = plan
            .columns
            .iter()
            .map(|column| vec![column.garch.map_or(0.0, |garch| garch.first_variance); lanes])
            .collect();
        for start in (0..steps).step_by(tile) {
            for (generator, out) in draws.innovations.iter_mut().zip(&mut innovations) {
                draw_normals(generator, &mut words, out);
            }
            if let Some((mixing, generator)) = &mut draws.mixing {
                draw_mixing(mixing, generator, &mut words, &mut factors);
            }
            if let Some((law, generator)) = &mut draws.jumps {
                law.draw(generator, &mut words, &mut jumps, lanes);
            }
            for (number, column) in plan.columns.iter().enumerate() {
                match factor.get(number) {
                    Some(weights) => {
                        correlate(weights, &innovations, &factors, &mut returns);
                        match column.garch {
                            Some(garch) => {
                                heteroscedastic_returns(column, garch, &mut variances[number], &mut returns, lanes)
                            }
                            None => constant_returns(column, &mut returns),
                        }
                        if draws.jumps.is_some() {
                            add_jumps(column.jump_beta, &jumps, &mut returns);
                        }
                        exponentiate(&mut returns);
                    }
                    None => returns.fill(exp(column.growth)),
                }
                for (row, ratios) in (start..steps).zip(returns.chunks_exact(lanes)) {
                    let (before, after) =
                        block.prices[(row * columns + number) * lanes..].split_at_mut(columns * lanes);
                    for ((after, before), ratio) in after[..lanes].iter_mut().zip(&before[..lanes]).zip(ratios) {
                        *after = before * ratio;
                    }
                }
            }
        }
    }
}

/// Standard normals, two steps at a time.
#[inline(always)]
fn draw_normals(generator: &mut Lanes, [radius, angle]: &mut [Vec<u64>; 2], out: &mut [f64]) {
    let lanes = radius.len();
    for pair in out.chunks_exact_mut(2 * lanes) {
        generator.next(radius);
        generator.next(angle);
        let (first, second) = pair.split_at_mut(lanes);
        for (((first, second), radius), angle) in first.iter_mut().zip(second).zip(radius.iter()).zip(angle.iter()) {
            (*first, *second) = normal_pair(*radius, *angle);
        }
    }
}

#[inline(always)]
fn draw_mixing(mixing: &Mixing, generator: &mut Lanes, [one, two]: &mut [Vec<u64>; 2], out: &mut [f64]) {
    for row in out.chunks_exact_mut(one.len()) {
        generator.next(one);
        generator.next(two);
        // Chosen outside the loop over lanes, or it could not be vector code.
        match mixing {
            Mixing::Four => {
                for ((factor, one), two) in row.iter_mut().zip(one.iter()).zip(two.iter()) {
                    *factor = mixing::four(*one, *two);
                }
            }
            Mixing::Table(nodes) => {
                for (factor, one) in row.iter_mut().zip(one.iter()) {
                    *factor = mixing::interpolate(nodes, *one);
                }
            }
        }
    }
}

/// z of one asset: its row of C times the innovations, times the mixing, clipped.
#[inline(always)]
fn correlate(weights: &[(usize, f64)], innovations: &[Vec<f64>], factors: &[f64], out: &mut [f64]) {
    out.fill(0.0);
    for (source, weight) in weights {
        for (z, innovation) in out.iter_mut().zip(&innovations[*source]) {
            *z += weight * innovation;
        }
    }
    for (z, factor) in out.iter_mut().zip(factors) {
        let mixed = *z * factor;
        let below = if mixed > CLIP { CLIP } else { mixed };
        *z = if below < -CLIP { -CLIP } else { below };
    }
}

#[inline(always)]
fn constant_returns(column: &Column, returns: &mut [f64]) {
    for value in returns.iter_mut() {
        *value = column.drift + column.volatility * *value;
    }
}

#[inline(always)]
fn heteroscedastic_returns(
    column: &Column,
    garch: StepGarch,
    variances: &mut [f64],
    returns: &mut [f64],
    lanes: usize,
) {
    for row in returns.chunks_exact_mut(lanes) {
        for (value, variance) in row.iter_mut().zip(variances.iter_mut()) {
            let innovation = variance.sqrt() * *value;
            *value = column.growth - *variance / 2.0 + innovation;
            *variance = garch.next(*variance, innovation);
        }
    }
}

#[inline(always)]
fn add_jumps(beta: f64, jumps: &[f64], returns: &mut [f64]) {
    for (value, jump) in returns.iter_mut().zip(jumps) {
        *value += beta * jump;
    }
}

#[inline(always)]
fn exponentiate(returns: &mut [f64]) {
    for value in returns.iter_mut() {
        *value = exp(*value);
    }
}
