//! What a run says and writes.

use serde_json::{Value, json};

use crate::scratch::{DEFAULT, SHIPPED, SMALL, Scratch};

#[test]
fn every_shipped_scenario_runs_by_its_name_and_answers_on_one_screen() {
    for name in SHIPPED {
        let scratch = Scratch::new();
        // Without a name, the default scenario runs.
        let named = if name == DEFAULT { None } else { Some(name) };
        let words: Vec<&str> = ["run"].into_iter().chain(named).chain(["--paths", "400"]).collect();
        let text = scratch.linchpin(&words).well();
        assert!(text.lines().count() <= 30, "{name} says {} lines:\n{text}", text.lines().count());
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(text.contains(" a year; ES 99%") || text.contains("/year; ES: "), "{text}");
        assert!(!text.contains("because of"), "{text}");
        let folder = format!("output/{name}");
        assert_eq!(scratch.entries(), ["output"]);
        let summary = scratch.json(&format!("{folder}/summary.json"));
        assert_eq!(summary["scenario"]["name"], name);
        for reserve in summary["reserves"].as_array().unwrap() {
            let id = reserve["id"].as_str().unwrap();
            assert!(text.contains(&format!("({id}): ")), "{id} is not told of:\n{text}");
        }
        assert!(scratch.read(&format!("{folder}/report.html")).contains("</html>"));
        assert_eq!(scratch.json(&format!("{folder}/run.json"))["program"], "linchpin");
    }
}

#[test]
fn a_file_runs_as_a_name_does() {
    let scratch = Scratch::new();
    scratch.write("copy.toml", &scratch.linchpin(&["scenarios", "--show", SMALL]).well());
    let by_name = scratch.linchpin(&["run", SMALL, "--paths", "300", "--json", "--out", "a"]).well();
    let by_file = scratch.linchpin(&["run", "copy.toml", "--paths", "300", "--json", "--out", "b"]).well();
    assert_eq!(by_name, by_file);
}

#[test]
fn threads_change_no_byte() {
    let scratch = Scratch::new();
    for (threads, out) in [("1", "one"), ("2", "two")] {
        let words =
            ["run", "alem-bnb-or-btc", "--paths", "3000", "--threads", threads, "--out", out, "--paths-out", "csv"];
        scratch.linchpin(&words).well();
    }
    for file in ["summary.json", "summary.csv", "assessment.json", "paths.csv", "report.html"] {
        assert!(scratch.read(&format!("one/{file}")) == scratch.read(&format!("two/{file}")), "{file} differs");
    }
}

#[test]
fn json_is_the_summary_and_nothing_else() {
    let scratch = Scratch::new();
    let text = scratch.linchpin(&["run", SMALL, "--paths", "300", "--json", "--out", "run"]).well();
    assert_eq!(text, scratch.read("run/summary.json"));
    let summary: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(summary["run"]["paths"], 300);
}

#[test]
fn a_quiet_run_says_nothing() {
    let scratch = Scratch::new();
    assert_eq!(scratch.linchpin(&["run", SMALL, "--paths", "300", "--quiet", "--out", "run"]).well(), "");
    assert!(scratch.entries() == ["run"]);
}

#[test]
fn set_changes_the_scenario() {
    let scratch = Scratch::new();
    let safe = ["north", "south"].map(|id| format!("counterparty.{id}.annual_failure_probability=0"));
    let words = ["run", SMALL, "--paths", "500", "--seed", "7", "--out", "run", "--set", &safe[0], "--set", &safe[1]];
    let text = scratch.linchpin(&words).well();
    assert!(text.contains("No failure on these paths cost it anything."), "{text}");
    let summary = scratch.json("run/summary.json");
    assert_eq!(summary["run"]["seed"], 7);
    for reserve in summary["reserves"].as_array().unwrap() {
        assert_eq!(reserve["counterparty_cost"]["mean"]["value"], 0.0);
    }
}

#[test]
fn a_dry_run_tells_the_plan_and_writes_nothing() {
    let scratch = Scratch::new();
    let text = scratch.linchpin(&["run", SMALL, "--dry-run"]).well();
    for words in ["100,000 paths of 365 days", "Memory: about ", "Time: about ", "Would write: output/two-exchanges"] {
        assert!(text.contains(words), "`{words}` is not said:\n{text}");
    }
    assert!(scratch.entries().is_empty());
}

#[test]
fn every_path_is_written_on_request() {
    let scratch = Scratch::new();
    scratch.linchpin(&["run", SMALL, "--paths", "250", "--paths-out", "csv", "--out", "run"]).well();
    let table = scratch.read("run/paths.csv");
    assert_eq!(table.lines().count(), 1 + 250 * 2, "a header, and a row a path and reserve");
    assert!(table.starts_with("path,weight,reserve,loss,liquid_loss,eventual_loss,market_alone,counterparty_cost"));
}

