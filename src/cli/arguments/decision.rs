//! The words of questions about what the fund should do.

use std::path::PathBuf;

use clap::Args;

use super::{Changes, LookArguments};
use crate::decision::axis::{Over, Side};
use crate::decision::sweep::Asked;
use crate::stopping::Figure;

/// What all questions take.
#[derive(Debug, Args)]
pub struct AskArguments {
    /// A scenario file, or the name of one that comes with the program
    #[arg(default_value = crate::cli::shipped::DEFAULT)]
    pub scenario: PathBuf,

    #[command(flatten)]
    pub asking: AskingArguments,
}

/// The same without the scenario.
#[derive(Debug, Args)]
pub struct AskingArguments {
    #[command(flatten)]
    pub changes: Changes,

    /// Where the results go [default: output/<scenario name>-<question>]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    #[command(flatten)]
    pub look: LookArguments,

    /// Leave out what ranged inputs leave open: figures then have no range
    #[arg(long)]
    pub no_ranges: bool,

    /// Replace the results that stand in --out; a folder that is no run's is never replaced
    #[arg(long)]
    pub force: bool,

    /// Threads to use; the results are the same for any number [default: all cores]
    #[arg(long, value_parser = super::threads, allow_negative_numbers = true)]
    pub threads: Option<usize>,

    /// Show no progress and no text, only errors
    #[arg(long, short)]
    pub quiet: bool,

    /// Print summary.json instead of the text
    #[arg(long)]
    pub json: bool,
}

/// What `limits` takes.
#[derive(Debug, Args)]
pub struct LimitsArguments {
    #[command(flatten)]
    pub ask: AskArguments,

    /// The largest loss that one failure may cause, as a share of the reserve [default: the least of the scenario's
    /// tolerances]
    #[arg(long, value_name = "SHARE", value_parser = share, allow_negative_numbers = true)]
    pub tolerance: Option<f64>,
}

/// What `what-if` takes.
#[derive(Debug, Args)]
pub struct WhatIfArguments {
    #[command(flatten)]
    pub ask: AskArguments,

    /// Who fails: the id of a counterparty, ID:MODE for one kind of its failures, or the id of a group for all its
    /// members; several fail at once
    #[arg(value_name = "FAILURE")]
    pub failures: Vec<String>,
}

pub(super) const MEASURE_HELP: &str = "\
What to measure, as often as wanted: mean, var, es, ce or p of the loss, with a level where it takes one \
(es99, var95, ce2, p25); another column goes before (market-es99, cost-es99, drawdown-var95, liquid-mean, \
eventual-mean); cost is the mean counterparty cost over the horizon, cost-per-year a year. @RESERVE behind it \
measures that reserve alone: es99@mine. Without a word: es99, market-es99 and cost-per-year of all reserves.";

/// What `sweep` takes.
#[derive(Debug, Args)]
pub struct SweepArguments {
    #[command(flatten)]
    pub ask: AskArguments,

    /// An input, as --set names it, with its first value, its last, and how many there are; twice for a heat map
    #[arg(long, value_name = "ADDRESS=FROM:TO:STEPS")]
    pub over: Vec<Over>,

    /// What to measure, of which reserve [default: ES 99% of loss, that of the market alone, and the mean cost a year,
    /// of all]
    #[arg(long = "measure", value_name = "FIGURE[@RESERVE]", long_help = MEASURE_HELP)]
    pub measures: Vec<Asked>,

    /// Where finished points are kept on the way, and taken from [default: beside the results, as
    /// <results>.partial.json]
    #[arg(long, value_name = "FILE")]
    pub resume: Option<PathBuf>,
}

/// What `break-even` takes.
#[derive(Debug, Args)]
pub struct BreakEvenArguments {
    #[command(flatten)]
    pub ask: AskArguments,

    /// Two reserves of the scenario, by their ids
    #[arg(value_name = "RESERVE")]
    pub pair: Vec<String>,

    /// The input across the map; group.ID.annual_failure_probability is the chance that a whole group fails [default: that
    /// of the group whose failure tells the two apart most]
    #[arg(long, value_name = "ADDRESS=FROM:TO")]
    pub x: Option<Side>,

    /// The input upwards [default: by how much the coin falls that leans on that group, or what is lost of a claim]
    #[arg(long, value_name = "ADDRESS=FROM:TO")]
    pub y: Option<Side>,

    /// In which figure they tie, as often as wanted: cost, mean, es99, ce1, ce2, … [default: cost, es99 and ce2]
    #[arg(long = "in", value_name = "FIGURE")]
    pub measures: Vec<Figure>,
}

/// What `reverse` takes.
#[derive(Debug, Args)]
pub struct ReverseArguments {
    #[command(flatten)]
    pub ask: AskArguments,

    /// The loss to go back from, as a share of the reserve [default: that of the scenario's first tolerance]
    #[arg(long, value_name = "SHARE", value_parser = share, allow_negative_numbers = true)]
    pub loss: Option<f64>,

    /// How likely it may be at most: then it is sought how many times as high all hazards would have to be to break that
    /// [default: that of the scenario's tolerance of this loss]
    #[arg(long, value_name = "SHARE", value_parser = share, allow_negative_numbers = true)]
    pub probability: Option<f64>,

    /// Tell of this reserve only
    #[arg(long, value_name = "ID")]
    pub reserve: Option<String>,
}

/// What `sensitivity` takes.
#[derive(Debug, Args)]
pub struct SensitivityArguments {
    #[command(flatten)]
    pub ask: AskArguments,

    /// The figure: a measure (mean, es99, var95, cost, cost-es99, market-mean, p25, ce1, …), and after @ the reserve
    #[arg(long, value_name = "FIGURE[@RESERVE]", default_value = "cost")]
    pub of: String,

    /// Points of each of the two samples, on a quarter of which all inputs are looked at and on the others those that
    /// matter [default: 128, more where few inputs are ranged]
    #[arg(long, value_name = "N", value_parser = samples, allow_negative_numbers = true)]
    pub samples: Option<u64>,
}

fn samples(text: &str) -> Result<u64, String> {
    let samples = text.replace('_', "").parse().ok().filter(|samples| (8..=100_000).contains(samples));
    samples.ok_or_else(|| "write a whole number from 8 to 100,000".to_owned())
}

/// A share above 0 and below 1.
pub(super) fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| *share > 0.0 && *share < 1.0);
    share.ok_or_else(|| "write a share between 0 and 1 (10% is 0.1)".to_owned())
}
