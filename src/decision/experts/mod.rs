//! Two experts: on which assumptions their files agree, and which single one makes their answers differ.
//!
//! Where both give an input the same value it is as both have it in every run. What they give different values is
//! swapped one by one, from the first expert's answer and from the second's; where these are few, in all orders. All
//! runs share their draws, so that what differs between them is what was assumed, not chance.

mod contrast;
mod ends;
mod inputs;
mod lattice;
mod steps;

#[cfg(test)]
mod tests;

use std::sync::atomic::Ordering;

use serde::Serialize;

use super::refusal::{Refusal, why_not_ranged};
use super::runs::{Manner, Runs};
use super::sweep::{Asked, Measured, all_or};
use crate::engine::Plan;
use crate::scenario::{Expert, Scenario};
use crate::statistics::{Ends, Estimate};

pub use inputs::{Input, Said, Verdict};
use lattice::{Lattice, Swapped};
pub use steps::Step;

/// Inputs that may be disputed at most: each takes two runs.
const MOST_DISPUTED: usize = 60;

/// What is asked.
#[derive(Clone, Debug)]
pub struct ExpertsQuestion {
    /// The two experts.
    pub experts: [Expert; 2],
    /// What is measured; nothing for the mean cost a year and ES 99% of all reserves.
    pub measures: Vec<Asked>,
}

/// Where two experts differ, and which assumption makes their answers differ.
#[derive(Clone, Debug, Serialize)]
pub struct Experts {
    /// The first expert.
    pub a: Voice,
    /// The second.
    pub b: Voice,
    /// What either says something of, by address.
    pub inputs: Vec<Input>,
    /// How many of these both state, and with ranges that overlap.
    pub agreed: usize,
    /// How many both state.
    pub stated_by_both: usize,
    /// How many have different values; where one says nothing, the scenario's value stands for it.
    pub disputed: usize,
    /// The answers, measure by measure and reserve by reserve.
    pub measured: Vec<Compared>,
    /// How many simulations that took, without ends of ranges.
    pub runs: usize,
    /// Why figures have no range, though inputs are ranged.
    pub not_ranged: Option<String>,
}

/// Who believes something.
#[derive(Clone, Debug, Serialize)]
pub struct Voice {
    /// For people.
    pub title: String,
    /// Where all of it comes from.
    pub source: Option<String>,
}

/// Two answers to one question.
#[derive(Clone, Debug, Serialize)]
pub struct Compared {
    /// What was measured, of which reserve.
    #[serde(flatten)]
    pub measured: Measured,
    /// The first expert's answer; its range is what the expert's ranges and the scenario's leave open.
    pub a: Estimate,
    /// The second's.
    pub b: Estimate,
    /// The second less the first, on the same draws; its range has all that is not disputed at its ends.
    pub difference: Estimate,
    /// Whether the two can be told apart.
    pub standing: Standing,
    /// What single disputed inputs do; those first that do most.
    pub swaps: Vec<Swap>,
    /// What of the difference all swaps from the first, one at a time, leave to inputs that act together.
    pub together: Estimate,
}

/// Whether two answers can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// They are the same on every path.
    Same,
    /// They differ by less than sampling tells.
    WithinSampling,
    /// The error of their difference is not known.
    Unknown,
    /// They differ, but each lies within what the other's ranges allow.
    WithinRanges,
    /// They differ by more than that.
    Apart,
}

/// What one disputed input does.
#[derive(Clone, Debug, Serialize)]
pub struct Swap {
    /// Its address.
    pub address: String,
    /// The first expert's answer with the second's value of this alone; untold where it can't be run.
    pub a_with: Estimate,
    /// By how much that is more than the first's answer.
    pub from_a: Estimate,
    /// Which share of the difference that is; untold where there is no telling the answers apart.
    pub closes: Estimate,
    /// The second expert's answer with the first's value of this alone.
    pub b_with: Estimate,
    /// By how much the second's answer is more than that.
    pub from_b: Estimate,
    /// Its part of the difference over all orders in which the inputs can be swapped (Shapley); parts add up to the
    /// difference. `None` where they are too many.
    pub part: Option<Estimate>,
}

