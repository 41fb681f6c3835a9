//! What the figures rest on.

use std::collections::BTreeMap;

use super::Basis;
use crate::assessment::{AnchorNote, Named, Register, StatedChance};
use crate::failure::{Counterparty, Group, Kind};
use crate::scenario::{Assumption, Scenario};

pub fn register(basis: &Basis<'_>) -> Register {
    let Basis { scenario, outcomes, .. } = basis;
    let simulation = scenario.simulation();
    Register {
        description: scenario.description().to_owned(),
        base_currency: simulation.base_currency.clone(),
        horizon_days: simulation.grid.horizon_days(),
        step_days: simulation.grid.step_days,
        tolerances: scenario.tolerances().to_vec(),
        assumptions: scenario.assumptions().to_vec(),
        chances: chances(basis),
        names: names(scenario),
        scenario: scenario.resolved().clone(),
        anchor: AnchorNote { rounds: outcomes.anchor.rounds, gap: outcomes.anchor.gap },
        precision: outcomes.precision,
    }
}

/// Keys under which a scenario states a chance of failing.
const CHANCES: [&str; 3] = ["annual_failure_probability", "intensity", "evidence"];

/// What the scenario states of each listed counterparty: one hazard, or one by mode.
fn chances(basis: &Basis<'_>) -> Vec<StatedChance> {
    let assumptions = basis.scenario.assumptions().iter();
    let by_address: BTreeMap<&str, &Assumption> = assumptions.map(|one| (one.address.as_str(), one)).collect();
    let mut chances = Vec::new();
    for &place in &basis.listing.counterparties.named {
        let counterparty = &basis.scenario.counterparties()[place];
        let table = table_of(counterparty);
        let modes = counterparty.modes.iter().map(|mode| Some(mode.id.as_str()));
        for mode in std::iter::once(None).chain(modes) {
            let table = mode.map_or_else(|| table.clone(), |mode| format!("{table}.mode.{mode}"));
            for how in CHANCES {
                let stated = by_address.get(format!("{table}.{how}").as_str());
                chances.extend(stated.map(|stated| StatedChance {
                    group: basis.scenario.groups()[counterparty.group.0].id.clone(),
                    counterparty: counterparty.id.clone(),
                    mode: mode.map(str::to_owned),
                    how: how.to_owned(),
                    stated: (*stated).clone(),
                }));
            }
        }
    }
    chances
}

/// The address of a counterparty's table.
fn table_of(counterparty: &Counterparty) -> String {
    match counterparty.kind {
        Kind::OwnKeys => counterparty.id.clone(),
        _ => format!("counterparty.{}", counterparty.id),
    }
}

/// Names for people of all that a scenario names by id.
#[must_use]
pub fn names(scenario: &Scenario) -> Vec<Named> {
    let first = usize::from(!scenario.own_keys_stated());
    let named = |what: &str, id: &str, name: &str| Named { what: what.into(), id: id.into(), name: name.into() };
    let assets = scenario.assets().iter().map(|asset| named("asset", &asset.id, &asset.name));
    let counterparties = scenario.counterparties().iter().skip(first);
    let counterparties = counterparties.map(|one| named("counterparty", &one.id, &one.name));
    let groups = scenario.groups().iter().skip(first);
    let groups = groups.map(|group| named("group", &group.id, group_name(scenario, group)));
    let reserves = scenario.reserves().iter().map(|reserve| named("reserve", &reserve.id, &reserve.title));
    assets.chain(counterparties).chain(groups).chain(reserves).collect()
}

/// The name of the member that gave the group its id, or of its only member; else the id.
fn group_name<'a>(scenario: &'a Scenario, group: &'a Group) -> &'a str {
    let mut members = group.members.iter().map(|member| &scenario.counterparties()[member.0]);
    let namesake = members.clone().find(|member| member.id == group.id);
    let only = if group.members.len() == 1 { members.next() } else { None };
    namesake.or(only).map_or(&group.id, |member| &member.name)
}
