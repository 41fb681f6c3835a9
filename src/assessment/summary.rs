//! Contents of `summary.json` but for the reserves.

use serde::{Deserialize, Serialize};

use super::{Comparison, DecisionCard, Ranges, ReserveFigures};
use crate::statistics::Estimate;

/// Contents of `summary.json`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Summary {
    /// Shape of this file.
    pub schema: u32,
    /// Which scenario.
    pub scenario: ScenarioWords,
    /// Which run.
    pub run: RunFacts,
    /// What the reader must know.
    pub warnings: Vec<String>,
    /// Who can fail.
    pub counterparties: Vec<CounterpartyFigures>,
    /// The market.
    pub market: MarketFigures,
    /// P(exactly n groups fail); empty in a run without names.
    pub joint_failures: Vec<JointFailures>,
    /// One entry a reserve.
    pub reserves: Vec<ReserveFigures>,
    /// Pairs of reserves.
    pub comparison: Vec<Comparison>,
    /// What a fund needs to decide.
    #[serde(default)]
    pub decision: DecisionCard,
    /// What the ranged inputs leave open, where they were run at their ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranges: Option<Ranges>,
}

/// The scenario's names.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ScenarioWords {
    /// Its id.
    pub name: String,
    /// Its title.
    pub title: String,
    /// SHA-256 of the resolved scenario.
    pub hash: String,
}

/// How the run was made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RunFacts {
    /// N.
    pub paths: u64,
    /// How many paths, from the first, figures by name, by pair and on condition rest on, where that is not all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_paths: Option<u64>,
    /// Seed.
    pub seed: u64,
    /// Effective sample size.
    pub effective_paths: f64,
    /// `auto`, `all` or `none`.
    pub removal: crate::scenario::Removal,
    /// Version of the program.
    pub version: String,
    /// Rises when any result changes.
    pub numbers: u32,
}

/// One counterparty's chances.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CounterpartyFigures {
    /// Id, or `other` for all that are not listed.
    pub id: String,
    /// Group; empty for `other`.
    pub group: String,
    /// k.
    pub anchor_scale: f64,
    /// Probability of crossing the own threshold, as stated.
    pub stated_failure_probability: f64,
    /// P(own threshold crossed); `None` in a run without names.
    pub own_failure_probability: Option<Estimate>,
    /// P(fails), all causes; `None` in a run without names.
    pub failure_probability: Option<Estimate>,
    /// By mode.
    pub by_mode: Vec<ModeFigures>,
}

/// One mode's chances.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ModeFigures {
    /// Id of the mode.
    pub mode: String,
    /// Own probability as stated.
    pub stated: f64,
    /// Realised, unconditional, all causes; `None` in a run without names.
    pub probability: Option<Estimate>,
}

/// Figures of the market.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MarketFigures {
    /// Growth that market jumps add.
    pub jump_growth: Vec<JumpGrowth>,
}

/// Growth that market jumps add to an asset.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JumpGrowth {
    /// The asset.
    pub asset: String,
    /// λ_J·(exp(β m_J + β² s_J²/2) − 1), a year.
    pub per_year: f64,
}

/// P(exactly n groups fail).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JointFailures {
    /// n.
    pub count: u64,
    /// Its probability.
    pub probability: Estimate,
}
