//! The table of failures: who, when, of what, and what came back.

use std::collections::BTreeSet;
use std::path::Path;

use super::stretch::Stretch;
use super::table::{self, Row};
use crate::calendar::Day;
use crate::scenario::{Fault, ScenarioError};

/// What failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirmKind {
    /// An exchange.
    Exchange,
    /// A custodian.
    Custodian,
    /// A lender.
    Lender,
    /// An issuer of tokens.
    Issuer,
    /// A bridge between chains.
    Bridge,
}

/// The first cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A theft, or the loss of keys.
    Hack,
    /// Debts above assets.
    Insolvency,
    /// Deceit.
    Fraud,
    /// An authority's act.
    Regulatory,
    /// A closure by choice.
    WindDown,
    /// Withdrawals stopped for another reason.
    Freeze,
}

/// What became of customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// They lost.
    CustomersLost,
    /// The firm or somebody else bore it.
    MadeWhole,
    /// They waited and got all.
    FreezeThenFull,
    /// They left with all.
    ExitOrderly,
}

/// What came back of what was owed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Recovery {
    /// A share, and when it stood so, where that is on record.
    Share {
        /// Of the claim; above 1 where interest was paid.
        share: f64,
        /// When it stood as given.
        known: Option<Day>,
    },
    /// Nothing is known to have come back, and nobody says that nothing did.
    Silent,
    /// The case is open, or no word is on record.
    Open,
}

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// Its id.
    pub id: String,
    /// What kind of firm.
    pub kind: FirmKind,
    /// The first cause.
    pub cause: Cause,
    /// What became of customers.
    pub outcome: Outcome,
    /// The day on which customers felt it.
    pub day: Day,
    /// When it became known.
    pub known: Day,
    /// When the firm began.
    pub start: Option<Stretch>,
    /// Customers' assets in dollars.
    pub customer_assets: Option<f64>,
    /// What came back.
    pub recovery: Recovery,
    /// Days until something first came back.
    pub days_to_first_recovery: Option<f64>,
    /// The firm's token.
    pub token: Option<String>,
    /// How far it fell within thirty days.
    pub token_fall: Option<f64>,
    /// Whether the firm went on.
    pub survived: bool,
    /// The firm; the event's id where none is named.
    pub firm: String,
    /// Those that fall as one; the firm where none is named.
    pub group: String,
    /// The classes in which it counts.
    pub cohorts: Vec<String>,
}

impl Failure {
    /// The share that came back, where it is on record.
    #[must_use]
    pub const fn recovery_share(&self) -> Option<f64> {
        if let Recovery::Share { share, .. } = self.recovery { Some(share) } else { None }
    }
}

const KINDS: &[(&str, FirmKind)] = &[
    ("exchange", FirmKind::Exchange),
    ("custodian", FirmKind::Custodian),
    ("lender", FirmKind::Lender),
    ("issuer", FirmKind::Issuer),
    ("bridge", FirmKind::Bridge),
];

const CAUSES: &[(&str, Cause)] = &[
    ("hack", Cause::Hack),
    ("insolvency", Cause::Insolvency),
    ("fraud", Cause::Fraud),
    ("regulatory", Cause::Regulatory),
    ("wind_down", Cause::WindDown),
    ("freeze", Cause::Freeze),
];

const OUTCOMES: &[(&str, Outcome)] = &[
    ("customers_lost", Outcome::CustomersLost),
    ("made_whole", Outcome::MadeWhole),
    ("freeze_then_full", Outcome::FreezeThenFull),
    ("exit_orderly", Outcome::ExitOrderly),
];

/// The columns without which no event can be counted.
const REQUIRED: &[&str] = &["id", "event_date", "failure_type", "outcome_class"];

/// Reads a table of failures; events come in order of their days.
///
/// # Errors
///
/// When the file can't be read, or a cell can't be understood: the error has its line and column.
pub fn read_failures(path: &Path) -> Result<Vec<Failure>, ScenarioError> {
    let mut ids = Ids::default();
    Ok(in_order(table::read(path, REQUIRED, |row| ids.checked(row))?))
}

