//! Books of counterparties and positions, and histories of prices, from CSV files.

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use linchpin::failure::{Basis, Hazard, Kind};
use linchpin::market::Dynamics;
use linchpin::scenario::{Options, Scenario, ScenarioError};

/// Writes files to a folder and loads its `main.toml`.
fn load(files: &[(&str, &str)]) -> Result<Scenario, ScenarioError> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    load_from(folder.path())
}

fn load_from(folder: &Path) -> Result<Scenario, ScenarioError> {
    Scenario::load(&folder.join("main.toml"), &Options::default())
}

/// Line, column and message of a refusal of a file called `file`.
fn refusal(files: &[(&str, &str)], file: &str) -> (usize, usize, String) {
    let error = load(files).map(|_| ()).unwrap_err();
    let (name, line, column) = error.place().unwrap();
    assert!(name.ends_with(file), "{error}");
    (line, column, error.message())
}

const BOOK: &str = r#"schema = 1
name = "book"
counterparty_file = "book.csv"
[[counterparty]]
id = "first"
kind = "bank"
intensity = 0.1
mode = [{ kind = "failure", loss_given_failure = { kind = "fixed", value = 1.0 } }]
[[reserve]]
id = "all"
initial_value = 100.0
position_file = "positions.csv"
"#;

const COUNTERPARTIES: &str = "id,name,kind,annual_failure_probability,intensity,loss_given_failure_mean,loss_given_failure_sd,\
    recovery_delay_days,recovery_basis,loading.global,loading.asia\n\
    a,Alpha,bank,0.01,,0.4,0.2,90,petition-date,0.5,\n\
    b,,,,0.02,1,0,,,0.3,0.1\n";

const POSITIONS: &str = "asset,custodian,weight\nUSD,a,0.25\nUSD,b,0.5\nUSD,first,0.25\n";

#[test]
fn a_book_comes_after_the_files_own_counterparties() {
    let scenario = load(&[("main.toml", BOOK), ("book.csv", COUNTERPARTIES), ("positions.csv", POSITIONS)]).unwrap();
    let [_, first, a, b] = scenario.counterparties() else { panic!("self, first, a and b") };
    assert_eq!((first.id.as_str(), a.id.as_str(), b.id.as_str()), ("first", "a", "b"));
    assert_eq!((a.name.as_str(), a.kind, b.name.as_str(), b.kind), ("Alpha", Kind::Bank, "b", Kind::Other));
    assert!(matches!(a.modes[0].hazard, Hazard::Rate(rate) if (rate + 0.99_f64.ln()).abs() < 1e-15));
    assert_eq!(b.modes[0].hazard, Hazard::Rate(0.02));
    let recovery = a.modes[0].recovery.as_ref().unwrap();
    assert_eq!((recovery.basis, recovery.delay_days.mean()), (Basis::PetitionDate, 90.0));
    assert!((a.modes[0].loss_given_failure.mean() - 0.4).abs() < 1e-15);
    assert_eq!((b.modes[0].loss_given_failure.min(), b.modes[0].loss_given_failure.max()), (1.0, 1.0));
    assert_eq!(b.modes[0].recovery.as_ref().unwrap().basis, Basis::InKind);
    assert_eq!((a.loadings.len(), b.loadings.len(), scenario.factors().len()), (1, 2, 2));
    assert_eq!(scenario.reserves()[0].positions.len(), 3);
    let in_register: Vec<&str> = scenario.assumptions().iter().map(|entry| entry.address.as_str()).collect();
    assert!(in_register.contains(&"counterparty_file") && !in_register.iter().any(|entry| entry.contains(".a.")));
}

#[test]
fn vaults_of_a_book_need_no_recovery() {
    let vaults = COUNTERPARTIES.replacen("b,,,", "b,,keys,", 1);
    let scenario = load(&[("main.toml", BOOK), ("book.csv", &vaults), ("positions.csv", POSITIONS)]).unwrap();
    assert_eq!(scenario.counterparties()[3].kind, Kind::Keys);
    assert_eq!(scenario.warnings(), []);
}

#[test]
fn a_fault_in_a_book_is_shown_in_its_row_and_column() {
    let book = |csv: &str| refusal(&[("main.toml", BOOK), ("book.csv", csv), ("positions.csv", POSITIONS)], "book.csv");
    let replaced = |from: &str, to: &str| book(&COUNTERPARTIES.replacen(from, to, 1));
    assert_eq!(replaced("0.01", "1.5").0, 2);
    let (line, column, message) = replaced("0.02,1,0", "0.02,x,0");
    assert_eq!((line, column), (3, 11));
    assert_eq!(message, "\"x\" in column \"loss_given_failure_mean\" is not a number");
    assert_eq!(replaced("0.02,1,0", "0.02,,0").2, "this row has nothing in column \"loss_given_failure_mean\"");
    assert_eq!(replaced("0.02,1,0", "0.02,NaN,0").2, "\"NaN\" in column \"loss_given_failure_mean\" is not a number");
    assert_eq!(replaced("b,,", "a,,").2.split(':').next().unwrap(), "the counterparty \"a\" is defined twice");
    assert_eq!(replaced("b,,", "b,").2, "this row has 10 cells where the header has 11");
    let (line, column, message) = replaced("intensity", "intensty");
    assert_eq!((line, column), (1, 41));
    assert_eq!(message, "the column \"intensty\" is not known here: did you mean \"intensity\"?");
    assert_eq!(replaced("loading.asia", "loading.global").2, "the column \"loading.global\" stands twice");
    assert_eq!(replaced(",loss_given_failure_sd", ",name").2, "the column \"name\" stands twice");
    assert!(replaced("petition-date", "=cmd()").2.starts_with("\"=cmd()\" is not one of"));
}

