//! What is refused, and with which words: a case for each refusal that the pages promise.

use linchpin::scenario::{Options, Scenario};
use serde::Deserialize;

/// The example of the scenario format's page.
const EXAMPLE: &str = include_str!("scenario/example.toml");

#[derive(Deserialize)]
struct Refusals {
    case: Vec<Case>,
}

/// A change of the example, and the first line of the message that it must give.
#[derive(Deserialize)]
struct Case {
    find: String,
    replace: String,
    message: String,
}

fn first_line(text: &str, sets: &[&str]) -> String {
    let options = Options { sets: sets.iter().map(|set| (*set).to_owned()).collect(), ..Options::default() };
    match Scenario::parse(text, "bad.toml", &options) {
        Ok(_) => "it was read".into(),
        Err(error) => error.to_string().lines().next().unwrap_or_default().into(),
    }
}

fn example() -> String {
    EXAMPLE.replace("include = [\"library/market.toml\"]", "include = []")
}

#[test]
fn every_refusal_has_its_words_and_its_place() {
    let refusals: Refusals = toml::from_str(include_str!("scenario/refusals.toml")).unwrap();
    let mut wrong = Vec::new();
    for Case { find, replace, message } in &refusals.case {
        let text = example();
        assert!(text.contains(find), "the example has no {find}");
        let came = first_line(&text.replacen(find, replace, 1), &[]);
        if came != *message {
            wrong.push(format!("{find} => {replace}\n  came:   {came}\n  wanted: {message}"));
        }
    }
    assert!(refusals.case.len() > 100);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_line_at_fault_is_shown_with_carets() {
    let text = example().replace("paths = 100_000", "paths = 1e6");
    let error = Scenario::parse(&text, "bad.toml", &Options::default()).unwrap_err();
    let wanted = "bad.toml:15:9: a whole number is written without point and exponent: write 1_000_000 (in JSON 1000000)\n\
                  15 | paths = 1e6\n   |         ^^^";
    assert_eq!(error.to_string(), wanted);
}

#[test]
fn a_change_that_can_not_be_made_points_into_its_text() {
    let cases = [
        ("asset.BNB.volatility", "--set:1:1: a change is ADDRESS=VALUE, such as --set asset.BNB.volatility=0.7"),
        ("asset.BNC.volatility=1", "--set:1:1: the address names \"BNC\", which is not there: did you mean \"BNB\"?"),
        ("asset.BNB.volatilty=1", "--set:1:1: the key \"volatilty\" is not known here: did you mean \"volatility\"?"),
        ("asset.BNB.volatility=-1", "--set:1:22: -1 is not an amount: write a finite number, 0 or more"),
        ("asset.BNB.price.x=1", "--set:1:1: there is nothing called \"x\" here: this is a number"),
        ("market.correlation.BNB.BTC=2", "--set:1:28: 2 came where a correlation from -1 to 1 is wanted"),
        (
            "reserve.bnb-heavy.weight.BNB@okx=0.5",
            "--set:1:1: the reserve has no position \"BNB@okx\": write asset@custodian, as one of its positions has them",
        ),
        ("reserve.bnb-heavy.weight.BNB@binance=1.5", "--set:1:38: a weight is a number from 0 to 1 (30% is 0.3)"),
        ("simulation.paths=0", "--set:1:18: 0 paths: write 1 or more"),
        ("include=[\"a.toml\"]", "--set:1:1: \"include\" can't be set: files are read before changes are made"),
    ];
    for (set, message) in cases {
        assert_eq!(first_line(&example(), &[set]), message);
    }
    let unquoted = first_line(&example(), &["market.innovations.kind=gaussian"]);
    assert!(
        unquoted.starts_with("--set:1:25: this is not TOML: ") && unquoted.ends_with("'--set ADDRESS=\"text\"'"),
        "{unquoted}"
    );
    let all_else_zero = "reserve.bnb-heavy.weight.BNB@binance=1";
    let refused = first_line(&example(), &[all_else_zero, "reserve.bnb-heavy.weight.BNB@binance=0.5"]);
    assert_eq!(refused, "--set:1:1: the other weights are all 0, so they can't be scaled to keep the sum at 1");
}

#[test]
fn market_jumps_beyond_what_can_be_drawn_are_refused() {
    let after = |jumps: &str| {
        let jumps = format!("market.jumps={{ {jumps} }}");
        first_line(&example(), &["asset.BTC.jump_beta=1", "asset.BNB.jump_beta=1", &jumps])
    };
    assert_eq!(
        after("per_year = 300_000, mean = 0, sd = 0.01"),
        "--set:1:27: 822 jumps a step are more than 500: write shorter steps, or say with volatility what many small \
         moves do"
    );
    assert_eq!(
        after("per_year = 4, mean = -8, sd = 0.1"),
        "--set:1:37: -8 came where a mean log jump from -5 to 5 is wanted"
    );
    assert_eq!(
        after("per_year = 4, mean = -0.1, sd = 9"),
        "--set:1:48: 9 came where a deviation of log jumps from 0 to 5 is wanted"
    );
    assert_eq!(after("per_year = 100_000, mean = 0, sd = 0.01"), "it was read");
}

#[test]
fn a_hazard_that_no_one_could_live_with_is_refused() {
    let kazakh = "counterparty.binance-kazakhstan.intensity";
    assert_eq!(
        first_line(&example(), &[&format!("{kazakh}=1e13")]),
        "--set:1:43: 10000000000000 came where a yearly intensity from 0 to 1e12 is wanted"
    );
    assert_eq!(first_line(&example(), &[&format!("{kazakh}=1e12")]), "it was read");
    assert_eq!(
        first_line(&example(), &["evidence.offshore-top-10.exposure_years=1e-30"]),
        "--set:1:41: this evidence makes a hazard above 1e12 a year: write more years of exposure"
    );
}

#[test]
fn numbers_that_would_end_beyond_all_numbers_are_refused() {
    let cases = [
        (
            "asset.BNB.drift=301",
            "--set:1:17: a drift of 301 over 1.00 years takes the price beyond all numbers: make it smaller",
        ),
        (
            "asset.BNB.volatility=40",
            "--set:1:22: a volatility of 40 is too large for steps of 1 days: write at most 38.21",
        ),
        ("reserve.bnb-heavy.initial_value=1e-200", "--set:1:33: 1e-200 came where a number above 0 is wanted"),
        ("asset.BNB.drift=-300", "it was read"),
        ("asset.BNB.volatility=38", "it was read"),
    ];
    for (set, message) in cases {
        assert_eq!(first_line(&example(), &[set]), message);
    }
}

#[test]
fn json_is_refused_with_its_place_too() {
    let error =
        Scenario::parse("{\n  \"schema\": 1,\n  \"nam\": \"x\"\n}", "bad.json", &Options::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "bad.json:3:3: the key \"nam\" is not known here: did you mean \"name\"?\n3 |   \"nam\": \"x\"\n  |   ^^^^^"
    );
}

#[test]
fn a_file_called_json_is_read_as_json_whatever_stands_in_it() {
    let said = |text: &str| Scenario::parse(text, "bad.json", &Options::default()).unwrap_err().to_string();
    assert!(said("").starts_with("bad.json:1:1: this is not JSON: a value is wanted here"), "{}", said(""));
    assert!(said("[]").starts_with("bad.json:1:1: a scenario is a table of keys and values, { … }"), "{}", said("[]"));
    assert!(said("schema = 1").starts_with("bad.json:1:1: this is not JSON: "), "{}", said("schema = 1"));
}

#[test]
fn an_included_file_that_is_not_text_is_named_as_the_person_knows_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("main.toml"), "schema = 1\ninclude = [\"latin.toml\"]\n").unwrap();
    std::fs::write(folder.path().join("latin.toml"), b"\n\xeb = 1\n").unwrap();
    let error = Scenario::load(&folder.path().join("main.toml"), &Options::default()).unwrap_err();
    assert_eq!(error.place().map(|(_, line, column)| (line, column)), Some((2, 12)));
    let name = folder.path().join("latin.toml");
    assert_eq!(error.message(), format!("{}:2:1: this file is not UTF-8 text: save it as UTF-8", name.display()));
}

#[test]
#[cfg(unix)]
fn an_included_pipe_is_refused_before_anybody_waits_for_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("main.toml"), "schema = 1\ninclude = [\"pipe\"]\n").unwrap();
    assert!(std::process::Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap().success());
    let error = Scenario::load(&folder.path().join("main.toml"), &Options::default()).unwrap_err();
    assert!(error.message().ends_with("pipe is a pipe or device: name an ordinary file"), "{error}");
}

#[test]
fn a_file_that_can_not_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let load = |name: &str| Scenario::load(&folder.path().join(name), &Options::default()).unwrap_err().to_string();
    assert!(load("none.toml").contains("none.toml can't be read"));
    assert!(load(".").contains("is a folder: name the scenario file in it"));
    std::fs::write(folder.path().join("latin.toml"), b"name = \"x\"\ntitle = \"Zo\xeb\"\n").unwrap();
    assert!(load("latin.toml").ends_with("latin.toml:2:12: this file is not UTF-8 text: save it as UTF-8"));
    std::fs::write(folder.path().join("large.toml"), vec![b'#'; (8 << 20) + 1]).unwrap();
    assert!(load("large.toml").ends_with("large.toml is larger than 8 MiB, the limit for such a file"));
}
