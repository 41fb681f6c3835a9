use std::fs;

use super::*;
use crate::engine::Watch;
use crate::scenario::Options;
use crate::{AssessOptions, assess};

const TWO: &str = include_str!("../../../scenarios/two-exchanges.toml");

fn two(paths: u64) -> Scenario {
    Scenario::parse(TWO, "two", &Options { paths: Some(paths), ..Options::default() }).unwrap()
}

fn question(over: &[&str], measures: &[&str]) -> SweepQuestion {
    let over = over.iter().map(|words| words.parse().unwrap()).collect();
    SweepQuestion { over, measures: measures.iter().map(|words| words.parse().unwrap()).collect() }
}

fn swept(scenario: &Scenario, question: &SweepQuestion, resume: Option<&Path>) -> Result<Sweep, Refusal> {
    sweep(scenario, question, resume, Manner { threads: 2, ranges: false, watch: &Watch::default() })
}

/// ES 99% and the cost a year of reserve `two` in a plain run.
fn plain(scenario: &Scenario) -> [Estimate; 2] {
    let assessed = assess(&scenario.without_removal(), AssessOptions::default(), &Watch::default()).unwrap();
    let two = &assessed.assessment.summary.reserves[1];
    let es = two.loss.es.iter().find(|figure| figure.level == 0.99).unwrap().estimate;
    [es, two.counterparty_cost.per_year]
}

#[test]
fn a_sweep_of_weights_equals_runs_with_set_to_the_last_digit() {
    let scenario = two(6_000);
    let asked = question(&["reserve.two.weight.BTC@north=0.1:0.9:5"], &["es99@two", "cost-per-year@two"]);
    let found = swept(&scenario, &asked, None).unwrap();
    assert_eq!(found.runs, 1, "all weights ride together");
    for point in &found.points {
        let set = scenario.with_sets(&[format!("reserve.two.weight.BTC@north={}", point.at[0])]).unwrap();
        assert_eq!(point.figures, plain(&set), "{point:?}");
    }
}

#[test]
fn todays_point_is_the_plain_run() {
    let scenario = two(4_000);
    for (address, at) in [
        ("counterparty.north.annual_failure_probability=0.01:0.05:3", 0.03),
        ("asset.BTC.volatility=0.25:0.75:3", 0.5),
        ("reserve.two.weight.BTC@south=0.25:0.75:3", 0.5),
        ("counterparty.north.mode.insolvency.loss_given_failure.max=0.6:1:3", 0.8),
    ] {
        let found = swept(&scenario, &question(&[address], &["es99@two", "cost-per-year@two"]), None).unwrap();
        let today = found.points.iter().find(|point| point.at == [at]).unwrap();
        assert_eq!(today.figures, plain(&scenario), "{address}");
        assert!(found.points.iter().any(|point| point.figures != today.figures), "{address}");
    }
}

/// A year of a shorter horizon costs what a year of it costs, not a part of what one of today's horizon would.
#[test]
fn the_cost_a_year_is_one_of_the_swept_horizon() {
    let scenario = two(3_000);
    let found =
        swept(&scenario, &question(&["simulation.horizon_days=30:180:2"], &["cost-per-year@two"]), None).unwrap();
    for point in &found.points {
        let set = scenario.with_sets(&[format!("simulation.horizon_days={}", point.at[0])]).unwrap();
        assert_eq!(point.figures[0], plain(&set)[1], "{point:?}");
    }
}

#[test]
fn two_addresses_make_a_grid_whose_points_are_runs_with_both_set() {
    let scenario = two(3_000);
    let over = ["reserve.two.weight.BTC@north=0.2:0.8:3", "counterparty.north.annual_failure_probability=0.01:0.1:2"];
    let found = swept(&scenario, &question(&over, &["es99@two", "cost-per-year@two"]), None).unwrap();
    assert_eq!((found.points.len(), found.runs), (6, 2));
    for point in &found.points {
        let sets = [
            format!("counterparty.north.annual_failure_probability={}", point.at[1]),
            format!("reserve.two.weight.BTC@north={}", point.at[0]),
        ];
        let set = scenario.with_sets(&sets).unwrap();
        let plain = if point.at[0] == 0.5 { scenario.with_sets(&sets[..1]).unwrap() } else { set };
        assert_eq!(point.figures, self::plain(&plain), "{point:?}");
    }
}

