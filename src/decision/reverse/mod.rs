//! Reverse stress: from a loss back to what leads there.
//!
//! Three ways back: the paths that lose so much, told by who failed on them; the smallest sets of failures that cost so
//! much tomorrow, counted out without sampling; and how many times as high all hazards would have to be for a stated
//! tolerance to be broken.

mod combinations;
mod multiple;
mod sets;

use std::sync::atomic::Ordering;

use serde::Serialize;
use thiserror::Error;

pub use combinations::{Combination, Others};
pub use multiple::{Multiple, MultipleAtEnd};
pub use sets::{EventSet, MOST_EVENTS, MOST_SETS, MOST_TOGETHER, Searched};

use super::exact::Exact;
use crate::engine::{EngineError, Keeping, Watch, on_threads, simulate_keeping};
use crate::numeric::precision::Precision;
use crate::outcome::Outcomes;
use crate::ranges::{RangePlan, at_ends};
use crate::scenario::Scenario;
use crate::statistics::Estimate;
use crate::units::ReserveIndex;
use combinations::Told;
use multiple::Sought;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// The loss to which ways are sought, a share.
    pub loss: f64,
    /// How likely it may be at most, where that is stated.
    pub probability: Option<f64>,
    /// Of which reserve; `None` of all.
    pub reserve: Option<ReserveIndex>,
    /// Whether the ranged inputs are run at their ends too.
    pub ranges: bool,
}

/// Nobody said to which loss ways are sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "there is no loss to go back from: say --loss 0.5 for half of the reserve, or write a [[tolerance]] into the scenario"
)]
pub struct NoLoss;

