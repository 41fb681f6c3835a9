//! The words of `linchpin compare`.

use std::path::PathBuf;

use clap::Args;

use super::LookArguments;

/// What `compare` takes.
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// Folders of finished runs, scenario files, or names of scenarios that come with the program; two at least
    #[arg(required = true, num_args = 2..=26, value_name = "RUN")]
    pub sides: Vec<PathBuf>,

    /// Number of paths of all of them
    #[arg(long, value_parser = super::paths, allow_negative_numbers = true)]
    pub paths: Option<u64>,

    /// Seed of every draw of all of them
    #[arg(long, value_parser = super::scenario_number, allow_negative_numbers = true)]
    pub seed: Option<u64>,

    /// Where the results go [default: output/<one>-beside-<other>]
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

    /// Print comparison.json instead of the text
    #[arg(long)]
    pub json: bool,
}
