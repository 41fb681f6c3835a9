//! Everything about one reserve.

use serde::{Deserialize, Serialize};

use super::{CostDistribution, DaysUnderWater, Distribution, LevelEstimate};
use crate::statistics::{ConditionalEstimate, Estimate, Index};

/// Everything about one reserve.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReserveFigures {
    /// Id.
    pub id: String,
    /// V(0).
    pub initial_value: f64,
    /// Mean C.
    pub contributions: f64,
    /// Mean W.
    pub withdrawals: f64,
    /// V(T), marked.
    pub terminal_value: Estimate,
    /// Marked loss.
    pub loss: Distribution,
    /// Pending claims at 0.
    pub liquid_loss: Distribution,
    /// Pending claims at 1.
    pub eventual_loss: Distribution,
    /// The shadow's loss.
    pub market_alone: Distribution,
    /// Maximum drawdown.
    pub max_drawdown: Distribution,
    /// Maximum drawdown of the shadow; empty in files of earlier versions.
    #[serde(default)]
    pub market_alone_drawdown: Distribution,
    /// X.
    pub counterparty_cost: CostDistribution,
    /// Longest spell under the peak.
    pub days_under_water: DaysUnderWater,
    /// P(shortfall).
    pub shortfall_probability: Estimate,
    /// What really happened, in a scenario of the past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeFigures>,
    /// What goes away when a group is removed.
    pub removal: Vec<RemovalFigures>,
    /// By counterparty and mode.
    pub if_it_fails: Vec<IfItFails>,
    /// By counterparty, whatever the mode; empty in a run without names, as are attribution and removal.
    pub if_it_fails_in_any_mode: Vec<IfItFailsInAnyMode>,
    /// Booked cells of the tail, by level.
    pub attribution: Vec<Attribution>,
    /// By group.
    pub groups: Vec<GroupFigures>,
    /// ES against the number of paths.
    pub convergence: Vec<Convergence>,
    /// Concentration by group.
    pub concentration: Concentration,
}

/// What really happened, and where that stands among the paths; `None` where it is not known.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct OutcomeFigures {
    /// Among liquid losses.
    pub liquid: Option<Standing>,
    /// Among marked losses.
    pub marked: Option<Standing>,
    /// Among eventual losses.
    pub eventual: Option<Standing>,
    /// Among maximum drawdowns.
    pub max_drawdown: Option<Standing>,
}

impl OutcomeFigures {
    /// What is known, each with its word.
    pub fn known(&self) -> impl Iterator<Item = (&'static str, Standing)> + use<> {
        let all = [
            ("liquid", self.liquid),
            ("marked", self.marked),
            ("eventual", self.eventual),
            ("max_drawdown", self.max_drawdown),
        ];
        all.into_iter().filter_map(|(word, standing)| Some((word, standing?)))
    }
}

/// A loss that really happened.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The loss.
    pub loss: f64,
    /// The share of paths that lose less; those that lose as much count half.
    pub percentile: Estimate,
}

/// What goes away when a group is removed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RemovalFigures {
    /// The group.
    pub group: String,
    /// `all`, `keys`, `links` or `both`.
    pub what: String,
    /// Fall of mean loss.
    pub loss_mean: Estimate,
    /// Fall of mean X.
    pub cost_mean: Estimate,
    /// Fall of ES of loss.
    pub loss_es: Vec<LevelEstimate>,
    /// Fall of ES of X.
    pub cost_es: Vec<LevelEstimate>,
}

/// The ladder of one deterministic failure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ladder {
    /// Pending claims at 0.
    pub liquid: f64,
    /// Pending claims at their mark.
    pub marked: f64,
    /// Pending claims at 1.
    pub eventual: f64,
}

/// What is lost if one counterparty fails in one mode.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IfItFails {
    /// Id, or `other`.
    pub counterparty: String,
    /// Its group.
    pub group: String,
    /// The mode.
    pub mode: String,
    /// Tomorrow, without any market move.
    pub tomorrow: Ladder,
    /// L on the paths where it fails so; `None` where there are none.
    pub loss: Option<ConditionalEstimate>,
    /// X on those paths.
    pub cost: Option<ConditionalEstimate>,
}

/// What is lost on the paths where one counterparty fails, whatever the mode.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IfItFailsInAnyMode {
    /// Its id.
    pub counterparty: String,
    /// Its group.
    pub group: String,
    /// L on those paths; `None` where there are none.
    pub loss: Option<ConditionalEstimate>,
    /// X on those paths.
    pub cost: Option<ConditionalEstimate>,
}

