//! A column in ascending order, whole or from the top.

use super::ranks::{Ranks, excess_over};
use crate::numeric::order::nth_largest;

/// The numbers of a column in ascending order, one a path; or only the largest of them.
///
/// Its buffer is meant to be filled again and again: a run has many columns, and each is long.
#[derive(Clone, Debug, Default)]
pub struct Sorted {
    paths: usize,
    values: Vec<f64>,
}

impl Sorted {
    /// Sorts a copy of `column`.
    #[must_use]
    pub fn of(column: &[f64]) -> Self {
        let mut sorted = Self::default();
        sorted.refill(column);
        sorted
    }

    /// The numbers of `column` from rank `lowest` up: of lower ones nothing is known but that they are lower.
    #[must_use]
    pub fn from_rank(column: &[f64], lowest: usize) -> Self {
        let count = (column.len() + 1).saturating_sub(lowest.max(1));
        let bar = nth_largest(column, count);
        Self::largest(column.len(), column.iter().copied().filter(|value| *value >= bar).collect())
    }

    /// The largest numbers of a column of so many paths, in any order.
    #[must_use]
    pub fn largest(paths: usize, mut values: Vec<f64>) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        Self { paths, values }
    }

    /// Forgets what it held and sorts a copy of `column`.
    pub fn refill(&mut self, column: &[f64]) {
        self.values.clear();
        self.values.extend_from_slice(column);
        self.values.sort_unstable_by(f64::total_cmp);
        self.paths = column.len();
    }

    /// The numbers, ascending.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }
}

impl Ranks for Sorted {
    fn paths(&self) -> usize {
        self.paths
    }

    fn at_rank(&self, rank: usize) -> f64 {
        let unknown = self.paths - self.values.len();
        let place = rank.clamp(1, self.paths.max(1)).saturating_sub(unknown + 1);
        self.values.get(place).copied().unwrap_or(0.0)
    }

    fn above(&self, x: f64) -> usize {
        self.values.len() - self.values.partition_point(|&value| value <= x)
    }

    fn at_or_above(&self, x: f64) -> usize {
        self.values.len() - self.values.partition_point(|&value| value < x)
    }

    fn excess(&self, x: f64) -> (f64, f64) {
        let worst = &self.values[self.values.len() - self.above(x)..];
        excess_over(x, worst.iter().copied(), (0.0, 0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Tail;

    #[test]
    fn a_quantile_is_the_smallest_number_that_enough_paths_do_not_exceed() {
        let sorted = Sorted::of(&[3.0, 1.0, 2.0, 4.0]);
        assert_eq!(sorted.quantile(0.25), 1.0);
        assert_eq!(sorted.quantile(0.26), 2.0);
        assert_eq!(sorted.quantile(0.999), 4.0);
        assert_eq!(sorted.quantile(1e-12), 1.0);
    }

    #[test]
    fn paths_above_are_counted_without_ties() {
        let sorted = Sorted::of(&[0.5, 0.5, 0.1, 0.9]);
        assert_eq!((sorted.above(0.5), sorted.at_or_above(0.5)), (1, 3));
    }

    #[test]
    fn a_tail_needs_no_more_than_the_largest() {
        let column: Vec<f64> = (0..5000_u32).map(|path| f64::from(path * 7919 % 5000 / 3)).collect();
        let (whole, top) = (Sorted::of(&column), Sorted::from_rank(&column, 4500));
        assert!(top.values().len() < 510);
        for level in [0.9, 0.95, 0.999] {
            assert_eq!(Tail::of(&whole, level), Tail::of(&top, level));
        }
    }
}
