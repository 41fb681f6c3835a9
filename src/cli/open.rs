//! From what a person named to a checked scenario.

use std::path::Path;

use super::arguments::Changes;
use super::error::ProgramError;
use super::shipped;
use crate::scenario::{Options, Scenario};

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
    let shipped = word.to_str().and_then(shipped::file);
    let scenario = match shipped {
        Some((path, _)) if !word.is_file() => Scenario::embedded(path, shipped::FILES, &options),
        None if !word.exists() => return Err(nowhere(word)),
        _ => Scenario::load(word, &options),
    };
    scenario.map_err(|error| ProgramError::Scenario(error.to_string()))
}

fn nowhere(word: &Path) -> ProgramError {
    let known: Vec<&str> = shipped::names().collect();
    ProgramError::Scenario(format!(
        "there is no file {}, and no scenario of that name comes with the program; these do: {}",
        word.display(),
        known.join(", ")
    ))
}
