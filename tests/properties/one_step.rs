//! Books in one step are summed over who fails; following every account says the same on the same draws.

use std::collections::BTreeMap;

use linchpin::engine::{Keeping, Watch, records_in, simulate_in, simulate_keeping};
use linchpin::numeric::precision::Precision;
use linchpin::outcome::{Cell, Outcomes, PathRecord};
use linchpin::scenario::Scenario;
use serde_json::{Value, json};

use crate::world::{PATHS, scenario};

/// One step of the grid of 2⁻⁴⁰ on which losses stand, and no more.
const ROUNDING: f64 = 1e-12;
/// Enough that some fill blocks of the sieve and some are left over.
const NAMES: usize = 150;
const PLACES: [&str; 3] = ["lender", "exchange", "keys"];

/// A book over a year in one step: names of few classes, every kind of claim, a price that drifts.
fn book(factors: usize, copula: &Value, are_drawn: bool) -> Value {
    let name = |n: usize| format!("name-{n:03}");
    let mode = |n: usize, m: usize| {
        let probability = [0.002, 0.02, 0.02, 0.3][n % 4];
        let mut mode = json!({
            "id": format!("mode-{m}"), "kind": "default", "annual_failure_probability": probability,
            "loss_given_failure": { "kind": "fixed", "value": 0.1 * (n % 11) as f64 },
        });
        if are_drawn && !n.is_multiple_of(4) {
            mode["loss_given_failure"] = json!({ "kind": "beta", "mean": 0.45, "sd": 0.2 });
        }
        if n % 3 != 2 {
            // At once, beyond the horizon, or one or the other.
            mode["recovery_delay_days"] = match n % 5 {
                0 => json!({ "kind": "fixed", "value": 0 }),
                1 if are_drawn => json!({ "kind": "uniform", "min": 0, "max": 900 }),
                _ => json!({ "kind": "fixed", "value": 700 }),
            };
            mode["recovery_basis"] = if n.is_multiple_of(2) { "petition-date" } else { "in-kind" }.into();
            mode["escape_fraction"] = json!({ "kind": "fixed", "value": 0.05 * (n % 7) as f64 });
        }
        mode
    };
    let counterparty = |n: usize| {
        let loadings: BTreeMap<String, f64> =
            (0..factors).filter(|f| *f == 0 || n % factors == *f).map(|f| (format!("factor-{f}"), 0.4)).collect();
        let modes: Vec<Value> = (0..1 + usize::from(are_drawn && n.is_multiple_of(5))).map(|m| mode(n, m)).collect();
        json!({ "id": name(n), "kind": PLACES[n % 3], "loadings": loadings, "mode": modes })
    };
    let reserve = |id: &str, every: usize| {
        let held: Vec<usize> = (0..NAMES).filter(|n| n % every == 0).collect();
        let weight = 0.9 / held.len() as f64;
        let asset = |n: usize| if n.is_multiple_of(2) { "USD" } else { "GOLD" };
        let position = |n: &usize| json!({ "asset": asset(*n), "custodian": name(*n), "weight": weight });
        let own = json!({ "asset": "GOLD", "custodian": "self", "weight": 0.1 });
        let positions: Vec<Value> = held.iter().map(position).chain([own]).collect();
        json!({ "id": id, "initial_value": 1000.0 * every as f64, "positions": positions })
    };
    json!({
        "schema": 1, "name": "one-step",
        "simulation": {
            "paths": PATHS, "seed": 5, "horizon_days": 365, "step_days": 365, "removal": "none",
            "claim_mark": { "petition-date": 0.3, "in-kind": 0.7 },
        },
        "counterparty_copula": copula,
        "asset": [
            { "id": "USD", "price": 1.0, "volatility": 0.0 },
            { "id": "GOLD", "price": 50.0, "volatility": 0.0, "drift": 0.04 },
        ],
        "self": { "annual_failure_probability": 0.1, "loss_given_failure": { "kind": "fixed", "value": 0.5 } },
        "counterparty": (0..NAMES).map(counterparty).collect::<Vec<Value>>(),
        "reserve": [reserve("all", 1), reserve("some", 7), reserve("few", 50)],
    })
}

/// Every number of factors with either copula, with fixed severities and with drawn ones.
fn books() -> impl Iterator<Item = Scenario> {
    let copulas = [json!({ "kind": "gaussian" }), json!({ "kind": "student-t", "dof": 4 })];
    let of_copula = |copula: Value| {
        let kinds = (1..=3).flat_map(|factors| [(factors, false), (factors, true)]);
        kinds.map(move |(factors, are_drawn)| scenario(&book(factors, &copula, are_drawn)))
    };
    copulas.into_iter().flat_map(of_copula)
}