/// The same for text in hand, which messages call `name`.
///
/// # Errors
///
/// When a cell can't be understood.
pub fn parse_failures(name: &str, text: &str) -> Result<Vec<Failure>, ScenarioError> {
    let mut ids = Ids::default();
    Ok(in_order(table::parse(name, text, REQUIRED, |row| ids.checked(row))?))
}

fn in_order(mut failures: Vec<Failure>) -> Vec<Failure> {
    failures.sort_by_key(|failure| failure.day);
    failures
}

/// The ids so far, for each names one event.
#[derive(Default)]
struct Ids(BTreeSet<String>);

impl Ids {
    fn checked(&mut self, row: Row<'_>) -> Result<Failure, Fault> {
        let failure = failure(row)?;
        if self.0.insert(failure.id.clone()) {
            return Ok(failure);
        }
        Err(Row::fault(row.required("id")?, "id", "stands twice: an id names one event"))
    }
}

fn failure(row: Row<'_>) -> Result<Failure, Fault> {
    row.required("id")?;
    let id = row.id("id")?.unwrap_or_default();
    let day = row.day("event_date")?;
    let outcome = row.required_word("outcome_class", OUTCOMES)?;
    let firm = row.id("firm")?.unwrap_or_else(|| id.clone());
    let token_fall = row.share("native_token_drawdown_30d_fraction")?;
    let survived = row.word("survived", &[("yes", true), ("no", false)])?;
    Ok(Failure {
        kind: row.word("kind", KINDS)?.unwrap_or(FirmKind::Exchange),
        cause: row.required_word("failure_type", CAUSES)?,
        known: not_before(row, "known_on", day)?.map_or(day, |stretch| stretch.last),
        start: start(row, day)?,
        customer_assets: row.number("customer_assets_usd_at_event", 0.0, f64::INFINITY)?,
        recovery: recovery(row, day)?,
        days_to_first_recovery: row.number("days_to_first_recovery", 0.0, 36_525.0)?,
        token: row.text("native_token"),
        token_fall,
        survived: survived.unwrap_or(outcome != Outcome::CustomersLost),
        group: row.id("group")?.unwrap_or_else(|| firm.clone()),
        cohorts: cohorts(row)?,
        firm,
        id,
        outcome,
        day,
    })
}

/// A table that names no classes has one a tier.
fn cohorts(row: Row<'_>) -> Result<Vec<String>, Fault> {
    let named = row.ids("cohorts")?;
    if named.is_empty() && !row.has("cohorts") { row.ids("tier_at_event") } else { Ok(named) }
}

fn start(row: Row<'_>, day: Day) -> Result<Option<Stretch>, Fault> {
    let start = row.stretch("start_of_operation")?;
    match (start, row.cell("start_of_operation")) {
        (Some(start), Some(cell)) if start.first > day => {
            Err(Row::fault(cell, "start_of_operation", "is after the event"))
        }
        _ => Ok(start),
    }
}

fn recovery(row: Row<'_>, day: Day) -> Result<Recovery, Fault> {
    const SHARE: &str = "final_recovery_fraction_in_usd_at_petition";
    let bases = [
        ("usd_at_petition", false),
        ("in_kind", false),
        ("full_made_whole", false),
        ("pending", false),
        ("none", true),
    ];
    let silent = row.word("recovery_basis", &bases)?.unwrap_or(false);
    let known = not_before(row, "recovery_known_on", day)?.map(|stretch| stretch.last);
    Ok(match row.number(SHARE, 0.0, 10.0)? {
        Some(share) => Recovery::Share { share, known },
        None if silent => Recovery::Silent,
        None => Recovery::Open,
    })
}

/// A date that can't come before the event.
fn not_before(row: Row<'_>, column: &str, day: Day) -> Result<Option<Stretch>, Fault> {
    let stretch = row.stretch(column)?;
    match (stretch, row.cell(column)) {
        (Some(stretch), Some(cell)) if stretch.last < day => Err(Row::fault(cell, column, "is before the event")),
        _ => Ok(stretch),
    }
}
