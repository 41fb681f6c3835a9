//! When a stressed counterparty would cross its threshold if nobody had failed before: on most paths
//! the answer is never, and then nothing else needs to be followed day by day.

use crate::failure::Stress;
use crate::numeric::elementary::exp;
use crate::numeric::wide::{self, Kernel};

/// What a block of paths does to one counterparty's hazard.
#[derive(Debug)]
pub struct Screen<'a> {
    /// How it is stressed.
    pub stress: Stress,
    /// The running peak of the stress asset at time 0.
    pub peak: f64,
    /// k_c·λ_c·dt, one slot a path.
    pub hazard: &'a [f64],
    /// E_c, one slot a path.
    pub threshold: &'a [f64],
    /// To be filled: the first step in which the hazard reaches the threshold, T + 1 where it does not.
    pub crossing: &'a mut [f64],
    /// To be filled: the hazard up to the end of each step, one slot a path each.
    pub so_far: &'a mut [f64],
}

impl<'a> Screen<'a> {
    /// Fills the crossings from the asset's prices at steps 0 … T−1, one slot a path each.
    pub fn fill(self, steps: usize, prices: impl Fn(usize) -> &'a [f64]) {
        wide::run(Filling { screen: self, steps, prices });
    }
}

struct Filling<'a, P> {
    screen: Screen<'a>,
    steps: usize,
    prices: P,
}

impl<'a, P: Fn(usize) -> &'a [f64]> Kernel for Filling<'a, P> {
    #[inline(always)]
    fn run(self) {
        let Screen { stress, peak, hazard, threshold, crossing, so_far } = self.screen;
        let (mut peaks, mut totals) = (vec![peak; hazard.len()], vec![0.0; hazard.len()]);
        crossing.fill(1.0);
        for (step, so_far) in (0..self.steps).zip(so_far.chunks_exact_mut(hazard.len())) {
            let lanes = (self.prices)(step).iter().zip(peaks.iter_mut()).zip(hazard).zip(threshold);
            let totals = totals.iter_mut().zip(so_far.iter_mut());
            for ((((price, peak), hazard), threshold), (crossing, (total, so_far))) in
                lanes.zip(crossing.iter_mut().zip(totals))
            {
                *peak = peak.max(*price);
                let factor = exp(stress.sensitivity * (1.0 - price / *peak));
                *total += hazard * factor.min(stress.cap);
                *so_far = *total;
                *crossing += if *total < *threshold { 1.0 } else { 0.0 };
            }
        }
    }
}
