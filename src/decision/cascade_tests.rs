//! Cascades by hand, and beside the engine.

use super::*;
use crate::engine::{Watch, losses_if, simulate};
use crate::scenario::Options;
use crate::statistics::interval::MeanAndSd;

/// A regulator that closes exchange A for sure and B with 0.5; C falls with B, or else with A.
const CHAIN: &str = r#"
schema = 1
name = "chain"
simulation = { paths = 40_000, seed = 3, horizon_days = 30, removal = "none" }
[market]
innovations = { kind = "gaussian" }
[[asset]]
id = "COIN"
price = 2.0
volatility = 0.0
[[asset.link]]
counterparty = "c"
modes = ["hack", "lock"]
drawdown = { kind = "fixed", value = 0.5 }
[self]
annual_failure_probability = 0.0
loss_given_failure = { kind = "fixed", value = 1.0 }
[[counterparty]]
id = "regulator"
kind = "authority"
mode = [{ kind = "act", intensity = 1e6, loss_given_failure = { kind = "fixed", value = 0.0 }, recovery_delay_days = { kind = "fixed", value = 0 }, recovery_basis = "in-kind" }]
[[counterparty]]
id = "a"
kind = "exchange"
intensity = 0.0
fails_with = [{ counterparty = "regulator", probability = 1.0 }]
mode = [{ kind = "closure", weight = 1.0, loss_given_failure = { kind = "fixed", value = 0.4 }, recovery_delay_days = { kind = "fixed", value = 9999 }, recovery_basis = "in-kind" }]
[[counterparty]]
id = "b"
kind = "exchange"
intensity = 0.0
fails_with = [{ counterparty = "regulator", probability = 0.5 }]
mode = [{ kind = "closure", weight = 1.0, loss_given_failure = { kind = "fixed", value = 1.0 } }]
[[counterparty]]
id = "c"
kind = "exchange"
intensity = 0.0
fails_with = [
  { counterparty = "b", probability = 0.5, as = "hack" },
  { counterparty = "a", probability = 0.2, as = "lock" },
]
[[counterparty.mode]]
kind = "hack"
weight = 1.0
loss_given_failure = { kind = "fixed", value = 1.0 }
[[counterparty.mode]]
kind = "lock"
weight = 1.0
loss_given_failure = { kind = "fixed", value = 0.0 }
recovery_delay_days = { kind = "fixed", value = 9999 }
recovery_basis = "in-kind"
[[reserve]]
id = "all"
initial_value = 100.0
positions = [
  { asset = "COIN", custodian = "a", weight = 0.4 },
  { asset = "COIN", custodian = "b", weight = 0.3 },
  { asset = "COIN", custodian = "c", weight = 0.3 },
]
"#;

const REGULATOR: Failing = (CounterpartyIndex(1), ModeIndex(0));
const A: CounterpartyIndex = CounterpartyIndex(2);
const B: CounterpartyIndex = CounterpartyIndex(3);
const C: CounterpartyIndex = CounterpartyIndex(4);

fn scenario() -> Scenario {
    Scenario::parse(CHAIN, "chain.toml", &Options::default()).unwrap()
}

#[test]
fn chances_are_products_along_the_way() {
    let scenario = scenario();
    let cascade = Cascade::of(&scenario, &[REGULATOR]);
    let following: Vec<Failing> = cascade.following().collect();
    let [hack, lock] = [(C, ModeIndex(0)), (C, ModeIndex(1))];
    assert_eq!(following, [(A, ModeIndex(0)), (B, ModeIndex(0)), hack, lock]);
    // c is hacked with b, half of a half; else it locks with a, a fifth of what is left.
    let near = |failing, exact: f64| (cascade.chance(failing).unwrap() - exact).abs() < 1e-15;
    assert!(near((A, ModeIndex(0)), 1.0) && near((B, ModeIndex(0)), 0.5));
    assert!(near(hack, 0.25) && near(lock, 0.75 * 0.2));
    assert_eq!(cascade.certain(), [REGULATOR, (A, ModeIndex(0))]);
    assert_eq!(cascade.likely(), [REGULATOR, (A, ModeIndex(0)), (B, ModeIndex(0)), hack]);
}

