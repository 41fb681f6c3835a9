//! A share between nothing and all, told by its mean and its spread.

use thiserror::Error;

use crate::numeric::special::{BetaTable, beta_quantile, incomplete_beta};

/// The beta law on [0, 1].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta(Shape);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    /// All of it at one point: mean 0 or 1, or no spread.
    Point(f64),
    Spread {
        alpha: f64,
        beta: f64,
    },
}

/// Numbers that do not make a beta law.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
pub enum NotABeta {
    /// The mean is no share.
    #[error("mean {0} is not the mean of a beta law: write a number from 0 to 1")]
    Mean(f64),
    /// The standard deviation is no width.
    #[error("sd {0} is not a standard deviation: write a finite number, 0 or more")]
    Deviation(f64),
    /// No law on [0, 1] with that mean is so wide.
    #[error(
        "sd {sd} is too large for a beta law of mean {mean}: it must stay below {limit:.4}, the square root of \
         mean · (1 - mean); at {half:.4} the law is already wide"
    )]
    TooWide {
        /// What was asked for.
        sd: f64,
        /// The mean beside it.
        mean: f64,
        /// The deviation of a law that only knows 0 and 1.
        limit: f64,
        /// Half of that.
        half: f64,
    },
    /// A parameter is not positive.
    #[error("alpha {alpha} and beta {beta} do not make a beta law: write two positive, finite numbers")]
    Parameters {
        /// The weight of 1.
        alpha: f64,
        /// The weight of 0.
        beta: f64,
    },
}

impl Beta {
    /// Makes the law from α and β.
    ///
    /// # Errors
    ///
    /// When one is not positive and finite.
    pub fn new(alpha: f64, beta: f64) -> Result<Self, NotABeta> {
        let positive = alpha > 0.0 && beta > 0.0 && (alpha + beta).is_finite();
        if positive { Ok(Self(Shape::Spread { alpha, beta })) } else { Err(NotABeta::Parameters { alpha, beta }) }
    }

    /// Makes the law from its mean and standard deviation. A mean of 0 or 1 is that point, whatever
    /// the deviation; a deviation of 0 is the mean.
    ///
    /// # Errors
    ///
    /// When the mean is no share, or the deviation is negative, not finite or √(mean·(1 − mean)) or more.
    pub fn mean_sd(mean: f64, sd: f64) -> Result<Self, NotABeta> {
        if !(0.0..=1.0).contains(&mean) {
            return Err(NotABeta::Mean(mean));
        }
        if !(sd >= 0.0 && sd.is_finite()) {
            return Err(NotABeta::Deviation(sd));
        }
        let half = Self::largest_sd(mean);
        if half == 0.0 || sd == 0.0 {
            return Ok(Self(Shape::Point(mean)));
        }
        let total = mean * (1.0 - mean) / (sd * sd) - 1.0;
        if !total.is_finite() {
            return Ok(Self(Shape::Point(mean)));
        }
        Self::new(mean * total, (1.0 - mean) * total).map_err(|_| NotABeta::TooWide {
            sd,
            mean,
            limit: 2.0 * half,
            half,
        })
    }

    /// ½√(mean·(1 − mean)): to this the deviation is cut where a mean comes from the end of a range.
    #[must_use]
    pub fn largest_sd(mean: f64) -> f64 {
        0.5 * (mean * (1.0 - mean)).sqrt()
    }

