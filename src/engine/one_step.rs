//! Books in one step: where prices are certain and each failure happens by itself, a path is who fails,
//! and what it costs is a sum over them of what each costs alone.
//!
//! It yields what following every account yields, to rounding.

use std::ops::Range;

use rayon::prelude::*;

use crate::engine::chunk::{Chunk, SAMPLED_PATHS};
use crate::engine::row::Row;
use crate::engine::tail::among;
use crate::engine::worker::Worker;
use crate::engine::world::World;
use crate::failure::{Failure, PathDraws};
use crate::numeric::vector::Scalar;
use crate::outcome::{FailureEvent, Failures, TailCells};
use crate::random::PathKey;
use crate::reserve::{Book, Cell, Ending, Fall, Ledger, Toll, Watch};
use crate::units::{AssetIndex, ModeIndex};

/// The only step.
const STEP: usize = 1;
/// Paths of one task of the tail.
const TAIL_TASK: usize = 256;

/// A world in which one step is a sum over those who fail.
pub struct OneStep<'w, S: Scalar> {
    world: &'w World<'w, S>,
    reserves: Vec<Standing>,
    /// Who fails equally badly on every path; one slot a counterparty.
    alike: Vec<bool>,
    /// Prices at the end.
    prices: Vec<f64>,
    /// Whether nobody asks who fails.
    nameless: bool,
}

/// A reserve and what each failure takes from it.
struct Standing {
    /// What it yields where nothing touches it.
    shadow: Ending,
    row: Row,
    /// What the market did to it, as a fraction of V(0).
    market: Vec<(Cell, f64)>,
    /// One slot a counterparty: marked, liquid and eventual loss in money, and 1 where a failure touches
    /// what is held. Of those who fail worse on one path than on another, only the last.
    tolls: Vec<[f64; 4]>,
    /// The cells of each of those failures as fractions of V(0), ascending, and where they begin.
    cells: Vec<(Cell, f64)>,
    offsets: Vec<usize>,
}

impl<'w, S: Scalar> OneStep<'w, S> {
    /// Prepares `world`; `None` where a path is more than a sum over those who fail. Without names tasks tell
    /// what each path costs, and neither who fails nor what each failure costs.
    #[must_use]
    pub fn of(world: &'w World<'w, S>, nameless: bool) -> Option<Self> {
        let is_certain =
            |asset: &AssetIndex| world.market.column(*asset).is_none_or(|column| !world.market.is_drawn(column));
        let is_sum = world.steps() == STEP
            && world.failures.is_plain()
            && world.removals.is_empty()
            && world.books.iter().all(|book| book.is_buy_and_hold() && book.assets.iter().all(is_certain));
        if !is_sum {
            return None;
        }
        let mut worker = Worker::new(world);
        // Any path: no draw moves what is held.
        worker.load(&[0]);
        let counterparties = world.scenario.counterparties().len();
        let mut one_step = Self {
            world,
            reserves: Vec::new(),
            alike: (0..counterparties).map(|who| world.failures.fails_alike(who)).collect(),
            prices: (0..world.start.len()).map(|asset| worker.last_price(AssetIndex(asset), 0)).collect(),
            nameless,
        };
        for number in 0..world.books.len() {
            let standing = one_step.standing(&mut worker, number);
            one_step.reserves.push(standing);
        }
        Some(one_step)
    }

    fn standing(&self, worker: &mut Worker<S>, number: usize) -> Standing {
        let (world, book) = (self.world, &self.world.books[number]);
        let shadow = worker.shadow(0, number);
        let fall = fall_to(shadow.marked, book, world);
        let moved = |asset: &AssetIndex| {
            let loss = book.liquid[asset.0] * (world.start[asset.0] - self.prices[asset.0]);
            (Cell::Market(*asset), loss / book.initial_value)
        };
        let mut standing = Standing {
            row: Row::new(&shadow, fall, &shadow, book.initial_value),
            shadow,
            market: book.assets.iter().map(moved).filter(|(_, fraction)| *fraction != 0.0).collect(),
            tolls: Vec::with_capacity(self.alike.len()),
            cells: Vec::new(),
            offsets: vec![0],
        };
        let mut ledger = Ledger::default();
        for (who, alike) in self.alike.iter().enumerate() {
            let touches = f64::from(u8::from(!book.slots_at[who].is_empty()));
            self.clear(&mut ledger);
            let toll = match alike {
                true => self.toll(number, &self.failure(who, ModeIndex(0), PathKey::new(0)), &mut ledger),
                false => Toll::default(),
            };
            standing.tolls.push([toll.marked, toll.liquid, toll.eventual, touches]);
            standing.cells.extend(fractions(&mut ledger, book.initial_value));
            standing.offsets.push(standing.cells.len());
        }
        standing
    }

