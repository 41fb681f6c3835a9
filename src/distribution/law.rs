//! What every law must hold to. Each file of the shelf calls this on its own law.

use super::Law;

/// Points of the numeric integrals.
const POINTS: u32 = 20_000;

/// Checks that the quantile never decreases, stays in the support and averages to the mean, and
/// that the expected minimum is that of the quantile.
pub fn obeys(law: &Law) {
    let shares = || (0..POINTS).map(|point| (f64::from(point) + 0.5) / f64::from(POINTS));
    let values: Vec<f64> = shares().map(|u| law.quantile(u)).collect();
    assert!(values.is_sorted(), "the quantile of {law:?} decreases");
    assert!(values.iter().all(|value| (law.min()..=law.max()).contains(value)), "{law:?} leaves its support");

    // Midpoints miss at most about the outermost value's share.
    let average = |cap: f64| values.iter().map(|value| value.min(cap)).sum::<f64>() / f64::from(POINTS);
    let tolerance = 4.0 * values.iter().fold(0.0_f64, |most, value| most.max(value.abs())) / f64::from(POINTS);
    let mean = average(f64::INFINITY);
    // A law without a largest value hides part of its mean beyond the last midpoint.
    let hidden = if law.max().is_finite() { 0.0 } else { law.mean() - law.expected_minimum(values[values.len() - 1]) };
    assert!((mean + hidden - law.mean()).abs() <= tolerance, "{law:?}: {mean} is not the mean {}", law.mean());

    for share in [1e-3, 0.2, 0.5, 0.8, 0.999] {
        let cap = law.quantile(share);
        let (exact, by_hand) = (law.expected_minimum(cap), average(cap));
        assert!((exact - by_hand).abs() <= tolerance, "{law:?}: E[min(X, {cap})] = {exact} is not {by_hand}");
    }
    assert_eq!(law.expected_minimum(law.min() - 1.0), law.min() - 1.0);
    assert_eq!(law.expected_minimum(f64::INFINITY), law.mean());
}
