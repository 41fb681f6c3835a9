//! What the ranged inputs leave open.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::engine::Unmet;
use crate::scenario::{End, RangedInput};

/// What the ranged inputs leave open: which of them moves the figures, and how far all together do. The figures at
/// their ends stand beside the figures themselves, as `range`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranges {
    /// On how many paths, from the first, each input was moved alone.
    pub paths: u64,
    /// On how many of its paths the pilot looked for the scales of each of these runs.
    pub pilot_paths: u64,
    /// The inputs; those first that move the mean counterparty cost most.
    pub inputs: Vec<InputEffect>,
    /// Why the figures have no range, where all inputs can't be run at their ends together.
    pub not_run: Option<NotRun>,
}

/// Why inputs can't be run at their ends; [`fmt::Display`] tells it in English.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum NotRun {
    /// The scenario is then none that can be run.
    Refused {
        /// What checking it says, in English.
        says: String,
    },
    /// A stated chance then can't be met.
    Unmet(Unmet),
}

impl fmt::Display for NotRun {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { says } => write!(formatter, "the scenario is then refused (“{says}”)"),
            Self::Unmet(unmet) => unmet.fmt(formatter),
        }
    }
}

/// What one input moves by itself, all others at their values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InputEffect {
    /// Which, and how far it may be wrong.
    #[serde(flatten)]
    pub input: RangedInput,
    /// The end that hurts more; `None` where neither end moves anything, and it then stays at its value.
    pub hurts: Option<End>,
    /// By how much the mean counterparty cost changes, averaged over reserves.
    pub cost: Swing,
    /// By how much ES 99% of loss changes, averaged over reserves.
    pub es: Swing,
    /// The same by reserve.
    pub reserves: Vec<ReserveEffect>,
    /// Why it was not moved, where it couldn't be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_run: Option<NotRun>,
}

/// What one input moves of one reserve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReserveEffect {
    /// Its id.
    pub id: String,
    /// Change of E\[X\].
    pub cost: Swing,
    /// Change of ES 99% of loss.
    pub es: Swing,
}

/// How a figure changes when an input goes to its ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Swing {
    /// At its low end.
    pub low: f64,
    /// At its high end.
    pub high: f64,
}

impl Swing {
    /// From end to end.
    #[must_use]
    pub fn width(self) -> f64 {
        (self.high - self.low).abs()
    }
}

impl Ranges {
    /// The inputs that move anything.
    pub fn moving(&self) -> impl Iterator<Item = &InputEffect> {
        self.inputs.iter().filter(|effect| effect.hurts.is_some())
    }
}
