//! Runs of one question, one after another: the pilot runs again only where its answer would be another.

use std::sync::atomic::Ordering;

use super::refusal::Refusal;
use crate::engine::{EngineError, Keeping, Near, Plan, Run, Watch, check_memory, keeps_scales, most_kept, on_threads};
use crate::failure::Counterparty;
use crate::numeric::precision::Precision;
use crate::outcome::{AnchorScales, ReserveOutcomes};
use crate::ranges::{self, AtEnds, RangePlan};
use crate::scenario::Scenario;

/// How runs are made.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'w> {
    /// Threads to use; 0 for all cores.
    pub threads: usize,
    /// Whether ranged inputs are run at their ends too.
    pub ranges: bool,
    /// Where progress is told, and the wish to stop.
    pub watch: &'w Watch,
}

impl Manner<'_> {
    /// What it takes to find out which ends of ranged inputs hurt.
    pub(super) fn work_of_ends(&self, scenario: &Scenario) -> u64 {
        let (all, of_both) = (RangePlan::of(scenario).path_equivalents, 2 * Plan::of(scenario).path_equivalents);
        if self.ranges { Plan::of(scenario).path_equivalents + all.saturating_sub(of_both) } else { 0 }
    }

    /// Whether there is anything to run at ends.
    pub(super) fn has_ends(&self, scenario: &Scenario) -> bool {
        self.ranges && !scenario.ranged_inputs().is_empty()
    }
}

/// Paths of the pilot of a run that is near another; differences on the same draws need few.
pub(super) const NEAR_PILOT_PATHS: u64 = 49_152;
/// So many scales are remembered: those of a row of a map and of the row before.
const MOST_KNOWN: usize = 32;

/// Runs one after another.
pub(super) struct Runs<'w> {
    manner: Manner<'w>,
    /// Paths that a plain run keeps number by number: with as many, figures are the same to the last digit.
    kept: u64,
    /// Paths of the pilots of all runs but the first, where they may begin at scales that are near.
    near: Option<u64>,
    /// Scales that were found: the first, and the last ones.
    known: Vec<(Scenario, AnchorScales)>,
}

impl<'w> Runs<'w> {
    /// Runs of a scenario and of what is made of it, each the plain run to the last digit.
    pub fn of(scenario: &Scenario, manner: Manner<'w>) -> Self {
        Self { manner, kept: most_kept(scenario.reserves().len(), None), near: None, known: Vec::new() }
    }

    /// The same where only the first need be the plain run: the pilots of all others begin at scales found before, on
    /// fewer paths.
    pub fn near(scenario: &Scenario, manner: Manner<'w>) -> Self {
        Self { near: Some(NEAR_PILOT_PATHS), ..Self::of(scenario, manner) }
    }

    /// The scenario with all that is ranged at its ends, where there is any; it is refused where the ends can't stand
    /// together.
    pub fn at_ends(&mut self, scenario: &Scenario) -> Result<Option<AtEnds>, Refusal> {
        let Manner { threads, watch, .. } = self.manner;
        if !self.manner.has_ends(scenario) {
            return Ok(None);
        }
        let keeping = Keeping { paths: Some(self.kept), nameless: true };
        let scales = Run::<f32>::begin_keeping(scenario, keeping, threads, watch)?.scales().to_vec();
        let ends = ranges::at_ends(scenario, &scales, threads, Precision::Single, watch)?;
        ends.map(Some).ok_or_else(|| Refusal::Question("the ends can't stand together".to_owned()))
    }

    /// What `look` sees in the columns of the reserves of `scenario`; nobody is told by name.
    pub fn look<R: Send>(
        &mut self,
        scenario: &Scenario,
        look: impl FnOnce(&[&ReserveOutcomes]) -> R + Send,
    ) -> Result<R, Refusal> {
        check_memory(scenario)?;
        let Manner { threads, watch, .. } = self.manner;
        let before = watch.done.load(Ordering::Relaxed);
        let mut run = self.begin(scenario)?;
        run.extend(scenario.simulation().paths, watch)?;
        let reserves: Vec<&ReserveOutcomes> = run.reserves().collect();
        let seen = on_threads(threads, || look(&reserves))?;
        // A pilot that was not needed counts as done.
        let planned = Plan::of(scenario).path_equivalents;
        watch.done.fetch_max(before + planned, Ordering::Relaxed);
        if watch.is_stopped() { Err(EngineError::Interrupted.into()) } else { Ok(seen) }
    }

    /// A run on scales that were found before, or else on its own.
    fn begin<'s>(&mut self, scenario: &'s Scenario) -> Result<Run<'s, f32>, EngineError> {
        let Manner { threads, watch, .. } = self.manner;
        let keeping = Keeping { paths: Some(self.kept), nameless: true };
        if let Some((_, anchor)) = self.known.iter().find(|(known, _)| keeps_scales(known, scenario)) {
            return Run::begin_on_scales(scenario, anchor.clone(), keeping, threads);
        }
        let run = match self.near {
            Some(pilot_paths) if !self.known.is_empty() => {
                let scale = self.above(scenario);
                let near = Near { scale: &scale, pilot_paths, keeps_scales: false, kept: keeping.paths };
                Run::begin_near(scenario, near, threads, watch)?
            }
            _ => Run::begin_keeping(scenario, keeping, threads, watch)?,
        };
        if self.near.is_some() || self.known.is_empty() {
            if self.known.len() == MOST_KNOWN {
                self.known.remove(1);
            }
            self.known.push((scenario.clone(), run.anchor().clone()));
        }
        Ok(run)
    }

    /// The least scales that are likely no less than those of `scenario`: of what was run with hazards that are nowhere
    /// higher, for scales fall as hazards rise. A pilot from there looks at its paths once.
    fn above(&self, scenario: &Scenario) -> Vec<f64> {
        let here = hazards(scenario);
        let mut nearest: Option<(f64, &AnchorScales)> = None;
        for (known, anchor) in &self.known {
            let there = hazards(known);
            let total: f64 = there.iter().sum();
            let is_below = there.iter().zip(&here).all(|(there, here)| there <= here);
            if is_below && nearest.is_none_or(|(most, _)| total >= most) {
                nearest = Some((total, anchor));
            }
        }
        nearest.map_or_else(|| vec![1.0; scenario.counterparties().len()], |(_, anchor)| anchor.scale.clone())
    }
}

/// The mean annual hazard of each counterparty.
fn hazards(scenario: &Scenario) -> Vec<f64> {
    let of = |counterparty: &Counterparty| -> f64 {
        counterparty.modes.iter().map(|mode| mode.hazard.mean_rate(scenario.pools())).sum()
    };
    scenario.counterparties().iter().map(of).collect()
}
