//! When in the horizon it fails.

use serde::{Deserialize, Serialize};

use crate::statistics::Estimate;
use crate::statistics::timeline::Season;

/// Shares of paths by stretch of the horizon; all empty in a run without names.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Timeline {
    /// The stretches, which are as equal as whole steps allow.
    pub bins: Vec<TimelineBin>,
    /// By group: its first member fails; `other` is the average of those that are not listed.
    pub groups: Vec<FailuresByBin>,
    /// By counterparty likewise.
    pub counterparties: Vec<FailuresByBin>,
    /// P(at least two groups fail over the whole horizon).
    pub together: Estimate,
}

/// One stretch of the horizon.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TimelineBin {
    /// It begins after this day.
    pub after_day: u64,
    /// It ends with this day.
    pub to_day: u64,
    /// P(at least two groups fail in it).
    pub joint: Estimate,
    /// P(a group fails in it at most 30 days after another, or in the same step).
    pub within_30_days: Estimate,
}

/// When one fails.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FailuresByBin {
    /// Its id.
    pub id: String,
    /// P(fails in the stretch), one entry a stretch.
    pub by_bin: Vec<Estimate>,
}

impl Timeline {
    /// When one fails, told from so many paths.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn season(&self, row: &FailuresByBin, paths: u64) -> Season {
        let failures: Vec<u64> = row.by_bin.iter().map(|chance| (chance.value * paths as f64).round() as u64).collect();
        let lengths: Vec<u64> = self.bins.iter().map(|bin| bin.to_day - bin.after_day).collect();
        Season::of(&failures, &lengths)
    }
}
