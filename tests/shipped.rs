//! The shipped scenarios against what they claim: textbooks against their exact answers, replays against the evidence.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use linchpin::assessment::{Estimate, Exceedance, Summary};
use linchpin::engine::{Watch, simulate};
use linchpin::scenario::{Options, Scenario};
use linchpin::{AssessOptions, assess};

/// Standard errors within which a simulated figure must lie.
const BAR: f64 = 4.0;

/// Money of a cell when the law of the CreditRisk+ book is added up: it moves figures by less than 0.001%.
const CELL: f64 = 500.0;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn load(name: &str, paths: u64) -> Scenario {
    let file: PathBuf = root().join("scenarios").join(format!("{name}.toml"));
    let options = Options { paths: Some(paths), ..Options::default() };
    Scenario::load(&file, &options).unwrap_or_else(|error| panic!("{error}"))
}

fn summary(scenario: &Scenario) -> Summary {
    assess(scenario, AssessOptions::default(), &Watch::default()).unwrap().assessment.summary
}

/// A figure and the ends of its interval.
fn figure(estimate: Estimate) -> (f64, f64, f64) {
    (estimate.value, estimate.low, estimate.high)
}

fn chance(point: &Exceedance) -> (f64, f64, f64) {
    (point.probability, point.low, point.high)
}

/// A simulated figure must be within so many of its standard errors of the exact one.
fn is_near(what: &str, (value, low, high): (f64, f64, f64), exact: f64) {
    let error = (high - low) / (2.0 * 1.959_964);
    let distance = (value - exact) / error;
    assert!(distance.abs() < BAR, "{what}: {value} is {distance:.1} standard errors from {exact}");
}

/// The chance of each sum of losses of independent obligors, in cells.
fn convolution(book: &[(f64, f64)]) -> Vec<f64> {
    let total: f64 = book.iter().map(|(exposure, _)| exposure / CELL + 1.0).sum();
    let mut law = vec![0.0; total as usize + 1];
    law[0] = 1.0;
    let mut highest = 0;
    for (exposure, probability) in book {
        let cells = (exposure / CELL).round() as usize;
        for place in (0..=highest).rev() {
            let stays = law[place];
            law[place] = stays * (1.0 - probability);
            law[place + cells] += stays * probability;
        }
        highest += cells;
    }
    law
}

/// Exact expected shortfall of a law by cells, the cell on the boundary in part.
fn shortfall(law: &[f64], level: f64) -> f64 {
    let (mut left, mut sum) = (1.0 - level, 0.0);
    for (cell, chance) in law.iter().enumerate().rev() {
        let part = chance.min(left);
        sum += part * cell as f64 * CELL;
        left -= part;
    }
    sum / (1.0 - level)
}

#[test]
fn the_shipped_credit_risk_plus_book_has_its_exact_losses() {
    let rows = csv::Reader::from_path(root().join("scenarios/books/textbook-creditrisk-plus-book.csv")).unwrap();
    let weights =
        csv::Reader::from_path(root().join("scenarios/books/textbook-creditrisk-plus-positions.csv")).unwrap();
    let column = |reader: csv::Reader<std::fs::File>, place: usize| -> Vec<f64> {
        reader.into_records().map(|row| row.unwrap()[place].parse().unwrap()).collect()
    };
    let value = 130_513_072.0;
    let exposures = column(weights, 2).into_iter().map(|weight| weight * value);
    let book: Vec<(f64, f64)> = exposures.zip(column(rows, 3)).collect();
    assert_eq!(book.len(), 25);
    let law = convolution(&book);
    let mean: f64 = book.iter().map(|(exposure, probability)| exposure * probability).sum();
    assert!((mean - 14_221_863.0).abs() < 1.0, "the manual's expected loss: {mean}");
    let figures = summary(&load("textbook-creditrisk-plus", 400_000));
    let loss = &figures.reserves[0].loss;
    is_near("expected loss", figure(loss.mean), mean / value);
    // The figures of the documentation, on a grid of 5,000.
    let stated = [38_994_212.0, 48_037_633.0, 51_535_398.0, 58_351_824.0];
    for (at, stated) in loss.es.iter().zip(stated) {
        let exact = shortfall(&law, at.level);
        assert!((exact / stated - 1.0).abs() < 1e-3, "ES {}: {exact}, the documentation says {stated}", at.level);
        is_near(&format!("ES {}", at.level), figure(at.estimate), exact / value);
    }
    for point in &loss.exceedance {
        let first = (point.loss * value / CELL).floor() as usize + 1;
        let exact: f64 = law[first..].iter().sum();
        is_near(&format!("P(L > {})", point.loss), chance(point), exact);
    }
}

