//! A loss distribution in figures.

use serde::{Deserialize, Serialize};

use super::{Exceedance, LevelEstimate, TailEstimate};
use crate::statistics::Estimate;

/// A loss distribution in figures.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Distribution {
    /// Mean.
    pub mean: Estimate,
    /// Standard deviation.
    pub sd: f64,
    /// Quantiles at .01 .05 .1 .25 .5 .75 .9 .95 .99.
    pub quantiles: Vec<LevelEstimate>,
    /// VaR by level.
    pub var: Vec<TailEstimate>,
    /// ES by level.
    pub es: Vec<TailEstimate>,
    /// P(· > x) by threshold.
    pub exceedance: Vec<Exceedance>,
}

/// X in figures.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CostDistribution {
    /// X, marked.
    #[serde(flatten)]
    pub marked: Distribution,
    /// E\[X\]/H.
    pub per_year: Estimate,
    /// E\[X\], liquid.
    pub liquid_mean: f64,
    /// E\[X\], eventual.
    pub eventual_mean: f64,
    /// Σ p·x, beside E\[X\].
    pub envelope: f64,
}

/// Longest spell under the peak.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DaysUnderWater {
    /// Mean.
    pub mean: f64,
    /// Quantiles.
    pub quantiles: Vec<LevelEstimate>,
}
