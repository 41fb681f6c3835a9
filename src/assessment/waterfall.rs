//! Ways from one total to another, step by step, as charts draw them.

use serde::{Deserialize, Serialize};

use super::LevelEstimate;
use crate::statistics::Estimate;

/// What the removal of one group leaves.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RemovalLadder {
    /// The group.
    pub group: String,
    /// `today`, then as far as they were run `keys`, `links`, `both` and `all`. All are of the same paths, so that the
    /// falls of `removal` lie between them.
    pub steps: Vec<RemovalStep>,
}

/// What one change leaves, each figure with its own interval.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RemovalStep {
    /// `today` where nothing changes, else as in `removal`.
    pub what: String,
    /// Mean loss.
    pub loss_mean: Estimate,
    /// Mean X.
    pub cost_mean: Estimate,
    /// ES of loss.
    pub loss_es: Vec<LevelEstimate>,
    /// ES of X.
    pub cost_es: Vec<LevelEstimate>,
}

/// The booked way from nothing to ES.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Waterfall {
    /// The level.
    pub level: f64,
    /// The market, then the groups by what is booked of them, largest first, then what trading cost.
    pub steps: Vec<WaterfallStep>,
}

/// One part of ES.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WaterfallStep {
    /// `market`, `group` or `cost`.
    pub part: String,
    /// The group; `other` for all that are not listed.
    pub group: Option<String>,
    /// E\[part | tail\].
    pub es: Estimate,
    /// Sum of the steps before it.
    pub from: f64,
    /// … and with it; of the last step this is ES.
    pub to: f64,
}
