//! Every shipped scenario, and the workload of `cargo bench`, still has the summary of `tests/golden/`.
//!
//! Each is run on fewer paths than its file says, and every figure is compared to 9 significant digits,
//! for platforms differ in the last. When numbers move on purpose, renew all summaries with
//!
//! ```text
//! LINCHPIN_RENEW_GOLDEN=1 cargo test --release --test golden
//! ```
//!
//! in the commit that moves them, and say there why.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use linchpin::engine::Watch;
use linchpin::scenario::{Options, Scenario};
use linchpin::{AssessOptions, assess};
use serde_json::{Map, Value};

/// Two tasks of the engine and part of a third, which is no whole number of blocks.
const PATHS: u64 = 5_000;

/// Differences that a message lists before it only counts them.
const LISTED: usize = 12;

const RENEW: &str = "LINCHPIN_RENEW_GOLDEN";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn is_renewing() -> bool {
    std::env::var_os(RENEW).is_some()
}

/// Files of a folder of the project with this extension, in order.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).into_iter().flatten();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    files.sort();
    files
}

/// Scenarios that must have a golden summary.
fn scenarios() -> Vec<PathBuf> {
    let mut files = files("scenarios", "toml");
    files.push(root().join("benches/headline.toml"));
    files
}

fn golden_of(scenario: &Path) -> PathBuf {
    root().join("tests/golden").join(scenario.file_stem().unwrap()).with_extension("json")
}

/// The summary of a scenario, without what names the program and the file's words: only what was computed.
fn summary(scenario: &Path) -> Value {
    let options = Options { paths: Some(PATHS), ..Options::default() };
    let scenario = Scenario::load(scenario, &options).unwrap_or_else(|error| panic!("{error}"));
    // Also levels that the evidence does not reach: a figure that is null guards nothing.
    let options = AssessOptions { force_tail: true, ..AssessOptions::default() };
    let assessed = assess(&scenario, options, &Watch::default()).unwrap();
    let mut summary = serde_json::to_value(assessed.assessment.summary).unwrap();
    summary["run"].as_object_mut().unwrap().remove("version");
    summary["scenario"].as_object_mut().unwrap().remove("hash");
    round(&mut summary);
    summary
}

/// Rounds every fraction to 9 significant digits.
fn round(value: &mut Value) {
    match value {
        Value::Array(entries) => entries.iter_mut().for_each(round),
        Value::Object(entries) => entries.values_mut().for_each(round),
        Value::Number(number) if number.is_f64() => {
            let rounded: f64 = format!("{:.8e}", number.as_f64().unwrap()).parse().unwrap();
            *value = Value::from(rounded);
        }
        _ => {}
    }
}

/// Whether two rounded figures agree: they may stand on either side of a rounding of the ninth digit.
fn agree(old: f64, new: f64) -> bool {
    let size = old.abs().max(new.abs());
    let ninth_digit = if size > 0.0 { libm::pow(10.0, libm::floor(libm::log10(size)) - 8.0) } else { 0.0 };
    // A difference of two figures can be rounding alone, of which no digit is known.
    (old - new).abs() <= 1.5 * ninth_digit || size < 1e-14
}

/// Collects what differs, each with its address.
fn compare(address: &str, old: &Value, new: &Value, differences: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => compare_keys(address, old, new, differences),
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (place, (old, new)) in old.iter().zip(new).enumerate() {
                let id = old.get("id").and_then(Value::as_str).map_or_else(|| place.to_string(), str::to_owned);
                compare(&below(address, &id), old, new, differences);
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            differences.push(format!("{address} had {} entries, has {}", old.len(), new.len()));
        }
        (Value::Number(old), Value::Number(new)) if agree(old.as_f64().unwrap(), new.as_f64().unwrap()) => {}
        _ if old == new => {}
        _ => differences.push(format!("{address} was {old}, is {new}")),
    }
}

fn compare_keys(address: &str, old: &Map<String, Value>, new: &Map<String, Value>, differences: &mut Vec<String>) {
    for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let address = below(address, key);
        match (old.get(key), new.get(key)) {
            (Some(old), Some(new)) => compare(&address, old, new, differences),
            (Some(_), None) => differences.push(format!("{address} is gone")),
            (None, _) => differences.push(format!("{address} is new")),
        }
    }
}