#[test]
fn the_shipped_pool_fails_as_often_as_the_textbook_says() {
    let exact = [0.692804693, 0.192300441, 0.068462459, 0.027267880, 0.011373750, 0.004770048, 0.001944889];
    let figures = summary(&load("textbook-homogeneous-pool", 400_000));
    for joint in figures.joint_failures.iter().filter(|joint| joint.count < 7) {
        is_near(&format!("P({} fail)", joint.count), figure(joint.probability), exact[joint.count as usize]);
    }
    is_near("expected loss", figure(figures.reserves[0].loss.mean), 0.05);
    for point in &figures.reserves[0].loss.exceedance {
        let most = (point.loss * 10.0).floor() as usize;
        let exact = 1.0 - exact[..=most].iter().sum::<f64>();
        is_near("P(L > x)", chance(point), exact);
    }
}

/// A row of a table of the evidence: cells by column.
type Row = BTreeMap<String, String>;

fn rows(file: &str) -> Vec<Row> {
    let reader = csv::Reader::from_path(root().join("evidence").join(file)).unwrap();
    reader.into_deserialize().map(Result::unwrap).collect()
}

/// The events that a replay's pool counts.
fn failures(replay: &str, pool: &str) -> f64 {
    let scenario = load(replay, 1);
    scenario.pools().iter().find(|found| found.id == pool).unwrap().failures
}

#[test]
fn replays_count_what_had_happened_by_their_day_and_no_more() {
    let exchanges = rows("exchange_failures.csv");
    let count = |from: &str, to: &str, holds: &dyn Fn(&Row) -> bool| {
        let lost = exchanges.iter().filter(|row| row["outcome_class"] == "customers_lost");
        lost.filter(|row| (from..=to).contains(&row["event_date"].as_str()) && holds(row)).count() as f64
    };
    let top = |row: &Row| row["tier_at_event"] == "top10" && row["kind"] == "exchange";
    let lender = |row: &Row| row["kind"] == "lender" && row["failure_type"] == "insolvency";
    let (gox, ftx) = (count("2011-07-01", "2014-01-31", &top), count("2018-01-01", "2022-10-31", &top));
    assert_eq!(gox, failures("replay-mt-gox-2014", "top-10-loss"));
    assert_eq!(ftx, failures("replay-ftx-2022", "offshore-loss"));
    assert_eq!(count("2020-01-01", "2022-05-31", &lender), failures("replay-celsius-2022", "large-lenders"));
    // Each replay is told of its own failure as soon as the day is later.
    assert_eq!(count("2011-07-01", "2014-02-28", &top), gox + 1.0);
    assert_eq!(count("2018-01-01", "2022-11-30", &top), ftx + 1.0);
}

#[test]
fn replays_of_stablecoins_count_what_had_happened_by_their_day() {
    let coins = rows("stablecoin_depegs.csv");
    let count = |to: &str, wanted: [(&str, &str); 2]| {
        let holds = |row: &Row| wanted.iter().all(|(column, cell)| row[*column] == *cell);
        coins.iter().filter(|row| row["event_date"].as_str() <= to && holds(row)).count() as f64
    };
    let algorithmic = count("2022-04-30", [("mechanism", "algorithmic"), ("final_outcome", "never")]);
    assert_eq!(algorithmic, failures("replay-terra-2022", "algorithmic-end"));
    let by_bank = count("2023-02-28", [("mechanism", "fiat_reserve"), ("cause", "bank")]);
    assert_eq!(by_bank, failures("replay-usdc-2023", "fiat-bank"));
    let ended = count("2023-02-28", [("mechanism", "fiat_reserve"), ("final_outcome", "never")]);
    assert_eq!(ended, failures("replay-usdc-2023", "fiat-end"));
}

#[test]
fn a_real_outcome_stands_where_its_paths_say() {
    let scenario = load("replay-celsius-2022", 20_000);
    let outcomes = simulate(&scenario, 2, &Watch::default()).unwrap();
    let figures = summary(&scenario);
    for (reserve, yielded) in figures.reserves.iter().zip(&outcomes.reserves) {
        let outcome = reserve.outcome.unwrap();
        let columns = [
            (outcome.liquid, yielded.liquid_loss()),
            (outcome.marked, yielded.loss.clone()),
            (outcome.eventual, yielded.eventual_loss()),
        ];
        for (standing, losses) in columns {
            let standing = standing.unwrap();
            let less = losses.iter().filter(|loss| **loss < standing.loss).count() as f64;
            let as_much = losses.iter().filter(|loss| **loss == standing.loss).count() as f64;
            let share = (less + as_much / 2.0) / losses.len() as f64;
            assert!((standing.percentile.value - share).abs() < 1e-12, "{}: {standing:?}, {share}", reserve.id);
        }
    }
    // Where everything is locked away the liquid loss is whole, and so it is on many paths: they count half.
    let liquid = figures.reserves[0].outcome.unwrap().liquid.unwrap();
    assert!(liquid.loss == 1.0 && liquid.percentile.value < 1.0);
}
