//! 95% intervals.

use serde::{Deserialize, Deserializer, Serialize};

use super::ranks::{Ranks, rank};
use super::tail::Tail;

/// The two-sided 95% quantile of the standard normal law.
pub const Z95: f64 = 1.959_963_984_540_054;

/// Fewer paths than these that are all equal say nothing of how far others would lie.
const FEW_EQUAL_PATHS: usize = 10;

/// A figure with its 95% interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Best estimate; NaN, and null in files, where it is not told.
    #[serde(deserialize_with = "number_or_null")]
    pub value: f64,
    /// Lower end; NaN, and null in files, where there are too few paths to know it.
    #[serde(deserialize_with = "number_or_null")]
    pub low: f64,
    /// Upper end; known where the lower one is.
    #[serde(deserialize_with = "number_or_null")]
    pub high: f64,
    /// The figure at the ends of the ranged inputs, where these were run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Ends>,
}

/// A number, or null for NaN.
pub(super) fn number_or_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    Ok(Option::<f64>::deserialize(deserializer)?.unwrap_or(f64::NAN))
}

/// A figure with all ranged inputs at the ends that hurt less, and at the ends that hurt more.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ends {
    /// Where all hurt less; NaN, and null in files, where it is not told.
    #[serde(deserialize_with = "number_or_null")]
    pub low: f64,
    /// Where all hurt more.
    #[serde(deserialize_with = "number_or_null")]
    pub high: f64,
}

impl Ends {
    /// Both, where both are told.
    #[must_use]
    pub fn told(low: f64, high: f64) -> Option<Self> {
        (low.is_finite() && high.is_finite()).then_some(Self { low, high })
    }

    /// The smaller first: where all hurts more a figure need not be larger.
    #[must_use]
    pub fn in_order(self) -> (f64, f64) {
        (self.low.min(self.high), self.low.max(self.high))
    }

    /// Both in another unit.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }

    /// How far apart they are.
    #[must_use]
    pub fn width(self) -> f64 {
        (self.high - self.low).abs()
    }
}

impl Estimate {
    /// A figure that is not told.
    #[must_use]
    pub const fn untold() -> Self {
        Self::between(f64::NAN, f64::NAN, f64::NAN)
    }

    /// A figure with the ends of its interval.
    #[must_use]
    pub const fn between(value: f64, low: f64, high: f64) -> Self {
        Self { value, low, high, range: None }
    }

    /// A figure of too few paths for an interval.
    #[must_use]
    pub const fn with_unknown_interval(value: f64) -> Self {
        Self::between(value, f64::NAN, f64::NAN)
    }

    /// Whether it is told, and from too few paths for an interval.
    #[must_use]
    pub fn has_unknown_interval(self) -> bool {
        self.value.is_finite() && !(self.low.is_finite() && self.high.is_finite())
    }

    /// The same difference seen from its other side.
    #[must_use]
    pub fn turned(self) -> Self {
        let Self { value, low, high, range } = self;
        Self { value: -value, low: -high, high: -low, range: range.map(|ends| ends.scaled(-1.0)) }
    }

    /// A figure whose error is normal with the given standard error; of an unknown error (NaN) its interval is unknown.
    #[must_use]
    pub fn normal(value: f64, standard_error: f64) -> Self {
        Self::between(value, value - Z95 * standard_error, value + Z95 * standard_error)
    }

    /// The figure of what is never more than `most`: no interval reaches beyond it.
    #[must_use]
    pub fn at_most(self, most: f64) -> Self {
        Self { high: if self.high > most { most.max(self.value) } else { self.high }, ..self }
    }

    /// Half the interval, by its wider side where the other ends at what nothing can exceed; NaN where it is unknown.
    #[must_use]
    pub fn half(self) -> f64 {
        let (below, above) = (self.value - self.low, self.high - self.value);
        if below > above { below } else { above }
    }

    /// The figure in another unit, `factor` ≥ 0 times as large.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let Self { value, low, high, range } = self;
        let range = range.map(|ends| ends.scaled(factor));
        Self { value: value * factor, low: low * factor, high: high * factor, range }
    }
}

/// Mean and standard deviation of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MeanAndSd {
    /// Number of paths.
    pub count: usize,
    /// Mean; 0 without paths.
    pub mean: f64,
    /// Standard deviation, divisor n − 1; 0 for fewer than two paths.
    pub sd: f64,
}

impl MeanAndSd {
    /// Mean and standard deviation of `values`, in two passes.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let count = values.len();
        let mean = values.iter().sum::<f64>() / count.max(1) as f64;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        Self { count, mean, sd: (squares / count.saturating_sub(1).max(1) as f64).sqrt() }
    }

    /// The mean with its normal interval.
    #[must_use]
    pub fn estimate(self) -> Estimate {
        Estimate::normal(self.mean, self.standard_error())
    }

    /// Standard error of the mean; NaN for too few paths to say anything of it: one, or some that are all equal.
    #[must_use]
    pub fn standard_error(self) -> f64 {
        known_error(self.count, self.sd / (self.count as f64).sqrt(), self.mean.abs())
    }
}

