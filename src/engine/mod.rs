//! Scenario to outcomes: the step loop over a block of paths, blocks in parallel.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64};

use thiserror::Error;

use crate::outcome::{Outcomes, PathRecord};
use crate::scenario::Scenario;

/// Why a run gave no outcomes.
#[derive(Debug, Error)]
pub enum EngineError {
    /// Somebody asked it to stop.
    #[error("interrupted: nothing was written")]
    Interrupted,
    /// The pilot found no scales that give the stated probabilities.
    #[error("{0}")]
    Anchor(String),
    /// More memory or threads than there are.
    #[error("{0}")]
    Resources(String),
}

/// How a run is watched and stopped from outside.
#[derive(Debug, Default)]
pub struct Watch {
    /// Path-equivalents done so far (pilot and removal included).
    pub done: AtomicU64,
    /// Path-equivalents to do; known once the run has begun.
    pub total: AtomicU64,
    /// Set to true to stop the run.
    pub stop: AtomicBool,
}

/// What a run will take, before it begins.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Bytes at the peak.
    pub memory_bytes: u64,
    /// The formula of it, in words.
    pub memory_formula: String,
    /// Path-equivalents to do.
    pub path_equivalents: u64,
    /// Whether a pilot for the anchor runs.
    pub pilot: bool,
    /// Groups to be removed; empty where removal is off.
    pub removed_groups: Vec<String>,
}

/// What a run of `scenario` will take.
#[must_use]
pub fn plan(scenario: &Scenario) -> Plan {
    let _ = scenario;
    todo!()
}

/// Simulates all paths of `scenario` on `threads` threads (0: all cores).
///
/// # Errors
///
/// When stopped, when the anchor can't be met, or when threads or memory can't be had.
pub fn simulate(scenario: &Scenario, threads: usize, watch: &Watch) -> Result<Outcomes, EngineError> {
    let _ = (scenario, threads, watch);
    todo!()
}

/// The records of some paths, path by path and reserve by reserve, with all booked cells.
///
/// `scales` are those of [`Outcomes::anchor`].
#[must_use]
pub fn records(scenario: &Scenario, scales: &[f64], paths: Range<u64>) -> Vec<PathRecord> {
    let _ = (scenario, scales, paths);
    todo!()
}