/// The shortest of a few times that a book of so many counterparties takes, for other programs may be at work.
fn shortest_time(counterparties: usize) -> Duration {
    let mut book =
        String::from("id,annual_failure_probability,loss_given_failure_mean,loss_given_failure_sd,loading.global\n");
    let mut positions = String::from("asset,custodian,weight\nUSD,first,0\n");
    for row in 0..counterparties {
        writeln!(book, "name-{row},0.0{},0.4,0.2,0.5", row % 9 + 1).unwrap();
        writeln!(positions, "USD,name-{row},{}", 1.0 / counterparties as f64).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("main.toml", BOOK), ("book.csv", &book), ("positions.csv", &positions)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let times = (0..5).map(|_| {
        let start = Instant::now();
        assert_eq!(load_from(folder.path()).unwrap().counterparties().len(), counterparties + 2);
        start.elapsed()
    });
    times.min().unwrap()
}

#[test]
fn the_time_to_read_a_book_does_not_grow_with_its_square() {
    let (small, large) = (shortest_time(1_000), shortest_time(10_000));
    // Ten times the rows take about ten times as long; with the square they would take a hundred times.
    assert!(large < 40 * small, "1,000 counterparties in {small:?}, 10,000 in {large:?}");
}

const HISTORY: &str = r#"schema = 1
name = "past"
[simulation]
horizon_days = 70
step_days = 7
[market]
history = { file = "prices.csv", mean_block_days = 20 }
[[asset]]
id = "ETH"
price = 1.0
volatility = 0.5
[[asset]]
id = "BTC"
price = 1.0
drift = 0.1
volatility = 0.5
[[asset]]
id = "USDT"
price = 1.0
volatility = 0.0
[[counterparty]]
id = "exchange"
kind = "exchange"
intensity = 0.1
mode = [{ kind = "failure", loss_given_failure = { kind = "fixed", value = 1.0 } }]
[[reserve]]
id = "all"
initial_value = 100.0
positions = [{ asset = "BTC", custodian = "exchange", weight = 1.0 }]
"#;

const PRICES: &str = "date,BTC,other,ETH\n2024-02-23,100,x,10\n2024-03-01,110,x,10\n2024-03-08,99,x,20\n";

#[test]
fn a_history_becomes_rows_of_joint_returns() {
    let scenario = load(&[("main.toml", HISTORY), ("prices.csv", PRICES)]).unwrap();
    let Dynamics::History(history) = &scenario.market().dynamics else { panic!("a history") };
    assert_eq!(history.columns.iter().map(|column| column.0).collect::<Vec<_>>(), [0, 1]);
    let wanted = [[0.0, 1.1_f64.ln()], [2_f64.ln(), 0.9_f64.ln()]];
    for (row, wanted) in wanted.iter().enumerate() {
        for (column, wanted) in wanted.iter().enumerate() {
            assert!((history.returns[(row, column)] - wanted).abs() < 1e-15);
        }
    }
    assert!(history.demean && history.rescale);
    let other = load(&[("main.toml", HISTORY), ("prices.csv", &PRICES.replace("110", "111"))]).unwrap();
    assert_ne!(other.hash(), scenario.hash(), "other prices make another scenario");
}

#[test]
fn a_history_that_can_not_be_used_is_refused() {
    let prices = |from: &str, to: &str| {
        refusal(&[("main.toml", HISTORY), ("prices.csv", &PRICES.replacen(from, to, 1))], "prices.csv")
    };
    assert_eq!(
        prices("2024-03-08", "2024-03-09").2,
        "this row is 8 days after the one before, not 7: rows are `step_days` apart, in order and without holes"
    );
    assert_eq!(prices("2024-03-08", "8.3.2024").2, "\"8.3.2024\" is not a date: write YYYY-MM-DD");
    assert_eq!(prices("99", "0").2, "0 in column \"BTC\" is not a price: it must be above 0");
    assert_eq!(prices("99", "").2, "\"\" in column \"BTC\" is not a number");
    assert_eq!(prices("date", "day").2, "a history of prices has a column \"date\"");
    assert_eq!(prices("other", "BTC").2, "the column \"BTC\" stands twice");
    let main = |from: &str, to: &str| {
        refusal(&[("main.toml", &HISTORY.replacen(from, to, 1)), ("prices.csv", PRICES)], "main.toml")
    };
    assert!(main("id = \"ETH\"", "id = \"SOL\"").2.starts_with("the history has no column for the asset \"SOL\""));
    assert!(
        main("mean_block_days = 20", "mean_block_days = 20, demean = false").2.starts_with("a drift means nothing")
    );
    assert!(main("mean_block_days = 20", "mean_block_days = 0").2.starts_with("0 came where a number above 0"));
    assert!(main("prices.csv", "price.csv").2.contains("can't be read"));
    assert!(
        main("volatility = 0.5", "volatility = 0.5\ngarch = { alpha = 0.1, beta = 0.8 }")
            .2
            .starts_with("`garch` can't stand beside")
    );
    assert!(
        main("volatility = 0.5", "volatility = 0.5\njump_beta = 1.0").2.starts_with("`jump_beta` can't stand beside")
    );
    for beside in [
        "innovations = { kind = \"gaussian\" }",
        "default_correlation = 0.5",
        "jumps = { per_year = 1, mean = 0, sd = 1 }",
    ] {
        let message = main("[market]\n", &format!("[market]\n{beside}\n")).2;
        assert!(message.contains("can't stand beside `history`"), "{message}");
    }
    let flat = PRICES.replace("2024-03-08,99,x,20", "2024-03-08,99,x,10");
    assert!(refusal(&[("main.toml", HISTORY), ("prices.csv", &flat)], "main.toml").2.contains("is constant"));
}
