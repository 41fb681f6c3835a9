//! Scenarios of chance: every figure of two independent samples.

use std::collections::BTreeSet;

use linchpin::engine::{Watch, simulate};
use linchpin::outcome::{Cell, Outcomes, Removed, ReserveOutcomes};
use linchpin::scenario::{Removal, Scenario};
use linchpin::units::GroupIndex;

use super::certain::compare_tomorrow;
use super::tally::Tally;
use crate::reference::change::World;
use crate::reference::path::{PathOutcome, ReserveOutcome};
use crate::reference::{simulate as simulate_plainly, simulate_in};

type Column<'a> = (&'static str, Vec<f64>, fn(&ReserveOutcome) -> f64);

/// Compares all that both yield for `scenario`, the reference on `paths` paths.
pub fn compare(scenario: &Scenario, paths: u64) -> Tally {
    let outcomes = simulate(scenario, 0, &Watch::default()).unwrap();
    let scales = &outcomes.anchor.scale;
    let reference = simulate_plainly(scenario, scales, paths, 2_000_003);
    let mut tally = Tally::default();
    compare_failures(&mut tally, scenario, &outcomes, &reference);
    for (r, reserve) in outcomes.reserves.iter().enumerate() {
        let id = &scenario.reserves()[r].id;
        let theirs: Vec<&ReserveOutcome> = reference.iter().map(|path| &path.reserves[r]).collect();
        compare_columns(&mut tally, id, reserve, &theirs);
        compare_cells(&mut tally, id, outcomes.paths, reserve, &theirs);
    }
    compare_changes(scenario, &outcomes);
    for removed in &outcomes.removals {
        compare_removal(&mut tally, scenario, &outcomes, removed, &reference);
    }
    compare_tomorrow(&mut tally, scenario, &outcomes.tomorrow);
    tally
}

fn columns(reserve: &ReserveOutcomes) -> Vec<Column<'_>> {
    let days = reserve.days_under_water.iter().map(|days| f64::from(*days)).collect();
    vec![
        ("loss", reserve.loss.clone(), |path| path.loss),
        ("liquid loss", reserve.liquid_loss(), |path| path.liquid_loss),
        ("eventual loss", reserve.eventual_loss(), |path| path.eventual_loss),
        ("market alone", reserve.market_alone(), |path| path.market_alone),
        ("X", reserve.counterparty_cost(), |path| path.counterparty_cost),
        ("liquid X", reserve.liquid_cost.from_nothing(), |path| path.liquid_cost),
        ("eventual X", reserve.eventual_cost.from_nothing(), |path| path.eventual_cost),
        ("drawdown", reserve.max_drawdown.clone(), |path| path.max_drawdown),
        ("drawdown of the market alone", reserve.market_alone_drawdown(), |path| path.market_alone_drawdown),
        ("days under water", days, |path| f64::from(path.days_under_water)),
        ("shortfall", reserve.shortfall.from_nothing(), |path| path.shortfall),
    ]
}

fn compare_columns(tally: &mut Tally, id: &str, reserve: &ReserveOutcomes, theirs: &[&ReserveOutcome]) {
    for (name, ours, column) in columns(reserve) {
        let theirs: Vec<f64> = theirs.iter().map(|path| column(path)).collect();
        let squared = |values: &[f64]| -> Vec<f64> { values.iter().map(|x| x * x).collect() };
        tally.means(&format!("{id}: mean {name}"), &ours, &theirs);
        tally.means(&format!("{id}: mean square of {name}"), &squared(&ours), &squared(&theirs));
        tally.quantiles(&format!("{id}: {name}"), &ours, &theirs);
    }
    type Figure = fn(&ReserveOutcome) -> f64;
    let moments: [(&str, _, Figure); 3] = [
        ("V(T)", reserve.terminal_value, |path| path.terminal_value),
        ("C", reserve.contributions, |path| path.contributions),
        ("W", reserve.withdrawals, |path| path.withdrawals),
    ];
    for (name, moments, column) in moments {
        let theirs: Vec<f64> = theirs.iter().map(|path| column(path)).collect();
        tally.mean(&format!("{id}: mean {name}"), moments.mean, moments.count as usize, &theirs);
    }
    // How losses and failures hang together: the mean of the product.
    let product = |a: &[f64], b: &[f64]| -> Vec<f64> { a.iter().zip(b).map(|(a, b)| a * b).collect() };
    let ours = product(&reserve.market_alone(), &reserve.counterparty_cost());
    let theirs: Vec<f64> = theirs.iter().map(|path| path.market_alone * path.counterparty_cost).collect();
    tally.means(&format!("{id}: mean of market alone times X"), &ours, &theirs);
}

fn compare_cells(tally: &mut Tally, id: &str, paths: usize, reserve: &ReserveOutcomes, theirs: &[&ReserveOutcome]) {
    let in_engine = reserve.cell_means.iter().map(|(cell, _)| *cell);
    let in_reference =
        theirs.iter().flat_map(|path| path.cells.iter().filter(|(_, x)| **x != 0.0).map(|(cell, _)| *cell));
    let cells: BTreeSet<Cell> = in_engine.chain(in_reference).collect();
    for cell in cells {
        let ours = reserve.cell_means.iter().find(|(other, _)| *other == cell).map_or(0.0, |(_, mean)| *mean);
        let theirs: Vec<f64> = theirs.iter().map(|path| path.cells.get(&cell).copied().unwrap_or(0.0)).collect();
        tally.mean(&format!("{id}: {cell:?}"), ours, paths, &theirs);
    }
}

