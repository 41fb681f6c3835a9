//! What a unit of money yields at each place, path by path.
//!
//! A reserve that only holds is as many small reserves as it has positions: what it is worth in the end is the sum of
//! theirs, on every path. So one run of reserves of one position each tells every mix of them, with or without failures.
//! The counterparty cost X of a mix is no sum, for it divides by what that very mix would be worth without failures.

use serde::Serialize;

use super::Goal;
use super::measure::{Measure, mean, mix};
use crate::decision::places::Place;
use crate::engine::{EngineError, Keeping, Watch, simulate_keeping, whole_tasks};
use crate::numeric::precision::Precision;
use crate::scenario::Scenario;
use crate::statistics::comparison::{difference_of_means, difference_of_shortfalls};
use crate::statistics::interval::{MeanAndSd, expected_shortfall};
use crate::statistics::{Estimate, Tail};

/// What a unit of money loses at each place: one column a place, one number a path.
#[derive(Clone, Debug)]
pub(super) struct Payoffs {
    /// Marked loss.
    pub loss: Vec<Vec<f64>>,
    /// Loss of the market alone.
    pub market: Vec<Vec<f64>>,
    /// What failures took: the difference of the two.
    pub lost: Vec<Vec<f64>>,
    /// The scales of the intensities.
    pub scale: Vec<f64>,
}

/// The figures of one reserve.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Figures {
    /// Mean loss.
    pub loss_mean: Estimate,
    /// ES of loss.
    pub loss_es: Estimate,
    /// ES of the market alone.
    pub market_es: Estimate,
    /// Mean of the money lost to failures, as a share of what was put in.
    pub lost_mean: Estimate,
    /// ES of the same.
    pub lost_es: Estimate,
    /// E\[X\].
    pub cost_mean: Estimate,
    /// ES of X.
    pub cost_es: Estimate,
}

impl Payoffs {
    /// Simulates one reserve a place.
    pub fn simulate(
        scenario: &Scenario,
        places: &[Place],
        (threads, precision): (usize, Precision),
        watch: &Watch,
    ) -> Result<Self, EngineError> {
        let scenario = alone(scenario, places);
        // Every path is kept; what is kept fills whole tasks.
        let keeping = Keeping { paths: Some(whole_tasks(scenario.simulation().paths)), nameless: true };
        let outcomes = simulate_keeping(keeping, precision, &scenario, threads, watch)?;
        let (mut loss, mut market, mut lost) = (Vec::new(), Vec::new(), Vec::new());
        for reserve in outcomes.reserves {
            let alone = reserve.market_alone();
            lost.push(reserve.loss.iter().zip(&alone).map(|(loss, alone)| loss - alone).collect());
            market.push(alone);
            loss.push(reserve.loss);
        }
        Ok(Self { loss, market, lost, scale: outcomes.anchor.scale })
    }

    /// Mean or ES of loss, as a function of the weights.
    pub fn measure(&self, level: Option<f64>) -> Measure<'_> {
        Measure::of(&self.loss, level)
    }

    /// X of a mix, path by path.
    pub fn costs(&self, weights: &[f64]) -> Vec<f64> {
        let (loss, market) = (mix(&self.loss, weights), mix(&self.market, weights));
        loss.iter().zip(&market).map(|(loss, market)| cost(*loss, *market)).collect()
    }

    /// What is minimised, path by path.
    fn minimised(&self, goal: Goal, weights: &[f64]) -> Vec<f64> {
        if goal.of_cost { self.costs(weights) } else { mix(&self.loss, weights) }
    }

    /// The figures of a mix.
    pub fn figures(&self, weights: &[f64], level: f64) -> Figures {
        let (loss, market) = (mix(&self.loss, weights), mix(&self.market, weights));
        let (lost, cost) = (mix(&self.lost, weights), self.costs(weights));
        Figures {
            loss_mean: MeanAndSd::of(&loss).estimate(),
            loss_es: expected_shortfall(&tail(&loss, level)),
            market_es: expected_shortfall(&tail(&market, level)),
            lost_mean: MeanAndSd::of(&lost).estimate(),
            lost_es: expected_shortfall(&tail(&lost, level)),
            cost_mean: MeanAndSd::of(&cost).estimate(),
            cost_es: expected_shortfall(&tail(&cost, level)),
        }
    }

    /// By how much less one mix has of what is minimised than another, path by path.
    pub fn gain(&self, goal: Goal, today: &[f64], other: &[f64]) -> Estimate {
        let (a, b) = (self.minimised(goal, today), self.minimised(goal, other));
        let Some(level) = goal.level else { return difference_of_means(&a, &b) };
        let (of_a, of_b) = (tail(&a, level), tail(&b, level));
        let pairs: Vec<(f64, f64)> = a.into_iter().zip(b).collect();
        difference_of_shortfalls(&pairs, &of_a, &of_b)
    }

    /// The mean loss at each place.
    pub fn mean_losses(&self) -> Vec<f64> {
        self.loss.iter().map(|column| mean(column)).collect()
    }

    /// The mean of the money lost to failures at each place.
    pub fn mean_lost(&self) -> Vec<f64> {
        self.lost.iter().map(|column| mean(column)).collect()
    }
}

/// A scenario whose reserves are places alone.
pub(super) fn alone(scenario: &Scenario, places: &[Place]) -> Scenario {
    scenario.with_reserves(places.iter().map(|place| place.alone()).collect()).without_removal()
}

/// X of a path; 0 where nothing would be left without failures.
fn cost(loss: f64, market: f64) -> f64 {
    let without = 1.0 - market;
    if without > 0.0 { 1.0 - (1.0 - loss) / without } else { 0.0 }
}

fn tail(column: &[f64], level: f64) -> Tail {
    Tail::of_losses(column, level)
}
