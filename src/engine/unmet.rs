//! Why the pilot found no scales.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A stated chance that no scale gives; [`fmt::Display`] tells it in English.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unmet {
    /// Whose chance is furthest off.
    pub counterparty: String,
    /// Rounds of the search.
    pub rounds: u32,
    /// By which share of itself the chance is still off.
    pub gap: f64,
}

impl fmt::Display for Unmet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { counterparty, rounds, gap } = self;
        write!(
            formatter,
            "the stated chance that {counterparty} fails can't be met: after {rounds} rounds the realised one is still {:.1}% off; \
             lower its stress sensitivity, its cap or the multipliers that raise it, or write anchor = \"baseline\" for it",
            100.0 * gap
        )
    }
}
