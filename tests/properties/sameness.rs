//! Changes of a world that change nothing: another order, another name, another split, other threads.

use std::collections::BTreeMap;

use linchpin::engine::{Watch, simulate, simulate_in};
use linchpin::numeric::precision::Precision;
use linchpin::outcome::{Cell, FailureEvent, Outcomes, RemovalKind, ReserveOutcomes, TailLedger};
use linchpin::scenario::Scenario;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde_json::{Value, json};

use crate::world::{CALM, EVERYTHING, Features, ROUNDING, cases, columns, entries, modes, outcomes, scenario, worlds};

/// Reserves that only hold, and one way to fail for each house: two of a pair fall in it together.
const ONE_WAY_TO_FAIL: Features = Features { modes: 1, ..CALM };

/// Reserves that only hold, whatever happens to them.
const HOLDING: Features = Features { trading: false, ..EVERYTHING };

/// What all paths of a world yield in double precision, in which days under water hang on no rounding.
fn simulated_finely(world: &Value) -> Outcomes {
    simulate_in(Precision::Double, &scenario(world), 0, &Watch::default()).unwrap()
}

/// Who fails on each path, how and when, by id, without those of `except`.
fn failures(scenario: &Scenario, outcomes: &Outcomes, except: &str) -> Vec<Vec<(String, String, u16)>> {
    let named = |event: &FailureEvent| {
        let counterparty = &scenario.counterparties()[event.who().0];
        (counterparty.id.clone(), counterparty.modes[event.how().0].id.clone(), event.step)
    };
    let of = |path| {
        let mut named: Vec<_> = outcomes.failures.of(path).iter().map(named).filter(|(id, ..)| id != except).collect();
        named.sort();
        named
    };
    (0..outcomes.paths).map(of).collect()
}

/// What was booked on each path of a tail.
fn tail_cells(reserve: &ReserveOutcomes) -> BTreeMap<u64, BTreeMap<Cell, f64>> {
    let (tail, means) = (&reserve.tail, &reserve.cell_means);
    let of = |bounds: &[u64]| {
        let entries = bounds[0] as usize..bounds[1] as usize;
        let told = entries.filter(|entry| tail.places[*entry] != TailLedger::NOWHERE);
        told.map(|entry| (means[tail.places[entry] as usize].0, tail.values[entry])).collect()
    };
    tail.paths.iter().copied().zip(tail.offsets.windows(2).map(of)).collect()
}

/// Fails where a figure of some path differs by more than rounding.
fn same_columns(old: &Outcomes, new: &Outcomes) -> TestCaseResult {
    for (old, new) in old.reserves.iter().zip(&new.reserves) {
        for ((name, old), (_, new)) in columns(old).into_iter().zip(columns(new)) {
            for (path, (old, new)) in old.iter().zip(new).enumerate() {
                prop_assert!((old - new).abs() < ROUNDING, "{name} of path {path} was {old}, is {new}");
            }
        }
    }
    Ok(())
}

/// Marked loss and X of every path of every reserve after one change of one group.
struct Removal {
    group: String,
    what: RemovalKind,
    figures: Vec<f64>,
}

/// All removals of a run, by group and change.
fn removals(scenario: &Scenario, outcomes: &Outcomes) -> Vec<Removal> {
    let mut rows = Vec::new();
    for removed in &outcomes.removals {
        let mut figures = Vec::new();
        for (reserve, changed) in outcomes.reserves.iter().zip(&removed.reserves) {
            let (mut loss, mut cost) = (reserve.loss.clone(), reserve.counterparty_cost());
            for (place, path) in changed.paths.iter().enumerate() {
                loss[*path as usize] = changed.loss[place];
                cost[*path as usize] = changed.counterparty_cost[place];
            }
            figures.extend(loss.into_iter().chain(cost));
        }
        let group = scenario.groups()[removed.group.0].id.clone();
        rows.push(Removal { group, what: removed.what, figures });
    }
    rows.sort_by(|a, b| (&a.group, a.what).cmp(&(&b.group, b.what)));
    rows
}

fn same_removals(old: &[Removal], new: &[Removal]) -> TestCaseResult {
    prop_assert_eq!(old.len(), new.len());
    for (old, new) in old.iter().zip(new) {
        prop_assert_eq!((&old.group, old.what), (&new.group, new.what));
        let same = old.figures.iter().zip(&new.figures).all(|(old, new)| (old - new).abs() < ROUNDING);
        prop_assert!(same, "{:?} of {} gives other figures", old.what, old.group);
    }
    Ok(())
}

/// A house of which nobody holds anything and that takes nobody down, though the others' factor moves it.
fn bystander() -> Value {
    json!({
        "id": "bystander", "kind": "exchange", "anchor": "baseline", "annual_failure_probability": 0.7,
        "loadings": { "credit": 0.5, "weather": 0.5 },
        "fails_with": [{ "counterparty": "house-0", "probability": 0.5, "modes": ["mode-0"] }],
        "mode": [{
            "kind": "hack", "weight": 1.0, "loss_given_failure": { "kind": "fixed", "value": 0.5 },
            "recovery_delay_days": { "kind": "fixed", "value": 10 }, "recovery_basis": "in-kind",
        }],
    })
}

