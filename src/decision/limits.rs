//! How much may be held where, so that one failure costs no more than is tolerated.
//!
//! All in closed form, on what a failure costs tomorrow: every member of a group fails at once, each in its costliest
//! mode, at prices and weights of today. A unit of money that loses ℓ and stands beside money that the failure doesn't
//! touch may be at most tolerance/ℓ of a reserve. Within a reserve, where the rest is touched too, its weight at the
//! tolerance is found along the line on which all other weights keep their proportions, as `--set` scales them.

use serde::Serialize;

use super::cascade::{Failing, certain_ladder, expected_ladder};
use super::ends::deterministic_ends;
use super::places::{Place, places};
use crate::assessment::{Ends, Ladder};
use crate::engine::{losses_of_group, tomorrow_of};
use crate::failure::Kind;
use crate::outcome::Rungs;
use crate::reserve::{Position, Reserve};
use crate::scenario::Scenario;
use crate::units::{CounterpartyIndex, GroupIndex, ModeIndex};

/// Losses below this are rounding.
const NOTHING: f64 = 1e-12;

/// How much may be held where.
#[derive(Clone, Debug, Serialize)]
pub struct Limits {
    /// The largest loss that one failure may cause, marked, as a share of the reserve.
    pub tolerance: f64,
    /// By group, asset and keeper; those first that may be held least.
    pub limits: Vec<Limit>,
    /// Today's reserves: what each loses if a group fails, and how far each weight may go as the others stand.
    pub reserves: Vec<Exposure>,
    /// What one decision of each authority takes of each reserve, with all that it pulls down.
    pub authorities: Vec<Decision>,
}

/// What one decision of an authority takes of a reserve.
#[derive(Clone, Debug, Serialize)]
pub struct Decision {
    /// Who decides.
    pub authority: String,
    /// In which of its ways: the one that takes most on average over reserves.
    pub mode: String,
    /// Of which reserve.
    pub reserve: String,
    /// What it takes with those alone that fall in any case.
    pub certain: Ladder,
    /// What it takes on average, with those that fall by chance; NaN, and null in files, where too many ways lead there.
    pub expected: Ladder,
    /// The marked loss on average at the ends of the ranged inputs.
    pub expected_range: Option<Ends>,
}

/// How much of a reserve may be one asset at one keeper, where the rest is not touched by the group's failure.
#[derive(Clone, Debug, Serialize)]
pub struct Limit {
    /// The group that fails.
    pub group: String,
    /// The asset.
    pub asset: String,
    /// Who keeps it.
    pub custodian: String,
    /// Whether its keeper fails too: keys with the group; else it is the coin alone that leans on it.
    pub keys_with_group: bool,
    /// What a unit of money held so loses.
    pub loss: Ladder,
    /// The marked loss at the ends of the ranged inputs.
    pub loss_range: Option<Ends>,
    /// The largest weight: the tolerance divided by the marked loss; at most 1.
    pub most: f64,
    /// The same at the ends of the ranged inputs: from the least to the most.
    pub most_range: Option<Ends>,
    /// What each reserve holds so today, in the order of the scenario.
    pub today: Vec<Today>,
}

/// What one reserve holds today.
#[derive(Clone, Debug, Serialize)]
pub struct Today {
    /// The reserve.
    pub reserve: String,
    /// Its weight.
    pub weight: f64,
}

/// What one reserve loses if a group fails, and the weights at which that would be the tolerance.
#[derive(Clone, Debug, Serialize)]
pub struct Exposure {
    /// The reserve.
    pub reserve: String,
    /// The group.
    pub group: String,
    /// What it loses.
    pub loss: Ladder,
    /// The marked loss at the ends of the ranged inputs.
    pub loss_range: Option<Ends>,
    /// Whether that is within the tolerance.
    pub is_within: bool,
    /// Its positions.
    pub positions: Vec<PositionLimit>,
}

/// How far one weight may go, the other weights in their proportions.
#[derive(Clone, Debug, Serialize)]
pub struct PositionLimit {
    /// The asset.
    pub asset: String,
    /// Who keeps it.
    pub custodian: String,
    /// Its address, as `--set` takes it.
    pub address: String,
    /// Today's weight.
    pub weight: f64,
    /// The marked loss if it were nothing of the reserve.
    pub loss_without: Option<f64>,
    /// The marked loss if it were all of it.
    pub loss_alone: f64,
    /// What the weight must be.
    pub bound: Bound,
    /// The weight at which the loss is the tolerance.
    pub at_tolerance: Option<f64>,
}

