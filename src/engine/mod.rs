//! Scenario to outcomes: the step loop over a block of paths, blocks in parallel.
//!
//! A block of paths first draws its market, which nothing else moves, lane by lane; then the
//! thresholds, which tell on which paths anybody can fail. Where nobody does, a reserve that only
//! holds is a sum of products. The others are followed path by path, as the model page says it.

mod cells;
mod chunk;
mod columns;
mod pilot;
mod plan;
mod tail;
mod tomorrow;
mod worker;
mod world;

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rayon::prelude::*;
use thiserror::Error;

use crate::numeric::precision::Precision;
use crate::numeric::vector::Scalar;
use crate::outcome::{AnchorScales, Outcomes, PathRecord, Removed};
use crate::scenario::Scenario;
use chunk::{Filler, kinds};
use columns::Columns;
use worker::Worker;
use world::World;

pub use chunk::rounded;
pub use plan::{Plan, available_memory};

/// Paths of one task.
const TASK_PATHS: u64 = 2048;
/// Tasks whose yields are held before they are put into columns.
const WAVE: usize = 32;

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
    /// Path-equivalents done so far (pilot included).
    pub done: AtomicU64,
    /// Path-equivalents to do; known once the run has begun.
    pub total: AtomicU64,
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
    let plan = Plan::of(scenario);
    check_memory(&plan)?;
    watch.total.store(plan.path_equivalents, Ordering::Relaxed);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| {
        EngineError::Resources(format!("{threads} threads can't be had: {error}; ask for fewer with --threads"))
    })?;
    pool.install(|| match precision {
        Precision::Single => run::<f32>(precision, scenario, watch),
        Precision::Double => run::<f64>(precision, scenario, watch),
    })
}

fn check_memory(plan: &Plan) -> Result<(), EngineError> {
    match available_memory() {
        Some(available) if plan.memory_bytes > available => Err(EngineError::Resources(format!(
            "this run needs about {} MiB of memory and {} MiB are free: {}; ask for fewer paths with --paths",
            plan.memory_bytes >> 20,
            available >> 20,
            plan.memory_formula
        ))),
        _ => Ok(()),
    }
}

fn run<S: Scalar>(precision: Precision, scenario: &Scenario, watch: &Watch) -> Result<Outcomes, EngineError> {
    let anchor = pilot::find_scales::<S>(scenario, watch)?;
    let world = World::<S>::new(scenario, &anchor.scale, scenario.simulation().seed);
    let columns = fill_columns(&world, watch)?;
    Ok(finish(precision, &world, columns, anchor))
}

fn fill_columns<S: Scalar>(world: &World<S>, watch: &Watch) -> Result<Columns, EngineError> {
    let changes = world.removals.iter().map(|removable| kinds(removable).len()).sum();
    let mut columns = Columns::new(world, changes);
    for wave in chunk_ranges(world.scenario.simulation().paths).chunks(WAVE) {
        let simulate = |filler: &mut Filler<S>, range: &Range<u64>| {
            if watch.is_stopped() {
                return None;
            }
            let chunk = filler.fill(range.clone());
            watch.advance(range.end - range.start);
            Some(chunk)
        };
        let chunks: Vec<_> = wave.par_iter().map_init(|| Filler::new(world), simulate).collect();
        for chunk in chunks {
            columns.append(chunk.ok_or(EngineError::Interrupted)?);
        }
    }
    Ok(columns)
}

fn finish<S: Scalar>(precision: Precision, world: &World<S>, columns: Columns, anchor: AnchorScales) -> Outcomes {
    let Columns { reserves, failures, own_crossings, removals } = columns;
    let changes =
        world.removals.iter().flat_map(|removable| kinds(removable).iter().map(|what| (removable.group, *what)));
    let removals = changes.zip(removals).map(|((group, what), reserves)| Removed { group, what, reserves });
    Outcomes {
        paths: world.scenario.simulation().paths as usize,
        failures,
        own_crossings,
        removals: removals.collect(),
        reserves: reserves.into_iter().enumerate().map(|(number, columns)| columns.finish(world, number)).collect(),
        anchor,
        precision,
        tomorrow: tomorrow::tomorrow(world),
    }
}

/// The tasks of a run of this many paths.
fn chunk_ranges(paths: u64) -> Vec<Range<u64>> {
    (0..paths.div_ceil(TASK_PATHS)).map(|task| task * TASK_PATHS..((task + 1) * TASK_PATHS).min(paths)).collect()
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
    let reserves: Vec<usize> = (0..world.books.len()).collect();
    let parts: Vec<Vec<PathRecord>> = paths
        .collect::<Vec<u64>>()
        .par_chunks(TASK_PATHS as usize)
        .map_init(|| Worker::new(&world), |worker, paths| tail::records(&world, worker, paths, &reserves))
        .collect();
    parts.into_iter().flatten().collect()
}
