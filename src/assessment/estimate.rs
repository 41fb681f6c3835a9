//! Single figures, each with its doubt.

use serde::{Deserialize, Serialize};

use crate::statistics::{Ends, Estimate};

/// A figure at a level.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelEstimate {
    /// The level, 0.99 for 99%.
    pub level: f64,
    /// The figure.
    #[serde(flatten)]
    pub estimate: Estimate,
}

/// VaR or ES with what one must know to trust it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TailEstimate {
    /// The level.
    pub level: f64,
    /// The figure.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Paths beyond VaR.
    pub tail_paths: u64,
    /// `few-tail-paths` (fewer than 10), `saturated` (more than 99% of the tail share a failed group).
    pub flags: Vec<String>,
}

/// P(loss > x).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exceedance {
    /// x.
    pub loss: f64,
    /// Its probability.
    pub probability: f64,
    /// Lower end of the Wilson interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The probability at the ends of the ranged inputs, where these were run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Ends>,
}

impl Exceedance {
    /// The probability with its interval.
    #[must_use]
    pub const fn estimate(&self) -> Estimate {
        let Self { probability: value, low, high, range, .. } = *self;
        Estimate { value, low, high, range }
    }
}
