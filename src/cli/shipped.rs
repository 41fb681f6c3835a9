//! The scenarios that come with the program: the files below `scenarios/`, inside the binary.

use crate::scenario::{Expert, ScenarioError};

/// The scenario that runs where none is named.
pub const DEFAULT: &str = "alem-bnb-or-btc";

macro_rules! files {
    ($($path:literal,)*) => {
        /// Every file below `scenarios/`: its path there, with `/`, and its text.
        pub const FILES: &[(&str, &str)] = &[
            $(($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/", $path))),)*
        ];
    };
}

files! {
    "alem-bnb-or-btc.toml",
    "alem-bnb-heavy-or-btc-heavy.toml",
    "alem-who-keeps-the-keys.toml",
    "alem-buying-over-a-year.toml",
    "kzte-working-cash.toml",
    "el-salvador-addresses.toml",
    "bhutan-mining-and-gelephu.toml",
    "brazil-and-indonesia.toml",
    "central-bank-funds.toml",
    "thirty-six-exchanges.toml",
    "stablecoin-or-bank.toml",
    "two-exchanges.toml",
    "replay-mt-gox-2014.toml",
    "replay-terra-2022.toml",
    "replay-celsius-2022.toml",
    "replay-ftx-2022.toml",
    "replay-usdc-2023.toml",
    "textbook-creditrisk-plus.toml",
    "textbook-homogeneous-pool.toml",
    "assumptions/as-offshore-exchange.toml",
    "assumptions/as-licensed-exchange.toml",
    "books/el-salvador-addresses.csv",
    "books/el-salvador-positions.csv",
    "books/textbook-creditrisk-plus-book.csv",
    "books/textbook-creditrisk-plus-positions.csv",
    "books/textbook-pool-book.csv",
    "books/textbook-pool-positions.csv",
    "books/thirty-six-positions.csv",
    "library/binance.toml",
    "library/counterparties.toml",
    "library/market.toml",
    "library/small-exchanges.toml",
}

/// The names of the scenarios, as `run` takes them.
pub fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().filter(|(path, _)| !path.contains('/')).filter_map(|(path, _)| path.strip_suffix(".toml"))
}

/// The file of the scenario `name`: its path below `scenarios/` and its text.
#[must_use]
pub fn file(name: &str) -> Option<(&'static str, &'static str)> {
    FILES.iter().find(|(path, _)| path.strip_suffix(".toml") == Some(name) && !path.contains('/')).copied()
}

/// The folder of files of assumptions.
const EXPERTS: &str = "assumptions/";

/// The names of the files of assumptions, as `compare --assumptions` takes them.
pub fn experts() -> impl Iterator<Item = &'static str> {
    FILES.iter().filter_map(|(path, _)| path.strip_prefix(EXPERTS)?.strip_suffix(".toml"))
}

/// The expert of that name; `None` where there is none.
pub fn expert(name: &str) -> Option<Result<Expert, ScenarioError>> {
    Expert::embedded(&format!("{EXPERTS}{name}.toml"), FILES)
}

/// The files that scenarios share: all that lie in folders below `scenarios/` but what experts assume.
pub fn shared_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter(|(path, _)| path.contains('/') && !path.starts_with(EXPERTS)).copied()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::scenario::{Options, Scenario};

    /// Paths of all files below `folder`, relative to it.
    fn listed(folder: &Path, before: &str) -> Vec<String> {
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = format!("{before}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                paths.extend(listed(&entry.path(), &format!("{path}/")));
            } else {
                paths.push(path);
            }
        }
        paths
    }

    #[test]
    fn every_file_below_scenarios_is_in_the_binary() {
        let mut on_disk = listed(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios"), "");
        let mut embedded: Vec<String> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        on_disk.sort();
        embedded.sort();
        assert_eq!(embedded, on_disk, "name each file below scenarios/ in src/cli/shipped.rs");
    }

    #[test]
    fn the_default_scenario_is_shipped() {
        assert!(names().any(|name| name == DEFAULT));
        assert!(file(DEFAULT).is_some());
    }

    #[test]
    fn all_that_shipped_experts_say_can_be_set() {
        let mut all = Vec::new();
        for name in experts() {
            let said = expert(name).unwrap().unwrap();
            let (path, _) = file(said.scenario.as_deref().unwrap()).unwrap();
            let scenario = Scenario::embedded(path, FILES, &Options::default()).unwrap();
            let believed = scenario.with_statements(&said.statements).unwrap();
            for statement in &said.statements {
                assert_eq!(believed.number_at(&statement.address), Some(statement.value), "{}", statement.address);
                assert!(statement.source.is_some() && statement.range.is_some(), "{}", statement.address);
            }
            all.push(said);
        }
        assert_eq!(all.len(), 2);
    }
}
