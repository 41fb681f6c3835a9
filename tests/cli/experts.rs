//! `compare --assumptions`: two experts.

use crate::scratch::{SMALL, Scratch};

const NORTH: &str = "counterparty.north.annual_failure_probability";
const LOSS: &str = "counterparty.north.mode.insolvency.loss_given_failure.max";

fn files(scratch: &Scratch) {
    let a = "title = \"The optimist <b>\"\nscenario = \"two-exchanges\"\nsource = \"judgement\"\n[assumptions]\n";
    scratch
        .write("a.toml", &format!("{a}\"{NORTH}\" = {{ value = 0.01, low = 0.005, high = 0.03 }}\n\"{LOSS}\" = 0.6\n"));
    let b = "[assumptions]\n";
    scratch.write("b.toml", &format!("{b}\"{NORTH}\" = {{ value = 0.2, low = 0.1, high = 0.3 }}\n\"{LOSS}\" = 0.9\n"));
}

#[test]
fn two_experts_are_told_apart_by_the_assumption_that_does_it() {
    let scratch = Scratch::new();
    files(&scratch);
    let words = ["compare", "--assumptions", "a.toml", "b.toml", "--paths", "4000"];
    let text = scratch.linchpin(&words).well();
    let told = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = "“North Exchange: yearly chance” sets “The optimist <b>” and “b” apart most";
    assert!(told.starts_with(title), "{text}");
    assert!(text.contains("higher") && text.contains("2 values differ"), "{text}");
    assert!(text.lines().count() <= 30 && text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let folder = format!("output/{SMALL}-experts");
    let found = scratch.json(&format!("{folder}/summary.json"));
    assert_eq!((&found["verb"], &found["runs"], &found["disputed"]), (&"experts".into(), &4.into(), &2.into()));
    assert_eq!(found["inputs"][0]["a"]["source"], "judgement");
    let cost = &found["measured"][0];
    assert_eq!((&cost["measure"], &cost["swaps"][0]["address"]), (&"cost-mean-per-year".into(), &NORTH.into()));
    for file in ["report.html", "charts/experts.svg", "tables/inputs.csv", "tables/answers.md", "tables/swaps.tex"] {
        assert!(!scratch.read(&format!("{folder}/{file}")).is_empty(), "{file}");
    }
    assert!(!scratch.read(&format!("{folder}/report.html")).contains("optimist <b>"));
    for language in ["ru", "kk"] {
        scratch.linchpin(&[&words[..], &["--lang", language, "--width", "400", "--quiet"]].concat()).well();
    }
}

#[test]
fn a_figure_of_nobody_is_refused() {
    let scratch = Scratch::new();
    let words =
        ["compare", "--assumptions", "as-offshore-exchange", "as-licensed-exchange", "--measure", "cost@nobody"];
    let error = scratch.linchpin(&words).fails_with(3);
    assert!(error.contains("no reserve `nobody`: it has bnb-partner"), "{error}");
}

#[test]
fn experts_that_can_not_be_compared_are_refused_with_the_place() {
    let scratch = Scratch::new();
    files(&scratch);
    let refused = |text: &str, words: &[&str], part: &str| {
        scratch.write("b.toml", text);
        let error =
            scratch.linchpin(&[&["compare", "--assumptions", "a.toml", "b.toml"], words].concat()).fails_with(3);
        assert!(error.contains(part), "`{part}` is not said: {error}");
    };
    let line = |line: &str| format!("[assumptions]\n{line}\n");
    refused(&line("\"counterparty.nort.intensity\" = 1"), &[], "b.toml:2:1: the address names \"nort\"");
    refused(&line("\"asset.BTC.volatility\" = \"high\""), &[], "b.toml:2:26: a text came where a number or a range");
    refused(
        &line("\"asset.BTC.drift\" = { value = 1, low = 2, high = 3 }"),
        &[],
        "b.toml:2:21: this range is out of order",
    );
    refused(&line("\"market.default_correlation\" = { value = 0, low = 0, high = 1 }"), &[], "can't be a range");
    refused(&line(&format!("\"{NORTH}\" = 1.5")), &[], "b.toml:2:51: 1.5");
    refused(
        &line("\"reserve.one.initial_value\" = 1"),
        &[],
        "b.toml:2:1: \"reserve.one.initial_value\" is no assumption",
    );
    refused("schema = 1\n", &[], "b.toml:1:1: a file of assumptions has a table [assumptions]");
    refused("[[reserve]]\n", &[], "this is a scenario");
    refused("x = = 1", &[], "b.toml:1:5: this is not TOML");
    let fine = line(&format!("\"{NORTH}\" = 0.1"));
    refused(&format!("scenario = \"stablecoin-or-bank\"\n{fine}"), &[], "say of which with --scenario");
    refused(&fine, &["--measure", "es99@three"], "no reserve `three`: it has one, two");
    refused(&fine, &["--scenario", "nowhere"], "there is no file nowhere");
    let error = scratch.linchpin(&["compare", "--assumptions", "a.toml", "nowhere"]).fails_with(3);
    assert!(error.contains("there is no file nowhere") && error.contains("as-licensed-exchange"), "{error}");
    for (words, part) in [
        (&["compare", "--assumptions", "a.toml"][..], "2 values required"),
        (&["compare", "--assumptions", "a.toml", "b.toml", "c.toml"], "2 values required"),
        (&["compare", SMALL, SMALL, "--assumptions", "a.toml", "b.toml"], "cannot be used with"),
        (&["compare", SMALL, SMALL, "--scenario", SMALL], "cannot be used with"),
        (&["compare", "--scenario", SMALL], "--assumptions"),
        (&["compare", "--assumptions", "a.toml", "b.toml", "--measure", "es"], "es needs a level"),
    ] {
        let error = scratch.linchpin(words).fails_with(2);
        assert!(error.contains(part), "`{part}` is not said: {error}");
    }
}
