//! Two reserves on the same paths.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::LevelEstimate;
use crate::statistics::Estimate;

/// Two reserves on the same paths.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Comparison {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// Why they are not compared, or `None`; the figures are then `None`.
    pub not_compared: Option<String>,
    /// ES(a) − ES(b).
    pub es_difference: Option<Vec<LevelEstimate>>,
    /// E\[X(a)\] − E\[X(b)\].
    pub cost_difference: Option<Estimate>,
    /// P(L(a) > L(b)).
    pub a_loses_more: Option<Estimate>,
    /// First order dominance.
    pub first_order_dominance: Option<Dominance>,
    /// Second order dominance.
    pub second_order_dominance: Option<Dominance>,
    /// Whether the differences keep their sign whatever end the ranged inputs are at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_holds: Option<SignHolds>,
}

/// Why two reserves are not compared; [`std::fmt::Display`] tells it in English, as it stands in the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCompared {
    /// Their contributions differ.
    Contributions,
    /// Their withdrawals differ.
    Withdrawals,
    /// Both differ.
    ContributionsAndWithdrawals,
    /// The same flows weigh differently in them.
    FirstValues,
}

impl NotCompared {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Contributions, Self::Withdrawals, Self::ContributionsAndWithdrawals, Self::FirstValues];

    /// The one that is told in these words.
    #[must_use]
    pub fn told(words: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.to_string() == words)
    }
}

impl fmt::Display for NotCompared {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let differing = match self {
            Self::Contributions => "contributions",
            Self::Withdrawals => "withdrawals",
            Self::ContributionsAndWithdrawals => "contributions and withdrawals",
            Self::FirstValues => {
                return formatter.write_str(
                    "They begin with different values under the same flows, so the flows weigh differently.",
                );
            }
        };
        write!(
            formatter,
            "Their {differing} differ (in amount, rhythm, asset or place), so a difference in loss would not be one of \
             composition alone."
        )
    }
}

/// Whether a difference has the same sign, beyond sampling error, with the ranged inputs at their values, at the
/// ends that hurt less and at those that hurt more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignHolds {
    /// Of E\[X(a)\] − E\[X(b)\].
    pub cost: bool,
    /// Of ES(a) − ES(b), by level.
    pub es: Vec<LevelSign>,
}

/// Whether a difference at a level keeps its sign.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LevelSign {
    /// The level.
    pub level: f64,
    /// Whether it does.
    pub holds: bool,
}

/// Who is to be preferred.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dominance {
    /// `a`, `b` or `None`.
    pub winner: Option<String>,
    /// The smaller violation of the two directions.
    pub largest_violation: f64,
}