#[test]
fn a_run_replaces_the_last_one_by_default_and_another_only_by_force() {
    let scratch = Scratch::new();
    let once = ["run", SMALL, "--paths", "200"];
    scratch.linchpin(&once).well();
    scratch.linchpin(&once).well();
    let named = ["run", SMALL, "--paths", "300", "--out", "output/two-exchanges"];
    let error = scratch.linchpin(&named).fails_with(2);
    assert!(error.contains("--force"), "{error}");
    assert_eq!(scratch.json("output/two-exchanges/run.json")["paths"], 200);
    scratch.linchpin(&[named.as_slice(), &["--force"]].concat()).well();
    assert_eq!(scratch.json("output/two-exchanges/run.json")["paths"], 300);
}

#[test]
fn hostile_words_stay_words() {
    let scratch = Scratch::new();
    let hostile = scratch
        .linchpin(&["scenarios", "--show", SMALL])
        .well()
        .replace("\"North Exchange\"", "\"=cmd|' /C calc'!A0<script>alert(1)</script>\"")
        .replace("\"All at North\"", "\"<img src=x onerror=alert(1)> \\\\input{x} Қор\"");
    scratch.write("hostile.toml", &hostile);
    let text = scratch.linchpin(&["run", "hostile.toml", "--paths", "400", "--out", "run"]).well();
    assert!(text.contains("<script>alert(1)</script>"), "a terminal shows it as it is:\n{text}");
    let page = scratch.read("run/report.html");
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "the page would act on a name");
    let summary = scratch.read("run/summary.csv");
    assert!(!summary.lines().any(|line| line.split(',').any(|cell| cell.starts_with("=cmd"))));
}

#[test]
fn without_names_all_other_figures_are_the_same() {
    let scratch = Scratch::new();
    let run = |words: &[&str], out: &str| {
        scratch.linchpin(&[&["run", DEFAULT, "--paths", "3000", "--out", out], words].concat()).well();
        scratch.json(&format!("{out}/summary.json"))
    };
    let (named, nameless) = (run(&[], "named"), run(&["--no-names"], "nameless"));
    let told = |summary: &Value| summary["warnings"].to_string().contains("Figures by name were not asked for");
    assert!(told(&nameless) && !told(&named));
    assert_eq!(nameless["joint_failures"], json!([]));
    assert_eq!(nameless["comparison"], named["comparison"]);
    let of_first = |summary: &Value, key: &str| summary["counterparties"][0][key].clone();
    let stated = "stated_failure_probability";
    assert_eq!(of_first(&nameless, stated), of_first(&named, stated));
    assert_eq!(of_first(&nameless, "failure_probability"), Value::Null);
    let reserves = nameless["reserves"].as_array().unwrap().iter().zip(named["reserves"].as_array().unwrap());
    for (found, expected) in reserves {
        for column in ["loss", "liquid_loss", "eventual_loss", "market_alone", "counterparty_cost", "max_drawdown"] {
            for figure in ["mean", "sd", "quantiles", "exceedance"] {
                assert_eq!(found[column][figure], expected[column][figure], "{figure} of {column}");
            }
            assert_eq!(found[column]["es"][1]["value"], expected[column]["es"][1]["value"], "ES of {column}");
        }
        for list in ["attribution", "removal", "if_it_fails_in_any_mode"] {
            assert_eq!(found[list], json!([]), "{list}");
        }
        assert_eq!(found["groups"][0]["probability"], Value::Null);
        assert_eq!(found["if_it_fails"][0]["tomorrow"], expected["if_it_fails"][0]["tomorrow"]);
        assert_eq!(found["if_it_fails"][0]["loss"], Value::Null);
    }
    let page = scratch.read("nameless/report.html");
    assert!(page.contains("Figures by name were not asked for") && !page.contains("No failure on any path"));
}

#[test]
fn all_names_and_none_contradict_each_other() {
    let said = Scratch::new().linchpin(&["run", "--all-names", "--no-names"]).fails_with(2);
    assert!(said.contains("--no-names"), "{said}");
}

#[test]
fn check_lists_every_assumption_with_how_it_is_known() {
    let text = Scratch::new().linchpin(&["check", "stablecoin-or-bank", "--assumptions"]).well();
    assert!(text.contains(" inputs: ") && text.contains(" judgement; ") && text.contains("have a range."), "{text}");
    assert!(text.contains("Source: ") && text.contains(": judgement"), "{text}");
}

#[test]
fn ranges_are_counted_before_a_run_and_left_out_where_nobody_wants_them() {
    let scratch = Scratch::new();
    let run =
        |more: &[&str]| scratch.linchpin(&[&["run", "stablecoin-or-bank", "--paths", "500"], more].concat()).well();
    assert!(run(&["--dry-run"]).contains("inputs have a range"));
    assert!(!run(&["--dry-run", "--no-ranges"]).contains("inputs have a range"));
    let (with, without) = (run(&["--json"]), run(&["--json", "--no-ranges"]));
    assert!(with.contains("\"ranges\": {") && !without.contains("\"ranges\""), "{without}");
}
