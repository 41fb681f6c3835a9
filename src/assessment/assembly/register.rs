//! What the figures rest on.

use crate::assessment::{AnchorNote, Named, Register};
use crate::failure::Group;
use crate::outcome::Outcomes;
use crate::scenario::Scenario;

pub fn register(scenario: &Scenario, outcomes: &Outcomes) -> Register {
    let simulation = scenario.simulation();
    Register {
        description: scenario.description().to_owned(),
        base_currency: simulation.base_currency.clone(),
        horizon_days: simulation.grid.horizon_days(),
        step_days: simulation.grid.step_days,
        tolerances: scenario.tolerances().to_vec(),
        assumptions: scenario.assumptions().to_vec(),
        names: names(scenario),
        scenario: scenario.resolved().clone(),
        anchor: AnchorNote { rounds: outcomes.anchor.rounds, gap: outcomes.anchor.gap },
        precision: outcomes.precision,
    }
}

fn names(scenario: &Scenario) -> Vec<Named> {
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
