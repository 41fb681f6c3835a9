//! How a value spreads over time.

use ndarray::ArrayView2;

use super::interval::{Estimate, quantile};
use super::sorted::Sorted;

/// The quantiles that a fan shows.
pub const LEVELS: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// Quantiles with their intervals of each column of `values` (one row a path, one column a day); none without paths.
#[must_use]
pub fn fan(values: ArrayView2<'_, f64>) -> Vec<[Estimate; 5]> {
    if values.nrows() == 0 {
        return Vec::new();
    }
    let mut sorted = Sorted::default();
    let columns = values.columns().into_iter();
    columns
        .map(|column| {
            sorted.refill(&column.to_vec());
            LEVELS.map(|level| quantile(&sorted, level))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;

    #[test]
    fn a_fan_of_a_hundred_paths_by_hand() {
        let values = Array2::from_shape_fn((100, 2), |(path, day)| if day == 0 { 1.0 } else { path as f64 + 1.0 });
        let found = fan(values.view());
        let quantiles: Vec<[f64; 5]> = found.iter().map(|day| day.map(|quantile| quantile.value)).collect();
        assert_eq!(quantiles, [[1.0; 5], [5.0, 25.0, 50.0, 75.0, 95.0]]);
        // 50 ∓ 1.96·5: the ranks 41 and 60.
        assert_eq!((found[1][2].low, found[1][2].high), (41.0, 60.0));
    }

    #[test]
    fn no_paths_make_no_fan() {
        assert!(fan(Array2::zeros((0, 3)).view()).is_empty());
    }
}
