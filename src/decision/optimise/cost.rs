//! The weights of which the counterparty cost is least.
//!
//! X of a mix is 1 − Σ w·R / Σ w·R°, with R what a unit of money at a place is worth in the end and R° what it would be
//! worth without failures: on each path a ratio of two sums. R° is the same at all keepers of an asset, so that for given
//! shares of the assets the denominator is given and X is linear in who keeps them; what the shares of the assets do to
//! it is not linear, nor convex: mean and ES of a ratio may have several lowest points.
//!
//! About weights w, X of weights v is Σ v·(X(w) + ((1 − X(w))·R° − R)/Σ w·R°) to first order: mean or ES of that is
//! minimised exactly as those of a loss, within a reach about w. The step is taken where the true figure falls by a good
//! part of what was promised; else the reach is halved. Every figure that is told is the true one. We begin at several
//! weights and take the best end. What certifies it is of first order: without any reach, the linear programme at the
//! weights found promises no more than `gap`.
//!
//! Source: Fletcher (1982), "A model algorithm for composite nondifferentiable optimization problems".

use microlp::Error;

use super::measure::{Measure, mean, mix, shortfall};
use super::payoffs::Payoffs;
use super::programme::{GAP, Programme, Solved};

/// Steps from one beginning.
const MOST_STEPS: usize = 200;
/// A reach so small changes no weight that is told.
const NO_REACH: f64 = 1e-7;
/// The part of what was promised from which on a step is taken, and from which on the next may reach further.
const ENOUGH: f64 = 0.1;
const GOOD: f64 = 0.7;

/// X of mixes.
pub(super) struct Cost<'a> {
    payoffs: &'a Payoffs,
    level: Option<f64>,
}

impl<'a> Cost<'a> {
    /// The mean of X, or its ES where there is a level.
    pub const fn of(payoffs: &'a Payoffs, level: Option<f64>) -> Self {
        Self { payoffs, level }
    }

    /// The figure at some weights.
    pub fn at(&self, weights: &[f64]) -> f64 {
        let costs = self.payoffs.costs(weights);
        self.level.map_or_else(|| mean(&costs), |level| shortfall(&costs, level))
    }

    /// X to first order about some weights: one column a place.
    fn about(&self, weights: &[f64]) -> Vec<Vec<f64>> {
        let Payoffs { loss, market, .. } = self.payoffs;
        let costs = self.payoffs.costs(weights);
        let without: Vec<f64> = mix(market, weights).iter().map(|market| 1.0 - market).collect();
        let column = |(loss, market): (&Vec<f64>, &Vec<f64>)| -> Vec<f64> {
            let paths = costs.iter().zip(&without).zip(loss.iter().zip(market));
            let cost = |((cost, without), (loss, market)): ((&f64, &f64), (&f64, &f64))| {
                if *without > 0.0 { cost + ((1.0 - cost) * (1.0 - market) - (1.0 - loss)) / without } else { 0.0 }
            };
            paths.map(cost).collect()
        };
        loss.iter().zip(market).map(column).collect()
    }

    /// The mean of X to first order about some weights, as a sum over places.
    pub fn mean_about(&self, weights: &[f64]) -> Vec<f64> {
        self.about(weights).iter().map(|column| mean(column)).collect()
    }

    /// The weights within all rows at which it is least, of all to which steps from some beginnings lead.
    pub fn minimise(&self, programme: &Programme, begin: &[&[f64]]) -> Result<Solved, Error> {
        let mut best: Option<Solved> = None;
        for begin in begin {
            let found = self.lowest(programme, begin)?;
            let is_better = |best: &Solved| {
                let as_good = found.value <= best.value + GAP;
                let nearer = programme.is_nearer(&found.weights, &best.weights);
                found.value < best.value - GAP || (as_good && nearer)
            };
            if best.as_ref().is_none_or(is_better) {
                best = Some(found);
            }
        }
        best.ok_or_else(|| Error::InternalError("there was nowhere to begin".to_owned()))
    }

    /// The lowest point to which steps from some weights lead; the first goes to weights within the rows.
    fn lowest(&self, programme: &Programme, begin: &[f64]) -> Result<Solved, Error> {
        let columns = self.about(begin);
        let first = programme.any_of_least(&Measure::of(&columns, self.level), begin)?;
        let mut at = Solved { value: self.at(&first.weights), ..first };
        let mut within = Programme { within: Some((at.weights.clone(), 1.0)), ..programme.clone() };
        for step in 1..=MOST_STEPS {
            let columns = self.about(&at.weights);
            let measure = Measure::of(&columns, self.level);
            let Some((_, reached)) = within.within else { break };
            let aim = within.any_of_least(&measure, &at.weights)?;
            let promised = at.value - aim.value;
            if promised <= GAP {
                break;
            }
            let kept = at.value - self.at(&aim.weights);
            let next = reach_after(reached, kept / promised);
            if kept > ENOUGH * promised {
                at = Solved { value: at.value - kept, weights: aim.weights, rounds: step, ..at };
            }
            within.within = Some((at.weights.clone(), next));
            if next < NO_REACH {
                break;
            }
        }
        self.certified(programme, at)
    }

    /// With what the slope there promises, and as near to today's as weights as good are.
    fn certified(&self, programme: &Programme, at: Solved) -> Result<Solved, Error> {
        let columns = self.about(&at.weights);
        let aim = programme.minimise(&Measure::of(&columns, self.level), &at.weights)?;
        let gap = (at.value - aim.value).max(0.0);
        let value = self.at(&aim.weights);
        let nearer = programme.is_nearer(&aim.weights, &at.weights);
        if value <= at.value + GAP && nearer {
            return Ok(Solved { weights: aim.weights, value, gap: gap + (value - at.value).max(0.0), ..at });
        }
        Ok(Solved { gap, ..at })
    }
}

/// How far the next step may reach, by what part of its promise the last one kept.
fn reach_after(reach: f64, kept: f64) -> f64 {
    if kept > GOOD {
        (2.0 * reach).min(1.0)
    } else if kept > ENOUGH {
        reach
    } else {
        reach / 2.0
    }
}
