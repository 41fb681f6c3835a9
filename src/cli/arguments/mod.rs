//! The words that the program understands.

mod calibrate;
mod compare;
mod decision;
mod evidence;
mod look;
mod optimise;
mod report;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use calibrate::CalibrateArguments;
pub use compare::CompareArguments;
pub use decision::{
    AskArguments, AskingArguments, BreakEvenArguments, LimitsArguments, ReverseArguments, SensitivityArguments,
    SweepArguments, WhatIfArguments,
};
pub use evidence::EvidenceArguments;
pub use look::LookArguments;
pub use optimise::OptimiseArguments;
pub use report::ReportArguments;

use crate::numeric::precision::Precision;
use crate::stopping::Until;

/// How much of a reserve can be lost because it leans on one counterparty, and on which one?
///
/// Without a command, runs the default scenario.
#[derive(Debug, Parser)]
#[command(name = "linchpin", version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Arguments {
    /// What to do; `run` where nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

const AFTER_HELP: &str = "\
Exit codes: 0 all is well; 1 a bug; 2 usage; 3 the scenario or its data; 5 memory, threads or disk;
130 interrupted.";

const RUN_ENVIRONMENT: &str = "\
Environment:
  LINCHPIN_VECTORS  The vectors to compute on: avx512, avx2, neon or plain, of those that the
                    processor has; the results are the same on any [default: the widest]";

const EVIDENCE_TABLES: &str = "\
Tables are CSV with commas. FAILURES needs the columns id, event_date, failure_type and outcome_class; \
classes come from cohorts, or else from tier_at_event. EXPOSURE needs cohort, from, to and exposure_years. \
TOKENS needs token, event_date and fall. evidence/README.md explains every column.";

const UNTIL_HELP: &str = "\
Take as many paths as a figure needs: until half its 95% interval is at most PERCENT of the figure \
itself, in every reserve. FIGURE is mean, var or es with a level, of the loss: es99:1%, var95:2%, \
mean:5%. Another column goes before: cost (counterparty cost; alone, its mean), market, drawdown, \
liquid or eventual, as in cost:5%, cost-es99:3%. The results are those of --paths with the number \
that it ends with.";

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Simulate a scenario and write its report
    #[command(after_help = RUN_ENVIRONMENT)]
    Run(Box<RunArguments>),
    /// Draw a finished run again, without simulating
    Report(ReportArguments),
    /// Set reserves of several runs or scenarios side by side
    Compare(CompareArguments),
    /// Say how much may be held where, so that one failure costs no more than is tolerated
    Limits(LimitsArguments),
    /// Show how figures move over the values of one or two inputs, on the same draws
    Sweep(SweepArguments),
    /// Map where two reserves are equally good, over two inputs
    BreakEven(BreakEvenArguments),
    /// Say who else falls if somebody fails, and what that costs at each node
    WhatIf(WhatIfArguments),
    /// Say what leads to a loss: who fails and what the market does, the smallest sets of failures, and how much
    /// likelier failures would have to be
    Reverse(ReverseArguments),
    /// Say which of the ranged assumptions decides a figure
    Sensitivity(SensitivityArguments),
    /// Find the weights of a reserve that lose least within limits, and whether they can be told from today's
    #[command(visible_alias = "optimize")]
    Optimise(Box<OptimiseArguments>),
    /// Say in plain words what a scenario means, before anything runs
    Check(CheckArguments),
    /// Turn a table of failures into hazards, losses, and a fragment for scenarios to include
    #[command(after_help = EVIDENCE_TABLES)]
    Evidence(EvidenceArguments),
    /// Write a commented scenario to start from
    Init(InitArguments),
    /// List the scenarios that come with the program
    Scenarios(ScenariosArguments),
    /// Estimate a market from daily prices, and write it as a fragment that a scenario includes
    Calibrate(CalibrateArguments),
    /// Print the JSON Schema of scenario files, for editors
    Schema,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// What `run` takes.
#[derive(Debug, Default, Args)]
pub struct RunArguments {
    /// A scenario file, or the name of one that comes with the program [default: alem-bnb-or-btc]
    pub scenario: Option<PathBuf>,

    #[command(flatten)]
    pub changes: Changes,

    /// Take as many paths as a figure needs: until half its 95% interval is at most PERCENT of it, in
    /// every reserve
    #[arg(long, value_name = "FIGURE:PERCENT%", long_help = UNTIL_HELP, conflicts_with = "paths")]
    pub until: Option<Until>,

