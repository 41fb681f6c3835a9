//! Which two assumptions a map is drawn over, where nobody says: how likely the failure is that tells the two reserves
//! apart most, and what it does to the coin.

use serde::Serialize;

use crate::decision::axis::{Axis, Side, rounded};
use crate::decision::refusal::Refusal;
use crate::distribution::Beta;
use crate::engine::tomorrow_of;
use crate::failure::{Hazard, Link};
use crate::outcome::Rungs;
use crate::reserve::Reserve;
use crate::scenario::Scenario;
use crate::units::{CounterpartyIndex, ModeIndex};

/// Values of a side, today's not counted.
const STEPS: usize = 7;
/// Losses below this are rounding.
const NOTHING: f64 = 1e-12;
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
}

/// What an address is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Meaning {
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

/// The two sides of a map.
pub(super) fn sides(
    scenario: &Scenario,
    pair: &[Reserve; 2],
    x: Option<&Side>,
    y: Option<&Side>,
) -> Result<[MapSide; 2], Refusal> {
    let failure = if x.is_none() || y.is_none() { Some(telling_failure(scenario, pair)?) } else { None };
    let side = |asked: Option<&Side>, default: &dyn Fn(CounterpartyIndex, ModeIndex) -> String| match (asked, failure) {
        (Some(side), _) => MapSide::of(scenario, side, false),
        (None, Some((who, mode))) => MapSide::of(scenario, &Side { address: default(who, mode), ends: None }, true),
        (None, None) => Err(Refusal::Question("no address was named".to_owned())),
    };
    let x = side(x, &|who, mode| hazard(scenario, who, mode))?;
    let y = side(y, &|who, mode| severity(scenario, pair, who, mode))?;
    if x.axis.address == y.axis.address {
        let address = &x.axis.address;
        return Err(Refusal::Question(format!(
            "both sides are {address}: name another with --x or --y ADDRESS=from:to"
        )));
    }
    Ok([x, y])
}

/// The failure whose deterministic loss differs most between the two.
fn telling_failure(scenario: &Scenario, pair: &[Reserve; 2]) -> Result<(CounterpartyIndex, ModeIndex), Refusal> {
    let tomorrow = tomorrow_of(&scenario.with_reserves(pair.to_vec()));
    let apart = |a: &Rungs, b: &Rungs| (a.marked - b.marked).abs();
    let [a, b] = tomorrow.as_slice() else {
        return Err(Refusal::Question("a map is of two reserves".to_owned()));
    };
    let most = |apart: &mut dyn Iterator<Item = (usize, f64)>| {
        let none: Option<(usize, f64)> = None;
        apart
            .filter(|(_, apart)| *apart > NOTHING)
            .fold(none, |most, one| if most.is_none_or(|most| one.1 > most.1) { Some(one) } else { most })
    };
    let by_group = a.by_group.iter().zip(&b.by_group).map(|(a, b)| apart(a, b));
    let group = most(&mut by_group.enumerate());
    let why = "no single failure tells these two reserves apart: name what to vary with --x and --y ADDRESS=from:to";
    let (group, _) = group.ok_or_else(|| Refusal::Question(why.to_owned()))?;
    let mut failures = Vec::new();
    for &who in &scenario.groups()[group].members {
        for (mode, (a, b)) in a.by_mode[who.0].iter().zip(&b.by_mode[who.0]).enumerate() {
            failures.push(((who, ModeIndex(mode)), apart(a, b)));
        }
    }
    let place = most(&mut failures.iter().map(|(_, apart)| *apart).enumerate());
    place.map(|(place, _)| failures[place].0).ok_or_else(|| Refusal::Question(why.to_owned()))
}

fn table(scenario: &Scenario, who: CounterpartyIndex) -> String {
    let id = &scenario.counterparties()[who.0].id;
    if who == CounterpartyIndex::OWN_KEYS { id.clone() } else { format!("counterparty.{id}") }
}

fn mode_table(scenario: &Scenario, who: CounterpartyIndex, mode: ModeIndex) -> String {
    format!("{}.mode.{}", table(scenario, who), scenario.counterparties()[who.0].modes[mode.0].id)
}

const PROBABILITY: &str = "annual_failure_probability";

