//! How fine the numbers of the daily work are.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How fine the numbers on lanes of paths are. Draws are the same words either way, so that a run in
/// single precision can be held against one in double.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// 24 binary digits: fast, and off by far less than the sampling error.
    #[default]
    Single,
    /// 53 binary digits: to audit the other.
    Double,
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Single => "single",
            Self::Double => "double",
        })
    }
}
