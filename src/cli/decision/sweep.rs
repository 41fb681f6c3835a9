//! `sweep`: figures over the values of addresses.

use std::path::{Path, PathBuf};

use super::ask;
use crate::cli::arguments::SweepArguments;
use crate::cli::error::ProgramError;
use crate::decision::sweep::{SweepQuestion, forget, sweep};
use crate::decision::{Found, Manner};
use crate::scenario::Scenario;

/// Sweeps. What was finished before somebody interrupted is kept, so that the same words go on from there.
///
/// # Errors
///
/// When the scenario can't be used, when the question can't be asked of it, or when the place can't be had.
pub fn sweep_scenario(arguments: &SweepArguments) -> Result<(), ProgramError> {
    let SweepArguments { ask: asked, over, measures, resume } = arguments;
    if over.is_empty() {
        let mend = "linchpin sweep two-exchanges --over counterparty.north.annual_failure_probability=0.01:0.1:10";
        return Err(ProgramError::Usage(format!("say what to sweep over: {mend}")));
    }
    let mut kept = None;
    let answered = ask(asked, "sweep", |scenario, watch| {
        let usual = beside(asked.asking.out.as_deref(), scenario);
        let file = kept.insert(resume.clone().unwrap_or(usual));
        let question = SweepQuestion { over: over.clone(), measures: measures.clone() };
        let asking = &asked.asking;
        let manner = Manner { threads: asking.threads.unwrap_or(0), ranges: !asking.no_ranges, watch };
        let found = sweep(scenario, &question, Some(file), manner)?;
        Ok((Found::Sweep(found), Some(scenario.simulation().paths)))
    });
    let Some(file) = kept.filter(|file| file.exists()) else { return answered };
    let stays = || format!("finished points stay in {}: the same words go on from there", file.display());
    match answered {
        Ok(()) | Err(ProgramError::ReaderGone) => {
            forget(&file);
            answered
        }
        Err(ProgramError::Interrupted) => Err(ProgramError::InterruptedMidway(stays())),
        Err(ProgramError::Resources(why)) => Err(ProgramError::Resources(format!("{why}; {}", stays()))),
        other => other,
    }
}

/// Beside the folder of the results: that appears whole or not at all.
fn beside(out: Option<&Path>, scenario: &Scenario) -> PathBuf {
    let usual = || Path::new("output").join(format!("{}-sweep", scenario.name()));
    let folder = out.map_or_else(usual, Path::to_owned);
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".partial.json");
    folder.with_file_name(name)
}
