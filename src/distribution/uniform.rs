//! Equally likely everywhere between two ends.

use thiserror::Error;

/// The uniform law on [min, max].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uniform {
    min: f64,
    max: f64,
}

/// Two numbers that are not the ends of a uniform law.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[error("min {min} and max {max} are not the ends of a uniform law: write finite numbers with min below max")]
pub struct NotUniform {
    min: f64,
    max: f64,
}

impl Uniform {
    /// Makes the law from its ends.
    ///
    /// # Errors
    ///
    /// When they are not finite or out of order.
    pub fn new(min: f64, max: f64) -> Result<Self, NotUniform> {
        // A width that is finite makes the ends finite too.
        if (max - min).is_finite() && min < max { Ok(Self { min, max }) } else { Err(NotUniform { min, max }) }
    }

    /// The value that a share `u` in (0, 1) of draws does not exceed.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        self.min + u * (self.max - self.min)
    }

    /// The exact mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.min + 0.5 * (self.max - self.min)
    }

    /// The smallest value.
    #[must_use]
    pub const fn min(&self) -> f64 {
        self.min
    }

    /// The largest value.
    #[must_use]
    pub const fn max(&self) -> f64 {
        self.max
    }

    /// E\[min(X, cap)\].
    #[must_use]
    pub fn expected_minimum(&self, cap: f64) -> f64 {
        if cap <= self.min {
            cap
        } else if cap >= self.max {
            self.mean()
        } else {
            let below = cap - self.min;
            cap - 0.5 * below * (below / (self.max - self.min))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::{Law, law};

    #[test]
    fn obeys_the_law() {
        law::obeys(&Law::Uniform(Uniform::new(0.1, 0.2).unwrap()));
        law::obeys(&Law::Uniform(Uniform::new(-3.0, 8.0).unwrap()));
    }

    #[test]
    fn ends_out_of_order_are_refused() {
        let error = Uniform::new(0.2, 0.1).unwrap_err().to_string();
        assert!(error.starts_with("min 0.2 and max 0.1 are not the ends"), "{error}");
        assert!(Uniform::new(0.1, 0.1).is_err());
        assert!(Uniform::new(0.0, f64::INFINITY).is_err());
        assert!(Uniform::new(f64::NAN, 1.0).is_err());
    }
}