#[test]
fn the_expected_ladder_is_the_mean_over_all_ways() {
    let scenario = scenario();
    let cascade = Cascade::of(&scenario, &[REGULATOR]);
    let everyone = (0..5).map(CounterpartyIndex).collect();
    let ways = cascade.ways(&everyone).unwrap();
    assert!((ways.iter().map(|way| way.probability).sum::<f64>() - 1.0).abs() < 1e-15);
    let mean: f64 = ways.iter().map(|way| way.probability * losses_if(&scenario, &way.failing)[0].marked).sum();
    let ladder = cascade.expected_ladder()[0];
    assert!((ladder.marked - mean).abs() < 1e-12, "{ladder:?} is not {mean}");
    // In the end: the price falls by half with c (0.25 + 0.15); of a 0.6 is left, of b a half, of c 0.75 at worst.
    let price = |chance: f64| 1.0 - 0.5 * chance;
    let of_a = 0.6 * price(0.4);
    let of_b = 0.5 * price(0.2);
    let of_c = 0.6 + 0.15 * 0.5;
    let exact = 1.0 - 0.4 * of_a - 0.3 * of_b - 0.3 * of_c;
    assert!((ladder.eventual - exact).abs() < 1e-12, "{} is not {exact}", ladder.eventual);
    let certain = cascade.certain_ladder()[0];
    assert!((certain.eventual - 0.4 * 0.4).abs() < 1e-12);
}

#[test]
fn the_engine_loses_what_the_tree_says() {
    let scenario = scenario();
    let outcomes = simulate(&scenario, 1, &Watch::default()).unwrap();
    let ladder = expected_ladder(&scenario, REGULATOR)[0];
    for (column, exact) in [
        (outcomes.reserves[0].loss.clone(), ladder.marked),
        (outcomes.reserves[0].liquid_loss(), ladder.liquid),
        (outcomes.reserves[0].eventual_loss(), ladder.eventual),
    ] {
        let MeanAndSd { count, mean, sd } = MeanAndSd::of(&column);
        let standard_error = sd / (count as f64).sqrt();
        assert!((mean - exact).abs() < 4.0 * standard_error, "{mean} is not {exact}, standard error {standard_error}");
    }
}

#[test]
fn a_fan_of_many_is_summed_position_by_position() {
    let mut text = CHAIN[..CHAIN.find("[[counterparty]]\nid = \"a\"").unwrap()]
        .replace("\"c\"\nmodes = [\"hack\", \"lock\"]", "\"regulator\"");
    let mut positions = String::new();
    for number in 0..40 {
        text.push_str(&format!(
            "[[counterparty]]\nid = \"x{number}\"\nkind = \"exchange\"\nintensity = 0.0\n\
             fails_with = [{{ counterparty = \"regulator\", probability = 0.9 }}]\n\
             mode = [{{ kind = \"closure\", weight = 1.0, loss_given_failure = {{ kind = \"fixed\", value = 1.0 }} }}]\n"
        ));
        positions.push_str(&format!("{{ asset = \"COIN\", custodian = \"x{number}\", weight = 0.025 }},\n"));
    }
    text.push_str(&format!("[[reserve]]\nid = \"all\"\ninitial_value = 1.0\npositions = [\n{positions}]\n"));
    let scenario = Scenario::parse(&text, "fan.toml", &Options::default()).unwrap();
    let ladder = expected_ladder(&scenario, REGULATOR)[0];
    // The coin falls by half, and a tenth of all places stands.
    assert!((ladder.marked - (1.0 - 0.5 * 0.1)).abs() < 1e-12, "{ladder:?}");
}
