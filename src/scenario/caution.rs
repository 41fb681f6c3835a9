//! What the reader should know before the run, as facts: so that it can be told in any language.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What the reader should know before the run; [`fmt::Display`] tells it in English.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Caution {
    /// The stated correlations are no correlation matrix; the nearest one took their place.
    CorrelationRepaired {
        /// The smallest eigenvalue of the stated matrix.
        smallest_eigenvalue: f64,
        /// The pairs that changed most, at most ten, the largest change first.
        changes: Vec<CorrelationChange>,
        /// How many changed less.
        more: u64,
    },
    /// "Fails at most once" begins to matter.
    LongHorizon {
        /// The horizon.
        days: u64,
    },
    /// Tails decide the mean of exp(r).
    WideSteps {
        /// Of which asset.
        asset: String,
        /// Its volatility.
        volatility: f64,
        /// Length of a step.
        step_days: u32,
    },
    /// A raise fades between steps.
    FadingRaise {
        /// Whose failure raises.
        counterparty: String,
        /// Whose chance is raised.
        raised: String,
        /// How fast it fades.
        half_life_days: f64,
    },
    /// There is no claim on lost keys.
    UnusedRecovery {
        /// Whose.
        counterparty: String,
    },
}

/// A correlation as stated, and as it became.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrelationChange {
    /// One asset.
    pub a: String,
    /// The other.
    pub b: String,
    /// As stated.
    pub stated: f64,
    /// As used.
    pub used: f64,
}

/// Most changes of correlations that are told one by one.
pub(super) const MOST_CHANGES: usize = 10;

impl fmt::Display for Caution {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CorrelationRepaired { smallest_eigenvalue, changes, more } => write!(
                formatter,
                "The correlation matrix is not positive semi-definite (smallest eigenvalue {}); it was \
                 replaced by the nearest valid one, with {}.",
                true_minus(&format!("{smallest_eigenvalue:.4}")),
                true_minus(&changes_in_words(changes, *more)),
            ),
            Self::LongHorizon { days } => write!(
                formatter,
                "The horizon of {days} days is longer than three years: a counterparty fails at most once a path and stays \
                 failed, which such a horizon strains."
            ),
            Self::WideSteps { asset, volatility, step_days } => write!(
                formatter,
                "{asset}: with Student-t innovations and a volatility of {volatility} over steps of {step_days} days, the mean \
                 gain is decided by tails that no run samples."
            ),
            Self::FadingRaise { counterparty, raised, half_life_days } => write!(
                formatter,
                "{counterparty}: its raise of {raised} has a half-life of {half_life_days} days, under two steps: most of it \
                 fades between steps."
            ),
            Self::UnusedRecovery { counterparty } => write!(
                formatter,
                "{counterparty}: there is no claim on lost keys, so the recovery that its modes state is not used."
            ),
        }
    }
}

/// Negative numbers as people write them.
fn true_minus(text: &str) -> String {
    let text = text.replace(" -", " −");
    text.strip_prefix('-').map_or_else(|| text.clone(), |rest| format!("−{rest}"))
}

/// A count with commas: `1,000,000`.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The first changes one by one, and how many more there are.
pub(super) fn changes_in_words(changes: &[CorrelationChange], more: u64) -> String {
    let words =
        |CorrelationChange { a, b, stated, used }: &CorrelationChange| format!("{a}-{b} {used:.4} instead of {stated}");
    let shown: Vec<String> = changes.iter().map(words).collect();
    let rest = match more {
        0 => String::new(),
        1 => " and 1 smaller change".to_owned(),
        more => format!(" and {} smaller changes", grouped(more)),
    };
    format!("{}{rest}", shown.join(", "))
}
