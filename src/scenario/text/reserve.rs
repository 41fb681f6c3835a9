//! The mirror of reserves.

use schemars::JsonSchema;
use serde::Deserialize;

use super::number::{Placed, Source};
use crate::scenario::provenance::{Confidence, Grounds};

/// A composition to be compared with others.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Reserve {
    /// Its id.
    pub id: Placed<String>,
    /// Its title for people; default: the id.
    pub title: Option<Placed<String>>,
    /// Its value at time 0, above 0.
    pub initial_value: Placed<f64>,
    /// What it holds and where; weights sum to 1.
    #[serde(default)]
    pub positions: Vec<Placed<Position>>,
    /// A CSV file of further positions: asset, custodian, weight.
    pub position_file: Option<String>,
    /// When it trades back to its weights; default: never.
    pub rebalance: Option<Placed<Rebalance>>,
    /// What comes in.
    #[serde(default)]
    pub contributions: Vec<Placed<Flow>>,
    /// What goes out.
    #[serde(default)]
    pub withdrawals: Vec<Placed<Flow>>,
    /// What really became of it, where the scenario is of the past: the run says where that stands among its paths.
    pub outcome: Option<Placed<RealOutcome>>,
    /// Where this composition comes from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// Losses that really happened over the horizon, as the model measures them: fractions of what was put in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct RealOutcome {
    /// The loss with open claims at nothing.
    pub liquid: Option<Placed<f64>>,
    /// The loss with open claims at what they sold for.
    pub marked: Option<Placed<f64>>,
    /// The loss with open claims at what they paid in the end.
    pub eventual: Option<Placed<f64>>,
    /// The largest fall from a peak on the way.
    pub max_drawdown: Option<Placed<f64>>,
    /// Where these figures come from; required, for they are facts.
    pub source: Option<Source>,
}

/// An asset at a place.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Position {
    /// The asset.
    pub asset: Placed<String>,
    /// Where it is kept; "self" for own keys.
    pub custodian: Placed<String>,
    /// Share of the reserve's value.
    pub weight: Placed<f64>,
    /// Where this comes from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// When a reserve trades back to its weights, and what that costs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Rebalance {
    /// When.
    pub kind: Placed<RebalanceKind>,
    /// Of a band: how far a share may stray, in (0, 1).
    pub width: Option<Placed<f64>>,
    /// Of a calendar: every how many days.
    pub every_days: Option<Placed<u32>>,
    /// Cost in basis points of turnover; default 0.
    pub cost_bps: Option<Placed<f64>>,
    /// Factor of the square-root impact law; default 1.
    pub impact: Option<Placed<f64>>,
    /// Whether an asset that a link has cut is left alone ("hold", the default) or bought to its weight ("target").
    pub after_failure: Option<AfterFailure>,
    /// Where this comes from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// When a reserve trades.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::scenario) enum RebalanceKind {
    None,
    Calendar,
    Band,
}

/// What happens to an asset that a link has cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::scenario) enum AfterFailure {
    Hold,
    Target,
}

/// What happens every so many days at one place.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Flow {
    /// Every how many days, 1 or more.
    pub every_days: Placed<u32>,
    /// How much money each time.
    pub money: Option<Placed<f64>>,
    /// Instead: how many units.
    pub units: Option<Placed<f64>>,
    /// In which asset.
    pub asset: Placed<String>,
    /// Where; "self" for own keys.
    pub custodian: Placed<String>,
    /// Where this comes from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}
