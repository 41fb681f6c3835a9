//! Questions about what the fund should do: one way for all of them.

mod answer;
pub mod break_even;
pub mod experts;
pub mod limits;
pub mod optimise;
pub mod reverse;
pub mod sensitivity;
pub mod sweep;
pub mod what_if;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::arguments::AskArguments;
use super::error::ProgramError;
use super::interrupt::Interrupt;
use super::open::open;
use super::print;
use super::progress::Progress;
use crate::decision::{Answer, Found, Ground};
use crate::engine::Watch;
use crate::numeric::vector::Vectors;
use crate::report::{self, Unfinished, WriteOptions};
use crate::scenario::Scenario;

/// What a question found, and on how many paths; `None` where nothing was simulated.
pub type Finding = (Found, Option<u64>);

/// Opens the scenario, finds the answer, writes it and says it.
///
/// # Errors
///
/// When the scenario or the place can't be had, when `find` can't answer, or when somebody interrupts; nothing
/// half-written stays.
pub fn ask(
    arguments: &AskArguments,
    verb: &'static str,
    find: impl FnOnce(&Scenario, &Arc<Watch>) -> Result<Finding, ProgramError>,
) -> Result<(), ProgramError> {
    Vectors::wanted()?;
    let AskArguments { scenario: word, asking } = arguments;
    let scenario = open(word, &asking.changes)?;
    let usual = || Path::new("output").join(format!("{}-{verb}", scenario.name()));
    let place = asking.out.clone().unwrap_or_else(usual);
    let watch = Arc::new(Watch::default());
    let interrupt = Interrupt::listen(&watch)?;
    let writing = WriteOptions { replace_run: asking.force || asking.out.is_none() };
    let unfinished = Unfinished::begin(&place, writing)?;
    interrupt.clear_away(unfinished.path());
    let progress = Progress::of(&watch, asking.quiet);
    let (found, paths) = find(&scenario, &watch)?;
    let answer = Answer { ground: Ground::of(&scenario, verb, paths), found };
    let told = report::fill_answer(&unfinished, &answer, asking.look.look())?;
    if watch.stop.load(Ordering::SeqCst) {
        return Err(ProgramError::Interrupted);
    }
    let written = unfinished.complete()?;
    drop(progress);
    if asking.json {
        let path = written.folder.join("summary.json");
        let text = std::fs::read_to_string(&path);
        return print(
            &text.map_err(|error| ProgramError::Resources(format!("can't read {}: {error}", path.display())))?,
        );
    }
    if asking.quiet {
        return Ok(());
    }
    print(&answer::answer(&told, &place.display().to_string(), &written))
}
