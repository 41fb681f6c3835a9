//! `run --dry-run`: what a run would take, measured for a moment.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use super::error::ProgramError;
use super::wording::{bytes, clean, duration, grouped, wrapped};
use crate::AssessOptions;
use crate::engine::{self, EngineError, Plan, Watch};
use crate::scenario::Scenario;

/// So long the simulation runs to see how fast it is.
const PROBE: Duration = Duration::from_millis(800);

/// Plan, memory and time of a run that would write to `place`.
///
/// # Errors
///
/// When the run itself could not begin, or somebody interrupts.
pub fn forecast(
    scenario: &Scenario,
    options: AssessOptions,
    place: &Path,
    watch: &Watch,
) -> Result<String, ProgramError> {
    let plan = engine::plan(scenario);
    let time = seconds(scenario, options, &plan, watch)?;
    let (simulation, grid) = (scenario.simulation(), scenario.grid());
    let mut lines = wrapped("", "", &clean(scenario.title()));
    lines.extend(wrapped(
        "Would run: ",
        "  ",
        &format!(
            "{} paths of {} days in {} steps; {} counterparties, {} reserves",
            grouped(simulation.paths as f64),
            grouped(grid.horizon_days() as f64),
            grouped(grid.steps as f64),
            grouped(scenario.counterparties().len() as f64 - f64::from(u8::from(!scenario.own_keys_stated()))),
            scenario.reserves().len()
        ),
    ));
    let removed = if plan.removed_groups.is_empty() { "none".to_owned() } else { plan.removed_groups.join(", ") };
    lines.extend(wrapped("Removed in turn: ", "  ", &clean(&removed)));
    let pilot = if plan.pilot { "yes, so that chances are met on average" } else { "not needed" };
    lines.push(format!("Pilot: {pilot}"));
    lines.extend(wrapped(
        "Memory: ",
        "  ",
        &format!("about {} at the peak: {}", bytes(plan.memory_bytes), clean(&plan.memory_formula)),
    ));
    let work = grouped(plan.path_equivalents as f64);
    lines.extend(wrapped(
        "Time: ",
        "  ",
        &format!("about {} on this machine, for the work of {work} paths", duration(time)),
    ));
    lines.extend(wrapped("Would write: ", "  ", &clean(&place.display().to_string())));
    lines.push("Nothing was run or written.".to_owned());
    Ok(lines.iter().map(|line| format!("{line}\n")).collect())
}

/// Seconds that the run would take, from its speed in its first moment.
fn seconds(scenario: &Scenario, options: AssessOptions, plan: &Plan, watch: &Watch) -> Result<f64, ProgramError> {
    let AssessOptions { precision, threads, .. } = options;
    let clock = Instant::now();
    let result = thread::scope(|scope| {
        let run = scope.spawn(|| engine::simulate_in(precision, scenario, threads, watch).map(drop));
        while clock.elapsed() < PROBE && !run.is_finished() {
            thread::sleep(Duration::from_millis(10));
        }
        // Somebody else may have asked to stop; then the run did not get its moment.
        let is_interrupted = watch.stop.swap(true, Ordering::SeqCst);
        let (elapsed, done) = (clock.elapsed().as_secs_f64(), watch.done.load(Ordering::SeqCst));
        match (run.join(), is_interrupted) {
            (_, true) => Err(ProgramError::Interrupted),
            (Err(panic), _) => std::panic::resume_unwind(panic),
            (Ok(Ok(())), _) => Ok((elapsed, plan.path_equivalents)),
            (Ok(Err(EngineError::Interrupted)), _) => Ok((elapsed, done)),
            (Ok(Err(error)), _) => Err(error.into()),
        }
    });
    let (elapsed, done) = result?;
    Ok(elapsed * plan.path_equivalents as f64 / done.max(1) as f64)
}
