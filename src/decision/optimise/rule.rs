//! What the weights must keep to.

use std::fmt;

use serde::Serialize;

/// What the weights must keep to, as it was asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Rule {
    /// A place has at least so much.
    Least {
        /// The asset.
        asset: String,
        /// Who keeps it.
        custodian: String,
        /// Share of the reserve.
        weight: f64,
    },
    /// A place has at most so much.
    Most {
        /// The asset.
        asset: String,
        /// Who keeps it.
        custodian: String,
        /// Share of the reserve.
        weight: f64,
    },
    /// At most so much leans on a group: is kept by a member, or is an asset whose price rests on one.
    GroupMost {
        /// The group.
        group: String,
        /// Share of the reserve.
        weight: f64,
    },
    /// An asset has at most so much, wherever it is kept.
    AssetMost {
        /// The asset.
        asset: String,
        /// Share of the reserve.
        weight: f64,
    },
    /// To change today's weights may cost so much.
    Budget {
        /// Share of the reserve.
        cost: f64,
        /// Cost of each unit of money that is sold or bought, in basis points.
        cost_bps: f64,
    },
    /// So much is earned on average over the horizon, per unit put in.
    ExpectedReturn {
        /// Share of the reserve.
        least: f64,
    },
    /// The mean counterparty cost is at most so much; how the frontier is walked.
    CostMost {
        /// E\[X\].
        cost: f64,
    },
}

impl fmt::Display for Rule {
    /// As it is typed.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Least { asset, custodian, weight } => write!(formatter, "--least {asset}@{custodian}={weight}"),
            Self::Most { asset, custodian, weight } => write!(formatter, "--most {asset}@{custodian}={weight}"),
            Self::GroupMost { group, weight } => write!(formatter, "--group-most {group}={weight}"),
            Self::AssetMost { asset, weight } => write!(formatter, "--asset-most {asset}={weight}"),
            Self::Budget { cost, cost_bps } => write!(formatter, "--budget {cost} (at --cost-bps {cost_bps})"),
            Self::ExpectedReturn { least } => write!(formatter, "--expected-return {least}"),
            Self::CostMost { cost } => write!(formatter, "a mean counterparty cost of at most {cost}"),
        }
    }
}

/// A rule as a row of the programme: Σ terms·x ≤ most, x being weights, or how far they are from today's.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// What asked for it.
    pub rule: Rule,
    /// One slot a place.
    pub terms: Vec<f64>,
    /// The right side.
    pub most: f64,
    /// Whether x is |w − today's|.
    pub is_of_changes: bool,
}

impl Row {
    /// Whether some weights keep to it, but for rounding.
    pub fn is_kept_by(&self, weights: &[f64], today: &[f64]) -> bool {
        let x = weights.iter().zip(today).map(
            |(weight, today)| {
                if self.is_of_changes { (weight - today).abs() } else { *weight }
            },
        );
        self.terms.iter().zip(x).map(|(term, x)| term * x).sum::<f64>() <= self.most + 1e-9
    }
}
