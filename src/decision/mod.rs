//! What should the fund do? Limits, break-evens, better allocations, and what leads to a loss.
//!
//! Each question is a loop around the engine, or a line of algebra on what one failure costs tomorrow. All runs of one
//! question share their draws, so that what differs between them is what was changed, not chance.

pub mod axis;
pub mod break_even;
mod cascade;
mod ends;
mod event;
mod exact;
pub mod experts;
mod ground;
pub mod limits;
pub mod optimise;
pub mod places;
mod refusal;
pub mod reverse;
mod runs;
pub mod sensitivity;
#[cfg(test)]
mod specimen;
mod spread;
pub mod sweep;
mod what_if;

pub use cascade::{Cascade, Failing, Way, certain_ladder, expected_ladder};
pub use event::{Event, NotAFailure, NotAReserve, reserve_named};
pub use exact::{Exact, ExactLadder};
pub use ground::Ground;
pub use refusal::Refusal;
pub use runs::Manner;
pub use what_if::{Failed, Fired, Lost, MOST_NODES, Node, OtherMode, Raised, Reached, WhatIf, what_if};

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
    /// What happens if an event happens.
    WhatIf(WhatIf),
    /// Figures over the values of addresses.
    Sweep(sweep::Sweep),
    /// Where two reserves tie.
    BreakEven(Box<break_even::BreakEven>),
    /// What leads to a loss.
    Reverse(reverse::Reverse),
    /// Which of the assumptions decides.
    Sensitivity(sensitivity::Sensitivity),
    /// Which weights lose least.
    Optimum(Box<optimise::Optimum>),
    /// Where two experts differ.
    Experts(experts::Experts),
}

impl Found {
    /// The word that asks for it.
    #[must_use]
    pub const fn verb(&self) -> &'static str {
        match self {
            Self::Limits(_) => "limits",
            Self::WhatIf(_) => "what-if",
            Self::Sweep(_) => "sweep",
            Self::BreakEven(_) => "break-even",
            Self::Reverse(_) => "reverse",
            Self::Sensitivity(_) => "sensitivity",
            Self::Optimum(_) => "optimise",
            Self::Experts(_) => "experts",
        }
    }
}
