//! Scenario to outcomes: the step loop over a block of paths, blocks in parallel.
//!
//! A block of paths first draws its market, which nothing else moves, lane by lane; then the
//! thresholds, which tell on which paths anybody can fail. Where nobody does, a reserve that only
//! holds is a sum of products. The others are followed path by path, as the model page says it.

mod afterwards;
mod cells;
mod chunk;
mod columns;
mod course;
mod each;
mod one_step;
mod pilot;
mod plan;
mod recall;
mod removal;
mod row;
mod row_block;
mod rows;
mod run;
mod tail;
mod tomorrow;
mod unmet;
mod worker;
mod world;

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rayon::ThreadPool;
use rayon::prelude::*;
use thiserror::Error;

use crate::numeric::precision::Precision;
use crate::numeric::vector::Scalar;
use crate::outcome::{Outcomes, PathRecord};
use crate::scenario::Scenario;
use worker::Worker;
use world::World;

pub use afterwards::{Afterwards, DAYS_AFTER, afterwards};
pub use course::courses_in;
pub use each::each_on_threads;
pub use plan::{Plan, affordable_paths, available_memory};
pub use recall::keeps_scales;
pub use run::{Near, Run, most_kept, whole_tasks};
pub use tomorrow::{losses_if, losses_of, losses_of_group, tomorrow_of};
pub use unmet::Unmet;

/// Paths of one task.
const TASK_PATHS: u64 = 2048;
/// Tasks of one reserve whose yields are held before they are put into columns.
const WAVE: usize = 32;
/// … and of so many reserves the same number of rows.
const WAVE_RESERVES: usize = 8;

/// Why a run gave no outcomes.
#[derive(Debug, Error)]
pub enum EngineError {
    /// Somebody asked it to stop.
    #[error("interrupted: nothing was written")]
    Interrupted,
    /// The pilot found no scales that give the stated probabilities.
    #[error("{0}")]
    Anchor(Unmet),
    /// More memory or threads than there are.
    #[error("{0}")]
    Resources(String),
}

/// How a run is watched and stopped from outside.
#[derive(Debug, Default)]
pub struct Watch {
    /// Path-equivalents done so far (pilot included).
    pub done: AtomicU64,
    /// Path-equivalents to do; known once the run has begun.
    pub total: AtomicU64,
    /// Path-equivalents of other runs that follow, on the same watch.
    pub beyond: AtomicU64,
    /// Whether `total` is a guess, made anew as paths are added.
    pub is_guess: AtomicBool,
    /// Set to true to stop the run.
    pub stop: AtomicBool,
}

impl Watch {
    /// Whether somebody asked the run to stop.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn advance(&self, paths: u64) {
        self.done.fetch_add(paths, Ordering::Relaxed);
    }
}

/// What a run keeps of its paths; none of it changes a figure that is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keeping {
    /// How many paths are kept number by number, in whole tasks; `None` for as many as suit, see [`most_kept`].
    pub paths: Option<u64>,
    /// Whether nobody asks who fails: then nothing is kept by name, and books in one step run faster.
    pub nameless: bool,
}

/// What a run of `scenario` will take.
#[must_use]
pub fn plan(scenario: &Scenario) -> Plan {
    Plan::of(scenario)
}

/// Simulates all paths of `scenario` on `threads` threads (0: all cores), in single precision.
///
/// # Errors
///
/// When stopped, when the anchor can't be met, or when threads or memory can't be had.
pub fn simulate(scenario: &Scenario, threads: usize, watch: &Watch) -> Result<Outcomes, EngineError> {
    simulate_in(Precision::Single, scenario, threads, watch)
}

/// The same in a precision.
///
/// # Errors
///
/// The same.
pub fn simulate_in(
    precision: Precision,
    scenario: &Scenario,
    threads: usize,
    watch: &Watch,
) -> Result<Outcomes, EngineError> {
    simulate_keeping(Keeping::default(), precision, scenario, threads, watch)
}

