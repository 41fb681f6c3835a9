//! Sides that see the same paths, and sides that don't.

use super::*;
use crate::engine::Watch;
use crate::scenario::Options;
use crate::{AssessOptions, Contender, assess, compare};

const HEAD: &str = r#"
schema = 1
name = "head"
simulation = { paths = 600, seed = 3, horizon_days = 60 }
asset = [{ id = "BTC", price = 100.0, volatility = 0.6 }]
[[counterparty]]
id = "north"
kind = "exchange"
annual_failure_probability = 0.4
mode = [{ kind = "fraud", weight = 1.0, loss_given_failure = { kind = "uniform", min = 0.2, max = 0.9 } , recovery_delay_days = { kind = "fixed", value = 400 }, recovery_basis = "in-kind" }]
"#;

const SOUTH: &str = r#"
[[counterparty]]
id = "south"
kind = "exchange"
annual_failure_probability = 0.3
mode = [{ kind = "fraud", weight = 1.0, loss_given_failure = { kind = "fixed", value = 1.0 } }]
"#;

const KEYS: &str =
    "\n[self]\nannual_failure_probability = 0.05\nloss_given_failure = { kind = \"fixed\", value = 0.5 }\n";

fn reserve(id: &str, at_north: f64) -> String {
    format!(
        "\n[[reserve]]\nid = \"{id}\"\ninitial_value = 1e6\npositions = [{{ asset = \"BTC\", custodian = \"north\", weight = {at_north} }}, \
         {{ asset = \"BTC\", custodian = \"self\", weight = {} }}]\n",
        1.0 - at_north
    )
}

fn contender(text: &str) -> Contender {
    let scenario = Scenario::parse(text, "test.toml", &Options::default()).unwrap();
    Contender { name: "test".to_owned(), scenario, precision: Precision::Single, assessment: None, yields: None }
}

fn compared(sides: [&str; 2]) -> SideBySide {
    compare(&sides.map(contender), 1, &Watch::default()).unwrap()
}

#[test]
fn reserves_of_two_scenarios_compare_as_those_of_one() {
    let (all, half) = (reserve("all", 1.0), reserve("half", 0.5));
    let found = compared([&format!("{HEAD}{KEYS}{all}"), &format!("{HEAD}{KEYS}{half}")]);
    assert!(found.matches[0].paired, "{:?}", found.matches);
    let one = contender(&format!("{HEAD}{KEYS}{all}{half}")).scenario;
    let one = assess(&one, AssessOptions { threads: 1, ..AssessOptions::default() }, &Watch::default()).unwrap();
    let bytes = |figures: &Comparison| serde_json::to_string(figures).unwrap();
    assert_eq!(bytes(&found.pairs[0].figures), bytes(&one.assessment.summary.comparison[0]));
}

#[test]
fn one_more_counterparty_leaves_the_paths_as_they_were() {
    let all = reserve("all", 1.0);
    let found = compared([&format!("{HEAD}{KEYS}{all}"), &format!("{HEAD}{SOUTH}{KEYS}{all}")]);
    assert!(found.matches[0].paired);
    assert_eq!(found.matches[0].differences[0].address, "counterparty.south");
    let pair = &found.pairs[0];
    let cost = pair.figures.cost_difference.unwrap();
    assert_eq!((cost.value, cost.low, cost.high), (0.0, 0.0, 0.0));
    assert_eq!(pair.figures.a_loses_more.unwrap().value, 0.0);
}

#[test]
fn other_markets_are_not_paired_and_intervals_are_those_of_independent_runs() {
    let all = reserve("all", 1.0);
    let other = HEAD.replace("volatility = 0.6", "volatility = 0.5");
    let found = compared([&format!("{HEAD}{KEYS}{all}"), &format!("{other}{KEYS}{all}")]);
    let agreement = &found.matches[0];
    assert_eq!((agreement.paired, agreement.why_not.len()), (false, 1));
    assert!(agreement.why_not[0].to_string().contains("the price of BTC moves otherwise"), "{agreement:?}");
    let half = |estimate: Estimate| (estimate.high - estimate.low) / 2.0;
    let [a, b] = [0, 1].map(|place| half(found.reserves[place].cost_per_year));
    let difference = half(found.pairs[0].cost_difference_per_year.unwrap());
    assert!((difference - a.hypot(b)).abs() < 1e-12, "{difference}");
    // Paired, what both share is no doubt.
    let paired = compared([&format!("{HEAD}{KEYS}{all}"), &format!("{HEAD}{KEYS}{all}")]);
    assert!(half(paired.pairs[0].cost_difference_per_year.unwrap()) < difference);
}

#[test]
fn of_one_path_no_interval_is_known_and_so_no_difference_is_beyond_chance() {
    let one = HEAD.replace("paths = 600", "paths = 1");
    let (all, half) = (reserve("all", 1.0), reserve("half", 0.5));
    let other = one.replace("volatility = 0.6", "volatility = 0.5");
    for (market, paired) in [(&one, true), (&other, false)] {
        let found = compared([&format!("{one}{KEYS}{all}"), &format!("{market}{KEYS}{half}")]);
        assert_eq!(found.matches[0].paired, paired);
        let Comparison { es_difference, cost_difference, a_loses_more, .. } = &found.pairs[0].figures;
        let es = es_difference.iter().flatten().map(|figure| figure.estimate);
        for estimate in es.chain(*cost_difference).chain(found.pairs[0].cost_difference_per_year) {
            assert!(estimate.has_unknown_interval() && !estimate.is_beyond_sampling_error(), "{estimate:?}");
        }
        let chance = a_loses_more.unwrap();
        assert!(chance.high - chance.low > 0.7, "{chance:?}");
    }
}