    fn clear(&self, ledger: &mut Ledger) {
        ledger.clear(self.world.start.len(), self.alike.len());
    }

    fn failure(&self, who: usize, mode: ModeIndex, path: PathKey) -> Failure {
        self.world.failures.failure(STEP, who, mode, path)
    }

    fn toll(&self, number: usize, failure: &Failure, ledger: &mut Ledger) -> Toll {
        let (grid, price) = (self.world.scenario.grid(), |asset: AssetIndex| self.prices[asset.0]);
        Toll::take(&self.world.books[number], failure, grid, self.world.marks, price, ledger)
    }

    /// The cells of some paths (ascending), as far as each reserve wants them (ascending, one list a reserve):
    /// some after others, one entry a reserve.
    #[must_use]
    pub fn tail_cells(&self, paths: &[u64], wanted: &[Vec<u64>], failures: &Failures) -> Vec<Vec<TailCells>> {
        let of_task = |ledger: &mut Ledger, paths: &[u64]| {
            let of_reserve = |(number, wanted): (usize, &Vec<u64>)| {
                let mut tail = TailCells::default();
                for path in among(paths, wanted) {
                    self.add_cells(number, *path, failures.of(*path as usize), ledger, &mut tail.cells);
                    tail.close(*path);
                }
                tail
            };
            wanted.iter().enumerate().map(of_reserve).collect()
        };
        paths.par_chunks(TAIL_TASK).map_init(Ledger::default, of_task).collect()
    }

    /// Adds one path's cells, ascending.
    fn add_cells(
        &self,
        number: usize,
        path: u64,
        events: &[FailureEvent],
        ledger: &mut Ledger,
        into: &mut Vec<(Cell, f64)>,
    ) {
        let (standing, first) = (&self.reserves[number], into.len());
        into.extend_from_slice(&standing.market);
        self.clear(ledger);
        for event in events {
            let who = event.who().0;
            if self.alike[who] {
                into.extend_from_slice(standing.cells_of(who));
            } else {
                self.toll(number, &self.failure(who, event.how(), PathKey::new(path)), ledger);
            }
        }
        into.extend(fractions(ledger, self.world.books[number].initial_value));
        if !into[first..].is_sorted_by_key(|(cell, _)| *cell) {
            into[first..].sort_unstable_by_key(|(cell, _)| *cell);
        }
    }
}

impl Standing {
    fn cells_of(&self, who: usize) -> &[(Cell, f64)] {
        &self.cells[self.offsets[who]..self.offsets[who + 1]]
    }
}

/// How far a reserve fell that ends at `value`.
fn fall_to<S: Scalar>(value: f64, book: &Book, world: &World<S>) -> Fall {
    let mut watch = Watch::new(book.initial_value);
    watch.observe(value, 0.0);
    watch.fall(world.scenario.grid())
}

/// What stands in a ledger, as fractions.
fn fractions(ledger: &mut Ledger, put_in: f64) -> impl Iterator<Item = (Cell, f64)> {
    ledger.settle().iter().map(move |(cell, loss)| (*cell, loss / put_in))
}

/// Room of one thread for chunks.
pub struct OneStepFiller<'w, S: Scalar> {
    one_step: &'w OneStep<'w, S>,
    draws: PathDraws,
    hazards: Vec<f64>,
    /// Those failures of the path that differ from path to path.
    drawn: Vec<Failure>,
    ledger: Ledger,
}

impl<'w, S: Scalar> OneStepFiller<'w, S> {
    /// Room for chunks of `one_step`.
    #[must_use]
    pub fn new(one_step: &'w OneStep<'w, S>) -> Self {
        Self {
            one_step,
            draws: PathDraws::default(),
            hazards: Vec::new(),
            drawn: Vec::new(),
            ledger: Ledger::default(),
        }
    }

    /// Simulates `paths` into an empty chunk.
    pub fn fill(&mut self, paths: Range<u64>, chunk: &mut Chunk) {
        let one_step = self.one_step;
        let count = (paths.end - paths.start) as f64;
        for path in paths {
            one_step.world.failures.draw(&[path], std::slice::from_mut(&mut self.draws));
            self.draw_severities();
            chunk.failure_counts.push(self.draws.scheduled.len() as u32);
            if !one_step.nameless {
                self.note_failures(chunk);
            }
            for number in 0..one_step.reserves.len() {
                self.fill_reserve(path, number, chunk);
            }
        }
        // What is the same on every path, or in every failure, is booked as often as it happened.
        for (standing, into) in one_step.reserves.iter().zip(&mut chunk.reserves) {
            for (cell, fraction) in &standing.market {
                into.cells.add_one(*cell, fraction * count);
            }
            for (who, failures) in chunk.own_crossings.iter().enumerate().filter(|(_, failures)| **failures > 0) {
                for (cell, fraction) in standing.cells_of(who) {
                    into.cells.add_one(*cell, fraction * *failures as f64);
                }
            }
        }
    }

