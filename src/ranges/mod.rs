//! What the assumptions leave open: runs at the ends of ranged inputs, a loop around the engine on the same draws.
//!
//! Each input first goes to both its ends by itself, all others at their values; that tells which end hurts, and
//! makes the tornado. Then all go together, once to the ends that hurt less and once to those that hurt more: every
//! figure of these two runs is one of a plain run of the scenario with those numbers set.
//!
//! Moves by single inputs are differences on the same draws, so fewer paths tell them: the first of the run's, and
//! of the pilot's. The pilot begins at the scales of the scenario itself.

mod at_ends;
mod end;
mod fill;
mod single;
mod yields;

pub use at_ends::{AtEnds, at_ends};

use std::sync::atomic::Ordering;

use crate::assessment::{self, Assessment, NotRun, Ranges, Warning};
use crate::engine::{self, EngineError, Keeping, Plan, Run, Watch, on_threads, whole_tasks};
use crate::numeric::precision::Precision;
use crate::numeric::vector::Scalar;
use crate::scenario::{End, Scenario};
use crate::units::InputIndex;

/// Paths of all runs of single inputs together, about: few inputs are moved on more paths each.
const PATHS_OF_SINGLES: u64 = 1_000_000;
/// … but each on no fewer than these, where the run has them.
const FEWEST_PATHS: u64 = 12_288;

/// How the runs are made.
#[derive(Clone, Copy, Debug)]
pub struct Course<'a> {
    /// The scenario, with the number of paths of its run.
    pub scenario: &'a Scenario,
    /// The scales of its intensities.
    pub scale: &'a [f64],
    /// Threads to use; 0 for all cores.
    pub threads: usize,
    /// How fine the numbers of the daily work are.
    pub precision: Precision,
    /// What the run kept of its paths.
    pub keeping: Keeping,
    /// Whether every counterparty is named, however many there are.
    pub all_names: bool,
}

/// What the runs at ends will take, said before they begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RangePlan {
    /// Inputs that have a range.
    pub inputs: u64,
    /// Paths of each run of a single input, and of its pilot.
    pub paths: u64,
    /// Paths of its pilot; 0 where none is needed.
    pub pilot_paths: u64,
    /// Path-equivalents to do.
    pub path_equivalents: u64,
}

impl RangePlan {
    /// What they will take in a run of `scenario`.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let (inputs, paths, plan) =
            (scenario.ranged_inputs().len() as u64, scenario.simulation().paths, Plan::of(scenario));
        let few = whole_tasks(PATHS_OF_SINGLES / (2 * inputs.max(1))).max(FEWEST_PATHS).min(paths);
        let whole_pilot = plan.path_equivalents - paths;
        let pilot_paths = whole_tasks(2 * few).min(whole_pilot);
        let singles = (2 * inputs + 1) * (few + pilot_paths);
        let path_equivalents = if inputs == 0 { 0 } else { singles + 2 * plan.path_equivalents };
        Self { inputs, paths: few, pilot_paths, path_equivalents }
    }
}

/// Runs the ranged inputs at their ends and puts what that yields beside the figures of `assessment`.
///
/// # Errors
///
/// When stopped, or when threads or memory can't be had.
pub fn add(course: Course<'_>, assessment: &mut Assessment, watch: &Watch) -> Result<(), EngineError> {
    match course.precision {
        Precision::Single => add_in::<f32>(course, assessment, watch),
        Precision::Double => add_in::<f64>(course, assessment, watch),
    }
}

fn add_in<S: Scalar>(course: Course<'_>, assessment: &mut Assessment, watch: &Watch) -> Result<(), EngineError> {
    let plan = RangePlan::of(course.scenario);
    let mut effects = single::effects::<S>(course, plan, watch)?;
    let (sparing, hurting) = (at_ends::ends(&effects, false), at_ends::ends(&effects, true));
    effects.sort_by(|a, b| by_width(b, a));
    let not_run = match (at::<S>(course, &sparing, watch)?, at::<S>(course, &hurting, watch)?) {
        (Ok(low), Ok(high)) => {
            fill::fill(assessment, &low, &high);
            None
        }
        (Err(why), _) | (_, Err(why)) => Some(why),
    };
    if let Some(why) = &not_run {
        assessment.warn(Warning::NoRanges { why: why.clone() });
    }
    let RangePlan { paths, pilot_paths, .. } = plan;
    assessment.summary.ranges = Some(Ranges { paths, pilot_paths, inputs: effects, not_run });
    Ok(())
}

/// How far apart the ends of two inputs are, by cost and then by ES.
fn by_width(a: &assessment::InputEffect, b: &assessment::InputEffect) -> std::cmp::Ordering {
    a.cost.width().total_cmp(&b.cost.width()).then(a.es.width().total_cmp(&b.es.width()))
}

/// Every figure with these inputs at these ends, or why there is none.
fn at<S: Scalar>(
    course: Course<'_>,
    ends: &[(InputIndex, End)],
    watch: &Watch,
) -> Result<Result<Assessment, NotRun>, EngineError> {
    let scenario = match course.scenario.at_ends(ends) {
        Ok(scenario) => scenario,
        Err(error) => return Ok(Err(NotRun::Refused { says: error.message() })),
    };
    engine::check_memory(&scenario)?;
    let mut run = match Run::<S>::begin_keeping(&scenario, course.keeping, course.threads, watch) {
        Err(EngineError::Anchor(unmet)) => return Ok(Err(NotRun::Unmet(unmet))),
        begun => begun?,
    };
    run.extend(scenario.simulation().paths, watch)?;
    let outcomes = run.finish();
    let assess = if course.all_names { assessment::assess_all_names } else { assessment::assess_outcomes };
    let mut assessment = on_threads(course.threads, || assess(&scenario, &outcomes))?;
    assessment::decide(&scenario, &outcomes, course.threads, &mut assessment)?;
    Ok(Ok(assessment))
}

/// Work that was planned and turned out not to be needed.
fn skip(watch: &Watch, paths: u64) {
    watch.done.fetch_add(paths, Ordering::Relaxed);
}