/// Where the chance of this failure stands: at the mode, or once for all modes of its counterparty.
fn hazard(scenario: &Scenario, who: CounterpartyIndex, mode: ModeIndex) -> String {
    let of_mode = mode_table(scenario, who, mode);
    let stated = |key: &str| {
        let address = format!("{of_mode}.{key}");
        scenario.number_at(&address).is_some() || scenario.text_at(&address).is_some()
    };
    let is_at_mode = [PROBABILITY, "intensity", "evidence"].into_iter().any(stated);
    let place = if is_at_mode { of_mode } else { table(scenario, who) };
    format!("{place}.{PROBABILITY}")
}

/// Where stands how hard this failure hits: what it does to a coin that only one of the two holds so much of, or else
/// what is lost of the claim.
fn severity(scenario: &Scenario, pair: &[Reserve; 2], who: CounterpartyIndex, mode: ModeIndex) -> String {
    let held = |reserve: &Reserve, asset| -> f64 {
        reserve.positions.iter().filter(|position| position.asset == asset).map(|position| position.weight).sum()
    };
    let fires = scenario.links().iter().filter(|link| link.counterparty == who && link.modes.contains(&mode));
    let apart = |asset| (held(&pair[0], asset) - held(&pair[1], asset)).abs();
    let link =
        fires.filter(|link| apart(link.asset) > NOTHING).max_by(|a, b| apart(a.asset).total_cmp(&apart(b.asset)));
    let law = match link {
        Some(link) => format!("asset.{}.link.{}.drawdown", scenario.assets()[link.asset.0].id, link.id),
        None => format!("{}.loss_given_failure", mode_table(scenario, who, mode)),
    };
    // A law is moved by its mean; what has none becomes a fixed number.
    let mean = format!("{law}.mean");
    if scenario.number_at(&mean).is_some() { mean } else { law }
}

impl MapSide {
    fn of(scenario: &Scenario, side: &Side, chosen: bool) -> Result<Self, Refusal> {
        let Side { address, ends } = side;
        let meaning = meaning(scenario, address);
        let known = Axis::known(address, scenario);
        let today = known.today.or_else(|| implied(scenario, address));
        let law = address.strip_suffix(".mean").filter(|law| is_beta(scenario, law));
        let ends = ends.map_or_else(|| default_ends(address, today, known.range, law.is_some(), &meaning), Ok)?;
        let value = |step: usize| rounded(ends[0] + (ends[1] - ends[0]) * (step as f64 / (STEPS - 1) as f64));
        let mut values: Vec<f64> = (0..STEPS).map(value).collect();
        values.extend(today.filter(|today| (ends[0]..=ends[1]).contains(today)));
        values.sort_by(f64::total_cmp);
        values.dedup_by(|a, b| (*a - *b).abs() <= 1e-9 * (ends[1] - ends[0]));
        let spread = law.map(|law| format!("{law}.sd"));
        let axis = Axis { values, today, ..known };
        Ok(Self { axis, meaning, chosen, spread })
    }

    /// The changes that put a value there. What is there already is left as it is.
    pub(super) fn sets(&self, value: f64, scenario: &Scenario) -> Vec<String> {
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
            let rate: f64 = modes.iter().map(|mode| mean_rate(scenario, &mode.hazard)).sum();
            return Some(rounded(-libm::expm1(-rate)));
        }
        for (place, mode) in modes.iter().enumerate() {
            let of_mode = mode_table(scenario, who, ModeIndex(place));
            if address == format!("{of_mode}.{PROBABILITY}") {
                return Some(rounded(-libm::expm1(-mean_rate(scenario, &mode.hazard))));
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

fn mean_rate(scenario: &Scenario, hazard: &Hazard) -> f64 {
    match hazard {
        Hazard::Rate(rate) => *rate,
        Hazard::Evidence { pool, share } => scenario.pools()[pool.0].mean_rate() * share,
    }
}

fn default_ends(
    address: &str,
    today: Option<f64>,
    range: Option<[f64; 2]>,
    is_beta: bool,
    meaning: &Meaning,
) -> Result<[f64; 2], Refusal> {
    match meaning {
        Meaning::Probability { .. } => {
            let top = range.map_or(0.0, |[_, high]| 2.0 * high).max(today.map_or(0.0, |today| 4.0 * today));
            Ok([0.0, rounded(top.clamp(LEAST_TOP, MOST_PROBABLE))])
        }
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
