//! One counterparty that is followed day by day, on many paths side by side.

use std::f64::consts::LOG2_E;

use crate::failure::Stress;
use crate::failure::plan::Tracked;
use crate::failure::pressure::{Drawdown, Effect, WINDOW, Window};
use crate::numeric::lanes::exp2;
use crate::numeric::vector::{LANES, Machine, Row, Scalar};

/// No step.
pub const NEVER: u32 = u32::MAX;

/// A counterparty that is followed until it crosses; one slot a path.
#[derive(Clone, Debug)]
pub struct Followed<S: Scalar> {
    pub counterparty: usize,
    /// How it is stressed, and which drawdown does it.
    pub stress: Option<(usize, Stress)>,
    /// Effects that raise its intensity.
    pub raised_by: Vec<usize>,
    /// k_c·λ_c·dt, E_c and the hazard so far; never reached where nothing is added day by day.
    pub hazard: Row<S>,
    pub threshold: Row<S>,
    pub so_far: Row<S>,
    /// The hazard up to the end of each step of the window.
    pub ahead: Window<S>,
    /// Paths on which nothing has moved its intensity, one bit each: there the step in which it crosses is
    /// known beforehand.
    pub calm: u32,
    pub calm_crossing: [u32; LANES],
}

impl<S: Scalar> Followed<S> {
    pub fn new(counterparty: usize, stress: Option<(usize, Stress)>) -> Self {
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
    pub fn rest(&mut self) {
        self.hazard = Row::default();
        self.so_far = Row::default();
        self.threshold = Row::splat(S::rounded(f64::INFINITY));
        self.calm = 0;
        self.raised_by.clear();
    }

    /// Waits for a crossing that is known beforehand, as long as nothing moves the intensity.
    pub fn wait(&mut self, slot: usize, crossing: Option<usize>) {
        self.calm |= 1 << slot;
        self.calm_crossing[slot] = crossing.map_or(NEVER, |step| step as u32);
    }

    /// Whether anything moves its intensity on any path.
    pub const fn is_moved(&self) -> bool {
        self.stress.is_some() || !self.raised_by.is_empty()
    }

    /// The paths on which it crosses in the first steps of the window, one bit each.
    pub fn crosses_within(&self, steps: usize) -> u32 {
        let Row(ahead) = &self.ahead[steps - 1];
        let crosses = ahead.iter().zip(&self.threshold.0).enumerate();
        crosses.fold(0, |mask, (slot, (ahead, threshold))| mask | u32::from(ahead >= threshold) << slot)
    }

    pub const fn is_calm(&self, slot: usize) -> bool {
        self.calm >> slot & 1 == 1
    }

    /// Adds hazards day by day after `step`.
    pub fn follow(&mut self, slot: usize, tracked: &Tracked, step: usize) {
        self.calm &= !(1 << slot);
        self.hazard.0[slot] = S::rounded(tracked.hazard);
        self.threshold.0[slot] = S::rounded(tracked.threshold);
        self.so_far.0[slot] = S::rounded(step as f64 * tracked.hazard);
    }

    pub fn leave(&mut self, slot: usize) {
        self.calm &= !(1 << slot);
        self.hazard.0[slot] = S::default();
        self.threshold.0[slot] = S::rounded(f64::INFINITY);
    }

    /// Adds the hazards of a window on the paths of a vector; tells whether they reach a threshold.
    #[inline(always)]
    pub fn add_hazards<M: Machine<Scalar = S>>(
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
    pub fn lead<M: Machine<Scalar = S>, const N: usize>(
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
pub fn product_of<'a, M: Machine>(
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
pub struct StressFactor<R> {
    pub sensitivity: R,
    pub cap: R,
}

impl<R: Copy> StressFactor<R> {
    #[inline(always)]
    pub fn new<M: Machine<Reals = R>>(machine: M, stress: Stress) -> Self {
        Self { sensitivity: machine.constant(stress.sensitivity * LOG2_E), cap: machine.constant(stress.cap) }
    }

    #[inline(always)]
    pub fn at<M: Machine<Reals = R>>(&self, machine: M, ratio: R) -> R {
        let exponent = machine.sub_mul(self.sensitivity, self.sensitivity, ratio);
        machine.min(exp2(machine, exponent), self.cap)
    }
}
