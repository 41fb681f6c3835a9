//! Tasks put one behind the other: rows become columns.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::engine::cells::CellSums;
use crate::engine::chunk::{Chunk, ReserveChunk, SAMPLED_PATHS, sampled_steps};
use crate::engine::rows::{Rows, Sums};
use crate::engine::world::World;
use crate::engine::{Keeping, most_kept};
use crate::numeric::order::nth_largest;
use crate::numeric::vector::Scalar;
use crate::outcome::{
    AllPaths, Cell, ChangedPaths, Counted, Failures, ReserveOutcomes, TailLedger, ValueSample, units,
};
use crate::scenario::Scenario;

/// All that tasks have yielded so far, in the order of paths.
pub struct Columns {
    pub reserves: Vec<ReserveColumns>,
    pub failures: Failures,
    /// One slot a counterparty; empty where nobody asks who fails.
    pub own_crossings: Vec<u64>,
    pub removals: Vec<Vec<ChangedPaths>>,
    /// How many paths are kept number by number, at most; whole tasks.
    most_kept: u64,
    nameless: bool,
    paths: u64,
}

/// One reserve's columns in the making.
pub struct ReserveColumns {
    outcomes: ReserveOutcomes,
    cells: CellSums,
    sample: Vec<f64>,
    terminal: Sums,
    contributions: Sums,
    withdrawals: Sums,
}

impl Columns {
    /// Empty columns for paths of `world`.
    pub fn new<S: Scalar>(world: &World<S>, removals: usize, keeping: Keeping) -> Self {
        let Keeping { paths, nameless } = keeping;
        let told = if nameless { 0 } else { world.scenario.counterparties().len() };
        Self {
            reserves: world.books.iter().map(|_| ReserveColumns::new(world)).collect(),
            failures: Failures::default(),
            own_crossings: vec![0; told],
            removals: vec![vec![ChangedPaths::default(); world.books.len()]; removals],
            most_kept: most_kept(world.books.len(), paths),
            nameless,
            paths: 0,
        }
    }

    /// How many paths there are.
    pub const fn paths(&self) -> u64 {
        self.paths
    }

    /// How many of them are kept.
    pub fn kept(&self) -> u64 {
        self.paths.min(self.most_kept)
    }

    /// How many may be.
    pub const fn most_kept(&self) -> u64 {
        self.most_kept
    }

    /// Whether nobody asks who fails.
    pub const fn is_nameless(&self) -> bool {
        self.nameless
    }

    /// The columns of each reserve so far.
    pub fn outcomes(&self) -> impl Iterator<Item = &ReserveOutcomes> {
        self.reserves.iter().map(|columns| &columns.outcomes)
    }

    /// Makes room for the paths that will be kept of this many, and for no others.
    pub fn reserve(&mut self, paths: u64) {
        let more = paths.min(self.most_kept).saturating_sub(self.kept()) as usize;
        self.failures.reserve(more);
        for columns in &mut self.reserves {
            columns.reserve(more);
        }
    }

    /// Puts the yields of tasks behind all others: kept while there is room, counted from then on.
    pub fn append<S: Scalar>(&mut self, world: &World<S>, chunks: &mut [Chunk]) {
        let mut end = self.paths;
        let is_kept = chunks.iter().take_while(|chunk| {
            end += chunk.paths();
            end <= self.most_kept
        });
        let (kept, counted) = chunks.split_at_mut(is_kept.count());
        self.reserves.par_iter_mut().enumerate().for_each(|(place, columns)| {
            let (kept, counted) = (parts_of(kept, place), parts_of(counted, place));
            kept.iter().for_each(|part| columns.keep(part));
            if !counted.is_empty() {
                columns.count(world, &counted);
            }
            kept.iter().chain(&counted).for_each(|part| columns.note(part));
        });
        for chunk in kept {
            self.note(chunk);
            self.keep(chunk);
        }
        counted.iter().for_each(|chunk| self.note(chunk));
    }

