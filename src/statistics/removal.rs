//! What goes away when a run is made again with one change, on the same draws.
//!
//! Only the paths that the change touched are known anew; all others are as they were. So nothing here
//! ever looks at all paths: differences are sums over the changed ones, and a changed tail is the
//! old one without the old numbers of the changed paths and with their new ones.

use std::cmp::Ordering;

use super::grouped::Grouped;
use super::interval::{Estimate, MeanAndSd, expected_shortfall, sparse_mean, sparse_standard_error};
use super::ranks::{Ranks, rank};
use super::sorted::Sorted;
use super::tail::Tail;

/// A column of which some paths have changed.
#[derive(Clone, Debug)]
pub struct ChangedColumn<'a> {
    base: &'a Grouped,
    /// Old and new number of each changed path.
    pairs: Vec<(f64, f64)>,
    /// Old numbers of the changed paths, sorted.
    old: Sorted,
    /// New ones, sorted.
    new: Sorted,
}

/// What a change does to a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Changed {
    /// By how much the figure falls, with the interval of paired differences.
    pub fall: Estimate,
    /// The figure after the change, with its own interval.
    pub left: Estimate,
}

impl<'a> ChangedColumn<'a> {
    /// The column `column`, grouped in `base`, with the numbers of the paths `paths` replaced by `changed`.
    #[must_use]
    pub fn new(column: &[f64], base: &'a Grouped, paths: &[u64], changed: &[f64]) -> Self {
        let pairs: Vec<(f64, f64)> =
            paths.iter().zip(changed).map(|(&path, &new)| (column[path as usize], new)).collect();
        let old = Sorted::of(&pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
        Self { base, pairs, old, new: Sorted::of(changed) }
    }

    /// By how much the mean falls, with the interval of the paired differences.
    #[must_use]
    pub fn fall_of_mean(&self) -> Estimate {
        let falls = self.pairs.iter().map(|(old, new)| old - new);
        let (sum, squares) = falls.fold((0.0, 0.0), |(sum, squares), fall| (sum + fall, squares + fall * fall));
        sparse_mean(self.base.paths(), sum, squares)
    }

    /// The same with what is left of the mean; `before` is that of the old column.
    #[must_use]
    pub fn mean(&self, before: MeanAndSd) -> Changed {
        let fall = self.fall_of_mean();
        let about = |value: f64| (value - before.mean).powi(2);
        let more: f64 = self.pairs.iter().map(|&(old, new)| about(new) - about(old)).sum();
        let count = before.count as f64;
        let squares = before.sd * before.sd * (count - 1.0) + more - count * fall.value * fall.value;
        let sd = (squares.max(0.0) / (count - 1.0).max(1.0)).sqrt();
        Changed { fall, left: MeanAndSd { mean: before.mean - fall.value, sd, ..before }.estimate() }
    }

    /// What happens to ES of each tail of the old column; the interval of the fall is that of the difference of the two
    /// influence functions.
    #[must_use]
    pub fn shortfalls(&self, tails: &[Tail]) -> Vec<Changed> {
        let lowest = tails.iter().map(|tail| rank(self.base.paths(), tail.level)).min().unwrap_or(0);
        let worst = self.worst((self.base.paths() + 1).saturating_sub(lowest));
        tails.iter().map(|tail| self.shortfall(tail, &worst)).collect()
    }

    fn shortfall(&self, before: &Tail, worst: &[f64]) -> Changed {
        let after = self.changed_tail(before.level, worst);
        let floor = before.value_at_risk.min(after.value_at_risk);
        let (mut sum, mut squares) = (0.0, 0.0);
        let mut count = |old: f64, new: f64| {
            let difference = before.influence(old) - after.influence(new);
            sum += difference;
            squares += difference * difference;
        };
        self.unchanged_from_the_top().take_while(|&loss| loss > floor).for_each(|loss| count(loss, loss));
        self.pairs.iter().for_each(|&(old, new)| count(old, new));
        let is_known = before.tells_its_error() && after.tells_its_error();
        let error = if is_known { sparse_standard_error(self.base.paths(), sum, squares) } else { f64::NAN };
        let fall = Estimate::normal(before.expected_shortfall - after.expected_shortfall, error);
        Changed { fall, left: expected_shortfall(&after) }
    }

    /// The tail of the changed column; `worst` are its largest numbers, largest first, down to VaR at least.
    fn changed_tail(&self, level: f64, worst: &[f64]) -> Tail {
        let paths = self.base.paths();
        let value_at_risk = worst.get(paths - rank(paths, level)).copied().unwrap_or(0.0);
        let above = worst.iter().take_while(|&&loss| loss > value_at_risk).count();
        Tail::with(paths, level, value_at_risk, &worst[..above])
    }

    /// The `count` largest numbers of the changed column, largest first.
    fn worst(&self, count: usize) -> Vec<f64> {
        let mut unchanged = self.unchanged_from_the_top().peekable();
        let mut new = self.new.values().iter().rev().copied().peekable();
        let larger = std::iter::from_fn(|| match (unchanged.peek(), new.peek()) {
            (Some(kept), Some(put)) if kept < put => new.next(),
            (Some(_), _) => unchanged.next(),
            (None, _) => new.next(),
        });
        larger.take(count).collect()
    }

    /// The numbers of the paths that did not change, largest first.
    fn unchanged_from_the_top(&self) -> impl Iterator<Item = f64> {
        let mut gone = self.old.values().iter().rev().copied().peekable();
        // Both are in the same order, so each number that is gone meets its like.
        let like = move |kept: &f64| gone.next_if(|old| old.total_cmp(kept) == Ordering::Equal).is_none();
        self.base.downwards().filter(like)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same falls from two whole columns.
    fn dense(column: &[f64], changed: &[f64], level: f64) -> (Estimate, Estimate) {
        let mean = MeanAndSd::of(&column.iter().zip(changed).map(|(a, b)| a - b).collect::<Vec<_>>()).estimate();
        let (before, after) = (Tail::of(&Sorted::of(column), level), Tail::of(&Sorted::of(changed), level));
        let differences: Vec<f64> =
            column.iter().zip(changed).map(|(&a, &b)| before.influence(a) - after.influence(b)).collect();
        let spread = MeanAndSd::of(&differences);
        let is_known = before.tells_its_error() && after.tells_its_error();
        let error = if is_known { spread.standard_error() } else { f64::NAN };
        (mean, Estimate::normal(before.expected_shortfall - after.expected_shortfall, error))
    }

    fn close(a: Estimate, b: Estimate) -> bool {
        [(a.value, b.value), (a.low, b.low), (a.high, b.high)]
            .iter()
            .all(|(a, b)| (a - b).abs() < 1e-7 || (a.is_nan() && b.is_nan()))
    }

    #[test]
    fn removing_the_only_bad_path_takes_its_loss_away() {
        let column = [0.0, 0.8, 0.0, 0.4];
        let base = Grouped::of(&column);
        let change = ChangedColumn::new(&column, &base, &[1], &[0.1]);
        assert!((change.fall_of_mean().value - 0.7 / 4.0).abs() < 1e-15);
        let Changed { fall, left } = change.shortfalls(&[Tail::of(&base, 0.5)])[0];
        // The worst two were 0.8 and 0.4; now they are 0.4 and 0.1.
        assert!((fall.value - (0.6 - 0.25)).abs() < 1e-15, "{fall:?}");
        assert!((left.value - 0.25).abs() < 1e-15, "{left:?}");
    }

    #[test]
    fn a_change_of_nothing_is_exactly_nothing() {
        let column = [0.1, 0.2, 0.2, 0.0, 0.0, 0.3, 0.5, 0.1, 0.0, 0.2];
        let base = Grouped::of(&column);
        let change = ChangedColumn::new(&column, &base, &[1], &[0.2]);
        assert_eq!(change.fall_of_mean(), Estimate::default());
        let tail = Tail::of(&base, 0.5);
        let unchanged = Changed { fall: Estimate::default(), left: expected_shortfall(&tail) };
        assert_eq!(change.shortfalls(&[tail]), [unchanged]);
        let before = MeanAndSd::of(&column);
        let left = change.mean(before).left;
        assert!(close(left, before.estimate()), "{left:?}");
    }

    proptest! {
        #[test]
        fn sparse_changes_are_the_same_as_whole_columns(
            pairs in prop::collection::vec((-3_i8..8, prop::option::of(-3_i8..8)), 10..80),
            low in 0.05..0.9_f64,
        ) {
            let column: Vec<f64> = pairs.iter().map(|pair| f64::from(pair.0) / 7.0).collect();
            let paths: Vec<u64> = (0..pairs.len()).filter(|&i| pairs[i].1.is_some()).map(|i| i as u64).collect();
            let changed: Vec<f64> = pairs.iter().filter_map(|pair| pair.1).map(|new| f64::from(new) / 7.0).collect();
            let whole: Vec<f64> = pairs.iter().map(|pair| f64::from(pair.1.unwrap_or(pair.0)) / 7.0).collect();
            let base = Grouped::of(&column);
            let change = ChangedColumn::new(&column, &base, &paths, &changed);
            let levels = [low, 0.5 + low / 2.0, 0.995];
            let tails = levels.map(|level| Tail::of(&base, level));
            let left = change.mean(MeanAndSd::of(&column)).left;
            prop_assert!(close(left, MeanAndSd::of(&whole).estimate()), "{left:?}");
            for (changed, level) in change.shortfalls(&tails).into_iter().zip(levels) {
                let (mean, shortfall) = dense(&column, &whole, level);
                prop_assert!(close(change.fall_of_mean(), mean));
                prop_assert!(close(changed.fall, shortfall), "{changed:?} is not {shortfall:?}");
                let after = expected_shortfall(&Tail::of(&Sorted::of(&whole), level));
                prop_assert!(close(changed.left, after), "{changed:?} is not {after:?}");
            }
        }
    }
}
