//! `sensitivity`: which of the assumptions decides.

use super::ask;
use crate::cli::arguments::SensitivityArguments;
use crate::cli::error::ProgramError;
use crate::decision::sensitivity::{Question, sensitivity as found_by};
use crate::decision::{Found, reserve_named};
use crate::stopping::Figure;
use crate::units::ReserveIndex;

/// Says which of the ranged inputs decides a figure.
///
/// # Errors
///
/// When the scenario can't be used or run, when the figure or its reserve is none, or when the place can't be had.
pub fn sensitivity(arguments: &SensitivityArguments) -> Result<(), ProgramError> {
    let SensitivityArguments { ask: asked, of, samples } = arguments;
    let (words, reserve) = of.split_once('@').map_or((of.as_str(), None), |(words, id)| (words, Some(id)));
    let figure: Figure = words.parse().map_err(|what| ProgramError::Usage(format!("--of {of}: {what}")))?;
    ask(asked, "sensitivity", |scenario, watch| {
        let reserve = reserve.map_or(Ok(ReserveIndex(0)), |id| reserve_named(scenario, id));
        let reserve = reserve.map_err(|error| ProgramError::Scenario(error.to_string()))?;
        if scenario.ranged_inputs().is_empty() {
            let mend = "write numbers as { value = 0.02, low = 0.01, high = 0.05 }";
            return Err(ProgramError::Scenario(format!("{} has no ranged inputs: {mend}", scenario.name())));
        }
        let question = Question { figure, reserve, points: *samples, paths: asked.asking.changes.paths };
        let found = found_by(scenario, question, asked.asking.threads.unwrap_or(0), watch)?;
        let paths = found.paths;
        Ok((Found::Sensitivity(found), Some(paths)))
    })
}
