//! What is measured at every point.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::decision::refusal::Refusal;
use crate::outcome::ReserveOutcomes;
use crate::scenario::Scenario;
use crate::statistics::Estimate;
use crate::stopping::Figure;
use crate::units::ReserveIndex;

/// A measure, of one reserve or of all: `es99`, `cost-per-year@mine`.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Which.
    pub measure: SweptMeasure,
    /// Of which reserve; `None` for all.
    pub reserve: Option<String>,
}

/// A figure, over the horizon or a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SweptMeasure {
    /// The figure.
    pub figure: Figure,
    /// Whether it is divided by the years of the horizon.
    pub per_year: bool,
}

const PER_YEAR: &str = "-per-year";

impl FromStr for Asked {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        let (measure, reserve) = words.split_once('@').map_or((words, None), |(measure, id)| (measure, Some(id)));
        Ok(Self { measure: measure.parse()?, reserve: reserve.map(str::to_owned) })
    }
}

impl FromStr for SweptMeasure {
    type Err = String;

    fn from_str(words: &str) -> Result<Self, String> {
        let short = words.strip_suffix(PER_YEAR);
        let measure = Self { figure: short.unwrap_or(words).parse()?, per_year: short.is_some() };
        let cost: Figure = "cost".parse()?;
        if measure.per_year && measure.figure != cost {
            return Err(format!("`{words}`: only the cost is told a year, as cost-per-year"));
        }
        Ok(measure)
    }
}

impl fmt::Display for SweptMeasure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.figure, if self.per_year { PER_YEAR } else { "" })
    }
}

impl Serialize for SweptMeasure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A measure of one reserve.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// Which measure.
    pub measure: SweptMeasure,
    /// Of which reserve.
    pub reserve: String,
    #[serde(skip)]
    pub(in crate::decision) place: ReserveIndex,
}

impl Measured {
    /// Its value in the columns of its reserve.
    pub(in crate::decision) fn of(&self, outcomes: &ReserveOutcomes, years: f64) -> Estimate {
        let (figure, _) = self.measure.figure.of(outcomes);
        if self.measure.per_year { figure.scaled(1.0 / years) } else { figure }
    }
}

/// Measure by measure and reserve by reserve; where none are asked for ES 99% of loss, of the market alone beside it, and
/// the mean cost a year.
pub(super) fn all(asked: &[Asked], scenario: &Scenario) -> Result<Vec<Measured>, Refusal> {
    all_or(asked, &["es99", "market-es99", "cost-per-year"], scenario)
}

/// The same with other measures where none are asked for.
pub(in crate::decision) fn all_or(
    asked: &[Asked],
    usual: &[&str],
    scenario: &Scenario,
) -> Result<Vec<Measured>, Refusal> {
    let usual = || usual.iter().filter_map(|words| words.parse().ok()).collect();
    let asked = if asked.is_empty() { usual() } else { asked.to_vec() };
    let reserves = || scenario.reserves().iter().enumerate();
    let mut found: Vec<Measured> = Vec::new();
    for Asked { measure, reserve } in asked {
        let here = reserves().filter(|(_, one)| reserve.as_ref().is_none_or(|id| *id == one.id));
        let before = found.len();
        found.extend(here.map(|(place, one)| Measured {
            measure,
            reserve: one.id.clone(),
            place: ReserveIndex(place),
        }));
        if found.len() == before {
            return Err(no_such_reserve(reserve.as_deref().unwrap_or_default(), scenario));
        }
    }
    let mut seen: Vec<Measured> = Vec::new();
    for one in found {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    Ok(seen)
}

/// The refusal of a reserve that the scenario doesn't have.
pub(in crate::decision) fn no_such_reserve(id: &str, scenario: &Scenario) -> Refusal {
    let ids: Vec<&str> = scenario.reserves().iter().map(|reserve| reserve.id.as_str()).collect();
    Refusal::Question(format!("the scenario has no reserve `{id}`: it has {}", ids.join(", ")))
}
