//! What should the fund do? Limits, break-evens, better allocations, and what leads to a loss.
//!
//! Each question is a loop around the engine, or a line of algebra on what one failure costs tomorrow. All runs of one
//! question share their draws, so that what differs between them is what was changed, not chance.
