//! What if: an event, all that falls with it, and the money at each node.
//!
//! Nothing is drawn: losses are those of tomorrow, at prices and weights of time 0 with law means plugged in; chances of
//! falling together are those of the file.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cascade::{Cascade, Failing};
use super::ends::deterministic_ends;
use super::event::Event;
use super::exact::ExactLadder;
use crate::engine::{losses_if, losses_of};
use crate::failure::{Basis, Kind, Mode};
use crate::outcome::Rungs;
use crate::scenario::Scenario;
use crate::units::{CounterpartyIndex, GroupIndex, ReserveIndex};

/// Most nodes that are told one by one; what the others add is told as a sum.
pub const MOST_NODES: usize = 12;

/// The answer.
#[derive(Clone, Debug, Serialize)]
pub struct WhatIf {
    /// The event itself.
    pub event: Vec<Failed>,
    /// Modes in which the same could fail, where none was named: what the reserves lose then.
    pub other_modes: Vec<OtherMode>,
    /// Whether it is one decision of an authority.
    pub is_decision: bool,
    /// The tree, each node before those that fall with it.
    pub nodes: Vec<Node>,
    /// What each reserve loses.
    pub reserves: Vec<Lost>,
    /// Members of the groups of those who fail that the event does not reach.
    pub untouched_members: Vec<String>,
    /// Whose failures become likelier afterwards.
    pub raised: Vec<Raised>,
}

/// A failure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Failed {
    /// Id of the counterparty.
    pub counterparty: String,
    /// Id of its mode.
    pub mode: String,
}

/// The same event in another mode.
#[derive(Clone, Debug, Serialize)]
pub struct OtherMode {
    /// Who, and in which mode.
    #[serde(flatten)]
    pub failed: Failed,
    /// What each reserve loses on average, with all that falls with it.
    pub expected: Vec<ExactLadder>,
}

/// A failure of the tree.
#[derive(Clone, Debug, Serialize)]
pub struct Node {
    /// Who, and in which mode.
    #[serde(flatten)]
    pub failed: Failed,
    /// Id of its group.
    pub group: String,
    /// Place of the node with which it falls; `None` for the event itself.
    pub with: Option<usize>,
    /// Others with which it can fall too: their ids.
    pub also_with: Vec<String>,
    /// How deep it stands; 0 for the event itself.
    pub depth: usize,
    /// The chance that it falls with the node above; 1 for the event itself.
    pub falls_with: f64,
    /// The chance that it falls at all, given the event; null where too many ways lead there.
    pub probability: f64,
    /// Whether it falls in any case.
    pub is_certain: bool,
    /// Prices that fall because they rest on it.
    pub links: Vec<Fired>,
    /// By how much the whole market falls with it, on average.
    pub market_drawdown: f64,
    /// What of each reserve is lost if all happens that leads here, and this; one entry a reserve.
    pub losses: Vec<Reached>,
    /// Whether it is told by itself.
    pub is_told: bool,
}

/// A price that falls.
#[derive(Clone, Debug, Serialize)]
pub struct Fired {
    /// Id of the asset.
    pub asset: String,
    /// Mean of the law of its fall.
    pub drawdown: f64,
    /// Mean days until the price is restored, where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovers_after_days: Option<f64>,
    /// Whether a claim on the group in this asset, at petition date, is worth nothing.
    pub claim_is_worthless: bool,
}

/// What is lost of a reserve up to a node.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Reached {
    /// Shares of the reserve.
    pub loss: ExactLadder,
    /// The marked loss of what comes before.
    pub from: f64,
    /// What this adds.
    pub adds: f64,
    /// The marked loss in money.
    pub money: f64,
}

/// What a reserve loses.
#[derive(Clone, Debug, Serialize)]
pub struct Lost {
    /// Id of the reserve.
    pub id: String,
    /// What it is worth before.
    pub initial_value: f64,
    /// The event alone, without all that falls with it.
    pub event: ExactLadder,
    /// With those who fall in any case.
    pub certain: ExactLadder,
    /// On average over all that can happen; null where too many ways had to be counted out.
    pub expected: ExactLadder,
    /// The marked mean in money.
    pub expected_money: f64,
    /// With everybody who can fall with it.
    pub all: ExactLadder,
    /// That in money, marked.
    pub all_money: f64,
    /// What nodes that are not told by themselves add to the mean, marked.
    pub rest: f64,
    /// That in money.
    pub rest_money: f64,
}

