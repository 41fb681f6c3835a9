//! Two reserves on the same paths.

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
