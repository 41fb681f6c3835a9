//! What should the fund do? Limits, break-evens, better allocations, and what leads to a loss.
//!
//! Each question is a loop around the engine, or a line of algebra on what one failure costs tomorrow. All runs of one
//! question share their draws, so that what differs between them is what was changed, not chance.

mod cascade;
mod event;
mod exact;
pub mod reverse;
pub mod sensitivity;
mod what_if;

pub use cascade::{Cascade, Failing, Way, certain_ladder, expected_ladder};
pub use event::{Event, NotAFailure};
pub use exact::{Exact, Ladder, ends_by};
pub use what_if::{Failed, Fired, Lost, MOST_NODES, Node, OtherMode, Raised, Reached, WhatIf, what_if};
