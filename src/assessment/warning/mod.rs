//! What the reader must know, as facts: so that it can be told in any language.
//!
//! [`std::fmt::Display`] tells it in English, and that is what stands in `summary.json`.

mod english;
mod words;

use serde::{Deserialize, Serialize};

use super::NotRun;
use crate::scenario::Caution;

/// Fewer paths than these make no tail to rely on.
pub const FEW_TAIL_PATHS: usize = 10;

/// What the reader must know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Warning {
    /// What was known before the run.
    BeforeTheRun {
        /// It.
        caution: Caution,
    },
    /// Nobody asked who fails.
    WithoutNames,
    /// Some figures rest on the first paths alone.
    NotAllKept {
        /// All paths.
        paths: u64,
        /// The first of them that were kept.
        kept: u64,
        /// Whether it is known who fails on which path.
        names: bool,
    },
    /// Some levels have almost no paths beyond them.
    FewTailPaths {
        /// These levels.
        levels: Vec<f64>,
        /// Paths that were run.
        paths: u64,
        /// Paths that would do.
        enough: u64,
    },
    /// Some groups fail on almost no path.
    FewFailingPaths {
        /// These groups.
        groups: Vec<String>,
        /// Paths that were looked at.
        paths: u64,
        /// Paths that would do.
        enough: u64,
    },
    /// Nearly all of the worst paths share a failed group.
    Saturated {
        /// Worst by what.
        column: Column,
        /// Where.
        reserves: Vec<AtLevels>,
    },
    /// Failures come out far from what is stated.
    RealisedApart {
        /// Whose.
        counterparties: Vec<Realised>,
        /// Whether sampling error alone can explain it.
        by_chance: bool,
    },
    /// The mean counterparty cost is far from a sum by hand.
    EnvelopeApart {
        /// Of which reserve.
        reserve: String,
        /// The mean cost.
        cost: f64,
        /// The sum.
        envelope: f64,
        /// Whether sampling error alone can explain it.
        by_chance: bool,
    },
    /// Reserves are compared that are traded by different rules.
    RebalancingDiffers {
        /// Their pairs.
        pairs: Vec<[String; 2]>,
    },
    /// Levels are left untold, for the evidence behind them doesn't reach so far.
    BeyondEvidence {
        /// Which pool of evidence.
        pool: String,
        /// How many years it has watched.
        exposure_years: f64,
        /// Where.
        reserves: Vec<AtLevels>,
    },
    /// The inputs couldn't be run at their ends together.
    NoRanges {
        /// Why.
        why: NotRun,
    },
}

/// By what paths are the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// By loss.
    Loss,
    /// By what counterparties cost.
    CounterpartyCost,
}

/// A reserve at some levels of VaR and ES.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtLevels {
    /// Its id.
    pub reserve: String,
    /// The levels.
    pub levels: Vec<f64>,
}

/// How often somebody failed from own causes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Realised {
    /// Who.
    pub id: String,
    /// The share of paths.
    pub realised: f64,
    /// The chance that was stated.
    pub stated: f64,
}

impl Warning {
    /// The rarest chance of which so many years of exposure say anything is 1 in as many as this.
    #[must_use]
    pub fn one_in(exposure_years: f64) -> f64 {
        3.0 * exposure_years
    }
}
