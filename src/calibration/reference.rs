//! The prices and estimates of other programs, where they are: they are no part of the project.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::file::read;
use super::{Gaps, Prices, Window};

/// The reference and its prices; `None`, with a word on it, where they are not there.
pub(super) fn load() -> Option<(Value, Source)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/market");
    let Ok(text) = fs::read_to_string(folder.join("reference_calibration.json")) else {
        println!("skipped: {} is not there", folder.display());
        return None;
    };
    Some((serde_json::from_str(&text).unwrap(), Source(folder)))
}

/// Where prices come from.
pub(super) struct Source(pub PathBuf);

impl Source {
    /// Daily log returns of an asset between the days of its first and last price.
    pub fn returns(&self, asset: &str, from: &str, to: &str) -> Vec<f64> {
        let file = read(&self.0.join("prices").join(format!("{asset}.csv")), |_| true).unwrap();
        let window = Window { from: Some(from.parse().unwrap()), to: Some(to.parse().unwrap()), years: None };
        let (prices, _) = Prices::join(&[file], window, Gaps::Leave).unwrap();
        prices.returns(1, 0)[0].iter().flatten().copied().collect()
    }
}
