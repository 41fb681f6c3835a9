//! The words of `linchpin evidence`.

use std::path::PathBuf;

use clap::Args;

use crate::calendar::Day;

/// What `evidence` takes.
#[derive(Debug, Args)]
pub struct EvidenceArguments {
    /// A table of failures, one event a row
    pub failures: PathBuf,

    /// A table of exposure: how many firms of a class stood for how long. Without it nothing is said of hazards
    #[arg(long, value_name = "EXPOSURE")]
    pub exposure: Option<PathBuf>,

    /// A table of tokens whose issuer failed, with their falls
    #[arg(long, value_name = "TOKENS")]
    pub tokens: Option<PathBuf>,

    /// Cut off all that happened or became known after this day
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Day>,

    /// The horizon of predictive probabilities
    #[arg(long, value_name = "DAYS", default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=36_500))]
    pub horizon_days: u32,

    /// Where the results go
    #[arg(long, value_name = "DIR", default_value = "output/evidence")]
    pub out: PathBuf,

    /// Replace the results that stand in --out; any other folder is never replaced
    #[arg(long)]
    pub force: bool,
}
