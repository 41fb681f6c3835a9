//! Tasks put one behind the other: rows become columns.

use crate::engine::cells::CellSums;
use crate::engine::chunk::{Chunk, ReserveChunk, SAMPLED_PATHS, sampled_steps};
use crate::engine::world::World;
use crate::numeric::vector::Scalar;
use crate::outcome::{ChangedPaths, Failures, Moments, ReserveOutcomes, TailCells, ValueSample};

/// All that tasks have yielded so far, in the order of paths.
pub struct Columns {
    pub reserves: Vec<ReserveColumns>,
    pub failures: Failures,
    pub own_crossings: Vec<u64>,
    pub removals: Vec<Vec<ChangedPaths>>,
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
    pub fn new<S: Scalar>(world: &World<S>, removals: usize) -> Self {
        let counterparties = world.scenario.counterparties().len();
        Self {
            reserves: world.books.iter().map(|_| ReserveColumns::new(world)).collect(),
            failures: Failures::default(),
            own_crossings: vec![0; counterparties],
            removals: vec![vec![ChangedPaths::default(); world.books.len()]; removals],
        }
    }

    /// How many paths there are.
    pub fn paths(&self) -> u64 {
        self.failures.paths() as u64
    }

    /// The columns of each reserve so far.
    pub fn outcomes(&self) -> impl Iterator<Item = &ReserveOutcomes> {
        self.reserves.iter().map(|columns| &columns.outcomes)
    }

    /// Makes room for this many more paths, and for no others.
    pub fn reserve(&mut self, more: usize) {
        self.failures.reserve(more);
        for columns in &mut self.reserves {
            columns.reserve(more);
        }
    }

    /// Puts a task's yield behind all others.
    pub fn append(&mut self, chunk: Chunk) {
        for (columns, part) in self.reserves.iter_mut().zip(chunk.reserves) {
            columns.append(part);
        }
        self.failures.append(&chunk.failure_counts, chunk.failures);
        for (total, more) in self.own_crossings.iter_mut().zip(chunk.own_crossings) {
            *total += more;
        }
        for (total, more) in self.removals.iter_mut().flatten().zip(chunk.removals.into_iter().flatten()) {
            total.paths.extend(more.paths);
            total.loss.extend(more.loss);
            total.counterparty_cost.extend(more.counterparty_cost);
        }
    }
}

impl ReserveColumns {
    fn new<S: Scalar>(world: &World<S>) -> Self {
        let outcomes = ReserveOutcomes {
            loss: Vec::new(),
            liquid_loss: Vec::new(),
            eventual_loss: Vec::new(),
            market_alone: Vec::new(),
            counterparty_cost: Vec::new(),
            liquid_cost: Vec::new(),
            eventual_cost: Vec::new(),
            max_drawdown: Vec::new(),
            days_under_water: Vec::new(),
            shortfall: Vec::new(),
            terminal_value: Moments::default(),
            contributions: Moments::default(),
            withdrawals: Moments::default(),
            cell_means: Vec::new(),
            tail: TailCells::default(),
            sample: ValueSample::default(),
        };
        let cells = CellSums::new(world.start.len(), world.scenario.counterparties().len());
        Self {
            outcomes,
            cells,
            sample: Vec::new(),
            terminal: Sums::default(),
            contributions: Sums::default(),
            withdrawals: Sums::default(),
        }
    }

    fn reserve(&mut self, more: usize) {
        let columns = &mut self.outcomes;
        for column in [
            &mut columns.loss,
            &mut columns.liquid_loss,
            &mut columns.eventual_loss,
            &mut columns.market_alone,
            &mut columns.counterparty_cost,
            &mut columns.liquid_cost,
            &mut columns.eventual_cost,
            &mut columns.max_drawdown,
            &mut columns.shortfall,
        ] {
            column.reserve_exact(more);
        }
        columns.days_under_water.reserve_exact(more);
    }

    fn append(&mut self, part: ReserveChunk) {
        self.cells.merge(&part.cells);
        self.sample.extend(part.sample);
        let columns = &mut self.outcomes;
        for row in part.rows {
            columns.loss.push(row.loss);
            columns.liquid_loss.push(row.liquid_loss);
            columns.eventual_loss.push(row.eventual_loss);
            columns.market_alone.push(row.market_alone);
            columns.counterparty_cost.push(row.counterparty_cost);
            columns.liquid_cost.push(row.liquid_cost);
            columns.eventual_cost.push(row.eventual_cost);
            columns.max_drawdown.push(row.max_drawdown);
            columns.days_under_water.push(row.days_under_water);
            columns.shortfall.push(row.shortfall);
            self.terminal.add(row.terminal_value);
            self.contributions.add(row.contributions);
            self.withdrawals.add(row.withdrawals);
        }
    }

    /// The paths whose cells are wanted: those with a loss of at least VaR at the lowest level.
    pub fn tail_paths<S: Scalar>(&self, world: &World<S>) -> Vec<u64> {
        tail_paths(&self.outcomes.loss, world.scenario.simulation().levels.first().copied())
    }

    /// The finished outcomes, with the cells of the tail.
    pub fn finish<S: Scalar>(self, world: &World<S>, tail: TailCells) -> ReserveOutcomes {
        let mut outcomes = self.outcomes;
        let paths = outcomes.loss.len();
        outcomes.terminal_value = self.terminal.moments();
        outcomes.contributions = self.contributions.moments();
        outcomes.withdrawals = self.withdrawals.moments();
        outcomes.cell_means = self.cells.means(paths as u64);
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
    let mut sorted = losses.to_vec();
    let (_, value_at_risk, _) = sorted.select_nth_unstable_by(rank - 1, f64::total_cmp);
    let value_at_risk = *value_at_risk;
    (0..losses.len()).filter(|path| losses[*path] >= value_at_risk).map(|path| path as u64).collect()
}
