//! A run under way: its scales are found once, and paths are put behind paths.

use std::ops::Range;

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::engine::chunk::{Chunk, Filler};
use crate::engine::columns::{Columns, ReserveColumns};
use crate::engine::one_step::{OneStep, OneStepFiller};
use crate::engine::removal::kinds;
use crate::engine::world::World;
use crate::engine::{
    EngineError, Keeping, TASK_PATHS, Watch, chunk_ranges, pilot, pool, tail, tasks_at_once, tomorrow,
};
use crate::numeric::vector::Scalar;
use crate::outcome::{AnchorScales, Failures, Outcomes, RemovalKind, Removed, ReserveOutcomes, TailLedger};
use crate::scenario::Scenario;
use crate::units::GroupIndex;

/// Paths of the tail of which a thread holds all booked cells at one time.
const TAIL_PATHS: usize = 256;

/// The paths 0, 1, … of a scenario so far; more are simulated when they are wanted.
///
/// As many paths as the scenario states or any other number: a path does not know how many there are.
pub struct Run<'a, S: Scalar> {
    pool: ThreadPool,
    world: World<'a, S>,
    anchor: AnchorScales,
    columns: Columns,
    /// The changes that were made to groups on the kept paths.
    changes: Vec<(GroupIndex, RemovalKind)>,
}

impl<'a, S: Scalar> Run<'a, S> {
    /// Finds the scales of `scenario` on `threads` threads (0: all cores); simulates no path.
    ///
    /// # Errors
    ///
    /// When stopped, when the anchor can't be met, or when threads can't be had.
    pub fn begin(scenario: &'a Scenario, threads: usize, watch: &Watch) -> Result<Self, EngineError> {
        Self::begin_keeping(scenario, Keeping::default(), threads, watch)
    }

    /// The same for a run that keeps of its paths what was said.
    ///
    /// # Errors
    ///
    /// The same.
    pub fn begin_keeping(
        scenario: &'a Scenario,
        keeping: Keeping,
        threads: usize,
        watch: &Watch,
    ) -> Result<Self, EngineError> {
        let pool = pool(threads)?;
        let anchor = pool.install(|| pilot::find_scales::<S>(scenario, watch))?;
        Ok(Self::with_scales(scenario, anchor, keeping, pool))
    }

    /// The same where the scales are known: those of a scenario that has the same, see [`super::keeps_scales`].
    ///
    /// # Errors
    ///
    /// When threads can't be had.
    pub fn begin_on_scales(
        scenario: &'a Scenario,
        anchor: AnchorScales,
        keeping: Keeping,
        threads: usize,
    ) -> Result<Self, EngineError> {
        Ok(Self::with_scales(scenario, anchor, keeping, pool(threads)?))
    }

    /// A run whose scales are known.
    fn with_scales(scenario: &'a Scenario, anchor: AnchorScales, keeping: Keeping, pool: ThreadPool) -> Self {
        let mut world = pool.install(|| World::new(scenario, &anchor.scale, scenario.simulation().seed));
        if keeping.nameless {
            // What a group's removal changes is told by its name.
            world.removals.clear();
        }
        let changes_of = |removable| kinds(removable).iter().map(|what| (removable.group, *what));
        let changes: Vec<_> = world.removals.iter().flat_map(changes_of).collect();
        let columns = Columns::new(&world, changes.len(), keeping);
        Self { columns, pool, world, anchor, changes }
    }

    /// The same for a scenario that differs in some inputs from one whose scales are `near`: the pilot begins
    /// there, on so many of its first paths, or does not run where `keeps_scales`.
    ///
    /// # Errors
    ///
    /// The same.
    pub fn begin_near(
        scenario: &'a Scenario,
        near: Near<'_>,
        threads: usize,
        watch: &Watch,
    ) -> Result<Self, EngineError> {
        let Near { scale, pilot_paths, keeps_scales, kept } = near;
        let pool = pool(threads)?;
        let anchor = match keeps_scales {
            true => AnchorScales { scale: scale.to_vec(), rounds: 0, gap: 0.0 },
            false => pool.install(|| pilot::find_scales_near::<S>(scenario, scale, pilot_paths, watch))?,
        };
        let keeping = Keeping { nameless: true, paths: kept };
        Ok(Self::with_scales(scenario, anchor, keeping, pool))
    }

    /// The scales of the intensities.
    #[must_use]
    pub fn scales(&self) -> &[f64] {
        &self.anchor.scale
    }

    /// The scales of the intensities, and how they were found.
    #[must_use]
    pub const fn anchor(&self) -> &AnchorScales {
        &self.anchor
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
        columns.reserve(paths);
        let kept = paths.min(columns.most_kept());
        pool.install(|| {
            fill(world, columns, columns.paths()..kept, watch)?;
            if paths > kept {
                // What groups' removal changes is told from the kept paths.
                world.removals.clear();
            }
            fill(world, columns, columns.paths()..paths, watch)?;
            columns.settle();
            Ok(())
        })
    }

    /// What the paths yield.
    #[must_use]
    pub fn finish(self) -> Outcomes {
        let Self { pool, world, anchor, columns, changes } = self;
        pool.install(|| finish(&world, columns, anchor, &changes))
    }
}

