//! The headline workload with many reserves, each with weights a little different: written when it is
//! needed.

use std::path::{Path, PathBuf};
use std::{fs, io};

const HEADLINE: &str = include_str!("../headline.toml");

/// Writes the scenario into `folder`; returns its path.
pub fn write(folder: &Path, reserves: usize) -> io::Result<PathBuf> {
    let (shared, reserve) = HEADLINE.split_once("[[reserve]]").ok_or_else(|| io::Error::other("no reserve"))?;
    let mut text = shared.to_owned();
    for number in 0..reserves {
        // Under own keys, ether grows at the cost of bitcoin.
        let moved = 0.08 * number as f64 / reserves as f64;
        let changed = reserve
            .replacen("id = \"reserve\"", &format!("id = \"reserve-{number}\""), 1)
            .replacen(
                "custodian = \"self\", weight = 0.087500",
                &format!("custodian = \"self\", weight = {:.6}", 0.0875 - moved),
                1,
            )
            .replacen(
                "custodian = \"self\", weight = 0.050000",
                &format!("custodian = \"self\", weight = {:.6}", 0.05 + moved),
                1,
            );
        text.push_str("[[reserve]]");
        text.push_str(&changed);
    }
    let file = folder.join(format!("headline-{reserves}.toml"));
    fs::write(&file, text)?;
    Ok(file)
}
