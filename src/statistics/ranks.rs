//! What quantiles and tails ask of the numbers of all paths.

/// Numbers by size, one a path, however they are held.
pub trait Ranks {
    /// How many paths there are.
    fn paths(&self) -> usize;

    /// The number of rank `rank`, from 1 for the smallest; the nearest one where there is none such, 0 without paths.
    fn at_rank(&self, rank: usize) -> f64;

    /// How many paths are above `x`.
    fn above(&self, x: f64) -> usize;

    /// How many paths are at `x` or above.
    fn at_or_above(&self, x: f64) -> usize;

    /// Σ(value − x) and Σ(value − x)² over the paths above `x`.
    fn excess(&self, x: f64) -> (f64, f64);

    /// inf{x : F(x) ≥ level}, F being the share of paths that are not above x.
    ///
    /// The rank is ⌈Nα − 10⁻⁹N⌉: without the small term a level such as 0.07 would, by the rounding
    /// of binary fractions, take the next path at N = 100.
    fn quantile(&self, level: f64) -> f64 {
        self.at_rank(rank(self.paths(), level))
    }
}

/// The rank of the `level` quantile among `paths` numbers, from 1.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn rank(paths: usize, level: f64) -> usize {
    let count = paths as f64;
    (((count * level) - 1e-9 * count).ceil().max(1.0) as usize).min(paths.max(1))
}

/// Σ(value − x) and Σ(value − x)², in the order of `values`.
pub(super) fn excess_over(x: f64, values: impl Iterator<Item = f64>, so_far: (f64, f64)) -> (f64, f64) {
    values.fold(so_far, |(sum, squares), value| {
        let over = value - x;
        (sum + over, squares + over * over)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_of_a_level_does_not_move_its_rank() {
        let level = 0.07_f64;
        assert_eq!(((100.0 * level).ceil(), rank(100, level)), (8.0, 7));
        assert_eq!(rank(1_000_000, 0.999), 999_000);
    }
}