fn compare_failures(tally: &mut Tally, scenario: &Scenario, outcomes: &Outcomes, reference: &[PathOutcome]) {
    let count_ours = |holds: &dyn Fn(&[linchpin::outcome::FailureEvent]) -> bool| {
        ((0..outcomes.paths).filter(|path| holds(outcomes.failures.of(*path))).count(), outcomes.paths)
    };
    let count_theirs = |holds: &dyn Fn(&[linchpin::outcome::FailureEvent]) -> bool| {
        (reference.iter().filter(|path| holds(&path.failures)).count(), reference.len())
    };
    let mut both = |what: &str, holds: &dyn Fn(&[linchpin::outcome::FailureEvent]) -> bool| {
        tally.counts(what, count_ours(holds), count_theirs(holds));
    };
    let half = scenario.grid().steps as u16 / 2;
    let count = scenario.counterparties().len();
    for c in 0..count as u32 {
        let id = &scenario.counterparties()[c as usize].id;
        for (m, mode) in scenario.counterparties()[c as usize].modes.iter().enumerate() {
            let so = |event: &linchpin::outcome::FailureEvent| event.counterparty == c && usize::from(event.mode) == m;
            both(&format!("P({id} fails by {})", mode.id), &|events| events.iter().any(so));
            both(&format!("P({id} fails early by {})", mode.id), &|events| {
                events.iter().any(|event| so(event) && event.step <= half)
            });
        }
        for d in 0..c {
            let step = |events: &[linchpin::outcome::FailureEvent], c| {
                events.iter().find(|event| event.counterparty == c).map(|event| event.step)
            };
            let other = &scenario.counterparties()[d as usize].id;
            both(&format!("P({id} and {other} fail)"), &|events| {
                step(events, c).is_some() && step(events, d).is_some()
            });
            both(&format!("P({id} fails with {other})"), &|events| {
                step(events, c).is_some() && step(events, c) == step(events, d)
            });
        }
    }
    for n in 0..=count {
        both(&format!("P({n} fail)"), &|events| events.len() == n);
    }
    for (c, counterparty) in scenario.counterparties().iter().enumerate() {
        let theirs = reference.iter().filter(|path| path.crossed[c].is_some()).count();
        let ours = outcomes.own_crossings[c] as usize;
        tally.counts(
            &format!("P({} crosses its own threshold)", counterparty.id),
            (ours, outcomes.paths),
            (theirs, reference.len()),
        );
    }
}

/// Removal was run for every group, with every change that makes sense for it.
fn compare_changes(scenario: &Scenario, outcomes: &Outcomes) {
    let first = usize::from(!scenario.own_keys_stated());
    let groups = (first..scenario.groups().len()).map(GroupIndex);
    let all = groups.flat_map(|group| World::changes(scenario, group).into_iter().map(move |what| (group, what)));
    let wanted: BTreeSet<_> = all.filter(|_| scenario.simulation().removal != Removal::None).collect();
    let run: BTreeSet<_> = outcomes.removals.iter().map(|removed| (removed.group, removed.what)).collect();
    assert_eq!(run, wanted, "groups and changes for which removal was run");
}

fn compare_removal(
    tally: &mut Tally,
    scenario: &Scenario,
    outcomes: &Outcomes,
    removed: &Removed,
    reference: &[PathOutcome],
) {
    let world = World::without(scenario, removed.group, removed.what);
    let changed = simulate_in(scenario, &world, &outcomes.anchor.scale, reference.len() as u64, 2_000_003);
    for (r, reserve) in outcomes.reserves.iter().enumerate() {
        let what = format!(
            "{} without {:?} of {}",
            scenario.reserves()[r].id,
            removed.what,
            scenario.groups()[removed.group.0].id
        );
        let touched = &removed.reserves[r];
        let (mut loss, mut cost) = (reserve.loss.clone(), reserve.counterparty_cost());
        for ((path, new_loss), new_cost) in touched.paths.iter().zip(&touched.loss).zip(&touched.counterparty_cost) {
            loss[*path as usize] = *new_loss;
            cost[*path as usize] = *new_cost;
        }
        let theirs = |of: fn(&ReserveOutcome) -> f64, paths: &[PathOutcome]| -> Vec<f64> {
            paths.iter().map(|path| of(&path.reserves[r])).collect()
        };
        let less = |a: &[f64], b: &[f64]| -> Vec<f64> { a.iter().zip(b).map(|(a, b)| a - b).collect() };
        let (their_loss, their_cost) =
            (theirs(|path| path.loss, &changed), theirs(|path| path.counterparty_cost, &changed));
        let (base_loss, base_cost) =
            (theirs(|path| path.loss, reference), theirs(|path| path.counterparty_cost, reference));
        tally.means(&format!("{what}: fall of mean loss"), &less(&reserve.loss, &loss), &less(&base_loss, &their_loss));
        tally.means(
            &format!("{what}: fall of mean X"),
            &less(&reserve.counterparty_cost(), &cost),
            &less(&base_cost, &their_cost),
        );
        tally.quantiles(&format!("{what}: X"), &cost, &their_cost);
        tally.quantiles(&format!("{what}: loss"), &loss, &their_loss);
    }
}
