//! How much of a reserve can be lost because it leans on one counterparty, and on which one?
//!
//! A loss travels one way:
//!
//! ```text
//! scenario file -> Scenario -> engine -> Outcomes -> statistics -> Assessment -> report -> output/
//!                                 |
//!       each path, each step:  market -> failure -> custody -> reserve
//! ```
//!
//! The rooms are listed in reading order. A room uses only rooms above it; `tests/architecture.rs`
//! holds us to that.

pub mod units;

pub mod numeric;

pub mod random;

pub mod distribution;

pub mod market;

pub mod failure;

pub mod custody;

pub mod reserve;

pub mod scenario;

pub mod outcome;

pub mod engine;

pub mod statistics;

pub mod assessment;

pub mod report;

pub mod cli;

use assessment::Assessment;
use engine::{EngineError, Watch};
use numeric::precision::Precision;
use outcome::Outcomes;
use scenario::Scenario;

/// How an assessment is made; none of it changes a figure but the precision, which moves last digits.
#[derive(Clone, Copy, Debug, Default)]
pub struct AssessOptions {
    /// Threads to use; 0 for all cores.
    pub threads: usize,
    /// Whether every counterparty is named, however many there are.
    pub all_names: bool,
    /// How fine the numbers of the daily work are.
    pub precision: Precision,
}

/// The answer to a scenario, and what every path yielded.
#[derive(Clone, Debug)]
pub struct Assessed {
    /// Every figure.
    pub assessment: Assessment,
    /// The columns from which the figures come; single paths can be drawn again from them.
    pub outcomes: Outcomes,
}

/// The one door: simulates a scenario and computes every figure.
///
/// # Errors
///
/// When `watch` asks to stop, when the anchor can't be met, or when threads or memory can't be had.
pub fn assess(scenario: &Scenario, options: AssessOptions, watch: &Watch) -> Result<Assessed, EngineError> {
    let outcomes = engine::simulate_in(options.precision, scenario, options.threads, watch)?;
    let assessment = if options.all_names {
        assessment::assess_all_names(scenario, &outcomes)
    } else {
        assessment::assess_outcomes(scenario, &outcomes)
    };
    Ok(Assessed { assessment, outcomes })
}
