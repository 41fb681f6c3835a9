//! Every two reserves of different sides.

use std::borrow::Cow;

use super::{Match, PairBeside, Side, letter, without_range};
use crate::assessment::{self, Compared, Comparison, LevelEstimate, ReserveFigures};
use crate::reserve::{Flow, FlowAmount, Reserve};
use crate::scenario::Scenario;
use crate::statistics::{Estimate, Ranks, Sorted, independent, rank};

/// One reserve of a side.
struct Entry<'a> {
    side: usize,
    scenario: &'a Scenario,
    reserve: &'a Reserve,
    figures: &'a ReserveFigures,
    loss: &'a [f64],
    cost: &'a [f64],
    /// The paths of its tail at the lowest level that is compared.
    worst: Vec<u64>,
}

/// All pairs, in the order of sides and of reserves.
pub(super) fn all(sides: &[Side<'_>], matches: &[Match]) -> Vec<PairBeside> {
    let levels = common_levels(sides);
    let entries: Vec<Entry<'_>> =
        sides.iter().enumerate().flat_map(|(place, side)| entries(place, side, levels.first().copied())).collect();
    let compared: Vec<Compared<'_>> = entries
        .iter()
        .map(|entry| Compared::new(&entry.reserve.id, entry.loss, Cow::Borrowed(entry.cost), &entry.worst, &levels))
        .collect();
    let mut pairs = Vec::new();
    for (first, a) in entries.iter().enumerate() {
        for (second, b) in entries.iter().enumerate().skip(first + 1).filter(|(_, b)| b.side > a.side) {
            let of_both = |found: &&Match| (found.a, found.b) == (letter(a.side), letter(b.side));
            let paired = matches.iter().find(of_both).is_some_and(|found| found.paired);
            pairs.push(if paired {
                on_same_paths(a, b, assessment::pair(&compared[first], &compared[second], unlike_flows(a, b)))
            } else {
                on_own_paths(a, b, &levels)
            });
        }
    }
    pairs
}

/// The levels of ES that all sides state, ascending.
fn common_levels(sides: &[Side<'_>]) -> Vec<f64> {
    let of = |side: &Side<'_>| side.scenario.simulation().levels.clone();
    let first = sides.first().map(of).unwrap_or_default();
    first.into_iter().filter(|level| sides.iter().all(|side| of(side).contains(level))).collect()
}

fn entries<'a>(place: usize, side: &Side<'a>, lowest: Option<f64>) -> Vec<Entry<'a>> {
    let Side { scenario, assessment, yields, .. } = *side;
    let figures = |id: &str| assessment.summary.reserves.iter().find(|figures| figures.id == id);
    let of = |(reserve, yields): (&'a Reserve, &'a super::Yields)| {
        Some(Entry {
            side: place,
            scenario,
            reserve,
            figures: figures(&reserve.id)?,
            worst: worst(&yields.loss, lowest),
            loss: &yields.loss,
            cost: &yields.cost,
        })
    };
    scenario.reserves().iter().zip(yields).filter_map(of).collect()
}

/// The paths at or beyond VaR of a level.
fn worst(losses: &[f64], level: Option<f64>) -> Vec<u64> {
    let Some(level) = level else { return Vec::new() };
    let bar = Sorted::from_rank(losses, rank(losses.len(), level)).quantile(level);
    (0..losses.len()).filter(|path| losses[*path] >= bar).map(|path| path as u64).collect()
}

/// Why two reserves can't be compared, as within a scenario: their flows differ.
fn unlike_flows(a: &Entry<'_>, b: &Entry<'_>) -> Option<String> {
    let same = |one: &[Flow], other: &[Flow]| flows(a.scenario, one) == flows(b.scenario, other);
    let same_in = same(&a.reserve.contributions, &b.reserve.contributions);
    let same_out = same(&a.reserve.withdrawals, &b.reserve.withdrawals);
    assessment::why_not_compared(a.reserve, b.reserve, same_in, same_out).map(|reason| reason.to_string())
}

/// Why only what is told a year can be compared.
fn unlike_horizons(a: &Entry<'_>, b: &Entry<'_>) -> Option<String> {
    let [here, there] = [a, b].map(|entry| entry.scenario.grid().horizon_days());
    let reason = || format!("Losses over {here} and over {there} days are not on one scale; the cost a year is.");
    (here != there).then(reason)
}

/// Flows by the names of things, for sides may list these in another order.
fn flows<'a>(scenario: &'a Scenario, flows: &[Flow]) -> Vec<(u32, FlowAmount, &'a str, &'a str)> {
    let of = |flow: &Flow| {
        let (asset, place) = (&scenario.assets()[flow.asset.0], &scenario.counterparties()[flow.custodian.0]);
        (flow.every_days, flow.amount, asset.id.as_str(), place.id.as_str())
    };
    flows.iter().map(of).collect()
}

fn on_same_paths(a: &Entry<'_>, b: &Entry<'_>, mut figures: Comparison) -> PairBeside {
    for figure in figures.es_difference.iter_mut().flatten() {
        // A level that the evidence of either doesn't reach is told of neither.
        if [a, b].into_iter().any(|entry| shortfall(entry, figure.level).is_none_or(|es| es.value.is_nan())) {
            figure.estimate = Estimate::untold();
        }
    }
    let years = a.scenario.grid().horizon_years();
    let cost_difference_per_year = figures.cost_difference.map(|difference| difference.scaled(1.0 / years));
    PairBeside { side_a: letter(a.side), side_b: letter(b.side), paired: true, cost_difference_per_year, figures }
}

fn on_own_paths(a: &Entry<'_>, b: &Entry<'_>, levels: &[f64]) -> PairBeside {
    let flows = unlike_flows(a, b);
    let by_year = flows.is_none();
    let reason = flows.or_else(|| unlike_horizons(a, b));
    let compared = reason.is_none();
    let es = |level: &f64| {
        let [of_a, of_b] = [a, b].map(|entry| shortfall(entry, *level).unwrap_or_else(Estimate::untold));
        LevelEstimate { level: *level, estimate: independent::difference(of_a, of_b) }
    };
    let [cost_a, cost_b] = [a, b].map(|entry| without_range(entry.figures.counterparty_cost.marked.mean));
    let [year_a, year_b] = [a, b].map(|entry| without_range(entry.figures.counterparty_cost.per_year));
    let figures = Comparison {
        a: a.reserve.id.clone(),
        b: b.reserve.id.clone(),
        es_difference: compared.then(|| levels.iter().map(es).collect()),
        cost_difference: compared.then(|| independent::difference(cost_a, cost_b)),
        a_loses_more: compared.then(|| independent::probability_that_a_loses_more(a.loss, b.loss)),
        first_order_dominance: None,
        second_order_dominance: None,
        not_compared: reason,
        sign_holds: None,
    };
    let cost_difference_per_year = by_year.then(|| independent::difference(year_a, year_b));
    PairBeside { side_a: letter(a.side), side_b: letter(b.side), paired: false, cost_difference_per_year, figures }
}

fn shortfall(entry: &Entry<'_>, level: f64) -> Option<Estimate> {
    let told = entry.figures.loss.es.iter().find(|figure| figure.level == level);
    told.map(|figure| without_range(figure.estimate))
}