    /// Puts what was counted in order, so that it can be read.
    pub fn settle(&mut self) {
        self.reserves.iter_mut().filter_map(|columns| columns.outcomes.all.as_mut()).for_each(|all| all.settle());
    }

    /// Keeps who fails, and what removals change.
    fn keep(&mut self, chunk: &mut Chunk) {
        if !self.nameless {
            self.failures.append(&chunk.failure_counts, std::mem::take(&mut chunk.failures));
        }
        for (total, more) in self.removals.iter_mut().flatten().zip(chunk.removals.iter().flatten()) {
            total.paths.extend_from_slice(&more.paths);
            total.loss.extend_from_slice(&more.loss);
            total.counterparty_cost.extend_from_slice(&more.counterparty_cost);
        }
    }

    /// What is summed over all paths, kept or not.
    fn note(&mut self, chunk: &Chunk) {
        self.paths += chunk.paths();
        for (total, more) in self.own_crossings.iter_mut().zip(&chunk.own_crossings) {
            *total += more;
        }
    }
}

/// The yields of tasks for one reserve.
fn parts_of(chunks: &[Chunk], place: usize) -> Vec<&ReserveChunk> {
    chunks.iter().map(|chunk| &chunk.reserves[place]).collect()
}

impl Chunk {
    fn paths(&self) -> u64 {
        self.failure_counts.len() as u64
    }
}

/// Where it is asked how likely more than that is.
fn points(scenario: &Scenario) -> Vec<f64> {
    let tolerances = scenario.tolerances().iter().map(|tolerance| tolerance.loss);
    let asked = scenario.simulation().loss_thresholds.iter().copied();
    asked.chain(tolerances).chain(AllPaths::COST_POINTS).collect()
}

/// A column that is counted, and the numbers that go there.
type Counting<'a> = (&'a mut Counted, fn(&Rows) -> Cow<'_, [f64]>);

/// The columns of which all is counted.
fn counted_columns(all: &mut AllPaths) -> [Counting<'_>; 7] {
    [
        (&mut all.loss, |rows| Cow::from(&rows.loss)),
        (&mut all.liquid_loss, |rows| rows.liquid_loss.from(&rows.loss).into()),
        (&mut all.eventual_loss, |rows| rows.eventual_loss.from(&rows.loss).into()),
        (&mut all.market_alone, |rows| rows.market_alone.from(&rows.loss).into()),
        (&mut all.counterparty_cost, |rows| rows.counterparty_cost.from_nothing().into()),
        (&mut all.max_drawdown, |rows| Cow::from(&rows.max_drawdown)),
        (&mut all.market_alone_drawdown, |rows| rows.market_alone_drawdown.from(&rows.max_drawdown).into()),
    ]
}

impl ReserveColumns {
    fn new<S: Scalar>(world: &World<S>) -> Self {
        let cells = CellSums::new(world.start.len(), world.scenario.counterparties().len());
        Self {
            outcomes: ReserveOutcomes::default(),
            cells,
            sample: Vec::new(),
            terminal: Sums::default(),
            contributions: Sums::default(),
            withdrawals: Sums::default(),
        }
    }

    fn reserve(&mut self, more: usize) {
        let columns = &mut self.outcomes;
        columns.loss.reserve_exact(more);
        columns.max_drawdown.reserve_exact(more);
        columns.days_under_water.reserve_exact(more);
    }

    fn note(&mut self, part: &ReserveChunk) {
        self.cells.merge(&part.cells);
        self.terminal.merge(&part.rows.terminal);
        self.contributions.merge(&part.rows.contributions);
        self.withdrawals.merge(&part.rows.withdrawals);
    }

