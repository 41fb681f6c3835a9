//! The laws from which a scenario's uncertain numbers are drawn: one law, one file.
//!
//! We draw by quantile, one uniform number to one value, so that a small change of a parameter
//! changes a path a little and never reshuffles it.

mod fixed;

pub use fixed::Fixed;

/// A law on the shelf.
#[derive(Clone, Debug, PartialEq)]
pub enum Law {
    /// One value.
    Fixed(Fixed),
}

impl Law {
    /// The law that always gives `value`.
    #[must_use]
    pub fn fixed(value: f64) -> Self {
        Self::Fixed(Fixed::new(value))
    }

    /// The value that a share `u` in (0, 1) of draws does not exceed. Never decreases in `u`.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        match self {
            Self::Fixed(law) => law.quantile(u),
        }
    }

    /// The exact mean, in the unit of the values.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match self {
            Self::Fixed(law) => law.mean(),
        }
    }
}