/// Booked cells of the tail.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attribution {
    /// The level.
    pub level: f64,
    /// The cells.
    pub cells: Vec<CellFigures>,
    /// The cells summed by asset; `cost` has none and is left out.
    pub by_asset: Vec<BookedPart>,
    /// Summed by counterparty; `market` and `cost` have none and are left out.
    pub by_counterparty: Vec<BookedPart>,
    /// Summed by group of counterparties.
    pub by_group: Vec<BookedPart>,
    /// Summed by channel: these add up to ES.
    pub by_channel: Vec<BookedPart>,
    /// Summed by counterparty and asset: rows add up to assets, columns to counterparties, all to ES.
    #[serde(default)]
    pub by_asset_and_counterparty: Vec<MatrixCell>,
}

/// What is booked of one counterparty in one asset, whatever the channel.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MatrixCell {
    /// Counterparty; `other` for all that are not listed, `None` for the market and for what trading cost.
    pub of: Option<String>,
    /// Asset; `None` for what trading cost.
    pub asset: Option<String>,
    /// E\[sum | tail\].
    pub es: Estimate,
    /// E\[sum\].
    pub mean: f64,
}

/// A sum of booked cells.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BookedPart {
    /// Asset, counterparty, group or channel; `other` for all that are not listed.
    pub id: String,
    /// E\[sum | tail\].
    pub es: Estimate,
    /// E\[sum\].
    pub mean: f64,
}

/// One booked cell.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CellFigures {
    /// `market`, `linked`, `contagion`, `custody`, `claim` or `cost`.
    pub channel: String,
    /// Counterparty, or `None`.
    pub of: Option<String>,
    /// Asset, or `None`.
    pub asset: Option<String>,
    /// E\[cell | tail\].
    pub es: Estimate,
    /// E\[cell\].
    pub mean: f64,
}

/// A group's figures for one reserve.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GroupFigures {
    /// Id, or `other`.
    pub id: String,
    /// Share of V(0) in its custody.
    pub custody_weight: f64,
    /// Share of V(0) in its custody or resting on it.
    pub linked_weight: f64,
    /// P(any member fails); `None` in a run without names.
    pub probability: Option<Estimate>,
    /// The mode that is named.
    pub headline_mode: Option<HeadlineMode>,
    /// Every member at once, each in its costliest mode.
    pub tomorrow: Ladder,
    /// L in the headline mode.
    pub loss_if_fails: Option<ConditionalEstimate>,
    /// X in the headline mode.
    pub cost_if_fails: Option<ConditionalEstimate>,
    /// L in the headline mode with pending claims at 0.
    #[serde(default)]
    pub liquid_loss_if_fails: Option<ConditionalEstimate>,
    /// X likewise.
    #[serde(default)]
    pub liquid_cost_if_fails: Option<ConditionalEstimate>,
    /// L in the headline mode with pending claims at 1.
    #[serde(default)]
    pub eventual_loss_if_fails: Option<ConditionalEstimate>,
    /// X likewise.
    #[serde(default)]
    pub eventual_cost_if_fails: Option<ConditionalEstimate>,
    /// E\[X·1{the group fails}\]; `None` in a run without names.
    #[serde(default)]
    pub cost_where_fails: Option<Estimate>,
    /// By mode of the group's first failure on a path; these add up. Empty in a run without names.
    #[serde(default)]
    pub by_mode: Vec<GroupModeFigures>,
    /// P(other group fails within 90 days after this one | this one fails).
    pub failures_within_90_days: Vec<FailureWithin90Days>,
    /// Booked share of ES.
    pub booked_es_share: Vec<LevelEstimate>,
}

/// What a group costs on the paths where its first failure is in one mode.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GroupModeFigures {
    /// The member.
    pub counterparty: String,
    /// Its mode.
    pub mode: String,
    /// P(the group's first failure is this).
    pub probability: Estimate,
    /// E\[X·1{it is}\]: over the modes these add up to `cost_where_fails`.
    pub cost: Estimate,
    /// What of the mean X goes away there when no member fails: over the modes these add up to the fall of `removal`;
    /// `None` where that was not run.
    pub saved: Option<Estimate>,
}

/// The member mode that is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadlineMode {
    /// The member.
    pub counterparty: String,
    /// Its mode.
    pub mode: String,
}

/// P(group fails within 90 days after another).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FailureWithin90Days {
    /// The other group.
    pub group: String,
    /// The probability; `None` where the first never fails.
    pub probability: Option<Estimate>,
}

/// ES from the first paths only.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Convergence {
    /// How many.
    pub paths: u64,
    /// ES by level.
    pub es: Vec<LevelEstimate>,
}

/// Concentration by group.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Concentration {
    /// By custody weight.
    pub custody: Option<Index>,
    /// By custody and links.
    pub custody_and_links: Option<Index>,
    /// By booked ES share.
    pub booked_es_share: Vec<LevelIndex>,
}

/// An index at a level.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct LevelIndex {
    /// The level.
    pub level: f64,
    /// Σ share², or `None`.
    pub hhi: Option<f64>,
    /// 1/HHI, or `None`.
    pub effective_number: Option<f64>,
}
