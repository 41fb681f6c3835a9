//! Better allocations: which weights over assets and keepers lose least, within what was asked for.
//!
//! Every reserve here only holds, so what it loses is linear in its weights on every path, and what is minimised is
//! convex in them: ES of loss, or mean or ES of the money lost to failures. The programme is exact for the paths at hand.
//! Paths are not the world: the weights are judged on fresh paths, found again for other seeds, and at the ends of the
//! assumptions, and where those can't tell them from today's, that is what is said.

mod answer;
mod frontier;
mod measure;
mod payoffs;
mod programme;
mod rule;
#[cfg(test)]
mod tests;
mod wish;

pub use answer::{AtEnd, Change, Optimum, PlaceWeights, Sample, Seed, Verdict};
pub use frontier::{Mark, Point, Role};
pub use payoffs::Figures;
pub use rule::Rule;
pub use wish::Wish;

use std::sync::atomic::Ordering;

use microlp::Error as SolverError;
use serde::Serialize;
use thiserror::Error;

use crate::engine::{self, EngineError, Watch};
use crate::numeric::precision::Precision;
use crate::ranges::{RangePlan, at_ends};
use crate::scenario::{Scenario, ScenarioError};
use payoffs::Payoffs;
use programme::{Programme, Solved};
use rule::Row;
use wish::Task;

/// For so many other seeds the weights are found again.
const SEEDS: u64 = 5;
/// The level of ES that is told where none is asked for.
const HEADLINE_LEVEL: f64 = 0.99;

/// What is minimised.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Goal {
    /// Whether it is of the money lost to failures, rather than of the loss.
    pub of_lost: bool,
    /// The level of ES; `None` for the mean.
    pub level: Option<f64>,
}

/// How an answer is found; none of it changes the answer but `ranges`, without which no range is told.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// Threads to use; 0 for all cores.
    pub threads: usize,
    /// How fine the numbers of the daily work are.
    pub precision: Precision,
    /// Whether the weights are found at the ends of the ranged inputs too.
    pub ranges: bool,
}