/// The mean of numbers of which only some are other than 0, with its normal interval.
///
/// `sum` and `squares` are of those that are not 0, `paths` counts all.
#[must_use]
pub fn sparse_mean(paths: usize, sum: f64, squares: f64) -> Estimate {
    Estimate::normal(sum / paths.max(1) as f64, sparse_standard_error(paths, sum, squares))
}

/// Standard error of that mean; NaN for too few paths.
#[must_use]
pub fn sparse_standard_error(paths: usize, sum: f64, squares: f64) -> f64 {
    let count = paths.max(1) as f64;
    let variance = (squares - sum * sum / count) / (count - 1.0).max(1.0);
    known_error(paths, (variance.max(0.0) / count).sqrt(), (squares / count).sqrt())
}

/// NaN where so few paths are equal but for rounding, beside what is as large as `size`.
fn known_error(paths: usize, standard_error: f64, size: f64) -> f64 {
    let is_known = paths >= FEW_EQUAL_PATHS || (paths >= 2 && standard_error > 1e-6 * size);
    if is_known { standard_error } else { f64::NAN }
}

/// A share of paths with its Wilson score interval; between 0 and 1 without trials.
///
/// Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference".
#[must_use]
pub fn wilson(successes: u64, trials: u64) -> Estimate {
    if trials == 0 {
        return Estimate::between(0.0, 0.0, 1.0);
    }
    let (count, share) = (trials as f64, successes as f64 / trials as f64);
    let squared = Z95 * Z95;
    let centre = share + squared / (2.0 * count);
    let half = Z95 * (share * (1.0 - share) / count + squared / (4.0 * count * count)).sqrt();
    let scale = 1.0 + squared / count;
    // At 0 and at 1 the ends are exact; rounding must not push them off the estimate.
    let low = if successes == 0 { 0.0 } else { (centre - half) / scale };
    let high = if successes == trials { 1.0 } else { (centre + half) / scale };
    Estimate::between(share, low, high)
}

/// A quantile, of losses VaR, with its interval of order statistics.
///
/// The number of paths below the true quantile is binomial, so it lies with 95% between
/// Nα ∓ z√(Nα(1−α)), and the quantile between the paths of those ranks. Where one of these ranks lies beyond all
/// paths, they can't tell the interval.
///
/// Source: David and Nagaraja (2003), "Order statistics", section 7.1.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn quantile(sorted: &impl Ranks, level: f64) -> Estimate {
    let count = sorted.paths() as f64;
    let middle = rank(sorted.paths(), level);
    let half = Z95 * (count * level * (1.0 - level)).sqrt();
    let low = (count * level - half).ceil() as usize;
    let high = (count * level + half).floor() as usize + 1;
    let at = |rank: usize| sorted.at_rank(rank);
    if low < 1 || high > sorted.paths() {
        return Estimate::with_unknown_interval(at(middle));
    }
    Estimate::between(at(middle), at(low.min(middle)), at(high.max(middle)))
}