    /// The most paths that --until takes [default: 100 million, or what half of the free memory holds]
    #[arg(long, value_name = "N", value_parser = paths, requires = "until")]
    pub most_paths: Option<u64>,

    /// Keep so many paths number by number and count the rest [default: 8,388,608 over all reserves, and
    /// 262,144 at least]
    #[arg(long, value_name = "N", value_parser = paths, hide = true)]
    pub keep_paths: Option<u64>,

    /// Where the results go [default: output/<scenario name>]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Threads to use; the results are the same for any number [default: all cores]
    #[arg(long, value_parser = threads, allow_negative_numbers = true)]
    pub threads: Option<usize>,

    /// How fine the numbers of the daily work are; double audits single on the same draws
    #[arg(long, value_name = "PRECISION", value_enum, default_value_t)]
    pub precision: PrecisionWord,

    /// Also write every path, one row a path and reserve
    #[arg(long, value_name = "FORMAT")]
    pub paths_out: Option<PathsFormat>,

    /// Replace the run that stands in --out; a folder that is no run's is never replaced
    #[arg(long)]
    pub force: bool,

    /// Say what would run, with its memory and time, and stop
    #[arg(long)]
    pub dry_run: bool,

    /// Show no progress and no text, only errors
    #[arg(long, short)]
    pub quiet: bool,

    /// Print summary.json instead of the text
    #[arg(long)]
    pub json: bool,

    #[command(flatten)]
    pub look: LookArguments,

    /// Name every counterparty in the results, however many there are
    #[arg(long, conflicts_with = "no_names")]
    pub all_names: bool,

    /// Leave out the figures that need to know who fails on which path, and removal; all others are the same,
    /// and large books in one step run faster
    #[arg(long)]
    pub no_names: bool,

    /// Leave out the runs at the ends of ranged inputs: figures then have no range
    #[arg(long)]
    pub no_ranges: bool,

    /// Tell VaR and ES also at levels beyond what the evidence behind them has seen
    #[arg(long)]
    pub force_tail: bool,

    /// Also write charts/<id>.html: a figure with alt text and caption for other pages to embed
    #[arg(long)]
    pub embed: bool,
}

/// What is changed in a scenario before it is checked.
#[derive(Debug, Default, Args)]
pub struct Changes {
    /// Set a value of the scenario, say asset.BNB.volatility=0.7; may be repeated
    #[arg(long = "set", value_name = "ADDRESS=VALUE")]
    pub sets: Vec<String>,

    /// Number of paths
    #[arg(long, value_parser = paths, allow_negative_numbers = true)]
    pub paths: Option<u64>,

    /// Seed of every draw
    #[arg(long, value_parser = scenario_number, allow_negative_numbers = true)]
    pub seed: Option<u64>,

    /// Use the nearest valid correlation matrix where the stated one is not valid
    #[arg(long)]
    pub repair_correlation: bool,
}

/// What `check` takes.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// A scenario file, or the name of one that comes with the program
    #[arg(default_value = super::shipped::DEFAULT)]
    pub scenario: PathBuf,

    /// List every input instead: its value, unit and range, where it comes from, and whether it is measured,
    /// published or judgement
    #[arg(long)]
    pub assumptions: bool,

    #[command(flatten)]
    pub changes: Changes,
}

/// What `init` takes.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// Name of the scenario: the file is NAME.toml, in this folder
    #[arg(default_value = "my-reserve", value_parser = name)]
    pub name: String,

    /// Start from a copy of a scenario that comes with the program, with its library
    #[arg(long, value_name = "SCENARIO")]
    pub from: Option<String>,

    /// Replace files that exist
    #[arg(long)]
    pub force: bool,
}

/// What `scenarios` takes.
#[derive(Debug, Args)]
pub struct ScenariosArguments {
    /// Print this one's file instead of the list
    #[arg(long, value_name = "NAME")]
    pub show: Option<String>,
}

/// How single paths are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PathsFormat {
    /// Apache Parquet, where the program was built with it
    Parquet,
    /// Comma-separated values
    Csv,
}

/// How fine the numbers of the daily work are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PrecisionWord {
    /// Fast, and off by far less than the sampling error
    #[default]
    Single,
    /// To hold single against it
    Double,
}