/// Somebody whose failure becomes likelier.
#[derive(Clone, Debug, Serialize)]
pub struct Raised {
    /// Whose failure raises it.
    pub by: String,
    /// Whose intensity; `None` for all others.
    pub whom: Option<String>,
    /// By how much it is multiplied at first.
    pub multiplier: f64,
    /// Days in which half of that has faded.
    pub half_life_days: f64,
}

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

/// Where a failure stands in the tree.
struct Place {
    failing: Failing,
    /// The node with which it falls.
    with: Option<usize>,
    /// The node after which it comes in sums: the parts of an event come one after the other, and before all that falls.
    after: Option<usize>,
    depth: usize,
    falls_with: f64,
    also_with: Vec<CounterpartyIndex>,
}

/// The tree, each node before those that fall with it: the event, and below each node all that fall with it. Who can
/// fall with several stands under the first.
fn shape(cascade: &Cascade<'_>) -> Vec<Place> {
    let following: Vec<Failing> = cascade.following().collect();
    let mut below: BTreeMap<Failing, Vec<Place>> = BTreeMap::new();
    for failing in following {
        let mut pulls = cascade.pulls(failing);
        let Some((above, entry)) = pulls.next() else { continue };
        let also_with = pulls.map(|((who, _), _)| who).filter(|who| *who != above.0).collect();
        let place = Place { failing, with: None, after: None, depth: 0, falls_with: entry.probability, also_with };
        below.entry(above).or_default().push(place);
    }
    let mut shape = Vec::new();
    let roots = cascade.roots();
    for (number, root) in roots.iter().enumerate() {
        let after = number.checked_sub(1);
        shape.push(Place { failing: *root, with: None, after, depth: 0, falls_with: 1.0, also_with: Vec::new() });
    }
    for (number, root) in roots.iter().enumerate() {
        let begun = shape.len();
        add_below((*root, number), 1, &mut below, &mut shape);
        let last_root = roots.len() - 1;
        shape[begun..].iter_mut().filter(|place| place.depth == 1).for_each(|place| place.after = Some(last_root));
    }
    shape
}

fn add_below(
    (above, with): (Failing, usize),
    depth: usize,
    below: &mut BTreeMap<Failing, Vec<Place>>,
    shape: &mut Vec<Place>,
) {
    for place in below.remove(&above).unwrap_or_default() {
        let failing = place.failing;
        shape.push(Place { with: Some(with), after: Some(with), depth, ..place });
        add_below((failing, shape.len() - 1), depth + 1, below, shape);
    }
}

/// What each reserve loses if all happens that leads to a node, and the node; one row a node.
fn losses_up_to(scenario: &Scenario, shape: &[Place]) -> Vec<Vec<Rungs>> {
    let up_to = |place: usize| {
        let chain = std::iter::successors(Some(place), |place| shape[*place].after);
        let mut failing: Vec<Failing> = chain.map(|place| shape[place].failing).collect();
        failing.sort_unstable();
        failing
    };
    let reserves = scenario.reserves().len();
    let cases = (0..shape.len()).flat_map(|place| {
        let failing = up_to(place);
        (0..reserves).map(move |reserve| (ReserveIndex(reserve), failing.clone()))
    });
    let losses = losses_of(scenario, &cases.collect::<Vec<_>>());
    losses.chunks(reserves.max(1)).map(<[Rungs]>::to_vec).collect()
}

/// A failure by its ids.
pub(super) fn failed(scenario: &Scenario, (who, mode): Failing) -> Failed {
    let counterparty = &scenario.counterparties()[who.0];
    Failed { counterparty: counterparty.id.clone(), mode: counterparty.modes[mode.0].id.clone() }
}

fn node(scenario: &Scenario, cascade: &Cascade<'_>, shape: &[Place], place: usize, is_certain: bool) -> Node {
    let Place { failing, with, depth, falls_with, ref also_with, .. } = shape[place];
    let (who, mode) = failing;
    let counterparty = &scenario.counterparties()[who.0];
    let id = |who: &CounterpartyIndex| scenario.counterparties()[who.0].id.clone();
    Node {
        failed: failed(scenario, failing),
        group: scenario.groups()[counterparty.group.0].id.clone(),
        with,
        also_with: also_with.iter().map(id).collect(),
        depth,
        falls_with,
        probability: if depth == 0 { 1.0 } else { cascade.chance(failing).unwrap_or(f64::NAN) },
        is_certain,
        links: fired(scenario, failing),
        market_drawdown: counterparty.modes[mode.0]
            .market_drawdown
            .as_ref()
            .map_or(0.0, crate::distribution::Law::mean),
        losses: Vec::new(),
        is_told: true,
    }
}

