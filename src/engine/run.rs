//! A run under way: its scales are found once, and paths are put behind paths.

use std::ops::Range;

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::engine::chunk::{Chunk, Filler, kinds};
use crate::engine::columns::Columns;
use crate::engine::one_step::{OneStep, OneStepFiller};
use crate::engine::world::World;
use crate::engine::{EngineError, TASK_PATHS, WAVE, Watch, chunk_ranges, pilot, tail, tomorrow};
use crate::numeric::vector::Scalar;
use crate::outcome::{AnchorScales, Outcomes, Removed, ReserveOutcomes};
use crate::scenario::Scenario;

/// The paths 0, 1, … of a scenario so far; more are simulated when they are wanted.
///
/// As many paths as the scenario states or any other number: a path does not know how many there are.
pub struct Run<'a, S: Scalar> {
    pool: ThreadPool,
    world: World<'a, S>,
    anchor: AnchorScales,
    columns: Columns,
}

impl<'a, S: Scalar> Run<'a, S> {
    /// Finds the scales of `scenario` on `threads` threads (0: all cores); simulates no path.
    ///
    /// # Errors
    ///
    /// When stopped, when the anchor can't be met, or when threads can't be had.
    pub fn begin(scenario: &'a Scenario, threads: usize, watch: &Watch) -> Result<Self, EngineError> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| {
            EngineError::Resources(format!("{threads} threads can't be had: {error}; ask for fewer with --threads"))
        })?;
        let (world, anchor) = pool.install(|| {
            let anchor = pilot::find_scales::<S>(scenario, watch)?;
            Ok((World::new(scenario, &anchor.scale, scenario.simulation().seed), anchor))
        })?;
        let changes = world.removals.iter().map(|removable| kinds(removable).len()).sum();
        Ok(Self { columns: Columns::new(&world, changes), pool, world, anchor })
    }

    /// How many paths there are.
    #[must_use]
    pub fn paths(&self) -> u64 {
        self.columns.paths()
    }

    /// The columns of each reserve so far, without what only the end gives: moments, cells, sample.
    pub fn reserves(&self) -> impl Iterator<Item = &ReserveOutcomes> {
        self.columns.outcomes()
    }

    /// Simulates more paths, until there are `paths`.
    ///
    /// Sums are made task by task. All extensions but the last end with a whole task
    /// ([`whole_tasks`]), or the last digit of a sum would tell where they ended.
    ///
    /// # Errors
    ///
    /// When stopped.
    pub fn extend(&mut self, paths: u64, watch: &Watch) -> Result<(), EngineError> {
        let Self { pool, world, columns, .. } = self;
        columns.reserve(paths.saturating_sub(columns.paths()) as usize);
        pool.install(|| fill(world, columns, columns.paths()..paths, watch))
    }

    /// What the paths yield.
    #[must_use]
    pub fn finish(self) -> Outcomes {
        let Self { pool, world, anchor, columns } = self;
        pool.install(|| finish(&world, columns, anchor))
    }
}

/// The least number of paths that is not less than `paths` and fills whole tasks.
#[must_use]
pub const fn whole_tasks(paths: u64) -> u64 {
    paths.div_ceil(TASK_PATHS).saturating_mul(TASK_PATHS)
}

fn fill<S: Scalar>(
    world: &World<S>,
    columns: &mut Columns,
    paths: Range<u64>,
    watch: &Watch,
) -> Result<(), EngineError> {
    match OneStep::of(world) {
        Some(one_step) => fill_by(columns, paths, watch, || OneStepFiller::new(&one_step), OneStepFiller::fill),
        None => fill_by(columns, paths, watch, || Filler::new(world), Filler::fill),
    }
}

/// Fills columns wave by wave; each thread has room of its own.
fn fill_by<F>(
    columns: &mut Columns,
    paths: Range<u64>,
    watch: &Watch,
    room: impl Fn() -> F + Sync,
    fill: impl Fn(&mut F, Range<u64>) -> Chunk + Sync,
) -> Result<(), EngineError> {
    for wave in chunk_ranges(paths).chunks(WAVE) {
        let simulate = |filler: &mut F, range: &Range<u64>| {
            if watch.is_stopped() {
                return None;
            }
            let chunk = fill(filler, range.clone());
            watch.advance(range.end - range.start);
            Some(chunk)
        };
        let chunks: Vec<_> = wave.par_iter().map_init(&room, simulate).collect();
        for chunk in chunks {
            columns.append(chunk.ok_or(EngineError::Interrupted)?);
        }
    }
    Ok(())
}

fn finish<S: Scalar>(world: &World<S>, columns: Columns, anchor: AnchorScales) -> Outcomes {
    let paths = columns.paths() as usize;
    let Columns { reserves, failures, own_crossings, removals } = columns;
    let changes =
        world.removals.iter().flat_map(|removable| kinds(removable).iter().map(|what| (removable.group, *what)));
    let removals = changes.zip(removals).map(|((group, what), reserves)| Removed { group, what, reserves });
    let wanted = reserves.iter().map(|columns| columns.tail_paths(world)).collect();
    let tails = match OneStep::of(world) {
        Some(one_step) => one_step.tail_cells(wanted, &failures),
        None => tail::cells(world, wanted),
    };
    Outcomes {
        paths,
        failures,
        own_crossings,
        removals: removals.collect(),
        reserves: reserves.into_iter().zip(tails).map(|(columns, tail)| columns.finish(world, tail)).collect(),
        anchor,
        precision: S::PRECISION,
        tomorrow: tomorrow::tomorrow(world),
    }
}