    fn keep(&mut self, part: &ReserveChunk) {
        self.sample.extend_from_slice(&part.sample);
        let (columns, rows) = (&mut self.outcomes, &part.rows);
        let all = columns.loss.capacity();
        columns.loss.extend_from_slice(&rows.loss);
        columns.liquid_loss.append(&rows.liquid_loss, all);
        columns.eventual_loss.append(&rows.eventual_loss, all);
        columns.market_alone.append(&rows.market_alone, all);
        columns.counterparty_cost.append(&rows.counterparty_cost, all);
        columns.liquid_cost.append(&rows.liquid_cost, all);
        columns.eventual_cost.append(&rows.eventual_cost, all);
        columns.max_drawdown.extend_from_slice(&rows.max_drawdown);
        columns.market_alone_drawdown.append(&rows.market_alone_drawdown, all);
        columns.days_under_water.extend_from_slice(&rows.days_under_water);
        columns.shortfall.append(&rows.shortfall, all);
    }

    /// Counts the rows of some tasks, column by column; before the first, those that are kept.
    fn count<S: Scalar>(&mut self, world: &World<S>, parts: &[&ReserveChunk]) {
        let kept = &mut self.outcomes;
        if kept.all.is_none() {
            let levels = &world.scenario.simulation().levels;
            kept.all = Some(Box::new(AllPaths::beginning(kept, levels, &points(world.scenario))));
        }
        let Some(all) = &mut kept.all else { return };
        counted_columns(all).into_par_iter().for_each(|(column, of)| {
            parts.iter().for_each(|part| of(&part.rows).iter().for_each(|value| column.add(*value)));
        });
        for rows in parts.iter().map(|part| &part.rows) {
            rows.days_under_water.iter().for_each(|days| all.days_under_water.add(*days));
            rows.liquid_cost.from_nothing().iter().for_each(|cost| all.liquid_cost.add(units(*cost)));
            rows.eventual_cost.from_nothing().iter().for_each(|cost| all.eventual_cost.add(units(*cost)));
            all.short += rows.shortfall.values().iter().filter(|shortfall| **shortfall > 0.0).count() as u64;
        }
    }

    /// The paths whose cells are wanted: those with a loss of at least VaR at the lowest level.
    pub fn tail_paths<S: Scalar>(&self, world: &World<S>) -> Vec<u64> {
        tail_paths(&self.outcomes.loss, world.scenario.simulation().levels.first().copied())
    }

    /// Mean over all paths of each cell that is not 0 on all, ascending by cell.
    pub fn cell_means(&self) -> Vec<(Cell, f64)> {
        self.cells.means(self.terminal.count())
    }

    /// The finished outcomes, with the cells of the tail.
    pub fn finish<S: Scalar>(self, world: &World<S>, tail: TailLedger) -> ReserveOutcomes {
        let cell_means = self.cell_means();
        let mut outcomes = self.outcomes;
        let paths = outcomes.loss.len();
        outcomes.terminal_value = self.terminal.moments();
        outcomes.contributions = self.contributions.moments();
        outcomes.withdrawals = self.withdrawals.moments();
        outcomes.cell_means = cell_means;
        outcomes.tail = tail;
        let steps: Vec<usize> = std::iter::once(0).chain(sampled_steps(world.steps())).collect();
        let rows = paths.min(SAMPLED_PATHS as usize);
        if let Ok(values) = ndarray::Array2::from_shape_vec((rows, steps.len()), self.sample) {
            outcomes.sample = ValueSample { steps, values };
        }
        outcomes
    }
}

/// The paths with a loss of at least VaR at the lowest level, ascending.
fn tail_paths(losses: &[f64], lowest: Option<f64>) -> Vec<u64> {
    let (Some(level), false) = (lowest, losses.is_empty()) else { return Vec::new() };
    let count = losses.len() as f64;
    // The rank of VaR: ⌈Nα − 10⁻⁹N⌉.
    let rank = (count * level - 1e-9 * count).ceil().clamp(1.0, count) as usize;
    let value_at_risk = nth_largest(losses, losses.len() + 1 - rank);
    (0..losses.len()).filter(|path| losses[*path] >= value_at_risk).map(|path| path as u64).collect()
}
