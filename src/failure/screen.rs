//! When a stressed counterparty would cross its threshold if nobody had failed before: on most paths
//! the answer is never, and then nothing else needs to be followed day by day.

use std::f64::consts::LOG2_E;

use crate::failure::Stress;
use crate::numeric::lanes::exp2;
use crate::numeric::vector::{self, Kernel, LANES, Machine, Row, Scalar};

/// What a block of paths does to one counterparty's hazard.
#[derive(Debug)]
pub struct Screen<'a, S> {
    /// How it is stressed.
    pub stress: Stress,
    /// The running peak of the stress asset at time 0, over its price then.
    pub peak: f64,
    /// k_c·λ_c·dt, one slot a path.
    pub hazard: &'a Row<S>,
    /// E_c, one slot a path.
    pub threshold: &'a Row<S>,
    /// To be filled: the first step in which the hazard reaches the threshold, T + 1 where it does not.
    pub crossing: &'a mut Row<S>,
    /// To be filled: the hazard up to the end of each step.
    pub so_far: &'a mut [Row<S>],
}

impl<'a, S: Scalar> Screen<'a, S> {
    /// Fills the crossings from the asset's price at steps 0 … T−1, over that at time 0: what is certain
    /// of it, times what each path makes of it.
    pub fn fill(self, certain: &[S], factor: impl Fn(usize) -> &'a Row<S>) {
        vector::run(Filling { screen: self, certain, factor });
    }
}

/// min(exp(κ·D), cap) of many drawdowns.
#[must_use]
pub fn stress_factors<S: Scalar>(stress: Stress, drawdowns: &Row<S>) -> Row<S> {
    let mut factors = Row::default();
    vector::run(Factors { stress, drawdowns, factors: &mut factors });
    factors
}

struct Factors<'a, S> {
    stress: Stress,
    drawdowns: &'a Row<S>,
    factors: &'a mut Row<S>,
}

impl<S: Scalar> Kernel for Factors<'_, S> {
    type Scalar = S;

    #[inline(always)]
    fn run<M: Machine<Scalar = S>>(self, machine: M) {
        let sensitivity = machine.constant(self.stress.sensitivity * LOG2_E);
        let cap = machine.constant(self.stress.cap);
        for lane in (0..LANES).step_by(M::WIDTH) {
            let exponent = sensitivity * machine.load(self.drawdowns.from(lane));
            machine.store(machine.min(exp2(machine, exponent), cap), self.factors.from_mut(lane));
        }
    }
}

struct Filling<'a, 'c, S, P> {
    screen: Screen<'a, S>,
    certain: &'c [S],
    factor: P,
}

impl<'a, S: Scalar, P: Fn(usize) -> &'a Row<S>> Kernel for Filling<'a, '_, S, P> {
    type Scalar = S;

    #[inline(always)]
    fn run<M: Machine<Scalar = S>>(self, machine: M) {
        let Screen { stress, peak, hazard, threshold, crossing, so_far } = self.screen;
        // min(exp(κ·D), cap) with κ·D = κ − κ·price/peak in base 2.
        let sensitivity = machine.constant(stress.sensitivity * LOG2_E);
        let (cap, one, zero) = (machine.constant(stress.cap), machine.constant(1.0), machine.constant(0.0));
        for lane in (0..LANES).step_by(M::WIDTH) {
            let (hazard, threshold) = (machine.load(hazard.from(lane)), machine.load(threshold.from(lane)));
            let (mut peak, mut total, mut crosses) = (machine.constant(peak), zero, one);
            for (step, (so_far, certain)) in so_far.iter_mut().zip(self.certain).enumerate() {
                let ratio = machine.splat(*certain) * machine.load((self.factor)(step).from(lane));
                peak = machine.max(peak, ratio);
                let exponent = machine.sub_mul(sensitivity, sensitivity, ratio / peak);
                let factor = machine.min(exp2(machine, exponent), cap);
                total = machine.mul_add(hazard, factor, total);
                machine.store(total, so_far.from_mut(lane));
                crosses = crosses + machine.select(machine.above(threshold, total), one, zero);
            }
            machine.store(crosses, crossing.from_mut(lane));
        }
    }
}
