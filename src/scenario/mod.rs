//! Text to a checked [`Scenario`]: one that is in hand always runs.

mod address;
mod book;
mod caution;
mod check;
mod csv_file;
mod csv_text;
mod deserialize;
mod ends;
mod files;
mod include;
mod json_text;
mod load;
mod node;
mod provenance;
mod range;
mod register;
mod resolved;
mod schema;
mod source;
mod stated;
mod text;
mod toml_text;

pub use caution::{Caution, CorrelationChange, grouped};
pub(crate) use csv_file::{parse_csv, read_csv};
pub(crate) use csv_text::Cell;
pub(crate) use deserialize::nearest;
pub use ends::RangedInput;
pub use files::Embedded;
pub use load::Options;
pub use provenance::{Confidence, Grounds};
pub use range::End;
pub(crate) use resolved::hash as hash_of_json;
pub use schema::schema;
pub use source::ScenarioError;
pub(crate) use source::{Fault, hidden, quoted};

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::distribution::LawWords;
use crate::failure::{Copula, Counterparty, EvidencePool, Group, Hazard, Link};
use crate::market::{Asset, Market};
use crate::reserve::{Position, Reserve};
use crate::units::{GroupIndex, TimeGrid};
use ends::Joined;

/// A checked scenario. Its fields are private: it is made only by checking, so it always runs.
#[derive(Clone, Debug)]
pub struct Scenario {
    name: String,
    title: String,
    description: String,
    hash: String,
    resolved: serde_json::Value,
    simulation: Simulation,
    tolerances: Vec<Tolerance>,
    market: Market,
    pools: Vec<EvidencePool>,
    factors: Vec<String>,
    counterparties: Vec<Counterparty>,
    own_keys_stated: bool,
    groups: Vec<Group>,
    links: Vec<Link>,
    copula: Copula,
    reserves: Vec<Reserve>,
    assumptions: Vec<Assumption>,
    ranged_inputs: Vec<RangedInput>,
    /// The text that was checked: ends of ranges and later changes are checked again from it.
    joined: Option<Arc<Joined>>,
    warnings: Vec<Caution>,
}

/// How a run is made and what it reports.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// N ≥ 1.
    pub paths: u64,
    /// Seed of every draw.
    pub seed: u64,
    /// Steps of a path.
    pub grid: TimeGrid,
    /// Levels of VaR and ES, ascending.
    pub levels: Vec<f64>,
    /// x of P(L > x), ascending.
    pub loss_thresholds: Vec<f64>,
    /// What a young petition-date claim fetches of what it will pay.
    pub claim_mark_petition_date: f64,
    /// What a young in-kind claim fetches of what it will pay.
    pub claim_mark_in_kind: f64,
    /// Currency of all money.
    pub base_currency: String,
    /// Which groups are removed.
    pub removal: Removal,
}

/// For which scenarios removal is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Removal {
    /// At most 10 groups.
    Auto,
    /// Always.
    All,
    /// Never.
    None,
}

/// A line on charts, and a limit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tolerance {
    /// A loss that should not be exceeded…
    pub loss: f64,
    /// …with more than this probability.
    pub probability: f64,
}

/// One line of the assumption register: a number or a law of the scenario and where it comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Assumption {
    /// Its address, as `--set` takes it.
    pub address: String,
    /// As written: a number, or a law in words.
    pub value: String,
    /// What `value` describes, where it isn't as written: so that it can be told in any language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub described: Option<Described>,
    /// Its unit; empty for plain numbers and choices.
    pub unit: String,
    /// The lower end of the range, where one is given.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// The nearest `source` at or above it; `None` where none is stated.
    pub source: Option<String>,
    /// How it is known: as stated beside the source, or as the source says.
    pub basis: Grounds,
    /// How sure its author is of it, where that is stated.
    pub confidence: Option<Confidence>,
}

/// An assumption that is more than a number or a word; [`fmt::Display`] tells it in English.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Described {
    /// A law.
    Law(LawWords),
    /// Rows of a file.
    Book {
        /// How many.
        rows: u64,
        /// Its name.
        file: String,
    },
}

impl fmt::Display for Described {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Law(law) => law.fmt(formatter),
            Self::Book { rows: 1, file } => write!(formatter, "1 row of {file}"),
            Self::Book { rows, file } => write!(formatter, "{rows} rows of {file}"),
        }
    }
}

