//! What is lost on the paths where something happens.

use serde::{Deserialize, Serialize};

use super::interval::{MeanAndSd, number_or_null};
use super::ranks::rank;
use super::{Ends, Estimate};

/// A mean with its interval, and the range in which nine of ten paths fall.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConditionalEstimate {
    /// Mean.
    pub value: f64,
    /// Lower end of the interval of the mean; NaN, and null in files, of one path alone.
    #[serde(deserialize_with = "number_or_null")]
    pub low: f64,
    /// Upper end.
    #[serde(deserialize_with = "number_or_null")]
    pub high: f64,
    /// 5% quantile of the paths.
    pub p05: f64,
    /// 95% quantile of the paths.
    pub p95: f64,
    /// The mean at the ends of the ranged inputs, where these were run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Ends>,
}

impl ConditionalEstimate {
    /// What no chance has a part in.
    #[must_use]
    pub const fn certain(value: f64) -> Self {
        Self { value, low: value, high: value, p05: value, p95: value, range: None }
    }

    /// The mean with its interval.
    #[must_use]
    pub const fn mean(self) -> Estimate {
        let Self { value, low, high, range, .. } = self;
        Estimate { value, low, high, range }
    }
}

/// Mean and 5–95% range of `column` on the paths `which`; `None` where there are none.
///
/// The interval is normal, given how many paths there are; of one path alone it is unknown.
#[must_use]
pub fn conditional(column: &[f64], which: &[u32]) -> Option<ConditionalEstimate> {
    of_values(which.iter().map(|&path| column[path as usize]).collect())
}

/// The same of the numbers of those paths alone.
#[must_use]
pub fn of_values(mut values: Vec<f64>) -> Option<ConditionalEstimate> {
    if values.is_empty() {
        return None;
    }
    let mean = MeanAndSd::of(&values).estimate();
    let (lower, upper) = (rank(values.len(), 0.05) - 1, rank(values.len(), 0.95) - 1);
    let (below, p95, _) = values.select_nth_unstable_by(upper, f64::total_cmp);
    let p95 = *p95;
    let p05 = if lower < upper { *below.select_nth_unstable_by(lower, f64::total_cmp).1 } else { p95 };
    Some(ConditionalEstimate { value: mean.value, low: mean.low, high: mean.high, p05, p95, range: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_paths_in_question_count() {
        let column = [0.0, 0.4, 0.0, 0.8, 0.0];
        let found = conditional(&column, &[1, 3]).unwrap();
        assert!((found.value - 0.6).abs() < 1e-15);
        assert_eq!((found.p05, found.p95), (0.4, 0.8));
        // Two numbers 0.4 apart: sd 0.4/√2, standard error 0.2.
        assert!((found.high - 0.6 - 1.959_963_984_540_054 * 0.2).abs() < 1e-15);
    }

    #[test]
    fn nine_of_ten_paths_lie_in_the_range() {
        let column: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        let all: Vec<u32> = (0..100).collect();
        let found = conditional(&column, &all).unwrap();
        assert_eq!((found.value, found.p05, found.p95), (50.5, 5.0, 95.0));
    }

    #[test]
    fn without_a_path_there_is_no_figure() {
        assert_eq!(conditional(&[0.1], &[]), None);
        let one = conditional(&[0.1], &[0]).unwrap();
        assert!(one.mean().has_unknown_interval());
        assert_eq!((one.value, one.p05, one.p95), (0.1, 0.1, 0.1));
    }
}
