//! The words of `linchpin report`.

use std::path::PathBuf;

use clap::Args;

use super::LookArguments;

/// What `report` takes.
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// The folder of a finished run, such as output/alem-bnb-or-btc
    pub run: PathBuf,

    /// Where the results go [default: the folder of the run, whose paths and other files stay]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    #[command(flatten)]
    pub look: LookArguments,

    /// Only these charts get files, parted by commas; the page shows all
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub charts: Option<Vec<String>>,

    /// Also write charts/<id>.html: a figure with alt text and caption for other pages to embed
    #[arg(long)]
    pub embed: bool,

    /// Replace the run that stands in --out; a folder that is no run's is never replaced
    #[arg(long)]
    pub force: bool,

    /// Threads to use; the results are the same for any number [default: all cores]
    #[arg(long, value_parser = super::threads, allow_negative_numbers = true)]
    pub threads: Option<usize>,

    /// Show no text, only errors
    #[arg(long, short)]
    pub quiet: bool,
}
