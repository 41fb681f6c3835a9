//! `what-if`: who else falls if somebody fails.

use super::ask;
use crate::cli::arguments::WhatIfArguments;
use crate::cli::error::ProgramError;
use crate::decision::{self, Event, Found};

/// Says what happens if an event happens.
///
/// # Errors
///
/// When the scenario can't be used, when the words name no failure of it, or when the place can't be had.
pub fn what_if(arguments: &WhatIfArguments) -> Result<(), ProgramError> {
    if arguments.failures.is_empty() {
        let mend = "linchpin what-if alem-bnb-or-btc binance, or binance:hack for one kind of failure";
        return Err(ProgramError::Usage(format!("say who fails: {mend}; `linchpin check` lists all")));
    }
    ask(&arguments.ask, "what-if", |scenario, _| {
        let event =
            Event::read(scenario, &arguments.failures).map_err(|error| ProgramError::Scenario(error.to_string()))?;
        let ranges = !arguments.ask.asking.no_ranges;
        Ok((Found::WhatIf(decision::what_if(scenario, &event, ranges)), None))
    })
}
