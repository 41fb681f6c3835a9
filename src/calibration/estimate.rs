//! A figure that was estimated, with how sure it is.

use serde::Serialize;

use crate::statistics::interval::Z95;

/// An estimate with its standard error and its 95% interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// Best estimate.
    pub value: f64,
    /// Standard error; not a number (null) where only the interval is known.
    pub standard_error: f64,
    /// Lower end of the 95% interval; null where the data set none.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Measured {
    /// Whose error is normal.
    #[must_use]
    pub fn new(value: f64, standard_error: f64) -> Self {
        Self { value, standard_error, low: value - Z95 * standard_error, high: value + Z95 * standard_error }
    }

    /// Of which no error can be told.
    #[must_use]
    pub const fn unsure(value: f64) -> Self {
        Self { value, standard_error: f64::NAN, low: f64::NAN, high: f64::NAN }
    }

    /// Of which the interval is known and no standard error.
    #[must_use]
    pub const fn between(value: f64, low: f64, high: f64) -> Self {
        Self { value, standard_error: f64::NAN, low, high }
    }

    /// Of a number above `floor` whose error is normal in the logarithm of what it has above that.
    #[must_use]
    pub fn above(floor: f64, value: f64, log_error: f64) -> Self {
        let over = value - floor;
        let end = |sign: f64| floor + over * libm::exp(sign * Z95 * log_error);
        Self { value, standard_error: over * log_error, low: end(-1.0), high: end(1.0) }
    }

    /// Of a correlation: its error is normal in Fisher's scale, artanh.
    #[must_use]
    pub fn correlation(value: f64, standard_error: f64) -> Self {
        let slope = 1.0 - value * value;
        if slope <= 0.0 {
            return Self { value, standard_error, low: value, high: value };
        }
        let end = |sign: f64| libm::tanh(libm::atanh(value) + sign * Z95 * standard_error / slope);
        Self { value, standard_error, low: end(-1.0), high: end(1.0) }
    }

    /// The interval cut at a least value.
    #[must_use]
    pub const fn at_least(mut self, least: f64) -> Self {
        // Where there is no interval, none is made up.
        if self.low < least {
            self.low = least;
        }
        self
    }

    /// Whether the interval is known.
    #[must_use]
    pub const fn has_interval(&self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }
}
