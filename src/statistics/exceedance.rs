//! How likely it is that a loss is exceeded.

use super::interval::{Estimate, wilson};
use super::sorted::Sorted;

/// P(· > x) with its Wilson interval.
#[must_use]
pub fn probability_above(sorted: &Sorted, x: f64) -> Estimate {
    wilson(sorted.above(x) as u64, sorted.paths() as u64)
}

/// Evenly spaced points from `low` to `high`, ends included; one point where there is no width.
#[must_use]
pub fn grid(low: f64, high: f64, points: usize) -> Vec<f64> {
    if points < 2 || high <= low {
        return vec![low];
    }
    let last = (points - 1) as f64;
    (0..points).map(|i| low + (high - low) * (i as f64 / last)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_at_the_threshold_does_not_exceed_it() {
        let sorted = Sorted::of(&[0.1, 0.25, 0.25, 0.9]);
        assert_eq!(probability_above(&sorted, 0.25).value, 0.25);
        assert_eq!(probability_above(&sorted, 0.2).value, 0.75);
    }

    #[test]
    fn a_grid_meets_both_ends() {
        assert_eq!(grid(-1.0, 1.0, 5), [-1.0, -0.5, 0.0, 0.5, 1.0]);
        assert_eq!(grid(0.3, 0.3, 5), [0.3]);
    }
}
