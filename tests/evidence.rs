//! The evidence that comes with the project, and tables of a reader's own: counts, cuts, the fragment, and refusals.

use std::fs;
use std::path::{Path, PathBuf};

use linchpin::calendar::Day;
use linchpin::evidence::{
    Counted, Evidence, Failure, Hazard, Question, Tables, parse_exposure, parse_failures, parse_token_falls,
    read_exposure, read_failures, read_token_falls,
};
use linchpin::scenario::{Options, Scenario};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("evidence")
}

fn tables() -> Tables {
    Tables {
        failures: read_failures(&folder().join("exchange_failures.csv")).unwrap_or_else(|error| panic!("{error}")),
        exposure: read_exposure(&folder().join("exposure.csv")).unwrap_or_else(|error| panic!("{error}")),
        tokens: read_token_falls(&folder().join("token_falls.csv")).unwrap_or_else(|error| panic!("{error}")),
    }
}

fn gathered(as_of: Option<&str>) -> Evidence {
    let as_of = as_of.map(|day| day.parse().unwrap());
    Evidence::gather(&tables(), Question { as_of, horizon_days: 365 })
}

fn hazard<'e>(evidence: &'e Evidence, pool: &str) -> &'e Hazard {
    evidence.hazards.iter().find(|hazard| hazard.pool == pool).unwrap_or_else(|| panic!("no pool {pool}"))
}

#[test]
fn the_table_of_hazards_follows_from_the_failures() {
    // The file was reckoned by a program of another hand.
    let kept = fs::read_to_string(folder().join("hazards.csv")).unwrap();
    let made = gathered(None).hazards_csv();
    for (kept, made) in kept.lines().zip(made.lines()) {
        // Behind the figures stand where they come from and how sure they are.
        assert!(kept.starts_with(&format!("{made},")), "{kept} and {made}");
    }
    assert_eq!(kept.lines().count(), made.lines().count());
}

#[test]
fn every_row_says_where_it_comes_from_and_how_sure_it_is() {
    for file in fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension() != Some("csv".as_ref()) {
            continue;
        }
        let mut table = csv::Reader::from_path(&file).unwrap();
        let names = table.headers().unwrap().clone();
        let place =
            |name: &str| names.iter().position(|other| other == name).unwrap_or_else(|| panic!("{file:?}: {name}"));
        let (source, confidence) = (place("source"), place("confidence"));
        for row in table.records().map(Result::unwrap) {
            assert!(!row[source].is_empty(), "{}: {row:?}", file.display());
            // Of a row of several parts it may be told part by part.
            let is_told = ["high", "medium", "low"].iter().any(|word| row[confidence].starts_with(word));
            assert!(is_told, "{}: {row:?}", file.display());
        }
    }
}

#[test]
fn the_counts_are_those_that_were_counted_by_hand() {
    let evidence = gathered(None);
    for (pool, events, years) in [
        ("top-10-loss-to-2017", 3, 55.0),
        ("top-10-loss-since-2018", 1, 85.0),
        ("top-10-loss", 4, 140.0),
        ("top-10-lock-since-2018", 5, 85.0),
        ("offshore-top-10-loss", 1, 80.0),
        ("licensed-exchange-loss", 0, 87.4),
        ("licensed-exchange-lock", 3, 87.4),
        ("licensed-custodian-loss", 1, 60.0),
        ("licensed-firm-loss", 1, 147.4),
        ("mid-exchange-loss", 20, 765.0),
        ("small-exchange-loss", 28, 1275.0),
        ("large-lender-loss", 9, 60.0),
    ] {
        let hazard = hazard(&evidence, pool);
        assert_eq!(hazard.events, events, "{pool}: {:?}", hazard.ids);
        assert!((hazard.exposure_years - years).abs() < 1e-9, "{pool}");
    }
    assert_eq!(evidence.events_outside_exposure.len(), outside_by_hand(), "{:?}", evidence.events_outside_exposure);
}

/// Events of mid and small exchanges before 2018, and one lender's in 2026 would be, were they in a class with years.
fn outside_by_hand() -> usize {
    let failures = read_failures(&folder().join("exchange_failures.csv")).unwrap();
    let counts = |failure: &&Failure| Counted::ALL.iter().any(|kind| kind.holds(failure, None));
    let early = |failure: &&Failure| {
        let unexposed = ["mid-exchange", "small-exchange", "offshore-top-10"];
        failure.day < "2018-01-01".parse::<Day>().unwrap()
            && failure.cohorts.iter().any(|cohort| unexposed.contains(&cohort.as_str()))
    };
    failures.iter().filter(counts).filter(early).count()
}

