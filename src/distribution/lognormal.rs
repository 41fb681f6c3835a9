//! A number of days without a largest: half stay below the median, nine tenths below the p90.

use libm::{exp, log};
use thiserror::Error;

use crate::numeric::normal;

/// The 90th percentile of the standard normal law.
const NORMAL_P90: f64 = 1.281_551_565_544_600_4;

/// The lognormal law, of days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lognormal {
    median: f64,
    /// Standard deviation of the logarithm.
    spread: f64,
}

/// Two numbers that are not the median and 90th percentile of a lognormal law.
#[derive(Clone, Copy, Debug, PartialEq, Error)]
#[error(
    "median {median} and p90 {p90} do not make a lognormal law: write positive, finite numbers with the median below \
     the p90, and both in days (for one known value, use kind = \"fixed\")"
)]
pub struct NotLognormal {
    median: f64,
    p90: f64,
}

impl Lognormal {
    /// Makes the law from its median and its 90th percentile.
    ///
    /// # Errors
    ///
    /// When they are not positive, finite and in that order, or so far apart that the mean overflows.
    pub fn new(median: f64, p90: f64) -> Result<Self, NotLognormal> {
        let spread = (log(p90) - log(median)) / NORMAL_P90;
        let law = Self { median, spread };
        if median > 0.0 && spread > 0.0 && law.mean().is_finite() { Ok(law) } else { Err(NotLognormal { median, p90 }) }
    }

    /// The value that a share `u` in (0, 1) of draws does not exceed.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        self.median * exp(self.spread * normal::quantile(u))
    }

    /// The exact mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.median * exp(0.5 * self.spread * self.spread)
    }

    /// The value that half of the draws do not exceed.
    #[must_use]
    pub const fn median(&self) -> f64 {
        self.median
    }

    /// The value that nine tenths of the draws do not exceed.
    #[must_use]
    pub fn p90(&self) -> f64 {
        self.median * exp(self.spread * NORMAL_P90)
    }

    /// E\[min(X, cap)\].
    #[must_use]
    pub fn expected_minimum(&self, cap: f64) -> f64 {
        if cap <= 0.0 {
            return cap;
        }
        let away = (log(cap) - log(self.median)) / self.spread;
        self.mean() * normal::cdf(away - self.spread) + cap * normal::survival(away)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::{Law, law};
    use crate::numeric::oracle::agrees;

    #[test]
    fn obeys_the_law() {
        law::obeys(&Law::Lognormal(Lognormal::new(700.0, 2_400.0).unwrap()));
        law::obeys(&Law::Lognormal(Lognormal::new(30.0, 31.0).unwrap()));
    }

    #[test]
    fn median_and_p90_are_what_was_asked_for() {
        let law = Lognormal::new(700.0, 2_400.0).unwrap();
        assert_eq!(law.quantile(0.5), 700.0);
        assert!((law.quantile(0.9) - 2_400.0).abs() < 1e-9);
    }

    #[test]
    fn what_has_no_width_or_no_order_is_refused() {
        let error = Lognormal::new(700.0, 600.0).unwrap_err().to_string();
        assert!(error.starts_with("median 700 and p90 600 do not make a lognormal law"), "{error}");
        for (median, p90) in
            [(700.0, 700.0), (0.0, 10.0), (-1.0, 10.0), (1.0, f64::INFINITY), (f64::NAN, 1.0), (1e-9, 1e300)]
        {
            assert!(Lognormal::new(median, p90).is_err(), "{median} {p90}");
        }
    }

    #[test]
    fn draws_are_those_of_another_library() {
        let law = Lognormal::new(700.0, 2_400.0).unwrap();
        agrees(|u| law.quantile(u), law.mean(), rand_distr::LogNormal::new(700.0_f64.ln(), law.spread).unwrap());
    }
}
