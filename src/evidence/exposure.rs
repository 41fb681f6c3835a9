//! The table of exposure: how many firms of a class stood for how long.

use std::path::Path;

use super::table::{self, Row};
use crate::calendar::Day;
use crate::scenario::{Fault, ScenarioError};

/// Some firms of a class over a stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Slice {
    /// The classes to which it belongs.
    pub cohorts: Vec<String>,
    /// A name for slices that belong together; empty where a class has one window.
    pub window: String,
    /// The firm, where the slice is one firm that stood from its founding to the end.
    pub member: Option<String>,
    /// The first day.
    pub from: Day,
    /// The day after the last.
    pub to: Day,
    /// Years of exposure, spread evenly from `from` to `to`.
    pub years: f64,
}

impl Slice {
    /// Whether it belongs to a class.
    #[must_use]
    pub fn is_of(&self, cohort: &str) -> bool {
        self.cohorts.iter().any(|name| name == cohort)
    }

    /// What of it lies in `from..to`; `None` where nothing does.
    #[must_use]
    pub fn within(&self, from: Day, to: Day) -> Option<Self> {
        let (from, to) = (from.max(self.from), to.min(self.to));
        let days = to.since(from);
        if days <= 0 {
            return None;
        }
        let years = self.years * days as f64 / self.to.since(self.from) as f64;
        Some(Self { from, to, years, ..self.clone() })
    }
}

const REQUIRED: &[&str] = &["cohort", "from", "to", "exposure_years"];

/// Reads a table of exposure.
///
/// # Errors
///
/// When the file can't be read, or a cell can't be understood: the error has its line and column.
pub fn read_exposure(path: &Path) -> Result<Vec<Slice>, ScenarioError> {
    table::read(path, REQUIRED, slice)
}

/// The same for text in hand, which messages call `name`.
///
/// # Errors
///
/// When a cell can't be understood.
pub fn parse_exposure(name: &str, text: &str) -> Result<Vec<Slice>, ScenarioError> {
    table::parse(name, text, REQUIRED, slice)
}

fn slice(row: Row<'_>) -> Result<Slice, Fault> {
    row.required("cohort")?;
    let (from, to) = (row.day("from")?, row.day("to")?);
    if to <= from {
        return Err(Row::fault(row.required("to")?, "to", "is not after `from`: it is the day after the last"));
    }
    let cell = row.required("exposure_years")?;
    let years = cell.number("exposure_years")?;
    if years <= 0.0 {
        return Err(Row::fault(cell, "exposure_years", "is no exposure: write years above 0"));
    }
    Ok(Slice {
        cohorts: row.ids("cohort")?,
        window: row.id("window")?.unwrap_or_default(),
        member: row.id("member")?,
        from,
        to,
        years,
    })
}
