//! Section 6, "Removal": the world as it is, and with one group changed.

use linchpin::outcome::RemovalKind;
use linchpin::reserve::{Position, Reserve};
use linchpin::scenario::Scenario;
use linchpin::units::{CounterpartyIndex, GroupIndex};

use super::failure::pulling_order;

/// What a path runs in: who can fail, which links act, and the reserves.
#[derive(Clone)]
pub struct World {
    /// Who never fails, neither alone nor with another.
    pub immune: Vec<bool>,
    /// Links that never fire.
    pub dead_links: Vec<bool>,
    pub reserves: Vec<Reserve>,
    pub order: Vec<usize>,
}

impl World {
    pub fn as_it_is(scenario: &Scenario) -> Self {
        Self {
            immune: vec![false; scenario.counterparties().len()],
            dead_links: vec![false; scenario.links().len()],
            reserves: scenario.reserves().to_vec(),
            order: pulling_order(scenario),
        }
    }

    /// The world with one change of one group.
    pub fn without(scenario: &Scenario, group: GroupIndex, what: RemovalKind) -> Self {
        let mut world = Self::as_it_is(scenario);
        let member = |c: CounterpartyIndex| scenario.counterparties()[c.0].group == group;
        if what == RemovalKind::All {
            world.immune = (0..world.immune.len()).map(|c| member(CounterpartyIndex(c))).collect();
        }
        if matches!(what, RemovalKind::Links | RemovalKind::Both) {
            world.dead_links = scenario.links().iter().map(|link| member(link.counterparty)).collect();
        }
        if matches!(what, RemovalKind::Keys | RemovalKind::Both) {
            for reserve in &mut world.reserves {
                bring_home(reserve, &member);
            }
        }
        world
    }

    /// The changes that make sense for a group: where only keys are held, there is no other place.
    pub fn changes(scenario: &Scenario, group: GroupIndex) -> Vec<RemovalKind> {
        let members = &scenario.groups()[group.0].members;
        if members.iter().all(|c| scenario.counterparties()[c.0].is_keys()) {
            vec![RemovalKind::All]
        } else {
            vec![RemovalKind::All, RemovalKind::Keys, RemovalKind::Links, RemovalKind::Both]
        }
    }
}

/// Every position, target and flow at a member stands at own keys; positions that meet are one.
fn bring_home(reserve: &mut Reserve, member: &dyn Fn(CounterpartyIndex) -> bool) {
    let home = |c: CounterpartyIndex| if member(c) { CounterpartyIndex::OWN_KEYS } else { c };
    let mut positions: Vec<Position> = Vec::new();
    for position in &reserve.positions {
        let custodian = home(position.custodian);
        match positions.iter_mut().find(|other| other.asset == position.asset && other.custodian == custodian) {
            Some(other) => other.weight += position.weight,
            None => positions.push(Position { custodian, ..*position }),
        }
    }
    reserve.positions = positions;
    for flow in reserve.contributions.iter_mut().chain(&mut reserve.withdrawals) {
        flow.custodian = home(flow.custodian);
    }
}
