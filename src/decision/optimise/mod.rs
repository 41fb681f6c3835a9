//! Better allocations: which weights over assets and keepers lose least, within what was asked for.
//!
//! Every reserve here only holds, so what it loses is linear in its weights on every path: its mean is linear and its ES
//! convex in them, and the programme is exact for the paths at hand. The counterparty cost is a ratio on every path, and
//! is minimised step by step. Of equally good weights those nearest to today's are taken. Paths are not the world: the
//! weights are judged on fresh paths, found again for other seeds, at the ends of the assumptions and at mixes from all
//! over their ranges, and where those can't tell them from today's, that is what is said.

mod answer;
mod cost;
#[cfg(test)]
mod cost_tests;
mod frontier;
mod judge;
#[cfg(test)]
mod judge_tests;
mod measure;
mod payoffs;
mod programme;
mod rule;
#[cfg(test)]
mod simplex;
#[cfg(test)]
mod tests;
mod wish;

pub use answer::{Assumed, Change, Optimum, PlaceWeights, Sample, Seed, Verdict};
pub use frontier::{Mark, Point, Role};
pub use payoffs::Figures;
pub use rule::Rule;
pub use wish::Wish;

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use microlp::Error as SolverError;
use serde::Serialize;
use thiserror::Error;

use super::spread::{hypercube, values_at};
use crate::engine::{self, EngineError, Watch};
use crate::numeric::precision::Precision;
use crate::ranges::{RangePlan, at_ends};
use crate::scenario::{Scenario, ScenarioError};
use cost::Cost;
use payoffs::Payoffs;
use programme::{Programme, Solved};
use rule::Row;
use wish::Task;

/// For so many other seeds the weights are found again.
const SEEDS: u64 = 5;
/// At so many points from all over the ranges of the assumptions too.
const MIXES: usize = 12;
/// The level of ES that is told where none is asked for.
const HEADLINE_LEVEL: f64 = 0.99;

/// From all in one of so many assets steps towards the least cost begin.
const MOST_COINS: usize = 4;

/// What is minimised.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Goal {
    /// Whether it is of the counterparty cost, rather than of the loss.
    pub of_cost: bool,
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
    /// Rules that exclude each other; where one is a floor for what is earned, the most that the others allow.
    #[error("{}", conflict_in_words(.rules, *.most_earned))]
    Conflict {
        /// The rules.
        rules: Vec<Rule>,
        /// What weights within the others earn at most.
        most_earned: Option<f64>,
    },
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

fn conflict_in_words(rules: &[Rule], most_earned: Option<f64>) -> String {
    let earned = most_earned.map_or_else(String::new, |most| {
        // Hundredths of a percent; a loss that is none has no sign.
        let most = (most * 1e4).round() / 1e2 + 0.0;
        format!(
            "; on average over these paths no weights within the other limits earn more than {most}% of the reserve"
        )
    });
    let told: Vec<String> = rules.iter().map(|rule| format!("`{rule}`")).collect();
    let conflict = match told.as_slice() {
        [alone] => format!("{alone} can't be kept by weights that sum to 1 and are none below 0: loosen it"),
        _ => format!(
            "{} can't hold together, though they could if any one were not there (weights sum to 1, none is below 0): \
             loosen one of them",
            told.join(" and ")
        ),
    };
    conflict + &earned
}

impl Task {
    /// The programme, with what hangs on payoffs.
    fn programme(&self, wish: &Wish, payoffs: &Payoffs) -> Programme {
        let mut rows = self.rows.clone();
        if let Some(least) = wish.expected_return {
            let rule = Rule::ExpectedReturn { least };
            rows.push(Row { rule, terms: payoffs.mean_losses(), most: -least, is_of_changes: false });
        }
        Programme { open: self.open.clone(), today: self.today.clone(), rows, within: None }
    }

    /// The best weights for some payoffs, sought from `begin`; `None` where the rules can't be kept there.
    fn solve(&self, wish: &Wish, payoffs: &Payoffs, begin: &[f64]) -> Result<Option<Solved>, OptimiseError> {
        let (programme, level) = (self.programme(wish, payoffs), self.goal.level);
        let solved = if self.goal.of_cost {
            let alone: Vec<Vec<f64>> = self.one_a_coin(payoffs);
            let begin = [begin, &self.today].into_iter().chain(alone.iter().map(Vec::as_slice));
            let mut begin: Vec<&[f64]> = begin.collect();
            begin.dedup();
            Cost::of(payoffs, level).minimise(&programme, &begin)
        } else {
            programme.minimise(&payoffs.measure(level), begin)
        };
        match solved {
            Ok(solved) => Ok(Some(solved)),
            Err(SolverError::Infeasible) => Ok(None),
            Err(error) => Err(OptimiseError::Solver(error)),
        }
    }

