//! How prices move before anything fails: correlation, innovations, volatility, jumps, history.

mod block;
mod bootstrap;
mod column;
pub mod correlation;
mod evolve;
mod jumps;
mod mixing;
mod path;
mod plan;

pub use block::MarketBlock;
pub use path::{Drawn, PathPrices};
pub use plan::MarketPlan;

use ndarray::Array2;

use crate::units::AssetIndex;

/// Something a reserve can hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Asset {
    /// Its id in the scenario file.
    pub id: String,
    /// Its name for people; the id where none is given.
    pub name: String,
    /// Price at time 0, in base currency.
    pub price: f64,
    /// Running peak at time 0, at least the price.
    pub peak: f64,
    /// μ, a year.
    pub drift: f64,
    /// σ, a year of 365 days; 0 for what does not move.
    pub volatility: f64,
    /// β to a failure's market drawdown; 0 for what does not move.
    pub contagion_beta: f64,
    /// β to market jumps; 0 where jumps are off.
    pub jump_beta: f64,
    /// Volatility that reacts to returns; constant where `None`.
    pub garch: Option<Garch>,
    /// Money traded a day, for price impact.
    pub average_daily_volume: Option<f64>,
}

impl Asset {
    /// D(0): how far the price stands under its peak at time 0.
    #[must_use]
    pub fn initial_drawdown(&self) -> f64 {
        1.0 - self.price / self.peak
    }
}

/// GARCH(1,1) with the asymmetric term of Glosten, Jagannathan and Runkle.
///
/// h(t+1) = ω + (α + γ·1\[e<0\])·e² + β·h(t), ω such that the long-run variance is σ²·dt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Garch {
    /// α ≥ 0.
    pub alpha: f64,
    /// γ ≥ 0, the extra reaction to falls.
    pub gamma: f64,
    /// β ≥ 0; α + γ/2 + β < 1.
    pub beta: f64,
    /// Annual volatility of the first step.
    pub initial_volatility: f64,
}

/// The market of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Market {
    /// All assets in file order; the implicit cash, where there is one, comes last.
    pub assets: Vec<Asset>,
    /// The asset that is money.
    pub cash: AssetIndex,
    /// How prices move.
    pub dynamics: Dynamics,
}

/// How prices move.
#[derive(Clone, Debug, PartialEq)]
pub enum Dynamics {
    /// Correlated innovations.
    Parametric {
        /// The law of one standardised innovation.
        innovations: Innovations,
        /// Assets of positive volatility, in file order: the rows and columns of `correlation`.
        risky: Vec<AssetIndex>,
        /// R: unit diagonal, positive semi-definite.
        correlation: Array2<f64>,
        /// Jumps shared by all assets.
        jumps: Option<MarketJumps>,
    },
    /// Rows of past returns, drawn in blocks.
    History(History),
}

/// The law of one standardised innovation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Innovations {
    /// Standard normal.
    Gaussian,
    /// Student-t scaled to variance 1, one mixing draw a step shared by all assets.
    StudentT {
        /// ν > 2.
        dof: f64,
    },
}

/// Merton jumps of the whole market; each asset takes its `jump_beta` of the sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarketJumps {
    /// λ_J, a year.
    pub per_year: f64,
    /// m_J, mean of a log jump.
    pub mean: f64,
    /// s_J ≥ 0, standard deviation of a log jump.
    pub sd: f64,
}

/// Past log returns for the stationary bootstrap.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The assets of the columns.
    pub columns: Vec<AssetIndex>,
    /// One row a step, one column an asset: log returns as they came.
    pub returns: Array2<f64>,
    /// Mean length of a block, in days.
    pub mean_block_days: f64,
    /// Remove the columns' means and use stated drifts.
    pub demean: bool,
    /// Scale the deviations to the stated volatilities.
    pub rescale: bool,
}
