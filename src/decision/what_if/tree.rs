//! The tree of all that falls with an event, and the money at each node.

use std::collections::BTreeMap;

use super::failed;
use super::told::{Fired, Node};
use crate::decision::cascade::{Cascade, Failing};
use crate::engine::losses_of;
use crate::failure::{Basis, Mode};
use crate::outcome::Rungs;
use crate::scenario::Scenario;
use crate::units::{CounterpartyIndex, ReserveIndex};

/// Most nodes that are told one by one; what the others add is told as a sum.
pub const MOST_NODES: usize = 12;

/// Where a failure stands in the tree.
pub(super) struct Place {
    pub failing: Failing,
    /// The node with which it falls.
    with: Option<usize>,
    /// The node after which it comes in sums: the parts of an event come one after the other, and before all that falls.
    pub after: Option<usize>,
    depth: usize,
    falls_with: f64,
    also_with: Vec<CounterpartyIndex>,
}

/// The tree, each node before those that fall with it: the event, and below each node all that fall with it. Who can
/// fall with several stands under the first.
pub(super) fn shape(cascade: &Cascade<'_>) -> Vec<Place> {
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
pub(super) fn losses_up_to(scenario: &Scenario, shape: &[Place]) -> Vec<Vec<Rungs>> {
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

pub(super) fn node(
    scenario: &Scenario,
    cascade: &Cascade<'_>,
    shape: &[Place],
    place: usize,
    is_certain: bool,
) -> Node {
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
pub(super) fn tell_largest(nodes: &mut [Node]) {
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
