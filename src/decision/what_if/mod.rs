//! What if: an event, all that falls with it, and the money at each node.
//!
//! Nothing is drawn: losses are those of tomorrow, at prices and weights of time 0 with law means plugged in; chances of
//! falling together are those of the file.

#[cfg(test)]
mod tests;
mod told;
mod tree;

pub use told::{Failed, Fired, Lost, Node, OtherMode, Raised, Reached, WhatIf};
pub use tree::MOST_NODES;

use super::cascade::{Cascade, Failing};
use super::ends::deterministic_ends;
use super::event::Event;
use super::exact::ExactLadder;
use crate::engine::losses_if;
use crate::failure::Kind;
use crate::outcome::Rungs;
use crate::scenario::Scenario;
use crate::units::{CounterpartyIndex, GroupIndex};
use tree::{losses_up_to, node, shape, tell_largest};

/// What happens if an event happens; `ranges` says whether the ranged inputs are taken to their ends too.
#[must_use]
pub fn what_if(scenario: &Scenario, event: &Event, ranges: bool) -> WhatIf {
    let cascade = Cascade::of(scenario, &event.failing);
    let cost = |scenario: &Scenario| mean_marked(&Sums::of(scenario, &event.failing).expected);
    let ends = if ranges { deterministic_ends(scenario, cost) } else { None };
    let shape = shape(&cascade);
    let nodes_at = |scenario: &Scenario| losses_up_to(scenario, &shape);
    let here = (Sums::of(scenario, &event.failing), nodes_at(scenario));
    let there =
        ends.as_ref().map(|ends| [0, 1].map(|end| (Sums::of(&ends[end], &event.failing), nodes_at(&ends[end]))));
    let certain = cascade.certain();
    let mut nodes: Vec<Node> = (0..shape.len())
        .map(|place| node(scenario, &cascade, &shape, place, certain.contains(&shape[place].failing)))
        .collect();
    for (place, node) in nodes.iter_mut().enumerate() {
        let above = |reserve: usize| shape[place].after.map_or(0.0, |above| here.1[above][reserve].marked);
        let reached = |(reserve, rungs): (usize, &Rungs)| Reached {
            loss: ExactLadder::of(*rungs, there.as_ref().map(|there| [0, 1].map(|end| there[end].1[place][reserve]))),
            from: above(reserve),
            adds: rungs.marked - above(reserve),
            money: rungs.marked * scenario.reserves()[reserve].initial_value,
        };
        node.losses = here.1[place].iter().enumerate().map(reached).collect();
    }
    tell_largest(&mut nodes);
    let reserves = lost(scenario, &here.0, there.as_ref().map(|there| [&there[0].0, &there[1].0]), &nodes);
    WhatIf {
        event: event.failing.iter().map(|failing| failed(scenario, *failing)).collect(),
        other_modes: event.other_modes.iter().map(|failing| other_mode(scenario, event, *failing)).collect(),
        is_decision: event.failing.iter().all(|(who, _)| scenario.counterparties()[who.0].kind == Kind::Authority),
        untouched_members: untouched(scenario, &cascade),
        raised: raised(scenario, &certain),
        nodes,
        reserves,
    }
}

/// What each reserve loses, in four ways.
struct Sums {
    event: Vec<Rungs>,
    certain: Vec<Rungs>,
    expected: Vec<Rungs>,
    all: Vec<Rungs>,
}

impl Sums {
    fn of(scenario: &Scenario, roots: &[Failing]) -> Self {
        let cascade = Cascade::of(scenario, roots);
        let [event, certain, all] =
            [roots, &cascade.certain(), &cascade.possible()].map(|failing| losses_if(scenario, failing));
        Self { event, certain, expected: cascade.expected_ladder(), all }
    }
}

fn mean_marked(ladder: &[Rungs]) -> f64 {
    let told = ladder.iter().map(|rungs| rungs.marked).filter(|marked| marked.is_finite());
    told.sum::<f64>() / ladder.len().max(1) as f64
}

