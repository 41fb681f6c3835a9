//! Tasks put one behind the other: rows become columns.

use rayon::prelude::*;

use crate::engine::cells::CellSums;
use crate::engine::chunk::{Chunk, ReserveChunk, SAMPLED_PATHS, sampled_steps};
use crate::engine::row::Row;
use crate::engine::world::World;
use crate::engine::{Keeping, most_kept};
use crate::numeric::order::nth_largest;
use crate::numeric::vector::Scalar;
use crate::outcome::{
    AllPaths, Cell, ChangedPaths, Counted, Failures, Moments, ReserveOutcomes, TailLedger, ValueSample, units,
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

/// Sums of deviations from the first value, so that little is lost to rounding.
#[derive(Default)]
struct Sums {
    count: u64,
    origin: f64,
    sum: f64,
    squares: f64,
}

impl Sums {
    fn add(&mut self, value: f64) {
        if self.count == 0 {
            self.origin = value;
        }
        let deviation = value - self.origin;
        self.count += 1;
        self.sum += deviation;
        self.squares += deviation * deviation;
    }

    fn moments(&self) -> Moments {
        let count = self.count as f64;
        let mean = self.sum / count;
        let variance = if self.count > 1 { (self.squares - count * mean * mean) / (count - 1.0) } else { 0.0 };
        Moments { count: self.count, mean: self.origin + mean, sd: variance.max(0.0).sqrt() }
    }
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
    pub fn append<S: Scalar>(&mut self, world: &World<S>, mut chunks: Vec<Chunk>) {
        let is_kept = |chunk: &Chunk, before: u64| before + chunk.paths() <= self.most_kept;
        let mut before = self.paths;
        let kept = chunks.iter().take_while(|chunk| {
            let kept = is_kept(chunk, before);
            before += chunk.paths();
            kept
        });
        let counted = chunks.split_off(kept.count());
        for chunk in chunks {
            self.keep(chunk);
        }
        if counted.is_empty() {
            return;
        }
        let parts = |place: usize| counted.iter().map(move |chunk| &chunk.reserves[place]);
        self.reserves
            .par_iter_mut()
            .enumerate()
            .for_each(|(place, columns)| columns.count(world, &parts(place).collect::<Vec<_>>()));
        for chunk in &counted {
            self.note(chunk);
        }
    }

    /// Puts what was counted in order, so that it can be read.
    pub fn settle(&mut self) {
        self.reserves.iter_mut().filter_map(|columns| columns.outcomes.all.as_mut()).for_each(|all| all.settle());
    }

    /// Keeps every number.
    fn keep(&mut self, chunk: Chunk) {
        self.note(&chunk);
        for (columns, part) in self.reserves.iter_mut().zip(chunk.reserves) {
            columns.keep(part);
        }
        if !self.nameless {
            self.failures.append(&chunk.failure_counts, chunk.failures);
        }
        for (total, more) in self.removals.iter_mut().flatten().zip(chunk.removals.into_iter().flatten()) {
            total.paths.extend(more.paths);
            total.loss.extend(more.loss);
            total.counterparty_cost.extend(more.counterparty_cost);
        }
    }

    /// What is summed over all paths, kept or not.
    fn note(&mut self, chunk: &Chunk) {
        self.paths += chunk.paths();
        for (total, more) in self.own_crossings.iter_mut().zip(&chunk.own_crossings) {
            *total += more;
        }
        for (columns, part) in self.reserves.iter_mut().zip(&chunk.reserves) {
            columns.note(part);
        }
    }
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

/// A column that is counted, and what of a row goes there.
type Counting<'a> = (&'a mut Counted, fn(&Row) -> f64);

/// The columns of which all is counted.
fn counted_columns(all: &mut AllPaths) -> [Counting<'_>; 6] {
    [
        (&mut all.loss, |row| row.loss),
        (&mut all.liquid_loss, |row| row.liquid_loss),
        (&mut all.eventual_loss, |row| row.eventual_loss),
        (&mut all.market_alone, |row| row.market_alone),
        (&mut all.counterparty_cost, |row| row.counterparty_cost),
        (&mut all.max_drawdown, |row| row.max_drawdown),
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
        for row in &part.rows {
            self.terminal.add(row.terminal_value);
            self.contributions.add(row.contributions);
            self.withdrawals.add(row.withdrawals);
        }
    }

    fn keep(&mut self, part: ReserveChunk) {
        self.sample.extend(part.sample);
        let columns = &mut self.outcomes;
        for row in part.rows {
            columns.loss.push(row.loss);
            columns.liquid_loss.push(row.liquid_loss, row.loss);
            columns.eventual_loss.push(row.eventual_loss, row.loss);
            columns.market_alone.push(row.market_alone, row.loss);
            columns.counterparty_cost.push(row.counterparty_cost, 0.0);
            columns.liquid_cost.push(row.liquid_cost, 0.0);
            columns.eventual_cost.push(row.eventual_cost, 0.0);
            columns.max_drawdown.push(row.max_drawdown);
            columns.days_under_water.push(row.days_under_water);
            columns.shortfall.push(row.shortfall, 0.0);
        }
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
            parts.iter().flat_map(|part| &part.rows).for_each(|row| column.add(of(row)));
        });
        for row in parts.iter().flat_map(|part| &part.rows) {
            all.days_under_water.add(row.days_under_water);
            all.liquid_cost.add(units(row.liquid_cost));
            all.eventual_cost.add(units(row.eventual_cost));
            all.short += u64::from(row.shortfall > 0.0);
        }
    }

    /// The paths whose cells are wanted: those with a loss of at least VaR at the lowest level.
    pub fn tail_paths<S: Scalar>(&self, world: &World<S>) -> Vec<u64> {
        tail_paths(&self.outcomes.loss, world.scenario.simulation().levels.first().copied())
    }

    /// Mean over all paths of each cell that is not 0 on all, ascending by cell.
    pub fn cell_means(&self) -> Vec<(Cell, f64)> {
        self.cells.means(self.terminal.count)
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
