//! A second pass over single paths, for the cells that the first did not keep.

use rayon::prelude::*;

use crate::engine::row::Row;
use crate::engine::worker::{Happening, Worker};
use crate::engine::world::World;
use crate::numeric::vector::{LANES, Scalar};
use crate::outcome::{FailureEvent, PathRecord, TailCells};
use crate::reserve::{Cell, Ending, Fall};

/// Paths of one task.
const TASK: usize = 256;

/// The cells of some paths (ascending), as far as each reserve wants them (ascending, one list a reserve):
/// some after others, one entry a reserve. What several reserves want of one path is taken from it at once.
pub fn cells<S: Scalar>(world: &World<S>, paths: &[u64], wanted: &[Vec<u64>]) -> Vec<Vec<TailCells>> {
    let tasks = paths.par_chunks(TASK);
    tasks.map_init(|| Worker::new(world), |worker, paths| cells_of_task(world, worker, paths, wanted)).collect()
}

/// The same for one task, one entry a reserve.
fn cells_of_task<S: Scalar>(
    world: &World<S>,
    worker: &mut Worker<S>,
    paths: &[u64],
    wanted: &[Vec<u64>],
) -> Vec<TailCells> {
    let mut found = vec![TailCells::default(); wanted.len()];
    let mut next: Vec<_> = wanted.iter().map(|wanted| among(paths, wanted).iter().peekable()).collect();
    for block in paths.chunks(LANES) {
        worker.load(block);
        for (lane, path) in block.iter().enumerate() {
            if worker.sail(lane).is_some() {
                worker.bookings().sort_path();
            }
            for (reserve, next) in next.iter_mut().enumerate() {
                if next.next_if_eq(&path).is_some() {
                    let tail = &mut found[reserve];
                    follow(world, worker, lane, reserve, &mut tail.cells);
                    tail.close(*path);
                }
            }
        }
    }
    found
}

/// Those of `wanted` (ascending) that are among `some`: neighbours among all that are wanted.
pub fn among<'a>(some: &[u64], wanted: &'a [u64]) -> &'a [u64] {
    let until = |path: u64| wanted.partition_point(|other| *other < path);
    let (Some(first), Some(last)) = (some.first(), some.last()) else { return &[] };
    &wanted[until(*first)..until(last + 1)]
}

/// One reserve on one path.
struct Followed {
    real: Ending,
    /// How far it fell; of a member of the fleet that is known when all of the block has sailed.
    fall: Fall,
    /// How far its shadow fell, of a member of the fleet.
    market_alone: f64,
}

/// Follows a reserve along a path of the block, which the fleet has sailed. Adds what it booked, over
/// V(0) + C and ascending by cell.
fn follow<S: Scalar>(
    world: &World<S>,
    worker: &mut Worker<S>,
    lane: usize,
    reserve: usize,
    cells: &mut Vec<(Cell, f64)>,
) -> Followed {
    if let Ok(member) = world.fleet.members.binary_search(&reserve) {
        worker.add_fleet_cells(lane, member, cells);
        return Followed { real: worker.landing(lane, member), fall: Fall::default(), market_alone: 0.0 };
    }
    let book = &world.books[reserve];
    let real = worker.follow(lane, book, Happening::Failures, &[]);
    let (account, put_in) = (worker.account(), book.initial_value + real.contributed);
    cells.extend(account.sorted_cells().iter().map(|(cell, loss)| (*cell, loss / put_in)));
    Followed { real, fall: account.fall(world.scenario.grid()), market_alone: 0.0 }
}

/// The records of `paths`, path by path and reserve by reserve.
pub fn records<S: Scalar>(world: &World<S>, worker: &mut Worker<S>, paths: &[u64]) -> Vec<PathRecord> {
    let (books, mut records) = (&world.books, Vec::with_capacity(paths.len() * world.books.len()));
    for block in paths.chunks(LANES) {
        worker.load(block);
        let mut followed = Vec::with_capacity(block.len() * books.len());
        for lane in 0..block.len() {
            worker.sail(lane);
            worker.bookings().sort_path();
            for reserve in 0..books.len() {
                let mut cells = Vec::new();
                followed.push((follow(world, worker, lane, reserve, &mut cells), cells));
            }
        }
        for (member, reserve) in world.fleet.members.iter().enumerate() {
            let falls = worker.falls(member);
            for (lane, path) in followed.chunks_mut(books.len()).enumerate() {
                let followed = &mut path[*reserve].0;
                followed.fall = falls.of(lane, world.scenario.grid());
                followed.market_alone = falls.market_alone_drawdown(lane);
            }
        }
        for (place, (followed, cells)) in followed.into_iter().enumerate() {
            let (lane, reserve) = (place / books.len(), place % books.len());
            let shadow = worker.shadow(lane, reserve);
            let market_alone = match books[reserve].is_buy_and_hold() {
                true => followed.market_alone,
                false => worker.account().fall(world.scenario.grid()).max_drawdown,
            };
            let row = Row::new(&followed.real, followed.fall, &shadow, books[reserve].initial_value)
                .with_market_alone_drawdown(market_alone);
            let failures = worker.log(lane).failures.iter().map(FailureEvent::from).collect();
            records.push(record(block[lane], reserve, &row, failures, cells));
        }
    }
    records
}

fn record(path: u64, reserve: usize, row: &Row, failures: Vec<FailureEvent>, cells: Vec<(Cell, f64)>) -> PathRecord {
    PathRecord {
        path,
        reserve,
        loss: row.loss,
        liquid_loss: row.liquid_loss,
        eventual_loss: row.eventual_loss,
        market_alone: row.market_alone,
        counterparty_cost: row.counterparty_cost,
        max_drawdown: row.max_drawdown,
        market_alone_drawdown: row.market_alone_drawdown,
        days_under_water: row.days_under_water,
        shortfall: row.shortfall,
        failures,
        cells,
    }
}
