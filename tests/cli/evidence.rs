//! `evidence`: its folder, its page, and what it refuses.

use std::fs;
use std::path::Path;

use crate::scratch::Scratch;

/// A file of the evidence that comes with the project.
fn shipped(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("evidence").join(name).to_string_lossy().into_owned()
}

fn words<'w>(failures: &'w str, exposure: &'w str, more: &[&'w str]) -> Vec<&'w str> {
    [&["evidence", failures, "--exposure", exposure], more].concat()
}

#[test]
fn evidence_makes_a_folder_whose_bytes_the_tables_alone_decide() {
    let (failures, exposure) = (shipped("exchange_failures.csv"), shipped("exposure.csv"));
    let scratch = Scratch::new();
    let page = scratch.linchpin(&words(&failures, &exposure, &[])).well();
    assert!(page.contains("top-10-loss") && page.contains("include output/evidence/evidence.toml"), "{page}");
    scratch.linchpin(&words(&failures, &exposure, &["--out", "again"])).well();
    for name in ["evidence.toml", "evidence.json", "evidence.txt", "hazards.csv", "run.json"] {
        let [first, second] =
            ["output/evidence", "again"].map(|folder| fs::read(scratch.path().join(folder).join(name)));
        assert_eq!(first.unwrap(), second.unwrap(), "{name}");
    }
}

#[test]
fn evidence_is_replaced_only_when_asked() {
    let (failures, exposure) = (shipped("exchange_failures.csv"), shipped("exposure.csv"));
    let scratch = Scratch::new();
    scratch.linchpin(&words(&failures, &exposure, &["--out", "e"])).well();
    scratch.linchpin(&words(&failures, &exposure, &["--out", "e"])).fails_with(2);
    scratch.linchpin(&words(&failures, &exposure, &["--out", "e", "--force", "--as-of", "2021-12-31"])).well();
    assert!(fs::read_to_string(scratch.path().join("e/evidence.json")).unwrap().contains("\"as_of\": \"2021-12-31\""));
}

#[test]
fn a_table_that_is_refused_exits_with_3_and_nothing_is_written() {
    let scratch = Scratch::new();
    scratch.write("f.csv", "id,event_date,failure_type,outcome_class\na,2022-11-08,frod,customers_lost\n");
    let error = scratch.linchpin(&["evidence", "f.csv", "--out", "e"]).fails_with(3);
    assert!(error.contains("f.csv:2:14: \"frod\" in column \"failure_type\" is not one of hack"), "{error}");
    scratch.linchpin(&["evidence", "nowhere.csv"]).fails_with(3);
    scratch.linchpin(&["evidence", "f.csv", "--as-of", "yesterday"]).fails_with(2);
    scratch.linchpin(&["evidence", "f.csv", "--horizon-days", "0"]).fails_with(2);
    assert_eq!(scratch.entries(), ["f.csv"]);
}
