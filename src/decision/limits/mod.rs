//! How much may be held where, so that one failure costs no more than is tolerated.
//!
//! All in closed form, on what a failure costs tomorrow: every member of a group fails at once, each in its costliest
//! mode, at prices and weights of today. A unit of money that loses ℓ and stands beside money that the failure doesn't
//! touch may be at most tolerance/ℓ of a reserve. Within a reserve, where the rest is touched too, its weight at the
//! tolerance is found along the line on which all other weights keep their proportions, as `--set` scales them.

mod line;
mod told;

pub use told::{Bound, Decision, Exposure, Limit, Limits, PositionLimit, Today};

use super::cascade::{certain_ladder, expected_ladder};
use super::ends::deterministic_ends;
use super::event::costliest_mode;
use super::places::{Place, places};
use crate::assessment::{Ends, Ladder};
use crate::engine::tomorrow_of;
use crate::failure::Kind;
use crate::outcome::Rungs;
use crate::reserve::Reserve;
use crate::scenario::Scenario;
use crate::units::{CounterpartyIndex, GroupIndex};
use line::position_limits;

/// Losses below this are rounding.
const NOTHING: f64 = 1e-12;

/// The limits of a scenario, at the ends of its ranged inputs too where that is wanted.
#[must_use]
pub fn limits(scenario: &Scenario, tolerance: f64, with_ranges: bool) -> Limits {
    let places = places(scenario);
    let base = Unit::of(scenario, &places);
    let harm = |scenario: &Scenario| Unit::of(scenario, &places).harm();
    let ends = if with_ranges { deterministic_ends(scenario, harm) } else { None };
    let authorities = authorities(scenario, ends.as_ref());
    let at_ends = ends.map(|ends| ends.map(|scenario| Unit::of(&scenario, &places)));
    let range = |of: &dyn Fn(&Unit) -> f64| {
        at_ends.as_ref().map(|[sparing, hurting]| Ends { low: of(sparing), high: of(hurting) })
    };
    let mut limits = Vec::new();
    for (row, place) in places.iter().enumerate() {
        for (group, told) in scenario.groups().iter().enumerate() {
            let loss = base.places[row][group];
            if loss.marked > NOTHING {
                let most = |loss: f64| if loss > tolerance { tolerance / loss } else { 1.0 };
                limits.push(Limit {
                    group: told.id.clone(),
                    asset: scenario.assets()[place.asset.0].id.clone(),
                    custodian: scenario.counterparties()[place.custodian.0].id.clone(),
                    keys_with_group: scenario.counterparties()[place.custodian.0].group == GroupIndex(group),
                    loss: ladder(loss),
                    loss_range: range(&|unit| unit.places[row][group].marked),
                    most: most(loss.marked),
                    // Where losses are larger, less may be held.
                    most_range: range(&|unit| most(unit.places[row][group].marked)).map(turned),
                    today: today(scenario, *place),
                });
            }
        }
    }
    limits.sort_by(|a, b| a.most.total_cmp(&b.most).then_with(|| names(a).cmp(&names(b))));
    let mut reserves = Vec::new();
    for (place, reserve) in scenario.reserves().iter().enumerate() {
        for (group, told) in scenario.groups().iter().enumerate() {
            let loss = base.reserves[place][group];
            if loss.marked.abs() > NOTHING {
                reserves.push(Exposure {
                    reserve: reserve.id.clone(),
                    group: told.id.clone(),
                    loss: ladder(loss),
                    loss_range: range(&|unit| unit.reserves[place][group].marked),
                    is_within: loss.marked <= tolerance,
                    positions: position_limits(scenario, reserve, GroupIndex(group), tolerance),
                });
            }
        }
    }
    Limits { tolerance, limits, reserves, authorities }
}

/// What the decisions of authorities take, the largest first.
fn authorities(scenario: &Scenario, ends: Option<&[Scenario; 2]>) -> Vec<Decision> {
    let mut found = Vec::new();
    for (place, authority) in scenario.counterparties().iter().enumerate() {
        if authority.kind != Kind::Authority {
            continue;
        }
        let who = CounterpartyIndex(place);
        let mode = (who, costliest_mode(scenario, who));
        let (certain, expected) = (certain_ladder(scenario, mode), expected_ladder(scenario, mode));
        let at_ends = ends.map(|ends| ends.each_ref().map(|scenario| expected_ladder(scenario, mode)));
        for (number, reserve) in scenario.reserves().iter().enumerate() {
            let range = |[low, high]: &[Vec<Rungs>; 2]| Ends { low: low[number].marked, high: high[number].marked };
            found.push(Decision {
                authority: authority.id.clone(),
                mode: authority.modes[mode.1.0].id.clone(),
                reserve: reserve.id.clone(),
                certain: ladder(certain[number]),
                expected: ladder(expected[number]),
                expected_range: at_ends.as_ref().map(range),
            });
        }
    }
    found.sort_by(|a, b| b.expected.marked.total_cmp(&a.expected.marked));
    found
}

const fn turned(Ends { low, high }: Ends) -> Ends {
    Ends { low: high, high: low }
}

fn names(limit: &Limit) -> [&str; 3] {
    [&limit.group, &limit.asset, &limit.custodian]
}

const fn ladder(rungs: Rungs) -> Ladder {
    let Rungs { liquid, marked, eventual } = rungs;
    Ladder { liquid, marked, eventual }
}

fn today(scenario: &Scenario, place: Place) -> Vec<Today> {
    let of = |reserve: &Reserve| Today { reserve: reserve.id.clone(), weight: place.weight_in(reserve) };
    scenario.reserves().iter().map(of).collect()
}

/// What the failure of each group costs: one row a place that a unit of money is held at, one a reserve.
struct Unit {
    places: Vec<Vec<Rungs>>,
    reserves: Vec<Vec<Rungs>>,
}

impl Unit {
    fn of(scenario: &Scenario, places: &[Place]) -> Self {
        let mut reserves: Vec<Reserve> = places.iter().map(|place| place.alone()).collect();
        reserves.extend_from_slice(scenario.reserves());
        let found = tomorrow_of(&scenario.with_reserves(reserves));
        let mut all: Vec<Vec<Rungs>> = found.into_iter().map(|tomorrow| tomorrow.by_group).collect();
        let reserves = all.split_off(places.len());
        Self { places: all, reserves }
    }

    /// By which inputs are turned: the sum of all that reserves lose, and a trifle of what places do.
    fn harm(&self) -> f64 {
        let sum = |of: &[Vec<Rungs>]| of.iter().flatten().map(|loss| loss.marked).sum::<f64>();
        sum(&self.reserves) + 1e-3 * sum(&self.places)
    }
}
