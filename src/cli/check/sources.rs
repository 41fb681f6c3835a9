//! Where the scenario says that its figures come from.

use crate::scenario::Scenario;

/// The source of the figures whose address begins so; of several, the first.
pub fn source<'a>(scenario: &'a Scenario, address: &str) -> Option<&'a str> {
    let mut below = scenario.assumptions().iter().filter(|line| line.address.starts_with(address));
    below.find_map(|line| line.source.as_deref())
}

/// The source of a counterparty's figures other than those of its modes.
pub fn source_beside_modes<'a>(scenario: &'a Scenario, id: &str) -> Option<&'a str> {
    let (all, modes) = (format!("counterparty.{id}."), format!("counterparty.{id}.mode."));
    let is_own = |address: &str| address.starts_with(&all) && !address.starts_with(&modes);
    let mut own = scenario.assumptions().iter().filter(|line| is_own(&line.address));
    own.find_map(|line| line.source.as_deref())
}

/// How many of the scenario's figures say where they come from, and how many there are.
pub fn sourced(scenario: &Scenario) -> (usize, usize) {
    let lines = scenario.assumptions();
    (lines.iter().filter(|line| line.source.is_some()).count(), lines.len())
}

/// How many figures are ranges.
pub fn ranges(scenario: &Scenario) -> usize {
    scenario.assumptions().iter().filter(|line| line.low.is_some() || line.high.is_some()).count()
}
