//! What the figures rest on.

use serde::{Deserialize, Serialize};

use crate::numeric::precision::Precision;
use crate::scenario::{Assumption, Tolerance};

/// What the figures rest on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Register {
    /// The scenario's own words.
    pub description: String,
    /// Currency of all money.
    pub base_currency: String,
    /// H in days.
    pub horizon_days: u64,
    /// Length of a step in days.
    pub step_days: u32,
    /// Lines on charts, and limits.
    pub tolerances: Vec<Tolerance>,
    /// Numbers and laws with their sources.
    pub assumptions: Vec<Assumption>,
    /// On what each stated chance of failing rests; of listed counterparties, but for those of a book in a file.
    #[serde(default)]
    pub chances: Vec<StatedChance>,
    /// Names for people: of counterparties, groups, assets, reserves, by id.
    pub names: Vec<Named>,
    /// The scenario as resolved.
    pub scenario: serde_json::Value,
    /// How the scales of the intensities were found.
    pub anchor: AnchorNote,
    /// How fine the numbers of the daily work were.
    #[serde(default)]
    pub precision: Precision,
}

/// A chance of failing as the scenario states it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StatedChance {
    /// Whose family.
    pub group: String,
    /// Whose.
    pub counterparty: String,
    /// In which mode; `None` where one hazard is split by weight.
    pub mode: Option<String>,
    /// `annual_failure_probability`, `intensity` or `evidence`: what the value of `stated` is.
    pub how: String,
    /// The value with its range, basis, confidence and source.
    pub stated: Assumption,
}

/// An id and the name that people know it by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Named {
    /// `asset`, `counterparty`, `group` or `reserve`.
    pub what: String,
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// How the scales of the intensities were found.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AnchorNote {
    /// Rounds of the pilot; 0 where none was needed.
    pub rounds: u32,
    /// Largest relative gap that is left.
    pub gap: f64,
}
