//! `what-if`, `reverse` and `sensitivity`: from an event to the loss, and back.

use serde_json::Value;

use crate::scratch::Scratch;

#[test]
fn a_decision_of_an_authority_is_told_with_its_rest() {
    let scratch = Scratch::new();
    let words = ["what-if", "thirty-six-exchanges", "regulator"];
    let text = scratch.linchpin(&words).well();
    assert!(text.contains("One decision of The regulator takes 42% of"), "{text}");
    assert!(text.contains("25 further fail"), "{text}");
    let found =
        std::fs::read_to_string(scratch.path().join("output/thirty-six-exchanges-what-if/summary.json")).unwrap();
    let found: Value = serde_json::from_str(&found).unwrap();
    assert_eq!(found["nodes"].as_array().unwrap().len(), 37);
    assert_eq!((&found["is_decision"], &found["paths"]), (&true.into(), &Value::Null));
    for language in ["ru", "kk"] {
        scratch.linchpin(&[&words[..], &["--lang", language, "--quiet"]].concat()).well();
    }
}

#[test]
fn a_failure_that_is_not_there_is_told_what_is_near() {
    let scratch = Scratch::new();
    let refused = scratch.linchpin(&["what-if", "two-exchanges", "nroth"]);
    assert!(refused.fails_with(3).contains("did you mean \"north\"?"));
    assert!(scratch.linchpin(&["what-if", "two-exchanges"]).fails_with(2).contains("say who fails"));
}

#[test]
fn a_loss_is_told_from_its_ways() {
    let scratch = Scratch::new();
    let words = ["reverse", "two-exchanges", "--paths", "4000", "--loss", "0.7", "--probability", "0.2"];
    let text = scratch.linchpin(&[&words[..], &["--reserve", "two"]].concat()).well();
    assert!(text.contains("the market alone") && text.contains("times as high as stated"), "{text}");
    for language in ["ru", "kk"] {
        scratch.linchpin(&[&words[..], &["--lang", language, "--quiet"]].concat()).well();
    }
    let found = std::fs::read_to_string(scratch.path().join("output/two-exchanges-reverse/summary.json")).unwrap();
    let found: Value = serde_json::from_str(&found).unwrap();
    assert_eq!((found["reserves"].as_array().unwrap().len(), &found["paths"]), (2, &4000.into()));
    let near = scratch.linchpin(&["reverse", "two-exchanges", "--loss", "0.5", "--reserve", "twoo"]).fails_with(3);
    assert!(near.contains("did you mean \"two\"?"), "{near}");
}

/// One exchange whose chance is known least.
const RANGED: &str = r#"
schema = 1
name = "ranged"
simulation = { paths = 4096, seed = 1, step_days = 365 }
market.innovations = { kind = "gaussian" }
asset = [{ id = "BTC", price = 60_000.0, volatility = { value = 0.5, low = 0.4, high = 0.6 } }]
counterparty = [{ id = "north", kind = "exchange", annual_failure_probability = { value = 0.03, low = 0.01, high = 0.2 }, mode = [
  { kind = "fraud", weight = 1.0, loss_given_failure = { kind = "fixed", value = 1.0 } } ] }]
reserve = [{ id = "all", initial_value = 1_000_000.0, positions = [{ asset = "BTC", custodian = "north", weight = 1.0 }] }]
"#;

#[test]
fn the_deciding_assumption_is_named() {
    let scratch = Scratch::new();
    scratch.write("ranged.toml", RANGED);
    let words = ["sensitivity", "ranged.toml", "--samples", "32"];
    let text = scratch.linchpin(&words).well();
    assert!(text.starts_with("One assumption decides") && text.contains("north: yearly chance"), "{text}");
    for language in ["ru", "kk"] {
        scratch.linchpin(&[&words[..], &["--lang", language, "--threads", "1", "--quiet"]].concat()).well();
    }
    assert!(scratch.linchpin(&["sensitivity", "ranged.toml", "--of", "es"]).fails_with(2).contains("needs a level"));
    let none = scratch.linchpin(&["sensitivity", "two-exchanges"]).fails_with(3);
    assert!(none.contains("no ranged inputs"), "{none}");
}
