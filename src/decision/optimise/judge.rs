//! How far the best weights are to be trusted: on fresh paths, for other seeds, under other assumptions.

use std::collections::BTreeSet;

use super::answer::{Assumed, Optimum, Seed, TRIFLE, Verdict, sample};
use super::frontier::Point;
use super::payoffs::Payoffs;
use super::programme::Solved;
use super::rule::Rule;
use super::wish::Task;
use crate::assessment::Ends;
use crate::statistics::Estimate;

/// Weights that differ from today's by less than this in all are today's.
const UNCHANGED: f64 = 0.005;

impl Optimum {
    fn best(&self) -> Vec<f64> {
        self.weights.iter().map(|place| place.optimum).collect()
    }

    /// Looks at another seed; the first is that of the fresh paths.
    pub(super) fn add_seed(&mut self, seed: u64, task: &Task, payoffs: &Payoffs, solved: Option<Solved>) {
        let best = self.best();
        if self.seeds.is_empty() {
            self.fresh = sample(seed, task, payoffs, &best);
        }
        let weights = solved.map(|solved| solved.weights);
        for (place, weight) in self.weights.iter_mut().zip(weights.iter().flatten()) {
            place.seeds = with(place.seeds, *weight);
        }
        self.seeds.push(Seed { seed, weights, gain: payoffs.gain(task.goal, &task.today, &best) });
    }

    /// Looks at other assumptions.
    pub(super) fn assumed(&self, task: &Task, payoffs: &Payoffs, solved: Option<Solved>) -> Assumed {
        let best = self.best();
        let [today, optimum] = sample(0, task, payoffs, &best).minimised(task.goal).map(|estimate| estimate.value);
        let regret = solved.as_ref().map(|solved| (optimum - solved.value).max(0.0));
        let gain = payoffs.gain(task.goal, &task.today, &best);
        Assumed { weights: solved.map(|solved| solved.weights), today, optimum, gain, regret }
    }

    /// The frontier, and what stands beside it.
    pub(super) fn points(&self) -> impl Iterator<Item = &Point> {
        self.frontier.iter().chain(self.marks.iter().map(|mark| &mark.point))
    }

    /// The ends and the mixes of the assumptions.
    fn all_assumed(&self) -> impl Iterator<Item = &Assumed> {
        self.sparing.iter().chain(&self.hurting).chain(&self.mixes)
    }

    /// Of how many mixes, and at how many of them the gain can't be told to be more than a trifle.
    #[must_use]
    pub fn unclear_mixes(&self) -> [usize; 2] {
        [self.mixes.len(), self.mixes.iter().filter(|mix| !is_clear(mix.gain, mix.today)).count()]
    }

    /// Whether at every mix the weights are worse than today's beyond chance.
    #[must_use]
    pub fn loses_at_all_mixes(&self) -> bool {
        !self.mixes.is_empty() && self.mixes.iter().all(|mix| mix.gain.high < 0.0)
    }

    /// Whether the best weights are all in one coin, and nothing was asked of what is earned or held.
    #[must_use]
    pub fn is_one_coin_unasked(&self) -> bool {
        let asked = |rule: &Rule| !matches!(rule, Rule::Budget { .. });
        let coins = |least: f64| -> BTreeSet<&str> {
            self.weights.iter().filter(|place| place.optimum >= least).map(|place| place.asset.as_str()).collect()
        };
        coins(0.0).len() > 1 && coins(UNCHANGED).len() == 1 && !self.rules.iter().any(asked)
    }

    /// The least and the largest gain at the mixes; `None` without any.
    #[must_use]
    pub fn gains_at_mixes(&self) -> Option<Ends> {
        let first = self.mixes.first()?.gain.value;
        Some(self.mixes.iter().map(|mix| mix.gain.value).fold(Ends { low: first, high: first }, with))
    }

    /// Says what seeds and assumptions make of the weights; where both ends were wanted and one can't stand, nobody knows
    /// whether they are better all over the ranges.
    pub(super) fn judge(&mut self, both_ends_stand: bool) {
        let gains = || self.all_assumed().map(|assumed| assumed.gain.value);
        if self.all_assumed().next().is_some() {
            let gain = self.fresh.gain.value;
            self.fresh.gain.range = Some(gains().fold(Ends { low: gain, high: gain }, with));
            self.note_weights();
        }
        let [today, _] = self.fresh.minimised(self.goal);
        let closed = self.weights.iter().any(|place| !place.is_open && place.today > UNCHANGED);
        self.verdict = if closed || !self.broken.is_empty() {
            Verdict::Required
        } else if self.change.turnover < UNCHANGED {
            Verdict::AsToday
        } else if !is_clear(self.fresh.gain, today.value) {
            Verdict::WithinSampling
        } else if !both_ends_stand || !self.all_assumed().all(|assumed| is_clear(assumed.gain, assumed.today)) {
            Verdict::WithinRange
        } else {
            Verdict::Better
        };
    }

    /// Notes beside each place what its best weight is under other assumptions.
    fn note_weights(&mut self) {
        let of = |assumed: &Option<Assumed>| assumed.as_ref().and_then(|assumed| assumed.weights.clone());
        let (sparing, hurting) = (of(&self.sparing), of(&self.hurting));
        let all: Vec<Vec<f64>> = self.all_assumed().filter_map(|assumed| assumed.weights.clone()).collect();
        for (number, place) in self.weights.iter_mut().enumerate() {
            place.sparing = sparing.as_ref().map(|weights| weights[number]);
            place.hurting = hurting.as_ref().map(|weights| weights[number]);
            let own = Ends { low: place.optimum, high: place.optimum };
            place.assumptions = Some(all.iter().map(|weights| weights[number]).fold(own, with));
        }
    }
}

/// Whether a gain is more than a trifle of today's figure with certainty; one of unknown interval is not.
fn is_clear(gain: Estimate, today: f64) -> bool {
    gain.low > TRIFLE * today.abs()
}

fn with(Ends { low, high }: Ends, value: f64) -> Ends {
    Ends { low: low.min(value), high: high.max(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gain_of_unknown_interval_is_not_clear() {
        assert!(is_clear(Estimate::normal(0.1, 0.01), 0.5));
        assert!(!is_clear(Estimate::normal(0.1, 0.06), 0.5));
        assert!(!is_clear(Estimate::normal(0.1, f64::NAN), 0.5));
        assert!(!is_clear(Estimate::normal(0.004, 1e-6), 0.5));
    }
}
