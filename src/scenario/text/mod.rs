//! The mirror of a scenario file: its keys and the types of their values, nothing checked beyond that.
//!
//! The comments here become the descriptions of the JSON Schema, which editors show.

#![allow(dead_code, reason = "sources are checked here and read by the register, from the nodes")]

mod counterparty;
mod expert;
mod market;
mod number;
mod reserve;

pub(super) use counterparty::*;
pub(super) use expert::*;
pub(super) use market::*;
pub(super) use number::*;
pub(super) use reserve::*;

use crate::scenario::provenance::{Confidence, Grounds};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Map;

/// One question: a market, the counterparties, and the reserves to compare.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Linchpin scenario")]
pub(in crate::scenario) struct Scenario {
    /// Version of the format: 1.
    pub schema: Option<Placed<u64>>,
    /// An id that names the output folder.
    pub name: Option<Placed<String>>,
    /// The title for people; default: the name.
    pub title: Option<Placed<String>>,
    /// What the scenario asks.
    pub description: Option<Placed<String>>,
    /// Where the figures come from that name no nearer source.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
    /// Files to begin with: paths relative to this file, below the main scenario's folder.
    pub include: Option<Vec<String>>,
    /// Changes to included values, by address: "asset.BNB.volatility" = 0.7.
    #[schemars(with = "Option<Map<String, serde_json::Value>>")]
    pub set: Option<serde::de::IgnoredAny>,
    /// A CSV file of further counterparties: id, annual_failure_probability or intensity, loss_given_failure_mean, …
    pub counterparty_file: Option<String>,
    /// How a run is made and what it reports.
    pub simulation: Option<Simulation>,
    /// How prices move.
    pub market: Option<Market>,
    /// What a reserve can hold.
    #[serde(default)]
    pub asset: Vec<Asset>,
    /// Pools of evidence by name: events counted over years of exposure.
    pub evidence: Option<Names<Evidence>>,
    /// The reserve's own keys; required as soon as a position stands at "self".
    #[serde(rename = "self")]
    pub own_keys: Option<OwnKeys>,
    /// Anything whose failure hurts the reserve.
    #[serde(default)]
    pub counterparty: Vec<Counterparty>,
    /// How failure times hang together; default: gaussian.
    pub counterparty_copula: Option<Placed<Copula>>,
    /// The reserves to compare.
    #[serde(default)]
    pub reserve: Vec<Reserve>,
    /// Lines on charts, and limits.
    #[serde(default)]
    pub tolerance: Vec<Tolerance>,
}

/// How a run is made and what it reports.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Simulation {
    /// Number of paths; default 100000.
    pub paths: Option<Placed<u64>>,
    /// Seed of every draw; default 20250929.
    pub seed: Option<Placed<u64>>,
    /// Length of a path in calendar days, a whole number of steps; default 365.
    pub horizon_days: Option<Placed<u32>>,
    /// Length of a step in calendar days; default 1.
    pub step_days: Option<Placed<u32>>,
    /// Levels of VaR and ES; default 0.95, 0.99, 0.995, 0.999.
    pub levels: Option<Vec<Placed<f64>>>,
    /// Losses x for P(L > x); default 0.1, 0.25, 0.5, 0.75.
    pub loss_thresholds: Option<Vec<Placed<f64>>>,
    /// What a young claim fetches of what it will pay.
    pub claim_mark: Option<ClaimMark>,
    /// Currency of all money, and the id of cash; default USD.
    pub base_currency: Option<Placed<String>>,
    /// For which scenarios removal is run: "auto" (at most 10 groups), "all" or "none"; default auto.
    pub removal: Option<Removal>,
    /// Where these figures come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// For which scenarios removal is run.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::scenario) enum Removal {
    Auto,
    All,
    None,
}

/// What a young claim fetches of what it will pay.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::scenario) struct ClaimMark {
    /// Of a claim in money at the prices of the day of failure; default 0.3.
    pub petition_date: Option<Ranged>,
    /// Of a claim in coins; default 0.7.
    pub in_kind: Option<Ranged>,
    /// Where these figures come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// A line on charts, and a limit: this loss should not be exceeded with more than this probability.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Tolerance {
    /// The loss, a fraction.
    pub loss: Placed<f64>,
    /// The probability.
    pub probability: Placed<f64>,
    /// Who set it.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}
