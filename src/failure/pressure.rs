//! What moves intensities, on many paths side by side: assets under their peaks, and failures of others.

use crate::failure::Raise;
use crate::numeric::vector::{Machine, Row, Scalar, WordRow};
use crate::units::TimeGrid;

/// Steps that are taken at once: hazards only grow, so it is enough to look at the last of them.
pub const WINDOW: usize = 16;

/// One row a step of the window.
pub type Window<S> = [Row<S>; WINDOW];

/// How far an asset stands under its peak.
#[derive(Clone, Debug)]
pub struct Drawdown<S: Scalar> {
    pub asset: usize,
    /// The peak up to now over the price at time 0, and the product of all jumps.
    pub peak: Row<S>,
    pub jump: Row<S>,
    /// The peak before each step of the window, and the price over it.
    pub peaks: Window<S>,
    pub ratios: Window<S>,
}

/// What failures of one counterparty add to intensities: 1 + excess, fading.
#[derive(Clone, Debug)]
pub struct Effect<S: Scalar> {
    pub raiser: usize,
    pub raise: Raise,
    pub decay: S,
    pub excess: Row<S>,
    /// The excess in each step of the window and the one after.
    pub fading: [Row<S>; WINDOW + 1],
}

impl<S: Scalar> Drawdown<S> {
    pub fn new(asset: usize) -> Self {
        let (nothing, empty) = (Row::default(), [Row::default(); WINDOW]);
        Self { asset, peak: nothing, jump: nothing, peaks: empty, ratios: empty }
    }
}

impl<S: Scalar> Effect<S> {
    pub fn new(raiser: usize, raise: Raise, grid: TimeGrid) -> Self {
        let decay = S::rounded(libm::exp2(-f64::from(grid.step_days) / raise.half_life_days));
        Self { raiser, raise, decay, excess: Row::default(), fading: [Row::default(); WINDOW + 1] }
    }
}

impl<S: Scalar> Drawdown<S> {
    #[inline(always)]
    pub fn observe<M: Machine<Scalar = S>>(
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
    pub fn fade<M: Machine<Scalar = S>>(&mut self, machine: M, lane: usize, steps: usize) {
        let decay = machine.splat(self.decay);
        let mut excess = machine.load(self.excess.from(lane));
        for fading in &mut self.fading[..=steps] {
            machine.store(excess, fading.from_mut(lane));
            excess = excess * decay;
        }
    }
}
