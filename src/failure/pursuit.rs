//! Those whose intensity can change, followed day by day until they cross their thresholds.
//!
//! Days are taken in windows: what a failure changes takes effect the day after, so within a window all
//! factors of an intensity are known beforehand, and the exponentials are computed side by side.

use std::ops::RangeInclusive;

use crate::failure::plan::{FailurePlan, PathDraws, Tracked};
use crate::failure::screen::stress_factors;
use crate::failure::{Counterparty, Raise, Stress};
use crate::numeric::vector::{LANES, Row, Scalar};
use crate::units::{AssetIndex, TimeGrid};

/// Steps of a window: one row.
const WINDOW: usize = LANES;

/// Those who are followed on one path.
#[derive(Clone, Debug)]
pub struct Pursuit {
    /// Who has not crossed yet, in file order.
    followed: Vec<Followed>,
    /// Assets that stress somebody.
    drawdowns: Vec<Drawdown>,
    /// By which failures of others multiply intensities now.
    raises: Vec<ActiveRaise>,
    /// What multiplies each follower's hazard in each step of the window.
    factors: Vec<[f64; WINDOW]>,
}

/// A counterparty that is followed day by day until it crosses.
#[derive(Clone, Copy, Debug)]
struct Followed {
    tracked: Tracked,
    /// How it is stressed, and which drawdown does it.
    stress: Option<(usize, Stress)>,
    hazard_so_far: f64,
}

/// What one failure adds to one intensity: 1 + excess, fading.
#[derive(Clone, Copy, Debug)]
struct ActiveRaise {
    counterparty: usize,
    excess: f64,
    decay: f64,
}

/// How far an asset stands under its peak at the end of the last step.
#[derive(Clone, Copy, Debug)]
struct Drawdown {
    asset: usize,
    peak: f64,
    value: f64,
}

impl Drawdown {
    fn observe(&mut self, price: f64) {
        self.peak = self.peak.max(price);
        self.value = 1.0 - price / self.peak;
    }
}

impl Pursuit {
    /// Room for paths of these counterparties.
    #[must_use]
    pub fn new(counterparties: &[Counterparty]) -> Self {
        let stresses = counterparties.iter().filter_map(|counterparty| counterparty.stress);
        let mut stressing: Vec<usize> = stresses.map(|stress| stress.asset.0).collect();
        stressing.sort_unstable();
        stressing.dedup();
        Self {
            followed: Vec::new(),
            drawdowns: stressing.into_iter().map(|asset| Drawdown { asset, peak: 0.0, value: 0.0 }).collect(),
            raises: Vec::new(),
            factors: Vec::new(),
        }
    }

    /// Begins a path, before the first step in which anybody can fail.
    pub fn start(&mut self, plan: &FailurePlan, draws: &PathDraws) {
        let Self { followed, drawdowns, raises, .. } = self;
        followed.clear();
        followed.extend(draws.tracked.iter().map(|tracked| {
            let stress = plan.parts().counterparties[tracked.counterparty].stress;
            let place = |stress: Stress| drawdowns.iter().position(|drawdown| drawdown.asset == stress.asset.0);
            let stress = stress.and_then(|stress| place(stress).map(|place| (place, stress)));
            Followed { tracked: *tracked, stress, hazard_so_far: tracked.hazard_before }
        }));
        for drawdown in drawdowns {
            let asset = &plan.parts().assets[drawdown.asset];
            *drawdown = Drawdown { peak: asset.peak, value: 1.0 - asset.price / asset.peak, ..*drawdown };
        }
        raises.clear();
    }

    /// Lets steps pass: drawdowns stand at the end of the last one.
    pub fn pass(&mut self, steps: RangeInclusive<usize>, price: &impl Fn(AssetIndex, usize) -> f64, jumps: &[f64]) {
        let last = *steps.end();
        if steps.is_empty() || self.followed.iter().all(|one| one.stress.is_none()) {
            return;
        }
        for drawdown in &mut self.drawdowns {
            let (asset, jump) = (AssetIndex(drawdown.asset), jumps[drawdown.asset]);
            let peak = steps.clone().fold(drawdown.peak, |peak, step| peak.max(price(asset, step) * jump));
            *drawdown = Drawdown { peak, ..*drawdown };
            drawdown.observe(price(asset, last) * jump);
        }
    }