    /// How those fail whose failures differ from path to path.
    fn draw_severities(&mut self) {
        let Self { one_step, draws, hazards, drawn, .. } = self;
        drawn.clear();
        for (_, who) in draws.scheduled.iter().filter(|(_, who)| !one_step.alike[*who]) {
            let mode = one_step.world.failures.drawn_mode(*who, draws, hazards);
            drawn.push(one_step.failure(*who, mode, draws.key));
        }
    }

    fn note_failures(&self, chunk: &mut Chunk) {
        let mut drawn = self.drawn.iter().peekable();
        chunk.failures.extend(self.draws.scheduled.iter().map(|(_, who)| {
            let mode = drawn.next_if(|failure| failure.counterparty.0 == *who).map_or(ModeIndex(0), |one| one.mode);
            FailureEvent { counterparty: *who as u32, mode: mode.0 as u16, step: STEP as u16 }
        }));
        for (_, who) in &self.draws.scheduled {
            chunk.own_crossings[*who] += 1;
        }
    }

    fn fill_reserve(&mut self, path: u64, number: usize, chunk: &mut Chunk) {
        let (one_step, into) = (self.one_step, &mut chunk.reserves[number]);
        let (standing, book) = (&one_step.reserves[number], &one_step.world.books[number]);
        let mut sums = [0.0; 4];
        for (_, who) in &self.draws.scheduled {
            for (sum, more) in sums.iter_mut().zip(standing.tolls[*who]) {
                *sum += more;
            }
        }
        for failure in self.drawn.iter().filter(|failure| !book.slots_at[failure.counterparty.0].is_empty()) {
            one_step.clear(&mut self.ledger);
            let toll = one_step.toll(number, failure, &mut self.ledger);
            for (sum, more) in sums.iter_mut().zip([toll.marked, toll.liquid, toll.eventual]) {
                *sum += more;
            }
            if !one_step.nameless {
                into.cells.add(self.ledger.cells(), book.initial_value);
            }
        }
        let [marked, liquid, eventual, touches] = sums;
        let mut value = standing.shadow.marked;
        if touches > 0.0 {
            let shadow = standing.shadow;
            value -= marked;
            let real = Ending {
                marked: value,
                liquid: shadow.liquid - liquid,
                eventual: shadow.eventual - eventual,
                ..shadow
            };
            let fall = fall_to(value, book, one_step.world);
            let row = Row::new(&real, fall, &shadow, book.initial_value);
            into.rows.push(&row.with_market_alone_drawdown(standing.row.max_drawdown));
        } else {
            into.rows.push(&standing.row);
        }
        if path < SAMPLED_PATHS {
            into.sample.extend([1.0, value / book.initial_value]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Options, Scenario};

    /// Whether a book in one step qualifies with something changed.
    fn is_sum(changes: &[&str]) -> bool {
        let text = "schema = 1\nname = \"book\"\n\
             [simulation]\npaths = 10\nhorizon_days = 365\nstep_days = 365\nremoval = \"none\"\n\
             [[asset]]\nid = \"USD\"\nprice = 1.0\nvolatility = 0.0\n\
             [[counterparty]]\nid = \"name\"\nkind = \"lender\"\nannual_failure_probability = 0.1\n\
             [[counterparty.mode]]\nkind = \"default\"\nweight = 1.0\n\
             loss_given_failure = { kind = \"fixed\", value = 1.0 }\n\
             [[reserve]]\nid = \"book\"\ninitial_value = 1.0\n\
             positions = [{ asset = \"USD\", custodian = \"name\", weight = 1.0 }]\n";
        let sets = changes.iter().map(|change| (*change).to_owned()).collect();
        let options = Options { sets, ..Options::default() };
        let scenario = Scenario::parse(text, "book.toml", &options).unwrap();
        OneStep::of(&World::<f32>::new(&scenario, &[1.0, 1.0], 1), false).is_some()
    }

    #[test]
    fn a_path_is_a_sum_only_where_nothing_else_happens() {
        assert!(is_sum(&[]) && is_sum(&["asset.USD.drift=0.1"]));
        assert!(!is_sum(&["simulation.step_days=73"]));
        assert!(!is_sum(&["simulation.removal=\"all\""]));
        assert!(!is_sum(&["asset.USD.volatility=0.1"]));
    }
}
