//! `sweep` and `break-even`: figures over the values of inputs.

use serde_json::Value;

use crate::scratch::{SMALL, Scratch};

const NORTH: &str = "counterparty.north.annual_failure_probability";

fn summary(scratch: &Scratch, folder: &str) -> Value {
    let path = scratch.path().join("output").join(folder).join("summary.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn a_sweep_is_told_and_leaves_nothing_beside_it() {
    let scratch = Scratch::new();
    let over = format!("--over={NORTH}=0.01:0.05:3");
    let words = ["sweep", SMALL, &over, "--paths", "400"];
    let text = scratch.linchpin(&words).well();
    assert!(text.contains("3 points from 3 simulations"), "{text}");
    let found = summary(&scratch, "two-exchanges-sweep");
    assert_eq!(found["points"].as_array().unwrap().len(), 3);
    assert_eq!((&found["axes"][0]["today"], &found["measured"][0]["measure"]), (&0.03.into(), &"loss-es99".into()));
    assert!(!scratch.path().join("output/two-exchanges-sweep.partial.json").exists());
    for language in ["ru", "kk"] {
        scratch.linchpin(&[&words[..], &["--lang", language, "--width", "400", "--quiet"]].concat()).well();
    }
    let maps = ["--over=reserve.two.weight.BTC@north=0.2:0.8:3", "--measure=es99@two", "--quiet"];
    scratch.linchpin(&[&words[..], &maps].concat()).well();
    assert_eq!(summary(&scratch, "two-exchanges-sweep")["points"].as_array().unwrap().len(), 9);
}

#[test]
fn a_sweep_that_cant_be_is_refused() {
    let scratch = Scratch::new();
    assert!(scratch.linchpin(&["sweep", SMALL]).fails_with(2).contains("say what to sweep over"));
    let error = scratch.linchpin(&["sweep", SMALL, "--over", "asset.BTC.volatility=1:2"]).fails_with(2);
    assert!(error.contains("from:to:steps"), "{error}");
    let over = format!("{NORTH}=0.5:1.5:3");
    let error = scratch.linchpin(&["sweep", SMALL, "--over", &over]).fails_with(3);
    assert!(error.contains(&format!("at {NORTH}=1:")), "{error}");
    let file = scratch.path().join("points.json");
    std::fs::write(&file, "{").unwrap();
    let over = format!("{NORTH}=0.1:0.5:3");
    let error = scratch.linchpin(&["sweep", SMALL, "--over", &over, "--resume", "points.json"]).fails_with(3);
    assert!(error.contains("points.json can't be used to go on: it is damaged"), "{error}");
}

#[test]
fn a_reserve_that_is_worse_even_if_nothing_fails_is_told_so_with_the_part_of_the_market() {
    let scratch = Scratch::new();
    let sinking =
        "[[asset]]\nid = \"SINKING\"\nprice = 1.0\ndrift = -0.4\nvolatility = 0.5\n\n[[counterparty]]\nid = \"north\"";
    let text = scratch.linchpin(&["scenarios", "--show", SMALL]).well();
    let text = text.replace("[[counterparty]]\nid = \"north\"", sinking);
    let text = text
        .replace("\"BTC\", custodian = \"north\", weight = 1.0", "\"SINKING\", custodian = \"north\", weight = 1.0");
    scratch.write("sinking.toml", &text);
    let words = ["break-even", "sinking.toml", "one", "two", "--paths", "4000", "--in", "mean", "--no-ranges"];
    let said = scratch.linchpin(&words).well();
    let told = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let worse = "there is no tie. “All at North” is worse than “Half at each” even if North Exchange never fails";
    assert!(told.contains(worse) && told.contains("would be there without any failure"), "{said}");
    let found = &summary(&scratch, "two-exchanges-break-even")["measures"][0];
    let [today, market] = ["today", "market"].map(|key| found[key]["value"].as_f64().unwrap());
    // Nearly all of it is the coin that sinks: 1 − exp(−0.4) a year.
    assert!(today < 0.0 && (market / today - 1.0).abs() < 0.2, "{today} {market}");
}

#[test]
fn a_map_says_where_two_reserves_tie_and_what_it_is_drawn_over() {
    let scratch = Scratch::new();
    let words = ["break-even", SMALL, "one", "two", "--paths", "300", "--in", "cost", "--in", "ce2"];
    let text = scratch.linchpin(&words).well();
    assert!(text.contains("“All at North”"), "{text}");
    let found = summary(&scratch, "two-exchanges-break-even");
    let of_group = "group.north.annual_failure_probability";
    assert_eq!((&found["x"]["address"], &found["x"]["chosen"]), (&of_group.into(), &true.into()));
    let flat = text.replace('\n', " ");
    assert!(flat.contains("yearly chance that a firm of the group North Exchange fails"), "{text}");
    assert_eq!(found["measures"].as_array().unwrap().len(), 2);
    for language in ["ru", "kk"] {
        scratch.linchpin(&[&words[..], &["--lang", language, "--width", "400", "--quiet"]].concat()).well();
    }
    assert!(scratch.linchpin(&["break-even", SMALL, "one"]).fails_with(2).contains("say which two reserves"));
    let error = scratch.linchpin(&["break-even", SMALL, "one", "three"]).fails_with(3);
    assert!(error.contains("no reserve `three`: it has one, two"), "{error}");
}
