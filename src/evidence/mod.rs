//! What tables of failures say: how often firms fail, what is lost, and how much they fail together.
//!
//! ```text
//! failures, exposure, token falls -> what was known by a day -> counts -> hazards, lifetimes, losses,
//!                                    clusters, scores -> evidence.toml, and words
//! ```
//!
//! Nothing here is drawn: the same tables give the same bytes.

mod cluster;
mod count;
mod exposure;
mod failures;
mod fragment;
mod hazard;
mod losses;
mod optimum;
mod score;
mod sheet;
mod spread;
mod stretch;
mod survival;
mod table;
mod tokens;
mod words;

use crate::calendar::Day;
pub use cluster::{Cluster, YearOfFirms};
pub use count::{Counted, LOCK_DAYS, TOGETHER_DAYS};
pub use exposure::{Slice, parse_exposure, read_exposure};
pub use failures::{Cause, Failure, FirmKind, Outcome, Recovery, parse_failures, read_failures};
pub use hazard::Hazard;
pub use losses::{Losses, Of, TokenFalls};
pub use score::{Score, Scored};
pub use spread::Spread;
pub use stretch::Stretch;
pub use survival::{AtAge, Lifetime, Step, Survival, kaplan_meier};
pub use tokens::{TokenFall, parse_token_falls, read_token_falls};

use serde::Serialize;

/// The tables, as read.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// What failed; in order of days.
    pub failures: Vec<Failure>,
    /// How many stood for how long; without it nothing is said of hazards.
    pub exposure: Vec<Slice>,
    /// How far tokens fell.
    pub tokens: Vec<TokenFall>,
}

/// What is asked of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The last day of which anything is known; `None` for all that the tables hold.
    pub as_of: Option<Day>,
    /// The horizon of predictive probabilities.
    pub horizon_days: u32,
}

/// What the tables say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// The last day of which anything is known.
    pub as_of: Option<Day>,
    /// The horizon of predictive probabilities.
    pub horizon_days: u32,
    /// Events that were known by then.
    pub events: usize,
    /// Events that came or became known later.
    pub events_later: usize,
    /// Events of a class that fell outside its exposure and count in none of its hazards.
    pub events_outside_exposure: Vec<String>,
    /// Hazards by class, window and kind.
    pub hazards: Vec<Hazard>,
    /// How long firms last, by class.
    pub survival: Vec<Survival>,
    /// What is lost, by kind.
    pub losses: Vec<Losses>,
    /// How far tokens fall whose issuer fails.
    pub token_falls: Option<TokenFalls>,
    /// How much firms fail together, by class.
    pub clusters: Vec<Cluster>,
    /// How well earlier counts foretold later ones.
    pub scores: Vec<Scored>,
    /// The kind of firm that a class is made of, for the fragment.
    #[serde(skip)]
    kinds: Vec<(String, FirmKind)>,
}

impl Evidence {
    /// Counts and fits all that the tables allow.
    #[must_use]
    pub fn gather(tables: &Tables, question: Question) -> Self {
        let last = question.as_of;
        let known: Vec<Failure> =
            tables.failures.iter().filter(|failure| last.is_none_or(|last| failure.known <= last)).cloned().collect();
        let exposure = exposure_by(&tables.exposure, last);
        let cohorts = hazard::cohorts(&exposure);
        let end = end_of(&known, &exposure, last);
        let on_record = named(&known, &cohorts);
        Self {
            as_of: last,
            horizon_days: question.horizon_days,
            events: known.len(),
            events_later: tables.failures.len() - known.len(),
            events_outside_exposure: outside(&known, &exposure),
            hazards: hazard::hazards(&known, &exposure, last, question.horizon_days),
            survival: on_record
                .iter()
                .filter_map(|cohort| survival::survival(cohort, &known, &exposure, end))
                .collect(),
            losses: losses::losses(&known, &on_record, last),
            token_falls: losses::token_falls(&known, &tables.tokens, last),
            clusters: cohorts.iter().filter_map(|cohort| cluster::cluster(cohort, &known, &exposure, last)).collect(),
            scores: score::scores(&known, &exposure, last),
            kinds: cohorts.iter().map(|cohort| ((*cohort).to_owned(), kind_of(cohort, &known))).collect(),
        }
    }

    /// A TOML fragment that a scenario can include: pools, a counterparty for each class, and its token.
    #[must_use]
    pub fn fragment(&self, source: &str) -> String {
        fragment::fragment(self, source)
    }

    /// A short text for a person.
    #[must_use]
    pub fn words(&self) -> String {
        words::words(self)
    }

    /// The hazards as CSV, in the columns of `evidence/hazards.csv`.
    #[must_use]
    pub fn hazards_csv(&self) -> String {
        sheet::hazards(&self.hazards)
    }
}

/// The exposure up to the last day.
fn exposure_by(exposure: &[Slice], last: Option<Day>) -> Vec<Slice> {
    let Some(last) = last else { return exposure.to_vec() };
    exposure.iter().filter_map(|slice| slice.within(slice.from, last.plus(1))).collect()
}

/// The day after the last of which anything is known.
fn end_of(failures: &[Failure], exposure: &[Slice], last: Option<Day>) -> Day {
    let of_tables = failures.iter().map(|failure| failure.day.plus(1)).chain(exposure.iter().map(|slice| slice.to));
    last.map(|last| last.plus(1)).or_else(|| of_tables.max()).unwrap_or(Day::first_of(1970))
}

/// Classes of the exposure, then those that only failures name.
fn named<'t>(failures: &'t [Failure], cohorts: &[&'t str]) -> Vec<&'t str> {
    let mut names = cohorts.to_vec();
    for name in failures.iter().flat_map(|failure| &failure.cohorts) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

/// Events that count as something, of a class with exposure, on days without any.
fn outside(failures: &[Failure], exposure: &[Slice]) -> Vec<String> {
    let counts = |failure: &Failure| Counted::ALL.iter().any(|counted| counted.holds(failure, None));
    let missed = |failure: &&Failure| {
        failure.cohorts.iter().any(|cohort| {
            let mut slices = exposure.iter().filter(|slice| slice.is_of(cohort)).peekable();
            slices.peek().is_some() && !slices.any(|slice| slice.from <= failure.day && failure.day < slice.to)
        })
    };
    failures.iter().filter(|failure| counts(failure)).filter(missed).map(|failure| failure.id.clone()).collect()
}

/// What most events of a class befell; an exchange where it has none.
fn kind_of(cohort: &str, failures: &[Failure]) -> FirmKind {
    let kinds = [FirmKind::Exchange, FirmKind::Custodian, FirmKind::Lender, FirmKind::Issuer, FirmKind::Bridge];
    let events = |kind: FirmKind| {
        let of_class = |failure: &&Failure| failure.cohorts.iter().any(|name| name == cohort);
        failures.iter().filter(of_class).filter(|failure| failure.kind == kind).count()
    };
    kinds.into_iter().rev().max_by_key(|kind| events(*kind)).unwrap_or(FirmKind::Exchange)
}
