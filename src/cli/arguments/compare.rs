//! The words of `linchpin compare`.

use std::path::PathBuf;

use clap::Args;

use super::{AskArguments, AskingArguments, Changes, LookArguments};
use crate::decision::sweep::Asked;

const ASSUMPTIONS_HELP: &str = "\
Compare two experts instead: where two files of assumptions agree, and which single assumption makes their answers \
differ. Such a file is TOML or JSON with one table of addresses, as --set names them, each with a number or a range:

[assumptions]
\"counterparty.binance.annual_failure_probability\" = { value = 0.02, low = 0.005, high = 0.05 }

Names of files that come with the program are taken too: as-offshore-exchange, as-licensed-exchange.";

/// What `compare` takes.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// Folders of finished runs, scenario files, or names of scenarios that come with the program; two at least
    #[arg(required_unless_present = "assumptions", num_args = 2..=26, value_name = "RUN", conflicts_with_all = ["assumptions", "scenario", "measures", "sets", "no_ranges"])]
    pub sides: Vec<PathBuf>,

    /// Compare two experts instead: where two files of assumptions agree, and which single assumption makes their answers
    /// differ
    #[arg(long, num_args = 2, value_names = ["A", "B"], long_help = ASSUMPTIONS_HELP)]
    pub assumptions: Vec<PathBuf>,

    /// Of which scenario the two experts speak [default: the one that their files name, else alem-bnb-or-btc]
    #[arg(long, value_name = "SCENARIO", requires = "assumptions")]
    pub scenario: Option<PathBuf>,

    /// What to measure of two experts, as in sweep [default: the mean cost a year and ES 99% of loss, of all reserves]
    #[arg(long = "measure", value_name = "FIGURE[@RESERVE]", requires = "assumptions", long_help = super::decision::MEASURE_HELP)]
    pub measures: Vec<Asked>,

    /// Set a value of the scenario of two experts before they speak, say asset.BNB.volatility=0.7; may be repeated
    #[arg(long = "set", value_name = "ADDRESS=VALUE", requires = "assumptions")]
    pub sets: Vec<String>,

    /// Leave out what the ranges of two experts leave open: figures then have no range
    #[arg(long, requires = "assumptions")]
    pub no_ranges: bool,

    /// Number of paths of all of them
    #[arg(long, value_parser = super::paths, allow_negative_numbers = true)]
    pub paths: Option<u64>,

    /// Seed of every draw of all of them
    #[arg(long, value_parser = super::scenario_number, allow_negative_numbers = true)]
    pub seed: Option<u64>,

    /// Where the results go [default: output/<one>-beside-<other>, or output/<scenario>-experts]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    #[command(flatten)]
    pub look: LookArguments,

    /// Replace the results that stand in --out; a folder that is no run's is never replaced
    #[arg(long)]
    pub force: bool,

    /// Threads to use; the results are the same for any number [default: all cores]
    #[arg(long, value_parser = super::threads, allow_negative_numbers = true)]
    pub threads: Option<usize>,

    /// Show no progress and no text, only errors
    #[arg(long, short)]
    pub quiet: bool,

    /// Print comparison.json instead of the text, of two experts summary.json
    #[arg(long)]
    pub json: bool,
}

impl CompareArguments {
    /// What a question of `scenario` would take.
    pub fn ask(&self, scenario: PathBuf) -> AskArguments {
        let changes = Changes { sets: self.sets.clone(), paths: self.paths, seed: self.seed, ..Changes::default() };
        let asking = AskingArguments {
            changes,
            out: self.out.clone(),
            look: self.look,
            no_ranges: self.no_ranges,
            force: self.force,
            threads: self.threads,
            quiet: self.quiet,
            json: self.json,
        };
        AskArguments { scenario, asking }
    }
}