/// Why there are no better weights.
#[derive(Debug, Error)]
pub enum OptimiseError {
    /// A word that the scenario doesn't know.
    #[error("`{id}` after {option} is not {what} of this scenario; known are {known}")]
    Unknown {
        /// After what it stands.
        option: &'static str,
        /// The word.
        id: String,
        /// What was wanted.
        what: &'static str,
        /// What there is.
        known: String,
    },
    /// No place.
    #[error("`{words}` after {option} is not a place: write ASSET@CUSTODIAN, such as BTC@self")]
    NotAPlace {
        /// After what it stands.
        option: &'static str,
        /// The words.
        words: String,
    },
    /// No bound.
    #[error("`{words}` after {option} is not a bound: write what is bound, = and a weight from 0 to 1 (half is 0.5)")]
    NotABound {
        /// After what it stands.
        option: &'static str,
        /// The words.
        words: String,
    },
    /// A bound below at a place where nothing may be held.
    #[error("{option} wants money at {place}, where nothing may be held: name it after --places too")]
    ClosedPlace {
        /// Which bound.
        option: &'static str,
        /// The place.
        place: String,
    },
    /// A budget of unknown cost.
    #[error("--budget needs --cost-bps, what a unit of money sold or bought costs, in basis points above 0")]
    BudgetWithoutCost,
    /// What can't be minimised exactly.
    #[error("{0} is not something to minimise here: say es99 (or another level), mean, cost, or cost-es99")]
    NoGoal(String),
    /// A reserve that trades or has flows.
    #[error(
        "the reserve `{reserve}` has flows or rebalances, so its loss is not linear in its weights: leave those out of \
         the scenario, or say --as-if-held to take every reserve as if it only held what it begins with"
    )]
    NotHeld {
        /// The reserve.
        reserve: String,
    },
    /// Rules that exclude each other.
    #[error("{}", conflict_in_words(.0))]
    Conflict(Vec<Rule>),
    /// A solver that gave up.
    #[error("the linear programme could not be solved: {0}")]
    Solver(SolverError),
    /// The same scenario with another seed or at the ends of its ranges.
    #[error("{0}")]
    Scenario(#[from] ScenarioError),
    /// A run that was stopped, or found no threads or memory.
    #[error("{0}")]
    Engine(#[from] EngineError),
}

fn conflict_in_words(rules: &[Rule]) -> String {
    let told: Vec<String> = rules.iter().map(|rule| format!("`{rule}`")).collect();
    match told.as_slice() {
        [alone] => format!("{alone} can't be kept by weights that sum to 1 and are none below 0: loosen it"),
        _ => format!(
            "{} can't hold together, though they could if any one were not there (weights sum to 1, none is below 0): \
             loosen one of them",
            told.join(" and ")
        ),
    }
}

impl Task {
    /// The programme, with what hangs on payoffs.
    fn programme(&self, wish: &Wish, payoffs: &Payoffs) -> Programme {
        let mut rows = self.rows.clone();
        if let Some(least) = wish.expected_return {
            let rule = Rule::ExpectedReturn { least };
            rows.push(Row { rule, terms: payoffs.mean_losses(), most: -least, is_of_changes: false });
        }
        Programme { open: self.open.clone(), today: self.today.clone(), rows }
    }

    /// The best weights for some payoffs; `None` where the rules can't be kept there.
    fn solve(&self, wish: &Wish, payoffs: &Payoffs, begin: &[f64]) -> Result<Option<Solved>, OptimiseError> {
        match self.programme(wish, payoffs).minimise(&payoffs.measure(self.goal), begin) {
            Ok(solved) => Ok(Some(solved)),
            Err(SolverError::Infeasible) => Ok(None),
            Err(error) => Err(OptimiseError::Solver(error)),
        }
    }

    fn level(&self) -> f64 {
        self.goal.level.unwrap_or(HEADLINE_LEVEL)
    }
}

/// Path-equivalents of all runs but the one at hand.
fn beyond(task: &Task, scenario: &Scenario, way: Way) -> u64 {
    let one = engine::plan(&payoffs::alone(scenario, &task.places)).path_equivalents;
    SEEDS * one + if way.ranges { RangePlan::of(scenario).path_equivalents } else { 0 }
}

/// Finds the weights of which what was asked for is least, and how far they are to be trusted.
///
/// # Errors
///
/// When a word is not known, when the rules can't be kept together, or when the runs can't be made.
pub fn optimise(scenario: &Scenario, wish: &Wish, way: Way, watch: &Watch) -> Result<Optimum, OptimiseError> {
    let task = wish.task(scenario)?;
    watch.beyond.store(beyond(&task, scenario, way), Ordering::Relaxed);
    let run = |scenario: &Scenario| Payoffs::simulate(scenario, &task.places, (way.threads, way.precision), watch);
    let payoffs = run(scenario)?;
    let Some(best) = task.solve(wish, &payoffs, &task.today)? else {
        let programme = task.programme(wish, &payoffs);
        let conflict = programme.conflict().map_err(OptimiseError::Solver)?;
        return Err(OptimiseError::Conflict(conflict.into_iter().map(|row| row.rule.clone()).collect()));
    };
    let frontier = frontier::walk(&task, wish, &payoffs)?;
    let mut found = answer::begun(&task, wish, scenario, &payoffs, &best);
    found.frontier = frontier;
    found.marks = frontier::marks(&task, &payoffs, &best);
    for more in 1..=SEEDS {
        let seed = scenario.simulation().seed.wrapping_add(more);
        let fresh = run(&scenario.with_sets(&[format!("simulation.seed={seed}")])?)?;
        found.add_seed(seed, &task, &fresh, task.solve(wish, &fresh, &best.weights)?);
    }
    if way.ranges
        && let Some(ends) = at_ends(scenario, &payoffs.scale, way.threads, way.precision, watch)?
    {
        for (end, is_hurting) in [(&ends.sparing, false), (&ends.hurting, true)] {
            let payoffs = run(end)?;
            found.add_end(is_hurting, &task, &payoffs, task.solve(wish, &payoffs, &best.weights)?);
        }
    }
    found.judge();
    Ok(found)
}