    /// Adds the hazards of the steps after `step` until somebody crosses, or up to `last`. Gives the
    /// last step whose hazards were added, and notes who crosses in it; drawdowns stand at the end of
    /// the step before.
    pub fn advance<S: Scalar>(
        &mut self,
        step: usize,
        last: usize,
        price: &impl Fn(AssetIndex, usize) -> f64,
        jumps: &[f64],
        crossing: &mut Vec<usize>,
    ) -> usize {
        let mut step = step;
        while step < last && crossing.is_empty() && !self.followed.is_empty() {
            let length = WINDOW.min(last - step);
            self.fill_factors::<S>(step, length, price, jumps);
            let taken = self.add_hazards(length);
            self.fade(taken);
            let is_over = self.note_crossings(crossing) || step + taken == last;
            self.pass(step + 1..=step + taken - usize::from(is_over), price, jumps);
            step += taken;
        }
        step
    }

    /// The factors of all intensities in the `length` steps after `step`.
    fn fill_factors<S: Scalar>(
        &mut self,
        step: usize,
        length: usize,
        price: &impl Fn(AssetIndex, usize) -> f64,
        jumps: &[f64],
    ) {
        let Self { followed, drawdowns, raises, factors } = self;
        factors.clear();
        factors.resize(followed.len(), [1.0; WINDOW]);
        for (one, factors) in followed.iter().zip(factors) {
            if let Some((place, stress)) = one.stress {
                let mut drawdown = drawdowns[place];
                let mut row = Row::<S>::default();
                for (ahead, value) in row.0[..length].iter_mut().enumerate() {
                    if ahead > 0 {
                        drawdown.observe(price(AssetIndex(drawdown.asset), step + ahead) * jumps[drawdown.asset]);
                    }
                    *value = S::rounded(drawdown.value);
                }
                *factors = stress_factors(stress, &row).0.map(S::wide);
            }
            for raise in raises.iter().filter(|raise| raise.counterparty == one.tracked.counterparty) {
                let mut excess = raise.excess;
                for factor in &mut factors[..length] {
                    *factor *= 1.0 + excess;
                    excess *= raise.decay;
                }
            }
        }
    }

    /// Adds hazards up to the first step in which somebody crosses; gives how many steps that took.
    fn add_hazards(&mut self, length: usize) -> usize {
        let Self { followed, factors, .. } = self;
        let reaches =
            |(one, factors): (&Followed, &[f64; WINDOW])| one.after(&factors[..length]) >= one.tracked.threshold;
        if !followed.iter().zip(factors.iter()).any(reaches) {
            for (one, factors) in followed.iter_mut().zip(factors) {
                one.hazard_so_far = one.after(&factors[..length]);
            }
            return length;
        }
        for ahead in 0..length {
            let mut somebody_crosses = false;
            for (one, factors) in followed.iter_mut().zip(factors.iter()) {
                one.hazard_so_far += one.tracked.hazard * factors[ahead];
                somebody_crosses |= one.has_crossed();
            }
            if somebody_crosses {
                return ahead + 1;
            }
        }
        length
    }

    fn fade(&mut self, steps: usize) {
        for raise in &mut self.raises {
            for _ in 0..steps {
                raise.excess *= raise.decay;
            }
        }
    }

    /// Whether anybody crosses; who does is followed no more.
    fn note_crossings(&mut self, crossing: &mut Vec<usize>) -> bool {
        crossing.extend(self.followed.iter().filter(|one| one.has_crossed()).map(|one| one.tracked.counterparty));
        if !crossing.is_empty() {
            self.followed.retain(|one| !one.has_crossed());
        }
        !crossing.is_empty()
    }

    /// From the next step on, a failure raises the intensities of those on whom it has an effect.
    pub fn raise(&mut self, on: impl Fn(usize) -> Option<Raise>, grid: TimeGrid) {
        for one in &self.followed {
            let counterparty = one.tracked.counterparty;
            if let Some(raise) = on(counterparty).filter(|raise| raise.multiplier > 1.0) {
                let decay = libm::exp2(-f64::from(grid.step_days) / raise.half_life_days);
                self.raises.push(ActiveRaise { counterparty, excess: raise.multiplier - 1.0, decay });
            }
        }
    }
}

impl Followed {
    /// The hazard at the end of a window with these factors. Four sums side by side, always in the same
    /// order.
    fn after(&self, factors: &[f64]) -> f64 {
        let mut sums = [0.0; 4];
        let (quartets, rest) = factors.as_chunks::<4>();
        for quartet in quartets {
            for (sum, factor) in sums.iter_mut().zip(quartet) {
                *sum += factor;
            }
        }
        let sum = (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest.iter().sum::<f64>();
        self.hazard_so_far + self.tracked.hazard * sum
    }

    fn has_crossed(&self) -> bool {
        self.hazard_so_far >= self.tracked.threshold
    }
}