    /// The value that a share `u` in (0, 1) of draws does not exceed.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        match self.0 {
            Shape::Point(value) => value,
            Shape::Spread { alpha, beta } => beta_quantile(alpha, beta, u),
        }
    }

    /// The quantile as a table, where one can hold it.
    #[must_use]
    pub fn table(&self) -> Option<BetaTable> {
        match self.0 {
            Shape::Point(_) => None,
            Shape::Spread { alpha, beta } => BetaTable::new(alpha, beta),
        }
    }

    /// The exact mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match self.0 {
            Shape::Point(value) => value,
            Shape::Spread { alpha, beta } => alpha / (alpha + beta),
        }
    }

    /// The exact standard deviation.
    #[must_use]
    pub fn sd(&self) -> f64 {
        match self.0 {
            Shape::Point(_) => 0.0,
            Shape::Spread { alpha, beta } => {
                let total = alpha + beta;
                (alpha / total * (beta / total) / (total + 1.0)).sqrt()
            }
        }
    }

    /// The smallest value: 0, or the point.
    #[must_use]
    pub const fn min(&self) -> f64 {
        match self.0 {
            Shape::Point(value) => value,
            Shape::Spread { .. } => 0.0,
        }
    }

    /// The largest value: 1, or the point.
    #[must_use]
    pub const fn max(&self) -> f64 {
        match self.0 {
            Shape::Point(value) => value,
            Shape::Spread { .. } => 1.0,
        }
    }

    /// E\[min(X, cap)\].
    #[must_use]
    pub fn expected_minimum(&self, cap: f64) -> f64 {
        match self.0 {
            Shape::Point(value) => value.min(cap),
            Shape::Spread { alpha, beta } => {
                // x times the density of a beta law is the mean times that of one with α + 1.
                let below = self.mean() * incomplete_beta(alpha + 1.0, beta, cap);
                below + cap * (1.0 - incomplete_beta(alpha, beta, cap))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::{Law, law};
    use crate::numeric::oracle::agrees;

    #[test]
    fn obeys_the_law_from_bathtub_to_needle() {
        for (alpha, beta) in [(0.1, 0.3), (0.5, 0.5), (1.0, 1.0), (2.0, 3.0), (5.0, 2.0), (900.0, 50.0)] {
            law::obeys(&Law::Beta(Beta::new(alpha, beta).unwrap()));
        }
        law::obeys(&Law::Beta(Beta::mean_sd(0.93, 0.08).unwrap()));
        law::obeys(&Law::Beta(Beta::mean_sd(1.0, 0.08).unwrap()));
    }

    #[test]
    fn mean_and_deviation_are_what_was_asked_for() {
        for (mean, sd) in [(0.4, 0.25), (0.93, 0.08), (0.01, 0.05), (0.5, 0.49)] {
            let law = Beta::mean_sd(mean, sd).unwrap();
            assert!((law.mean() - mean).abs() < 1e-15 && (law.sd() - sd).abs() < 1e-15, "{law:?}");
        }
    }

    #[test]
    fn one_and_two_make_a_straight_line() {
        // The density of beta(1, 2) is 2 − 2x, so F = 1 − (1 − x)².
        let law = Beta::new(1.0, 2.0).unwrap();
        for u in [0.01, 0.36, 0.9] {
            assert!((law.quantile(u) - (1.0 - (1.0_f64 - u).sqrt())).abs() < 1e-15);
        }
    }

    #[test]
    fn a_mean_of_0_or_1_is_that_point() {
        assert_eq!(Beta::mean_sd(0.0, 0.2).unwrap().quantile(0.9), 0.0);
        assert_eq!(Beta::mean_sd(1.0, 0.0).unwrap().expected_minimum(0.3), 0.3);
        assert_eq!(Beta::mean_sd(0.4, 0.0).unwrap().quantile(0.1), 0.4);
    }

    #[test]
    fn a_spread_that_no_share_can_have_is_refused() {
        let error = Beta::mean_sd(0.2, 0.4).unwrap_err().to_string();
        assert!(error.contains("sd 0.4 is too large for a beta law of mean 0.2: it must stay below 0.4000"), "{error}");
        assert!(Beta::mean_sd(0.2, Beta::largest_sd(0.2)).is_ok());
        assert_eq!(Beta::mean_sd(1.2, 0.1), Err(NotABeta::Mean(1.2)));
        assert_eq!(Beta::mean_sd(0.2, -0.1), Err(NotABeta::Deviation(-0.1)));
        assert!(Beta::new(0.0, 1.0).is_err());
        assert!(Beta::new(f64::INFINITY, 1.0).is_err());
    }

    #[test]
    fn draws_are_those_of_another_library() {
        for (alpha, beta) in [(0.3, 0.7), (1.14, 1.7), (5.0, 2.0)] {
            let law = Beta::new(alpha, beta).unwrap();
            agrees(|u| law.quantile(u), law.mean(), rand_distr::Beta::new(alpha, beta).unwrap());
        }
    }
}
