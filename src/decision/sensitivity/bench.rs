//! The figure at any values of the ranged inputs.

use std::sync::atomic::Ordering;

use super::Question;
use crate::decision::spread::values_at;
use crate::engine::{EngineError, Near, Plan, Run, Watch, check_memory, keeps_scales, whole_tasks};
use crate::scenario::Scenario;
use crate::stopping::Figure;
use crate::units::ReserveIndex;

/// Paths of one run where nobody says how many, and of its pilot: differences on the same draws need few.
const PATHS: u64 = 4_096;
const PILOT_PATHS: u64 = 8_192;

/// What each run is made from.
pub(super) struct Bench<'a> {
    whole: &'a Scenario,
    question: Question,
    home: Known,
    pilot_paths: u64,
    at_values: f64,
}

/// A scenario, and the scales of its intensities.
pub(super) struct Known {
    scenario: Scenario,
    scale: Vec<f64>,
}

/// What a run yields.
pub(super) struct Seen {
    pub figure: f64,
    known: Known,
}

impl<'a> Bench<'a> {
    /// Runs the scenario itself.
    pub fn begin(whole: &'a Scenario, question: Question, threads: usize, watch: &Watch) -> Result<Self, EngineError> {
        let paths = question.paths.unwrap_or_else(|| whole_tasks(PATHS).min(whole.simulation().paths));
        let scenario = whole.with_paths(paths).without_removal();
        check_memory(&scenario)?;
        let needs_pilot = Plan::of(&scenario).path_equivalents > paths;
        watch.total.store(Plan::of(&scenario).path_equivalents, Ordering::Relaxed);
        let alone = only(&scenario, question.reserve);
        let mut run = Run::<f32>::begin(&alone, threads, watch)?;
        run.extend(paths, watch)?;
        let at_values = figure_of(&run, question.figure);
        let (scale, pilot_paths) = (run.scales().to_vec(), if needs_pilot { PILOT_PATHS } else { 0 });
        drop(run);
        Ok(Self { whole, question, home: Known { scenario, scale }, pilot_paths, at_values })
    }

    pub fn paths(&self) -> u64 {
        self.home.scenario.simulation().paths
    }

    pub const fn pilot_paths(&self) -> u64 {
        self.pilot_paths
    }

    /// The figure with all inputs at their values.
    pub const fn at_values(&self) -> f64 {
        self.at_values
    }

    /// The figure with the inputs at these shares of their ranges; `None` where they can't stand together. The scales
    /// are sought from those of `near` on, and are the same where what differs has no part in them.
    pub fn look(&self, shares: &[f64], near: Option<&Seen>, watch: &Watch) -> Result<Option<Seen>, EngineError> {
        let near = near.map_or(&self.home, |seen| &seen.known);
        let Ok(scenario) = self.home.scenario.at_values(&values_at(self.whole, shares)) else {
            watch.done.fetch_add(self.paths() + self.pilot_paths, Ordering::Relaxed);
            return Ok(None);
        };
        let keeps_scales = self.pilot_paths == 0 || keeps_scales(&near.scenario, &scenario);
        if keeps_scales {
            watch.done.fetch_add(self.pilot_paths, Ordering::Relaxed);
        }
        let near = Near { scale: &near.scale, pilot_paths: self.pilot_paths, keeps_scales, kept: None };
        let alone = only(&scenario, self.question.reserve);
        // Runs stand side by side: each has one thread.
        let mut run = match Run::<f32>::begin_near(&alone, near, 1, watch) {
            Err(EngineError::Anchor(_)) => return Ok(None),
            begun => begun?,
        };
        run.extend(alone.simulation().paths, watch)?;
        let (figure, scale) = (figure_of(&run, self.question.figure), run.scales().to_vec());
        drop(run);
        Ok(Some(Seen { figure, known: Known { scenario, scale } }))
    }

    /// Tells how much there is to do if every fourth input turns out to matter.
    pub fn expect(&self, watch: &Watch, points: u64, inputs: usize, rest: u64) {
        let each = self.paths() + self.pilot_paths;
        watch.total.fetch_add(points * (inputs as u64 + 2) * each, Ordering::Relaxed);
        watch.beyond.store(rest * (inputs as u64 / 4 + 2) * each, Ordering::Relaxed);
    }

    /// Tells how much is left to do.
    pub fn expect_rest(&self, watch: &Watch, points: u64, inputs: usize) {
        watch.beyond.store(0, Ordering::Relaxed);
        let each = self.paths() + self.pilot_paths;
        watch.total.fetch_add(points * (inputs as u64 + 2) * each, Ordering::Relaxed);
    }
}

fn only(scenario: &Scenario, reserve: ReserveIndex) -> Scenario {
    scenario.with_reserves(vec![scenario.reserves()[reserve.0].clone()])
}

fn figure_of(run: &Run<'_, f32>, figure: Figure) -> f64 {
    run.reserves().next().map_or(f64::NAN, |columns| figure.of(columns).0.value)
}
