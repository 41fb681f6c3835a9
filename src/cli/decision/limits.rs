//! `limits`: how much may be held where.

use super::ask;
use crate::cli::arguments::LimitsArguments;
use crate::cli::error::ProgramError;
use crate::decision::Found;
use crate::decision::limits;

/// Says the limits.
///
/// # Errors
///
/// When the scenario can't be used, when no tolerance is stated anywhere, or when the place can't be had.
pub fn limits(arguments: &LimitsArguments) -> Result<(), ProgramError> {
    ask(&arguments.ask, "limits", |scenario, _| {
        let stated = scenario.tolerances().iter().map(|tolerance| tolerance.loss).reduce(f64::min);
        let tolerance = arguments.tolerance.or(stated).ok_or_else(|| {
            ProgramError::Usage(
                "there is no tolerance: say --tolerance 0.1 for 10% of the reserve, or write a [[tolerance]] into the \
                 scenario"
                    .to_owned(),
            )
        })?;
        let ranges = !arguments.ask.asking.no_ranges;
        Ok((Found::Limits(limits::limits(scenario, tolerance, ranges)), None))
    })
}
