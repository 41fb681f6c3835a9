//! How likely it is that a loss is exceeded.

use super::density::round_width;
use super::interval::{Estimate, wilson, wilson_of_share};
use super::ranks::Ranks;

/// P(· > x) with its Wilson interval.
#[must_use]
pub fn probability_above(column: &impl Ranks, x: f64) -> Estimate {
    wilson(column.above(x) as u64, column.paths() as u64)
}

/// The share of paths below `x`, those at `x` counting half: where `x` stands among them.
#[must_use]
pub fn mid_rank(column: &impl Ranks, x: f64) -> Estimate {
    if column.paths() == 0 {
        return wilson(0, 0);
    }
    let (paths, above, at_or_above) = (column.paths() as f64, column.above(x) as f64, column.at_or_above(x) as f64);
    wilson_of_share(1.0 - (above + at_or_above) / (2.0 * paths), paths)
}

/// Points from 0 in even steps of a round width, the last at `largest` or just above it; at most about `most`.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn grid(largest: f64, most: usize) -> Vec<f64> {
    let width = round_width(largest.max(0.0), most);
    let steps = ((largest / width).ceil().max(0.0) as usize).min(most);
    (0..=steps).map(|step| step as f64 * width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Sorted;

    #[test]
    fn a_loss_at_the_threshold_does_not_exceed_it() {
        let sorted = Sorted::of(&[0.1, 0.25, 0.25, 0.9]);
        assert_eq!(probability_above(&sorted, 0.25).value, 0.25);
        assert_eq!(probability_above(&sorted, 0.2).value, 0.75);
    }

    #[test]
    fn paths_that_lose_the_same_count_half() {
        let sorted = Sorted::of(&[0.1, 0.25, 0.25, 0.9]);
        assert_eq!(mid_rank(&sorted, 0.25).value, 0.5);
        assert_eq!(mid_rank(&sorted, 0.3).value, 0.75);
        let worse_than_all = mid_rank(&sorted, 1.0);
        assert_eq!((worse_than_all.value, worse_than_all.high), (1.0, 1.0));
        assert!(worse_than_all.low < 0.6, "four paths tell little: {worse_than_all:?}");
        // Half of a coin's throws, by hand: 1.96² = 3.8415 over n = 4.
        let half = (0.25_f64 / 4.0 + 3.8415 / 64.0).sqrt() * 1.959_96 / (1.0 + 3.8415 / 4.0);
        assert!((mid_rank(&sorted, 0.25).low - (0.5 - half)).abs() < 1e-4);
    }

    #[test]
    fn a_grid_begins_at_0_and_ends_beyond_the_largest_loss() {
        let points = grid(0.93, 200);
        assert_eq!((points.len(), points[0], points[1]), (187, 0.0, 0.005));
        assert!(points[185] < 0.93 && points[186] >= 0.93 - 1e-12);
        assert_eq!(grid(-0.2, 200), [0.0], "where nobody loses there is one point");
    }
}
