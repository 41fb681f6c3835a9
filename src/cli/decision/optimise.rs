//! `optimise`: which weights lose least.

use super::ask;
use crate::cli::arguments::OptimiseArguments;
use crate::cli::error::ProgramError;
use crate::decision::Found;
use crate::decision::optimise::{self, OptimiseError, Way, Wish};
use crate::numeric::precision::Precision;

/// Finds better weights.
///
/// # Errors
///
/// When the scenario can't be used, when what is asked for can't be kept, or when the runs can't be made.
pub fn optimise(arguments: &OptimiseArguments) -> Result<(), ProgramError> {
    ask(&arguments.ask, "optimise", |scenario, watch| {
        let asking = &arguments.ask.asking;
        let way = Way { threads: asking.threads.unwrap_or(0), precision: Precision::Single, ranges: !asking.no_ranges };
        let found = optimise::optimise(scenario, &wish(arguments), way, watch)?;
        Ok((Found::Optimum(Box::new(found)), Some(scenario.simulation().paths)))
    })
}

fn wish(arguments: &OptimiseArguments) -> Wish {
    Wish {
        reserve: arguments.reserve.clone(),
        minimise: arguments.minimise,
        places: arguments.places.clone(),
        least: arguments.least.clone(),
        most: arguments.most.clone(),
        group_most: arguments.group_most.clone(),
        asset_most: arguments.asset_most.clone(),
        budget: arguments.budget,
        cost_bps: arguments.cost_bps,
        expected_return: arguments.expected_return,
        frontier: arguments.frontier,
        as_if_held: arguments.as_if_held,
    }
}

impl From<OptimiseError> for ProgramError {
    fn from(error: OptimiseError) -> Self {
        match error {
            OptimiseError::Engine(error) => error.into(),
            OptimiseError::Solver(_) => Self::Bug(error.to_string()),
            OptimiseError::NoGoal(_) | OptimiseError::BudgetWithoutCost => Self::Usage(error.to_string()),
            _ => Self::Scenario(error.to_string()),
        }
    }
}
