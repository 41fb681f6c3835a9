//! Reverse stress: from a loss back to what leads there.
//!
//! Three ways back: the paths that lose so much, told by who failed on them; the smallest sets of failures that cost so
//! much tomorrow, counted out without sampling; and how many times as high all hazards would have to be for a stated
//! tolerance to be broken.

mod combinations;
mod multiple;
mod sets;

use serde::Serialize;

pub use combinations::{Combination, Others};
pub use multiple::Multiple;
pub use sets::{EventSet, MOST_EVENTS, MOST_SETS, MOST_TOGETHER, Searched};

use super::exact::Exact;
use crate::engine::{EngineError, Keeping, Watch, on_threads, simulate_keeping};
use crate::numeric::precision::Precision;
use crate::outcome::Outcomes;
use crate::scenario::Scenario;
use crate::statistics::Estimate;
use crate::units::ReserveIndex;
use combinations::Told;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// The loss to which ways are sought, a share.
    pub loss: f64,
    /// How likely it may be at most, where that is stated.
    pub probability: Option<f64>,
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
}

/// Finds the ways to a loss.
///
/// # Errors
///
/// When stopped, when the anchor can't be met, or when threads or memory can't be had.
pub fn reverse(scenario: &Scenario, question: Question, threads: usize, watch: &Watch) -> Result<Reverse, EngineError> {
    let scenario = scenario.without_removal();
    let outcomes = simulate_keeping(Keeping::default(), Precision::Single, &scenario, threads, watch)?;
    let multiples = match question.probability {
        Some(probability) => multiple::multiples(&scenario, &outcomes, question.loss, probability, threads, watch)?,
        None => Vec::new(),
    };
    let places: Vec<ReserveIndex> = (0..scenario.reserves().len()).map(ReserveIndex).collect();
    let of_reserve = |place: &ReserveIndex| of_reserve(&scenario, &outcomes, *place, question.loss);
    let mut reserves = on_threads(threads, || places.iter().map(of_reserve).collect::<Vec<_>>())?;
    reserves.iter_mut().zip(multiples).for_each(|(reserve, multiple)| reserve.multiple = Some(multiple));
    let Question { loss, probability } = question;
    Ok(Reverse { loss, probability, paths: outcomes.kept as u64, reserves })
}

fn of_reserve(scenario: &Scenario, outcomes: &Outcomes, place: ReserveIndex, loss: f64) -> Reversed {
    let reserve = &scenario.reserves()[place.0];
    let Told { exceeds, market_alone, worst, combinations, others } =
        combinations::told(scenario, outcomes, place, loss);
    let found = sets::smallest(scenario, outcomes, place, loss);
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
        all_together: Exact { value: found.all_together, range: None },
        multiple: None,
    }
}

#[cfg(test)]
mod tests;
