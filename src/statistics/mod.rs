//! The shelf of statistics: slices in, numbers out; no files, no randomness, no threads.
//!
//! One concept a file. A column holds one number a path; a *tail* is the worst `1 − level` of the
//! paths, where paths tied at VaR share what is left of it equally.

pub mod attribution;
pub mod certainty_equivalent;
pub mod comparison;
pub mod concentration;
pub mod conditional;
pub mod controls;
pub mod convergence;
mod counted;
mod days;
pub mod density;
pub mod exceedance;
pub mod fan;
mod grouped;
pub mod independent;
pub mod interval;
pub mod joint;
mod ranks;
pub mod removal;
pub mod sobol;
mod sorted;
pub mod tail;
pub mod timeline;

pub use concentration::Index;
pub use conditional::ConditionalEstimate;
pub use density::Density;
pub use grouped::Grouped;
pub use interval::{Ends, Estimate};
pub use ranks::{Ranks, rank};
pub use sorted::Sorted;
pub use tail::Tail;