/// The same, keeping of the paths what was said.
///
/// # Errors
///
/// The same.
pub fn simulate_keeping(
    keeping: Keeping,
    precision: Precision,
    scenario: &Scenario,
    threads: usize,
    watch: &Watch,
) -> Result<Outcomes, EngineError> {
    check_memory(scenario)?;
    watch.total.store(Plan::of(scenario).path_equivalents, Ordering::Relaxed);
    match precision {
        Precision::Single => run_all::<f32>(keeping, scenario, threads, watch),
        Precision::Double => run_all::<f64>(keeping, scenario, threads, watch),
    }
}

fn run_all<S: Scalar>(
    keeping: Keeping,
    scenario: &Scenario,
    threads: usize,
    watch: &Watch,
) -> Result<Outcomes, EngineError> {
    let mut run = Run::<S>::begin_keeping(scenario, keeping, threads, watch)?;
    run.extend(scenario.simulation().paths, watch)?;
    Ok(run.finish())
}

/// Whether the paths of `scenario` fit into memory.
///
/// # Errors
///
/// When they do not; the words say how much is needed and why.
pub fn check_memory(scenario: &Scenario) -> Result<(), EngineError> {
    let plan = Plan::of(scenario);
    match available_memory() {
        Some(available) if plan.memory_bytes > available => Err(EngineError::Resources(format!(
            "this run needs about {} MiB of memory and {} MiB are free: {}; ask for fewer with --paths or --most-paths",
            plan.memory_bytes >> 20,
            available >> 20,
            plan.memory_formula
        ))),
        _ => Ok(()),
    }
}

/// Tasks whose yields are held at one time: of many reserves fewer, but enough to keep every thread at work.
fn tasks_at_once(reserves: usize, threads: usize) -> usize {
    (WAVE * WAVE_RESERVES / reserves.max(1)).min(WAVE).max(2 * threads)
}

/// Threads that may be asked for where there are fewer cores.
const MOST_IDLE: usize = 64;

/// Does something on `threads` threads (0: all cores).
///
/// # Errors
///
/// When threads can't be had.
pub fn on_threads<R: Send>(threads: usize, what: impl FnOnce() -> R + Send) -> Result<R, EngineError> {
    Ok(pool(threads)?.install(what))
}

fn pool(threads: usize) -> Result<ThreadPool, EngineError> {
    // Threads that no core is there for only take their time to begin.
    let threads = threads.min(MOST_IDLE.max(std::thread::available_parallelism().map_or(1, usize::from)));
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| {
        EngineError::Resources(format!("{threads} threads can't be had: {error}; ask for fewer with --threads"))
    })
}

/// The tasks that these paths make.
fn chunk_ranges(paths: Range<u64>) -> Vec<Range<u64>> {
    paths.clone().step_by(TASK_PATHS as usize).map(|first| first..paths.end.min(first + TASK_PATHS)).collect()
}

/// The records of some paths, path by path and reserve by reserve, with all booked cells.
///
/// `scales` are those of [`Outcomes::anchor`].
#[must_use]
pub fn records(scenario: &Scenario, scales: &[f64], paths: Range<u64>) -> Vec<PathRecord> {
    records_in(Precision::Single, scenario, scales, paths)
}

/// The same in a precision, which is [`Outcomes::precision`].
#[must_use]
pub fn records_in(precision: Precision, scenario: &Scenario, scales: &[f64], paths: Range<u64>) -> Vec<PathRecord> {
    match precision {
        Precision::Single => records_of::<f32>(scenario, scales, paths),
        Precision::Double => records_of::<f64>(scenario, scales, paths),
    }
}

fn records_of<S: Scalar>(scenario: &Scenario, scales: &[f64], paths: Range<u64>) -> Vec<PathRecord> {
    let world = World::<S>::new(scenario, scales, scenario.simulation().seed);
    let parts: Vec<Vec<PathRecord>> = paths
        .collect::<Vec<u64>>()
        .par_chunks(TASK_PATHS as usize)
        .map_init(|| Worker::new(&world), |worker, paths| tail::records(&world, worker, paths))
        .collect();
    parts.into_iter().flatten().collect()
}
