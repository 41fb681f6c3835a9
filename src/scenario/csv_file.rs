//! CSV files beside scenarios: their faults are shown as those of scenarios are, with line, column and carets.

use std::path::Path;

use super::csv_text::{Cell, rows};
use super::files::{CSV_LIMIT, read};
use super::source::{Fault, ScenarioError, Sources};

/// Calls `with_row` with each row of a CSV file, the header first.
///
/// # Errors
///
/// When the file can't be read, is no CSV, or `with_row` finds a fault.
pub(crate) fn read_csv(path: &Path, with_row: impl FnMut(&[Cell]) -> Result<(), Fault>) -> Result<(), ScenarioError> {
    let text = read(path, path, CSV_LIMIT).map_err(ScenarioError::unread)?;
    parse_csv(&path.to_string_lossy(), text, with_row)
}

/// The same for text in hand, which messages call `name`.
pub(crate) fn parse_csv(
    name: &str,
    text: String,
    with_row: impl FnMut(&[Cell]) -> Result<(), Fault>,
) -> Result<(), ScenarioError> {
    let mut sources = Sources::default();
    let base = sources.add(name.to_owned(), name.into(), text);
    rows(sources.text(base), base, with_row).map_err(|fault| sources.explain(fault))
}
