//! `report`: a finished run drawn again.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::arguments::ReportArguments;
use super::error::ProgramError;
use super::interrupt::Interrupt;
use super::print;
use super::wording::{clean, wrapped};
use crate::engine::Watch;
use crate::report::{self, FinishedRun, ReportOptions, Unfinished, WriteOptions};

/// Draws a run again as the arguments say.
///
/// # Errors
///
/// When the folder isn't that of a run or is broken, when the place can't be had, or somebody interrupts; what
/// stood there is then as it was.
pub fn report(arguments: &ReportArguments) -> Result<(), ProgramError> {
    let run = FinishedRun::open(&arguments.run)?;
    let assessment = run.assessment()?;
    let watch = Arc::new(Watch::default());
    let interrupt = Interrupt::listen(&watch)?;
    let place = arguments.out.as_ref().unwrap_or(&arguments.run);
    let writing = WriteOptions { replace_run: arguments.force || arguments.out.is_none() };
    let unfinished = Unfinished::begin(place, writing)?;
    interrupt.clear_away(unfinished.path());
    let options = ReportOptions {
        look: arguments.look.beyond(run.record.look),
        charts: charts(arguments),
        embed: arguments.embed,
    };
    report::redraw(&run, &assessment, &unfinished, arguments.threads.unwrap_or(0), &options)?;
    if watch.stop.load(Ordering::SeqCst) {
        return Err(ProgramError::Interrupted);
    }
    let written = unfinished.complete()?;
    if arguments.quiet {
        return Ok(());
    }
    let charts = written.files.iter().filter(|file| file.extension().is_some_and(|kind| kind == "svg")).count();
    let (folder, files) = (clean(&place.display().to_string()), written.files.len());
    let charts = if charts == 1 { "1 chart".to_owned() } else { format!("{charts} charts") };
    let told = format!("{folder}, {charts} and {files} files in all; nothing was simulated");
    print(&wrapped("Drawn again: ", "  ", &told).iter().map(|line| format!("{line}\n")).collect::<String>())
}

/// The charts that were asked for; commas too many name none.
fn charts(arguments: &ReportArguments) -> Option<Vec<String>> {
    let ids = arguments.charts.as_ref()?.iter().map(|id| id.trim()).filter(|id| !id.is_empty());
    Some(ids.map(str::to_owned).collect()).filter(|ids: &Vec<String>| !ids.is_empty())
}
