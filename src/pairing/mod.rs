//! Reserves of several runs or scenarios side by side.
//!
//! Two sides whose seeds, paths and markets agree see the same prices, path by path, and the same fate of whoever is a
//! counterparty of both: their reserves are compared in pairs of paths, as those of one scenario are. Others are
//! taken for independent, so that their differences are known less well.

mod agreement;
mod difference;
mod not_paired;
mod pairs;
#[cfg(test)]
mod tests;

pub use difference::Difference;
pub use not_paired::NotPaired;

use serde::Serialize;

use crate::assessment::{Assessment, Comparison, LevelEstimate, NUMBERS, SCHEMA, ScenarioWords};
use crate::numeric::precision::Precision;
use crate::outcome::Outcomes;
use crate::scenario::Scenario;
use crate::statistics::Estimate;

/// What the paths of one reserve yield, one number a path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Yields {
    /// Marked loss.
    pub loss: Vec<f64>,
    /// X, marked.
    pub cost: Vec<f64>,
}

impl Yields {
    /// Those of every reserve of a run.
    #[must_use]
    pub fn of(outcomes: &Outcomes) -> Vec<Self> {
        let of = |reserve: &crate::outcome::ReserveOutcomes| Self {
            loss: reserve.loss.clone(),
            cost: reserve.counterparty_cost(),
        };
        outcomes.reserves.iter().map(of).collect()
    }
}

/// How the paths were had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Read from the folder of a run.
    Stored,
    /// Simulated, or simulated again from what a run's folder says.
    Simulated,
}

/// One of those that are compared.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// How the reader named it: a scenario, or the folder of a run.
    pub name: &'a str,
    /// What was run.
    pub scenario: &'a Scenario,
    /// Its figures.
    pub assessment: &'a Assessment,
    /// What its paths yield, one entry a reserve.
    pub yields: &'a [Yields],
    /// How fine the numbers of its daily work were.
    pub precision: Precision,
    /// How its paths were had.
    pub source: Source,
}

/// Everything that is told of reserves side by side; contents of `comparison.json`.
#[derive(Clone, Debug, Serialize)]
pub struct SideBySide {
    /// Shape of the file.
    pub schema: u32,
    /// Version of the program.
    pub version: &'static str,
    /// Its numbers version.
    pub numbers: u32,
    /// What is compared.
    pub sides: Vec<SideFacts>,
    /// Every two sides: whether they see the same paths, and in what they differ.
    pub matches: Vec<Match>,
    /// Every reserve of every side.
    pub reserves: Vec<ReserveBeside>,
    /// Every two reserves of different sides.
    pub pairs: Vec<PairBeside>,
}

/// One of those that are compared, in facts.
#[derive(Clone, Debug, Serialize)]
pub struct SideFacts {
    /// `A`, `B`, …
    pub letter: char,
    /// How the reader named it.
    pub name: String,
    /// Its scenario.
    pub scenario: ScenarioWords,
    /// H in days.
    pub horizon_days: u64,
    /// N.
    pub paths: u64,
    /// Seed.
    pub seed: u64,
    /// How fine the numbers of its daily work were.
    pub precision: Precision,
    /// How its paths were had.
    pub source: Source,
}

/// Two sides.
#[derive(Clone, Debug, Serialize)]
pub struct Match {
    /// One.
    pub a: char,
    /// The other.
    pub b: char,
    /// Whether both see the same prices on the same paths.
    pub paired: bool,
    /// Why not.
    pub why_not: Vec<NotPaired>,
    /// Where their scenarios differ.
    pub differences: Vec<Difference>,
}

/// A reserve of one side.
#[derive(Clone, Debug, Serialize)]
pub struct ReserveBeside {
    /// Of which side.
    pub side: char,
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Mean marked loss.
    pub loss_mean: Estimate,
    /// ES of marked loss, by level.
    pub loss_es: Vec<LevelEstimate>,
    /// E\[X\]/H.
    pub cost_per_year: Estimate,
}

/// Two reserves of different sides.
#[derive(Clone, Debug, Serialize)]
pub struct PairBeside {
    /// The side of `a`.
    pub side_a: char,
    /// The side of `b`.
    pub side_b: char,
    /// Whether they are compared path by path.
    pub paired: bool,
    /// E\[X(a)\]/H − E\[X(b)\]/H; the only figure told where the horizons differ.
    pub cost_difference_per_year: Option<Estimate>,
    /// As in `summary.json`; dominance is told of pairs of paths only.
    #[serde(flatten)]
    pub figures: Comparison,
}

/// The letter of a side.
#[must_use]
pub fn letter(side: usize) -> char {
    char::from_u32('A' as u32 + u32::try_from(side).unwrap_or(u32::MAX)).unwrap_or('?')
}

/// Compares all reserves of all sides with those of the others.
#[must_use]
pub fn side_by_side(sides: &[Side<'_>]) -> SideBySide {
    let two = |a: usize| (a + 1..sides.len()).map(move |b| (a, b));
    let matches: Vec<Match> = (0..sides.len()).flat_map(two).map(|(a, b)| agreement::of(sides, a, b)).collect();
    SideBySide {
        schema: SCHEMA,
        version: env!("CARGO_PKG_VERSION"),
        numbers: NUMBERS,
        sides: sides.iter().enumerate().map(|(place, side)| facts(letter(place), side)).collect(),
        reserves: sides.iter().enumerate().flat_map(|(place, side)| reserves(letter(place), side)).collect(),
        pairs: pairs::all(sides, &matches),
        matches,
    }
}

fn facts(letter: char, side: &Side<'_>) -> SideFacts {
    let (scenario, simulation) = (side.scenario, side.scenario.simulation());
    SideFacts {
        letter,
        name: side.name.to_owned(),
        scenario: ScenarioWords {
            name: scenario.name().to_owned(),
            title: scenario.title().to_owned(),
            hash: scenario.hash().to_owned(),
        },
        horizon_days: scenario.grid().horizon_days(),
        paths: simulation.paths,
        seed: simulation.seed,
        precision: side.precision,
        source: side.source,
    }
}

fn reserves(letter: char, side: &Side<'_>) -> Vec<ReserveBeside> {
    let of = |figures: &crate::assessment::ReserveFigures| {
        let names = side.scenario.reserves().iter();
        let name = names.filter(|reserve| reserve.id == figures.id).map(|reserve| reserve.title.clone()).next();
        let told = |figure: &crate::assessment::TailEstimate| LevelEstimate {
            level: figure.level,
            estimate: without_range(figure.estimate),
        };
        ReserveBeside {
            side: letter,
            id: figures.id.clone(),
            name: name.unwrap_or_else(|| figures.id.clone()),
            loss_mean: without_range(figures.loss.mean),
            loss_es: figures.loss.es.iter().map(told).collect(),
            cost_per_year: without_range(figures.counterparty_cost.per_year),
        }
    };
    side.assessment.summary.reserves.iter().map(of).collect()
}

/// What ranged inputs leave open is told of each side by its own report.
fn without_range(estimate: Estimate) -> Estimate {
    Estimate { range: None, ..estimate }
}
