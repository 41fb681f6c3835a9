//! Falling together: in which order it is asked who falls with whom, and from what that is drawn.

use std::collections::BTreeSet;

use crate::failure::{Counterparty, FailsWith};
use crate::random::{Purpose, Stream};

/// The stream of each entry of one counterparty.
#[must_use]
pub fn pair_streams(counterparty: &Counterparty, counterparties: &[Counterparty], seed: u64) -> Vec<Stream> {
    let trigger = |entry: &FailsWith| &counterparties[entry.trigger.0].id;
    counterparty
        .fails_with
        .iter()
        .map(|entry| Stream::new(seed, Purpose::FallingTogether, &[trigger(entry), &counterparty.id]))
        .collect()
}

/// Those who can fall with another, in an order in which d comes before c, ties by file. The checked
/// scenario has no circles.
#[must_use]
pub fn falling_order(counterparties: &[Counterparty]) -> Vec<usize> {
    let falls = |c: usize| !counterparties[c].fails_with.is_empty();
    // Of each, how many of those it waits for have no place yet; and who waits for it.
    let mut waits_for = vec![0_usize; counterparties.len()];
    let mut waiting: Vec<Vec<usize>> = vec![Vec::new(); counterparties.len()];
    let mut ready = BTreeSet::new();
    for (c, counterparty) in counterparties.iter().enumerate() {
        for entry in counterparty.fails_with.iter().filter(|entry| falls(entry.trigger.0)) {
            waits_for[c] += 1;
            waiting[entry.trigger.0].push(c);
        }
        if falls(c) && waits_for[c] == 0 {
            ready.insert(c);
        }
    }
    let mut order = Vec::new();
    while let Some(next) = ready.pop_first() {
        order.push(next);
        for c in std::mem::take(&mut waiting[next]) {
            waits_for[c] -= 1;
            if waits_for[c] == 0 {
                ready.insert(c);
            }
        }
    }
    order
}
