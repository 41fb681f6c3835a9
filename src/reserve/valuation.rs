//! What reserves that only buy and hold are worth day by day, on a block of paths side by side.
//!
//! Between two steps in which anything happens such a reserve is a sum of holdings times prices. A voyage
//! tells what is held on each path from which step on; how far and how long the value stands under its peak
//! is found for all paths at once.

use std::ops::Range;

use crate::market::MarketBlock;
use crate::numeric::vector::{self, Kernel, LANES, Machine, Row, Scalar};
use crate::reserve::drawdown::Fall;
use crate::reserve::fleet::{Fleet, ValuedMember};
use crate::units::TimeGrid;

/// What the members of a fleet hold on the paths of a block; to be used again for the next.
#[derive(Clone, Debug, Default)]
pub struct Valuation<S: Scalar> {
    changes: Vec<Change>,
    /// Whether they ascend by step.
    are_sorted: bool,
    /// As shares of V(0), what is held from each change on, member by member: what no price moves, then each
    /// asset whose price moves.
    shares: Vec<S>,
    /// What one member holds now, as its columns have it; one slot a path.
    now: Vec<Row<S>>,
    /// The same of its shadow, to whom nothing happens.
    first: Vec<Row<S>>,
}

/// From a step on, something else is held on one path.
#[derive(Clone, Copy, Debug)]
struct Change {
    step: usize,
    lane: usize,
    /// Which of the changes of the block.
    number: usize,
}

/// How far and how long a reserve stood under its peak; one slot a path.
#[derive(Clone, Copy, Debug, Default)]
pub struct Falls<S: Scalar> {
    /// The lowest share of its peak: near 0 it has digits that the fall from 1 has not.
    lowest: Row<S>,
    /// In steps.
    longest_spell: Row<S>,
    /// The lowest share of its peak of the shadow.
    shadow_lowest: Row<S>,
}

impl<S: Scalar> Valuation<S> {
    /// Begins a block on none of whose paths anything changes.
    pub fn clear(&mut self) {
        self.changes.clear();
        self.shares.clear();
    }

    /// Notes that from a step on something else is held on one path: gives room for the shares of V(0).
    pub(super) fn change(&mut self, step: usize, lane: usize, shares: usize) -> &mut [S] {
        self.changes.push(Change { step, lane, number: self.changes.len() });
        self.are_sorted = false;
        let first = self.shares.len();
        self.shares.resize(first + shares, S::default());
        &mut self.shares[first..]
    }

    /// Values one member along the paths of the block.
    pub fn falls(&mut self, fleet: &Fleet<S>, member: usize, block: &MarketBlock<S>) -> Falls<S> {
        self.begin(fleet, member);
        let mut falls = Falls::default();
        let (width, members) = (fleet.width(), fleet.len());
        vector::run(Valuing {
            valuation: self,
            valued: &fleet.valued[member],
            shares: (member * width, members * width),
            block,
            falls: &mut falls,
        });
        falls
    }

    /// What one member is worth at the ends of some steps (ascending), over V(0).
    pub fn courses(
        &mut self,
        fleet: &Fleet<S>,
        member: usize,
        block: &MarketBlock<S>,
        watched: &[usize],
    ) -> Vec<Row<f64>> {
        self.begin(fleet, member);
        let (valued, width) = (&fleet.valued[member], fleet.width());
        let Self { changes, shares, now, .. } = self;
        let mut changes = changes.iter().peekable();
        let at = |step: &usize| {
            while let Some(change) = changes.next_if(|change| change.step <= *step) {
                valued.hold(&shares[(change.number * fleet.len() + member) * width..], change.lane, now);
            }
            let mut worth = Row(now[0].0.map(S::wide));
            for (share, (column, _)) in now[1..].iter().zip(&valued.columns) {
                let prices = &block.column(*column)[*step];
                for ((worth, share), price) in worth.0.iter_mut().zip(&share.0).zip(&prices.0) {
                    *worth += share.wide() * price.wide();
                }
            }
            worth
        };
        watched.iter().map(at).collect()
    }

    /// Puts the changes in order, and what one member holds first on every path.
    fn begin(&mut self, fleet: &Fleet<S>, member: usize) {
        if !self.are_sorted {
            self.changes.sort_unstable_by_key(|change| (change.step, change.lane));
            self.are_sorted = true;
        }
        self.now.clear();
        self.now.extend(fleet.valued[member].first.iter().map(|share| Row::splat(*share)));
        self.first.clone_from(&self.now);
    }
}

impl<S: Scalar> ValuedMember<S> {
    /// From now on these shares are held on one path.
    #[inline(always)]
    fn hold(&self, shares: &[S], lane: usize, now: &mut [Row<S>]) {
        now[0].0[lane] = shares[0];
        for (now, (_, place)) in now[1..].iter_mut().zip(&self.columns) {
            now.0[lane] = shares[*place];
        }
    }
}

impl<S: Scalar> Falls<S> {
    /// How far and how long the reserve stood under its peak on one path.
    #[inline(always)]
    #[must_use]
    pub fn of(&self, lane: usize, grid: TimeGrid) -> Fall {
        Fall {
            max_drawdown: 1.0 - self.lowest.0[lane].wide(),
            days_under_water: self.longest_spell.0[lane].wide() as u32 * grid.step_days,
        }
    }

    /// How far its shadow fell there.
    #[inline(always)]
    #[must_use]
    pub fn market_alone_drawdown(&self, lane: usize) -> f64 {
        1.0 - self.shadow_lowest.0[lane].wide()
    }
}