/// A failure by its ids.
pub(super) fn failed(scenario: &Scenario, (who, mode): Failing) -> Failed {
    let counterparty = &scenario.counterparties()[who.0];
    Failed { counterparty: counterparty.id.clone(), mode: counterparty.modes[mode.0].id.clone() }
}

fn lost(scenario: &Scenario, here: &Sums, there: Option<[&Sums; 2]>, nodes: &[Node]) -> Vec<Lost> {
    let of_reserve = |(place, reserve): (usize, &crate::reserve::Reserve)| {
        let ladder = |of: fn(&Sums) -> &Vec<Rungs>| {
            ExactLadder::of(of(here)[place], there.map(|there| [of(there[0])[place], of(there[1])[place]]))
        };
        let told = nodes.iter().filter(|node| node.is_told);
        let told: f64 = told.map(|node| node.probability * node.losses[place].adds).sum();
        let is_whole = nodes.iter().all(|node| node.is_told);
        let rest = if is_whole { 0.0 } else { here.expected[place].marked - told };
        Lost {
            id: reserve.id.clone(),
            initial_value: reserve.initial_value,
            event: ladder(|sums| &sums.event),
            certain: ladder(|sums| &sums.certain),
            expected: ladder(|sums| &sums.expected),
            expected_money: here.expected[place].marked * reserve.initial_value,
            all: ladder(|sums| &sums.all),
            all_money: here.all[place].marked * reserve.initial_value,
            rest,
            rest_money: rest * reserve.initial_value,
        }
    };
    scenario.reserves().iter().enumerate().map(of_reserve).collect()
}

/// The event with one of its members in another mode.
fn other_mode(scenario: &Scenario, event: &Event, failing: Failing) -> OtherMode {
    let others = event.failing.iter().filter(|(who, _)| *who != failing.0).copied();
    let mut roots: Vec<Failing> = others.chain([failing]).collect();
    roots.sort_unstable();
    let expected = Cascade::of(scenario, &roots).expected_ladder();
    let expected = expected.into_iter().map(|rungs| ExactLadder::of(rungs, None)).collect();
    OtherMode { failed: failed(scenario, failing), expected }
}

/// Members of the groups of those who can fail that can't fall with them.
fn untouched(scenario: &Scenario, cascade: &Cascade<'_>) -> Vec<String> {
    let reached: Vec<CounterpartyIndex> =
        cascade.roots().iter().copied().chain(cascade.following()).map(|(who, _)| who).collect();
    let mut groups: Vec<GroupIndex> = reached.iter().map(|who| scenario.counterparties()[who.0].group).collect();
    groups.sort_unstable();
    groups.dedup();
    let members = groups.iter().flat_map(|group| &scenario.groups()[group.0].members);
    let others = members.filter(|member| !reached.contains(member));
    others.map(|member| scenario.counterparties()[member.0].id.clone()).collect()
}

/// Whose intensity those raise who fall in any case; all others in one row.
fn raised(scenario: &Scenario, certain: &[Failing]) -> Vec<Raised> {
    let id = |who: &CounterpartyIndex| scenario.counterparties()[who.0].id.clone();
    let stands = |who: &CounterpartyIndex| certain.iter().all(|(fallen, _)| fallen != who);
    let by = |(who, _): &Failing| {
        let counterparty = &scenario.counterparties()[who.0];
        let by = counterparty.id.clone();
        let named = counterparty.raises.iter().filter(|(whom, raise)| stands(whom) && raise.multiplier > 1.0);
        let named = named.map(|(whom, raise)| (Some(id(whom)), *raise));
        let all = counterparty.raises_all.filter(|raise| raise.multiplier > 1.0).map(|raise| (None, raise));
        let rows = named.chain(all).map(|(whom, raise)| Raised {
            by: by.clone(),
            whom,
            multiplier: raise.multiplier,
            half_life_days: raise.half_life_days,
        });
        rows.collect::<Vec<_>>()
    };
    certain.iter().flat_map(by).collect()
}
