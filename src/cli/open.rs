//! From what a person named to a checked scenario.

use std::path::Path;

use super::arguments::Changes;
use super::error::ProgramError;
use super::shipped;
use crate::scenario::{Expert, Options, Scenario, ScenarioError};

/// The scenario in the file `word`, or the shipped one of that name; a file goes first.
///
/// # Errors
///
/// When there is neither, or it can't be used.
pub fn open(word: &Path, changes: &Changes) -> Result<Scenario, ProgramError> {
    let options = Options {
        sets: changes.sets.clone(),
        paths: changes.paths,
        seed: changes.seed,
        repair_correlation: changes.repair_correlation,
    };
    let shipped = |name: &str| {
        let (path, _) = shipped::file(name)?;
        Some(Scenario::embedded(path, shipped::FILES, &options))
    };
    found(word, shipped, || Scenario::load(word, &options))
        .unwrap_or_else(|| Err(nowhere(word, "scenario", shipped::names())))
}

/// The expert in the file `word`, or the shipped one of that name; a file goes first.
///
/// # Errors
///
/// As [`open`].
pub fn expert(word: &Path) -> Result<Expert, ProgramError> {
    found(word, shipped::expert, || Expert::load(word))
        .unwrap_or_else(|| Err(nowhere(word, "file of assumptions", shipped::experts())))
}

/// What stands in a file, or else what is shipped by that name; `None` where there is neither.
fn found<T>(
    word: &Path,
    shipped: impl FnOnce(&str) -> Option<Result<T, ScenarioError>>,
    load: impl FnOnce() -> Result<T, ScenarioError>,
) -> Option<Result<T, ProgramError>> {
    let found = if word.is_file() { None } else { word.to_str().and_then(shipped) };
    let found = match found {
        None if !word.exists() => return None,
        None => load(),
        Some(found) => found,
    };
    Some(found.map_err(|error| ProgramError::Scenario(error.to_string())))
}

fn nowhere(word: &Path, what: &str, known: impl Iterator<Item = &'static str>) -> ProgramError {
    let known: Vec<&str> = known.collect();
    ProgramError::Scenario(format!(
        "there is no file {}, and no {what} of that name comes with the program; these do: {}",
        word.display(),
        known.join(", ")
    ))
}
