//! Runs that find out by themselves how many paths they take.

use serde_json::Value;

use crate::scratch::{DEFAULT, SMALL, Scratch};

/// All files of a run but `run.json`, which tells times.
const FILES: [&str; 5] = ["summary.json", "summary.csv", "assessment.json", "report.html", "paths.csv"];

/// Half the interval of a figure over the figure.
fn half_width(estimate: &Value) -> f64 {
    let [value, low, high] = ["value", "low", "high"].map(|key| estimate[key].as_f64().unwrap());
    (high - low) / 2.0 / value.abs()
}

/// ES at 99% of each reserve's loss in `summary.json`.
fn shortfalls(summary: &Value) -> Vec<Value> {
    let at_99 = |reserve: &Value| {
        let levels = reserve["loss"]["es"].as_array().unwrap();
        levels.iter().find(|figure| figure["level"] == 0.99).unwrap().clone()
    };
    summary["reserves"].as_array().unwrap().iter().map(at_99).collect()
}

#[test]
fn a_run_until_a_goal_is_the_plain_run_of_as_many_paths() {
    let scratch = Scratch::new();
    for (scenario, goal) in [(SMALL, "es99:1%"), (DEFAULT, "cost-es99:10%")] {
        let words = ["run", scenario, "--paths-out", "csv", "--force", "--out"];
        let until = scratch.linchpin(&[&words[..], &["until", "--until", goal]].concat());
        assert_eq!(until.code, 0, "{}", until.error);
        let record = scratch.json("until/run.json");
        let looks = record["until"]["looks"].as_array().unwrap();
        assert!(looks.len() > 1, "nothing was extended: {record}");
        let paths = record["paths"].to_string();
        scratch.linchpin(&[&words[..], &["plain", "--paths", &paths]].concat()).well();
        for file in FILES {
            assert!(scratch.read(&format!("until/{file}")) == scratch.read(&format!("plain/{file}")), "{file} differs");
        }
        let plain = scratch.json("plain/run.json");
        for key in ["paths", "seed", "scenario_hash", "scenario"] {
            assert_eq!(record[key], plain[key]);
        }
        assert!(plain.get("until").is_none());
    }
}

#[test]
fn a_run_stops_when_every_reserve_has_reached_the_goal() {
    let scratch = Scratch::new();
    let said = scratch.linchpin(&["run", SMALL, "--until", "es99:2%", "--out", "run"]);
    assert!(said.error.starts_with("Running until ES 99% of every reserve is within 2%"), "{}", said.error);
    assert!(said.text.contains("paths: ES 99% of every reserve is within 2%"), "{}", said.text);
    let figures = shortfalls(&scratch.json("run/summary.json"));
    assert!(figures.iter().all(|figure| half_width(figure) <= 0.02), "{figures:?}");
    let record = &scratch.json("run/run.json")["until"];
    assert_eq!(
        (&record["figure"], &record["within"], &record["reached"]),
        (&"loss-es99".into(), &0.02.into(), &true.into())
    );
    for (told, figure) in record["reserves"].as_array().unwrap().iter().zip(&figures) {
        assert_eq!(["value", "low", "high"].map(|key| &told[key]), ["value", "low", "high"].map(|key| &figure[key]));
    }
}

#[test]
fn a_run_ends_at_its_cap_and_says_how_wide_it_still_is() {
    let scratch = Scratch::new();
    let words = ["run", SMALL, "--until", "es99:0.1%", "--most-paths", "15_001", "--json", "--out", "run"];
    let said = scratch.linchpin(&words);
    assert_eq!(said.text, scratch.read("run/summary.json"));
    assert!(said.error.contains("the cap of 15,001 paths") && said.error.contains('±'), "{}", said.error);
    let record = scratch.json("run/run.json");
    assert_eq!((&record["paths"], &record["until"]["reached"]), (&15_001.into(), &false.into()));
    scratch.linchpin(&["run", SMALL, "--paths", "15_001", "--out", "plain"]).well();
    assert!(scratch.read("run/summary.json") == scratch.read("plain/summary.json"));
}

#[test]
fn a_quiet_run_until_a_goal_says_nothing() {
    let scratch = Scratch::new();
    assert_eq!(scratch.linchpin(&["run", SMALL, "--until", "mean:50%", "--most-paths", "3000", "--quiet"]).well(), "");
}

#[test]
fn what_never_happens_is_no_figure_to_wait_for() {
    let scratch = Scratch::new();
    let safe = ["north", "south"].map(|id| format!("counterparty.{id}.annual_failure_probability=0"));
    let words = ["run", SMALL, "--until", "cost:5%", "--set", &safe[0], "--set", &safe[1]];
    let said = scratch.linchpin(&words);
    assert!(said.text.contains("it is 0 on every path in"), "{}", said.text);
    assert_eq!(scratch.json("output/two-exchanges/run.json")["until"]["looks"].as_array().unwrap().len(), 3);
}

#[test]
fn a_dry_run_tells_the_cap() {
    let scratch = Scratch::new();
    let text = scratch.linchpin(&["run", SMALL, "--until", "es99:1%", "--most-paths", "50_000", "--dry-run"]).well();
    for words in ["at most 50,000 paths", "Would stop: once ES 99%", "Memory: at most about", "Time: at most about"] {
        assert!(text.contains(words), "`{words}` is not said:\n{text}");
    }
    assert!(scratch.entries().is_empty());
}

#[test]
fn a_cap_that_does_not_fit_into_memory_exits_with_5() {
    let words = ["run", SMALL, "--until", "es99:1%", "--most-paths", "100_000_000_000_000"];
    let scratch = Scratch::new();
    let said = scratch.linchpin(&words);
    assert_eq!(said.code, 5, "{}", said.error);
    assert!(said.error.contains("--most-paths"), "{}", said.error);
}

#[test]
fn words_that_are_no_goal_exit_with_2_and_are_told_what_is() {
    let scratch = Scratch::new();
    for wrong in ["es99", "es99:1", "es:1%", "es100:1%", "median:1%", "es99:0%", "mean99:1%"] {
        let error = scratch.linchpin(&["run", SMALL, "--until", wrong]).fails_with(2);
        assert!(error.contains("es99:1%"), "{error}");
    }
    scratch.linchpin(&["run", SMALL, "--most-paths", "1000"]).fails_with(2);
    assert!(scratch.entries().is_empty());
}
