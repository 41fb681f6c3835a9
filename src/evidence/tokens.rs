//! The table of tokens whose issuer failed, and how far each fell.

use std::path::Path;

use super::table::{self, Row};
use crate::calendar::Day;
use crate::scenario::{Fault, ScenarioError};

/// How far a token fell when its issuer failed.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenFall {
    /// The token.
    pub token: String,
    /// The day of the failure.
    pub day: Day,
    /// The fall, 0 to 1.
    pub fall: f64,
}

/// The kind of event that is a failure, in tables that hold others too.
const FAILURE: &str = "issuer_failure";

/// Reads a table of falls: a column `fall`, or `token_max_drawdown_30d`. Where it has a column `event_type`,
/// rows of issuers' failures alone count.
///
/// # Errors
///
/// When the file can't be read, or a cell can't be understood: the error has its line and column.
pub fn read_token_falls(path: &Path) -> Result<Vec<TokenFall>, ScenarioError> {
    Ok(table::read(path, &["token", "event_date"], fall)?.into_iter().flatten().collect())
}

/// The same for text in hand, which messages call `name`.
///
/// # Errors
///
/// When a cell can't be understood.
pub fn parse_token_falls(name: &str, text: &str) -> Result<Vec<TokenFall>, ScenarioError> {
    Ok(table::parse(name, text, &["token", "event_date"], fall)?.into_iter().flatten().collect())
}

fn fall(row: Row<'_>) -> Result<Option<TokenFall>, Fault> {
    let token = row.required("token")?.text.clone();
    let day = row.day("event_date")?;
    if row.cell("event_type").is_some_and(|cell| cell.text != FAILURE) {
        return Ok(None);
    }
    let column = if row.has("fall") { "fall" } else { "token_max_drawdown_30d" };
    row.required(column)?;
    Ok(row.share(column)?.map(|fall| TokenFall { token, day, fall }))
}
