//! When there are paths enough: a loop around the engine, on the same draws.
//!
//! A run looks at one figure of every reserve, guesses how many paths it would take, simulates some
//! more and looks again. What it ends with is the plain run of as many paths, byte for byte.
//!
//! It looks at its own estimates to decide when to stop, so the interval that it ends with may cover
//! less often than a plain run's. That this is little, three things see to: the first look is at
//! thousands of paths, a tail must hold some of them before its interval is believed, and looks are few.

mod figure;
mod look;
mod until;

#[cfg(test)]
mod coverage;

use std::sync::atomic::Ordering;

use serde::Serialize;

use crate::engine::{EngineError, Keeping, Plan, Run, Watch, affordable_paths, check_memory, whole_tasks};
use crate::numeric::precision::Precision;
use crate::numeric::vector::Scalar;
use crate::outcome::Outcomes;
use crate::scenario::Scenario;

pub use figure::{Column, Figure, Measure};
pub use look::{Look, Width};
pub use until::{NotAnUntil, Until};

/// The first look is at so many paths, or at those of the scenario where these are fewer.
const FIRST_PATHS: u64 = 10_000;
/// No run takes more paths where nobody says so.
const MOST_PATHS: u64 = 100_000_000;
/// From one look to the next, paths become at most so many times as many: a guess from few paths is poor.
const FASTEST_GROWTH: u64 = 4;
/// … and at least by this part, so that there are few looks.
const SLOWEST_GROWTH: u64 = 8;
/// So much is added to a guess: to come out just short of it would cost another look.
const MARGIN: f64 = 1.05;

/// Where a run stopped, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stop {
    /// What it was to reach.
    #[serde(flatten)]
    pub until: Until,
    /// The cap.
    pub most_paths: u64,
    /// Whether it was reached.
    pub reached: bool,
    /// How many paths there were at each look; the last are those of the run.
    pub looks: Vec<u64>,
    /// The figure at the last look, one entry a reserve.
    pub reserves: Vec<Width>,
}

impl Stop {
    /// Paths of the run.
    #[must_use]
    pub fn paths(&self) -> u64 {
        self.looks.last().copied().unwrap_or(0)
    }
}

/// The cap of a run of `scenario`: what was said, or else as many as half of the free memory holds, and
/// 100 million at most.
#[must_use]
pub fn most_paths(scenario: &Scenario, said: Option<u64>) -> u64 {
    said.unwrap_or_else(|| affordable_paths(scenario).unwrap_or(MOST_PATHS).min(MOST_PATHS)).max(1)
}

/// Simulates paths of `scenario` until the figure of every reserve is as narrow as `until` wants, or until
/// there are `most_paths`.
///
/// # Errors
///
/// When stopped, when the anchor can't be met, or when threads or memory for all of `most_paths` can't
/// be had.
pub fn simulate(
    scenario: &Scenario,
    until: Until,
    most_paths: u64,
    keeping: Keeping,
    threads: usize,
    precision: Precision,
    watch: &Watch,
) -> Result<(Outcomes, Stop), EngineError> {
    match precision {
        Precision::Single => simulate_on::<f32>(scenario, until, most_paths, keeping, threads, watch),
        Precision::Double => simulate_on::<f64>(scenario, until, most_paths, keeping, threads, watch),
    }
}

fn simulate_on<S: Scalar>(
    scenario: &Scenario,
    until: Until,
    most_paths: u64,
    keeping: Keeping,
    threads: usize,
    watch: &Watch,
) -> Result<(Outcomes, Stop), EngineError> {
    check_memory(&scenario.with_paths(most_paths))?;
    watch.is_guess.store(true, Ordering::Relaxed);
    let stated = scenario.simulation().paths;
    let pilot = Plan::of(scenario).path_equivalents - stated;
    let expect = |paths: u64| watch.total.store(pilot + paths, Ordering::Relaxed);
    let mut paths = whole_tasks(stated.min(FIRST_PATHS)).min(most_paths);
    expect(paths);
    let mut run = Run::<S>::begin_keeping(scenario, keeping, threads, watch)?;
    let mut looks = Vec::new();
    let look = loop {
        run.extend(paths, watch)?;
        looks.push(paths);
        let look = Look::at(&run, scenario, until);
        if paths == most_paths || look.is_enough(stated) {
            break look;
        }
        let wanted = whole_tasks(look.paths_wanted(stated)).min(most_paths);
        paths = next(paths, wanted).min(most_paths);
        expect(paths.max(wanted));
    };
    expect(paths);
    watch.is_guess.store(false, Ordering::Relaxed);
    let reached = look.is_enough(stated);
    Ok((run.finish(), Stop { until, most_paths, reached, looks, reserves: look.widths }))
}

/// How many paths the next look is at: those that are wanted, within bounds, in whole tasks.
fn next(paths: u64, wanted: u64) -> u64 {
    let (least, most) = (paths + paths / SLOWEST_GROWTH + 1, paths.saturating_mul(FASTEST_GROWTH));
    whole_tasks(wanted.clamp(least, most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_grow_towards_the_guess_and_neither_creep_nor_leap() {
        assert_eq!(next(10_240, 30_720), 30_720);
        assert_eq!(next(10_240, u64::MAX), 40_960);
        assert_eq!(next(10_240, 10_241), whole_tasks(11_521));
        assert!(next(10_240, 0) > 10_240);
    }
}
