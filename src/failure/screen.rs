//! When a stressed counterparty would cross its threshold if nobody had failed before: on most paths
//! the answer is never, and then nothing else needs to be followed day by day.

use std::f64::consts::LOG2_E;

use crate::failure::Stress;
use crate::numeric::single::exp2;
use crate::numeric::vector::{self, Kernel, LANES, Machine, Row};

/// What a block of paths does to one counterparty's hazard.
#[derive(Debug)]
pub struct Screen<'a> {
    /// How it is stressed.
    pub stress: Stress,
    /// The running peak of the stress asset at time 0, over its price then.
    pub peak: f64,
    /// k_c·λ_c·dt, one slot a path.
    pub hazard: &'a Row,
    /// E_c, one slot a path.
    pub threshold: &'a Row,
    /// To be filled: the first step in which the hazard reaches the threshold, T + 1 where it does not.
    pub crossing: &'a mut Row,
    /// To be filled: the hazard up to the end of each step.
    pub so_far: &'a mut [Row],
}

impl<'a> Screen<'a> {
    /// Fills the crossings from the asset's price at steps 0 … T−1, over that at time 0: what is certain
    /// of it, times what each path makes of it.
    pub fn fill(self, certain: &[f32], factor: impl Fn(usize) -> &'a Row) {
        vector::run(Filling { screen: self, certain, factor });
    }
}

/// min(exp(κ·D), cap) of many drawdowns.
#[must_use]
pub fn stress_factors(stress: Stress, drawdowns: &Row) -> Row {
    let mut factors = Row::default();
    vector::run(Factors { stress, drawdowns, factors: &mut factors });
    factors
}

struct Factors<'a> {
    stress: Stress,
    drawdowns: &'a Row,
    factors: &'a mut Row,
}

impl Kernel for Factors<'_> {
    #[inline(always)]
    fn run<M: Machine>(self, machine: M) {
        let sensitivity = machine.splat((self.stress.sensitivity * LOG2_E) as f32);
        let cap = machine.splat(self.stress.cap as f32);
        for lane in (0..LANES).step_by(M::WIDTH) {
            let exponent = sensitivity * machine.load(self.drawdowns.from(lane));
            machine.store(machine.min(exp2(machine, exponent), cap), self.factors.from_mut(lane));
        }
    }
}

struct Filling<'a, 'c, P> {
    screen: Screen<'a>,
    certain: &'c [f32],
    factor: P,
}

impl<'a, P: Fn(usize) -> &'a Row> Kernel for Filling<'a, '_, P> {
    #[inline(always)]
    fn run<M: Machine>(self, machine: M) {
        let Screen { stress, peak, hazard, threshold, crossing, so_far } = self.screen;
        // min(exp(κ·D), cap) with κ·D = κ − κ·price/peak in base 2.
        let sensitivity = machine.splat((stress.sensitivity * LOG2_E) as f32);
        let (cap, one, zero) = (machine.splat(stress.cap as f32), machine.splat(1.0), machine.splat(0.0));
        for lane in (0..LANES).step_by(M::WIDTH) {
            let (hazard, threshold) = (machine.load(hazard.from(lane)), machine.load(threshold.from(lane)));
            let (mut peak, mut total, mut crosses) = (machine.splat(peak as f32), zero, one);
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
