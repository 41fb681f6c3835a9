//! What a run will take, said before it begins.

use crate::engine::world::removed_groups;
use crate::engine::{TASK_PATHS, most_kept, pilot, tasks_at_once};
use crate::failure::stated::stated_probability;
use crate::scenario::Scenario;

/// Bytes that a kept path leaves in the columns of a reserve whatever happens: loss, drawdown, days, bits.
const BYTES_ALWAYS: f64 = 8.0 + 8.0 + 4.0 + 2.0;
/// … and where somebody fails: losses on other rungs, the shadow's loss and drawdown, and three costs.
const BYTES_WHERE_ONE_FAILS: f64 = 7.0 * 8.0;
/// Bytes of a kept path beside columns, and of one failure.
const BYTES_PER_PATH: f64 = 8.0;
const BYTES_PER_FAILURE: f64 = 8.0;
/// Bytes of a booked cell in the ledger of a tail, and in the sums of a task.
const BYTES_PER_TAIL_CELL: f64 = 12.0;
const BYTES_PER_CELL: f64 = 16.0;
/// Bytes of a kept path while a reserve is looked at: its losses and costs by size, the costs as they came,
/// and one more column; and, of each reserve, while pairs are compared.
const BYTES_LOOKED_AT: f64 = 4.0 * 8.0;
const BYTES_COMPARED: f64 = 2.0 * 8.0;
/// Columns that are counted of each reserve, what their bins take, and the share of paths around a VaR
/// that are kept by number, over the standard error of a level.
const COUNTED_COLUMNS: f64 = 7.0;
const BYTES_OF_BINS: f64 = (3_u64 << 20) as f64;
const WINDOW: f64 = 16.0;
const BYTES_IN_WINDOW: f64 = 1.5 * 16.0;
/// Bytes of the program, and of a reserve's figures and charts.
const FIXED_BYTES: f64 = (20_u64 << 20) as f64;
const BYTES_SHOWN: f64 = (7_u64 << 19) as f64;

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
        let memory = Memory::of(scenario, paths);
        let pilot = pilot::is_needed(scenario);
        Self {
            memory_bytes: memory.bytes(),
            memory_formula: memory.in_words(),
            path_equivalents: paths + if pilot { pilot::PILOT_PATHS + pilot::FEW_PATHS } else { 0 },
            pilot,
            removed_groups: removed_groups(scenario)
                .iter()
                .map(|group| scenario.groups()[group.0].id.clone())
                .collect(),
        }
    }
}

/// Bytes of a run, by what they are for.
struct Memory {
    kept: u64,
    /// Of a kept path, on average.
    per_path: f64,
    tail: f64,
    tasks: f64,
    statistics: f64,
    counts: f64,
    shown: f64,
}

impl Memory {
    fn of(scenario: &Scenario, paths: u64) -> Self {
        let reserves = scenario.reserves().len() as f64;
        let kept = paths.min(most_kept(scenario.reserves().len(), None));
        let failures = expected_failures(scenario);
        let some_fail = 1.0 - libm::exp(-failures);
        let columns = reserves * (BYTES_ALWAYS + some_fail * BYTES_WHERE_ONE_FAILS);
        let looking = cores().min(scenario.reserves().len()) as f64;
        let compared = if scenario.reserves().len() > 1 { reserves * BYTES_COMPARED } else { 0.0 };
        Self {
            kept,
            per_path: columns + BYTES_PER_PATH + failures * BYTES_PER_FAILURE,
            tail: kept as f64 * tail_share(scenario) * reserves * tail_cells(scenario) * BYTES_PER_TAIL_CELL,
            tasks: task_bytes(scenario),
            statistics: kept as f64 * (looking * BYTES_LOOKED_AT).max(compared),
            shown: FIXED_BYTES + reserves * BYTES_SHOWN,
            counts: if paths > kept { reserves * COUNTED_COLUMNS * counted_bytes(scenario, paths, kept) } else { 0.0 },
        }
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn bytes(&self) -> u64 {
        let columns = self.kept as f64 * self.per_path;
        (columns + self.tail + self.tasks + self.statistics + self.counts + self.shown) as u64
    }

    fn in_words(&self) -> String {
        let mebibytes = |bytes: f64| bytes / f64::from(1 << 20);
        format!(
            "{} kept paths × about {:.0} bytes + {:.0} MiB of booked cells + {:.0} MiB of tasks under way + {:.0} MiB to \
             look at columns + {:.0} MiB of counts + {:.0} MiB of program and charts",
            self.kept,
            self.per_path,
            mebibytes(self.tail),
            mebibytes(self.tasks),
            mebibytes(self.statistics),
            mebibytes(self.counts),
            mebibytes(self.shown)
        )
    }
}

/// Paths of `scenario` that fill half of the memory that can still be had, where the system tells: what
/// is done with paths beside them wants room too.
#[must_use]
pub fn affordable_paths(scenario: &Scenario) -> Option<u64> {
    const MOST: u32 = 40;
    let room = available_memory()? / 2;
    let fits = |paths: u64| Memory::of(scenario, paths).bytes() <= room;
    // Memory grows with paths, so the digits of the largest number that fits follow one after another.
    Some((0..MOST).rev().fold(0, |paths, digit| if fits(paths | 1 << digit) { paths | 1 << digit } else { paths }))
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
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

/// The share of paths whose booked cells are kept.
fn tail_share(scenario: &Scenario) -> f64 {
    scenario.simulation().levels.first().map_or(0.0, |level| 1.0 - level)
}

/// Booked cells of a path of the tail, about: the market of each asset, and what those who fail there take of each.
fn tail_cells(scenario: &Scenario) -> f64 {
    scenario.assets().len() as f64 * (3.0 + 2.0 * expected_failures(scenario).min(10.0))
}

/// Rows of the tasks under way, and their sums of the cells that can be touched.
fn task_bytes(scenario: &Scenario) -> f64 {
    let (assets, counterparties) = (scenario.assets().len(), scenario.counterparties().len());
    let cells = |reserve: &crate::reserve::Reserve| {
        let falling = scenario.counterparties().iter().flat_map(|one| &one.modes);
        let falling = falling.filter(|mode| mode.market_drawdown.is_some()).count();
        (assets * (1 + falling) + 3 * reserve.positions.len()).min(assets * (1 + 4 * counterparties))
    };
    let cells: usize = scenario.reserves().iter().map(cells).sum();
    let rows = scenario.reserves().len() as f64 * TASK_PATHS as f64 * (BYTES_ALWAYS + BYTES_WHERE_ONE_FAILS);
    2.0 * tasks_at_once(scenario.reserves().len(), cores()) as f64 * (rows + cells as f64 * BYTES_PER_CELL)
}

/// Of a column that is counted.
fn counted_bytes(scenario: &Scenario, paths: u64, kept: u64) -> f64 {
    let spread = |level: &f64| (level * (1.0 - level) / kept as f64).sqrt();
    let share: f64 = scenario.simulation().levels.iter().map(spread).sum::<f64>() * WINDOW;
    BYTES_OF_BINS + paths as f64 * share.min(1.0) * BYTES_IN_WINDOW
}

/// Memory that can still be had, where the system tells.
#[must_use]
pub fn available_memory() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("MemAvailable:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}
