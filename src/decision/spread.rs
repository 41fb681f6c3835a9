//! Points spread over all that the assumptions allow: every ranged input at a share of its range.

use crate::random::{Purpose, strata};
use crate::scenario::{RangedInput, Scenario};
use crate::units::InputIndex;

/// From this ratio of its ends on a range is even in logarithms.
const DECADE: f64 = 10.0;

/// Whether an input is spread evenly in logarithms rather than evenly.
pub(super) fn is_in_logarithms(input: &RangedInput) -> bool {
    input.low > 0.0 && input.high >= DECADE * input.low
}

/// The value at a share of the range.
fn value_at(input: &RangedInput, share: f64) -> f64 {
    let RangedInput { low, high, .. } = *input;
    let value = if is_in_logarithms(input) {
        low * libm::exp(share * libm::log(high / low))
    } else {
        low + share * (high - low)
    };
    value.clamp(low, high)
}

/// The values of all ranged inputs at shares of their ranges.
pub(super) fn values_at(scenario: &Scenario, shares: &[f64]) -> Vec<(InputIndex, f64)> {
    let inputs = scenario.ranged_inputs().iter().zip(shares).enumerate();
    inputs.map(|(place, (input, share))| (InputIndex(place), value_at(input, *share))).collect()
}

/// A Latin hypercube over the ranges of all inputs: one column an input, one share a point.
pub(super) fn hypercube(scenario: &Scenario, sample: &str, points: usize) -> Vec<Vec<f64>> {
    let seed = scenario.simulation().seed;
    let column = |input: &RangedInput| strata(seed, Purpose::Sensitivity, &[sample, &input.address], points);
    scenario.ranged_inputs().iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_a_decade_is_spread_by_factors() {
        let input = |low, high| RangedInput { address: String::new(), value: low, low, high, source: None };
        assert!((value_at(&input(0.01, 1.0), 0.5) - 0.1).abs() < 1e-15);
        assert!((value_at(&input(0.2, 1.0), 0.5) - 0.6).abs() < 1e-15);
        assert!((value_at(&input(0.0, 1.0), 0.25) - 0.25).abs() < 1e-15);
    }
}
