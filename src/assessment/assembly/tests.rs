//! The assembly against outcomes written by hand.

use std::fmt::Write;

use serde_json::Value;

use super::assess;
use crate::assessment::{Assessment, Attribution, MatrixCell, ReserveFigures};
use crate::numeric::precision::Precision;
use crate::outcome::{
    AnchorScales, Cell, ChangedPaths, Departures, FailureEvent, Failures, Moments, Outcomes, RemovalKind, Removed,
    ReserveOutcomes, Rungs, TailCells, TailLedger, Tomorrow, ValueSample,
};
use crate::scenario::{Options, Scenario};
use crate::statistics::{Sorted, Tail};
use crate::units::{AssetIndex, CounterpartyIndex, GroupIndex};

/// Own keys, two exchanges of which one has two modes and BNB rests on it, and two reserves.
pub(super) const TWO_EXCHANGES: &str = r#"
schema = 1
name = "two-exchanges"
[simulation]
paths = 20
seed = 1
horizon_days = 365
step_days = 1
levels = [0.5, 0.9, 0.99]
loss_thresholds = [0.25, 0.5]
removal = "none"
[market]
innovations = { kind = "gaussian" }
[[asset]]
id = "BNB"
price = 1.0
volatility = 0.5
[[asset.link]]
counterparty = "binance"
drawdown = { kind = "fixed", value = 0.9 }
modes = ["insolvency"]
[[asset]]
id = "USD"
price = 1.0
volatility = 0.0
[self]
annual_failure_probability = 0.01
loss_given_failure = { kind = "fixed", value = 1.0 }
[[counterparty]]
id = "binance"
name = "Binance"
kind = "exchange"
[[counterparty.mode]]
kind = "insolvency"
annual_failure_probability = 0.1
loss_given_failure = { kind = "fixed", value = 0.5 }
recovery_delay_days = { kind = "fixed", value = 1000 }
recovery_basis = "in-kind"
[[counterparty.mode]]
kind = "lock"
annual_failure_probability = 0.1
loss_given_failure = { kind = "fixed", value = 0.0 }
recovery_delay_days = { kind = "fixed", value = 73 }
recovery_basis = "in-kind"
[[counterparty]]
id = "okx"
kind = "exchange"
annual_failure_probability = 0.05
[[counterparty.mode]]
kind = "hack"
weight = 1.0
loss_given_failure = { kind = "fixed", value = 1.0 }
[[reserve]]
id = "one"
initial_value = 100.0
positions = [
  { asset = "BNB", custodian = "binance", weight = 0.5 },
  { asset = "BNB", custodian = "self", weight = 0.25 },
  { asset = "USD", custodian = "okx", weight = 0.25 },
]
[[reserve]]
id = "two"
initial_value = 100.0
positions = [ { asset = "USD", custodian = "okx", weight = 1.0 } ]
"#;

