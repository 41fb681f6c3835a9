//! Who fails how likely, stated and realised.

use super::Basis;
use crate::assessment::{CounterpartyFigures, JointFailures, ModeFigures};
use crate::statistics::interval::wilson;

/// The id of the row of all who have none of their own.
pub const OTHER: &str = "other";

/// One row a named counterparty, and one for the others.
pub fn counterparties(basis: &Basis<'_>) -> Vec<CounterpartyFigures> {
    let named = &basis.listing.counterparties;
    let rows = named.named.iter().map(|&place| counterparty(basis, place));
    rows.chain((!named.other.is_empty()).then(|| others(basis, &named.other))).collect()
}

fn counterparty(basis: &Basis<'_>, place: usize) -> CounterpartyFigures {
    let (counterparty, kept) = (&basis.scenario.counterparties()[place], basis.kept());
    let mode = |(number, mode): (usize, &crate::failure::Mode)| ModeFigures {
        mode: mode.id.clone(),
        stated: basis.stated[place][number],
        probability: basis.has_names().then(|| wilson(basis.tally.by_mode[place][number], kept)),
    };
    CounterpartyFigures {
        id: counterparty.id.clone(),
        group: basis.scenario.groups()[counterparty.group.0].id.clone(),
        anchor_scale: scale(basis, place),
        stated_failure_probability: stated(basis, place),
        own_failure_probability: basis.has_names().then(|| wilson(own_crossings(basis, place), basis.paths())),
        failure_probability: basis.has_names().then(|| wilson(basis.tally.failures_of(place), kept)),
        by_mode: counterparty.modes.iter().enumerate().map(mode).collect(),
    }
}

/// P(own threshold crossed), as stated.
pub fn stated(basis: &Basis<'_>, place: usize) -> f64 {
    basis.stated[place].iter().sum()
}

/// Paths on which the own threshold was crossed.
pub fn own_crossings(basis: &Basis<'_>, place: usize) -> u64 {
    basis.outcomes.own_crossings.get(place).copied().unwrap_or(0)
}

fn scale(basis: &Basis<'_>, place: usize) -> f64 {
    basis.outcomes.anchor.scale.get(place).copied().unwrap_or(1.0)
}

/// The average one of those that are not named, with the interval that one such name would have.
fn others(basis: &Basis<'_>, others: &[usize]) -> CounterpartyFigures {
    let mean = |of: &dyn Fn(usize) -> f64| others.iter().map(|&place| of(place)).sum::<f64>() / others.len() as f64;
    let share = |of: &dyn Fn(usize) -> u64, paths| {
        basis.has_names().then(|| average_share(others.iter().map(|&place| of(place)), paths))
    };
    CounterpartyFigures {
        id: OTHER.to_owned(),
        group: String::new(),
        anchor_scale: mean(&|place| scale(basis, place)),
        stated_failure_probability: mean(&|place| stated(basis, place)),
        own_failure_probability: share(&|place| own_crossings(basis, place), basis.paths()),
        failure_probability: share(&|place| basis.tally.failures_of(place), basis.kept()),
        by_mode: Vec::new(),
    }
}

/// The average of several shares of paths, with the interval of a single one: they may all hang together.
pub fn average_share(counts: impl ExactSizeIterator<Item = u64>, paths: u64) -> crate::statistics::Estimate {
    let names = counts.len().max(1) as u64;
    let total: u64 = counts.sum();
    let mut estimate = wilson((total + names / 2) / names, paths);
    estimate.value = total as f64 / (names * paths).max(1) as f64;
    estimate.low = estimate.low.min(estimate.value);
    estimate.high = estimate.high.max(estimate.value);
    estimate
}

/// P(exactly n groups fail), up to the most that failed on one path; nothing where nobody asked.
pub fn joint_failures(basis: &Basis<'_>) -> Vec<JointFailures> {
    let counts = basis.tally.exactly.iter().enumerate().filter(|_| basis.has_names());
    counts
        .map(|(count, &paths)| JointFailures { count: count as u64, probability: wilson(paths, basis.kept()) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_share_is_as_uncertain_as_a_single_one() {
        let estimate = average_share([1, 2, 6].into_iter(), 100);
        assert_eq!(estimate.value, 0.03);
        assert_eq!((estimate.low, estimate.high), (wilson(3, 100).low, wilson(3, 100).high));
        // A third of a path, and the interval of no path: it must hold the estimate.
        let rare = average_share([0, 1, 0].into_iter(), 100);
        assert!(rare.low <= rare.value && rare.value <= rare.high, "{rare:?}");
    }
}
