//! One input at a time: what the figures do when it goes to its ends.

use super::end::hurting;
use super::yields::Yield;
use super::{Course, RangePlan, skip};
use crate::assessment::{InputEffect, NotRun, ReserveEffect, Swing};
use crate::engine::{EngineError, Near, Run, Watch, keeps_scales, on_threads};
use crate::numeric::vector::Scalar;
use crate::scenario::{End, RangedInput, Scenario};
use crate::units::InputIndex;

/// What the runs of single inputs are held against: the scenario itself on as many paths.
struct Bench<'a> {
    course: Course<'a>,
    plan: RangePlan,
    scenario: Scenario,
    /// The scales of the scenario as so short a pilot finds them.
    scale: Vec<f64>,
    base: Yield,
}

/// What each input moves, in the order of the scenario.
pub fn effects<S: Scalar>(course: Course<'_>, plan: RangePlan, watch: &Watch) -> Result<Vec<InputEffect>, EngineError> {
    let scenario = course.scenario.with_paths(plan.paths).without_removal();
    let (pilot_paths, keeps_scales) = (plan.pilot_paths, plan.pilot_paths == 0);
    let near = Near { scale: course.scale, pilot_paths, keeps_scales, kept: None };
    let (scale, base) = yielded::<S>(&scenario, near, course.threads, watch)?;
    let bench = Bench { course, plan, scenario, scale, base };
    let inputs = bench.scenario.ranged_inputs().iter().enumerate();
    inputs.map(|(place, input)| bench.effect::<S>(InputIndex(place), input, watch)).collect()
}

/// A run near one whose scales are known: its scales, and what it yields.
fn yielded<S: Scalar>(
    scenario: &Scenario,
    near: Near<'_>,
    threads: usize,
    watch: &Watch,
) -> Result<(Vec<f64>, Yield), EngineError> {
    let mut run = Run::<S>::begin_near(scenario, near, threads, watch)?;
    run.extend(scenario.simulation().paths, watch)?;
    let found = on_threads(threads, || Yield::of(&run))?;
    Ok((run.scales().to_vec(), found))
}

impl Bench<'_> {
    fn effect<S: Scalar>(
        &self,
        input: InputIndex,
        stated: &RangedInput,
        watch: &Watch,
    ) -> Result<InputEffect, EngineError> {
        let low = self.at::<S>(input, End::Low, watch)?;
        let high = self.at::<S>(input, End::High, watch)?;
        Ok(match (low, high) {
            (Ok(low), Ok(high)) => self.told(stated, hurting(&low, &high, &self.base), &low, &high),
            (Err(why), _) | (_, Err(why)) => {
                InputEffect { not_run: Some(why), ..self.told(stated, None, &self.base, &self.base) }
            }
        })
    }

    /// What a run with the input at an end yields, or why it can't be run.
    fn at<S: Scalar>(&self, input: InputIndex, end: End, watch: &Watch) -> Result<Result<Yield, NotRun>, EngineError> {
        let scenario = match self.scenario.at_ends(&[(input, end)]) {
            Ok(scenario) => scenario,
            Err(error) => return Ok(Err(NotRun::Refused { says: error.message() })),
        };
        let pilot_paths = self.plan.pilot_paths;
        let is_near = keeps_scales(&self.scenario, &scenario);
        let near = Near { scale: &self.scale, pilot_paths, keeps_scales: is_near, kept: None };
        if is_near {
            skip(watch, pilot_paths);
        }
        match yielded::<S>(&scenario, near, self.course.threads, watch) {
            Err(EngineError::Anchor(unmet)) => Ok(Err(NotRun::Unmet(unmet))),
            found => Ok(Ok(found?.1)),
        }
    }

    fn told(&self, input: &RangedInput, hurts: Option<End>, low: &Yield, high: &Yield) -> InputEffect {
        let swing =
            |of: &dyn Fn(&Yield) -> f64| Swing { low: of(low) - of(&self.base), high: of(high) - of(&self.base) };
        let reserves = self.scenario.reserves().iter().enumerate().map(|(place, reserve)| ReserveEffect {
            id: reserve.id.clone(),
            cost: swing(&|found| found.reserves[place].cost),
            es: swing(&|found| found.reserves[place].es),
        });
        InputEffect {
            input: input.clone(),
            hurts,
            cost: swing(&Yield::cost),
            es: swing(&Yield::es),
            reserves: reserves.collect(),
            not_run: None,
        }
    }
}
