//! What is wrong with prices, and where.

use std::fmt::{self, Display};

use crate::calendar::Day;
use serde::Serialize;

/// What kind of fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// A cell that can't be read.
    Unreadable,
    /// A price of 0 or less.
    NotPositive,
    /// A date that stands twice.
    Duplicate,
    /// A date before the one above it.
    OutOfOrder,
    /// An asset that stands twice.
    AssetTwice,
    /// Days without a price between days with one.
    Gap,
    /// A move of one day that the next takes back.
    Spike,
    /// The same price for days.
    Stale,
    /// Assets whose prices begin or end on different days.
    Span,
}

impl FaultKind {
    /// Whether nothing is estimated until it is mended: to go on would be to choose for the person.
    #[must_use]
    pub const fn stops(self) -> bool {
        matches!(self, Self::Unreadable | Self::NotPositive | Self::Duplicate | Self::OutOfOrder | Self::AssetTwice)
    }
}

/// Something wrong, or at least to be looked at, in the prices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Its kind.
    pub kind: FaultKind,
    /// The file, as it was named.
    pub file: String,
    /// The line of the file, from 1; the header is 1.
    pub row: Option<u64>,
    /// The column, from 1.
    pub column: Option<usize>,
    /// Whose price it is.
    pub asset: Option<String>,
    /// Of which day.
    pub date: Option<Day>,
    /// How many days it covers.
    pub days: u64,
    /// What is wrong and, where something must be done, how to mend it.
    pub message: String,
}

impl Fault {
    /// A fault of a file as a whole.
    pub(super) fn new(kind: FaultKind, file: &str, message: String) -> Self {
        let file = file.to_owned();
        Self { kind, file, row: None, column: None, asset: None, date: None, days: 1, message }
    }

    /// In this row, of this day.
    pub(super) const fn on(mut self, row: u64, date: Option<Day>) -> Self {
        (self.row, self.date) = (Some(row), date);
        self
    }

    /// In this column, of this asset.
    pub(super) fn of(mut self, column: usize, asset: &str) -> Self {
        (self.column, self.asset) = (Some(column), Some(asset.to_owned()));
        self
    }

    /// Over so many days.
    pub(super) const fn for_days(mut self, days: u64) -> Self {
        self.days = days;
        self
    }
}

impl Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(formatter, ", row {row}")?;
        }
        match (self.column, &self.asset) {
            (Some(column), Some(asset)) => write!(formatter, ", column {column} ({asset})")?,
            (Some(column), None) => write!(formatter, ", column {column}")?,
            _ => {}
        }
        write!(formatter, ": {}", self.message)
    }
}
