//! Runs of one question, one after another: the pilot runs again only where its answer would be another.

use std::sync::atomic::Ordering;

use super::refusal::Refusal;
use crate::engine::{EngineError, Keeping, Plan, Run, Watch, check_memory, keeps_scales, most_kept, on_threads};
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

/// Runs one after another.
pub(super) struct Runs<'w> {
    manner: Manner<'w>,
    /// Paths that a plain run keeps number by number: with as many, figures are the same to the last digit.
    kept: u64,
    known: Option<(Scenario, AnchorScales)>,
}

impl<'w> Runs<'w> {
    /// Runs of a scenario and of what is made of it.
    pub fn of(scenario: &Scenario, manner: Manner<'w>) -> Self {
        Self { manner, kept: most_kept(scenario.reserves().len(), None), known: None }
    }

    /// The scenario with all that is ranged at its ends, where there is any; work that this takes is expected first.
    pub fn at_ends(&mut self, scenario: &Scenario) -> Result<Option<AtEnds>, Refusal> {
        let Manner { threads, watch, .. } = self.manner;
        if !self.manner.has_ends(scenario) {
            return Ok(None);
        }
        let keeping = Keeping { paths: Some(self.kept), nameless: true };
        let scales = Run::<f32>::begin_keeping(scenario, keeping, threads, watch)?.scales().to_vec();
        Ok(ranges::at_ends(scenario, &scales, threads, Precision::Single, watch)?)
    }

    /// What `look` sees in the columns of the reserves of `scenario`; nobody is told by name.
    pub fn look<R: Send>(
        &mut self,
        scenario: &Scenario,
        look: impl FnOnce(&[&ReserveOutcomes]) -> R + Send,
    ) -> Result<R, Refusal> {
        check_memory(scenario)?;
        let Manner { threads, watch, .. } = self.manner;
        let keeping = Keeping { paths: Some(self.kept), nameless: true };
        let before = watch.done.load(Ordering::Relaxed);
        let known = self.known.as_ref().filter(|(near, _)| keeps_scales(near, scenario));
        let mut run = match known {
            Some((_, anchor)) => Run::<f32>::begin_on_scales(scenario, anchor.clone(), keeping, threads)?,
            None => Run::<f32>::begin_keeping(scenario, keeping, threads, watch)?,
        };
        if known.is_none() {
            self.known = Some((scenario.clone(), run.anchor().clone()));
        }
        run.extend(scenario.simulation().paths, watch)?;
        let reserves: Vec<&ReserveOutcomes> = run.reserves().collect();
        let seen = on_threads(threads, || look(&reserves))?;
        // A pilot that was not needed counts as done.
        let planned = Plan::of(scenario).path_equivalents;
        watch.done.fetch_max(before + planned, Ordering::Relaxed);
        if watch.is_stopped() { Err(EngineError::Interrupted.into()) } else { Ok(seen) }
    }
}
