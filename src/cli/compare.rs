//! `compare`: reserves of several runs or scenarios side by side.

mod answer;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::arguments::{Changes, CompareArguments};
use super::error::ProgramError;
use super::interrupt::Interrupt;
use super::open::open;
use super::print;
use super::progress::Progress;
use super::wording::{clean, wrapped};
use crate::engine::Watch;
use crate::report::{self, FinishedRun, Unfinished, WriteOptions};
use crate::scenario::Options;
use crate::{Contender, compare};

/// Compares what the arguments name.
///
/// # Errors
///
/// When one of them can't be read or run, when the place can't be had, or somebody interrupts; nothing half-written
/// stays.
pub fn compare_sides(arguments: &CompareArguments) -> Result<(), ProgramError> {
    let mut contenders = Vec::new();
    for word in &arguments.sides {
        contenders.push(contender(word, arguments)?);
    }
    let place = arguments.out.clone().unwrap_or_else(|| place(&contenders));
    let watch = Arc::new(Watch::default());
    let interrupt = Interrupt::listen(&watch)?;
    let writing = WriteOptions { replace_run: arguments.force || arguments.out.is_none() };
    let unfinished = Unfinished::begin(&place, writing)?;
    interrupt.clear_away(unfinished.path());
    let progress = Progress::of(&watch, arguments.quiet);
    let found = compare(&contenders, arguments.threads.unwrap_or(0), &watch)?;
    report::fill_side_by_side(&unfinished, &found, arguments.look.look())?;
    if watch.stop.load(Ordering::SeqCst) {
        return Err(ProgramError::Interrupted);
    }
    let written = unfinished.complete()?;
    drop(progress);
    if arguments.json {
        let path = written.folder.join("comparison.json");
        let text = std::fs::read_to_string(&path);
        return print(
            &text.map_err(|error| ProgramError::Resources(format!("can't read {}: {error}", path.display())))?,
        );
    }
    if arguments.quiet {
        return Ok(());
    }
    print(&answer::answer(&found, &place.display().to_string(), &written))
}

/// The folder of a run, or else a scenario.
fn contender(word: &Path, arguments: &CompareArguments) -> Result<Contender, ProgramError> {
    let CompareArguments { paths, seed, .. } = *arguments;
    let name = word.display().to_string();
    if !word.is_dir() {
        let scenario = open(word, &Changes { paths, seed, ..Changes::default() })?;
        return Ok(Contender { name, scenario, precision: Default::default(), assessment: None, yields: None });
    }
    let run = FinishedRun::open(word)?;
    let scenario = run.scenario(&Options { paths, seed, ..Options::default() })?;
    let is_as_run = scenario.hash() == run.record.scenario_hash;
    if !run.has_our_numbers() && !arguments.quiet {
        note(&format!(
            "{name} was run by Linchpin {} (numbers version {}), whose figures are other than ours: it is simulated again",
            run.record.version, run.record.numbers
        ));
    }
    let (mut assessment, mut yields) = (None, None);
    if is_as_run && run.has_our_numbers() {
        assessment = Some(run.assessment()?);
        yields = run.yields(&scenario)?;
    }
    Ok(Contender { name, scenario, precision: run.record.precision, assessment, yields })
}

/// Where the results go by default.
fn place(contenders: &[Contender]) -> PathBuf {
    let names: Vec<&str> = contenders.iter().take(2).map(|contender| contender.scenario.name()).collect();
    let more = if contenders.len() > 2 { format!("-and-{}-more", contenders.len() - 2) } else { String::new() };
    Path::new("output").join(format!("{}{more}", names.join("-beside-")))
}

/// Says something beside the results, to who looks on.
fn note(text: &str) {
    let lines: String = wrapped("Note: ", "  ", &clean(text)).iter().map(|line| format!("{line}\n")).collect();
    // The results do not hang on whether anybody does.
    let _ = io::stderr().write_all(lines.as_bytes());
}
