//! Which two assumptions a map is drawn over, where nobody says: how likely the group fails whose failure tells the two
//! reserves apart most, and what that does to a coin.

use super::group::{self, table};
use super::side::MapSide;
use crate::decision::axis::Side;
use crate::decision::refusal::Refusal;
use crate::engine::tomorrow_of;
use crate::failure::Link;
use crate::outcome::Rungs;
use crate::reserve::Reserve;
use crate::scenario::Scenario;
use crate::units::{AssetIndex, CounterpartyIndex, GroupIndex, ModeIndex};

/// Losses below this are rounding.
const NOTHING: f64 = 1e-12;
/// What moves two reserves apart by less than this moves no tie.
const TRIFLE: f64 = 1e-3;
/// Why there is no default.
const NONE: &str =
    "no single failure tells these two reserves apart: name what to vary with --x and --y ADDRESS=from:to";

/// What tells two reserves apart most tomorrow.
#[derive(Clone, Copy)]
struct Telling {
    /// The group that fails.
    group: GroupIndex,
    /// Its failure that does.
    failure: (CounterpartyIndex, ModeIndex),
}

/// The two sides of a map.
pub(super) fn sides(
    scenario: &Scenario,
    pair: &[Reserve; 2],
    x: Option<&Side>,
    y: Option<&Side>,
) -> Result<[MapSide; 2], Refusal> {
    let default = |address: String| MapSide::of(scenario, &Side { address, ends: None }, true);
    let x = match x {
        Some(side) => MapSide::of(scenario, side, false)?,
        None => default(group::address(scenario, telling(scenario, pair)?.group))?,
    };
    let y = match y {
        Some(side) => MapSide::of(scenario, side, false)?,
        None => default(severity(scenario, pair, telling(scenario, pair)?))?,
    };
    if x.axis.address == y.axis.address {
        let address = &x.axis.address;
        return Err(Refusal::Question(format!(
            "both sides are {address}: name another with --x or --y ADDRESS=from:to"
        )));
    }
    if let Some(why) = undone(scenario, &x, &y).or_else(|| undone(scenario, &y, &x)) {
        return Err(Refusal::Question(why));
    }
    Ok([x, y])
}

/// Why a map can't have both sides, where what one sets the other would change.
fn undone(scenario: &Scenario, set: &MapSide, other: &MapSide) -> Option<String> {
    let (set_address, other_address) = (&set.axis.address, &other.axis.address);
    let is_hazard = |group: GroupIndex| group::hazards(scenario, group).contains(set_address);
    if other.group.is_some_and(is_hazard) {
        return Some(format!(
            "{other_address} multiplies {set_address}: name another side with --x or --y ADDRESS=from:to"
        ));
    }
    let (a, b) = (set.axis.weighted(scenario)?, other.axis.weighted(scenario)?);
    (a == b).then(|| format!("{set_address} and {other_address} are weights of one reserve: one would scale the other"))
}

/// The group that can fail whose deterministic loss differs most between the two, and the failure of a member that does.
fn telling(scenario: &Scenario, pair: &[Reserve; 2]) -> Result<Telling, Refusal> {
    let tomorrow = tomorrow_of(&scenario.with_reserves(pair.to_vec()));
    let [a, b] = tomorrow.as_slice() else {
        return Err(Refusal::Question("a map is of two reserves".to_owned()));
    };
    let apart = |a: &Rungs, b: &Rungs| (a.marked - b.marked).abs();
    let groups = a.by_group.iter().zip(&b.by_group).map(|(a, b)| apart(a, b)).enumerate();
    let can_fail = groups.filter(|(group, _)| group::chance(scenario, GroupIndex(*group)) > 0.0);
    let group = GroupIndex(most(can_fail).ok_or_else(|| Refusal::Question(NONE.to_owned()))?);
    let failures: Vec<((CounterpartyIndex, ModeIndex), f64)> = scenario.groups()[group.0]
        .members
        .iter()
        .flat_map(|&who| {
            let modes = a.by_mode[who.0].iter().zip(&b.by_mode[who.0]).enumerate();
            modes.map(move |(mode, (a, b))| ((who, ModeIndex(mode)), apart(a, b)))
        })
        .collect();
    let failure = most(failures.iter().map(|(failure, apart)| (*failure, *apart)));
    failure.map(|failure| Telling { group, failure }).ok_or_else(|| Refusal::Question(NONE.to_owned()))
}

/// What is furthest apart; the first of equals, and `None` where nothing is.
fn most<T>(apart: impl Iterator<Item = (T, f64)>) -> Option<T> {
    let more = |most: Option<(T, f64)>, one: (T, f64)| match most {
        Some(most) if most.1 >= one.1 => Some(most),
        _ => Some(one),
    };
    apart.filter(|(_, apart)| *apart > NOTHING).fold(None, more).map(|(what, _)| what)
}

/// Where stands how hard the group's failure hits: what it does to a coin of which only one of the two holds so much, where
/// that parts them, or else what is lost of the claim.
fn severity(scenario: &Scenario, pair: &[Reserve; 2], telling: Telling) -> String {
    let held = |reserve: &Reserve, asset: AssetIndex| -> f64 {
        reserve.positions.iter().filter(|position| position.asset == asset).map(|position| position.weight).sum()
    };
    let weight = |link: &Link| (held(&pair[0], link.asset) - held(&pair[1], link.asset)).abs();
    let of_group = |link: &&Link| scenario.counterparties()[link.counterparty.0].group == telling.group;
    let links = scenario.links().iter().filter(of_group);
    let of_coin = most(links.map(|link| (link, weight(link) * link.drawdown.mean())))
        .map(|link| format!("asset.{}.link.{}.drawdown", scenario.assets()[link.asset.0].id, link.id));
    let of_claim = || {
        let (who, mode) = telling.failure;
        let mode = &scenario.counterparties()[who.0].modes[mode.0].id;
        format!("{}.mode.{mode}.loss_given_failure", table(scenario, who))
    };
    // A law is moved by its mean; what has none becomes a fixed number.
    let moved = |law: String| {
        let mean = format!("{law}.mean");
        if scenario.number_at(&mean).is_some() { mean } else { law }
    };
    of_coin
        .map(moved)
        .filter(|address| parts(scenario, pair, telling.group, address))
        .unwrap_or_else(|| moved(of_claim()))
}

/// Whether what is at an address moves what a failure of the group costs the one more than the other: a claim on money
/// doesn't fall with the coin that it was.
fn parts(scenario: &Scenario, pair: &[Reserve; 2], group: GroupIndex, address: &str) -> bool {
    let Ok(side) = MapSide::of(scenario, &Side { address: address.to_owned(), ends: None }, true) else { return false };
    let apart = |value: f64| {
        let set = scenario.with_sets(&side.sets(value, scenario)).ok()?;
        let tomorrow = tomorrow_of(&set.with_reserves(pair.to_vec()));
        let [a, b] = tomorrow.as_slice() else { return None };
        Some(a.by_group[group.0].marked - b.by_group[group.0].marked)
    };
    let ends = [side.axis.values.first(), side.axis.values.last()].map(|end| end.copied().and_then(apart));
    matches!(ends, [Some(low), Some(high)] if (high - low).abs() > TRIFLE)
}
