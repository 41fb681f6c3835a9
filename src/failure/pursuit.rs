//! Those whose intensity can change, followed day by day until they cross their thresholds: many paths
//! side by side, up to the next step in which anybody on any of them crosses.

use std::cmp::Ordering;
use std::ops::Range;

use crate::failure::Counterparty;
use crate::failure::case::Case;
use crate::failure::followed::{Followed, NEVER};
use crate::failure::plan::{FailurePlan, PathDraws, first_step};
use crate::failure::pressure::{Drawdown, Effect, WINDOW};
use crate::numeric::vector::{self, Kernel, LANES, Machine, Row, Scalar, WordRow};
use crate::units::CounterpartyIndex;

/// Those who are followed, on up to [`LANES`] paths.
#[derive(Clone, Debug)]
pub struct Pursuit<S: Scalar> {
    followed: Vec<Followed<S>>,
    stresses: Vec<Drawdown<S>>,
    /// Those that have begun on any path.
    effects: Vec<Effect<S>>,
    /// Where in the block of the market each path stands; `None` where every path stands in its own lane.
    places: Option<WordRow>,
}

impl<S: Scalar> Pursuit<S> {
    /// Room for paths of these counterparties, of whom `tracked` are followed.
    #[must_use]
    pub fn new(counterparties: &[Counterparty], tracked: &[usize]) -> Self {
        let mut stressing: Vec<usize> =
            tracked.iter().filter_map(|c| counterparties[*c].stress).map(|stress| stress.asset.0).collect();
        stressing.sort_unstable();
        stressing.dedup();
        let followed = |counterparty: &usize| {
            let stress = counterparties[*counterparty].stress;
            let stress = stress.and_then(|stress| Some((stressing.binary_search(&stress.asset.0).ok()?, stress)));
            Followed::new(*counterparty, stress)
        };
        Self {
            followed: tracked.iter().map(followed).collect(),
            stresses: stressing.iter().map(|asset| Drawdown::new(*asset)).collect(),
            effects: Vec::new(),
            places: None,
        }
    }

    /// Begins cases, one a slot; `draws` are those of the block's lanes.
    pub fn start(&mut self, plan: &FailurePlan, cases: &[Case], draws: &[PathDraws]) {
        let stand_there = cases.iter().enumerate().all(|(slot, case)| slot == case.lane);
        let place = |slot: usize| cases.get(slot).map_or(0, |case| case.lane as u32);
        self.places = (!stand_there).then(|| WordRow(std::array::from_fn(place)));
        for stress in &mut self.stresses {
            let asset = &plan.parts().assets[stress.asset];
            stress.peak = Row::splat(S::rounded(asset.peak / asset.price));
            stress.jump = Row::splat(S::rounded(1.0));
        }
        self.effects.clear();
        let steps = plan.parts().grid.steps;
        for (number, one) in self.followed.iter_mut().enumerate() {
            one.rest();
            for (slot, case) in cases.iter().enumerate() {
                let tracked = &draws[case.lane].tracked[number];
                match one.stress {
                    Some(_) => one.follow(slot, tracked, 0),
                    None => one.wait(slot, first_step(tracked.hazard, tracked.threshold, steps)),
                }
            }
        }
    }

    /// The next step in which somebody crosses on this path whose intensity nothing has moved.
    #[must_use]
    pub fn next_calm_crossing(&self, slot: usize) -> Option<usize> {
        let calm = self.followed.iter().filter(|one| one.is_calm(slot)).map(|one| one.calm_crossing[slot]);
        calm.min().filter(|due| *due != NEVER).map(|due| due as usize)
    }

    /// Adds the hazards of the steps after `step` until somebody crosses on any path, or up to `last`;
    /// gives the last step whose hazards were added, and the paths on which somebody crosses in it, one bit
    /// each. `relatives` are the prices of each asset over those at time 0, where they move.
    pub fn advance(&mut self, step: usize, last: usize, relatives: &[Option<&[Row<S>]>]) -> (usize, u32) {
        if !self.followed.iter().any(Followed::is_moved) {
            return (last, 0);
        }
        let mut step = step;
        while step < last {
            let length = WINDOW.min(last - step);
            let mut crosses = false;
            vector::run(Advance { pursuit: self, relatives, steps: step..step + length, crosses: &mut crosses });
            let (taken, crossing) = if crosses { self.first_crossing(length) } else { (length, 0) };
            self.settle(taken);
            step += taken;
            if crosses {
                return (step, crossing);
            }
        }
        (step, 0)
    }

