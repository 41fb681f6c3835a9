//! A column in ascending order.

/// The numbers of a column in ascending order, one a path.
///
/// Its buffer is meant to be filled again and again: a run has many columns, and each is long.
#[derive(Clone, Debug, Default)]
pub struct Sorted(Vec<f64>);

impl Sorted {
    /// Sorts a copy of `column`.
    #[must_use]
    pub fn of(column: &[f64]) -> Self {
        let mut sorted = Self::default();
        sorted.refill(column);
        sorted
    }

    /// Forgets what it held and sorts a copy of `column`.
    pub fn refill(&mut self, column: &[f64]) {
        self.0.clear();
        self.0.extend_from_slice(column);
        self.0.sort_unstable_by(f64::total_cmp);
    }

    /// The numbers, ascending.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.0
    }

    /// How many paths there are.
    #[must_use]
    pub fn paths(&self) -> usize {
        self.0.len()
    }

    /// The number of rank `rank`, from 1 for the smallest; the nearest one where there is none such.
    #[must_use]
    pub fn at_rank(&self, rank: usize) -> f64 {
        self.0.get(rank.clamp(1, self.paths().max(1)) - 1).copied().unwrap_or(0.0)
    }

    /// inf{x : F(x) ≥ level}, F being the share of paths that are not above x.
    ///
    /// The rank is ⌈Nα − 10⁻⁹N⌉: without the small term a level such as 0.07 would, by the rounding
    /// of binary fractions, take the next path at N = 100.
    #[must_use]
    pub fn quantile(&self, level: f64) -> f64 {
        self.at_rank(rank(self.paths(), level))
    }

    /// How many paths are above `x`.
    #[must_use]
    pub fn above(&self, x: f64) -> usize {
        self.paths() - self.0.partition_point(|&value| value <= x)
    }

    /// How many paths are at `x` or above.
    #[must_use]
    pub fn at_or_above(&self, x: f64) -> usize {
        self.paths() - self.0.partition_point(|&value| value < x)
    }

    /// The smallest number; 0 without paths.
    #[must_use]
    pub fn smallest(&self) -> f64 {
        self.at_rank(1)
    }

    /// The largest number; 0 without paths.
    #[must_use]
    pub fn largest(&self) -> f64 {
        self.at_rank(self.paths())
    }
}

/// The rank of the `level` quantile among `paths` numbers, from 1.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn rank(paths: usize, level: f64) -> usize {
    let count = paths as f64;
    (((count * level) - 1e-9 * count).ceil().max(1.0) as usize).min(paths.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_the_smallest_number_that_enough_paths_do_not_exceed() {
        let sorted = Sorted::of(&[3.0, 1.0, 2.0, 4.0]);
        assert_eq!(sorted.quantile(0.25), 1.0);
        assert_eq!(sorted.quantile(0.26), 2.0);
        assert_eq!(sorted.quantile(0.999), 4.0);
        assert_eq!(sorted.quantile(1e-12), 1.0);
    }

    #[test]
    fn rounding_of_a_level_does_not_move_its_rank() {
        let level = 0.07_f64;
        assert_eq!(((100.0 * level).ceil(), rank(100, level)), (8.0, 7));
        assert_eq!(rank(1_000_000, 0.999), 999_000);
    }

    #[test]
    fn paths_above_are_counted_without_ties() {
        let sorted = Sorted::of(&[0.5, 0.5, 0.1, 0.9]);
        assert_eq!((sorted.above(0.5), sorted.at_or_above(0.5)), (1, 3));
    }
}
