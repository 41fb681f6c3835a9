//! The commands around a run.

use crate::scratch::{SHIPPED, Scratch};

#[test]
fn check_explains_every_shipped_scenario_at_80_columns() {
    let scratch = Scratch::new();
    for name in SHIPPED {
        let text = scratch.linchpin(&["check", name]).well();
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        for title in ["The reserves and who holds what", "What is linked to what", "Who can fail", "Warnings"] {
            assert!(text.contains(title), "`{title}` is not said of {name}:\n{text}");
        }
    }
    assert!(scratch.entries().is_empty());
}

#[test]
fn check_says_who_holds_what_and_what_a_failure_does() {
    let text = Scratch::new().linchpin(&["check", "alem-bnb-or-btc"]).well();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "100 million USD (100%) in BNB at Binance Kazakhstan",
        "if Binance should become insolvent",
        "loss of own keys",
        "BNB falls by 93% on average",
        "in money, at the prices of the day of failure",
        "insolvency of Binance Kazakhstan",
        "one loss (FTX 2022) in 80 exchange-years",
        "not an assessment of this firm",
        "Source: ",
        "linchpin run alem-bnb-or-btc",
    ] {
        assert!(text.contains(words), "`{words}` is not said:\n{text}");
    }
}

#[test]
fn check_lists_every_assumption_of_the_default_scenario_where_none_is_named() {
    let text = Scratch::new().linchpin(&["check", "--assumptions"]).well();
    assert!(text.contains("asset.SOL.price = 73.52 USD: measured, confidence medium"), "{text}");
    assert!(text.contains("self.annual_failure_probability = 0.003"), "{text}");
}

#[test]
fn check_says_what_a_pool_of_evidence_counts() {
    let text = Scratch::new().linchpin(&["check", "replay-celsius-2022"]).well();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("1 case of insolvency of a large lender in 36.2 years"), "{text}");
}

#[test]
fn the_scenario_to_start_from_can_be_checked_and_run() {
    let scratch = Scratch::new();
    scratch.linchpin(&["init"]).well();
    assert_eq!(scratch.entries(), ["my-reserve.toml"]);
    scratch.linchpin(&["check", "my-reserve.toml"]).well();
    scratch.linchpin(&["run", "my-reserve.toml", "--paths", "400"]).well();
    assert!(scratch.json("output/my-reserve/summary.json")["reserves"].as_array().unwrap().len() > 1);
}

#[test]
fn init_bears_its_name_and_replaces_nothing() {
    let scratch = Scratch::new();
    scratch.linchpin(&["init", "fund"]).well();
    assert!(scratch.read("fund.toml").contains("name = \"fund\""));
    scratch.write("fund.toml", "mine");
    let error = scratch.linchpin(&["init", "fund"]).fails_with(2);
    assert!(error.contains("--force"), "{error}");
    assert_eq!(scratch.read("fund.toml"), "mine");
    scratch.linchpin(&["init", "fund", "--force"]).well();
    assert!(scratch.read("fund.toml").contains("name = \"fund\""));
}

#[test]
fn a_copy_of_a_shipped_scenario_runs_where_it_stands() {
    let scratch = Scratch::new();
    for name in SHIPPED {
        let copy = format!("my-{name}");
        scratch.linchpin(&["init", &copy, "--from", name]).well();
        let file = format!("{copy}.toml");
        let text = scratch.linchpin(&["check", &file]).well();
        assert_eq!(text.replace(&file, name), scratch.linchpin(&["check", name]).well());
    }
    let entries = scratch.entries();
    let has = |folder: &str| entries.iter().any(|entry| entry == folder);
    assert!(has("library") && !has("assumptions"), "{entries:?}");
}

#[test]
fn the_list_names_every_scenario_and_how_to_run_and_copy_it() {
    let text = Scratch::new().linchpin(&["scenarios"]).well();
    for name in SHIPPED {
        for words in [format!("linchpin run {name}"), format!("--from {name}")] {
            assert!(text.contains(&words), "`{words}` is not said:\n{text}");
        }
    }
}

#[test]
fn tools_print_what_they_promise() {
    let scratch = Scratch::new();
    let schema: serde_json::Value = serde_json::from_str(&scratch.linchpin(&["schema"]).well()).unwrap();
    assert!(schema["$schema"].as_str().unwrap().contains("json-schema.org"), "{schema}");
    assert!(scratch.linchpin(&["completions", "bash"]).well().contains("linchpin"));
    assert!(scratch.linchpin(&["man"]).well().contains(".TH"));
    assert!(scratch.linchpin(&["--version"]).well().starts_with("linchpin "));
    assert!(scratch.linchpin(&["--help"]).well().contains("Exit codes"));
}
