//! `compare`: runs and scenarios side by side.

use serde_json::Value;

use crate::scratch::{SMALL, Scratch};

/// The small scenario with one of its reserves only.
fn with_one_reserve(scratch: &Scratch, place: usize, file: &str) {
    let text = scratch.linchpin(&["scenarios", "--show", SMALL]).well();
    let mut parts = text.split("[[reserve]]");
    let head = parts.next().unwrap();
    let reserve = parts.nth(place).unwrap();
    scratch.write(file, &format!("{head}[[reserve]]{reserve}"));
}

fn pair(found: &Value) -> &Value {
    let pairs = found["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 1);
    &pairs[0]
}

const FIGURES: [&str; 6] = [
    "es_difference",
    "cost_difference",
    "a_loses_more",
    "first_order_dominance",
    "second_order_dominance",
    "not_compared",
];

#[test]
fn two_scenarios_that_differ_in_weights_compare_as_two_reserves_of_one() {
    let scratch = Scratch::new();
    with_one_reserve(&scratch, 0, "first.toml");
    with_one_reserve(&scratch, 1, "second.toml");
    let both = scratch.linchpin(&["run", SMALL, "--paths", "3000", "--json", "--out", "both"]).well();
    let both: Value = serde_json::from_str(&both).unwrap();
    let words = ["compare", "first.toml", "second.toml", "--paths", "3000", "--json", "--out", "beside"];
    let found: Value = serde_json::from_str(&scratch.linchpin(&words).well()).unwrap();
    assert_eq!(
        (&found["matches"][0]["paired"], &found["matches"][0]["why_not"]),
        (&true.into(), &Value::Array(vec![]))
    );
    for figure in FIGURES {
        assert_eq!(pair(&found)[figure], both["comparison"][0][figure], "{figure}");
    }
    // The same of runs that are simulated again, and of stored paths.
    for (file, more) in [("first", "csv"), ("second", "csv")] {
        let scenario = format!("{file}.toml");
        let words = ["run", &scenario, "--paths", "3000", "--quiet", "--out", file];
        scratch.linchpin(&[words.as_slice(), &["--paths-out", more]].concat()).well();
    }
    let runs = |sides: [&str; 2]| -> Value {
        let words = ["compare", sides[0], sides[1], "--json", "--force", "--out", "beside", "--paths", "3000"];
        serde_json::from_str(&scratch.linchpin(&words).well()).unwrap()
    };
    let stored = runs(["first", "second"]);
    assert_eq!(stored["sides"][0]["source"], "stored");
    assert_eq!(stored["pairs"], found["pairs"]);
    std::fs::remove_file(scratch.path().join("first/paths.csv")).unwrap();
    let again = runs(["first", "second.toml"]);
    assert_eq!(again["sides"][0]["source"], "simulated");
    assert_eq!(again["pairs"], found["pairs"]);
}

#[test]
fn other_seeds_are_not_paired_and_known_less_well() {
    let scratch = Scratch::new();
    let run = |seed: &str, out: &str| {
        scratch.linchpin(&["run", SMALL, "--paths", "2000", "--seed", seed, "--quiet", "--out", out]).well()
    };
    run("1", "one");
    run("2", "two");
    let text = scratch.linchpin(&["compare", "one", "two"]).well();
    assert!(text.contains("not paired: their seeds differ (1 and 2)") && text.contains("--seed 1"), "{text}");
    assert!(text.lines().count() <= 30 && text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let folder = format!("output/{SMALL}-beside-{SMALL}");
    let unpaired = scratch.json(&format!("{folder}/comparison.json"));
    let words = ["compare", "one", "two", "--seed", "1", "--paths", "2000", "--json"];
    let paired: Value = serde_json::from_str(&scratch.linchpin(&words).well()).unwrap();
    let width = |found: &Value| {
        let pairs = found["pairs"].as_array().unwrap();
        let across = pairs.iter().find(|pair| pair["a"] != pair["b"]).unwrap();
        let figure = &across["cost_difference"];
        figure["high"].as_f64().unwrap() - figure["low"].as_f64().unwrap()
    };
    assert!(width(&unpaired) > width(&paired));
    for file in
        ["comparison.csv", "report.html", "tables/comparison.md", "tables/reserves.tex", "charts/comparison.svg"]
    {
        assert!(!scratch.read(&format!("{folder}/{file}")).is_empty(), "{file}");
    }
}

#[test]
fn what_differs_is_told_and_other_horizons_compare_by_year_only() {
    let scratch = Scratch::new();
    scratch.linchpin(&["run", SMALL, "--paths", "500", "--quiet", "--out", "year"]).well();
    let half = ["run", SMALL, "--paths", "500", "--quiet", "--out", "half", "--set", "simulation.horizon_days=182"];
    scratch.linchpin(&half).well();
    let text = scratch.linchpin(&["compare", "year", "half"]).well();
    assert!(
        text.contains("horizons differ (365 and 182)") && text.contains("simulation.horizon_days (365, 182)"),
        "{text}"
    );
    let found = scratch.json(&format!("output/{SMALL}-beside-{SMALL}/comparison.json"));
    for pair in found["pairs"].as_array().unwrap() {
        assert!(pair["es_difference"].is_null() && pair["cost_difference_per_year"]["value"].is_number());
    }
}

#[test]
fn what_can_not_be_compared_exits_with_3_and_says_how_to_mend_it() {
    let scratch = Scratch::new();
    scratch.linchpin(&["run", SMALL, "--paths", "300", "--quiet", "--out", "run", "--paths-out", "csv"]).well();
    let refused = |words: &str| {
        let error = scratch.linchpin(&["compare", "run", SMALL]).fails_with(3);
        assert!(error.contains(words), "`{words}` is not said: {error}");
    };
    let paths = scratch.read("run/paths.csv");
    let cut: String = paths.lines().take(100).map(|line| format!("{line}\n")).collect();
    scratch.write("run/paths.csv", &cut);
    refused("run/paths.csv is not what a run of this version writes");
    let record = scratch.read("run/run.json");
    scratch.write(
        "run/run.json",
        &record.replacen("\"annual_failure_probability\": 0.03", "\"annual_failure_probability\": 0.04", 1),
    );
    refused("not the one whose hash it states");
    let error = scratch.linchpin(&["compare", "run"]).fails_with(2);
    assert!(error.contains("values required"), "{error}");
    assert!(scratch.linchpin(&["compare", SMALL, "nowhere"]).fails_with(3).contains("there is no file nowhere"));
    assert_eq!(scratch.entries(), ["run"]);
}