/// The prices that fall with a failure.
fn fired(scenario: &Scenario, (who, mode): Failing) -> Vec<Fired> {
    let group = &scenario.groups()[scenario.counterparties()[who.0].group.0];
    let at_petition_date =
        |mode: &Mode| mode.recovery.as_ref().is_some_and(|recovery| recovery.basis == Basis::PetitionDate);
    let owes_at_petition_date =
        group.members.iter().any(|member| scenario.counterparties()[member.0].modes.iter().any(at_petition_date));
    let fires = scenario.links().iter().filter(|link| link.counterparty == who && link.modes.contains(&mode));
    let told = fires.map(|link| Fired {
        asset: scenario.assets()[link.asset.0].id.clone(),
        drawdown: link.drawdown.mean(),
        recovers_after_days: link.recovers_after_days.as_ref().map(crate::distribution::Law::mean),
        claim_is_worthless: !link.claim_survives && owes_at_petition_date,
    });
    told.collect()
}

/// Of a large tree those nodes are told that add most on average, and all that lead to them.
fn tell_largest(nodes: &mut [Node]) {
    if nodes.len() <= MOST_NODES {
        return;
    }
    let adds = |node: &Node| node.probability * node.losses.iter().map(|reached| reached.adds).sum::<f64>();
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by(|a, b| adds(&nodes[*b]).total_cmp(&adds(&nodes[*a])));
    nodes.iter_mut().for_each(|node| node.is_told = node.depth == 0);
    for place in order {
        if nodes.iter().filter(|node| node.is_told).count() >= MOST_NODES {
            break;
        }
        let mut above = Some(place);
        while let Some(place) = above {
            nodes[place].is_told = true;
            above = nodes[place].with;
        }
    }
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::scenario::Options;

    fn asked(file: &str, words: &[&str]) -> WhatIf {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(file);
        let scenario = Scenario::load(&file, &Options::default()).unwrap();
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        what_if(&scenario, &Event::read(&scenario, &words).unwrap(), true)
    }

    #[test]
    fn three_vaults_fall_with_what_they_share() {
        let found = asked("alem-who-keeps-the-keys.toml", &["shared-procedure"]);
        let chances: Vec<f64> = found.nodes.iter().map(|node| node.probability).collect();
        assert_eq!(chances, [1.0, 0.9, 0.9, 0.9]);
        let vaults = &found.reserves[3];
        assert_eq!(vaults.id, "three-vaults");
        // Nine tenths of what stands in vaults, all of which a fall takes.
        assert!((vaults.expected.marked.value - 0.9 * 0.9).abs() < 1e-12, "{vaults:?}");
        assert!((vaults.all.marked.value - 0.9).abs() < 1e-12 && vaults.certain.marked.value.abs() < 1e-12);
        let range = vaults.expected.marked.range.unwrap();
        assert!((range.low - 0.3 * 0.9).abs() < 1e-12 && (range.high - 0.9).abs() < 1e-12, "{range:?}");
        // Each node adds its own vault.
        assert!((found.nodes[1].losses[3].adds - 0.3).abs() < 1e-12, "{:?}", found.nodes[1].losses[3]);
    }

    #[test]
    fn of_many_the_largest_are_told_and_the_rest_is_exact() {
        let found = asked("thirty-six-exchanges.toml", &["regulator"]);
        assert!(found.is_decision);
        assert_eq!(found.nodes.iter().filter(|node| node.is_told).count(), MOST_NODES);
        for (place, reserve) in found.reserves.iter().enumerate() {
            let told = found.nodes.iter().filter(|node| node.is_told);
            let told: f64 = told.map(|node| node.probability * node.losses[place].adds).sum();
            assert!((told + reserve.rest - reserve.expected.marked.value).abs() < 1e-12);
            assert!(reserve.rest >= -1e-12, "{reserve:?}");
        }
    }
}
