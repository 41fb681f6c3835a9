//! The words of `linchpin calibrate`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::calendar::Day;
use crate::calibration::{Gaps, Volatility};

/// What `calibrate` takes.
#[derive(Debug, Args)]
pub struct CalibrateArguments {
    /// CSV files of daily prices: one with a column `date` and a column an asset, or one file an asset
    /// with `date` and `close`, called as the asset is
    #[arg(required = true, value_name = "PRICES")]
    pub prices: Vec<PathBuf>,

    /// Only these assets, parted by commas
    #[arg(long, value_name = "ASSETS", value_delimiter = ',')]
    pub assets: Option<Vec<String>>,

    /// The day of the first price that counts [default: the earliest]
    #[arg(long, value_name = "DATE", conflicts_with = "years")]
    pub from: Option<Day>,

    /// The day of the last price that counts [default: the latest]
    #[arg(long, value_name = "DATE")]
    pub to: Option<Day>,

    /// Only so many years before the last price
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub years: Option<u32>,

    /// Days of a step; the fragment holds for scenarios with steps as long
    #[arg(long, value_name = "DAYS", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=90))]
    pub step_days: u32,

    /// Days of a step over which the fragment's correlations are measured
    #[arg(long, value_name = "DAYS", default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..=90))]
    pub correlation_step: u32,

    /// What is done about days without a price
    #[arg(long, value_name = "WHAT", value_enum, default_value_t)]
    pub gaps: GapsWord,

    /// How volatility moves in the fragment
    #[arg(long, value_name = "HOW", value_enum, default_value_t)]
    pub volatility: VolatilityWord,

    /// Where the results go
    #[arg(long, value_name = "DIR", default_value = "output/calibration")]
    pub out: PathBuf,

    /// Replace the results that stand in --out; a folder that is no run's is never replaced
    #[arg(long)]
    pub force: bool,

    /// Show no text, only errors
    #[arg(long, short)]
    pub quiet: bool,

    /// Print calibration.json instead of the text
    #[arg(long)]
    pub json: bool,
}

/// What is done about days without a price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum GapsWord {
    /// No return is taken over them
    #[default]
    Leave,
    /// They get the price of the day before, and are counted
    ForwardFill,
}

impl From<GapsWord> for Gaps {
    fn from(word: GapsWord) -> Self {
        match word {
            GapsWord::Leave => Self::Leave,
            GapsWord::ForwardFill => Self::ForwardFill,
        }
    }
}

/// How volatility moves in the fragment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum VolatilityWord {
    /// Not at all
    #[default]
    Constant,
    /// It comes in spells: GARCH(1,1)
    Garch,
    /// In spells that answer more to falls: GJR
    Gjr,
}

impl From<VolatilityWord> for Volatility {
    fn from(word: VolatilityWord) -> Self {
        match word {
            VolatilityWord::Constant => Self::Constant,
            VolatilityWord::Garch => Self::Garch,
            VolatilityWord::Gjr => Self::Gjr,
        }
    }
}
