//! The mirror of assets and how they move.

use schemars::JsonSchema;
use serde::Deserialize;

use super::counterparty::Shape;
use super::number::{Law, Placed, Ranged, Source};
use crate::scenario::provenance::{Confidence, Grounds};

/// How prices move.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Market {
    /// The law of innovations; default: gaussian.
    pub innovations: Option<Placed<Innovations>>,
    /// Correlation of pairs that are not listed; default 0.
    pub default_correlation: Option<Placed<f64>>,
    /// Past prices to draw from instead.
    pub history: Option<Placed<History>>,
    /// Jumps shared by all assets.
    pub jumps: Option<Placed<Jumps>>,
    /// Correlation of pairs.
    #[serde(default)]
    pub correlation: Vec<Correlation>,
    /// Where these figures come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// The law of innovations.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Innovations {
    /// Which law.
    pub kind: Placed<Shape>,
    /// Of student-t: degrees of freedom, above 2.
    pub dof: Option<Placed<f64>>,
    /// Where this comes from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// Past prices to draw from, in blocks.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct History {
    /// A CSV of closing prices: a `date` column and one column an asset id.
    pub file: Placed<String>,
    /// Mean length of a block, in days.
    pub mean_block_days: Placed<f64>,
    /// Whether to replace the columns' means by stated drifts; default true.
    pub demean: Option<bool>,
    /// Whether to scale deviations to stated volatilities; default true.
    pub rescale: Option<bool>,
    /// SHA-256 of the file, in hex; where it is stated, another file is refused.
    pub sha256: Option<Placed<String>>,
    /// Where the prices come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// Jumps shared by all assets, each times its `jump_beta`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Jumps {
    /// How many a year.
    pub per_year: Placed<f64>,
    /// Mean of a log jump.
    pub mean: Placed<f64>,
    /// Standard deviation of a log jump.
    pub sd: Placed<f64>,
    /// Where these figures come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// Correlation of a pair of assets.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Correlation {
    /// The two assets.
    pub assets: Placed<Vec<Placed<String>>>,
    /// From -1 to 1.
    pub value: Placed<f64>,
    /// Where it comes from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// Something a reserve can hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Asset {
    /// Its id; that of the base currency is cash.
    pub id: Placed<String>,
    /// Its name for people; default: the id.
    pub name: Option<Placed<String>>,
    /// Price at time 0.
    pub price: Placed<f64>,
    /// Where its running peak starts; default: the price.
    pub peak: Option<Placed<f64>>,
    /// μ, a year; default 0.
    pub drift: Option<Ranged>,
    /// σ, a year of 365 days.
    pub volatility: Ranged,
    /// How strongly it falls with a failure's market drawdown.
    pub contagion_beta: Option<Ranged>,
    /// How strongly it takes market jumps.
    pub jump_beta: Option<Ranged>,
    /// Volatility that reacts to returns.
    pub garch: Option<Placed<Garch>>,
    /// Money traded a day, for price impact.
    pub average_daily_volume: Option<Ranged>,
    /// On whom its price rests.
    #[serde(default)]
    pub link: Vec<Link>,
    /// Where these figures come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// GARCH(1,1) with the asymmetric term of Glosten, Jagannathan and Runkle.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Garch {
    /// α, 0 or more.
    pub alpha: Ranged,
    /// γ, the extra reaction to falls; default 0.
    pub gamma: Option<Ranged>,
    /// β, 0 or more; α + γ/2 + β below 1.
    pub beta: Ranged,
    /// Annual volatility of the first step; default: the asset's.
    pub initial_volatility: Option<Ranged>,
    /// Where these figures come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// A counterparty on which the price rests: it falls when that fails.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Link {
    /// On whom.
    pub counterparty: Placed<String>,
    /// Its id; required for several links to one counterparty, default: the counterparty's.
    pub id: Option<Placed<String>>,
    /// The share of the price that is lost.
    pub drawdown: Placed<Law>,
    /// In which modes it fires; required where the counterparty has several.
    pub modes: Option<Placed<Vec<Placed<String>>>>,
    /// Days until the price is restored; never by default.
    pub recovers_after_days: Option<Placed<Law>>,
    /// Whether a petition-date claim in this asset keeps its value; default false.
    pub claim_survives: Option<bool>,
    /// Where these figures come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}
