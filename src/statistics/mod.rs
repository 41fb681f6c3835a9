//! The shelf of statistics: slices in, numbers out; no files, no randomness, no threads.

mod interval;

pub use interval::Estimate;
