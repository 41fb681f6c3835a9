//! A run of neighbouring paths, one task: fills columns block by block.

use std::ops::Range;

use crate::engine::cells::CellSums;
use crate::engine::row::Row;
use crate::engine::worker::Worker;
use crate::engine::world::{Removable, World};
use crate::failure::{Change, FailureLog};
use crate::numeric::vector::{LANES, Scalar};
use crate::outcome::{ChangedPaths, FailureEvent, RemovalKind};
use crate::reserve::{ABREAST, Cell, Ending, Fall};
use crate::units::CounterpartyIndex;

/// Paths of which the value on the way is kept, for fans.
pub const SAMPLED_PATHS: u64 = 1000;
/// Grid of the values on the way.
const SAMPLED_STEPS: usize = 60;

/// What one task yields.
pub struct Chunk {
    /// One entry a reserve.
    pub reserves: Vec<ReserveChunk>,
    /// Number of failures of each path.
    pub failure_counts: Vec<u32>,
    /// Failures, path by path.
    pub failures: Vec<FailureEvent>,
    /// Own crossings, one slot a counterparty.
    pub own_crossings: Vec<u64>,
    /// One entry a removal, then one a reserve.
    pub removals: Vec<Vec<ChangedPaths>>,
}

/// Columns of one reserve for the paths of a task.
#[derive(Default)]
pub struct ReserveChunk {
    /// One record a path.
    pub rows: Vec<Row>,
    /// Sums of cells.
    pub cells: CellSums,
    /// Values on the way of sampled paths, over V(0), path by path.
    pub sample: Vec<f64>,
}

/// The steps at which values on the way are kept, from 1.
#[must_use]
pub fn sampled_steps(steps: usize) -> Vec<usize> {
    let stride = steps.div_ceil(SAMPLED_STEPS);
    let mut sampled: Vec<usize> = (1..=steps).filter(|step| step % stride == 0).collect();
    if sampled.last() != Some(&steps) {
        sampled.push(steps);
    }
    sampled
}

/// Room of one thread for chunks.
pub struct Filler<'w, S: Scalar> {
    world: &'w World<'w, S>,
    worker: Worker<'w, S>,
    watched: Vec<usize>,
    log: FailureLog,
    changed: FailureLog,
    /// Reserves that are followed and not yet watched, with what they and their shadows yield.
    lined_up: Vec<(usize, Ending, Ending)>,
}

impl<'w, S: Scalar> Filler<'w, S> {
    /// Room for chunks of `world`.
    pub fn new(world: &'w World<'w, S>) -> Self {
        Self {
            world,
            worker: Worker::new(world),
            watched: sampled_steps(world.steps()),
            log: FailureLog::default(),
            changed: FailureLog::default(),
            lined_up: Vec::with_capacity(ABREAST),
        }
    }

    /// Simulates `paths`.
    pub fn fill(&mut self, paths: Range<u64>) -> Chunk {
        let world = self.world;
        let mut chunk = Chunk::new(world);
        let all: Vec<u64> = paths.collect();
        for block in all.chunks(LANES) {
            self.worker.load(block);
            for (lane, path) in block.iter().enumerate() {
                self.fill_path(*path, lane, &mut chunk);
            }
        }
        chunk
    }

    fn fill_path(&mut self, path: u64, lane: usize, chunk: &mut Chunk) {
        let mut log = std::mem::take(&mut self.log);
        log.clear();
        if !self.worker.is_quiet(lane) {
            self.worker.unfold(lane, Change::default(), &mut log);
        }
        chunk.note_failures(&log);
        let mut shadows = Vec::with_capacity(self.world.books.len());
        for number in 0..self.world.books.len() {
            shadows.push(self.fill_reserve(path, lane, number, &log, &mut chunk.reserves));
        }
        self.watch_lined_up(&mut chunk.reserves);
        let trades_otherwise = self.world.removals.iter().any(|removable| removable.trades_otherwise);
        if !log.failures.is_empty() || trades_otherwise {
            self.remove_groups(path, lane, &log, &shadows, chunk);
        }
        self.log = log;
    }

    /// Fills one reserve's row of one path, or lines it up to be watched; gives what its shadow yields.
    fn fill_reserve(
        &mut self,
        path: u64,
        lane: usize,
        number: usize,
        log: &FailureLog,
        reserves: &mut [ReserveChunk],
    ) -> Ending {
        let book = &self.world.books[number];
        let shadow = self.worker.shadow(lane, number);
        if self.worker.is_shadow(number, log) {
            let fall = self.worker.quiet_fall(lane, number);
            let into = &mut reserves[number];
            into.rows.push(Row::new(&shadow, fall, &shadow, book.initial_value));
            for asset in &book.assets {
                let fall = self.world.start[asset.0] - self.worker.last_price(*asset, lane);
                into.cells.add_one(Cell::Market(*asset), book.liquid[asset.0] * fall / book.initial_value);
            }
        } else {
            self.follow_reserve(lane, number, log, shadow, reserves);
        }
        let into = &mut reserves[number];
        if path < SAMPLED_PATHS {
            self.worker.follow(lane, book, Some(log), &self.watched);
            into.sample.push(1.0);
            let values = &self.worker.account().values;
            into.sample.extend(values.iter().map(|value| value / book.initial_value));
        }
        shadow
    }