/// What a weight must be so that the loss stays within the tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// At most `at_tolerance`.
    AtMost,
    /// At least `at_tolerance`: the others lose more.
    AtLeast,
    /// Anything.
    Any,
    /// No weight is enough: the others lose more than is tolerated, and so does it.
    Never,
}

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
        let modes = (0..authority.modes.len()).map(|mode| (CounterpartyIndex(place), ModeIndex(mode)));
        let sum = |failing: Failing| expected_ladder(scenario, failing).iter().map(|loss| loss.marked).sum::<f64>();
        let Some(mode) = modes.max_by(|a, b| sum(*a).total_cmp(&sum(*b))) else { continue };
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

fn position_limits(scenario: &Scenario, reserve: &Reserve, group: GroupIndex, tolerance: f64) -> Vec<PositionLimit> {
    let of = |number: usize, position: &Position| {
        let line = Line { scenario, reserve, number, group };
        let place = Place { asset: position.asset, custodian: position.custodian };
        let sole =
            reserve.positions.iter().enumerate().all(|(other, position)| other == number || position.weight == 0.0);
        let without = (!sole).then(|| line.loss(0.0));
        let alone = line.loss(1.0);
        let (bound, at_tolerance) = line.bound(without.unwrap_or(0.0), alone, tolerance);
        PositionLimit {
            asset: scenario.assets()[position.asset.0].id.clone(),
            custodian: scenario.counterparties()[position.custodian.0].id.clone(),
            address: format!("reserve.{}.weight.{}", reserve.id, place.address(scenario)),
            weight: position.weight,
            loss_without: without,
            loss_alone: alone,
            bound,
            // Of a reserve that holds nothing else, the rest is money that no failure touches.
            at_tolerance: if sole && bound == Bound::AtMost { Some(tolerance / alone) } else { at_tolerance },
        }
    };
    reserve.positions.iter().enumerate().map(|(number, position)| of(number, position)).collect()
}

/// The weights of a reserve as one of them goes from nothing to all.
#[derive(Clone, Copy)]
struct Line<'a> {
    scenario: &'a Scenario,
    reserve: &'a Reserve,
    number: usize,
    group: GroupIndex,
}

impl Line<'_> {
    /// The marked loss where the weight is this; linear but where a member's costliest mode changes.
    fn loss(self, weight: f64) -> f64 {
        let Self { scenario, reserve, number, group } = self;
        let other = |(place, position): (usize, &Position)| if place == number { 0.0 } else { position.weight };
        let others: f64 = reserve.positions.iter().enumerate().map(other).sum();
        let mut scaled = reserve.clone();
        for (place, position) in scaled.positions.iter_mut().enumerate() {
            position.weight = if place == number {
                weight
            } else if others == 0.0 {
                0.0
            } else {
                position.weight * ((1.0 - weight) / others)
            };
        }
        if others == 0.0 {
            // Nothing else is held, so nothing else can be scaled.
            scaled.positions[number].weight = 1.0;
        }
        losses_of_group(&scenario.with_reserves(vec![scaled]), group)[0].marked
    }

    /// What the weight must be, and where on the line the loss is the tolerance.
    fn bound(self, without: f64, alone: f64, tolerance: f64) -> (Bound, Option<f64>) {
        match (without > tolerance, alone > tolerance) {
            (false, false) => (Bound::Any, None),
            (true, true) => (Bound::Never, None),
            (false, true) => (Bound::AtMost, Some(self.root((0.0, without), (1.0, alone), tolerance))),
            (true, false) => (Bound::AtLeast, Some(self.root((0.0, without), (1.0, alone), tolerance))),
        }
    }

    /// Where the loss is the tolerance, between two weights of which one loses more: on a straight line found at once, at
    /// a kink after few more looks.
    fn root(self, mut a: (f64, f64), mut b: (f64, f64), tolerance: f64) -> f64 {
        for _ in 0..60 {
            let weight = a.0 + (b.0 - a.0) * ((tolerance - a.1) / (b.1 - a.1));
            let loss = self.loss(weight);
            if (loss - tolerance).abs() < 1e-15 || weight == a.0 || weight == b.0 {
                return weight;
            }
            if (loss > tolerance) == (a.1 > tolerance) {
                a = (weight, loss);
            } else {
                b = (weight, loss);
            }
        }
        a.0
    }
}
