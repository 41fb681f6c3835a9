//! The JSON Schema accepts what the program accepts, and refuses what an editor should underline.

use std::path::{Path, PathBuf};

use linchpin::scenario::schema;
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("scenario/example.toml");

fn problems(scenario: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    validator.iter_errors(scenario).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn example() -> Value {
    toml::from_str(EXAMPLE).unwrap()
}

/// All TOML files below a folder of the project.
fn toml_files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_example_and_every_shipped_scenario_fit_the_schema() {
    assert_eq!(problems(&example()), [""; 0]);
    // Files of assumptions are about a scenario and none themselves; they are read where experts are compared.
    let is_scenario = |file: &PathBuf| !file.parent().is_some_and(|folder| folder.ends_with("assumptions"));
    let files: Vec<PathBuf> = toml_files("scenarios").into_iter().filter(is_scenario).collect();
    assert!(files.len() >= 3, "{files:?}");
    for file in files {
        let scenario: Value = toml::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(problems(&scenario), [""; 0], "{}", file.display());
    }
}

#[test]
fn keys_that_only_some_files_have_fit_too() {
    let mut scenario = example();
    scenario["counterparty_file"] = json!("book.csv");
    scenario["reserve"][0]["position_file"] = json!("positions.csv");
    scenario["set"] = json!({ "asset.BNB.volatility": 0.7 });
    scenario["market"]["history"] = json!({ "file": "prices.csv", "mean_block_days": 20, "demean": true });
    scenario["asset"][1]["link"][0]["recovers_after_days"] = json!({ "kind": "fixed", "value": 3 });
    scenario["reserve"][0]["rebalance"] =
        json!({ "kind": "band", "width": 0.1, "cost_bps": 15, "after_failure": "hold" });
    assert_eq!(problems(&scenario), [""; 0]);
}

#[test]
fn what_an_editor_should_underline_does_not_fit() {
    let changes: [(&str, Value); 13] = [
        ("/schema", json!(2)),
        ("/simulation/paths", json!(0)),
        ("/asset/0/id", json!("two words")),
        ("/asset/0/price", json!(0.0)),
        ("/asset/0/volatility", json!(-0.1)),
        ("/counterparty/1/annual_failure_probability", json!(1.0)),
        ("/reserve/0/positions/0/weight", json!(-0.7)),
        ("/simulation/path", json!(1)),
        ("/simulation/paths", json!(0.5)),
        ("/asset/0/price", json!("high")),
        ("/asset/0/price", json!({ "value": 1, "low": 1, "high": 1 })),
        ("/counterparty/0/kind", json!("shop")),
        ("/counterparty/0/mode/0/loss_given_failure/kind", json!("cauchy")),
    ];
    for (place, value) in changes {
        let mut scenario = example();
        let (above, key) = place.rsplit_once('/').unwrap();
        scenario.pointer_mut(above).unwrap()[key] = value;
        assert!(!problems(&scenario).is_empty(), "{place}");
    }
}