    fn follow_reserve(
        &mut self,
        lane: usize,
        number: usize,
        log: &FailureLog,
        shadow: Ending,
        reserves: &mut [ReserveChunk],
    ) {
        let book = &self.world.books[number];
        let real = self.worker.follow(lane, book, Some(log), &[]);
        let account = self.worker.account();
        reserves[number].cells.add(account.cells(), book.initial_value + real.contributed);
        if book.is_buy_and_hold() {
            self.lined_up.push((number, real, shadow));
            if self.worker.line_up(number) == ABREAST {
                self.watch_lined_up(reserves);
            }
        } else {
            let fall = account.fall(self.world.scenario.grid());
            reserves[number].rows.push(Row::new(&real, fall, &shadow, book.initial_value));
        }
    }

    /// Fills the rows of those who are lined up.
    fn watch_lined_up(&mut self, reserves: &mut [ReserveChunk]) {
        if self.lined_up.is_empty() {
            return;
        }
        let falls = self.worker.falls();
        for ((number, real, shadow), fall) in self.lined_up.drain(..).zip(falls) {
            let initial_value = self.world.books[number].initial_value;
            reserves[number].rows.push(Row::new(&real, fall, &shadow, initial_value));
        }
    }

    /// Runs the path again with one change of one group at a time. A change of a group acts at its
    /// members' failures, or, where keys are moved, at a loss of own keys: other paths stay as they are.
    fn remove_groups(&mut self, path: u64, lane: usize, log: &FailureLog, shadows: &[Ending], chunk: &mut Chunk) {
        let mut removals = chunk.removals.iter_mut();
        for removable in &self.world.removals {
            let members_fail = log.has_failure_of(&removable.members);
            // What stood at a place that fails comes to own keys, and there meets what was moved.
            let meet = removable.counts_places && !log.failures.is_empty();
            let keys_fail = removable.trades_otherwise || meet || log.has_failure_of(&[CounterpartyIndex::OWN_KEYS]);
            for (kind, into) in kinds(removable).iter().zip(&mut removals) {
                if members_fail || (keys_fail && moves_keys(*kind)) {
                    self.remove(path, lane, removable, *kind, log, shadows, into);
                }
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn remove(
        &mut self,
        path: u64,
        lane: usize,
        removable: &Removable,
        kind: RemovalKind,
        log: &FailureLog,
        shadows: &[Ending],
        into: &mut [ChangedPaths],
    ) {
        let group = Some(removable.group);
        let mut changed = std::mem::take(&mut self.changed);
        match kind {
            RemovalKind::All => self.worker.unfold(lane, Change { spared: group, unlinked: None }, &mut changed),
            RemovalKind::Links | RemovalKind::Both => {
                self.worker.unfold(lane, Change { spared: None, unlinked: group }, &mut changed)
            }
            RemovalKind::Keys => changed.clone_from(log),
        }
        let moved = removable.moved.as_ref().filter(|_| moves_keys(kind));
        for (number, into) in into.iter_mut().enumerate() {
            let book = moved.map_or(&self.world.books[number], |books| &books[number]);
            let real = self.worker.follow(lane, book, Some(&changed), &[]);
            // Where targets are merged at own keys, the shadow may trade on other days.
            let shadow = if moved.is_none() || book.is_buy_and_hold() {
                shadows[number]
            } else {
                self.worker.follow(lane, book, None, &[])
            };
            // How far it falls on the way is not asked.
            let row = Row::new(&real, Fall::default(), &shadow, book.initial_value);
            into.paths.push(path);
            into.loss.push(row.loss);
            into.counterparty_cost.push(row.counterparty_cost);
        }
        self.changed = changed;
    }
}

fn moves_keys(kind: RemovalKind) -> bool {
    matches!(kind, RemovalKind::Keys | RemovalKind::Both)
}

/// The changes that a group can be given: what is kept on keys can't be moved and nothing rests on it.
#[must_use]
pub fn kinds(removable: &Removable) -> &'static [RemovalKind] {
    match removable.moved {
        Some(_) => &[RemovalKind::All, RemovalKind::Keys, RemovalKind::Links, RemovalKind::Both],
        None => &[RemovalKind::All],
    }
}

impl Chunk {
    /// A yield of no paths yet.
    pub fn new<S: Scalar>(world: &World<S>) -> Self {
        let changes = world.removals.iter().flat_map(|removable| kinds(removable).iter());
        let reserve = || ReserveChunk {
            cells: CellSums::new(world.start.len(), world.scenario.counterparties().len()),
            ..ReserveChunk::default()
        };
        Self {
            reserves: world.books.iter().map(|_| reserve()).collect(),
            failure_counts: Vec::new(),
            failures: Vec::new(),
            own_crossings: vec![0; world.scenario.counterparties().len()],
            removals: changes.map(|_| vec![ChangedPaths::default(); world.books.len()]).collect(),
        }
    }

    fn note_failures(&mut self, log: &FailureLog) {
        self.failure_counts.push(log.failures.len() as u32);
        self.failures.extend(log.failures.iter().map(FailureEvent::from));
        for counterparty in &log.crossed {
            self.own_crossings[counterparty.0] += 1;
        }
    }
}
