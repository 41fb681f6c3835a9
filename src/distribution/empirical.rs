//! What was seen: values and how often.

use thiserror::Error;

/// A law of finitely many values.
#[derive(Clone, Debug, PartialEq)]
pub struct Empirical {
    /// Ascending, each once, each with a positive chance.
    values: Vec<f64>,
    /// The chance of at most the value beside it; the last is 1.
    cumulative: Vec<f64>,
}

/// Lists that do not make an empirical law.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum NotEmpirical {
    /// One weight a value.
    #[error("{values} values and {weights} weights do not make an empirical law: write one weight for each value")]
    Lengths {
        /// How many values came.
        values: usize,
        /// How many weights came.
        weights: usize,
    },
    /// A value is not a number.
    #[error("value {0} can't be drawn: write finite numbers")]
    Value(f64),
    /// A weight is not a weight.
    #[error("{0} is not a weight: write finite numbers, 0 or more")]
    Weight(f64),
    /// Nothing can be drawn.
    #[error("the weights add up to {0}: write at least one value with a positive weight")]
    Nothing(f64),
}

impl Empirical {
    /// Makes the law from values in any order and their weights, which need not sum to 1.
    ///
    /// # Errors
    ///
    /// When the lists differ in length, hold what is not finite, or carry no weight.
    pub fn new(values: &[f64], weights: &[f64]) -> Result<Self, NotEmpirical> {
        if values.len() != weights.len() {
            return Err(NotEmpirical::Lengths { values: values.len(), weights: weights.len() });
        }
        if let Some(value) = values.iter().find(|value| !value.is_finite()) {
            return Err(NotEmpirical::Value(*value));
        }
        if let Some(weight) = weights.iter().find(|weight| !(**weight >= 0.0 && weight.is_finite())) {
            return Err(NotEmpirical::Weight(*weight));
        }
        let total: f64 = weights.iter().sum();
        if !(total > 0.0 && total.is_finite()) {
            return Err(NotEmpirical::Nothing(total));
        }
        let mut pairs: Vec<(f64, f64)> =
            values.iter().copied().zip(weights.iter().copied()).filter(|(_, weight)| *weight > 0.0).collect();
        pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
        pairs.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            earlier.1 += if same { later.1 } else { 0.0 };
            same
        });
        let cumulative = pairs.iter().scan(0.0, |sum, (_, weight)| {
            *sum += weight;
            Some(*sum / total)
        });
        let mut cumulative: Vec<f64> = cumulative.collect();
        // Sums of decimals round; the last chance is 1 by meaning.
        cumulative[pairs.len() - 1] = 1.0;
        Ok(Self { values: pairs.iter().map(|(value, _)| *value).collect(), cumulative })
    }

    /// The smallest value of which at least a share `u` in (0, 1) of draws is not above it.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        let place = self.cumulative.partition_point(|reached| *reached < u);
        self.values[place.min(self.values.len() - 1)]
    }

    /// The exact mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.expected_minimum(f64::INFINITY)
    }

    /// The smallest value that can come.
    #[must_use]
    pub fn min(&self) -> f64 {
        self.values[0]
    }

    /// The largest value that can come.
    #[must_use]
    pub fn max(&self) -> f64 {
        self.values[self.values.len() - 1]
    }

    /// E\[min(X, cap)\].
    #[must_use]
    pub fn expected_minimum(&self, cap: f64) -> f64 {
        self.chances().map(|(value, chance)| chance * value.min(cap)).sum()
    }

    /// The values that can come, ascending, each with its chance.
    pub fn chances(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        let before = std::iter::once(&0.0).chain(&self.cumulative);
        self.values
            .iter()
            .zip(self.cumulative.iter().zip(before))
            .map(|(value, (upto, before))| (*value, upto - before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::{Law, law};

    #[test]
    fn obeys_the_law() {
        law::obeys(&Law::Empirical(Empirical::new(&[0.05, 0.5, 1.0], &[0.3, 0.5, 0.2]).unwrap()));
        law::obeys(&Law::Empirical(Empirical::new(&[7.0], &[2.0]).unwrap()));
    }

    #[test]
    fn a_value_is_drawn_up_to_its_cumulative_weight_and_no_further() {
        let law = Empirical::new(&[1.0, 0.1, 1.0, 5.0], &[1.0, 2.0, 1.0, 0.0]).unwrap();
        assert_eq!(law.quantile(0.5), 0.1);
        assert_eq!(law.quantile(0.5 + 1e-12), 1.0);
        assert_eq!(law.quantile(1.0 - 1e-16), 1.0);
        assert_eq!(law.max(), 1.0, "what has no weight can't come");
        assert_eq!(law.mean(), 0.55);
    }

    #[test]
    fn lists_that_do_not_fit_are_refused() {
        assert_eq!(Empirical::new(&[1.0], &[]), Err(NotEmpirical::Lengths { values: 1, weights: 0 }));
        assert!(Empirical::new(&[], &[]).is_err());
        assert!(Empirical::new(&[f64::NAN], &[1.0]).is_err());
        assert_eq!(Empirical::new(&[1.0], &[-1.0]), Err(NotEmpirical::Weight(-1.0)));
        let error = Empirical::new(&[1.0, 2.0], &[0.0, 0.0]).unwrap_err().to_string();
        assert_eq!(error, "the weights add up to 0: write at least one value with a positive weight");
    }
}