    /// After how many steps of the window the first of all crosses, and on which paths.
    fn first_crossing(&self, length: usize) -> (usize, u32) {
        let mut first = (length, 0);
        for one in self.followed.iter().filter(|one| one.is_moved()) {
            for slot in ones(one.crosses_within(length)) {
                let reaches = |ahead: &Row<S>| ahead.0[slot] >= one.threshold.0[slot];
                let taken = one.ahead[..length].iter().position(reaches).map_or(length, |step| step + 1);
                first = match taken.cmp(&first.0) {
                    Ordering::Less => (taken, 1 << slot),
                    Ordering::Equal => (taken, first.1 | 1 << slot),
                    Ordering::Greater => first,
                };
            }
        }
        first
    }

    /// Lets so many steps of the window have passed.
    fn settle(&mut self, taken: usize) {
        for stress in &mut self.stresses {
            stress.peak = stress.peaks[taken - 1];
        }
        for one in self.followed.iter_mut().filter(|one| one.is_moved()) {
            one.so_far = one.ahead[taken - 1];
        }
        for effect in &mut self.effects {
            let Effect { excess, fading, .. } = effect;
            // What the next step will see.
            *excess = fading[taken];
        }
    }

    /// Writes who crosses in `step` on one path, in file order; they are followed no more.
    pub fn take_crossings(&mut self, slot: usize, step: usize, into: &mut Vec<usize>) {
        for one in &mut self.followed {
            let crosses_calmly = one.is_calm(slot) && one.calm_crossing[slot] as usize == step;
            if crosses_calmly || one.so_far.0[slot] >= one.threshold.0[slot] {
                into.push(one.counterparty);
                one.leave(slot);
            }
        }
    }

    /// From the step after `step` on, a failure of `raiser` on a path raises the intensities of those on
    /// whom it has an effect.
    pub fn raise(&mut self, plan: &FailurePlan, raiser: usize, slot: usize, step: usize, draws: &PathDraws) {
        let Self { followed, effects, .. } = self;
        for (one, tracked) in followed.iter_mut().zip(&draws.tracked) {
            let who = &plan.parts().counterparties[raiser];
            let raise = who.raise_on(CounterpartyIndex(raiser), CounterpartyIndex(one.counterparty));
            let Some(raise) = raise.filter(|raise| raise.multiplier > 1.0) else { continue };
            let known = effects.iter().position(|effect| effect.raiser == raiser && effect.raise == raise);
            let number = known.unwrap_or_else(|| {
                effects.push(Effect::new(raiser, raise, plan.parts().grid));
                effects.len() - 1
            });
            effects[number].excess.0[slot] = S::rounded(raise.multiplier - 1.0);
            if !one.raised_by.contains(&number) {
                one.raised_by.push(number);
            }
            if one.is_calm(slot) {
                one.follow(slot, tracked, step);
            }
        }
    }

    /// From the end of this step on, an asset's price is `jump` times what the market makes of it.
    pub fn note_jump(&mut self, asset: usize, slot: usize, jump: f64) {
        if let Some(stress) = self.stresses.iter_mut().find(|stress| stress.asset == asset) {
            stress.jump.0[slot] = S::rounded(jump);
        }
    }
}

/// The places of the bits that are set, ascending.
pub fn ones(mut mask: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (mask != 0).then(|| mask.trailing_zeros() as usize);
        mask &= mask.wrapping_sub(1);
        place
    })
}

/// The steps of a window, on all paths at once.
struct Advance<'a, S: Scalar> {
    pursuit: &'a mut Pursuit<S>,
    relatives: &'a [Option<&'a [Row<S>]>],
    /// The ends of the steps before those of the window.
    steps: Range<usize>,
    /// To be set: whether anybody crosses in the window.
    crosses: &'a mut bool,
}

impl<S: Scalar> Kernel for Advance<'_, S> {
    type Scalar = S;

    #[inline(always)]
    fn run<M: Machine<Scalar = S>>(self, machine: M) {
        let Self { pursuit: Pursuit { followed, stresses, effects, places }, relatives, steps, crosses } = self;
        for lane in (0..LANES).step_by(M::WIDTH) {
            for stress in stresses.iter_mut() {
                // The hazard of a step follows from how things stood at the end of the one before.
                let rows = relatives[stress.asset].map(|relatives| &relatives[steps.clone()]);
                stress.observe(machine, lane, rows, places.as_ref(), steps.len());
            }
            for effect in effects.iter_mut() {
                effect.fade(machine, lane, steps.len());
            }
            for one in followed.iter_mut().filter(|one| one.is_moved()) {
                *crosses |= one.add_hazards(machine, lane, stresses, effects, steps.len());
            }
        }
    }
}
