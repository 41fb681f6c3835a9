//! `run`: simulate, write the folder, say the answer.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Instant, SystemTime};

use super::answer::{Place, answer};
use super::arguments::{PathsFormat, RunArguments};
use super::error::ProgramError;
use super::interrupt::Interrupt;
use super::open::open;
use super::progress::Progress;
use super::{dry_run, print, shipped, until, wording};
use crate::engine::{self, Watch};
use crate::numeric::vector::Vectors;
use crate::outcome::Outcomes;
use crate::report::{
    self, ReportError, ReportOptions, RunChoices, RunMade, RunTimes, Unfinished, WriteOptions, Written, paths,
};
use crate::scenario::Scenario;
use crate::stopping::most_paths;
use crate::{AssessOptions, Assessed, assess};

/// Paths whose records are in memory at one time.
const PATHS_AT_ONCE: u64 = 8192;

/// Runs a scenario as the arguments say.
///
/// # Errors
///
/// When the scenario, the place or the vectors wanted can't be had, memory or threads are short, or
/// somebody interrupts; nothing half-written stays.
pub fn run(arguments: &RunArguments) -> Result<(), ProgramError> {
    let word = arguments.scenario.clone().unwrap_or_else(|| PathBuf::from(shipped::DEFAULT));
    if arguments.paths_out == Some(PathsFormat::Parquet) && !cfg!(feature = "parquet") {
        return Err(ReportError::WithoutParquet.into());
    }
    Vectors::wanted()?;
    let scenario = open(&word, &arguments.changes)?;
    let place = arguments.out.clone().unwrap_or_else(|| Path::new("output").join(scenario.name()));
    let watch = Arc::new(Watch::default());
    let interrupt = Interrupt::listen(&watch)?;
    let options = options(&scenario, arguments);
    // A run of this scenario by default replaces its last one; a folder that was named does not.
    let writing = WriteOptions { replace_run: arguments.force || arguments.out.is_none() };
    if arguments.dry_run {
        report::may_stand_at(&place, writing)?;
        return print(&dry_run::forecast(&scenario, options, &place, &watch)?);
    }

    let unfinished = Unfinished::begin(&place, writing)?;
    interrupt.clear_away(unfinished.path());
    if let Some(goal) = options.until.filter(|_| !arguments.quiet) {
        note(&until::beginning(goal, options.most_paths));
    }
    let progress = Progress::of(&watch, arguments.quiet);
    let (mut assessed, times) = simulate(&scenario, options, &watch)?;
    // Charts want the room; single paths are drawn again.
    assessed.outcomes.forget_paths();
    let look = arguments.look.look();
    let made = RunMade { times, choices: choices(arguments), look, stop: assessed.stop.as_ref() };
    let showing = ReportOptions { look, embed: arguments.embed, charts: None };
    report::fill(&unfinished, &assessed.assessment, &made, &showing)?;
    if let Some(format) = arguments.paths_out {
        write_paths(&unfinished, format, &scenario, &assessed.outcomes, &watch)?;
    }
    if watch.stop.load(Ordering::SeqCst) {
        return Err(ProgramError::Interrupted);
    }
    let written = unfinished.complete()?;
    drop(progress);
    say(
        arguments,
        &assessed,
        &written,
        &Place {
            folder: &place.display().to_string(),
            files: &wording::files(&written),
            scenario: &word.display().to_string(),
        },
    )
}

/// How the run is made. Its cap, if it needs one, is settled here, once: free memory changes.
fn options(scenario: &Scenario, arguments: &RunArguments) -> AssessOptions {
    AssessOptions {
        threads: arguments.threads.unwrap_or(0),
        all_names: arguments.all_names,
        no_names: arguments.no_names,
        precision: arguments.precision.into(),
        kept_paths: arguments.keep_paths,
        ranges: !arguments.no_ranges,
        force_tail: arguments.force_tail,
        until: arguments.until,
        most_paths: arguments.until.map(|_| most_paths(scenario, arguments.most_paths)),
    }
}

/// What `run.json` says of how the run was asked for.
fn choices(arguments: &RunArguments) -> RunChoices {
    let RunArguments { all_names, no_names, keep_paths, no_ranges, force_tail, .. } = *arguments;
    RunChoices { all_names, no_names, keep_paths, no_ranges, force_tail }
}

fn simulate(scenario: &Scenario, options: AssessOptions, watch: &Watch) -> Result<(Assessed, RunTimes), ProgramError> {
    let (started, clock) = (SystemTime::now(), Instant::now());
    let assessed = assess(scenario, options, watch)?;
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let threads = if options.threads == 0 { cores() } else { options.threads };
    Ok((assessed, RunTimes { started, simulation: clock.elapsed(), threads }))
}

fn write_paths(
    folder: &Unfinished,
    format: PathsFormat,
    scenario: &Scenario,
    outcomes: &Outcomes,
    watch: &Watch,
) -> Result<(), ProgramError> {
    let format = match format {
        PathsFormat::Csv => paths::Format::Csv,
        PathsFormat::Parquet => paths::Format::Parquet,
    };
    let mut writer = paths::Writer::begin(folder, format, scenario, outcomes)?;
    let all = outcomes.paths as u64;
    for first in (0..all).step_by(PATHS_AT_ONCE as usize) {
        if watch.stop.load(Ordering::SeqCst) {
            return Err(ProgramError::Interrupted);
        }
        let some = first..all.min(first + PATHS_AT_ONCE);
        writer.append(&engine::records_in(outcomes.precision, scenario, &outcomes.anchor.scale, some))?;
    }
    Ok(writer.finish()?)
}

fn say(
    arguments: &RunArguments,
    assessed: &Assessed,
    written: &Written,
    place: &Place<'_>,
) -> Result<(), ProgramError> {
    let end = assessed.stop.as_ref().map(until::end).unwrap_or_default();
    if arguments.json {
        if !arguments.quiet {
            note(&end);
        }
        let summary = written.folder.join("summary.json");
        let text = std::fs::read_to_string(&summary);
        return print(
            &text.map_err(|error| ProgramError::Resources(format!("can't read {}: {error}", summary.display())))?,
        );
    }
    if arguments.quiet { Ok(()) } else { print(&format!("{}{end}", answer(&assessed.assessment, place))) }
}

/// Says something beside the results, to who looks on.
fn note(text: &str) {
    // The results do not hang on whether anybody does.
    let _ = io::stderr().write_all(text.as_bytes());
}
