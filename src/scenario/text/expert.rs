//! The mirror of a file of assumptions.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::number::{Placed, Source};
use crate::scenario::provenance::{Confidence, Grounds};

/// What one expert believes of a scenario.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Expert {
    /// Version of the format: 1.
    pub schema: Option<Placed<u64>>,
    /// The expert, for people; default: the name of the file.
    pub title: Option<Placed<String>>,
    /// Which scenario it is about.
    pub scenario: Option<Placed<String>>,
    /// Where the figures come from that name no nearer source.
    pub source: Option<Source>,
    /// How these figures are known.
    pub basis: Option<Grounds>,
    /// How sure their author is of them.
    pub confidence: Option<Confidence>,
    /// Numbers and ranges by address; read from the nodes.
    pub assumptions: Option<IgnoredAny>,
}

/// A number with a source, or with its range.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::scenario) struct Belief {
    /// The number.
    pub value: Placed<f64>,
    /// The smallest that is plausible.
    pub low: Option<Placed<f64>>,
    /// The largest that is plausible.
    pub high: Option<Placed<f64>>,
    /// Where it comes from.
    pub source: Option<Source>,
    /// How it is known.
    pub basis: Option<Grounds>,
    /// How sure its author is of it.
    pub confidence: Option<Confidence>,
}