/// Puts half of what the first house holds with a twin of its group, which surely falls with it.
fn split_over_a_twin(world: &mut Value) {
    let mut twin = world["counterparty"][0].clone();
    let fields = twin.as_object_mut().unwrap();
    fields.retain(|key, _| ["kind", "anchor", "mode"].contains(&key.as_str()));
    fields.insert("id".into(), json!("twin"));
    fields.insert("group".into(), json!("house-0"));
    fields.insert("fails_with".into(), json!([{ "counterparty": "house-0", "probability": 1.0 }]));
    for mode in entries(&mut twin, "mode") {
        mode["annual_failure_probability"] = json!(0.0);
        mode.as_object_mut().unwrap().remove("market_drawdown");
    }
    world["counterparty"].as_array_mut().unwrap().push(twin);
    for reserve in entries(world, "reserve") {
        let positions = reserve["positions"].as_array_mut().unwrap();
        for place in 0..positions.len() {
            if positions[place]["custodian"] == "house-0" {
                positions[place]["weight"] = json!(positions[place]["weight"].as_f64().unwrap() / 2.0);
                let mut half = positions[place].clone();
                half["custodian"] = json!("twin");
                positions.push(half);
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn permuting_counterparties_permutes_results(mut world in worlds(EVERYTHING), turn in 1..4_usize) {
        world["simulation"]["removal"] = json!("all");
        let old = (scenario(&world), outcomes(&world));
        let houses = world["counterparty"].as_array_mut().unwrap();
        houses.reverse();
        let turn = turn % houses.len();
        houses.rotate_left(turn);
        let new = (scenario(&world), outcomes(&world));
        prop_assert_eq!(failures(&old.0, &old.1, ""), failures(&new.0, &new.1, ""));
        same_columns(&old.1, &new.1)?;
        same_removals(&removals(&old.0, &old.1), &removals(&new.0, &new.1))?;
    }

    #[test]
    fn one_more_counterparty_leaves_every_draw_and_row_as_it_was(mut world in worlds(EVERYTHING), first in any::<bool>()) {
        let old = (scenario(&world), outcomes(&world));
        let houses = world["counterparty"].as_array_mut().unwrap();
        houses.insert(if first { 0 } else { houses.len() }, bystander());
        let new = (scenario(&world), outcomes(&world));
        prop_assert_eq!(failures(&old.0, &old.1, ""), failures(&new.0, &new.1, "bystander"));
        prop_assert!(new.1.failures.all().count() > old.1.failures.all().count(), "the bystander never fails");
        same_columns(&old.1, &new.1)?;
    }

    #[test]
    fn splitting_over_two_that_surely_fall_together_changes_nothing(mut world in worlds(ONE_WAY_TO_FAIL)) {
        for mode in modes(&mut world) {
            mode["loss_given_failure"] = json!({ "kind": "fixed", "value": 0.4 });
            mode["escape_fraction"] = json!({ "kind": "fixed", "value": 0.1 });
            mode["recovery_delay_days"] = json!({ "kind": "fixed", "value": 30 });
        }
        world["simulation"]["removal"] = json!("all");
        let old = (scenario(&world), outcomes(&world));
        split_over_a_twin(&mut world);
        let new = (scenario(&world), outcomes(&world));
        prop_assert_eq!(failures(&old.0, &old.1, "twin"), failures(&new.0, &new.1, "twin"));
        same_columns(&old.1, &new.1)?;
        same_removals(&removals(&old.0, &old.1), &removals(&new.0, &new.1))?;
    }
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn reserves_followed_together_fare_as_accounts_followed_alone(mut world in worlds(HOLDING)) {
        let together = simulated_finely(&world);
        for reserve in world["reserve"].as_array_mut().unwrap() {
            // A reserve that might trade is followed by an account of its own, though that day never comes.
            reserve["rebalance"] = json!({ "kind": "calendar", "every_days": 1_000_000 });
        }
        let alone = simulated_finely(&world);
        same_columns(&together, &alone)?;
        for (together, alone) in together.reserves.iter().zip(&alone.reserves) {
            prop_assert_eq!(&together.days_under_water, &alone.days_under_water);
            for ((cell, together), (other, alone)) in together.cell_means.iter().zip(&alone.cell_means) {
                prop_assert_eq!(cell, other);
                prop_assert!((together - alone).abs() < ROUNDING, "{:?} is {} and {}", cell, together, alone);
            }
            for (together, alone) in together.sample.values.iter().zip(&alone.sample.values) {
                prop_assert!((together - alone).abs() < ROUNDING, "on the way worth {} and {}", together, alone);
            }
            let (together, alone) = (tail_cells(together), tail_cells(alone));
            // A path that ties with VaR but for rounding may be in one tail alone.
            prop_assert!(together.keys().filter(|path| alone.contains_key(path)).count() + 2 > together.len());
            for (path, together) in together.iter().filter(|(path, _)| alone.contains_key(path)) {
                for cell in together.keys().chain(alone[path].keys()) {
                    let [one, other] = [together, &alone[path]].map(|cells| cells.get(cell).copied().unwrap_or(0.0));
                    prop_assert!((one - other).abs() < ROUNDING, "{cell:?} of path {path} is {one} and {other}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn threads_change_no_byte_of_what_paths_yield(mut world in worlds(EVERYTHING)) {
        world["simulation"]["removal"] = json!("all");
        // Several tasks of the engine, the last one not whole.
        world["simulation"]["paths"] = json!(9_001);
        let scenario = scenario(&world);
        // The debug text of a number is the shortest that reads back as the same bits.
        let bytes = |threads| format!("{:?}", simulate(&scenario, threads, &Watch::default()).unwrap());
        let one = bytes(1);
        for threads in [2, 7] {
            prop_assert!(one == bytes(threads), "{} threads give other figures than one", threads);
        }
    }
}
