//! The words of `optimise`.

use clap::Args;

use super::decision::AskArguments;
use crate::stopping::Figure;

/// What `optimise` takes.
#[derive(Debug, Args)]
pub struct OptimiseArguments {
    #[command(flatten)]
    pub ask: AskArguments,

    /// The reserve to be bettered
    #[arg(long, value_name = "ID")]
    pub reserve: String,

    /// What is to be least: es99 (or ES at another level), mean, cost (the mean counterparty cost), or cost-es99
    #[arg(long, value_name = "FIGURE", default_value = "es99", visible_alias = "minimize")]
    pub minimise: Figure,

    /// Where money may be held [default: wherever some reserve of the scenario holds any]
    #[arg(long, value_name = "ASSET@CUSTODIAN", num_args = 1..)]
    pub places: Vec<String>,

    /// At least so much there, as a share of the reserve
    #[arg(long, value_name = "ASSET@CUSTODIAN=SHARE", num_args = 1..)]
    pub least: Vec<String>,

    /// At most so much there
    #[arg(long, value_name = "ASSET@CUSTODIAN=SHARE", num_args = 1..)]
    pub most: Vec<String>,

    /// At most so much that leans on a group: kept by a member, or in an asset that a link ties to one
    #[arg(long, value_name = "GROUP=SHARE", num_args = 1..)]
    pub group_most: Vec<String>,

    /// At most so much of an asset, wherever it is kept
    #[arg(long, value_name = "ASSET=SHARE", num_args = 1..)]
    pub asset_most: Vec<String>,

    /// What the change may cost, as a share of the reserve
    #[arg(long, value_name = "SHARE", value_parser = not_negative, allow_negative_numbers = true)]
    pub budget: Option<f64>,

    /// What a unit of money that is sold or bought costs, in basis points
    #[arg(long, value_name = "BPS", value_parser = not_negative, allow_negative_numbers = true)]
    pub cost_bps: Option<f64>,

    /// What must be earned on average over the horizon, as a share of the reserve; under the scenario's own drifts
    #[arg(long, value_name = "SHARE", value_parser = finite, allow_negative_numbers = true)]
    pub expected_return: Option<f64>,

    /// Points of the frontier between ES of loss and the cost of failures; 0 for none
    #[arg(long, value_name = "N", default_value_t = 11, value_parser = points, allow_negative_numbers = true)]
    pub frontier: usize,

    /// Take reserves with flows or rebalancing as if they only held what they begin with
    #[arg(long)]
    pub as_if_held: bool,
}

/// More points than this tell nothing more.
const MOST_POINTS: usize = 101;

fn finite(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| "write a number (5% is 0.05)".to_owned())
}

fn not_negative(text: &str) -> Result<f64, String> {
    finite(text).ok().filter(|number| *number >= 0.0).ok_or_else(|| "write a number from 0 on".to_owned())
}

fn points(text: &str) -> Result<usize, String> {
    let points = text.parse().ok().filter(|points| *points <= MOST_POINTS);
    points.ok_or_else(|| format!("write a whole number from 0 to {MOST_POINTS}"))
}
