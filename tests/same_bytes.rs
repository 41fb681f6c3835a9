//! The same seed gives the same bytes on any vectors, whatever the market: each kind that the processor
//! has is forced in turn, and the files of whole runs are compared.

use std::fs;
use std::path::Path;
use std::process::Command;

use linchpin::numeric::vector::Vectors;

/// What a run writes of figures and of single paths.
fn run(scenario: &Path, words: &[&str], vectors: Vectors, threads: &str) -> [Vec<u8>; 2] {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("run");
    let status = Command::new(env!("CARGO_BIN_EXE_linchpin"))
        .arg("run")
        .arg(scenario)
        .args(["--paths", "1500", "--threads", threads, "--paths-out", "csv", "--quiet", "--out"])
        .arg(&out)
        .args(words)
        .env("LINCHPIN_VECTORS", vectors.word())
        .status();
    assert!(status.unwrap().success(), "{} on {vectors:?}", scenario.display());
    ["summary.csv", "paths.csv"].map(|file| fs::read(out.join(file)).unwrap())
}

/// A history for the scenario that wants one.
fn prices() -> String {
    let row = |day: u32| format!("{},{},{}\n", date(day), 2 + day * day % 7, 3 + day * 5 % 11);
    std::iter::once("date,P,Q\n".to_owned()).chain((0..9).map(row)).collect()
}

/// Three days apart.
fn date(row: u32) -> String {
    format!("2025-01-{:02}", 1 + 3 * row)
}

fn agrees(scenario: &str) {
    agrees_on(&fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(scenario)).unwrap(), &[]);
}

fn agrees_on(text: &str, words: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let scenario = folder.path().join("scenario.toml");
    fs::write(&scenario, text).unwrap();
    fs::write(folder.path().join("prices.csv"), prices()).unwrap();
    let mut kinds = Vectors::at_hand().into_iter();
    let first = run(&scenario, words, kinds.next().unwrap(), "1");
    for (vectors, threads) in kinds.zip(["2", "3"]) {
        let same = run(&scenario, words, vectors, threads) == first;
        assert!(same, "{} has other bytes on {vectors:?} with {threads} threads", scenario.display());
    }
}

#[test]
fn student_t_with_stress_and_raises() {
    agrees("benches/headline.toml");
}

#[test]
fn garch_and_jumps() {
    agrees("tests/scenarios/reference/volatile.toml");
}

#[test]
fn a_history_resampled() {
    agrees("tests/scenarios/reference/bootstrap.toml");
}

#[test]
fn everything_at_once_with_five_degrees_of_freedom() {
    agrees("tests/scenarios/reference/everything-daily.toml");
}

/// Names of two classes, some more than fill whole vectors, with such a loss given failure.
fn book(loss_given_failure: &str) -> String {
    let name = |n: usize| {
        let (probability, loading) = if n.is_multiple_of(3) { (0.05, 0.4) } else { (0.01, 0.6) };
        format!(
            "[[counterparty]]\nid = \"n{n}\"\nkind = \"lender\"\nannual_failure_probability = {probability}\n\
             loadings = {{ common = {loading} }}\n[[counterparty.mode]]\nkind = \"default\"\nweight = 1.0\n\
             loss_given_failure = {{ {loss_given_failure} }}\n\
             recovery_delay_days = {{ kind = \"fixed\", value = 700 }}\nrecovery_basis = \"in-kind\"\n"
        )
    };
    let position = |n: usize| format!("{{ asset = \"USD\", custodian = \"n{n}\", weight = 0.01 }},\n");
    let (names, positions): (String, String) = (0..100).map(|n| (name(n), position(n))).unzip();
    format!(
        "schema = 1\nname = \"book\"\n[simulation]\nhorizon_days = 365\nstep_days = 365\nremoval = \"none\"\n\
         [counterparty_copula]\nkind = \"student-t\"\ndof = 4\n\
         [[asset]]\nid = \"USD\"\nprice = 1.0\nvolatility = 0.0\n\
         {names}[[reserve]]\nid = \"book\"\ninitial_value = 1.0\npositions = [\n{positions}]\n"
    )
}

#[test]
fn a_book_in_one_step() {
    agrees_on(&book("kind = \"beta\", mean = 0.45, sd = 0.2"), &[]);
}

#[test]
fn a_book_without_names() {
    agrees_on(&book("kind = \"fixed\", value = 0.45"), &["--no-names"]);
}