pub(super) fn scenario(text: &str) -> Scenario {
    Scenario::parse(text, "test", &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// What happened on one path: who failed, and what was booked in each reserve.
#[derive(Clone, Default)]
pub(super) struct Path {
    pub failures: Vec<FailureEvent>,
    pub cells: Vec<Vec<(Cell, f64)>>,
}

pub(super) const fn fails(counterparty: u32, mode: u16, step: u16) -> FailureEvent {
    FailureEvent { counterparty, mode, step }
}

pub(super) const MARKET: Cell = Cell::Market(AssetIndex(0));

const fn linked(who: usize) -> Cell {
    Cell::Linked(CounterpartyIndex(who), AssetIndex(0))
}

pub(super) const fn custody(who: usize, asset: usize) -> Cell {
    Cell::Custody(CounterpartyIndex(who), AssetIndex(asset))
}

/// Losses are what was booked; the market alone is the market's cell; X is the rest.
fn reserve_outcomes(paths: &[Path], place: usize, lowest: f64) -> ReserveOutcomes {
    let booked = |path: &Path, of: &dyn Fn(Cell) -> bool| {
        let cells = path.cells.get(place).map_or(&[][..], |cells| cells);
        cells.iter().filter(|(cell, _)| of(*cell)).map(|(_, value)| value).sum::<f64>()
    };
    let column = |of: &dyn Fn(Cell) -> bool| paths.iter().map(|path| booked(path, of)).collect::<Vec<f64>>();
    let (loss, market_alone) = (column(&|_| true), column(&|cell| matches!(cell, Cell::Market(_))));
    let cost = column(&|cell| !matches!(cell, Cell::Market(_)));
    let mut names: Vec<Cell> =
        paths.iter().flat_map(|path| path.cells.get(place)).flatten().map(|(cell, _)| *cell).collect();
    names.sort();
    names.dedup();
    let mean = |cell| column(&|other| other == cell).iter().sum::<f64>() / paths.len() as f64;
    let bar = Tail::of(&Sorted::of(&loss), lowest).value_at_risk;
    let cell_means: Vec<(Cell, f64)> = names.iter().map(|cell| (*cell, mean(*cell))).collect();
    let mut tail = TailCells { offsets: vec![0], ..TailCells::default() };
    for (path, happened) in paths.iter().enumerate().filter(|(path, _)| loss[*path] >= bar) {
        tail.paths.push(path as u64);
        tail.cells.extend(happened.cells.get(place).into_iter().flatten());
        tail.offsets.push(tail.cells.len() as u64);
    }
    let mut ledger = TailLedger::default();
    ledger.append(&tail, &cell_means, tail.paths.len());
    let nothing = vec![0.0; paths.len()];
    ReserveOutcomes {
        liquid_loss: Departures::of(&loss, &loss),
        eventual_loss: Departures::of(&loss, &loss),
        market_alone: Departures::of(&market_alone, &loss),
        counterparty_cost: Departures::of(&cost, &nothing),
        liquid_cost: Departures::of(&cost, &nothing),
        eventual_cost: Departures::of(&cost, &nothing),
        max_drawdown: loss.iter().map(|loss| loss.max(0.0)).collect(),
        market_alone_drawdown: Departures::of(&loss, &loss),
        days_under_water: vec![7; paths.len()],
        shortfall: Departures::of(&nothing, &nothing),
        terminal_value: Moments { count: paths.len() as u64, mean: 90.0, sd: 10.0 },
        contributions: Moments::default(),
        withdrawals: Moments::default(),
        cell_means,
        tail: ledger,
        sample: ValueSample { steps: vec![0, 365], values: ndarray::array![[1.0, 0.9], [1.0, 1.1]] },
        loss,
        all: None,
    }
}

pub(super) fn outcomes(scenario: &Scenario, paths: &[Path], removals: Vec<Removed>) -> Outcomes {
    let lowest = scenario.simulation().levels[0];
    let mut failures = Failures::default();
    for path in paths {
        failures.append(&[path.failures.len() as u32], path.failures.clone());
    }
    let counterparties = scenario.counterparties();
    let crossings = |who: usize| failures.all().filter(|event| event.who().0 == who).count() as u64;
    let half = Rungs { liquid: 0.75, marked: 0.6, eventual: 0.5 };
    let tomorrow = Tomorrow {
        by_mode: counterparties.iter().map(|one| vec![half; one.modes.len()]).collect(),
        by_group: vec![half; scenario.groups().len()],
    };
    Outcomes {
        paths: paths.len(),
        kept: paths.len(),
        own_crossings: (0..counterparties.len()).map(crossings).collect(),
        reserves: (0..scenario.reserves().len()).map(|place| reserve_outcomes(paths, place, lowest)).collect(),
        removals,
        anchor: AnchorScales { scale: vec![1.0; counterparties.len()], rounds: 0, gap: 0.0 },
        precision: Precision::Single,
        tomorrow: vec![tomorrow; scenario.reserves().len()],
        failures,
    }
}

/// Twenty paths: Binance fails on the first two by insolvency, on the third by a lock, OKX on the second.
pub(super) fn twenty_paths() -> Vec<Path> {
    let mut paths = vec![Path { cells: vec![vec![(MARKET, 0.1)], vec![]], ..Path::default() }; 20];
    paths[0] = Path {
        failures: vec![fails(1, 0, 10)],
        cells: vec![vec![(MARKET, -0.2), (linked(1), 0.5), (custody(1, 0), 0.2)], vec![]],
    };
    paths[1] = Path {
        failures: vec![fails(1, 0, 10), fails(2, 0, 50)],
        cells: vec![vec![(linked(1), 0.5), (custody(1, 0), 0.1), (custody(2, 1), 0.25)], vec![(custody(2, 1), 1.0)]],
    };
    paths[2].failures = vec![fails(1, 1, 300)];
    paths
}

pub(super) fn assessed(paths: &[Path]) -> Assessment {
    let scenario = scenario(TWO_EXCHANGES);
    assess(&scenario, &outcomes(&scenario, paths, Vec::new()), false)
}

#[test]
fn what_fails_how_often_is_counted() {
    let summary = assessed(&twenty_paths()).summary;
    let ids: Vec<&str> = summary.counterparties.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["self", "binance", "okx"]);
    let binance = &summary.counterparties[1];
    assert_eq!(binance.failure_probability.unwrap().value, 0.15);
    assert_eq!([0, 1].map(|mode| binance.by_mode[mode].probability.unwrap().value), [0.1, 0.05]);
    assert!((binance.stated_failure_probability - 0.19).abs() < 1e-12);
    let joint: Vec<f64> = summary.joint_failures.iter().map(|joint| joint.probability.value).collect();
    assert_eq!(joint, [0.85, 0.1, 0.05]);
}

#[test]
fn what_is_lost_if_it_fails_is_that_of_the_paths_where_it_does() {
    let summary = assessed(&twenty_paths()).summary;
    let reserve = &summary.reserves[0];
    let told = |mode: &str| reserve.if_it_fails.iter().find(|row| row.mode == mode).unwrap();
    let insolvency = told("insolvency").loss.unwrap();
    assert!((insolvency.value - (0.5 + 0.85) / 2.0).abs() < 1e-12);
    assert_eq!((insolvency.p05, insolvency.p95), (0.5, 0.85));
    assert!(told("lost").loss.is_none(), "own keys are lost on no path");
    let any = &reserve.if_it_fails_in_any_mode[1];
    assert!((any.loss.unwrap().value - (0.5 + 0.85 + 0.1) / 3.0).abs() < 1e-12);
}

#[test]
fn a_group_is_told_by_the_mode_that_costs_most_on_average() {
    let summary = assessed(&twenty_paths()).summary;
    let binance = &summary.reserves[0].groups[1];
    // Both modes are equally likely and cost 0.5 in the end; the claim of an insolvency is still marked down at the
    // horizon whenever it happens (0.6), that of a lock for a fifth of the year only (0.52).
    assert_eq!(binance.headline_mode.as_ref().unwrap().mode, "insolvency");
    assert_eq!((binance.custody_weight, binance.linked_weight), (0.5, 0.75));
    let okx = &binance.failures_within_90_days[1];
    assert_eq!((okx.group.as_str(), okx.probability.unwrap().value), ("okx", 1.0 / 3.0));
    assert!(summary.reserves[0].groups[0].failures_within_90_days[0].probability.is_none());
    // Competing risks: each mode of Binance is stated at 0.095, own keys at 0.01, OKX at 0.05.
    let expected = 0.01 * 0.5 + 0.095 * 0.6 + 0.095 * 0.52 + 0.05 * 0.5;
    assert!((summary.reserves[0].counterparty_cost.envelope - expected).abs() < 1e-12);
}

#[test]
fn the_envelope_counts_no_money_twice_and_no_fall_that_is_restored() {
    let text = TWO_EXCHANGES
        .replace(
            "modes = [\"insolvency\"]",
            "modes = [\"insolvency\"]\nrecovers_after_days = { kind = \"fixed\", value = 146 }",
        )
        .replace(
            "id = \"okx\"",
            "id = \"okx\"\nfails_with = [{ counterparty = \"binance\", probability = 0.5, modes = [\"insolvency\"] }]",
        );
    let scenario = scenario(&text);
    let summary = assess(&scenario, &outcomes(&scenario, &twenty_paths(), Vec::new()), false).summary;
    // Three fifths of the falls of BNB by 0.9 are restored within the year: for a quarter of the reserve under own keys
    // and for half of the half at Binance, at 0.7 as the claim is still unpaid.
    let insolvency = 0.6 - 0.6 * 0.9 * (0.25 + 0.5 * 0.5 * 0.7);
    // OKX falls with every other insolvency and takes half of what that leaves.
    let okx = 0.05 + 0.5 * 0.095 * (1.0 - insolvency);
    let expected = 0.01 * 0.5 + 0.095 * insolvency + 0.095 * 0.52 + okx * 0.5;
    let found = summary.reserves[0].counterparty_cost.envelope;
    assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    assert_eq!(summary.reserves[0].groups[1].headline_mode.as_ref().unwrap().mode, "lock");
}

#[test]
fn concentration_leaves_own_keys_out() {
    let concentration = &assessed(&twenty_paths()).summary.reserves[0].concentration;
    // In custody: 0.5 and 0.25 of 0.75. With links: Binance 0.75, OKX 0.25.
    assert!((concentration.custody.unwrap().hhi - 5.0 / 9.0).abs() < 1e-12);
    assert!((concentration.custody_and_links.unwrap().hhi - 0.625).abs() < 1e-12);
    // The worst tenth are two paths: Binance 1.3 and OKX 0.25 of what they lost.
    let booked = concentration.booked_es_share[1].hhi.unwrap();
    assert!((booked - (1.3 * 1.3 + 0.25 * 0.25) / (1.55 * 1.55)).abs() < 1e-12);
}

/// Cells and every way to sum them add up to ES, those that leave market and cost out with these two.
pub(super) fn adds_up(reserve: &ReserveFigures) {
    for (attribution, es) in reserve.attribution.iter().zip(&reserve.loss.es) {
        let free: f64 = attribution.cells.iter().filter(|cell| cell.of.is_none()).map(|cell| cell.es.value).sum();
        let sum = |parts: &[crate::assessment::BookedPart]| parts.iter().map(|part| part.es.value).sum::<f64>();
        let sums = [
            attribution.cells.iter().map(|cell| cell.es.value).sum(),
            sum(&attribution.by_channel),
            sum(&attribution.by_asset),
            free + sum(&attribution.by_counterparty),
            free + sum(&attribution.by_group),
        ];
        for total in sums {
            assert!((total - es.estimate.value).abs() < 1e-12, "{total} is not {}", es.estimate.value);
        }
        matrix_adds_up(attribution);
    }
}

/// Rows of the matrix add up to assets, columns to counterparties, and all of it to all cells.
fn matrix_adds_up(attribution: &Attribution) {
    let matrix = &attribution.by_asset_and_counterparty;
    let sum =
        |of: &dyn Fn(&MatrixCell) -> bool| matrix.iter().filter(|cell| of(cell)).map(|cell| cell.es.value).sum::<f64>();
    for part in &attribution.by_asset {
        assert!((sum(&|cell| cell.asset.as_ref() == Some(&part.id)) - part.es.value).abs() < 1e-12, "{}", part.id);
    }
    for part in &attribution.by_counterparty {
        assert!((sum(&|cell| cell.of.as_ref() == Some(&part.id)) - part.es.value).abs() < 1e-12, "{}", part.id);
    }
    let cells: f64 = attribution.cells.iter().map(|cell| cell.es.value).sum();
    assert!((sum(&|_| true) - cells).abs() < 1e-12);
}

#[test]
fn booked_cells_add_up_to_the_shortfall_at_every_level() {
    let reserve = &assessed(&twenty_paths()).summary.reserves[0];
    adds_up(reserve);
    // The worst tenth: paths 0 and 1, which lost 0.5 and 0.85.
    let cells = &reserve.attribution[1].cells;
    let told = |channel: &str, of: Option<&str>| {
        cells.iter().find(|cell| cell.channel == channel && cell.of.as_deref() == of).unwrap().es.value
    };
    assert!((told("linked", Some("binance")) - 0.5).abs() < 1e-12);
    assert!((told("custody", Some("okx")) - 0.125).abs() < 1e-12);
    assert!((told("market", None) + 0.1).abs() < 1e-12);
    let share = reserve.groups[1].booked_es_share[1].estimate.value;
    assert!((share - 0.65 / 0.675).abs() < 1e-12);
}

#[test]
fn removal_is_told_in_its_order_and_as_a_fall() {
    let scenario = scenario(TWO_EXCHANGES);
    let changed = ChangedPaths { paths: vec![0, 1], loss: vec![-0.2, 0.25], counterparty_cost: vec![0.0, 0.25] };
    let removed = |group, what| Removed { group: GroupIndex(group), what, reserves: vec![changed.clone(); 2] };
    let removals = vec![removed(2, RemovalKind::All), removed(1, RemovalKind::Both), removed(1, RemovalKind::All)];
    let summary = assess(&scenario, &outcomes(&scenario, &twenty_paths(), removals), false).summary;
    let removal = &summary.reserves[0].removal;
    let order: Vec<(&str, &str)> = removal.iter().map(|row| (row.group.as_str(), row.what.as_str())).collect();
    assert_eq!(order, [("binance", "all"), ("binance", "both"), ("okx", "all")]);
    assert!((removal[0].loss_mean.value - 1.3 / 20.0).abs() < 1e-12);
    // The worst tenth lost 0.675 on average; afterwards the worst two of 0.25, 0.1, 0.1, …, −0.2.
    assert!((removal[0].loss_es[1].estimate.value - (0.675 - 0.175)).abs() < 1e-12);
    assert!((removal[0].cost_mean.value - (0.7 + 0.6) / 20.0).abs() < 1e-12);
}

#[test]
fn warnings_are_sentences_that_say_what_to_do() {
    let warnings = assessed(&twenty_paths()).summary.warnings.join("\n");
    for part in [
        "At 90% and 99% fewer than 10 of the 20 paths lie beyond VaR",
        "run at least 1,000 paths",
        "Fewer than 10 of the 20 paths show a failure of binance and okx",
        "how likely that failure is: one (at 90% and 99%)",
        "self (0.00% for 1.00%)",
        "Reserve two: the mean counterparty cost, 5.00%, is more than a quarter away from 13.6%",
    ] {
        assert!(warnings.contains(part), "{part}\nis not in\n{warnings}");
    }
}

/// Where JSON holds null although nothing was said to be missing there.
fn unexpected_nulls(value: &Value, key: &str, found: &mut Vec<String>) {
    const MAY_BE_MISSING: &[&str] = &[
        "loss",
        "cost",
        "loss_if_fails",
        "cost_if_fails",
        "probability",
        "hhi",
        "effective_number",
        "custody",
        "custody_and_links",
        "not_compared",
        "winner",
        "of",
        "asset",
        "es_difference",
        "cost_difference",
        "headline_mode",
        "a_loses_more",
        "first_order_dominance",
        "second_order_dominance",
        "low",
        "high",
        "source",
        "saved",
        "cost_where_fails",
        "bad_path",
        // The decision card.
        "coin",
        "not_told",
        "largest_share",
        "least_share",
        "with_failures",
        "without_failures",
        "saved_per_year",
        "group",
        "liquid_loss_if_fails",
        "liquid_cost_if_fails",
        "eventual_loss_if_fails",
        "eventual_cost_if_fails",
    ];
    match value {
        Value::Null if !MAY_BE_MISSING.contains(&key) => found.push(key.to_owned()),
        Value::Array(items) => items.iter().for_each(|item| unexpected_nulls(item, key, found)),
        Value::Object(table) => table.iter().for_each(|(key, item)| unexpected_nulls(item, key, found)),
        _ => {}
    }
}

fn survives_json(assessment: &Assessment) {
    let value = serde_json::to_value(assessment).unwrap();
    let mut found = Vec::new();
    unexpected_nulls(&value["summary"], "", &mut found);
    unexpected_nulls(&value["curves"], "", &mut found);
    assert!(found.is_empty(), "null: {found:?}");
    let again: Assessment = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&again).unwrap(), value);
}

