//! A second pass over single paths, for the cells that the first did not keep.

use rayon::prelude::*;

use crate::engine::chunk::{Row, rounded};
use crate::engine::worker::Worker;
use crate::engine::world::World;
use crate::failure::{Change, FailureLog};
use crate::numeric::vector::{LANES, Scalar};
use crate::outcome::{FailureEvent, PathRecord, TailCells};
use crate::reserve::Cell;

/// Paths of one task.
const TASK: usize = 256;

/// The cells of `paths` (ascending) for one reserve.
pub fn cells<S: Scalar>(world: &World<S>, reserve: usize, paths: Vec<u64>) -> TailCells {
    let tasks: Vec<&[u64]> = paths.chunks(TASK).collect();
    let found: Vec<Vec<PathRecord>> = tasks
        .into_par_iter()
        .map_init(|| Worker::new(world), |worker, paths| records(world, worker, paths, &[reserve]))
        .collect();
    let mut tail = TailCells { paths, offsets: vec![0], cells: Vec::new() };
    for record in found.into_iter().flatten() {
        tail.cells.extend(record.cells);
        tail.offsets.push(tail.cells.len() as u64);
    }
    tail
}

/// The records of `paths` for some reserves, path by path.
pub fn records<S: Scalar>(
    world: &World<S>,
    worker: &mut Worker<S>,
    paths: &[u64],
    reserves: &[usize],
) -> Vec<PathRecord> {
    let mut records = Vec::with_capacity(paths.len() * reserves.len());
    let mut log = FailureLog::default();
    for block in paths.chunks(LANES) {
        worker.load(block);
        for (lane, path) in block.iter().enumerate() {
            log.clear();
            if !worker.is_quiet(lane) {
                worker.unfold(lane, Change::default(), &mut log);
            }
            for &reserve in reserves {
                records.push(record(world, worker, lane, *path, reserve, &log));
            }
        }
    }
    records
}

fn record<S: Scalar>(
    world: &World<S>,
    worker: &mut Worker<S>,
    lane: usize,
    path: u64,
    reserve: usize,
    log: &FailureLog,
) -> PathRecord {
    let book = &world.books[reserve];
    let shadow = worker.shadow(lane, reserve);
    let real = worker.reserve(lane, reserve, log);
    // Followed once more where the yield came without cells.
    worker.follow(lane, book, Some(log), &[]);
    let row = Row::new(&real, &shadow, book.initial_value);
    let put_in = book.initial_value + real.contributed;
    let share = |(cell, loss): &(Cell, f64)| (*cell, loss / put_in);
    PathRecord {
        path,
        reserve,
        loss: row.loss,
        liquid_loss: row.liquid_loss,
        eventual_loss: row.eventual_loss,
        market_alone: row.market_alone,
        counterparty_cost: row.counterparty_cost,
        max_drawdown: rounded(real.max_drawdown),
        days_under_water: row.days_under_water,
        shortfall: row.shortfall,
        failures: log.failures.iter().map(FailureEvent::from).collect(),
        cells: worker.account().cells().iter().map(share).collect(),
    }
}