#[test]
fn a_swept_address_is_left_out_of_the_ends() {
    let ranged = TWO.replacen(
        "annual_failure_probability = 0.03",
        "annual_failure_probability = { value = 0.03, low = 0.01, high = 0.1 }",
        1,
    );
    let ranged = ranged.replace("volatility = 0.5", "volatility = { value = 0.5, low = 0.4, high = 0.7 }");
    let scenario = Scenario::parse(&ranged, "two", &Options { paths: Some(2_000), ..Options::default() }).unwrap();
    let asked = question(&["counterparty.north.annual_failure_probability=0.01:0.05:3"], &["es99@two"]);
    let manner = Manner { threads: 2, ranges: true, watch: &Watch::default() };
    let found = sweep(&scenario, &asked, None, manner).unwrap();
    assert_eq!(found.not_ranged, None);
    for point in &found.points {
        let at = |volatility: f64| {
            let sets = [
                format!("counterparty.north.annual_failure_probability={}", point.at[0]),
                format!("asset.BTC.volatility={volatility}"),
            ];
            plain(&scenario.with_sets(&sets).unwrap())[0].value
        };
        assert_eq!(point.figures[0].range, Some(Ends { low: at(0.4), high: at(0.7) }), "{point:?}");
    }
}

#[test]
fn a_sweep_goes_on_where_it_stopped_and_ends_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("points.json");
    let scenario = two(2_000);
    let asked = question(&["counterparty.north.annual_failure_probability=0.01:0.05:3"], &[]);
    let whole = swept(&scenario, &asked, None).unwrap();
    // A file of the first point alone, as a stopped sweep leaves it.
    let axes = axes(&scenario, &asked).unwrap();
    let measured = measured::all(&asked.measures, &scenario).unwrap();
    let print = fingerprint(&scenario, &axes, &measured);
    let mut partial = Partial::open(Some(&file), print).unwrap();
    partial.keep([("value-0".to_owned(), whole.points[0].figures.clone())]).unwrap();
    let text = fs::read_to_string(&file).unwrap();
    let resumed = swept(&scenario, &asked, Some(&file)).unwrap();
    let words = |sweep: &Sweep| serde_json::to_string(sweep).unwrap();
    assert_eq!(words(&resumed), words(&whole));
    // All points stay until the answer stands somewhere; who goes on from them simulates nothing.
    assert_eq!(words(&swept(&scenario, &asked, Some(&file)).unwrap()), words(&whole));
    forget(&file);
    assert!(!file.exists(), "a sweep that is written leaves no file");
    let unwritable = folder.path().join("points.json.tmp");
    fs::create_dir(&unwritable).unwrap();
    let error = swept(&scenario, &asked, Some(&file)).unwrap_err();
    assert!(matches!(error, Refusal::Engine(crate::engine::EngineError::Resources(_))), "{error}");
    fs::remove_dir(&unwritable).unwrap();
    // Foreign, damaged and cut files are refused.
    fs::write(&file, &text).unwrap();
    let foreign = swept(&two(2_001), &asked, Some(&file)).unwrap_err().to_string();
    assert!(foreign.contains("another scenario, seed, number of paths"), "{foreign}");
    let damaged = text.replacen("0.", "0.1", 1);
    for (text, part) in [(damaged.as_str(), "checksum"), (&text[..text.len() / 2], "damaged"), ("{}", "damaged")] {
        fs::write(&file, text).unwrap();
        let error = swept(&scenario, &asked, Some(&file)).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn what_cant_be_swept_is_told_before_the_first_run() {
    let scenario = two(100);
    let weight = "reserve.two.weight.BTC@north=0.1:0.9:3";
    for (over, measures, part) in [
        (
            vec!["counterparty.north.annual_failure_probability=0.5:1.5:3"],
            vec![],
            "at counterparty.north.annual_failure_probability=1",
        ),
        (vec!["asset.ETH.volatility=0.1:0.5:3"], vec![], "ETH\", which is not there"),
        (vec![weight, "reserve.two.weight.BTC@south=0.1:0.9:3"], vec![], "weights of one reserve"),
        (vec![weight, weight], vec![], "named twice"),
        (vec!["simulation.paths=10:1000:3"], vec![], "simulation.paths is no assumption"),
        (vec![weight, "simulation.seed=1:9:3"], vec![], "with --seed"),
        (vec![weight], vec!["es99@three"], "no reserve `three`: it has one, two"),
        (
            vec!["asset.BTC.volatility=0.1:0.5:50", "asset.BTC.drift=0.1:0.5:50"],
            vec![],
            "2500 points, and 2000 is the most",
        ),
    ] {
        let error = swept(&scenario, &question(&over, &measures), None).unwrap_err().to_string();
        assert!(error.contains(part), "{over:?}: {error}");
    }
}
