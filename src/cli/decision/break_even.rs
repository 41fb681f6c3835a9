//! `break-even`: where two reserves tie.

use super::ask;
use crate::cli::arguments::BreakEvenArguments;
use crate::cli::error::ProgramError;
use crate::decision::break_even::{BreakEvenQuestion, break_even};
use crate::decision::{Found, Manner};

/// Says where two reserves tie.
///
/// # Errors
///
/// When the scenario can't be used, when the question can't be asked of it, or when the place can't be had.
pub fn ties(arguments: &BreakEvenArguments) -> Result<(), ProgramError> {
    let BreakEvenArguments { ask: asked, pair, x, y, measures } = arguments;
    let [a, b] = pair.as_slice() else {
        let mend = "linchpin break-even two-exchanges one two";
        return Err(ProgramError::Usage(format!("say which two reserves of which scenario: {mend}")));
    };
    ask(asked, "break-even", |scenario, watch| {
        let question =
            BreakEvenQuestion { a: a.clone(), b: b.clone(), x: x.clone(), y: y.clone(), measures: measures.clone() };
        let manner = Manner { threads: asked.asking.threads.unwrap_or(0), ranges: !asked.asking.no_ranges, watch };
        let found = break_even(scenario, &question, manner)?;
        Ok((Found::BreakEven(Box::new(found)), Some(scenario.simulation().paths)))
    })
}
