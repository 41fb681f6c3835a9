//! A column in groups that ascend: sorted as far as anybody asks.

use super::ranks::{Ranks, excess_over};
use crate::numeric::order::sorted_sample;

/// About so many numbers stand in a group.
const GROUP: usize = 64;
/// The largest of so many parts of the numbers stands sorted, for tails lie there.
const PARTS: usize = 16;

/// The numbers of a column, one a path, in groups of which each lies above the one before it.
///
/// Few ranks are ever asked for, and each takes but a look into its group, so most groups never need an order. Its
/// buffers are meant to be filled again and again.
#[derive(Clone, Debug)]
pub struct Grouped {
    values: Vec<f64>,
    /// Where each group begins in `values`, and the end.
    starts: Vec<usize>,
    /// Whether a group stands in order.
    is_sorted: Vec<bool>,
    /// Where the second group begins, about.
    low: f64,
    /// Groups a unit.
    scale: f64,
}

impl Grouped {
    /// Groups a copy of `column`.
    #[must_use]
    pub fn of(column: &[f64]) -> Self {
        let mut grouped = Self { values: Vec::new(), starts: vec![0; 2], is_sorted: Vec::new(), low: 0.0, scale: 0.0 };
        grouped.refill(column);
        grouped
    }

    /// The same with the groups of a copy of `column`.
    #[must_use]
    pub fn refilled(mut self, column: &[f64]) -> Self {
        self.refill(column);
        self
    }

    /// Forgets what it held and groups a copy of `column`.
    pub fn refill(&mut self, column: &[f64]) {
        let groups = (column.len() / GROUP).clamp(1, 1 << 14);
        let sample = sorted_sample(column);
        // A few far away must not leave all others in one group.
        let at = |share: usize| sample.get(sample.len() * share / 1000).copied().unwrap_or(0.0);
        self.low = at(5);
        let range = at(999) - self.low;
        self.scale = if range > 0.0 { groups as f64 / range } else { 0.0 };
        self.starts.clear();
        self.starts.resize(groups + 1, 0);
        for &value in column {
            let group = self.group(value);
            self.starts[group + 1] += 1;
        }
        for group in 0..groups {
            self.starts[group + 1] += self.starts[group];
        }
        self.values.resize(column.len(), 0.0);
        let mut next = self.starts.clone();
        for &value in column {
            let place = &mut next[self.group(value)];
            self.values[*place] = value;
            *place += 1;
        }
        self.sort_some();
    }

    /// Sorts the groups of the largest numbers, and those in which many stand: they hold numbers that many paths share.
    fn sort_some(&mut self) {
        let (groups, paths) = (self.starts.len() - 1, self.values.len());
        let (top, many) = (paths - paths / PARTS, paths / PARTS);
        self.is_sorted.clear();
        for group in 0..groups {
            let (start, end) = (self.starts[group], self.starts[group + 1]);
            let wanted = end > top || end - start > many;
            if wanted {
                self.values[start..end].sort_unstable_by(f64::total_cmp);
            }
            self.is_sorted.push(wanted);
        }
    }

    /// Never decreases with `value`.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn group(&self, value: f64) -> usize {
        (((value - self.low) * self.scale) as usize).min(self.starts.len() - 2)
    }

    fn members(&self, group: usize) -> &[f64] {
        &self.values[self.starts[group]..self.starts[group + 1]]
    }

    /// A group in order.
    fn in_order(&self, group: usize) -> Vec<f64> {
        let mut members = self.members(group).to_vec();
        if !self.is_sorted[group] {
            members.sort_unstable_by(f64::total_cmp);
        }
        members
    }

    /// The numbers, largest first.
    pub fn downwards(&self) -> impl Iterator<Item = f64> {
        (0..self.starts.len() - 1).rev().flat_map(|group| self.in_order(group).into_iter().rev())
    }
}

impl Ranks for Grouped {
    fn paths(&self) -> usize {
        self.values.len()
    }

    fn at_rank(&self, rank: usize) -> f64 {
        let place = rank.clamp(1, self.paths().max(1)) - 1;
        let group = self.starts.partition_point(|start| *start <= place).saturating_sub(1);
        if group + 1 >= self.starts.len() {
            return 0.0;
        }
        if self.is_sorted[group] {
            return self.values[place];
        }
        *self.members(group).to_vec().select_nth_unstable_by(place - self.starts[group], f64::total_cmp).1
    }

    fn above(&self, x: f64) -> usize {
        let group = self.group(x);
        self.paths() - self.starts[group + 1] + self.members(group).iter().filter(|value| **value > x).count()
    }

    fn at_or_above(&self, x: f64) -> usize {
        let group = self.group(x);
        self.paths() - self.starts[group + 1] + self.members(group).iter().filter(|value| **value >= x).count()
    }

    fn excess(&self, x: f64) -> (f64, f64) {
        let groups = self.group(x)..self.starts.len() - 1;
        groups.fold((0.0, 0.0), |so_far, group| {
            let over = |members: &[f64]| excess_over(x, members.iter().copied().filter(|value| *value > x), so_far);
            if self.is_sorted[group] { over(self.members(group)) } else { over(&self.in_order(group)) }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::numeric::oracle::uniforms;
    use crate::statistics::{Sorted, Tail};

    fn is_like_sorted(column: &[f64]) {
        let (grouped, sorted) = (Grouped::of(column), Sorted::of(column));
        for rank in [1, 2, column.len() / 7, column.len() / 2, column.len() - 1, column.len(), column.len() + 5] {
            assert_eq!(grouped.at_rank(rank), sorted.at_rank(rank), "rank {rank}");
        }
        for x in column.iter().step_by(column.len() / 9 + 1).copied().chain([-9.0, 0.0, 0.3, 99.0]) {
            assert_eq!(grouped.above(x), sorted.above(x), "above {x}");
            assert_eq!(grouped.at_or_above(x), sorted.at_or_above(x), "at or above {x}");
        }
        for level in [0.01, 0.5, 0.9, 0.95, 0.999] {
            assert_eq!(Tail::of(&grouped, level), Tail::of(&sorted, level));
        }
        assert!(grouped.downwards().eq(sorted.values().iter().rev().copied()));
    }

    #[test]
    fn a_large_column_is_as_if_it_were_sorted() {
        let mut draws = uniforms(11);
        let smooth: Vec<f64> = draws.by_ref().take(40_000).map(|u| 1.0 + u.ln()).collect();
        is_like_sorted(&smooth);
        let with_atoms: Vec<f64> =
            draws.take(40_000).map(|u| (u - 0.6).clamp(0.0, 0.3) - f64::from(u < 0.01)).collect();
        is_like_sorted(&with_atoms);
    }

    #[test]
    fn without_paths_there_is_nothing_by_size() {
        let empty = Grouped::of(&[]);
        assert_eq!((empty.at_rank(1), empty.above(-1.0), empty.excess(-1.0)), (0.0, 0, (0.0, 0.0)));
    }

    proptest! {
        #[test]
        fn a_small_column_is_as_if_it_were_sorted(values in prop::collection::vec(-3_i8..6, 1..400)) {
            is_like_sorted(&values.into_iter().map(|value| f64::from(value) / 7.0).collect::<Vec<_>>());
        }
    }
}
