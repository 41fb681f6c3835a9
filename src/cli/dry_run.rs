//! `run --dry-run`: what a run would take, measured for a moment.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use super::error::ProgramError;
use super::wording::{bytes, clean, duration, grouped, wrapped};
use crate::AssessOptions;
use crate::engine::{self, EngineError, Keeping, Plan, Watch};
use crate::ranges::RangePlan;
use crate::scenario::Scenario;
use crate::stopping::Until;

/// So long the simulation runs to see how fast it is.
const PROBE: Duration = Duration::from_millis(800);

/// Plan, memory and time of a run that would write to `place`. How many paths a run takes that finds it
/// out by itself is not known before; its cap is told.
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
    let scenario = &options.most_paths.map_or_else(|| scenario.clone(), |most| scenario.with_paths(most));
    let plan = engine::plan(scenario);
    let ranges = if options.ranges { RangePlan::of(scenario) } else { RangePlan::default() };
    let time = seconds(scenario, options, &plan, &ranges, watch)?;
    let mut lines = wrapped("", "", &clean(scenario.title()));
    lines.extend(course(scenario, &plan, options));
    lines.extend(at_ends(&ranges));
    lines.extend(price(&plan, &ranges, time, at_most(options.until)));
    lines.extend(wrapped("Would write: ", "  ", &clean(&place.display().to_string())));
    lines.push("Nothing was run or written.".to_owned());
    Ok(lines.iter().map(|line| format!("{line}\n")).collect())
}

const fn at_most(until: Option<Until>) -> &'static str {
    if until.is_some() { "at most " } else { "" }
}

/// What would be done.
fn course(scenario: &Scenario, plan: &Plan, options: AssessOptions) -> Vec<String> {
    let AssessOptions { until, no_names, .. } = options;
    let (simulation, grid) = (scenario.simulation(), scenario.grid());
    let work = format!(
        "{}{} paths of {} days in {} steps; {} counterparties, {} reserves",
        at_most(until),
        grouped(simulation.paths as f64),
        grouped(grid.horizon_days() as f64),
        grouped(grid.steps as f64),
        grouped(scenario.counterparties().len() as f64 - f64::from(u8::from(!scenario.own_keys_stated()))),
        scenario.reserves().len()
    );
    let mut lines = wrapped("Would run: ", "  ", &work);
    if let Some(until) = until {
        let unknown = format!("once {until}; how many paths that takes shows only as it runs");
        lines.extend(wrapped("Would stop: ", "  ", &unknown));
    }
    let removed =
        if no_names || plan.removed_groups.is_empty() { "none".to_owned() } else { plan.removed_groups.join(", ") };
    lines.extend(wrapped("Removed in turn: ", "  ", &clean(&removed)));
    let pilot = if plan.pilot { "yes, so that chances are met on average" } else { "not needed" };
    lines.push(format!("Pilot: {pilot}"));
    lines
}

/// The runs at the ends of ranged inputs.
fn at_ends(ranges: &RangePlan) -> Vec<String> {
    let RangePlan { inputs, paths, .. } = *ranges;
    if inputs == 0 {
        return Vec::new();
    }
    let (inputs, singles, paths) = (grouped(inputs as f64), grouped(2.0 * inputs as f64), grouped(paths as f64));
    let words = format!(
        "{inputs} inputs have a range: {singles} runs of {paths} paths move one at a time, 2 of all paths move all; --no-ranges \
         leaves them out"
    );
    wrapped("Ranges: ", "  ", &words)
}

/// What it would take.
fn price(plan: &Plan, ranges: &RangePlan, seconds: f64, at_most: &str) -> Vec<String> {
    let room = format!("{at_most}about {} at the peak: {}", bytes(plan.memory_bytes), clean(&plan.memory_formula));
    let work = grouped((plan.path_equivalents + ranges.path_equivalents) as f64);
    let time = format!("{at_most}about {} on this machine, for the work of {work} paths", duration(seconds));
    [wrapped("Memory: ", "  ", &room), wrapped("Time: ", "  ", &time)].concat()
}

/// Seconds that the run would take, from its speed in its first moment.
fn seconds(
    scenario: &Scenario,
    options: AssessOptions,
    plan: &Plan,
    ranges: &RangePlan,
    watch: &Watch,
) -> Result<f64, ProgramError> {
    let AssessOptions { precision, threads, no_names, .. } = options;
    let keeping = Keeping { nameless: no_names, ..Keeping::default() };
    let clock = Instant::now();
    let result = thread::scope(|scope| {
        let simulate = || engine::simulate_keeping(keeping, precision, scenario, threads, watch).map(drop);
        let run = thread::Builder::new().spawn_scoped(scope, simulate).map_err(|error| {
            ProgramError::Resources(format!("a thread can't be had: {error}; ask for fewer with --threads"))
        })?;
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
    Ok(elapsed * (plan.path_equivalents + ranges.path_equivalents) as f64 / done.max(1) as f64)
}