/// The records of one reserve, account by account.
fn followed(scenario: &Scenario, reserve: usize) -> Vec<PathRecord> {
    let scales = vec![1.0; scenario.counterparties().len()];
    records_in(Precision::Double, scenario, &scales, 0..PATHS)
        .into_iter()
        .filter(|record| record.reserve == reserve)
        .collect()
}

fn is_near(what: &str, path: usize, found: f64, expected: f64) {
    assert!((found - expected).abs() <= ROUNDING, "{what} of path {path} is {found:e}, not {expected:e}");
}

fn same_cells(what: &str, path: usize, found: &[(Cell, f64)], expected: &[(Cell, f64)]) {
    let cells = |cells: &[(Cell, f64)]| cells.iter().map(|(cell, _)| *cell).collect::<Vec<Cell>>();
    assert_eq!(cells(found), cells(expected), "{what} of path {path}");
    for ((cell, found), (_, expected)) in found.iter().zip(expected) {
        is_near(&format!("{what} {cell:?}"), path, *found, *expected);
    }
}

fn outcomes(scenario: &Scenario) -> Outcomes {
    simulate_in(Precision::Double, scenario, 0, &Watch::default()).unwrap()
}

#[test]
fn every_path_costs_what_following_its_accounts_says() {
    for scenario in books() {
        let outcomes = outcomes(&scenario);
        for (number, reserve) in outcomes.reserves.iter().enumerate() {
            let (liquid, eventual) = (reserve.liquid_loss(), reserve.eventual_loss());
            let (market_alone, cost) = (reserve.market_alone(), reserve.counterparty_cost());
            let alone = reserve.market_alone_drawdown();
            for (path, record) in followed(&scenario, number).into_iter().enumerate() {
                assert_eq!(outcomes.failures.of(path), record.failures);
                is_near("loss", path, reserve.loss[path], record.loss);
                is_near("liquid loss", path, liquid[path], record.liquid_loss);
                is_near("eventual loss", path, eventual[path], record.eventual_loss);
                is_near("market alone", path, market_alone[path], record.market_alone);
                is_near("X", path, cost[path], record.counterparty_cost);
                is_near("drawdown", path, reserve.max_drawdown[path], record.max_drawdown);
                is_near("drawdown of the market alone", path, alone[path], record.market_alone_drawdown);
                assert_eq!(reserve.days_under_water[path], record.days_under_water);
                assert_eq!(reserve.shortfall.at(path), None);
            }
        }
    }
}

#[test]
fn without_names_every_path_costs_the_same() {
    let nameless = Keeping { nameless: true, ..Keeping::default() };
    for scenario in books() {
        let named = outcomes(&scenario);
        let found = simulate_keeping(nameless, Precision::Double, &scenario, 0, &Watch::default()).unwrap();
        assert!(found.are_nameless() && found.failures.paths() == 0 && found.failures.all().next().is_none());
        for (found, expected) in found.reserves.iter().zip(&named.reserves) {
            assert_eq!(found.loss, expected.loss);
            assert_eq!(found.liquid_loss(), expected.liquid_loss());
            assert_eq!(found.eventual_loss(), expected.eventual_loss());
            assert_eq!(found.market_alone(), expected.market_alone());
            assert_eq!(found.counterparty_cost(), expected.counterparty_cost());
            assert_eq!(found.max_drawdown, expected.max_drawdown);
            assert_eq!(found.terminal_value, expected.terminal_value);
            assert_eq!(found.tail.paths, expected.tail.paths);
            assert!(found.cell_means.is_empty() && found.tail.values.is_empty());
        }
    }
}

#[test]
fn every_cell_is_booked_as_following_its_accounts_says() {
    for scenario in books() {
        let outcomes = outcomes(&scenario);
        for (number, reserve) in outcomes.reserves.iter().enumerate() {
            let records = followed(&scenario, number);
            let mut sums: BTreeMap<Cell, f64> = BTreeMap::new();
            for (cell, fraction) in records.iter().flat_map(|record| &record.cells) {
                *sums.entry(*cell).or_default() += fraction;
            }
            let means: Vec<(Cell, f64)> = sums.into_iter().map(|(cell, sum)| (cell, sum / PATHS as f64)).collect();
            same_cells("mean", 0, &reserve.cell_means, &means);
            let tail = &reserve.tail;
            assert!(!tail.paths.is_empty());
            for (place, path) in tail.paths.iter().enumerate() {
                let entries = tail.offsets[place] as usize..tail.offsets[place + 1] as usize;
                let cells =
                    entries.map(|entry| (reserve.cell_means[tail.places[entry] as usize].0, tail.values[entry]));
                same_cells("cell", *path as usize, &cells.collect::<Vec<_>>(), &records[*path as usize].cells);
            }
        }
    }
}
