//! Why two sides don't see the same paths.

use std::fmt;

use serde::Serialize;

/// Why two sides don't see the same paths; [`fmt::Display`] tells it in English, as it stands in `comparison.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "String")]
pub enum NotPaired {
    /// Their seeds differ.
    Seeds(u64, u64),
    /// So do their numbers of paths.
    Paths(u64, u64),
    /// So do their horizons, in days.
    Horizons(u64, u64),
    /// So do their steps, in days.
    Steps(u64, u64),
    /// They have other assets, or the same in another order.
    Assets,
    /// What moves this asset differs.
    Price(String),
    /// Their markets draw prices by other laws.
    Laws,
    /// Of so many paths each keeps another part.
    KeptPaths,
}

impl NotPaired {
    /// Whether `--seed` and `--paths` would mend it.
    #[must_use]
    pub const fn is_mendable(&self) -> bool {
        matches!(self, Self::Seeds(..) | Self::Paths(..))
    }
}

impl fmt::Display for NotPaired {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut unlike = |what: &str, one, other| write!(formatter, "their {what} differ ({one} and {other})");
        match self {
            Self::Seeds(one, other) => unlike("seeds", one, other),
            Self::Paths(one, other) => unlike("numbers of paths", one, other),
            Self::Horizons(one, other) => unlike("horizons", one, other),
            Self::Steps(one, other) => unlike("days of a step", one, other),
            Self::Assets => formatter.write_str("they have other assets, or the same in another order"),
            Self::Price(asset) => write!(formatter, "the price of {asset} moves otherwise"),
            Self::Laws => formatter.write_str("their markets draw prices by other laws"),
            Self::KeptPaths => {
                formatter.write_str("their paths are so many that only part of them is kept, and not the same part")
            }
        }
    }
}

impl From<NotPaired> for String {
    fn from(reason: NotPaired) -> Self {
        reason.to_string()
    }
}
