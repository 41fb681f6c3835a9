//! The rows of a block of paths for one reserve that only buys and holds, all at once.

use crate::engine::row::{cost, loss, rounded};
use crate::numeric::vector::{self, Kernel, LANES, Machine, Scalar};
use crate::reserve::{Fall, Falls, Landing};
use crate::units::TimeGrid;

/// One number for each path of a block.
type Lanes = [f64; LANES];

/// What such a reserve is worth at the end of each path of a block, in money.
#[derive(Clone, Debug)]
pub struct Worths {
    /// Where nobody fails.
    pub shadow: Lanes,
    marked: Lanes,
    liquid: Lanes,
    eventual: Lanes,
}

impl Worths {
    /// Where nobody fails on any path.
    #[must_use]
    pub const fn untouched(shadow: Lanes) -> Self {
        Self { shadow, marked: shadow, liquid: shadow, eventual: shadow }
    }

    /// Takes what one path on which somebody fails yields for this member of the fleet.
    pub fn land(&mut self, lane: usize, landing: &Landing, member: usize) {
        self.marked[lane] = landing.marked[member];
        self.liquid[lane] = landing.liquid[member];
        self.eventual[lane] = landing.eventual[member];
    }
}

/// The columns of [`Row`](crate::engine::row::Row) without what flows in and out, one slot a path.
#[derive(Clone, Debug)]
pub struct RowBlock {
    pub loss: Lanes,
    pub liquid_loss: Lanes,
    pub eventual_loss: Lanes,
    pub market_alone: Lanes,
    pub counterparty_cost: Lanes,
    pub liquid_cost: Lanes,
    pub eventual_cost: Lanes,
    pub max_drawdown: Lanes,
    pub market_alone_drawdown: Lanes,
    pub days_under_water: [u32; LANES],
    pub terminal_value: Lanes,
}

impl Default for RowBlock {
    fn default() -> Self {
        let nothing = [0.0; LANES];
        Self {
            loss: nothing,
            liquid_loss: nothing,
            eventual_loss: nothing,
            market_alone: nothing,
            counterparty_cost: nothing,
            liquid_cost: nothing,
            eventual_cost: nothing,
            max_drawdown: nothing,
            market_alone_drawdown: nothing,
            days_under_water: [0; LANES],
            terminal_value: nothing,
        }
    }
}

impl RowBlock {
    /// Makes the rows from what the paths yield.
    pub fn make<S: Scalar>(&mut self, worths: &Worths, falls: &Falls<S>, initial_value: f64, grid: TimeGrid) {
        let fall = |lane: usize| (falls.of(lane, grid), falls.market_alone_drawdown(lane));
        vector::run(Making { rows: self, worths, fall, initial_value });
    }
}

struct Making<'a, F> {
    rows: &'a mut RowBlock,
    worths: &'a Worths,
    /// How far the reserve falls on a path, and how far its shadow does.
    fall: F,
    initial_value: f64,
}

impl<F: Fn(usize) -> (Fall, f64)> Kernel for Making<'_, F> {
    type Scalar = f64;

    // Plain loops: compiled with the machine's instructions they become vectors.
    #[inline(always)]
    fn run<M: Machine<Scalar = f64>>(self, _machine: M) {
        let Self { rows, worths: Worths { shadow, marked, liquid, eventual }, fall, initial_value } = self;
        fill(&mut rows.loss, |lane| loss(marked[lane], initial_value));
        fill(&mut rows.liquid_loss, |lane| loss(liquid[lane], initial_value));
        fill(&mut rows.eventual_loss, |lane| loss(eventual[lane], initial_value));
        fill(&mut rows.market_alone, |lane| loss(shadow[lane], initial_value));
        fill(&mut rows.counterparty_cost, |lane| cost(marked[lane], shadow[lane]));
        fill(&mut rows.liquid_cost, |lane| cost(liquid[lane], shadow[lane]));
        fill(&mut rows.eventual_cost, |lane| cost(eventual[lane], shadow[lane]));
        fill(&mut rows.max_drawdown, |lane| rounded(fall(lane).0.max_drawdown));
        fill(&mut rows.market_alone_drawdown, |lane| rounded(fall(lane).1));
        for (lane, days) in rows.days_under_water.iter_mut().enumerate() {
            *days = fall(lane).0.days_under_water;
        }
        rows.terminal_value = *marked;
    }
}

#[inline(always)]
fn fill(into: &mut Lanes, of: impl Fn(usize) -> f64) {
    for (lane, number) in into.iter_mut().enumerate() {
        *number = of(lane);
    }
}
