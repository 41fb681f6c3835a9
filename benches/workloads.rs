//! How long the reference workloads take: `cargo bench`.
//!
//! The unit is psa: nanoseconds for each path × step × asset. Each workload runs once to warm up and
//! then three times; the middle time is printed. `LINCHPIN_BENCH_PATHS` changes the number of paths of
//! the headline workload, `LINCHPIN_BENCH_THREADS` the number of threads (default: all). A word on the
//! command line picks the workloads whose names contain it: `cargo bench -- book`.

mod book;
mod many;

use std::path::Path;
use std::time::Instant;

use linchpin::engine::{Keeping, Run, Watch, simulate_keeping};
use linchpin::numeric::precision::Precision;
use linchpin::scenario::{Options, Scenario};

const RUNS: usize = 3;

fn main() {
    let paths = number_from("LINCHPIN_BENCH_PATHS").unwrap_or(1_000_000);
    let threads = number_from("LINCHPIN_BENCH_THREADS").unwrap_or(0) as usize;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    println!(
        "{:<28} {:>10} {:>8} {:>6} {:>7} {:>10} {:>8}",
        "workload", "paths", "steps", "assets", "reserves", "seconds", "psa"
    );
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let measure_keeping = |name: &str, scenario: &dyn Fn() -> Scenario, keeping, threads| {
        if wanted.as_ref().is_none_or(|wanted| name.contains(wanted.as_str())) {
            measure(name, &scenario(), keeping, threads);
        }
    };
    let measure = |name: &str, scenario: &dyn Fn() -> Scenario, threads| {
        measure_keeping(name, scenario, Keeping::default(), threads);
    };
    let headline = |paths| load(&folder.join("benches/headline.toml"), Some(paths));
    measure("headline", &|| headline(paths), threads);
    measure("headline, one thread", &|| headline(paths / 4), 1);
    let written = tempfile::tempdir().expect("a folder for what is written");
    for reserves in [10, 100] {
        let file = many::write(written.path(), reserves).expect("the reserves can be written");
        let scenario = || load(&file, Some(paths / 10));
        measure(&format!("headline, {reserves} reserves"), &scenario, threads);
    }
    let alem = || load(&folder.join("scenarios/alem-bnb-or-btc.toml"), None);
    measure("alem, scales known", &alem, threads);
    if wanted.as_ref().is_none_or(|wanted| "alem, its pilot".contains(wanted.as_str())) {
        measure_pilot("alem, its pilot", &folder.join("scenarios/alem-bnb-or-btc.toml"), threads);
    }
    let file = book::write(written.path()).expect("the book can be written");
    measure("book of 10,000, one step", &|| load(&file, None), threads);
    let heavy_tailed = book::write_heavy_tailed(written.path()).expect("the book can be written");
    measure("the same book, t copula", &|| load(&heavy_tailed, None), threads);
    let nameless = Keeping { nameless: true, ..Keeping::default() };
    measure_keeping("book without names", &|| load(&file, None), nameless, threads);
    measure_keeping("book without names, t copula", &|| load(&heavy_tailed, None), nameless, threads);
}

fn number_from(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

fn load(file: &Path, paths: Option<u64>) -> Scenario {
    let options = Options { paths, ..Options::default() };
    Scenario::load(file, &options).unwrap_or_else(|error| panic!("{error}"))
}

/// Scales are recalled where the question is the same, so each run asks for a coin of another name.
fn measure_pilot(name: &str, file: &Path, threads: usize) {
    let run = |number: usize| {
        let options = Options { sets: vec![format!("asset.BNB.name=\"coin {number}\"")], ..Options::default() };
        let scenario = Scenario::load(file, &options).unwrap_or_else(|error| panic!("{error}"));
        let begin = Instant::now();
        Run::<f32>::begin(&scenario, threads, &Watch::default()).unwrap_or_else(|error| panic!("{error}"));
        (begin.elapsed().as_secs_f64(), scenario.grid().steps, scenario.assets().len())
    };
    let (_, steps, assets) = run(0);
    let mut seconds: Vec<f64> = (1..=RUNS).map(|number| run(number).0).collect();
    seconds.sort_by(f64::total_cmp);
    let (seconds, paths) = (seconds[RUNS / 2], 200_000);
    let psa = seconds * 1e9 / (f64::from(paths) * steps as f64 * assets as f64);
    println!("{name:<28} {paths:>10} {steps:>8} {assets:>6} {:>7} {seconds:>10.2} {psa:>8.2}", 0);
}

fn measure(name: &str, scenario: &Scenario, keeping: Keeping, threads: usize) {
    let run = || {
        let begin = Instant::now();
        let outcomes = simulate_keeping(keeping, Precision::Single, scenario, threads, &Watch::default())
            .unwrap_or_else(|error| panic!("{error}"));
        (begin.elapsed().as_secs_f64(), outcomes.paths)
    };
    run();
    let mut seconds: Vec<f64> = (0..RUNS).map(|_| run().0).collect();
    seconds.sort_by(f64::total_cmp);
    let (paths, steps, assets) = (scenario.simulation().paths, scenario.grid().steps, scenario.assets().len());
    let psa = seconds[RUNS / 2] * 1e9 / (paths as f64 * steps as f64 * assets as f64);
    let reserves = scenario.reserves().len();
    println!("{name:<28} {paths:>10} {steps:>8} {assets:>6} {reserves:>7} {:>10.2} {psa:>8.2}", seconds[RUNS / 2]);
}