#[test]
fn the_facts_without_our_columns_are_read_too() {
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/facts");
    if !facts.exists() {
        println!("skipped: {} is not there", facts.display());
        return;
    }
    let failures = read_failures(&facts.join("exchange_failures.csv")).unwrap_or_else(|error| panic!("{error}"));
    let tokens = read_token_falls(&facts.join("native_token_events.csv")).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((failures.len(), tokens.len()), (195, 4));
    let ours = tables().failures;
    for (fact, row) in failures.iter().zip(&ours) {
        assert_eq!((&fact.id, fact.day, fact.recovery_share()), (&row.id, row.day, row.recovery_share()));
    }
}

#[test]
fn what_came_after_the_day_is_cut_off() {
    let evidence = gathered(Some("2021-12-31"));
    assert_eq!(hazard(&evidence, "top-10-loss").events, 3);
    // Four of eight and a half years in ten slots, by days.
    let years = hazard(&evidence, "top-10-loss-since-2018").exposure_years;
    assert!((years - 85.0 * 1461.0 / 3103.0).abs() < 1e-9, "{years}");
    assert_eq!(hazard(&evidence, "large-lender-loss").events, 1);
    let words = evidence.words() + &evidence.fragment("x") + &serde_json::to_string(&evidence).unwrap();
    for later in ["2022-ftx", "celsius", "FTT", "LUNA"] {
        assert!(!words.contains(later), "{later} was not known");
    }
    assert!(evidence.scores.iter().all(|row| row.scored_before.to_string() == "2022-01-01"));
}

#[test]
fn the_same_failure_may_become_known_later_than_it_came() {
    // Hidden from customers for a year.
    let known = |day: &str| gathered(Some(day)).events;
    assert_eq!(known("2023-12-31") - known("2023-12-30"), 2, "Bitbns, and the bridge that fell that day");
}

/// A scenario around the fragment.
const AROUND: &str = r#"schema = 1
name = "around"
include = ["evidence.toml"]
[simulation]
paths = 2000
seed = 1
[[asset]]
id = "BTC"
price = 60_000.0
volatility = 0.5
[[reserve]]
id = "all"
initial_value = 100.0
positions = [
  { asset = "BTC", custodian = "offshore-top-10", weight = 0.4 },
  { asset = "BTC", custodian = "large-lender", weight = 0.3 },
  { asset = "offshore-top-10-token", custodian = "licensed-custodian", weight = 0.3 },
]
"#;

fn around(fragment: &str) -> Scenario {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("evidence.toml"), fragment).unwrap();
    fs::write(folder.path().join("main.toml"), AROUND).unwrap();
    Scenario::load(&folder.path().join("main.toml"), &Options::default())
        .unwrap_or_else(|error| panic!("{error}\n{fragment}"))
}

#[test]
fn a_scenario_that_includes_the_fragment_runs() {
    let evidence = gathered(None);
    let scenario = around(&evidence.fragment("exchange_failures.csv"));
    assert_eq!(scenario.pools().len(), evidence.hazards.len());
    let offshore = scenario.counterparties().iter().find(|one| one.id == "offshore-top-10").unwrap();
    let modes: Vec<&str> = offshore.modes.iter().map(|mode| mode.id.as_str()).collect();
    assert_eq!(modes, ["insolvency", "hack", "regulatory", "lock"]);
    let lenders = scenario.counterparties().iter().find(|one| one.id == "large-lender").unwrap();
    assert_eq!(lenders.loadings.len(), 1);
    assert_eq!(scenario.links().len(), 8);
    let assessed = linchpin::assess(&scenario, linchpin::AssessOptions::default(), &linchpin::engine::Watch::default());
    assert!(assessed.is_ok());
}

#[test]
fn an_early_fragment_runs_too() {
    around(&gathered(Some("2023-09-30")).fragment("failures.csv"));
}

#[test]
fn hostile_names_stay_names() {
    let source = "\"]\n[[counterparty]]\nid = \"\\\u{202e}.csv";
    around(&gathered(None).fragment(source));
    let tokens = "token,event_date,fall\n\"\"\" ] }\n[evil]\",2022-05-09,0.9\n";
    let tokens = parse_token_falls("t.csv", tokens).unwrap();
    let evidence = Evidence::gather(&Tables { tokens, ..tables() }, Question { as_of: None, horizon_days: 365 });
    around(&evidence.fragment("f.csv"));
}

#[test]
fn without_exposure_nothing_is_said_of_hazards() {
    let tables = Tables { failures: tables().failures, ..Tables::default() };
    let evidence = Evidence::gather(&tables, Question { as_of: None, horizon_days: 365 });
    assert!(evidence.hazards.is_empty() && evidence.scores.is_empty() && evidence.clusters.is_empty());
    assert!(!evidence.losses.is_empty() && !evidence.survival.is_empty());
    assert!(evidence.words().contains("give --exposure"));
}

