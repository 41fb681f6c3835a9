//! A run of neighbouring paths, one task: fills columns block by block.

use std::ops::Range;

use crate::engine::cells::CellSums;
use crate::engine::removal::{Removals, kinds, remove_groups};
use crate::engine::row::Row;
use crate::engine::worker::{Happening, Worker};
use crate::engine::world::World;
use crate::failure::FailureLog;
use crate::numeric::vector::{LANES, Scalar};
use crate::outcome::{ChangedPaths, FailureEvent};
use crate::reserve::{Cell, Ending, Fall};

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
    pub removals: Removals,
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
    /// What one reserve and its shadow yield, and how far it fell; one slot a path of the block.
    yields: Vec<(Ending, Ending, Fall)>,
    /// What shadows yield, reserve by reserve.
    shadows: Vec<Vec<Ending>>,
}

impl<'w, S: Scalar> Filler<'w, S> {
    /// Room for chunks of `world`.
    pub fn new(world: &'w World<'w, S>) -> Self {
        Self {
            world,
            worker: Worker::new(world),
            watched: sampled_steps(world.steps()),
            yields: Vec::with_capacity(LANES),
            shadows: vec![Vec::with_capacity(LANES); world.books.len()],
        }
    }

    /// Simulates `paths`.
    pub fn fill(&mut self, paths: Range<u64>) -> Chunk {
        let mut chunk = Chunk::new(self.world, (paths.end - paths.start) as usize);
        let all: Vec<u64> = paths.collect();
        for block in all.chunks(LANES) {
            self.worker.load(block);
            for lane in 0..block.len() {
                chunk.note_failures(self.worker.log(lane));
            }
            for number in 0..self.world.books.len() {
                self.fill_reserve(block, number, &mut chunk.reserves[number]);
            }
            if !self.world.removals.is_empty() {
                remove_groups(self.world, &mut self.worker, block, &self.shadows, &mut chunk.removals);
            }
        }
        chunk
    }

    /// Fills one reserve's rows of a block.
    fn fill_reserve(&mut self, block: &[u64], number: usize, into: &mut ReserveChunk) {
        let (book, grid) = (&self.world.books[number], self.world.scenario.grid());
        self.yields.clear();
        self.shadows[number].clear();
        self.worker.begin_watch();
        for (lane, path) in block.iter().enumerate() {
            let shadow = self.worker.shadow(lane, number);
            let (real, fall) = if self.worker.is_shadow(lane, book, Happening::Failures) {
                self.book_market(lane, number, &mut into.cells);
                (shadow, Fall::default())
            } else {
                let real = self.worker.follow(lane, book, Happening::Failures, &[]);
                self.worker.watch(lane, number);
                let account = self.worker.account();
                into.cells.add(account.cells(), book.initial_value + real.contributed);
                (real, account.fall(grid))
            };
            self.yields.push((real, shadow, fall));
            self.shadows[number].push(shadow);
            if *path < SAMPLED_PATHS {
                self.worker.follow(lane, book, Happening::Failures, &self.watched);
                into.sample.push(1.0);
                into.sample.extend(self.worker.account().values.iter().map(|value| value / book.initial_value));
            }
        }
        let falls = self.worker.falls(number);
        let rows = self.yields.iter().enumerate().map(|(lane, (real, shadow, fall))| {
            let fall = if book.is_buy_and_hold() { falls.of(lane, grid) } else { *fall };
            Row::new(real, fall, shadow, book.initial_value)
        });
        into.rows.extend(rows);
    }

    /// Books what the market does to a reserve that nothing touches.
    fn book_market(&self, lane: usize, number: usize, into: &mut CellSums) {
        let book = &self.world.books[number];
        for asset in &book.assets {
            let fall = self.world.start[asset.0] - self.worker.last_price(*asset, lane);
            into.add_one(Cell::Market(*asset), book.liquid[asset.0] * fall / book.initial_value);
        }
    }
}

impl Chunk {
    fn new<S: Scalar>(world: &World<S>, paths: usize) -> Self {
        let changes = world.removals.iter().flat_map(|removable| kinds(removable).iter());
        let reserve = || ReserveChunk {
            cells: CellSums::new(world.start.len(), world.scenario.counterparties().len()),
            rows: Vec::with_capacity(paths),
            ..ReserveChunk::default()
        };
        Self {
            reserves: world.books.iter().map(|_| reserve()).collect(),
            failure_counts: Vec::with_capacity(paths),
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