fn below(address: &str, key: &str) -> String {
    if address.is_empty() { key.to_owned() } else { format!("{address}.{key}") }
}

/// JSON with one line for each object that holds no other, so that a change of a figure is one line.
fn lines(value: &Value, indent: usize, text: &mut String) {
    let is_scalar = |entry: &Value| !entry.is_object() && !entry.is_array();
    let pairs: Vec<(String, &Value)> = match value {
        Value::Array(entries) if !entries.iter().all(is_scalar) => {
            entries.iter().map(|entry| (String::new(), entry)).collect()
        }
        Value::Object(entries) if !entries.values().all(is_scalar) => {
            entries.iter().map(|(key, entry)| (format!("{}: ", Value::from(key.as_str())), entry)).collect()
        }
        _ => return text.push_str(&value.to_string()),
    };
    let (opening, closing) = if value.is_array() { ('[', ']') } else { ('{', '}') };
    text.push(opening);
    for (place, (key, entry)) in pairs.iter().enumerate() {
        let comma = if place > 0 { "," } else { "" };
        text.push_str(&format!("{comma}\n{:indent$}{key}", "", indent = indent + 1));
        lines(entry, indent + 1, text);
    }
    text.push_str(&format!("\n{:indent$}{closing}", ""));
}

fn renew(scenarios: &[PathBuf]) {
    for orphan in files("tests/golden", "json") {
        fs::remove_file(orphan).unwrap();
    }
    fs::create_dir_all(root().join("tests/golden")).unwrap();
    for scenario in scenarios {
        let mut text = String::new();
        lines(&summary(scenario), 0, &mut text);
        fs::write(golden_of(scenario), text + "\n").unwrap();
    }
}

/// What differs between a scenario's summary and its golden one, in words; empty where nothing does.
fn report(scenario: &Path) -> String {
    let golden = golden_of(scenario);
    let text = fs::read_to_string(&golden).unwrap_or_else(|error| panic!("{}: {error}", golden.display()));
    let mut differences = Vec::new();
    compare("", &serde_json::from_str(&text).unwrap(), &summary(scenario), &mut differences);
    let left = differences.len().saturating_sub(LISTED);
    differences.truncate(LISTED);
    let name = scenario.strip_prefix(root()).unwrap().display();
    let mut report: String = differences.iter().map(|difference| format!("{name}: {difference}\n")).collect();
    if left > 0 {
        report.push_str(&format!("{name}: and {left} more\n"));
    }
    report
}

#[test]
fn shipped_scenarios_have_their_golden_summaries() {
    let scenarios = scenarios();
    if is_renewing() {
        return renew(&scenarios);
    }
    let reports: String = scenarios.iter().map(|scenario| report(scenario)).collect();
    assert!(
        reports.is_empty(),
        "figures have moved:\n{reports}if they should, renew them in this commit and say there why: \
         {RENEW}=1 cargo test --release --test golden"
    );
}

#[test]
fn each_scenario_has_a_golden_summary_and_each_golden_summary_a_scenario() {
    if is_renewing() {
        return;
    }
    let wanted: BTreeSet<PathBuf> = scenarios().iter().map(|scenario| golden_of(scenario)).collect();
    let found: BTreeSet<PathBuf> = files("tests/golden", "json").into_iter().collect();
    let missing: Vec<_> = wanted.difference(&found).collect();
    let orphaned: Vec<_> = found.difference(&wanted).collect();
    let mend = format!("{RENEW}=1 cargo test --release --test golden mends it");
    assert!(missing.is_empty() && orphaned.is_empty(), "missing: {missing:?}, orphaned: {orphaned:?}; {mend}");
}

#[test]
fn figures_agree_to_nine_digits_and_no_further() {
    let mut new: Value = serde_json::from_str(r#"{"a": [{"id": "x", "y": 0.12345678949}], "b": 1}"#).unwrap();
    let old = serde_json::from_str(r#"{"a": [{"id": "x", "y": 0.123456788}], "c": null}"#).unwrap();
    round(&mut new);
    let mut differences = Vec::new();
    compare("", &old, &new, &mut differences);
    assert_eq!(differences, ["b is new", "c is gone"]);
    new["a"][0]["y"] = Value::from(0.12345679);
    differences.clear();
    compare("", &old, &new, &mut differences);
    assert_eq!(differences[0], "a.x.y was 0.123456788, is 0.12345679");
}
