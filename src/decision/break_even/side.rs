//! One side of a map: what is moved there, between which values, and how a value is put into a scenario.

use serde::Serialize;

use super::group::{self, PROBABILITY, table};
use crate::decision::axis::{Axis, Side, held_still, refuse_draws, rounded};
use crate::decision::refusal::Refusal;
use crate::distribution::Beta;
use crate::failure::Link;
use crate::failure::stated::stated_probability;
use crate::scenario::Scenario;
use crate::units::{CounterpartyIndex, GroupIndex};

/// Values of a side, today's not counted.
const STEPS: usize = 7;
/// No default goes beyond these chances a year, nor below this one at the top.
const MOST_PROBABLE: f64 = 0.9;
const LEAST_TOP: f64 = 0.02;
/// Means of beta laws stay off the ends, where they have no spread.
const BETA_ENDS: [f64; 2] = [0.05, 0.99];

/// One side of the map.
#[derive(Clone, Debug, Serialize)]
pub struct MapSide {
    /// Address, values and what is known of them.
    #[serde(flatten)]
    pub axis: Axis,
    /// What the address is, where the program chose it or knows it.
    pub meaning: Meaning,
    /// Whether the program chose it.
    pub chosen: bool,
    /// The law whose mean this is leaves less room for spread near its ends: the address of what is cut then.
    pub spread: Option<String>,
    /// The group whose chance it is, where it is no address of the file.
    #[serde(skip)]
    pub(super) group: Option<GroupIndex>,
}

/// What an address is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Meaning {
    /// A group's chance of failing in a year, moved by multiplying the hazards of all its members.
    GroupProbability {
        /// Whose.
        group: String,
    },
    /// A counterparty's chance of failing in a year.
    Probability {
        /// Whose.
        counterparty: String,
    },
    /// By how much an asset's price falls if a counterparty fails.
    Drawdown {
        /// The asset.
        asset: String,
        /// If who fails.
        counterparty: String,
    },
    /// The share that is lost of what a counterparty held.
    LossGivenFailure {
        /// The counterparty.
        counterparty: String,
    },
    /// Anything else.
    Other,
}

impl MapSide {
    /// The side that was asked for, or that the program chose.
    pub(super) fn of(scenario: &Scenario, side: &Side, chosen: bool) -> Result<Self, Refusal> {
        let Side { address, ends } = side;
        if let Some(group) = group::named(scenario, address) {
            return Self::of_group(scenario, group?, *ends, chosen);
        }
        refuse_draws(address)?;
        let meaning = meaning(scenario, address);
        let known = Axis::known(address, scenario);
        let today = known.today.or_else(|| implied(scenario, address));
        let law = address.strip_suffix(".mean").filter(|law| is_beta(scenario, law));
        let ends = ends.map_or_else(|| default_ends(address, today, known.range, law.is_some(), &meaning), Ok)?;
        let spread = law.map(|law| format!("{law}.sd"));
        let axis = Axis { values: values(ends, today), today, ..known };
        Ok(Self { axis, meaning, chosen, spread, group: None })
    }

    /// The chance of a group.
    fn of_group(scenario: &Scenario, group: GroupIndex, ends: Option<[f64; 2]>, chosen: bool) -> Result<Self, Refusal> {
        let stated = group::chance(scenario, group);
        if stated <= 0.0 {
            return Err(group::never_fails(scenario, group));
        }
        let (address, today) = (group::address(scenario, group), Some(rounded(stated)));
        let range = group::range(scenario, group).map(|ends| ends.map(rounded));
        let ends = ends.unwrap_or_else(|| probable(today, range));
        if ends[0] < 0.0 || ends[1] >= 1.0 {
            let why = format!("{address} is a yearly chance: write it from 0 up, to less than 1");
            return Err(Refusal::Question(why));
        }
        let axis = Axis { address, values: values(ends, today), today, range };
        let meaning = Meaning::GroupProbability { group: scenario.groups()[group.0].id.clone() };
        Ok(Self { axis, meaning, chosen, spread: None, group: Some(group) })
    }

    /// The changes that fix today's value without a range of its own.
    pub(super) fn still(&self, scenario: &Scenario) -> Result<Scenario, Refusal> {
        match self.group {
            None => held_still(scenario, std::iter::once(&self.axis)),
            Some(group) => with_sets(scenario, &group::still(scenario, group)),
        }
    }

    /// The scenario with such a value on each of these sides.
    pub(super) fn put(sides: [(&Self, f64); 2], scenario: &Scenario) -> Result<Scenario, Refusal> {
        let sets: Vec<String> = sides.iter().flat_map(|(side, value)| side.sets(*value, scenario)).collect();
        let mut set = with_sets(scenario, &sets)?;
        for (side, value) in sides {
            if let Some(group) = side.group {
                set = group::with_chance(&set, group, value)?;
            }
        }
        Ok(set)
    }

