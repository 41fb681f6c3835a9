//! What is told of the best weights.

use serde::Serialize;

use super::payoffs::{Figures, Payoffs};
use super::programme::Solved;
use super::rule::Rule;
use super::wish::{Task, Wish};
use super::{Goal, Mark, Point};
use crate::assessment::Ends;
use crate::scenario::Scenario;
use crate::statistics::Estimate;
use crate::stopping::Figure;

/// A gain of less than this share of today's figure is a trifle.
pub const TRIFLE: f64 = 0.01;

/// The weights of which what was asked for is least, and how far they are to be trusted.
#[derive(Clone, Debug, Serialize)]
pub struct Optimum {
    /// The reserve that is bettered.
    pub reserve: String,
    /// What is minimised.
    pub minimised: Figure,
    /// The same, as the programme has it.
    pub goal: Goal,
    /// The level of every ES that is told.
    pub level: f64,
    /// What was asked for.
    pub rules: Vec<Rule>,
    /// What the assumptions say of the weights beside today's.
    pub verdict: Verdict,
    /// A gain of less than this share of today's figure counts as none.
    pub trifle: f64,
    /// The weights.
    pub weights: Vec<PlaceWeights>,
    /// How much of the reserve would be sold and bought, and what that costs.
    pub change: Change,
    /// No weights within the rules are better by more than this on the paths on which these were found.
    pub gap: f64,
    /// How many rows of the programme that took.
    pub rounds: usize,
    /// On the paths on which the weights were found.
    pub in_sample: Sample,
    /// On fresh paths; these are the figures to be trusted.
    pub fresh: Sample,
    /// The weights for other seeds; the first are the fresh paths.
    pub seeds: Vec<Seed>,
    /// At the ends of the ranged inputs that hurt less.
    pub sparing: Option<Assumed>,
    /// … and that hurt more.
    pub hurting: Option<Assumed>,
    /// At points from all over the ranges, all inputs at once.
    pub mixes: Vec<Assumed>,
    /// What of the rules today's weights break.
    pub broken: Vec<Rule>,
    /// From the least ES of loss to the least mean counterparty cost.
    pub frontier: Vec<Point>,
    /// Where reserves stand beside it; today's first, then the optimum.
    pub marks: Vec<Mark>,
}

/// What the assumptions say of the weights beside today's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Today's are as good as any.
    AsToday,
    /// Fresh paths can't tell them from today's.
    WithinSampling,
    /// At an end of the ranged inputs, or at a mix from all over their ranges, they can't be told to gain more than a trifle.
    WithinRange,
    /// Today's break the rules, so that they must change, for the better or not.
    Required,
    /// Better than today's.
    Better,
}

/// The weights of one place.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceWeights {
    /// The asset.
    pub asset: String,
    /// Who keeps it.
    pub custodian: String,
    /// Whether money may be put there.
    pub is_open: bool,
    /// Today's.
    pub today: f64,
    /// The best.
    pub optimum: f64,
    /// The least and the most of the best over all seeds, this one too.
    pub seeds: Ends,
    /// The best at the ends of the ranged inputs that hurt less.
    pub sparing: Option<f64>,
    /// … and that hurt more.
    pub hurting: Option<f64>,
    /// The least and the most of the best over ends and mixes of the assumptions, and these ones; where those were run.
    pub assumptions: Option<Ends>,
}

/// How much would be traded.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Change {
    /// Σ |w − today's|: what is sold and what is bought, as a share of the reserve.
    pub turnover: f64,
    /// What that costs, as a share of the reserve, where the cost of trading was said.
    pub cost: Option<f64>,
}

/// Before and after on one set of paths.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Sample {
    /// Seed of the paths.
    pub seed: u64,
    /// Today's weights.
    pub today: Figures,
    /// The best.
    pub optimum: Figures,
    /// By how much the best has less of what is minimised, path by path.
    pub gain: Estimate,
}

/// The best weights for another seed.
#[derive(Clone, Debug, Serialize)]
pub struct Seed {
    /// The seed.
    pub seed: u64,
    /// One slot a place; `None` where the rules can't be kept there.
    pub weights: Option<Vec<f64>>,
    /// By how much the optimum gains on these paths.
    pub gain: Estimate,
}

/// The best weights, and how today's and the optimum fare, under other assumptions.
#[derive(Clone, Debug, Serialize)]
pub struct Assumed {
    /// One slot a place; `None` where the rules can't be kept there.
    pub weights: Option<Vec<f64>>,
    /// What is minimised, of today's weights.
    pub today: f64,
    /// … of the optimum.
    pub optimum: f64,
    /// By how much the optimum gains on today's, path by path.
    pub gain: Estimate,
    /// By how much the best there gains on the optimum: what it costs to have assumed otherwise.
    pub regret: Option<f64>,
}

/// What is known before other seeds and ends are looked at.
pub(super) fn begun(task: &Task, wish: &Wish, scenario: &Scenario, payoffs: &Payoffs, best: &Solved) -> Optimum {
    let in_sample = sample(scenario.simulation().seed, task, payoffs, &best.weights);
    let turnover: f64 = best.weights.iter().zip(&task.today).map(|(weight, today)| (weight - today).abs()).sum();
    let expected = wish.expected_return.map(|least| Rule::ExpectedReturn { least });
    let place = |(place, at): (usize, &crate::decision::places::Place)| {
        let optimum = best.weights[place];
        PlaceWeights {
            asset: scenario.assets()[at.asset.0].id.clone(),
            custodian: scenario.counterparties()[at.custodian.0].id.clone(),
            is_open: task.open[place],
            today: task.today[place],
            optimum,
            seeds: Ends { low: optimum, high: optimum },
            sparing: None,
            hurting: None,
            assumptions: None,
        }
    };
    let broken = task.programme(wish, payoffs).rows;
    let broken = broken.iter().filter(|row| !row.is_kept_by(&task.today, &task.today)).map(|row| row.rule.clone());
    Optimum {
        reserve: task.reserve.clone(),
        minimised: wish.minimise,
        goal: task.goal,
        level: task.level(),
        rules: task.rows.iter().map(|row| row.rule.clone()).chain(expected).collect(),
        verdict: Verdict::Better,
        trifle: TRIFLE,
        weights: task.places.iter().enumerate().map(place).collect(),
        change: Change { turnover, cost: wish.cost_bps.map(|cost_bps| turnover * cost_bps / 1e4) },
        gap: best.gap,
        rounds: best.rounds,
        in_sample,
        fresh: in_sample,
        seeds: Vec::new(),
        sparing: None,
        hurting: None,
        mixes: Vec::new(),
        broken: broken.collect(),
        frontier: Vec::new(),
        marks: Vec::new(),
    }
}

pub(super) fn sample(seed: u64, task: &Task, payoffs: &Payoffs, weights: &[f64]) -> Sample {
    let level = task.level();
    Sample {
        seed,
        today: payoffs.figures(&task.today, level),
        optimum: payoffs.figures(weights, level),
        gain: payoffs.gain(task.goal, &task.today, weights),
    }
}

impl Sample {
    /// What is minimised, of today's weights and of the best.
    #[must_use]
    pub fn minimised(&self, goal: Goal) -> [Estimate; 2] {
        [&self.today, &self.optimum].map(|figures| match (goal.of_cost, goal.level) {
            (false, None) => figures.loss_mean,
            (false, Some(_)) => figures.loss_es,
            (true, None) => figures.cost_mean,
            (true, Some(_)) => figures.cost_es,
        })
    }
}
