//! A smallest, a likeliest and a largest value, and straight lines between them.

use thiserror::Error;

/// The triangular law on [min, max] with its peak at the mode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Triangular {
    min: f64,
    mode: f64,
    max: f64,
}

/// Three numbers that do not make a triangle.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[error(
    "min {min}, mode {mode} and max {max} do not make a triangular law: write finite numbers with min ≤ mode ≤ max \
     and min below max"
)]
pub struct NotATriangle {
    min: f64,
    mode: f64,
    max: f64,
}

impl Triangular {
    /// Makes the law from its three numbers.
    ///
    /// # Errors
    ///
    /// When they are not finite, out of order or have no width.
    pub fn new(min: f64, mode: f64, max: f64) -> Result<Self, NotATriangle> {
        // Ends that are not finite have no finite width.
        if (max - min).is_finite() && min <= mode && mode <= max && min < max {
            Ok(Self { min, mode, max })
        } else {
            Err(NotATriangle { min, mode, max })
        }
    }

    /// The value that a share `u` in (0, 1) of draws does not exceed.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        let Self { min, mode, max } = *self;
        let width = max - min;
        let rising = (mode - min) / width;
        if u < rising { min + width * (u * rising).sqrt() } else { max - width * ((1.0 - u) * (1.0 - rising)).sqrt() }
    }

    /// The exact mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        (self.min + self.mode + self.max) / 3.0
    }

    /// The smallest value.
    #[must_use]
    pub const fn min(&self) -> f64 {
        self.min
    }

    /// The likeliest value.
    #[must_use]
    pub const fn mode(&self) -> f64 {
        self.mode
    }

    /// The largest value.
    #[must_use]
    pub const fn max(&self) -> f64 {
        self.max
    }

    /// E\[min(X, cap)\].
    #[must_use]
    pub fn expected_minimum(&self, cap: f64) -> f64 {
        let Self { min, mode, max } = *self;
        let width = max - min;
        if cap <= min {
            cap
        } else if cap >= max {
            self.mean()
        } else if cap < mode {
            // cap less the integral of the distribution function up to it.
            let below = cap - min;
            cap - below * (below / width) * (below / (mode - min)) / 3.0
        } else {
            // The mean less the integral of the tail beyond.
            let above = max - cap;
            self.mean() - above * (above / width) * (above / (max - mode)) / 3.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::{Law, law};
    use crate::numeric::oracle::agrees;

    #[test]
    fn obeys_the_law_wherever_its_peak_stands() {
        for mode in [30.0, 60.0, 700.0] {
            law::obeys(&Law::Triangular(Triangular::new(30.0, mode, 700.0).unwrap()));
        }
    }

    #[test]
    fn half_of_a_symmetric_triangle_lies_below_its_peak() {
        assert_eq!(Triangular::new(0.0, 0.5, 1.0).unwrap().quantile(0.5), 0.5);
    }

    #[test]
    fn numbers_out_of_order_are_refused() {
        let error = Triangular::new(0.0, 2.0, 1.0).unwrap_err().to_string();
        assert!(error.starts_with("min 0, mode 2 and max 1 do not make"), "{error}");
        assert!(Triangular::new(1.0, 1.0, 1.0).is_err());
        assert!(Triangular::new(0.0, f64::NAN, 1.0).is_err());
    }

    #[test]
    fn draws_are_those_of_another_library() {
        let law = Triangular::new(30.0, 60.0, 700.0).unwrap();
        agrees(|u| law.quantile(u), law.mean(), rand_distr::Triangular::new(30.0, 700.0, 60.0).unwrap());
    }
}