    /// The changes of the file that put a value there. What is there already is left as it is.
    pub(super) fn sets(&self, value: f64, scenario: &Scenario) -> Vec<String> {
        if self.group.is_some() {
            return Vec::new();
        }
        if self.axis.today == Some(value) && scenario.number_at(&self.axis.address).is_none_or(|today| today == value) {
            return Vec::new();
        }
        let mut sets = vec![self.axis.set(value)];
        if let Some(spread) = &self.spread
            && let Some(stated) = scenario.number_at(spread)
        {
            let most = Beta::largest_sd(value);
            if stated > most {
                sets.push(format!("{spread}={most}"));
            }
        }
        sets
    }
}

fn with_sets(scenario: &Scenario, sets: &[String]) -> Result<Scenario, Refusal> {
    scenario.with_sets(sets).map_err(|error| Refusal::Question(error.to_string()))
}

/// Values from end to end, and today's.
fn values([from, to]: [f64; 2], today: Option<f64>) -> Vec<f64> {
    let value = |step: usize| rounded(from + (to - from) * (step as f64 / (STEPS - 1) as f64));
    let today = today.filter(|today| (from..=to).contains(today));
    let is_today = |value: &f64| today.is_some_and(|today| (today - value).abs() <= 1e-9 * (to - from));
    let mut values: Vec<f64> = (0..STEPS).map(value).filter(|value| !is_today(value)).chain(today).collect();
    values.sort_by(f64::total_cmp);
    values
}

/// From no chance to above what the evidence allows, so that its box is most of the map; without a range to four times
/// today's.
fn probable(today: Option<f64>, range: Option<[f64; 2]>) -> [f64; 2] {
    let times_today = if range.is_some() { 2.0 } else { 4.0 };
    let top = range.map_or(0.0, |[_, high]| 1.25 * high).max(today.map_or(0.0, |today| times_today * today));
    [0.0, rounded(top.clamp(LEAST_TOP, MOST_PROBABLE))]
}

fn is_beta(scenario: &Scenario, law: &str) -> bool {
    scenario.text_at(&format!("{law}.kind")) == Some("beta")
}

/// Today's chance of failing where the file states an intensity or evidence instead, and the mean of a law that is
/// replaced by a number.
fn implied(scenario: &Scenario, address: &str) -> Option<f64> {
    let counterparties = scenario.counterparties().iter().enumerate();
    let places: Vec<CounterpartyIndex> = counterparties.map(|(who, _)| CounterpartyIndex(who)).collect();
    for who in places {
        let modes = &scenario.counterparties()[who.0].modes;
        if address == format!("{}.{PROBABILITY}", table(scenario, who)) {
            let counterparty = &scenario.counterparties()[who.0];
            return Some(rounded(stated_probability(counterparty, scenario.pools(), 1.0)));
        }
        for mode in modes {
            let of_mode = format!("{}.mode.{}", table(scenario, who), mode.id);
            if address == format!("{of_mode}.{PROBABILITY}") {
                return Some(rounded(-libm::expm1(-mode.hazard.mean_rate(scenario.pools()))));
            }
            if address == format!("{of_mode}.loss_given_failure") {
                return Some(rounded(mode.loss_given_failure.mean()));
            }
        }
    }
    let mut links = scenario.links().iter();
    let link =
        links.find(|link| address == format!("asset.{}.link.{}.drawdown", scenario.assets()[link.asset.0].id, link.id));
    link.map(|link| rounded(link.drawdown.mean()))
}

fn default_ends(
    address: &str,
    today: Option<f64>,
    range: Option<[f64; 2]>,
    is_beta: bool,
    meaning: &Meaning,
) -> Result<[f64; 2], Refusal> {
    match meaning {
        Meaning::GroupProbability { .. } | Meaning::Probability { .. } => Ok(probable(today, range)),
        Meaning::Drawdown { .. } | Meaning::LossGivenFailure { .. } if is_beta => {
            let wide = |end: f64| range.map_or(end, |[low, high]| end.clamp(low.min(end), high.max(end)));
            Ok(BETA_ENDS.map(wide))
        }
        Meaning::Drawdown { .. } | Meaning::LossGivenFailure { .. } => Ok([0.0, 1.0]),
        Meaning::Other => range
            .ok_or_else(|| Refusal::Question(format!("{address} has no range of its own: write {address}=from:to"))),
    }
}

/// What an address is, as far as its words tell.
fn meaning(scenario: &Scenario, address: &str) -> Meaning {
    let keys: Vec<&str> = address.split('.').collect();
    let keys = keys.strip_suffix(&["mean"]).unwrap_or(&keys);
    match keys {
        ["self", .., "annual_failure_probability"] => Meaning::Probability { counterparty: "self".to_owned() },
        ["counterparty", id, .., "annual_failure_probability"] => {
            Meaning::Probability { counterparty: (*id).to_owned() }
        }
        ["counterparty", id, "mode", _, "loss_given_failure"] => {
            Meaning::LossGivenFailure { counterparty: (*id).to_owned() }
        }
        ["asset", asset, "link", name, "drawdown"] => {
            let mut links = scenario.links().iter();
            let named = |link: &&Link| link.id == *name && scenario.assets()[link.asset.0].id == *asset;
            links.find(named).map_or(Meaning::Other, |link| Meaning::Drawdown {
                asset: (*asset).to_owned(),
                counterparty: scenario.counterparties()[link.counterparty.0].id.clone(),
            })
        }
        _ => Meaning::Other,
    }
}
