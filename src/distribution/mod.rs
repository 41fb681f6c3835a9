//! The laws from which a scenario's uncertain numbers are drawn: one law, one file.
//!
//! We draw by quantile, one uniform number to one value, so that a small change of a parameter
//! changes a path a little and never reshuffles it.

mod beta;
mod drawn;
mod empirical;
mod fixed;
#[cfg(test)]
mod law;
mod lognormal;
mod triangular;
mod uniform;
mod words;

pub use beta::{Beta, NotABeta};
pub use drawn::{DrawnLaw, DrawnLaws};
pub use empirical::{Empirical, NotEmpirical};
pub use fixed::Fixed;
pub use lognormal::{Lognormal, NotLognormal};
pub use triangular::{NotATriangle, Triangular};
pub use uniform::{NotUniform, Uniform};
pub use words::LawWords;

/// A law on the shelf.
#[derive(Clone, Debug, PartialEq)]
pub enum Law {
    /// One value.
    Fixed(Fixed),
    /// Equally likely between two ends.
    Uniform(Uniform),
    /// Straight lines to a likeliest value.
    Triangular(Triangular),
    /// A share between 0 and 1.
    Beta(Beta),
    /// Days without a largest number.
    Lognormal(Lognormal),
    /// Values that were seen, with weights.
    Empirical(Empirical),
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
            Self::Uniform(law) => law.quantile(u),
            Self::Triangular(law) => law.quantile(u),
            Self::Beta(law) => law.quantile(u),
            Self::Lognormal(law) => law.quantile(u),
            Self::Empirical(law) => law.quantile(u),
        }
    }

    /// The exact mean, in the unit of the values.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match self {
            Self::Fixed(law) => law.mean(),
            Self::Uniform(law) => law.mean(),
            Self::Triangular(law) => law.mean(),
            Self::Beta(law) => law.mean(),
            Self::Lognormal(law) => law.mean(),
            Self::Empirical(law) => law.mean(),
        }
    }

    /// The smallest value that can come, or the bound that draws come near to.
    #[must_use]
    pub fn min(&self) -> f64 {
        match self {
            Self::Fixed(law) => law.mean(),
            Self::Uniform(law) => law.min(),
            Self::Triangular(law) => law.min(),
            Self::Beta(law) => law.min(),
            Self::Lognormal(_) => 0.0,
            Self::Empirical(law) => law.min(),
        }
    }

    /// The largest value that can come, or the bound that draws come near to; infinity for lognormal.
    #[must_use]
    pub fn max(&self) -> f64 {
        match self {
            Self::Fixed(law) => law.mean(),
            Self::Uniform(law) => law.max(),
            Self::Triangular(law) => law.max(),
            Self::Beta(law) => law.max(),
            Self::Lognormal(_) => f64::INFINITY,
            Self::Empirical(law) => law.max(),
        }
    }

    /// E\[min(X, cap)\], exact; `cap` may be infinite.
    #[must_use]
    pub fn expected_minimum(&self, cap: f64) -> f64 {
        if cap == f64::INFINITY {
            return self.mean();
        }
        // Bounded laws know it without a formula, so that nothing cancels.
        if cap <= self.min() {
            return cap;
        }
        match self {
            Self::Fixed(law) => law.expected_minimum(cap),
            Self::Uniform(law) => law.expected_minimum(cap),
            Self::Triangular(law) => law.expected_minimum(cap),
            Self::Beta(law) => law.expected_minimum(cap),
            Self::Lognormal(law) => law.expected_minimum(cap),
            Self::Empirical(law) => law.expected_minimum(cap),
        }
    }
}
