//! `compare --assumptions`: where two experts differ.

use std::path::PathBuf;

use super::ask;
use crate::cli::arguments::CompareArguments;
use crate::cli::error::ProgramError;
use crate::cli::open::expert;
use crate::cli::shipped;
use crate::decision::experts::{ExpertsQuestion, experts as found_by};
use crate::decision::{Found, Manner};
use crate::scenario::Expert;

/// Says where two experts differ, and which single assumption makes their answers differ.
///
/// # Errors
///
/// When a file or the scenario can't be used, when the question can't be asked of it, or when the place can't be had.
pub fn experts(arguments: &CompareArguments, files: [&PathBuf; 2]) -> Result<(), ProgramError> {
    let [one, other] = files;
    let experts = [expert(one)?, expert(other)?];
    let scenario = match &arguments.scenario {
        Some(scenario) => scenario.clone(),
        None => named(&experts, files)?,
    };
    ask(&arguments.ask(scenario), "experts", |scenario, watch| {
        let manner = Manner { threads: arguments.threads.unwrap_or(0), ranges: !arguments.no_ranges, watch };
        let question = ExpertsQuestion { experts, measures: arguments.measures.clone() };
        let found = found_by(scenario, &question, manner)?;
        Ok((Found::Experts(found), Some(scenario.simulation().paths)))
    })
}

/// The scenario that the files name.
fn named(experts: &[Expert; 2], files: [&PathBuf; 2]) -> Result<PathBuf, ProgramError> {
    let [one, other] = experts.each_ref().map(|expert| expert.scenario.as_deref());
    match (one, other) {
        (Some(one), Some(other)) if one != other => {
            let [first, second] = files.map(|file| file.display());
            let what = format!("{first} speaks of {one} and {second} of {other}");
            Err(ProgramError::Scenario(format!("{what}: say of which with --scenario")))
        }
        (Some(scenario), _) | (None, Some(scenario)) => Ok(scenario.into()),
        (None, None) => Ok(shipped::DEFAULT.into()),
    }
}
