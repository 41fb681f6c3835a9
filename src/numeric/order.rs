//! The largest of many numbers, without sorting them all.

/// So many numbers tell about where the largest begin.
const SAMPLE: usize = 1024;

/// Numbers from all over `values`, ascending.
#[must_use]
pub fn sorted_sample(values: &[f64]) -> Vec<f64> {
    let mut sample: Vec<f64> = values.iter().step_by(values.len().div_ceil(SAMPLE).max(1)).copied().collect();
    sample.sort_unstable_by(f64::total_cmp);
    sample
}

/// The `count`-th largest number; the smallest where there are fewer, 0 of none.
#[must_use]
pub fn nth_largest(values: &[f64], count: usize) -> f64 {
    let count = count.clamp(1, values.len().max(1));
    let guess = a_little_below(values, count);
    let mut candidates: Vec<f64> = values.iter().copied().filter(|value| *value >= guess).collect();
    if candidates.len() < count {
        candidates = values.to_vec();
    }
    let place = candidates.len().saturating_sub(count);
    if candidates.is_empty() { 0.0 } else { *candidates.select_nth_unstable_by(place, f64::total_cmp).1 }
}

/// A number that is hardly ever above the `count`-th largest, and not far below it.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn a_little_below(values: &[f64], count: usize) -> f64 {
    let sample = sorted_sample(values);
    let expected = sample.len() as f64 * count as f64 / values.len().max(1) as f64;
    let above = (expected + 4.0 * expected.sqrt() + 2.0) as usize;
    sample.len().checked_sub(above).map_or(f64::NEG_INFINITY, |place| sample[place])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn of_nothing_the_largest_is_nothing() {
        assert_eq!(nth_largest(&[], 3), 0.0);
        assert_eq!(nth_largest(&[0.5, -1.0], 7), -1.0);
    }

    proptest! {
        #[test]
        fn the_nth_largest_is_that_of_all_in_order(
            values in prop::collection::vec(-4_i16..40, 1..6000),
            share in 0.0..1.0_f64,
        ) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let count = 1 + (share * (values.len() - 1) as f64) as usize;
            let mut sorted = values.clone();
            sorted.sort_unstable_by(f64::total_cmp);
            prop_assert_eq!(nth_largest(&values, count), sorted[values.len() - count]);
        }
    }
}
