//! A second pass over single paths, for the cells that the first did not keep.

use rayon::prelude::*;

use crate::engine::row::Row;
use crate::engine::worker::{Happening, Worker};
use crate::engine::world::World;
use crate::numeric::vector::{LANES, Scalar};
use crate::outcome::{FailureEvent, PathRecord, TailCells};
use crate::reserve::{Cell, Ending, Fall, Landing};

/// Paths of one task.
const TASK: usize = 256;

/// The cells of the paths wanted (ascending, one list a reserve), one entry a reserve. What several
/// reserves want of one path is taken from it at once.
pub fn cells<S: Scalar>(world: &World<S>, wanted: Vec<Vec<u64>>) -> Vec<TailCells> {
    let mut paths: Vec<u64> = wanted.iter().flatten().copied().collect();
    paths.sort_unstable();
    paths.dedup();
    let tasks: Vec<&[u64]> = paths.chunks(TASK).collect();
    let found: Vec<Vec<PathCells>> = tasks
        .into_par_iter()
        .map_init(|| Worker::new(world), |worker, paths| cells_of_task(world, worker, paths, &wanted))
        .collect();
    let empty = |paths| TailCells { paths, offsets: vec![0], cells: Vec::new() };
    let mut tails: Vec<TailCells> = wanted.into_iter().map(empty).collect();
    for path in found.into_iter().flatten() {
        let tail = &mut tails[path.reserve];
        tail.cells.extend(path.cells);
        tail.offsets.push(tail.cells.len() as u64);
    }
    tails
}

/// The cells of one reserve on one path.
struct PathCells {
    reserve: usize,
    cells: Vec<(Cell, f64)>,
}

/// Path by path.
fn cells_of_task<S: Scalar>(
    world: &World<S>,
    worker: &mut Worker<S>,
    paths: &[u64],
    wanted: &[Vec<u64>],
) -> Vec<PathCells> {
    let mut found = Vec::new();
    for block in paths.chunks(LANES) {
        worker.load(block);
        for (lane, path) in block.iter().enumerate() {
            let wanting = (0..wanted.len()).filter(|reserve| wanted[*reserve].binary_search(path).is_ok());
            for reserve in wanting {
                let book = &world.books[reserve];
                let real = worker.follow(lane, book, Happening::Failures, &[]);
                found.push(PathCells { reserve, cells: shares(worker, book.initial_value + real.contributed) });
            }
        }
    }
    found
}

/// The cells of the path that was followed last, over V(0) + C.
fn shares<S: Scalar>(worker: &mut Worker<S>, put_in: f64) -> Vec<(Cell, f64)> {
    worker.account().sorted_cells().iter().map(|(cell, loss)| (*cell, loss / put_in)).collect()
}

/// The records of `paths`, path by path and reserve by reserve.
pub fn records<S: Scalar>(world: &World<S>, worker: &mut Worker<S>, paths: &[u64]) -> Vec<PathRecord> {
    let mut records = Vec::with_capacity(paths.len() * world.books.len());
    for block in paths.chunks(LANES) {
        worker.load(block);
        let mut landings = vec![None; block.len()];
        worker.sail(block.len(), |lane, voyage| landings[lane] = Some(voyage.landing().clone()));
        let by_reserve = (0..world.books.len()).map(|reserve| {
            let member = world.fleet.members.binary_search(&reserve).ok();
            records_of_block(world, worker, block, reserve, member.map(|member| (member, landings.as_slice())))
        });
        let by_reserve: Vec<Vec<PathRecord>> = by_reserve.collect();
        let mut by_reserve: Vec<_> = by_reserve.into_iter().map(Vec::into_iter).collect();
        for _ in block {
            records.extend(by_reserve.iter_mut().filter_map(Iterator::next));
        }
    }
    records
}

fn records_of_block<S: Scalar>(
    world: &World<S>,
    worker: &mut Worker<S>,
    paths: &[u64],
    reserve: usize,
    member: Option<(usize, &[Option<Landing>])>,
) -> Vec<PathRecord> {
    let (book, grid) = (&world.books[reserve], world.scenario.grid());
    let mut followed = Vec::with_capacity(paths.len());
    for lane in 0..paths.len() {
        let shadow = worker.shadow(lane, reserve);
        let mut real = worker.follow(lane, book, Happening::Failures, &[]);
        if let Some((member, landings)) = member {
            real = landings[lane].as_ref().map_or(shadow, |landing| landing.ending(member));
        }
        let fall = worker.account().fall(grid);
        let failures = worker.log(lane).failures.iter().map(FailureEvent::from).collect();
        followed.push((real, shadow, fall, failures, shares(worker, book.initial_value + real.contributed)));
    }
    let falls = member.map(|(member, _)| worker.falls(member));
    let record = |(lane, (real, shadow, fall, failures, cells)): (usize, (Ending, Ending, Fall, _, _))| {
        let fall = falls.as_ref().map_or(fall, |falls| falls.of(lane, grid));
        let row = Row::new(&real, fall, &shadow, book.initial_value);
        PathRecord {
            path: paths[lane],
            reserve,
            loss: row.loss,
            liquid_loss: row.liquid_loss,
            eventual_loss: row.eventual_loss,
            market_alone: row.market_alone,
            counterparty_cost: row.counterparty_cost,
            max_drawdown: row.max_drawdown,
            days_under_water: row.days_under_water,
            shortfall: row.shortfall,
            failures,
            cells,
        }
    };
    followed.into_iter().enumerate().map(record).collect()
}