/// ES with the normal interval of its influence function.
///
/// With q = VaR the influence of a path of loss x is q + max(x − q, 0)/(1−α) − ES; the standard error is the
/// standard deviation of that over √N. Unknown where fewer than two paths lie beyond VaR.
///
/// Source: Manistre and Hancock (2005), "Variance of the CTE estimator".
#[must_use]
pub fn expected_shortfall(tail: &Tail) -> Estimate {
    let beyond = 1.0 - tail.level;
    let error = sparse_standard_error(tail.paths, tail.excess, tail.excess_squares) / beyond;
    Estimate::normal(tail.expected_shortfall, if tail.tells_its_error() { error } else { f64::NAN })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::numeric::oracle::uniforms;
    use crate::statistics::Sorted;

    /// Shares of 2,000 samples whose interval of VaR and of ES hold the truth: exponential losses.
    fn coverage(level: f64, paths: usize) -> (f64, f64) {
        let (quantile, samples) = (-(1.0 - level).ln(), 2_000);
        let mut draws = uniforms(20_250_929);
        let (mut value, mut shortfall) = (0, 0);
        for _ in 0..samples {
            let losses: Vec<f64> = draws.by_ref().take(paths).map(|u| -u.ln()).collect();
            let sorted = Sorted::of(&losses);
            let var = super::quantile(&sorted, level);
            let es = expected_shortfall(&Tail::of(&sorted, level));
            value += u32::from(var.low <= quantile && quantile < var.high);
            shortfall += u32::from(es.low <= quantile + 1.0 && quantile < es.high - 1.0);
        }
        (f64::from(value) / f64::from(samples), f64::from(shortfall) / f64::from(samples))
    }

    #[test]
    fn intervals_of_value_at_risk_and_shortfall_cover_at_their_nominal_rate() {
        let standard_error = (0.95_f64 * 0.05 / 2_000.0).sqrt();
        let (value, shortfall) = coverage(0.9, 4_000);
        assert!((value - 0.95).abs() < 4.0 * standard_error, "VaR covers at {value}");
        assert!((shortfall - 0.95).abs() < 4.0 * standard_error, "ES covers at {shortfall}");
    }

    #[test]
    fn the_interval_of_value_at_risk_stands_at_its_ranks() {
        let sorted = Sorted::of(&(1..=1000).map(f64::from).collect::<Vec<_>>());
        // 900 ∓ 1.96·√90 = 881.4 and 918.6: the paths 882 and 919.
        assert_eq!(quantile(&sorted, 0.9), Estimate::between(900.0, 882.0, 919.0));
    }

    #[test]
    fn wilson_of_one_in_ten_by_hand() {
        let estimate = wilson(1, 10);
        // Brown, Cai and DasGupta (2001): 0.0179 to 0.4042.
        assert!((estimate.low - 0.0179).abs() < 5e-5 && (estimate.high - 0.4042).abs() < 5e-5, "{estimate:?}");
        assert_eq!(wilson(0, 50).low, 0.0);
        assert_eq!(wilson(50, 50).high, 1.0);
        assert_eq!(wilson(0, 0), Estimate::between(0.0, 0.0, 1.0));
    }

    #[test]
    fn the_mean_of_three_numbers_by_hand() {
        let numbers = MeanAndSd::of(&[1.0, 2.0, 6.0]);
        assert_eq!((numbers.mean, numbers.sd), (3.0, 7.0_f64.sqrt()));
        let half = Z95 * (7.0_f64 / 3.0).sqrt();
        assert!((numbers.estimate().high - 3.0 - half).abs() < 1e-15);
        assert_eq!(MeanAndSd::of(&[5.0; 10]).estimate(), Estimate::between(5.0, 5.0, 5.0));
    }

    #[test]
    fn an_interval_ends_where_nothing_can_be_more() {
        assert_eq!(Estimate::between(0.97, 0.9, 1.04).at_most(1.0), Estimate::between(0.97, 0.9, 1.0));
        assert_eq!(Estimate::between(0.5, 0.4, 0.6).at_most(1.0), Estimate::between(0.5, 0.4, 0.6));
        assert!(Estimate::with_unknown_interval(0.5).at_most(1.0).has_unknown_interval());
        // What is cut off makes the figure no surer.
        assert!((Estimate::between(0.97, 0.9, 1.04).at_most(1.0).half() - 0.07).abs() < 1e-15);
        assert!(Estimate::with_unknown_interval(0.5).half().is_nan());
    }

    #[test]
    fn an_interval_that_too_few_paths_leave_open_is_unknown() {
        let is_unknown = |estimate: Estimate, value: f64| estimate.value == value && estimate.has_unknown_interval();
        assert!(is_unknown(MeanAndSd::of(&[5.0]).estimate(), 5.0));
        assert!(is_unknown(sparse_mean(1, 3.0, 9.0), 3.0));
        assert!(is_unknown(MeanAndSd::of(&[5.0; 9]).estimate(), 5.0));
        assert!(is_unknown(sparse_mean(9, 0.0, 0.0), 0.0));
        // One path beyond VaR says nothing of how far others would lie; of two hundred there are two.
        let hundred = Sorted::of(&(1..=100).map(f64::from).collect::<Vec<_>>());
        assert!(is_unknown(expected_shortfall(&Tail::of(&hundred, 0.99)), 100.0));
        assert!(is_unknown(quantile(&hundred, 0.99), 99.0));
        let even = Sorted::of(&[0.5; 500]);
        assert_eq!(expected_shortfall(&Tail::of(&even, 0.99)), Estimate::between(0.5, 0.5, 0.5));
        assert_eq!(quantile(&even, 0.99), Estimate::between(0.5, 0.5, 0.5));
    }

    #[test]
    fn zeros_that_are_not_listed_count_in_a_sparse_mean() {
        let dense = MeanAndSd::of(&[0.0, 0.0, 3.0, -1.0]).estimate();
        let sparse = sparse_mean(4, 2.0, 10.0);
        assert!((dense.low - sparse.low).abs() < 1e-15 && (dense.high - sparse.high).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn an_estimate_stands_inside_its_interval(successes in 0_u64..1000, more in 0_u64..1000) {
            let share = wilson(successes, successes + more);
            prop_assert!(0.0 <= share.low && share.low <= share.value);
            prop_assert!(share.value <= share.high && share.high <= 1.0);
        }
    }
}