/// Follows the unit value and its peak on all paths.
struct Valuing<'a, S: Scalar> {
    valuation: &'a mut Valuation<S>,
    valued: &'a ValuedMember<S>,
    /// Where the member's shares of a change begin, and how many each change has.
    shares: (usize, usize),
    block: &'a MarketBlock<S>,
    falls: &'a mut Falls<S>,
}

/// The unit value's peaks and spells, on the paths of a vector.
#[derive(Clone, Copy)]
struct Watch<R> {
    peak: R,
    /// The lowest share of its peak.
    lowest: R,
    spell: R,
    longest: R,
}

impl<S: Scalar> Kernel for Valuing<'_, S> {
    type Scalar = S;

    #[inline(always)]
    fn run<M: Machine<Scalar = S>>(self, machine: M) {
        let Self { valuation, valued, shares: (first, stride), block, falls } = self;
        let Valuation { changes, shares, now, first: untouched, .. } = valuation;
        let columns: Vec<&[Row<S>]> = valued.columns.iter().map(|(column, _)| block.column(*column)).collect();
        for lane in (0..LANES).step_by(M::WIDTH) {
            let (zero, one) = (machine.constant(0.0), machine.constant(1.0));
            let mut watch = Watch { peak: one, lowest: one, spell: zero, longest: zero };
            let mut step = 1;
            // Until something happens on one of these paths, reserve and shadow are one.
            let mut parting = None;
            let here = changes.iter().filter(|change| (lane..lane + M::WIDTH).contains(&change.lane));
            for change in here {
                watch_between(machine, lane, &columns, now, step..change.step, &mut watch);
                step = change.step;
                parting.get_or_insert((step, watch));
                valued.hold(&shares[change.number * stride + first..], change.lane, now);
            }
            watch_between(machine, lane, &columns, now, step..block.moments(), &mut watch);
            machine.store(watch.lowest, falls.lowest.from_mut(lane));
            machine.store(watch.longest, falls.longest_spell.from_mut(lane));
            if let Some((step, shadow)) = parting {
                watch = shadow;
                watch_between(machine, lane, &columns, untouched, step..block.moments(), &mut watch);
            }
            machine.store(watch.lowest, falls.shadow_lowest.from_mut(lane));
        }
    }
}

/// Watches the steps between two changes.
#[inline(always)]
fn watch_between<M: Machine>(
    machine: M,
    lane: usize,
    columns: &[&[Row<M::Scalar>]],
    now: &[Row<M::Scalar>],
    steps: Range<usize>,
    watch: &mut Watch<M::Reals>,
) {
    match *columns {
        [] => watch_few(machine, lane, [], now, steps, watch),
        [a] => watch_few(machine, lane, [a], now, steps, watch),
        [a, b] => watch_few(machine, lane, [a, b], now, steps, watch),
        [a, b, c] => watch_few(machine, lane, [a, b, c], now, steps, watch),
        [a, b, c, d] => watch_few(machine, lane, [a, b, c, d], now, steps, watch),
        [a, b, c, d, e] => watch_few(machine, lane, [a, b, c, d, e], now, steps, watch),
        _ => watch_many(machine, lane, columns, now, steps, watch),
    }
}

/// Few holdings stay in registers.
#[inline(always)]
fn watch_few<M: Machine, const N: usize>(
    machine: M,
    lane: usize,
    columns: [&[Row<M::Scalar>]; N],
    now: &[Row<M::Scalar>],
    steps: Range<usize>,
    watch: &mut Watch<M::Reals>,
) {
    let columns = columns.map(|column| &column[steps.clone()]);
    let still = machine.load(now[0].from(lane));
    let shares: [M::Reals; N] = std::array::from_fn(|column| machine.load(now[1 + column].from(lane)));
    let mut seen = *watch;
    for step in 0..steps.len() {
        let mut unit = still;
        for (column, share) in columns.iter().zip(shares) {
            unit = machine.mul_add(share, machine.load(column[step].from(lane)), unit);
        }
        seen.observe(machine, unit);
    }
    *watch = seen;
}

#[inline(always)]
fn watch_many<M: Machine>(
    machine: M,
    lane: usize,
    columns: &[&[Row<M::Scalar>]],
    now: &[Row<M::Scalar>],
    steps: Range<usize>,
    watch: &mut Watch<M::Reals>,
) {
    for step in steps {
        let mut unit = machine.load(now[0].from(lane));
        for (column, share) in columns.iter().zip(&now[1..]) {
            unit = machine.mul_add(machine.load(share.from(lane)), machine.load(column[step].from(lane)), unit);
        }
        watch.observe(machine, unit);
    }
}

impl<R: Copy> Watch<R> {
    #[inline(always)]
    fn observe<M: Machine<Reals = R>>(&mut self, machine: M, unit: R)
    where
        R: std::ops::Add<Output = R> + std::ops::Div<Output = R>,
    {
        let (zero, one) = (machine.constant(0.0), machine.constant(1.0));
        self.peak = machine.max(self.peak, unit);
        let share = unit / self.peak;
        self.lowest = machine.min(self.lowest, share);
        // What stands on its peak but for rounding does not stand under it.
        let is_under = machine.above(machine.splat(M::Scalar::ON_PEAK), share);
        self.spell = machine.select(is_under, self.spell + one, zero);
        self.longest = machine.max(self.longest, self.spell);
    }
}
