//! How likely it is that a loss is exceeded.

use super::density::round_width;
use super::interval::{Estimate, wilson};
use super::ranks::Ranks;

/// P(· > x) with its Wilson interval.
#[must_use]
pub fn probability_above(column: &impl Ranks, x: f64) -> Estimate {
    wilson(column.above(x) as u64, column.paths() as u64)
}

/// The share of paths below `x`, those at `x` counting half: where `x` stands among them.
///
/// The interval is that of whole paths on either side, so it is no narrower than that of the share.
#[must_use]
pub fn mid_rank(column: &impl Ranks, x: f64) -> Estimate {
    let paths = column.paths() as u64;
    let twice = 2 * paths - (column.above(x) + column.at_or_above(x)) as u64;
    let (low, high) = (wilson(twice / 2, paths), wilson(twice.div_ceil(2), paths));
    Estimate { value: twice as f64 / (2 * paths.max(1)) as f64, high: high.high, ..low }
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
        let two_of_four = mid_rank(&sorted, 0.25);
        assert_eq!((two_of_four.low, two_of_four.high), (wilson(2, 4).low, wilson(2, 4).high));
        let half_a_path = mid_rank(&sorted, 0.1);
        assert_eq!((half_a_path.value, half_a_path.low, half_a_path.high), (0.125, 0.0, wilson(1, 4).high));
    }

    #[test]
    fn a_grid_begins_at_0_and_ends_beyond_the_largest_loss() {
        let points = grid(0.93, 200);
        assert_eq!((points.len(), points[0], points[1]), (187, 0.0, 0.005));
        assert!(points[185] < 0.93 && points[186] >= 0.93 - 1e-12);
        assert_eq!(grid(-0.2, 200), [0.0], "where nobody loses there is one point");
    }
}
