//! Where a figure comes from, how it is known, and how sure its author is of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::node::Node;

/// How a figure is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Grounds {
    /// Computed from data on record: prices, counts of events.
    Measured,
    /// Stated by somebody else: a court, a filing, a paper.
    Published,
    /// Somebody's judgement; also what names no source.
    Judgement,
}

impl Grounds {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Published => "published",
            Self::Judgement => "judgement",
        }
    }
}

/// How sure the author of a figure is of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Little would change it.
    High,
    /// It may well be somewhat off.
    Medium,
    /// It is one of many that could stand there.
    Low,
}

impl Confidence {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// Words of a source that say that somebody judged.
const JUDGED: [&str; 6] = ["judgement", "judged", "assumed", "assumption", "invented", "by definition"];

/// Words of a source that say that data was reckoned with.
const MEASURED: [&str; 8] = [
    "log returns",
    "daily returns",
    "daily closes",
    "closing price",
    "pearson",
    "close of",
    "exchange-years",
    "evidence/",
];

/// What a table says of its figures, or the nearest above it that says something.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Provenance<'n> {
    pub source: Option<&'n str>,
    pub basis: Option<Grounds>,
    pub confidence: Option<Confidence>,
}

impl<'n> Provenance<'n> {
    /// That of a table below one whose figures come from `above`. A source of its own ends what was said above.
    pub fn of(node: &'n Node, above: Self) -> Self {
        let own = |key| node.get(key).and_then(Node::as_text);
        let from = match own("source") {
            Some(source) => Self { source: Some(source), ..Self::default() },
            None => above,
        };
        let basis = own("basis").and_then(grounds).or(from.basis);
        let confidence = own("confidence").and_then(confidence).or(from.confidence);
        Self { basis, confidence, ..from }
    }

    /// How the figure at `address` is known: as stated, or as its source says, or else judgement.
    pub fn basis_of(self, address: &str) -> Grounds {
        let Some(source) = self.source else { return self.basis.unwrap_or(Grounds::Judgement) };
        self.basis.unwrap_or_else(|| told(clause(source, address)))
    }
}

fn grounds(word: &str) -> Option<Grounds> {
    [Grounds::Measured, Grounds::Published, Grounds::Judgement].into_iter().find(|grounds| grounds.word() == word)
}

fn confidence(word: &str) -> Option<Confidence> {
    [Confidence::High, Confidence::Medium, Confidence::Low].into_iter().find(|confidence| confidence.word() == word)
}

/// The part of a source that speaks of a figure: "volatility: …; drift: …" has one for each.
fn clause<'s>(source: &'s str, address: &str) -> &'s str {
    let mut found = None;
    for part in source.split(';') {
        let label =
            part.split_once(':').map_or_else(|| part.split_whitespace().next().unwrap_or(""), |(label, _)| label);
        let speaks = |key: &str| {
            let words = key.replace('_', " ");
            label
                .split([',', ' '])
                .any(|word| !word.is_empty() && (word == key || words.split(' ').any(|one| same(one, word))))
        };
        if address.rsplit('.').take(2).any(speaks) {
            found = Some(part);
        }
    }
    found.unwrap_or(source)
}

/// Whether two words are one: "loadings" is spoken of as "loading".
fn same(key: &str, word: &str) -> bool {
    key.len() > 3 && word.len() > 3 && (key.starts_with(word) || word.starts_with(key))
}

fn told(words: &str) -> Grounds {
    let words = words.to_lowercase();
    let says = |list: &[&str]| list.iter().any(|word| words.contains(word));
    if says(&JUDGED) {
        Grounds::Judgement
    } else if says(&MEASURED) {
        Grounds::Measured
    } else {
        Grounds::Published
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::toml_text;

    fn of<'n>(node: &'n Node, keys: &[&str]) -> Provenance<'n> {
        let mut provenance = Provenance::of(node, Provenance::default());
        let mut node = node;
        for key in keys {
            node = node.get(key).unwrap();
            provenance = Provenance::of(node, provenance);
        }
        provenance
    }

    #[test]
    fn a_nearer_source_ends_what_was_said_above() {
        let text = "source = \"a filing\"\nbasis = \"measured\"\nconfidence = \"high\"\nx = { y = 1 }\nz = { source = \"judgement\" }";
        let node = toml_text::document(text, 0).unwrap();
        let (inherits, own) = (of(&node, &["x"]), of(&node, &["z"]));
        assert_eq!((inherits.basis_of("x.y"), inherits.confidence), (Grounds::Measured, Some(Confidence::High)));
        assert_eq!((own.basis_of("z"), own.confidence), (Grounds::Judgement, None));
    }

    #[test]
    fn what_names_no_source_is_judgement() {
        assert_eq!(Provenance::default().basis_of("asset.A.volatility"), Grounds::Judgement);
    }

    #[test]
    fn of_a_source_in_parts_the_part_that_speaks_of_the_figure_counts() {
        let source = "volatility: sd of daily log returns; drift: set to zero, judgement; delay: court records";
        let from = Provenance { source: Some(source), ..Provenance::default() };
        assert_eq!(from.basis_of("asset.A.volatility"), Grounds::Measured);
        assert_eq!(from.basis_of("asset.A.drift"), Grounds::Judgement);
        assert_eq!(from.basis_of("counterparty.a.mode.lock.recovery_delay_days"), Grounds::Published);
    }
}
