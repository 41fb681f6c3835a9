//! A block of paths on which nobody fails, for a reserve that only buys and holds: its value is a sum
//! of holdings times prices, the same holdings on every path.

use crate::market::{MarketBlock, MarketPlan};
use crate::numeric::vector::{self, Kernel, LANES, Machine, Row, Scalar};
use crate::reserve::account::Ending;
use crate::reserve::book::Book;
use crate::reserve::drawdown::Fall;
use crate::units::TimeGrid;

/// What a reserve holds, column by column, made ready for a market.
#[derive(Clone, Debug)]
pub struct QuietBook<S> {
    /// Columns that are drawn, and units of them.
    drawn: Vec<(usize, f64)>,
    /// V(T) of what never moves by chance.
    certain: f64,
    /// As shares of V(0), at the ends of steps 0 to T: what never moves by chance, then the certain part
    /// of each holding in `drawn`.
    shares: Vec<S>,
}

/// What each path of a block yields where nothing fails; one slot a path.
#[derive(Clone, Debug, Default)]
pub struct QuietValues<S: Scalar> {
    /// V(T).
    pub value: Vec<f64>,
    /// Largest fall of the value from its peak.
    pub max_drawdown: Row<S>,
    /// Longest spell under the peak, in steps.
    pub longest_spell: Row<S>,
}

impl<S: Scalar> QuietBook<S> {
    /// Prepares `book`, a reserve that only buys and holds, for the prices of `plan`.
    #[must_use]
    pub fn new(book: &Book, plan: &MarketPlan<S>, start: &[f64], steps: usize) -> Self {
        let (mut drawn, mut still, mut drifting) = (Vec::new(), 0.0, Vec::new());
        for asset in &book.assets {
            let units: f64 = book.slots.iter().filter(|slot| slot.asset == *asset).map(|slot| slot.units).sum();
            match plan.column(*asset) {
                _ if units == 0.0 => {}
                Some(column) if plan.is_drawn(column) => drawn.push((column, units)),
                Some(column) => drifting.push((units, plan.course(column))),
                None => still += units * start[asset.0],
            }
        }
        let certain = |step: usize| drifting.iter().fold(still, |sum, (units, prices)| sum + units * prices[step]);
        let mut shares = Vec::with_capacity((steps + 1) * (drawn.len() + 1));
        for step in 0..=steps {
            let holdings = drawn.iter().map(|(column, units)| units * plan.course(*column)[step]);
            let values = [certain(step)].into_iter().chain(holdings);
            shares.extend(values.map(|value| S::rounded(value / book.initial_value)));
        }
        Self { certain: certain(steps), drawn, shares }
    }

    /// Values the reserve along the paths of `block`.
    pub fn value(&self, plan: &MarketPlan<S>, block: &MarketBlock<S>, steps: usize, into: &mut QuietValues<S>) {
        let last = |lane: usize| {
            let worth = |sum, (column, units): &(usize, f64)| sum + units * plan.price(block, *column, steps, lane);
            self.drawn.iter().fold(self.certain, worth)
        };
        into.value.clear();
        into.value.extend((0..LANES).map(last));
        vector::run(Watching { book: self, block, steps, values: into });
    }
}

impl<S: Scalar> QuietValues<S> {
    /// What one path yields.
    #[must_use]
    pub fn ending(&self, lane: usize) -> Ending {
        let value = self.value[lane];
        Ending { marked: value, liquid: value, eventual: value, contributed: 0.0, withdrawn: 0.0, shortfall: 0.0 }
    }

    /// How far the reserve fell on one path.
    #[must_use]
    pub fn fall(&self, lane: usize, grid: TimeGrid) -> Fall {
        Fall {
            max_drawdown: self.max_drawdown.0[lane].wide(),
            days_under_water: self.longest_spell.0[lane].wide() as u32 * grid.step_days,
        }
    }
}

/// Follows the unit value and its peak.
struct Watching<'a, S: Scalar> {
    book: &'a QuietBook<S>,
    block: &'a MarketBlock<S>,
    steps: usize,
    values: &'a mut QuietValues<S>,
}

impl<S: Scalar> Kernel for Watching<'_, S> {
    type Scalar = S;

    #[inline(always)]
    fn run<M: Machine<Scalar = S>>(self, machine: M) {
        let Self { book, block, steps, values } = self;
        let (zero, one) = (machine.constant(0.0), machine.constant(1.0));
        for lane in (0..LANES).step_by(M::WIDTH) {
            let (mut peak, mut spell, mut longest) = (one, zero, zero);
            // The lowest value over its peak so far, as a fraction: one division at the end is enough.
            let (mut trough, mut summit) = (one, one);
            let shares = book.shares.chunks_exact(book.drawn.len() + 1);
            for (step, shares) in shares.enumerate().skip(1).take(steps) {
                let rows = block.rows(step);
                let mut unit = machine.splat(shares[0]);
                for ((column, _), share) in book.drawn.iter().zip(&shares[1..]) {
                    unit = machine.mul_add(machine.splat(*share), machine.load(rows[*column].from(lane)), unit);
                }
                peak = machine.max(peak, unit);
                let is_lower = machine.above(trough * peak, unit * summit);
                trough = machine.select(is_lower, unit, trough);
                summit = machine.select(is_lower, peak, summit);
                spell = machine.select(machine.above(peak, unit), spell + one, zero);
                longest = machine.max(longest, spell);
            }
            machine.store(one - trough / summit, values.max_drawdown.from_mut(lane));
            machine.store(longest, values.longest_spell.from_mut(lane));
        }
    }
}
