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