    /// For each asset the weights that have nothing else, where failures take least of it: only the shares of assets keep
    /// the cost from being linear, so these are its corners.
    fn one_a_coin(&self, payoffs: &Payoffs) -> Vec<Vec<f64>> {
        let lost = payoffs.mean_lost();
        let assets: BTreeSet<_> = self.places.iter().map(|place| place.asset).collect();
        let best_of = |asset| {
            let open = (0..self.places.len()).filter(|place| self.open[*place] && self.places[*place].asset == asset);
            open.min_by(|a, b| lost[*a].total_cmp(&lost[*b]))
        };
        let alone = |best: usize| (0..self.places.len()).map(|place| f64::from(u8::from(place == best))).collect();
        assets.into_iter().filter_map(best_of).take(MOST_COINS).map(alone).collect()
    }

    fn level(&self) -> f64 {
        self.goal.level.unwrap_or(HEADLINE_LEVEL)
    }
}

/// Path-equivalents of all runs but the one at hand.
fn beyond(task: &Task, scenario: &Scenario, way: Way) -> u64 {
    let one = engine::plan(&payoffs::alone(scenario, &task.places)).path_equivalents;
    let has_ranges = way.ranges && !scenario.ranged_inputs().is_empty();
    let ranged = RangePlan::of(scenario).path_equivalents + MIXES as u64 * one;
    SEEDS * one + if has_ranges { ranged } else { 0 }
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
    let Some(best) = task.solve(wish, &payoffs, &task.today)? else { return Err(conflict(&task, wish, &payoffs)) };
    let frontier = frontier::walk(&task, wish, &payoffs, &best)?;
    let mut found = answer::begun(&task, wish, scenario, &payoffs, &best);
    found.frontier = frontier;
    found.marks = frontier::marks(&task, &payoffs, &best);
    let seeded = |more: u64| {
        let seed = scenario.simulation().seed.wrapping_add(more);
        scenario.with_sets(&[format!("simulation.seed={seed}")]).map(|scenario| (seed, scenario))
    };
    for more in 1..=SEEDS {
        let (seed, scenario) = seeded(more)?;
        let fresh = run(&scenario)?;
        found.add_seed(seed, &task, &fresh, task.solve(wish, &fresh, &best.weights)?);
    }
    // On the paths that chose the weights their gain would be too large.
    let (_, fresh) = seeded(1)?;
    let ends = if way.ranges { at_ends(&fresh, &payoffs.scale, way.threads, way.precision, watch)? } else { None };
    let Some(ends) = ends else {
        found.judge(true);
        return Ok(found);
    };
    let assumed = |found: &Optimum, scenario: &Scenario| -> Result<Option<(Assumed, Payoffs)>, OptimiseError> {
        // Where no scales can be found these assumptions can't stand together.
        let payoffs = match run(scenario) {
            Err(EngineError::Anchor(_)) => return Ok(None),
            payoffs => payoffs?,
        };
        let solved = task.solve(wish, &payoffs, &best.weights)?;
        Ok(Some((found.assumed(&task, &payoffs, solved), payoffs)))
    };
    let at_end = |found: &Optimum, end: &Scenario| -> Result<_, OptimiseError> {
        let found_there = assumed(found, end)?;
        Ok(found_there
            .map(|(assumed, payoffs)| (assumed, frontier::under(found.points(), &payoffs, task.level())))
            .unzip())
    };
    let (sparing, low) = at_end(&found, &ends.sparing)?;
    let (hurting, high) = at_end(&found, &ends.hurting)?;
    let both_stand = sparing.is_some() && hurting.is_some();
    (found.sparing, found.hurting) = (sparing, hurting);
    if let (Some(low), Some(high)) = (low, high) {
        let Optimum { frontier, marks, .. } = &mut found;
        frontier::add_ends(frontier.iter_mut().chain(marks.iter_mut().map(|mark| &mut mark.point)), &low, &high);
    }
    for mix in mixes(&fresh) {
        let mix = assumed(&found, &mix)?.map(|(mix, _)| mix);
        found.mixes.extend(mix);
    }
    found.judge(both_stand);
    Ok(found)
}

/// The scenario at points from all over the ranges; those whose values can't stand together are left out.
fn mixes(scenario: &Scenario) -> Vec<Scenario> {
    let columns = hypercube(scenario, "mixes", MIXES);
    let at = |point: usize| {
        let shares: Vec<f64> = columns.iter().map(|column| column[point]).collect();
        scenario.at_values(&values_at(scenario, &shares)).ok()
    };
    (0..MIXES).filter_map(at).collect()
}

/// Which rules can't be kept together.
fn conflict(task: &Task, wish: &Wish, payoffs: &Payoffs) -> OptimiseError {
    let programme = task.programme(wish, payoffs);
    let rules: Vec<Rule> = match programme.conflict() {
        Ok(rows) => rows.into_iter().map(|row| row.rule.clone()).collect(),
        Err(error) => return OptimiseError::Solver(error),
    };
    let is_floor = |rule: &Rule| matches!(rule, Rule::ExpectedReturn { .. });
    let mut others = programme.clone();
    others.rows.retain(|row| !is_floor(&row.rule));
    let earned = || others.minimise(&payoffs.measure(None), &task.today).ok().map(|least| -least.value);
    let most_earned = if rules.iter().any(is_floor) { earned() } else { None };
    OptimiseError::Conflict { rules, most_earned }
}