impl Swap {
    /// Its part of the difference: over all orders, or else the middle of what it does from either side.
    #[must_use]
    pub fn explains(&self) -> f64 {
        let told = [self.from_a.value, self.from_b.value].into_iter().filter(|value| value.is_finite());
        let (count, sum) = told.fold((0.0, 0.0), |(count, sum), value| (count + 1.0, sum + value));
        self.part.map_or(sum / f64::max(count, 1.0), |part| part.value)
    }
}

/// Says where two experts differ.
///
/// # Errors
///
/// When the question can't be asked of this scenario, an expert's statement is refused, or a run is stopped.
pub fn experts(scenario: &Scenario, question: &ExpertsQuestion, manner: Manner<'_>) -> Result<Experts, Refusal> {
    let [one, other] = &question.experts;
    let inputs = inputs::all(scenario, one, other)?;
    let disputed = inputs.iter().filter(|input| input.differs).count();
    if disputed > MOST_DISPUTED {
        let what = format!("they give {disputed} inputs different values, and {MOST_DISPUTED} is the most");
        return Err(Refusal::Question(format!("{what}: leave out those that matter least")));
    }
    let measured = all_or(&question.measures, &["cost-per-year", "es99"], scenario)?;
    let scenario = &scenario.without_removal();
    let own = question.experts.each_ref().map(|expert| believed(scenario, expert));
    let [own_a, own_b] = own;
    let own = [own_a?, own_b?];
    let lattice = Lattice::of(scenario, &inputs, &measured);
    let work: u64 = own.iter().map(|own| ends::work(own, manner)).sum();
    let each = Plan::of(scenario).path_equivalents;
    manner.watch.total.store(lattice.masks().len() as u64 * each + work, Ordering::Relaxed);
    let mut runs = Runs::of(scenario, manner);
    let Swapped { mut compared, runs: count } = lattice.swapped(&mut runs)?;
    let not_ranged = why_not_ranged(ends::add(&lattice, &own, manner, &mut compared))?;
    for one in &mut compared {
        one.standing = standing(one);
        one.swaps.sort_by(|a, b| b.explains().abs().total_cmp(&a.explains().abs()));
    }
    let voice = |expert: &Expert| Voice { title: expert.title.clone(), source: expert.source.clone() };
    Ok(Experts {
        a: voice(one),
        b: voice(other),
        agreed: inputs.iter().filter(|input| input.verdict == Verdict::Agree).count(),
        stated_by_both: inputs.iter().filter(|input| input.a.stated && input.b.stated).count(),
        disputed,
        inputs,
        measured: compared,
        runs: count,
        not_ranged,
    })
}

/// The scenario as an expert has it, ranges and all.
fn believed(scenario: &Scenario, expert: &Expert) -> Result<Scenario, Refusal> {
    scenario.with_statements(&expert.statements).map_err(|error| Refusal::Question(error.to_string()))
}

fn standing(compared: &Compared) -> Standing {
    let Compared { a, b, difference, swaps, .. } = compared;
    if swaps.is_empty() || difference.value == 0.0 && difference.low == 0.0 && difference.high == 0.0 {
        return Standing::Same;
    }
    if difference.has_unknown_interval() {
        return Standing::Unknown;
    }
    if !(difference.low > 0.0 || difference.high < 0.0) {
        return Standing::WithinSampling;
    }
    let holds = |range: &Estimate, value: f64| {
        range.range.map(Ends::in_order).is_some_and(|(low, high)| low <= value && value <= high)
    };
    if holds(a, b.value) && holds(b, a.value) { Standing::WithinRanges } else { Standing::Apart }
}
