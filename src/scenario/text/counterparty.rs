//! The mirror of counterparties, own keys and evidence.

use schemars::JsonSchema;
use serde::Deserialize;

use super::number::{Law, Names, Placed, Ranged, Source};
use crate::scenario::provenance::{Confidence, Grounds};

/// A pool of evidence: events counted over years of exposure.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Evidence {
    /// What is counted, in the words that modes must repeat.
    pub counts: Placed<String>,
    /// How many events, 0 or more.
    pub failures: Placed<f64>,
    /// Over how many years of exposure.
    pub exposure_years: Placed<f64>,
    /// Where the count comes from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// The reserve's own keys.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct OwnKeys {
    /// The chance that keys are lost within a year.
    pub annual_failure_probability: Option<Ranged>,
    /// Instead: the hazard a year.
    pub intensity: Option<Ranged>,
    /// Instead: the name of a pool of evidence.
    pub evidence: Option<Placed<String>>,
    /// What the pool must count; required with `evidence`.
    pub counts: Option<Placed<String>>,
    /// The share that is lost.
    pub loss_given_failure: Placed<Law>,
    /// Where these figures come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// Anything whose failure hurts the reserve.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Counterparty {
    /// Its id; "self" is taken.
    pub id: Placed<String>,
    /// Its name for people; default: the id.
    pub name: Option<Placed<String>>,
    /// What it is.
    pub kind: CounterpartyKind,
    /// The family that it belongs to; default: its id.
    pub group: Option<Placed<String>>,
    /// What a stated probability means where stress or contagion moves the hazard.
    pub anchor: Option<Anchor>,
    /// One hazard for all modes, which split it by weight: the chance of failing within a year.
    pub annual_failure_probability: Option<Ranged>,
    /// Instead: the hazard a year.
    pub intensity: Option<Ranged>,
    /// Instead: the name of a pool of evidence.
    pub evidence: Option<Placed<String>>,
    /// What the pool must count; required with `evidence`.
    pub counts: Option<Placed<String>>,
    /// How far its threshold leans on each factor, by name; squares sum to at most 1.
    pub loadings: Option<Names<Ranged>>,
    /// How a falling asset raises the hazard.
    pub stress: Option<Stress>,
    /// How its failure raises the hazard of others.
    #[serde(default)]
    pub raises: Vec<Raise>,
    /// Whose failure takes this one down in the same step.
    #[serde(default)]
    pub fails_with: Vec<FailsWith>,
    /// The ways in which it fails.
    #[serde(default)]
    pub mode: Vec<Mode>,
    /// Where these figures come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// What a counterparty is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::scenario) enum CounterpartyKind {
    Exchange,
    Custodian,
    Keys,
    Lender,
    Bank,
    Issuer,
    Chain,
    Authority,
    Other,
}

/// What a stated probability means where stress or contagion moves the hazard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::scenario) enum Anchor {
    /// It is what a run realises.
    Average,
    /// It is that of calm times.
    Baseline,
}

/// How a falling asset raises the hazard: by min(exp(sensitivity × drawdown), cap).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Stress {
    /// The asset whose drawdown counts.
    pub asset: Placed<String>,
    /// κ, 0 or more.
    pub sensitivity: Ranged,
    /// The largest factor, 1 or more.
    pub cap: Ranged,
    /// Where these figures come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// How a failure raises the hazard of another.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Raise {
    /// Whose hazard; "*" for all others.
    pub counterparty: Placed<String>,
    /// By how much at first, 1 or more.
    pub multiplier: Ranged,
    /// After how many days half of that is gone.
    pub half_life_days: Ranged,
    /// Where these figures come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// A failure that takes this counterparty down in the same step.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct FailsWith {
    /// Whose failure.
    pub counterparty: Placed<String>,
    /// With what probability.
    pub probability: Ranged,
    /// In which of its modes; required where it has several.
    pub modes: Option<Vec<Placed<String>>>,
    /// In which mode this one then fails; required where it has several.
    #[serde(rename = "as")]
    pub as_mode: Option<Placed<String>>,
    /// Where these figures come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// One way of failing.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Mode {
    /// hack, insolvency, fraud, regulatory, lock, depeg, …
    pub kind: Placed<String>,
    /// Its id where a kind stands twice; default: the kind.
    pub id: Option<Placed<String>>,
    /// Its share where the counterparty has one hazard.
    pub weight: Option<Ranged>,
    /// The chance of this failure within a year, if no other came first.
    pub annual_failure_probability: Option<Ranged>,
    /// Instead: the hazard a year.
    pub intensity: Option<Ranged>,
    /// Instead: the name of a pool of evidence.
    pub evidence: Option<Placed<String>>,
    /// What the pool must count; required with `evidence`.
    pub counts: Option<Placed<String>>,
    /// The share that is lost of what did not escape.
    pub loss_given_failure: Placed<Law>,
    /// After how many days the rest is paid; required where less than all can be lost.
    pub recovery_delay_days: Option<Placed<Law>>,
    /// In coins or in money; required where less than all can be lost.
    pub recovery_basis: Option<Placed<Basis>>,
    /// The share of the balance that gets out before withdrawals stop; default 0.
    pub escape_fraction: Option<Placed<Law>>,
    /// By how much the whole market falls; default 0.
    pub market_drawdown: Option<Placed<Law>>,
    /// Where these figures come from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// What a claim is worth: coins, or money at the prices of the day of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::scenario) enum Basis {
    InKind,
    PetitionDate,
}

/// How failure times hang together.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Copula {
    /// Which copula.
    pub kind: Placed<Shape>,
    /// Of student-t: degrees of freedom, 1 or more.
    pub dof: Option<Placed<f64>>,
    /// Where this comes from.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
}

/// The normal law, or Student's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::scenario) enum Shape {
    Gaussian,
    StudentT,
}
