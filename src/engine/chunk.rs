//! A run of neighbouring paths, one task: fills columns block by block.

use std::ops::Range;

use crate::engine::cells::CellSums;
use crate::engine::removal::{Removals, kinds, remove_groups};
use crate::engine::row::{QuietRow, Row};
use crate::engine::rows::Rows;
use crate::engine::worker::{Happening, Worker};
use crate::engine::world::World;
use crate::failure::FailureLog;
use crate::numeric::vector::{LANES, Scalar};
use crate::outcome::{ChangedPaths, FailureEvent};
use crate::reserve::{Cell, Ending};
use crate::units::AssetIndex;

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
    /// What each reserve and its shadow yield, reserve by reserve and path by path of the block.
    yields: Vec<Yield>,
    /// What shadows yield, reserve by reserve.
    shadows: Vec<Vec<Ending>>,
    /// By how much prices fell on paths on which nobody fails, one slot an asset.
    quiet_falls: Vec<f64>,
}

/// What one path yields for one reserve and its shadow.
#[derive(Clone, Copy)]
struct Yield {
    real: Ending,
    shadow: Ending,
}

impl<'w, S: Scalar> Filler<'w, S> {
    /// Room for chunks of `world`.
    pub fn new(world: &'w World<'w, S>) -> Self {
        Self {
            world,
            worker: Worker::new(world),
            watched: sampled_steps(world.steps()),
            yields: Vec::new(),
            shadows: vec![Vec::with_capacity(LANES); world.books.len()],
            quiet_falls: Vec::new(),
        }
    }

    /// Simulates `paths`.
    pub fn fill(&mut self, paths: Range<u64>) -> Chunk {
        let mut chunk = Chunk::new(self.world, (paths.end - paths.start) as usize);
        let all: Vec<u64> = paths.collect();
        self.worker.begin_bookings();
        self.quiet_falls.clear();
        self.quiet_falls.resize(self.world.start.len(), 0.0);
        for block in all.chunks(LANES) {
            self.worker.load(block);
            for lane in 0..block.len() {
                chunk.note_failures(self.worker.log(lane));
            }
            for number in 0..self.world.books.len() {
                self.shadows[number].clear();
                let worker = &mut self.worker;
                self.shadows[number].extend((0..block.len()).map(|lane| worker.shadow(lane, number)));
                if !self.world.books[number].is_buy_and_hold() {
                    self.fill_reserve(block.len(), number, &mut chunk.reserves[number]);
                }
            }
            self.fill_fleet(block.len(), &mut chunk.reserves);
            self.sample(block, &mut chunk.reserves);
            if !self.world.removals.is_empty() {
                remove_groups(self.world, &mut self.worker, block, &self.shadows, &mut chunk.removals);
            }
        }
        self.book_fleet(&mut chunk.reserves);
        chunk
    }

    /// Books what the fleet's members lost on all paths of the task.
    fn book_fleet(&self, reserves: &mut [ReserveChunk]) {
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

    /// Fills the rows of a block of one reserve that trades or flows.
    fn fill_reserve(&mut self, paths: usize, number: usize, into: &mut ReserveChunk) {
        let (book, grid) = (&self.world.books[number], self.world.scenario.grid());
        for lane in 0..paths {
            let real = self.worker.follow(lane, book, Happening::Failures, &[]);
            let account = self.worker.account();
            into.cells.add(account.cells(), book.initial_value + real.contributed);
            into.rows.push(&Row::new(&real, account.fall(grid), &self.shadows[number][lane], book.initial_value));
        }
    }

    /// Fills the rows of a block of all reserves that only buy and hold.
    fn fill_fleet(&mut self, paths: usize, reserves: &mut [ReserveChunk]) {
        let Self { world, worker, yields, shadows, quiet_falls, .. } = self;
        let (fleet, grid) = (&world.fleet, world.scenario.grid());
        yields.clear();
        for number in &fleet.members {
            yields.extend(shadows[*number].iter().map(|shadow| Yield { real: *shadow, shadow: *shadow }));
        }
        worker.sail(paths, |lane, voyage| {
            for member in 0..fleet.len() {
                yields[member * paths + lane].real = voyage.landing().ending(member);
            }
        });
        for lane in (0..paths).filter(|lane| worker.log(*lane).failures.is_empty()) {
            for (asset, fall) in quiet_falls.iter_mut().enumerate() {
                *fall += world.start[asset] - worker.last_price(AssetIndex(asset), lane);
            }
        }
        for (member, number) in fleet.members.iter().enumerate() {
            let (initial_value, into) = (world.books[*number].initial_value, &mut reserves[*number]);
            let falls = worker.falls(member);
            for (lane, Yield { real, shadow }) in yields[member * paths..(member + 1) * paths].iter().enumerate() {
                let fall = falls.of(lane, grid);
                match worker.log(lane).failures.is_empty() {
                    true => into.rows.push_quiet(&QuietRow::new(shadow.marked, fall, initial_value)),
                    false => into.rows.push(&Row::new(real, fall, shadow, initial_value)),
                }
            }
        }
    }

    /// Keeps the values on the way of the first paths.
    fn sample(&mut self, block: &[u64], reserves: &mut [ReserveChunk]) {
        for (number, into) in reserves.iter_mut().enumerate() {
            let book = &self.world.books[number];
            for (lane, _) in block.iter().enumerate().filter(|(_, path)| **path < SAMPLED_PATHS) {
                self.worker.follow(lane, book, Happening::Failures, &self.watched);
                into.sample.push(1.0);
                into.sample.extend(self.worker.account().values.iter().map(|value| value / book.initial_value));
            }
        }
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

    fn note_failures(&mut self, log: &FailureLog) {
        self.failure_counts.push(log.failures.len() as u32);
        self.failures.extend(log.failures.iter().map(FailureEvent::from));
        for counterparty in &log.crossed {
            self.own_crossings[counterparty.0] += 1;
        }
    }
}
