//! Every figure that a person will see, each with its interval.
//!
//! The shape is that of `summary.json`; what charts need beyond it stands in [`Curves`]. Nothing
//! below this room computes.

mod after_failure;
mod assembly;
mod bad_path;
mod comparison;
mod curves;
mod decision;
mod estimate;
mod headline;
mod loss;
mod ranges;
mod register;
mod reserve;
mod summary;
mod timeline;
pub mod warning;
mod waterfall;

pub use after_failure::{AfterDays, AfterFailure};
pub(crate) use assembly::{Compared, pair, why_not_compared};
pub use assembly::{decide, draw_again, hold_to_evidence, names};
pub use bad_path::{BadPath, BadPathEvent};

pub use crate::statistics::{ConditionalEstimate, Density, Ends, Estimate, Index};
pub use comparison::{Comparison, Dominance, LevelSign, NotCompared, SignHolds};
pub use curves::{Curves, DaysExceedance, FanPoint};
pub use decision::{DecisionCard, GroupDecision, NotTold, OutEarn, PairDecision, ReserveDecision, Within};
pub use estimate::{Exceedance, LevelEstimate, TailEstimate};
pub use headline::{AtLevel, HEADLINE_LEVEL, at_headline_level};
pub use loss::{CostDistribution, DaysUnderWater, Distribution};
pub use ranges::{InputEffect, NotRun, Ranges, ReserveEffect, Swing};
pub use register::{AnchorNote, Named, Register, StatedChance};
pub use reserve::{
    Attribution, BookedPart, CellFigures, Concentration, Convergence, FailureWithin90Days, GroupFigures,
    GroupModeFigures, HeadlineMode, IfItFails, IfItFailsInAnyMode, Ladder, LevelIndex, MatrixCell, OutcomeFigures,
    RemovalFigures, ReserveFigures, Standing,
};
pub use summary::{
    CounterpartyFigures, JointFailures, JumpGrowth, MarketFigures, ModeFigures, RunFacts, ScenarioWords, Summary,
};
pub use timeline::{FailuresByBin, Timeline, TimelineBin};
pub use warning::Warning;
pub use waterfall::{RemovalLadder, RemovalStep, Waterfall, WaterfallStep};

use serde::{Deserialize, Serialize};

use crate::outcome::Outcomes;
use crate::scenario::Scenario;

/// Shape of `summary.json`.
pub const SCHEMA: u32 = 2;

/// Rises when any result of an unchanged scenario changes.
pub const NUMBERS: u32 = 4;

/// The answer to a scenario.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Assessment {
    /// Every figure of the report.
    pub summary: Summary,
    /// What charts draw beyond single figures; one entry a reserve.
    pub curves: Vec<Curves>,
    /// When in the horizon it fails.
    #[serde(default)]
    pub timeline: Timeline,
    /// What the figures rest on.
    pub register: Register,
    /// What the reader must know, as facts; the summary has the same in English.
    #[serde(default)]
    pub warnings: Vec<Warning>,
}

impl Assessment {
    /// Adds what the reader must know.
    pub fn warn(&mut self, warning: Warning) {
        self.summary.warnings.push(warning.to_string());
        self.warnings.push(warning);
    }
}

/// Every figure of a run; above 200 counterparties, by name only of the 50 with the largest mean
/// booked loss, the rest as `other`.
#[must_use]
pub fn assess_outcomes(scenario: &Scenario, outcomes: &Outcomes) -> Assessment {
    assembly::assess(scenario, outcomes, false)
}

/// Every figure of a run, with all counterparties by name, however many there are.
#[must_use]
pub fn assess_all_names(scenario: &Scenario, outcomes: &Outcomes) -> Assessment {
    assembly::assess(scenario, outcomes, true)
}
