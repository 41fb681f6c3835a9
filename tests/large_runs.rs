//! Runs that keep only their first paths and count the rest, held against the same runs with every path kept.

use std::path::Path;

use linchpin::assessment::{Assessment, Distribution, ReserveFigures};
use linchpin::engine::{Keeping, Run, Watch, most_kept};
use linchpin::outcome::Outcomes;
use linchpin::scenario::{Options, Scenario};
use linchpin::{AssessOptions, assess};

const PATHS: u64 = 60_000;
/// Eight tasks.
const KEPT: u64 = 16_384;
/// Width of the bins in which all paths are counted.
const BIN: f64 = 1.0 / 16_384.0;

fn headline() -> Scenario {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/headline.toml");
    Scenario::load(&file, &Options { paths: Some(PATHS), ..Options::default() }).unwrap()
}

fn assessment(kept_paths: Option<u64>) -> Assessment {
    let options = AssessOptions { kept_paths, ..AssessOptions::default() };
    assess(&headline(), options, &Watch::default()).unwrap().assessment
}

/// The paths of a run that was made in parts on some threads.
fn counted_in_parts(parts: &[u64], threads: usize) -> Outcomes {
    let scenario = headline();
    let mut run = Run::<f32>::begin_keeping(
        &scenario,
        Keeping { paths: Some(KEPT), ..Keeping::default() },
        threads,
        &Watch::default(),
    )
    .unwrap();
    for paths in parts {
        run.extend(*paths, &Watch::default()).unwrap();
    }
    run.finish()
}

fn distributions(reserve: &ReserveFigures) -> [(&'static str, &Distribution); 7] {
    [
        ("loss", &reserve.loss),
        ("liquid loss", &reserve.liquid_loss),
        ("eventual loss", &reserve.eventual_loss),
        ("market alone", &reserve.market_alone),
        ("drawdown", &reserve.max_drawdown),
        ("drawdown of the market alone", &reserve.market_alone_drawdown),
        ("X", &reserve.counterparty_cost.marked),
    ]
}

fn is_same(name: &str, stored: &Distribution, counted: &Distribution) {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-11;
    assert!(near(stored.mean.value, counted.mean.value) && near(stored.sd, counted.sd), "{name}: mean or spread");
    // Which group a tail shares is told from the kept paths, so flags may differ.
    let var = |figures: &Distribution| figures.var.iter().map(|at| (at.estimate, at.tail_paths)).collect::<Vec<_>>();
    assert_eq!(var(stored), var(counted), "{name}: VaR");
    assert_eq!(stored.exceedance, counted.exceedance, "{name}: chances of more");
    for (stored, counted) in stored.es.iter().zip(&counted.es) {
        let (a, b) = (stored.estimate, counted.estimate);
        assert!(near(a.value, b.value) && near(a.low, b.low) && near(a.high, b.high), "{name}: {a:?} is not {b:?}");
        assert_eq!(stored.tail_paths, counted.tail_paths, "{name}");
    }
    for (stored, counted) in stored.quantiles.iter().zip(&counted.quantiles) {
        let apart = counted.estimate.value - stored.estimate.value;
        assert!((0.0..=BIN).contains(&apart), "{name}: {stored:?} is not {counted:?}");
    }
}

#[test]
fn counted_paths_have_the_tails_of_stored_ones_and_their_quantiles_within_a_bin() {
    let (stored, counted) = (assessment(None), assessment(Some(KEPT)));
    let (a, b) = (&stored.summary.reserves[0], &counted.summary.reserves[0]);
    for ((name, stored), (_, counted)) in distributions(a).into_iter().zip(distributions(b)) {
        is_same(name, stored, counted);
    }
    assert_eq!(a.terminal_value, b.terminal_value);
    assert_eq!(a.shortfall_probability, b.shortfall_probability);
    assert_eq!(a.days_under_water.quantiles, b.days_under_water.quantiles);
    assert_eq!(a.days_under_water.mean, b.days_under_water.mean);
    let means =
        |reserve: &ReserveFigures| reserve.attribution[0].by_channel.iter().map(|part| part.mean).collect::<Vec<_>>();
    assert_eq!(means(a), means(b));
    let own = |all: &Assessment| all.summary.counterparties[0].own_failure_probability;
    assert_eq!(own(&stored), own(&counted));
}

#[test]
fn a_run_that_counts_says_on_how_many_paths_each_figure_rests() {
    let summary = assessment(Some(KEPT)).summary;
    assert_eq!((summary.run.paths, summary.run.kept_paths), (PATHS, Some(KEPT)));
    assert!(summary.warnings[0].contains("all 60,000 paths") && summary.warnings[0].contains("first 16,384 of them"));
    let last_two: Vec<u64> = summary.reserves[0].convergence.iter().rev().take(2).map(|row| row.paths).collect();
    assert_eq!(last_two, [PATHS, KEPT]);
    let whole = assessment(None).summary;
    assert_eq!((whole.run.kept_paths, whole.warnings.iter().any(|words| words.contains("rest on all"))), (None, false));
}

#[test]
fn neither_threads_nor_parts_of_a_run_show_in_what_is_counted() {
    let whole = counted_in_parts(&[PATHS], 1);
    let parts = counted_in_parts(&[10_240, 20_480, 43_008, PATHS], 3);
    assert_eq!(whole.kept, KEPT as usize);
    assert_eq!(whole.reserves[0].all, parts.reserves[0].all);
    assert_eq!(whole.reserves[0].loss, parts.reserves[0].loss);
    assert_eq!(whole.reserves[0].cell_means, parts.reserves[0].cell_means);
    assert_eq!((whole.own_crossings, whole.paths), (parts.own_crossings, parts.paths));
}

#[test]
fn of_many_reserves_each_keeps_fewer_paths() {
    assert_eq!(most_kept(1, None), 1 << 23);
    assert_eq!(most_kept(10, None), (1 << 23) / 10 / 2048 * 2048);
    assert_eq!(most_kept(1000, None), 1 << 18);
    assert_eq!(most_kept(1, Some(5000)), 4096);
}
