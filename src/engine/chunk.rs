//! A run of neighbouring paths, one task: fills columns block by block.

use std::ops::Range;

use crate::engine::cells::CellSums;
use crate::engine::removal::{Removals, kinds, remove_groups};
use crate::engine::row::Row;
use crate::engine::row_block::{RowBlock, Worths};
use crate::engine::rows::Rows;
use crate::engine::worker::{Happening, Worker};
use crate::engine::world::World;
use crate::failure::FailureLog;
use crate::numeric::vector::{LANES, Scalar};
use crate::outcome::{ChangedPaths, FailureEvent};
use crate::reserve::{Cell, Ending};

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
    /// One row a path.
    pub rows: Rows,
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
    /// What the fleet's members are worth, member by member.
    worths: Vec<Worths>,
    /// What shadows yield where that is asked for, reserve by reserve.
    shadows: Vec<Vec<Ending>>,
    rows: RowBlock,
    /// By how much prices fell on paths on which nobody fails, one slot an asset.
    quiet_falls: Vec<f64>,
}

impl<'w, S: Scalar> Filler<'w, S> {
    /// Room for chunks of `world`.
    pub fn new(world: &'w World<'w, S>) -> Self {
        Self {
            world,
            worker: Worker::new(world),
            watched: sampled_steps(world.steps()),
            worths: Vec::with_capacity(world.fleet.len()),
            shadows: vec![Vec::with_capacity(LANES); world.books.len()],
            rows: RowBlock::default(),
            quiet_falls: Vec::new(),
        }
    }

    /// Simulates `paths` into an empty chunk.
    pub fn fill(&mut self, paths: Range<u64>, chunk: &mut Chunk) {
        let all: Vec<u64> = paths.collect();
        self.worker.begin_bookings();
        self.quiet_falls.clear();
        self.quiet_falls.resize(self.world.start.len(), 0.0);
        for block in all.chunks(LANES) {
            self.worker.load(block);
            for lane in 0..block.len() {
                chunk.note_failures(self.worker.log(lane));
            }
            self.fill_fleet(block, &mut chunk.reserves);
            self.fill_others(block, &mut chunk.reserves);
            if !self.world.removals.is_empty() {
                remove_groups(self.world, &mut self.worker, block, &self.shadows, &mut chunk.removals);
            }
        }
        self.book_fleet(&mut chunk.reserves);
    }

    /// Books what the fleet's members lost on all paths of the task.
    fn book_fleet(&mut self, reserves: &mut [ReserveChunk]) {
        for (member, number) in self.world.fleet.members.iter().enumerate() {
            let (book, into) = (&self.world.books[*number], &mut reserves[*number].cells);
            for asset in &book.assets {
                let loss = book.liquid[asset.0] * self.quiet_falls[asset.0];
                into.add_one(Cell::Market(*asset), loss / book.initial_value);
            }
            for (cell, loss) in self.worker.bookings().of(member) {
                into.add_sum(cell, loss / book.initial_value);
            }
        }
    }

    /// Fills the rows of a block of all reserves that trade or flow.
    fn fill_others(&mut self, block: &[u64], reserves: &mut [ReserveChunk]) {
        let Self { world, worker, shadows, .. } = self;
        let grid = world.scenario.grid();
        for (number, book) in world.books.iter().enumerate().filter(|(_, book)| !book.is_buy_and_hold()) {
            let (shadows, into) = (&mut shadows[number], &mut reserves[number]);
            shadows.clear();
            for (lane, path) in block.iter().enumerate() {
                let shadow = worker.follow(lane, book, Happening::Nothing, &[]);
                let market_alone = worker.account().fall(grid).max_drawdown;
                let watched: &[usize] = if *path < SAMPLED_PATHS { &self.watched } else { &[] };
                let real = worker.follow(lane, book, Happening::Failures, watched);
                let account = worker.account();
                into.cells.add(account.cells(), book.initial_value + real.contributed);
                let row = Row::new(&real, account.fall(grid), &shadow, book.initial_value);
                into.rows.push(&row.with_market_alone_drawdown(market_alone));
                if *path < SAMPLED_PATHS {
                    into.keep_course(account.values.iter().map(|value| value / book.initial_value));
                }
                shadows.push(shadow);
            }
        }
    }

    /// Fills the rows of a block of all reserves that only buy and hold.
    fn fill_fleet(&mut self, block: &[u64], reserves: &mut [ReserveChunk]) {
        let Self { world, worker, worths, shadows, rows, quiet_falls, watched } = self;
        let grid = world.scenario.grid();
        worths.clear();
        worths.extend(world.fleet.members.iter().map(|number| Worths::untouched(worker.shadows(*number))));
        for lane in 0..block.len() {
            if let Some(landing) = worker.sail(lane) {
                worths.iter_mut().enumerate().for_each(|(member, worths)| worths.land(lane, landing, member));
                continue;
            }
            for (fall, (start, last)) in quiet_falls.iter_mut().zip(world.start.iter().zip(worker.last_prices())) {
                *fall += start - last[lane];
            }
        }
        let sampled = block.iter().filter(|path| **path < SAMPLED_PATHS).count();
        for ((member, number), worths) in world.fleet.members.iter().enumerate().zip(worths) {
            let into = &mut reserves[*number];
            rows.make(worths, &worker.falls(member), world.books[*number].initial_value, grid);
            into.rows.push_block(rows, block.len());
            if sampled > 0 {
                let courses = worker.courses(member, watched);
                (0..sampled).for_each(|lane| into.keep_course(courses.iter().map(|worth| worth.0[lane])));
            }
            if !world.removals.is_empty() {
                shadows[*number].clear();
                shadows[*number].extend(worths.shadow[..block.len()].iter().map(|worth| Ending::untouched(*worth)));
            }
        }
    }
}

impl ReserveChunk {
    /// Keeps the values on the way of one more path.
    fn keep_course(&mut self, values: impl Iterator<Item = f64>) {
        self.sample.push(1.0);
        self.sample.extend(values);
    }
}

impl Chunk {
    /// A yield of no paths yet, with room for so many.
    pub fn new<S: Scalar>(world: &World<S>, paths: usize) -> Self {
        let changes = world.removals.iter().flat_map(|removable| kinds(removable).iter());
        let reserve = || ReserveChunk {
            cells: CellSums::new(world.start.len(), world.scenario.counterparties().len()),
            rows: Rows::with_capacity(paths),
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

    /// Forgets all paths; their room stays.
    pub fn clear(&mut self) {
        for reserve in &mut self.reserves {
            reserve.rows.clear();
            reserve.cells.clear();
            reserve.sample.clear();
        }
        self.failure_counts.clear();
        self.failures.clear();
        self.own_crossings.fill(0);
        self.removals.iter_mut().flatten().for_each(ChangedPaths::clear);
    }

    fn note_failures(&mut self, log: &FailureLog) {
        self.failure_counts.push(log.failures.len() as u32);
        self.failures.extend(log.failures.iter().map(FailureEvent::from));
        for counterparty in &log.crossed {
            self.own_crossings[counterparty.0] += 1;
        }
    }
}
