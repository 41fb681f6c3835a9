//! Sensitivity: which of the ranged inputs decides a figure.
//!
//! All ranged inputs move at once, each over its whole range, even or, where it spans a decade, even in logarithms; the
//! draws of the engine stay the same from run to run, so that what varies is what was assumed. Sobol indices share the
//! variance of the figure out.

mod bench;
mod points;
#[cfg(test)]
mod tests;

use serde::Serialize;

use super::spread::is_in_logarithms;
use crate::engine::{EngineError, Watch};
use crate::scenario::{RangedInput, Scenario};
use crate::statistics::sobol::{Indices, Samples, indices};
use crate::statistics::{Ends, Estimate, Ranks, Sorted};
use crate::stopping::Figure;
use crate::units::ReserveIndex;
use bench::Bench;
use points::Points;

/// Runs of the inputs that matter, where nobody says how many points.
const ABOUT_RUNS: u64 = 1_024;
/// Points of each sample, at least and at most, where nobody says how many.
const FEWEST_POINTS: u64 = 128;
const MOST_POINTS: u64 = 512;
/// All inputs are looked at on so many points first, or on this part of all where that is more.
const FIRST_POINTS: u64 = 16;
const FIRST_PART: u64 = 4;
/// An input of which the first look says that together with others it explains less than this is looked at no further.
const TRIFLE: f64 = 0.02;

/// An input that explains no more than this together with others decides nothing by itself.
const DECIDES: f64 = 0.5;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The figure.
    pub figure: Figure,
    /// Of which reserve.
    pub reserve: ReserveIndex,
    /// Points of each of the two samples; `None` for as many as take about a minute.
    pub points: Option<u64>,
    /// Paths of each run; `None` for so few as differences on the same draws need.
    pub paths: Option<u64>,
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
pub struct Sensitivity {
    /// The figure, in the words that name it.
    pub figure: Figure,
    /// Id of the reserve.
    pub reserve: String,
    /// Points of each of the two samples.
    pub points: u64,
    /// On so many of them all inputs were looked at; on the others those only that explain more than a trifle.
    pub first_points: u64,
    /// An input that explains less of the variance, together with others, counts as a trifle.
    pub trifle: f64,
    /// Runs that were left out, for their values can't stand together.
    pub left_out: u64,
    /// Runs that were made.
    pub runs: u64,
    /// Paths of each.
    pub paths: u64,
    /// Paths of the pilot of each; 0 where none is needed.
    pub pilot_paths: u64,
    /// The figure with all inputs at their values, on as many paths.
    pub at_values: f64,
    /// Its mean over the assumptions.
    pub mean: f64,
    /// Nine in ten of all assumptions leave it between these.
    pub spread: Ends,
    /// The inputs; those first that decide most. Empty where the figure does not vary.
    pub inputs: Vec<Share>,
    /// What no input explains by itself; `None` where the figure does not vary.
    pub together: Option<Estimate>,
}

/// What an input explains of the variance.
#[derive(Clone, Debug, Serialize)]
pub struct Share {
    /// The input.
    #[serde(flatten)]
    pub input: RangedInput,
    /// Whether it was spread evenly in logarithms.
    pub in_logarithms: bool,
    /// On how many points it was looked at.
    pub points: u64,
    /// By itself: the first-order index.
    pub first: Estimate,
    /// Together with all others: the total index.
    pub total: Estimate,
}

/// How many points each of the two samples has, and how many of them all inputs are looked at on.
#[must_use]
pub fn points_of(scenario: &Scenario, asked: Option<u64>) -> (u64, u64) {
    let each = scenario.ranged_inputs().len() as u64 + 2;
    let points = asked.unwrap_or_else(|| (ABOUT_RUNS / each).clamp(FEWEST_POINTS, MOST_POINTS));
    (points, (points / FIRST_PART).max(FIRST_POINTS).min(points))
}

/// Finds which ranged inputs decide.
///
/// # Errors
///
/// When stopped, when the anchor can't be met at the values themselves, or when threads or memory can't be had.
pub fn sensitivity(
    scenario: &Scenario,
    question: Question,
    threads: usize,
    watch: &Watch,
) -> Result<Sensitivity, EngineError> {
    let (points, first) = points_of(scenario, question.points);
    let bench = Bench::begin(scenario, question, threads, watch)?;
    let mut seen = Points::of(scenario, points as usize);
    bench.expect(watch, first, seen.inputs(), points - first);
    let everybody: Vec<usize> = (0..seen.inputs()).collect();
    seen.look(&bench, 0..first as usize, &everybody, threads, watch)?;
    let matter = matter(&seen.samples());
    bench.expect_rest(watch, points - first, matter.len());
    seen.look(&bench, first as usize..points as usize, &matter, threads, watch)?;
    Ok(told(scenario, question, &bench, &seen, first))
}

/// The inputs that may explain more than a trifle, as far as the samples tell.
fn matter(samples: &Samples) -> Vec<usize> {
    let Some(found) = indices(samples) else { return Vec::new() };
    let is_trifle = |found: &Indices| found.total.high < TRIFLE;
    let may = |(input, found): (usize, Indices)| if is_trifle(&found) { None } else { Some(input) };
    found.inputs.into_iter().enumerate().filter_map(may).collect()
}

fn told(scenario: &Scenario, question: Question, bench: &Bench<'_>, seen: &Points, first: u64) -> Sensitivity {
    let samples = seen.samples();
    let shares = indices(&samples);
    let together = shares.as_ref().map(|shares| shares.together);
    let shares = shares.map(|shares| shares.inputs).unwrap_or_default();
    let all = Sorted::of(&[samples.a.as_slice(), &samples.b].concat());
    let looks = samples.mixed.iter().map(|mixed| mixed.iter().flatten().count() as u64);
    let inputs = scenario.ranged_inputs().iter().zip(shares).zip(looks);
    let mut inputs: Vec<Share> = inputs.map(|((input, found), points)| share(input, found, points)).collect();
    inputs.sort_by(|a, b| b.total.value.total_cmp(&a.total.value));
    let ends = |level| if all.values().is_empty() { f64::NAN } else { all.quantile(level) };
    Sensitivity {
        figure: question.figure,
        reserve: scenario.reserves()[question.reserve.0].id.clone(),
        points: seen.points() as u64,
        first_points: first,
        trifle: TRIFLE,
        left_out: seen.left_out(),
        runs: seen.runs(),
        paths: bench.paths(),
        pilot_paths: bench.pilot_paths(),
        at_values: bench.at_values(),
        mean: all.values().iter().sum::<f64>() / all.values().len().max(1) as f64,
        spread: Ends { low: ends(0.05), high: ends(0.95) },
        inputs,
        together,
    }
}

impl Sensitivity {
    /// Whether the assumptions hardly move the figure: shares of so little say little.
    #[must_use]
    pub fn is_hardly_moved(&self) -> bool {
        self.spread.high - self.spread.low < TRIFLE * self.mean.abs()
    }

    /// Whether the first input decides by itself, as far as its interval tells; `None` where that doesn't.
    #[must_use]
    pub fn one_decides(&self) -> Option<bool> {
        let Estimate { low, high, .. } = self.inputs.first()?.total;
        if low > DECIDES { Some(true) } else { (high <= DECIDES).then_some(false) }
    }
}

fn share(input: &RangedInput, Indices { first, total }: Indices, points: u64) -> Share {
    Share { input: input.clone(), in_logarithms: is_in_logarithms(input), points, first, total }
}
