//! How much of a reserve can be lost because it leans on one counterparty, and on which one?
//!
//! A loss travels one way:
//!
//! ```text
//! scenario file -> Scenario -> engine -> Outcomes -> statistics -> Assessment -> report -> output/
//!                                 |
//!       each path, each step:  market -> failure -> custody -> reserve
//! ```
//!
//! The rooms are listed in reading order. A room uses only rooms above it; `tests/architecture.rs`
//! holds us to that.

pub mod units;

pub mod numeric;

pub mod random;

pub mod distribution;

pub mod market;

pub mod failure;

pub mod custody;

pub mod reserve;

pub mod scenario;

pub mod outcome;

pub mod engine;

pub mod statistics;

pub mod assessment;

pub mod report;

pub mod cli;
