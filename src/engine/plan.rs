//! What a run will take, said before it begins.

use crate::engine::pilot;
use crate::engine::world::removed_groups;
use crate::failure::stated::stated_probability;
use crate::scenario::Scenario;

/// Bytes that one path and reserve leave in the columns.
const BYTES_PER_PATH_AND_RESERVE: u64 = 10 * 8 + 4;
/// Bytes of one failure.
const BYTES_PER_FAILURE: u64 = 8;
/// Bytes of program, charts and one task's room.
const FIXED_BYTES: u64 = 64 << 20;

/// What a run will take.
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

impl Plan {
    /// What a run of `scenario` will take.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let paths = scenario.simulation().paths;
        let reserves = scenario.reserves().len() as u64;
        let failures = (expected_failures(scenario) * paths as f64).ceil() as u64;
        let cells = cell_bytes(scenario);
        let memory_bytes = paths
            .saturating_mul(bytes_per_path(scenario))
            .saturating_add(failures.saturating_mul(BYTES_PER_FAILURE))
            .saturating_add(cells)
            .saturating_add(FIXED_BYTES);
        let pilot = pilot::is_needed(scenario);
        Self {
            memory_bytes,
            memory_formula: format!(
                "{paths} paths × ({reserves} reserves × {BYTES_PER_PATH_AND_RESERVE} + 24) bytes + about {failures} failures × {BYTES_PER_FAILURE} bytes \
                 + {} MiB of booked cells + {} MiB",
                cells >> 20,
                FIXED_BYTES >> 20
            ),
            path_equivalents: paths + if pilot { pilot::PILOT_PATHS + pilot::FEW_PATHS } else { 0 },
            pilot,
            removed_groups: removed_groups(scenario)
                .iter()
                .map(|group| scenario.groups()[group.0].id.clone())
                .collect(),
        }
    }
}

/// Paths of `scenario` that fill half of the memory that can still be had, where the system tells: what
/// is done with paths beside them wants room too.
#[must_use]
pub fn affordable_paths(scenario: &Scenario) -> Option<u64> {
    let room = (available_memory()? / 2).saturating_sub(cell_bytes(scenario)).saturating_sub(FIXED_BYTES);
    let failures = expected_failures(scenario) * BYTES_PER_FAILURE as f64;
    Some(room / bytes_per_path(scenario).saturating_add(failures.ceil() as u64))
}

/// Bytes that one path leaves in columns. The statistics sort one column at a time, beside the columns
/// themselves.
fn bytes_per_path(scenario: &Scenario) -> u64 {
    (scenario.reserves().len() as u64).saturating_mul(BYTES_PER_PATH_AND_RESERVE).saturating_add(24)
}

/// Failures that a path has on average, about.
fn expected_failures(scenario: &Scenario) -> f64 {
    let horizon = scenario.grid().horizon_years();
    scenario
        .counterparties()
        .iter()
        .map(|counterparty| stated_probability(counterparty, scenario.pools(), horizon))
        .sum()
}

/// Sums of cells of the tasks in flight.
fn cell_bytes(scenario: &Scenario) -> u64 {
    let cells = 4 * scenario.counterparties().len() as u64 * scenario.assets().len() as u64;
    cells * 9 * scenario.reserves().len() as u64 * super::WAVE as u64
}

/// Memory that can still be had, where the system tells.
#[must_use]
pub fn available_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("MemAvailable:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}
