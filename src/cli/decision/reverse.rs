//! `reverse`: what leads to a loss.

use super::ask;
use crate::cli::arguments::ReverseArguments;
use crate::cli::error::ProgramError;
use crate::decision::reverse::{Question, reverse as found_by};
use crate::decision::{Found, reserve_named};

/// Says what leads to a loss.
///
/// # Errors
///
/// When the scenario can't be used or run, when no loss is stated anywhere, or when the place can't be had.
pub fn reverse(arguments: &ReverseArguments) -> Result<(), ProgramError> {
    let ReverseArguments { ask: asked, loss, probability, reserve } = arguments;
    ask(asked, "reverse", |scenario, watch| {
        let question =
            Question::of(scenario, *loss, *probability).map_err(|error| ProgramError::Usage(error.to_string()))?;
        let reserve = reserve.as_deref().map(|id| reserve_named(scenario, id)).transpose();
        let reserve = reserve.map_err(|error| ProgramError::Scenario(error.to_string()))?;
        let question = Question { reserve, ranges: !asked.asking.no_ranges, ..question };
        let found = found_by(scenario, question, asked.asking.threads.unwrap_or(0), watch)?;
        let paths = found.paths;
        Ok((Found::Reverse(found), Some(paths)))
    })
}