#[test]
fn the_loading_of_the_lenders_is_wide() {
    let evidence = gathered(None);
    let lenders = evidence.clusters.iter().find(|cluster| cluster.cohort == "large-lender").unwrap();
    let counts: Vec<(u32, u32)> = lenders.years.iter().map(|year| (year.failures, year.firms)).collect();
    assert_eq!(counts, [(1, 15), (0, 15), (7, 15), (1, 15)]);
    assert!(lenders.low < 0.4 && lenders.high > 0.8 && (0.4..0.8).contains(&lenders.loading), "{lenders:?}");
}

fn refusal(failures: &str) -> (usize, usize, String) {
    let error = parse_failures("failures.csv", failures).unwrap_err();
    let (name, line, column) = error.place().unwrap_or_else(|| panic!("no place: {error}"));
    assert_eq!(name, "failures.csv");
    (line, column, error.message())
}

const FAILURES: &str = "id,event_date,failure_type,outcome_class,survived,native_token_drawdown_30d_fraction,cohorts,\
    start_of_operation,recovery_known_on\n\
    first,2022-11-08,fraud,customers_lost,no,0.9,big;odd,2019,2026-03\n\
    second,2023-01-18,regulatory,customers_lost,no,,big,,\n";

#[test]
fn a_fault_in_a_table_is_shown_in_its_row_and_column() {
    assert_eq!(parse_failures("failures.csv", FAILURES).unwrap().len(), 2);
    let replaced = |from: &str, to: &str| refusal(&FAILURES.replacen(from, to, 1));
    let words = [
        (
            "fraud",
            "frod",
            "\"frod\" in column \"failure_type\" is not one of hack, insolvency, fraud, regulatory, wind_down, freeze",
        ),
        ("customers_lost", "", "this row has nothing in column \"outcome_class\""),
        ("2022-11-08", "8.11.2022", "\"8.11.2022\" in column \"event_date\" is not a date: write YYYY-MM-DD"),
        ("2022-11-08", "2022-11", "\"2022-11\" in column \"event_date\" is not a date: write YYYY-MM-DD"),
        ("second", "first", "\"first\" in column \"id\" stands twice: an id names one event"),
        (",no,0.9", ",maybe,0.9", "\"maybe\" in column \"survived\" is not one of yes, no"),
        (
            "0.9",
            "90",
            "\"90\" in column \"native_token_drawdown_30d_fraction\" is out of range: write a number from 0 to 1",
        ),
        ("0.9", "NaN", "\"NaN\" in column \"native_token_drawdown_30d_fraction\" is not a number"),
        (
            "big;odd",
            "big;o d",
            "\"big;o d\" in column \"cohorts\" is not an id: write 1 to 64 letters, digits, - and _, not - first",
        ),
        ("2019", "2023", "\"2023\" in column \"start_of_operation\" is after the event"),
        ("2026-03", "2021", "\"2021\" in column \"recovery_known_on\" is before the event"),
        (
            "first",
            "=cmd()",
            "\"=cmd()\" in column \"id\" is not an id: write 1 to 64 letters, digits, - and _, not - first",
        ),
        (
            "outcome_class",
            "outcome_clas",
            "the table has no column \"outcome_class\": is it the one called \"outcome_clas\"?",
        ),
        ("survived", "id", "the column \"id\" stands twice"),
        (",no,0.9", ",no,0.9,0.8", "this row has 10 cells where the header has 9"),
    ];
    for (from, to, wanted) in words {
        assert_eq!(replaced(from, to).2, wanted);
    }
    assert_eq!((replaced("fraud", "frod").0, replaced("fraud", "frod").1), (2, 18));
    assert_eq!(replaced("second", "first").0, 3);
    let unseen = replaced("fraud", "fr\u{202e}aud").2;
    assert_eq!(unseen, "this cell holds a character that isn't seen, \\u{202e}: delete it");
    assert!(replaced("id,", "id;").2.contains("commas stand between columns"));
}

#[test]
fn a_fault_in_the_exposure_is_shown_too() {
    let refusal = |row: &str| {
        let text = format!("cohort,from,to,exposure_years\n{row}\n");
        parse_exposure("exposure.csv", &text).unwrap_err().message()
    };
    assert_eq!(
        refusal("big,2018-01-01,2018-01-01,1"),
        "\"2018-01-01\" in column \"to\" is not after `from`: it is the day after the last"
    );
    assert_eq!(
        refusal("big,2018-01-01,2019-01-01,0"),
        "\"0\" in column \"exposure_years\" is no exposure: write years above 0"
    );
    assert_eq!(refusal("big,2018-01-01,2019-01-01,"), "this row has nothing in column \"exposure_years\"");
    assert_eq!(refusal(",2018-01-01,2019-01-01,1"), "this row has nothing in column \"cohort\"");
    let nothing = parse_exposure("exposure.csv", "cohort,from,to,exposure_years\n").unwrap_err();
    assert_eq!(nothing.to_string(), "exposure.csv has no rows: a table has a header and at least one row");
}
