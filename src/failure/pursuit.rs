//! Those whose intensity can change, followed day by day until they cross their thresholds: many paths
//! side by side, up to the next step in which anybody on any of them crosses.

use std::cmp::Ordering;
use std::f64::consts::LOG2_E;
use std::ops::Range;

use crate::failure::case::Case;
use crate::failure::plan::{FailurePlan, PathDraws, Tracked, first_step};
use crate::failure::{Counterparty, Raise, Stress};
use crate::numeric::lanes::exp2;
use crate::numeric::vector::{self, Kernel, LANES, Machine, Row, Scalar, WordRow};
use crate::units::{CounterpartyIndex, TimeGrid};

/// No step.
const NEVER: u32 = u32::MAX;
/// Steps that are taken at once: hazards only grow, so it is enough to look at the last of them.
const WINDOW: usize = 16;

/// One row a step of the window.
type Window<S> = [Row<S>; WINDOW];

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

/// A counterparty that is followed until it crosses; one slot a path.
#[derive(Clone, Debug)]
struct Followed<S: Scalar> {
    counterparty: usize,
    /// How it is stressed, and which drawdown does it.
    stress: Option<(usize, Stress)>,
    /// Effects that raise its intensity.
    raised_by: Vec<usize>,
    /// k_c·λ_c·dt, E_c and the hazard so far; never reached where nothing is added day by day.
    hazard: Row<S>,
    threshold: Row<S>,
    so_far: Row<S>,
    /// The hazard up to the end of each step of the window.
    ahead: Window<S>,
    /// Paths on which nothing has moved its intensity, one bit each: there the step in which it crosses is
    /// known beforehand.
    calm: u32,
    calm_crossing: [u32; LANES],
}

/// How far an asset stands under its peak.
#[derive(Clone, Debug)]
struct Drawdown<S: Scalar> {
    asset: usize,
    /// The peak up to now over the price at time 0, and the product of all jumps.
    peak: Row<S>,
    jump: Row<S>,
    /// The peak before each step of the window, and the price over it.
    peaks: Window<S>,
    ratios: Window<S>,
}

/// What failures of one counterparty add to intensities: 1 + excess, fading.
#[derive(Clone, Debug)]
struct Effect<S: Scalar> {
    raiser: usize,
    raise: Raise,
    decay: S,
    excess: Row<S>,
    /// The excess in each step of the window and the one after.
    fading: [Row<S>; WINDOW + 1],
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

impl<S: Scalar> Followed<S> {
    fn new(counterparty: usize, stress: Option<(usize, Stress)>) -> Self {
        let nothing = Row::default();
        Self {
            counterparty,
            stress,
            raised_by: Vec::new(),
            hazard: nothing,
            threshold: nothing,
            so_far: nothing,
            ahead: [nothing; WINDOW],
            calm: 0,
            calm_crossing: [NEVER; LANES],
        }
    }

    /// Follows nobody on any path.
    fn rest(&mut self) {
        self.hazard = Row::default();
        self.so_far = Row::default();
        self.threshold = Row::splat(S::rounded(f64::INFINITY));
        self.calm = 0;
        self.raised_by.clear();
    }

    /// Waits for a crossing that is known beforehand, as long as nothing moves the intensity.
    fn wait(&mut self, slot: usize, crossing: Option<usize>) {
        self.calm |= 1 << slot;
        self.calm_crossing[slot] = crossing.map_or(NEVER, |step| step as u32);
    }

    /// Whether anything moves its intensity on any path.
    const fn is_moved(&self) -> bool {
        self.stress.is_some() || !self.raised_by.is_empty()
    }

    /// The paths on which it crosses in the first steps of the window, one bit each.
    fn crosses_within(&self, steps: usize) -> u32 {
        let Row(ahead) = &self.ahead[steps - 1];
        let crosses = ahead.iter().zip(&self.threshold.0).enumerate();
        crosses.fold(0, |mask, (slot, (ahead, threshold))| mask | u32::from(ahead >= threshold) << slot)
    }

    const fn is_calm(&self, slot: usize) -> bool {
        self.calm >> slot & 1 == 1
    }

    /// Adds hazards day by day after `step`.
    fn follow(&mut self, slot: usize, tracked: &Tracked, step: usize) {
        self.calm &= !(1 << slot);
        self.hazard.0[slot] = S::rounded(tracked.hazard);
        self.threshold.0[slot] = S::rounded(tracked.threshold);
        self.so_far.0[slot] = S::rounded(step as f64 * tracked.hazard);
    }

