//! What moves each price, made ready to be drawn.

use std::f64::consts::LOG2_E;

use crate::market::bootstrap::Bootstrap;
use crate::market::jumps::JumpDraws;
use crate::market::mixing::Mixing;
use crate::market::{Asset, Dynamics, Garch, Innovations, Market, correlation};
use crate::random::{Purpose, Stream};
use crate::units::{AssetIndex, TimeGrid};

/// Degrees of freedom beyond which Student-t innovations are drawn as normal ones.
const NEARLY_NORMAL: f64 = 1e7;

/// An asset that moves by chance; log returns in base 2, in units of one step. Their certain part stands
/// in its course, in double precision.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// σ·√dt.
    pub(super) volatility: f32,
    pub(super) jump_beta: f32,
    pub(super) garch: Option<StepGarch>,
}

/// GARCH in natural units of one step.
#[derive(Clone, Copy, Debug)]
pub(super) struct StepGarch {
    pub(super) omega: f32,
    pub(super) alpha: f32,
    pub(super) gamma: f32,
    pub(super) beta: f32,
    pub(super) first_variance: f32,
}

/// Where returns come from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// Correlated innovations.
    Parametric(Parametric),
    /// Rows of a price history.
    History(Bootstrap),
}

/// Correlated innovations.
#[derive(Clone, Debug)]
pub(super) struct Parametric {
    /// C, row by row, without its zeros.
    pub(super) factor: Vec<Vec<(usize, f32)>>,
    pub(super) streams: Vec<Stream>,
    pub(super) mixing: Option<(Mixing, Stream)>,
    pub(super) jumps: Option<JumpDraws>,
}

impl Column {
    pub(super) fn new(asset: &Asset, grid: TimeGrid) -> Self {
        let dt = grid.step_years();
        let variance = asset.volatility * asset.volatility * dt;
        Self {
            volatility: (variance.sqrt() * LOG2_E) as f32,
            jump_beta: (asset.jump_beta * LOG2_E) as f32,
            garch: asset.garch.map(|garch| {
                let Garch { alpha, gamma, beta, initial_volatility } = garch;
                StepGarch {
                    omega: (variance * (1.0 - alpha - gamma / 2.0 - beta)) as f32,
                    alpha: alpha as f32,
                    gamma: gamma as f32,
                    beta: beta as f32,
                    first_variance: (initial_volatility * initial_volatility * dt) as f32,
                }
            }),
        }
    }
}

impl Source {
    /// The draws of the assets `drawn`, which are risky ones in file order.
    pub(super) fn new(market: &Market, grid: TimeGrid, seed: u64, drawn: &[AssetIndex]) -> Self {
        let (innovations, risky, correlation, jumps) = match &market.dynamics {
            Dynamics::Parametric { innovations, risky, correlation, jumps } => (innovations, risky, correlation, jumps),
            Dynamics::History(history) => return Self::History(Bootstrap::new(history, &market.assets, grid, seed)),
        };
        let root = correlation::factor(correlation);
        let rows: Vec<usize> = (0..risky.len()).filter(|row| drawn.contains(&risky[*row])).collect();
        let sources: Vec<usize> =
            (0..risky.len()).filter(|source| rows.iter().any(|row| root[(*row, *source)] != 0.0)).collect();
        let weights = |row: &usize| {
            let all = sources.iter().enumerate().map(|(slot, source)| (slot, root[(*row, *source)] as f32));
            all.filter(|(_, weight)| *weight != 0.0).collect()
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