/// The scales of a scenario that is near.
#[derive(Clone, Copy, Debug)]
pub struct Near<'n> {
    /// One a counterparty.
    pub scale: &'n [f64],
    /// On how many paths the pilot looks for those of the scenario itself.
    pub pilot_paths: u64,
    /// Whether they are those of the scenario itself, see [`super::keeps_scales`].
    pub keeps_scales: bool,
    /// How many paths are kept number by number, see [`Keeping::paths`].
    pub kept: Option<u64>,
}

/// Numbers that are kept of each column, over all reserves: more would not fit into many a machine.
const KEPT_ROWS: u64 = 1 << 23;
/// … but of each reserve never fewer paths than these.
const FEWEST_KEPT: u64 = 1 << 18;

/// How many paths are kept number by number, at most: what was said, or what suits so many reserves; whole tasks.
#[must_use]
pub fn most_kept(reserves: usize, said: Option<u64>) -> u64 {
    let suits = || (KEPT_ROWS / reserves.max(1) as u64).max(FEWEST_KEPT);
    let most = said.unwrap_or_else(suits);
    (most / TASK_PATHS).max(1) * TASK_PATHS
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
    match OneStep::of(world, columns.is_nameless()) {
        Some(one_step) => fill_by(world, columns, paths, watch, || OneStepFiller::new(&one_step), OneStepFiller::fill),
        None => fill_by(world, columns, paths, watch, || Filler::new(world), Filler::fill),
    }
}

/// Fills columns wave by wave; each thread has room of its own.
fn fill_by<F, S: Scalar>(
    world: &World<S>,
    columns: &mut Columns,
    paths: Range<u64>,
    watch: &Watch,
    room: impl Fn() -> F + Sync,
    fill: impl Fn(&mut F, Range<u64>, &mut Chunk) + Sync,
) -> Result<(), EngineError> {
    let at_once = tasks_at_once(world.books.len(), rayon::current_num_threads());
    let simulate = |filler: &mut F, (range, chunk): (&Range<u64>, &mut Chunk)| {
        if watch.is_stopped() {
            return;
        }
        chunk.clear();
        fill(filler, range.clone(), chunk);
        chunk.reserves.iter_mut().for_each(|reserve| reserve.cells.finish_task());
        watch.advance(range.end - range.start);
    };
    // One wave is put into columns while the next is simulated. Both are used again: to ask the system for
    // their room anew would take longer than to fill it.
    let (mut done, mut next): (Vec<Chunk>, Vec<Chunk>) = (Vec::new(), Vec::new());
    for wave in chunk_ranges(paths).chunks(at_once) {
        next.truncate(wave.len());
        next.resize_with(wave.len(), || Chunk::new(world, TASK_PATHS as usize));
        rayon::join(
            || wave.par_iter().zip(&mut next).for_each_init(&room, simulate),
            || columns.append(world, &mut done),
        );
        if watch.is_stopped() {
            return Err(EngineError::Interrupted);
        }
        std::mem::swap(&mut done, &mut next);
    }
    columns.append(world, &mut done);
    Ok(())
}

fn finish<S: Scalar>(
    world: &World<S>,
    columns: Columns,
    anchor: AnchorScales,
    changes: &[(GroupIndex, RemovalKind)],
) -> Outcomes {
    let (paths, kept) = (columns.paths() as usize, columns.kept() as usize);
    let nameless = columns.is_nameless();
    let Columns { reserves, failures, own_crossings, removals, .. } = columns;
    let removals =
        changes.iter().zip(removals).map(|((group, what), reserves)| Removed { group: *group, what: *what, reserves });
    let wanted: Vec<Vec<u64>> = reserves.iter().map(|columns| columns.tail_paths(world)).collect();
    let tails = match nameless {
        true => wanted.into_iter().map(TailLedger::without_cells).collect(),
        false => tails(world, wanted, &reserves, &failures),
    };
    let finished = |(columns, tail): (ReserveColumns, TailLedger)| {
        let mut reserve = columns.finish(world, tail);
        if nameless {
            // What was booked is told by who failed.
            reserve.cell_means.clear();
        }
        reserve
    };
    Outcomes {
        paths,
        kept,
        failures,
        own_crossings,
        removals: removals.collect(),
        reserves: reserves.into_iter().zip(tails).map(finished).collect(),
        anchor,
        precision: S::PRECISION,
        tomorrow: tomorrow::tomorrow(world),
    }
}

/// What was booked on the paths of each reserve's tail, some paths after others: all at once would hold every
/// cell twice.
fn tails<S: Scalar>(
    world: &World<S>,
    wanted: Vec<Vec<u64>>,
    reserves: &[ReserveColumns],
    failures: &Failures,
) -> Vec<TailLedger> {
    let one_step = OneStep::of(world, false);
    let cells: Vec<_> = reserves.iter().map(ReserveColumns::cell_means).collect();
    let mut all = wanted.concat();
    all.sort_unstable();
    all.dedup();
    let mut ledgers = vec![TailLedger::default(); reserves.len()];
    for some in all.chunks(TAIL_PATHS * rayon::current_num_threads()) {
        let parts = match &one_step {
            Some(one_step) => one_step.tail_cells(some, &wanted, failures),
            None => tail::cells(world, some, &wanted),
        };
        ledgers.par_iter_mut().zip(&cells).enumerate().for_each(|(reserve, (ledger, cells))| {
            parts.iter().for_each(|part| ledger.append(&part[reserve], cells, wanted[reserve].len()));
        });
    }
    ledgers
}