#[test]
fn poor_runs_have_sensible_figures_and_no_holes() {
    let nothing = Path { cells: vec![vec![], vec![]], ..Path::default() };
    for paths in [vec![nothing.clone()], vec![nothing; 3], twenty_paths(), twenty_paths()[1..2].to_vec()] {
        let assessment = assessed(&paths);
        survives_json(&assessment);
        for reserve in &assessment.summary.reserves {
            adds_up(reserve);
            assert!(
                reserve.loss.var.iter().zip(&reserve.loss.es).all(|(var, es)| var.estimate.value <= es.estimate.value)
            );
        }
    }
}

#[test]
fn reserves_with_other_flows_are_not_compared() {
    let flows = "contributions = [ { every_days = 30, money = 1.0, asset = \"USD\", custodian = \"okx\" } ]\n";
    let text = format!("{TWO_EXCHANGES}{flows}");
    let scenario = scenario(&text);
    let summary = assess(&scenario, &outcomes(&scenario, &twenty_paths(), Vec::new()), false).summary;
    let comparison = &summary.comparison[0];
    assert!(comparison.not_compared.as_ref().unwrap().contains("contributions differ ("));
    assert!(comparison.es_difference.is_none() && comparison.first_order_dominance.is_none());
}

#[test]
fn another_rule_of_rebalancing_is_warned_of() {
    let text = format!("{TWO_EXCHANGES}rebalance = {{ kind = \"calendar\", every_days = 30, cost_bps = 10 }}\n");
    let scenario = scenario(&text);
    let summary = assess(&scenario, &outcomes(&scenario, &twenty_paths(), Vec::new()), false).summary;
    assert!(summary.warnings.iter().any(|warning| warning.contains("rebalance by different rules (one with two)")));
    assert!(summary.comparison[0].not_compared.is_none());
}