impl From<PrecisionWord> for Precision {
    fn from(word: PrecisionWord) -> Self {
        match word {
            PrecisionWord::Single => Self::Single,
            PrecisionWord::Double => Self::Double,
        }
    }
}

/// A whole number, digits grouped by `_` at will.
fn whole(text: &str) -> Result<u64, String> {
    let digits = text.replace('_', "");
    let is_grouped = !text.starts_with('_') && !text.ends_with('_');
    match digits.parse() {
        Ok(number) if is_grouped => Ok(number),
        _ => Err("write a whole number in digits, say 1_000_000".to_owned()),
    }
}

fn paths(text: &str) -> Result<u64, String> {
    match scenario_number(text)? {
        0 => Err("a run needs at least 1 path".to_owned()),
        count => Ok(count),
    }
}

/// A whole number that a scenario can hold.
fn scenario_number(text: &str) -> Result<u64, String> {
    let number = whole(text)?;
    if i64::try_from(number).is_ok() { Ok(number) } else { Err("write at most 9_223_372_036_854_775_807".to_owned()) }
}

/// More threads than any machine has cores would only take memory.
const MOST_THREADS: usize = 4096;

fn threads(text: &str) -> Result<usize, String> {
    match whole(text)?.try_into() {
        Ok(0) => Err("a run needs at least 1 thread; leave it out to use all cores".to_owned()),
        Ok(count) if count <= MOST_THREADS => Ok(count),
        _ => Err(format!("a run takes at most {MOST_THREADS} threads")),
    }
}

/// An id of the scenario format.
fn name(text: &str) -> Result<String, String> {
    let inside = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    if (1..=64).contains(&text.len()) && text.chars().all(inside) {
        Ok(text.to_owned())
    } else {
        Err("a name has 1 to 64 letters, digits, - and _, without .toml".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn parse(words: &[&str]) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from([&["linchpin"], words].concat())
    }

    #[test]
    fn the_words_do_not_contradict_each_other() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn nothing_said_is_no_command() {
        assert!(parse(&[]).unwrap().command.is_none());
    }

    #[test]
    fn whole_numbers_may_be_grouped() {
        assert_eq!(whole("1_000_000"), Ok(1_000_000));
        assert_eq!(whole("7"), Ok(7));
        for wrong in ["", "_1", "1_", "1e6", "-1", "1.0", "99999999999999999999999"] {
            assert!(whole(wrong).is_err(), "{wrong} was taken for a whole number");
        }
    }

    #[test]
    fn no_paths_and_no_threads_are_refused() {
        assert!(parse(&["run", "--paths", "0"]).is_err());
        assert!(parse(&["run", "--threads", "0"]).is_err());
        assert!(parse(&["run", "--threads", "1_000_000"]).is_err());
        assert!(parse(&["run", "--paths", "1", "--threads", "1"]).is_ok());
    }

    #[test]
    fn numbers_below_0_and_beyond_what_a_scenario_holds_are_told_as_such() {
        let said = |words: &[&str]| parse(words).unwrap_err().to_string();
        for option in ["--paths", "--seed", "--threads"] {
            assert!(said(&["run", option, "-1"]).contains("write a whole number in digits"), "{option}");
        }
        for option in ["--paths", "--seed"] {
            let words = said(&["run", option, "9_223_372_036_854_775_808"]);
            assert!(words.contains("at most 9_223_372_036_854_775_807"), "{words}");
        }
    }

    #[test]
    fn shares_below_0_are_told_what_is_wanted() {
        for (verb, option, wanted) in [
            ("limits", "--tolerance", "between 0 and 1"),
            ("reverse", "--loss", "between 0 and 1"),
            ("reverse", "--probability", "between 0 and 1"),
            ("sensitivity", "--samples", "from 8 to"),
            ("optimise", "--budget", "from 0 on"),
            ("optimise", "--cost-bps", "from 0 to 10000"),
            ("optimise", "--frontier", "from 0 to"),
        ] {
            let words = parse(&[verb, "two-exchanges", option, "-0.1"]).unwrap_err().to_string();
            assert!(words.contains(wanted), "{verb} {option}: {words}");
        }
    }

    #[test]
    fn a_name_cannot_leave_its_folder() {
        for wrong in ["../up", "a/b", "", "my.toml", ".."] {
            assert!(name(wrong).is_err(), "{wrong} was taken for a name");
        }
    }
}
