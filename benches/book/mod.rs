//! The large book of the benches: written when it is needed, for it is a megabyte of invented figures.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// How many names the book has.
const NAMES: usize = 10_000;

/// What stands around the names.
const SCENARIO: &str = include_str!("../large-book.toml");

/// Writes the scenario, its book and its positions into `folder`; returns the scenario's path.
///
/// Yearly probabilities run from 0.2% to 5% in an order that looks shuffled, losses given failure are 45%, and
/// every tenth name is owed ten times as much as the others.
pub fn write(folder: &Path) -> io::Result<PathBuf> {
    let mut book =
        String::from("id,annual_failure_probability,loss_given_failure_mean,loss_given_failure_sd,loading.credit\n");
    let mut positions = String::from("asset,custodian,weight\n");
    let total: usize = (0..NAMES).map(share).sum();
    for name in 0..NAMES {
        // 7,919 is prime to 1,000: the remainders visit every thousandth once.
        let rank = (name * 7_919) % 1_000;
        let probability = 0.002 + 0.048 * rank as f64 / 999.0;
        let weight = share(name) as f64 / total as f64;
        writeln!(book, "name-{name:05},{probability},0.45,0,0.45").map_err(io::Error::other)?;
        writeln!(positions, "USD,name-{name:05},{weight}").map_err(io::Error::other)?;
    }
    fs::write(folder.join("book.csv"), book)?;
    fs::write(folder.join("positions.csv"), positions)?;
    let scenario = folder.join("large-book.toml");
    fs::write(&scenario, SCENARIO)?;
    Ok(scenario)
}

/// Writes the same under a t copula beside it; returns that scenario's path.
pub fn write_heavy_tailed(folder: &Path) -> io::Result<PathBuf> {
    let scenario = folder.join("heavy-tailed-book.toml");
    fs::write(&scenario, format!("{SCENARIO}\n[counterparty_copula]\nkind = \"student-t\"\ndof = 4\n"))?;
    Ok(scenario)
}

/// What a name is owed, in parts of the whole.
const fn share(name: usize) -> usize {
    if name.is_multiple_of(10) { 10 } else { 1 }
}