#[test]
fn of_many_names_fifty_are_told_and_the_rest_stands_together() {
    let mut text = TWO_EXCHANGES[..TWO_EXCHANGES.find("[[reserve]]").unwrap()].to_owned();
    for name in 0..300 {
        write!(
            text,
            "[[counterparty]]\nid = \"name-{name}\"\nkind = \"other\"\nannual_failure_probability = 0.02\n\
             [[counterparty.mode]]\nkind = \"hack\"\nweight = 1.0\nloss_given_failure = {{ kind = \"fixed\", value = 1.0 }}\n"
        )
        .unwrap();
    }
    text.push_str(&TWO_EXCHANGES[TWO_EXCHANGES.find("[[reserve]]").unwrap()..]);
    let scenario = scenario(&text);
    let paths: Vec<Path> = (0..300_usize)
        .map(|name| Path {
            failures: vec![fails(name as u32 + 3, 0, 5)],
            cells: vec![vec![(custody(name + 3, 1), 0.001 * (name + 1) as f64)], vec![]],
        })
        .collect();
    let outcomes = outcomes(&scenario, &paths, Vec::new());
    let short = assess(&scenario, &outcomes, false);
    survives_json(&short);
    assert_eq!(short.summary.counterparties.len(), 51);
    assert_eq!(short.summary.counterparties[0].id, "name-250");
    assert_eq!(short.summary.counterparties[50].id, "other");
    let reserve = &short.summary.reserves[0];
    adds_up(reserve);
    assert_eq!((reserve.groups.len(), reserve.if_it_fails.len()), (51, 51));
    assert_eq!(reserve.attribution[0].cells.iter().filter(|cell| cell.of.as_deref() == Some("other")).count(), 1);
    let all = assess(&scenario, &outcomes, true);
    assert_eq!(all.summary.counterparties.len(), 303);
    adds_up(&all.summary.reserves[0]);
}
