//! What moves each price, made ready to be drawn.

use std::f64::consts::LOG2_E;

use crate::market::bootstrap::Bootstrap;
use crate::market::jumps::JumpDraws;
use crate::market::mixing::Mixing;
use crate::market::{Asset, Dynamics, Garch, Innovations, Market, correlation};
use crate::numeric::elementary::exp;
use crate::numeric::vector::Scalar;
use crate::random::{Purpose, Stream};
use crate::units::{AssetIndex, TimeGrid};

/// Degrees of freedom beyond which Student-t innovations are drawn as normal ones.
const NEARLY_NORMAL: f64 = 1e7;

/// An asset that moves by chance; log returns in base 2, in units of one step, without what is certain of
/// them.
#[derive(Clone, Debug)]
pub(super) struct Column<S> {
    /// What is certain of the price at the ends of steps 0 to T, over that at time 0.
    pub(super) certain: Vec<S>,
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

impl<S: Scalar> Column<S> {
    /// `growth` is what a step adds to the logarithm of the price for certain.
    pub(super) fn new(asset: &Asset, grid: TimeGrid, growth: f64) -> Self {
        let dt = grid.step_years();
        let variance = asset.volatility * asset.volatility * dt;
        Self {
            certain: (0..=grid.steps).map(|step| Self::bounded(exp(growth * step as f64))).collect(),
            volatility: S::rounded(variance.sqrt() * LOG2_E),
            jump_beta: S::rounded(asset.jump_beta * LOG2_E),
            garch: asset.garch.map(|garch| {
                let Garch { alpha, gamma, beta, initial_volatility } = garch;
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

    /// The nearest number in half the range of the lanes, so that chance can multiply it.
    pub(super) fn bounded(price: f64) -> S {
        let most = libm::exp2(S::HALF_RANGE.wide());
        S::rounded(price.clamp(1.0 / most, most))
    }
}

impl<S: Scalar> Source<S> {
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