macro_rules! getters {
    ($($(#[$doc:meta])* $name:ident: $type:ty,)*) => {
        impl Scenario {
            $($(#[$doc])* #[must_use] pub fn $name(&self) -> &$type { &self.$name })*
        }
    };
}

getters! {
    /// The id that names the output folder.
    name: str,
    /// The title for people; the name where none is given.
    title: str,
    /// What the scenario asks; may be empty.
    description: str,
    /// SHA-256 of the resolved scenario, in hex.
    hash: str,
    /// The scenario as resolved: includes joined, sets applied.
    resolved: serde_json::Value,
    /// How a run is made.
    simulation: Simulation,
    /// Lines on charts.
    tolerances: [Tolerance],
    /// Assets and how they move.
    market: Market,
    /// Evidence pools.
    pools: [EvidencePool],
    /// Names of the factors behind thresholds.
    factors: [String],
    /// All counterparties; `self` is the first, whether stated or not.
    counterparties: [Counterparty],
    /// Groups in the order of their first members; that of `self` is the first.
    groups: [Group],
    /// Links in the order of the file: asset by asset.
    links: [Link],
    /// How thresholds hang together.
    copula: Copula,
    /// The reserves to compare.
    reserves: [Reserve],
    /// The assumption register.
    assumptions: [Assumption],
    /// The inputs that have a range, in the order of the file; evidence pools last.
    ranged_inputs: [RangedInput],
    /// What the reader should know before the run.
    warnings: [Caution],
}

impl Scenario {
    /// Whether the file has a `[self]` table; without it own keys are never lost and not reported.
    #[must_use]
    pub const fn own_keys_stated(&self) -> bool {
        self.own_keys_stated
    }

    /// The same with another number of paths, as if the file stated it.
    ///
    /// # Panics
    ///
    /// When there are none.
    #[must_use]
    pub fn with_paths(&self, paths: u64) -> Self {
        assert!(paths > 0, "a run needs at least 1 path");
        let mut scenario = self.clone();
        scenario.simulation.paths = paths;
        scenario.resolved["simulation"]["paths"] = paths.into();
        scenario.hash = resolved::hash(&scenario.resolved);
        scenario
    }

    /// The same without removal, as if the file said so.
    #[must_use]
    pub fn without_removal(&self) -> Self {
        let mut scenario = self.clone();
        scenario.simulation.removal = Removal::None;
        scenario.resolved["simulation"]["removal"] = "none".into();
        scenario.hash = resolved::hash(&scenario.resolved);
        scenario
    }

    /// The same with other reserves, which share all else: what other weights would yield on the same draws. Text and
    /// hash stay those of the scenario itself.
    ///
    /// # Panics
    ///
    /// When there is none, or one holds something that the scenario doesn't know, or weights that are no parts of 1.
    #[must_use]
    pub fn with_reserves(&self, reserves: Vec<Reserve>) -> Self {
        assert!(!reserves.is_empty(), "a scenario has a reserve at least");
        for Reserve { positions, .. } in &reserves {
            let total: f64 = positions.iter().map(|position| position.weight).sum();
            let known = |position: &Position| {
                position.weight >= 0.0
                    && position.asset.0 < self.market.assets.len()
                    && position.custodian.0 < self.counterparties.len()
            };
            assert!(positions.iter().all(known) && (total - 1.0).abs() < 1e-6, "weights sum to {total}");
        }
        Self { reserves, ..self.clone() }
    }

    /// The same with the hazards of a group's members so many times as high, or with all, own keys' too: who fails, fails
    /// earlier on the same draws. Text and hash stay those of the scenario itself.
    ///
    /// # Panics
    ///
    /// When `times` is negative or no number.
    #[must_use]
    pub fn with_hazards_times(&self, group: Option<GroupIndex>, times: f64) -> Self {
        assert!(times >= 0.0 && times.is_finite(), "{times} is no multiple");
        let mut scenario = self.clone();
        let moved = scenario.counterparties.iter_mut().filter(|one| group.is_none_or(|group| one.group == group));
        for mode in moved.flat_map(|counterparty| &mut counterparty.modes) {
            match &mut mode.hazard {
                Hazard::Rate(rate) => *rate *= times,
                Hazard::Evidence { share, .. } => *share *= times,
            }
        }
        scenario
    }

    /// The assets in file order.
    #[must_use]
    pub fn assets(&self) -> &[Asset] {
        &self.market.assets
    }

    /// The steps of a path.
    #[must_use]
    pub const fn grid(&self) -> TimeGrid {
        self.simulation.grid
    }
}
