//! The engine's outcomes and the reference's, side by side.

pub mod certain;
pub mod chance;
pub mod tally;

use std::path::PathBuf;

use linchpin::scenario::{Options, Scenario};

/// A scenario of `tests/scenarios/reference`.
pub fn load(name: &str) -> Scenario {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/reference").join(name);
    Scenario::load(&file, &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}
