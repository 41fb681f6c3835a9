//! How much stands in few hands.

use serde::{Deserialize, Serialize};

/// Herfindahl–Hirschman index.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// Σ share².
    pub hhi: f64,
    /// 1/HHI.
    pub effective_number: f64,
}

/// The index of `weights` after they were scaled to sum to 1, negative ones taken as 0; `None` where nothing is left.
///
/// Source: Hirschman (1964), "The paternity of an index"; the effective number is due to Adelman (1969).
#[must_use]
pub fn index(weights: &[f64]) -> Option<Index> {
    let sum: f64 = weights.iter().map(|weight| weight.max(0.0)).sum();
    if sum.is_nan() || sum <= 0.0 {
        return None;
    }
    let hhi: f64 = weights.iter().map(|weight| (weight.max(0.0) / sum).powi(2)).sum();
    Some(Index { hhi, effective_number: 1.0 / hhi })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_shares_are_as_many_as_they_are() {
        let even = index(&[0.1; 4]).unwrap();
        assert!((even.hhi - 0.25).abs() < 1e-15 && (even.effective_number - 4.0).abs() < 1e-14);
    }

    #[test]
    fn what_is_negative_counts_as_nothing() {
        assert_eq!(index(&[0.2, -5.0]), index(&[7.0]));
        assert_eq!(index(&[-0.2, 0.0]), None);
        assert_eq!(index(&[]), None);
    }

    #[test]
    fn three_quarters_and_a_quarter_by_hand() {
        assert_eq!(index(&[3.0, 1.0]).unwrap().hhi, 0.625);
    }

    proptest! {
        #[test]
        fn the_effective_number_is_at_most_the_number(weights in prop::collection::vec(0.001..1.0_f64, 1..30)) {
            let found = index(&weights).unwrap();
            prop_assert!(1.0 - 1e-12 <= found.effective_number);
            prop_assert!(found.effective_number <= weights.len() as f64 + 1e-9);
        }
    }
}
