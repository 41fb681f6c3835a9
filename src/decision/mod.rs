//! What should the fund do? Limits, break-evens, better allocations, and what leads to a loss.
//!
//! Each question is a loop around the engine, or a line of algebra on what one failure costs tomorrow. All runs of one
//! question share their draws, so that what differs between them is what was changed, not chance.

pub mod axis;
pub mod break_even;
mod ends;
mod ground;
pub mod limits;
pub mod places;
mod refusal;
mod runs;
pub mod sweep;

pub use ground::Ground;
pub use refusal::Refusal;
pub use runs::Manner;

use serde::Serialize;

/// What was found, and on what it rests; contents of a question's `summary.json`.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// On what it rests.
    #[serde(flatten)]
    pub ground: Ground,
    /// The figures.
    #[serde(flatten)]
    pub found: Found,
}

/// What one question found.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Found {
    /// How much may be held where.
    Limits(limits::Limits),
}

impl Found {
    /// The word that asks for it.
    #[must_use]
    pub const fn verb(&self) -> &'static str {
        match self {
            Self::Limits(_) => "limits",
        }
    }
}
