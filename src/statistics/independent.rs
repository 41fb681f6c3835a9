//! Two reserves on paths that know nothing of each other.

use super::interval::{Estimate, MeanAndSd, Z95, wilson};
use super::ranks::Ranks;
use super::sorted::Sorted;

/// a − b of two independent estimates: half its interval is the root of the sum of the squares of both halves.
#[must_use]
pub fn difference(a: Estimate, b: Estimate) -> Estimate {
    let half = |estimate: Estimate| (estimate.high - estimate.low) / 2.0;
    let (value, half_a, half_b) = (a.value - b.value, half(a), half(b));
    let half = (half_a * half_a + half_b * half_b).sqrt();
    Estimate::between(value, value - half, value + half)
}

/// P(a > b) for a path of each, drawn by itself; a tie is no loss.
///
/// Of all pairs of paths the share in which a is larger; its error is that of the two means of the share of the other's
/// paths below and above each path. Where all pairs say the same, the interval is Wilson's of the fewer paths; of one
/// path that says this and that, it is unknown.
///
/// Source: DeLong, DeLong and Clarke-Pearson (1988), "Comparing the areas under two or more correlated receiver
/// operating characteristic curves".
#[must_use]
pub fn probability_that_a_loses_more(a: &[f64], b: &[f64]) -> Estimate {
    let fewer = a.len().min(b.len()) as u64;
    if fewer == 0 {
        return wilson(0, 0);
    }
    let (sorted_a, sorted_b) = (Sorted::of(a), Sorted::of(b));
    let (paths_a, paths_b) = (a.len() as f64, b.len() as f64);
    let below: Vec<f64> = a.iter().map(|x| 1.0 - sorted_b.at_or_above(*x) as f64 / paths_b).collect();
    let above: Vec<f64> = b.iter().map(|x| sorted_a.above(*x) as f64 / paths_a).collect();
    let (of_a, of_b) = (MeanAndSd::of(&below), MeanAndSd::of(&above));
    let error = (of_a.sd * of_a.sd / paths_a + of_b.sd * of_b.sd / paths_b).sqrt();
    let value = of_a.mean.clamp(0.0, 1.0);
    if error == 0.0 && (value == 0.0 || value == 1.0) {
        return wilson(if value == 0.0 { 0 } else { fewer }, fewer);
    }
    if fewer < 2 {
        return Estimate::with_unknown_interval(value);
    }
    Estimate::between(value, (value - Z95 * error).max(0.0), (value + Z95 * error).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::oracle::uniforms;
    use crate::statistics::Tail;
    use crate::statistics::interval::expected_shortfall;

    #[test]
    fn three_paths_against_two_by_hand() {
        // Of six pairs a is larger in (2,1), (3,1); ties at 3 are no loss.
        let found = probability_that_a_loses_more(&[1.0, 2.0, 3.0], &[1.0, 3.0]);
        assert!((found.value - 2.0 / 6.0).abs() < 1e-15, "{found:?}");
        assert!(found.low >= 0.0 && found.low < found.value && found.value < found.high);
    }

    #[test]
    fn what_all_pairs_say_is_not_certain() {
        let found = probability_that_a_loses_more(&[1.0; 50], &[0.0; 70]);
        assert_eq!(found, wilson(50, 50));
        assert_eq!(probability_that_a_loses_more(&[0.0; 50], &[0.0; 70]), wilson(0, 50));
    }

    /// Shares of samples whose interval holds the truth: of the difference of ES, and of the chance to lose more. One
    /// loss is exponential of mean 1, the other of mean ½.
    fn coverage(level: f64, paths: usize, samples: u32) -> (f64, f64) {
        let difference_of_shortfalls = (1.0 - (1.0 - level).ln()) / 2.0;
        let mut draws = uniforms(20_261_126);
        let (mut shortfall, mut chance) = (0, 0);
        for _ in 0..samples {
            let a: Vec<f64> = draws.by_ref().take(paths).map(|u| -u.ln()).collect();
            let b: Vec<f64> = draws.by_ref().take(paths / 2).map(|u| -0.5 * u.ln()).collect();
            let [of_a, of_b] = [&a, &b].map(|losses| expected_shortfall(&Tail::of(&Sorted::of(losses), level)));
            let found = difference(of_a, of_b);
            shortfall += u32::from(found.low <= difference_of_shortfalls && difference_of_shortfalls < found.high);
            let found = probability_that_a_loses_more(&a, &b);
            chance += u32::from(found.low <= 2.0 / 3.0 && 2.0 / 3.0 < found.high);
        }
        (f64::from(shortfall) / f64::from(samples), f64::from(chance) / f64::from(samples))
    }

    #[test]
    fn intervals_of_independent_differences_cover_at_their_nominal_rate() {
        let standard_error = (0.95_f64 * 0.05 / 1_000.0).sqrt();
        let (shortfall, chance) = coverage(0.9, 4_000, 1_000);
        assert!((shortfall - 0.95).abs() < 4.0 * standard_error, "ES covers at {shortfall}");
        assert!((chance - 0.95).abs() < 4.0 * standard_error, "P(a loses more) covers at {chance}");
    }
}