impl Question {
    /// The question of a scenario: what was not said is that of its first tolerance, a probability only where the loss
    /// is the same.
    ///
    /// # Errors
    ///
    /// When no loss is stated anywhere.
    pub fn of(scenario: &Scenario, loss: Option<f64>, probability: Option<f64>) -> Result<Self, NoLoss> {
        let tolerances = scenario.tolerances();
        let loss = loss.or_else(|| tolerances.first().map(|tolerance| tolerance.loss)).ok_or(NoLoss)?;
        let stated = tolerances.iter().find(|tolerance| tolerance.loss == loss).map(|tolerance| tolerance.probability);
        Ok(Self { loss, probability: probability.or(stated), reserve: None, ranges: true })
    }
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
pub struct Reverse {
    /// The loss to which ways were sought, a share.
    pub loss: f64,
    /// How likely it may be at most; null where nobody said so.
    pub probability: Option<f64>,
    /// Paths that were looked at.
    pub paths: u64,
    /// One entry a reserve.
    pub reserves: Vec<Reversed>,
}

/// The ways to the loss of one reserve.
#[derive(Clone, Debug, Serialize)]
pub struct Reversed {
    /// Id of the reserve.
    pub id: String,
    /// What it is worth before.
    pub initial_value: f64,
    /// P(loss > x).
    pub exceeds: Estimate,
    /// The same of the market alone.
    pub market_alone: Estimate,
    /// The largest loss of all paths.
    pub worst: f64,
    /// Who failed on the paths that lose more; the likeliest first.
    pub combinations: Vec<Combination>,
    /// All other combinations together.
    pub others: Others,
    /// The smallest sets of failures that cost more tomorrow; the likeliest first.
    pub sets: Vec<EventSet>,
    /// How far those were sought.
    pub searched: Searched,
    /// What all failures that were searched cost together, marked.
    pub all_together: Exact,
    /// At how many times the stated hazards the tolerance is broken; null where none is stated.
    pub multiple: Option<Multiple>,
    /// The same with the ranged inputs at the ends that hurt less and more, where those were run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multiple_at_ends: Option<[MultipleAtEnd; 2]>,
}

/// Finds the ways to a loss.
///
/// # Errors
///
/// When stopped, when the anchor can't be met, or when threads or memory can't be had.
pub fn reverse(scenario: &Scenario, question: Question, threads: usize, watch: &Watch) -> Result<Reverse, EngineError> {
    let scenario = scenario.without_removal();
    let ranges = if question.ranges { RangePlan::of(&scenario).path_equivalents } else { 0 };
    watch.beyond.store(ranges, Ordering::Relaxed);
    let run = |scenario: &Scenario| {
        let outcomes = simulate_keeping(Keeping::default(), Precision::Single, scenario, threads, watch)?;
        Ok::<_, EngineError>(Run { scenario: scenario.clone(), outcomes })
    };
    let here = run(&scenario)?;
    let there = if question.ranges { ends(&here, threads, watch, run)? } else { None };
    let places: Vec<ReserveIndex> = match question.reserve {
        Some(reserve) => vec![reserve],
        None => (0..scenario.reserves().len()).map(ReserveIndex).collect(),
    };
    let Question { loss, probability, .. } = question;
    let of_reserve = |place: &ReserveIndex| of_reserve(&here, there.as_ref(), *place, loss);
    let mut reserves = on_threads(threads, || places.iter().map(of_reserve).collect::<Vec<_>>())?;
    if let Some(probability) = probability {
        let sought = Sought { places: &places, loss, probability, threads, watch };
        add_multiples(sought, &here, there.as_ref(), &mut reserves)?;
    }
    Ok(Reverse { loss, probability, paths: here.outcomes.kept as u64, reserves })
}

/// Puts the multiples of hazards beside the chances of the loss.
fn add_multiples(
    sought: Sought<'_>,
    here: &Run,
    there: Option<&[Run; 2]>,
    reserves: &mut [Reversed],
) -> Result<(), EngineError> {
    let watch = sought.watch;
    watch.is_guess.store(true, Ordering::Relaxed);
    let scenarios = if there.is_some() { 3 } else { 1 };
    watch.beyond.store(sought.work(here.outcomes.kept as u64, scenarios), Ordering::Relaxed);
    for (reserve, multiple) in reserves.iter_mut().zip(sought.here(here)?) {
        reserve.multiple = Some(multiple);
    }
    if let Some([sparing, hurting]) = there {
        let ends = sought.at_end(sparing)?.into_iter().zip(sought.at_end(hurting)?);
        for (reserve, (sparing, hurting)) in reserves.iter_mut().zip(ends) {
            let ends = [sparing, hurting];
            reserve.multiple = reserve.multiple.map(|multiple| multiple.with_ends(ends));
            reserve.multiple_at_ends = Some(ends);
        }
    }
    watch.is_guess.store(false, Ordering::Relaxed);
    watch.beyond.store(0, Ordering::Relaxed);
    Ok(())
}

/// A scenario and what its paths yield.
struct Run {
    scenario: Scenario,
    outcomes: Outcomes,
}

/// The same with all ranged inputs at the ends that hurt less and more; `None` where that can't be run.
fn ends(
    here: &Run,
    threads: usize,
    watch: &Watch,
    run: impl Fn(&Scenario) -> Result<Run, EngineError>,
) -> Result<Option<[Run; 2]>, EngineError> {
    let Run { scenario, outcomes } = here;
    let Some(ends) = at_ends(scenario, &outcomes.anchor.scale, threads, Precision::Single, watch)? else {
        return Ok(None);
    };
    match (run(&ends.sparing), run(&ends.hurting)) {
        (Err(EngineError::Anchor(_)), _) | (_, Err(EngineError::Anchor(_))) => Ok(None),
        (sparing, hurting) => Ok(Some([sparing?, hurting?])),
    }
}

fn of_reserve(here: &Run, there: Option<&[Run; 2]>, place: ReserveIndex, loss: f64) -> Reversed {
    let reserve = &here.scenario.reserves()[place.0];
    let Told { exceeds, market_alone, worst, combinations, others } = combinations::told(here, there, place, loss);
    let found = sets::smallest(here, there, place, loss);
    Reversed {
        id: reserve.id.clone(),
        initial_value: reserve.initial_value,
        exceeds,
        market_alone,
        worst,
        combinations,
        others,
        sets: found.sets,
        searched: found.searched,
        all_together: found.all_together,
        multiple: None,
        multiple_at_ends: None,
    }
}

#[cfg(test)]
mod tests;