    fn leave(&mut self, slot: usize) {
        self.calm &= !(1 << slot);
        self.hazard.0[slot] = S::default();
        self.threshold.0[slot] = S::rounded(f64::INFINITY);
    }
}

impl<S: Scalar> Drawdown<S> {
    fn new(asset: usize) -> Self {
        let (nothing, empty) = (Row::default(), [Row::default(); WINDOW]);
        Self { asset, peak: nothing, jump: nothing, peaks: empty, ratios: empty }
    }
}

impl<S: Scalar> Effect<S> {
    fn new(raiser: usize, raise: Raise, grid: TimeGrid) -> Self {
        let decay = S::rounded(libm::exp2(-f64::from(grid.step_days) / raise.half_life_days));
        Self { raiser, raise, decay, excess: Row::default(), fading: [Row::default(); WINDOW + 1] }
    }
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

impl<S: Scalar> Drawdown<S> {
    #[inline(always)]
    fn observe<M: Machine<Scalar = S>>(
        &mut self,
        machine: M,
        lane: usize,
        rows: Option<&[Row<S>]>,
        places: Option<&WordRow>,
        steps: usize,
    ) {
        let jump = machine.load(self.jump.from(lane));
        let mut peak = machine.load(self.peak.from(lane));
        for (step, (peaks, ratios)) in self.peaks[..steps].iter_mut().zip(&mut self.ratios).enumerate() {
            let relative = match (rows, places) {
                (None, _) => machine.constant(1.0),
                (Some(rows), None) => machine.load(rows[step].from(lane)),
                (Some(rows), Some(places)) => machine.gather(&rows[step].0, machine.load_words(&places.0[lane..])),
            };
            let price = relative * jump;
            peak = machine.max(peak, price);
            machine.store(peak, peaks.from_mut(lane));
            machine.store(price / peak, ratios.from_mut(lane));
        }
    }
}

impl<S: Scalar> Effect<S> {
    #[inline(always)]
    fn fade<M: Machine<Scalar = S>>(&mut self, machine: M, lane: usize, steps: usize) {
        let decay = machine.splat(self.decay);
        let mut excess = machine.load(self.excess.from(lane));
        for fading in &mut self.fading[..=steps] {
            machine.store(excess, fading.from_mut(lane));
            excess = excess * decay;
        }
    }
}

impl<S: Scalar> Followed<S> {
    /// Adds the hazards of a window on the paths of a vector; tells whether they reach a threshold.
    #[inline(always)]
    fn add_hazards<M: Machine<Scalar = S>>(
        &mut self,
        machine: M,
        lane: usize,
        stresses: &[Drawdown<S>],
        effects: &[Effect<S>],
        steps: usize,
    ) -> bool {
        let fading = |effect: usize| &effects[effect].fading[..steps];
        match *self.raised_by.as_slice() {
            [] => self.lead(machine, lane, stresses, [], steps),
            [a] => self.lead(machine, lane, stresses, [fading(a)], steps),
            [a, b] => self.lead(machine, lane, stresses, [fading(a), fading(b)], steps),
            [a, b, c] => self.lead(machine, lane, stresses, [fading(a), fading(b), fading(c)], steps),
            _ => {
                let product = product_of(machine, lane, self.raised_by.iter().map(|effect| fading(*effect)));
                self.lead(machine, lane, stresses, [&product[..steps]], steps)
            }
        }
    }

    /// Leads the hazard through a window; what is 1 + excess in a step multiplies its hazard.
    #[inline(always)]
    fn lead<M: Machine<Scalar = S>, const N: usize>(
        &mut self,
        machine: M,
        lane: usize,
        stresses: &[Drawdown<S>],
        excesses: [&[Row<S>]; N],
        steps: usize,
    ) -> bool {
        let stress = self.stress.map(|(place, stress)| (StressFactor::new(machine, stress), &stresses[place].ratios));
        let hazard = machine.load(self.hazard.from(lane));
        let mut so_far = machine.load(self.so_far.from(lane));
        for (step, ahead) in self.ahead[..steps].iter_mut().enumerate() {
            let mut factor = match &stress {
                Some((stress, ratios)) => stress.at(machine, machine.load(ratios[step].from(lane))),
                None => machine.constant(1.0),
            };
            for excess in excesses {
                factor = machine.mul_add(factor, machine.load(excess[step].from(lane)), factor);
            }
            so_far = machine.mul_add(hazard, factor, so_far);
            machine.store(so_far, ahead.from_mut(lane));
        }
        let stays = machine.bits(machine.above(machine.load(self.threshold.from(lane)), so_far));
        stays != u32::MAX >> (32 - M::WIDTH)
    }
}

/// The excess of the product of many effects, in each step of a window.
#[inline(always)]
fn product_of<'a, M: Machine>(
    machine: M,
    lane: usize,
    excesses: impl Iterator<Item = &'a [Row<M::Scalar>]>,
) -> Window<M::Scalar> {
    let mut product = [Row::default(); WINDOW];
    for excess in excesses {
        for (product, excess) in product.iter_mut().zip(excess) {
            // (1 + a)·(1 + b) − 1.
            let (a, b) = (machine.load(product.from(lane)), machine.load(excess.from(lane)));
            machine.store(machine.mul_add(a, b, a + b), product.from_mut(lane));
        }
    }
    product
}

/// min(exp(κ·D), cap) with κ·D = κ − κ·price/peak, in base 2.
struct StressFactor<R> {
    sensitivity: R,
    cap: R,
}

impl<R: Copy> StressFactor<R> {
    #[inline(always)]
    fn new<M: Machine<Reals = R>>(machine: M, stress: Stress) -> Self {
        Self { sensitivity: machine.constant(stress.sensitivity * LOG2_E), cap: machine.constant(stress.cap) }
    }

    #[inline(always)]
    fn at<M: Machine<Reals = R>>(&self, machine: M, ratio: R) -> R {
        let exponent = machine.sub_mul(self.sensitivity, self.sensitivity, ratio);
        machine.min(exp2(machine, exponent), self.cap)
    }
}
