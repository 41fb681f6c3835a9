//! `evidence`: from tables of failures to hazards, and a fragment that scenarios include.

use std::path::{Path, PathBuf};

use super::arguments::EvidenceArguments;
use super::error::ProgramError;
use super::print;
use crate::evidence::{Evidence, Question, Tables, read_exposure, read_failures, read_token_falls};
use crate::report::{self, WriteOptions};
use crate::scenario::ScenarioError;

/// Reads the tables, counts and fits, writes the folder and prints the page.
///
/// # Errors
///
/// When a table can't be used, or the folder can't be written.
pub fn evidence(arguments: &EvidenceArguments) -> Result<(), ProgramError> {
    let tables = Tables {
        failures: read_failures(&arguments.failures)?,
        exposure: optional(arguments.exposure.as_deref(), read_exposure)?,
        tokens: optional(arguments.tokens.as_deref(), read_token_falls)?,
    };
    let question = Question { as_of: arguments.as_of, horizon_days: arguments.horizon_days };
    let evidence = Evidence::gather(&tables, question);
    let inputs: Vec<&Path> = [Some(&arguments.failures), arguments.exposure.as_ref(), arguments.tokens.as_ref()]
        .into_iter()
        .flatten()
        .map(PathBuf::as_path)
        .collect();
    let options = WriteOptions { replace_run: arguments.force };
    let written = report::write_evidence(&evidence, &inputs, &arguments.out, options)?;
    let place = written.folder.join("evidence.toml");
    print(&format!("{}\ninclude {} in a scenario\n", evidence.words(), place.display()))
}

fn optional<T>(
    path: Option<&Path>,
    read: impl FnOnce(&Path) -> Result<Vec<T>, ScenarioError>,
) -> Result<Vec<T>, ProgramError> {
    Ok(path.map(read).transpose()?.unwrap_or_default())
}
