//! What n failures in Y years say about a hazard: the Jeffreys posterior, Gamma(n + ½, rate Y).

use libm::log1p;

use super::{EvidencePool, Hazard};
use crate::numeric::elementary::{exp, ln};
use crate::numeric::special::gamma_quantile;
use crate::numeric::table::Table;

impl EvidencePool {
    /// The shape of the posterior, n + ½.
    #[must_use]
    pub const fn shape(&self) -> f64 {
        self.failures + 0.5
    }

    /// The annual hazard that a share `u` in (0, 1) of the posterior does not exceed.
    #[must_use]
    pub fn rate_quantile(&self, u: f64) -> f64 {
        gamma_quantile(self.shape(), u) / self.exposure_years
    }

    /// The mean annual hazard of the posterior.
    #[must_use]
    pub const fn mean_rate(&self) -> f64 {
        self.shape() / self.exposure_years
    }

    /// −ln of the chance that nothing happens in so many years of exposure, the doubt about the
    /// hazard included: (n + ½)·ln(1 + years/Y).
    #[must_use]
    pub fn negative_log_calm(&self, years: f64) -> f64 {
        self.shape() * log1p(years / self.exposure_years)
    }

    /// The chance of at least one failure in so many years of exposure: the Jeffreys predictive,
    /// 1 − (Y/(Y + years))^(n + ½).
    #[must_use]
    pub fn chance_within(&self, years: f64) -> f64 {
        -libm::expm1(-self.negative_log_calm(years))
    }

    /// The mean annual hazard that is left in those who have stood for so many years of exposure.
    #[must_use]
    pub(super) fn mean_rate_after(&self, years: f64) -> f64 {
        self.shape() / (self.exposure_years + years)
    }
}

/// The quantiles of a pool's posterior as a table, for a path asks for one and the exact one is slow.
///
/// The logarithm of a quantile is nearly a straight line over the logit of its uniform, in both tails, so
/// that the table keeps eight digits.
#[derive(Clone, Debug)]
pub struct RateTable(Table);

/// Nodes per unit of the logit.
const DENSITY: f64 = 16.0;
/// The logit of a uniform of 53 bits stays inside ±REACH.
const REACH: f64 = 37.5;

impl RateTable {
    /// The table of `pool`.
    #[must_use]
    pub fn new(pool: &EvidencePool) -> Self {
        let shape = pool.shape();
        let log_rate = |logit: f64| {
            let (share, rest) = (1.0 / (1.0 + libm::exp(-logit)), 1.0 / (1.0 + libm::exp(logit)));
            let quantile = gamma_quantile(shape, share);
            // d ln q/d logit = u(1 − u)/(q·density), by logarithms so that no tail overflows.
            let log_density = (shape - 1.0) * libm::log(quantile) - quantile - libm::lgamma(shape);
            (libm::log(quantile / pool.exposure_years), share * rest / (quantile * libm::exp(log_density)))
        };
        Self(Table::new(-REACH, REACH, DENSITY, log_rate))
    }

    /// The annual hazard that a share `u` in (0, 1) of the posterior does not exceed.
    #[must_use]
    pub fn rate(&self, u: f64) -> f64 {
        exp(self.0.at(ln(u) - ln(1.0 - u)))
    }
}

impl Hazard {
    /// The mean annual hazard over all paths.
    #[must_use]
    pub fn mean_rate(&self, pools: &[EvidencePool]) -> f64 {
        match *self {
            Self::Rate(rate) => rate,
            Self::Evidence { pool, share } => share * pools[pool.0].mean_rate(),
        }
    }

    /// The annual hazard on a path, from that path's rate of each pool.
    #[must_use]
    pub fn rate(&self, pool_rates: &[f64]) -> f64 {
        match *self {
            Self::Rate(rate) => rate,
            Self::Evidence { pool, share } => share * pool_rates[pool.0],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::Xoshiro256PlusPlus;
    use rand::{RngExt, SeedableRng};

    fn pool() -> EvidencePool {
        EvidencePool {
            id: "offshore".to_owned(),
            counts: "customer loss".to_owned(),
            failures: 3.0,
            exposure_years: 80.0,
        }
    }

    #[test]
    fn the_posterior_has_its_mean_and_its_deviation() {
        let pool = pool();
        let points = 10_000;
        let rates: Vec<f64> =
            (0..points).map(|point| pool.rate_quantile((f64::from(point) + 0.5) / f64::from(points))).collect();
        let mean = rates.iter().sum::<f64>() / f64::from(points);
        let variance = rates.iter().map(|rate| (rate - mean) * (rate - mean)).sum::<f64>() / f64::from(points);
        assert!((mean - pool.mean_rate()).abs() < 1e-6, "{mean}");
        // The variance of a gamma is shape/rate².
        assert!((variance.sqrt() - 3.5_f64.sqrt() / 80.0).abs() < 1e-5, "{variance}");
    }

    #[test]
    fn the_table_keeps_the_digits_of_the_posterior() {
        for failures in [0.0, 1.0, 40.0] {
            let pool = EvidencePool { failures, ..pool() };
            let table = RateTable::new(&pool);
            let (tiny, small) = ([1e-15, 1e-9, 1e-4], (1..400).map(|k| f64::from(k) / 400.0));
            for u in tiny.into_iter().chain(small).chain([1.0 - 1e-4, 1.0 - 1e-9]) {
                let (ours, exact) = (table.rate(u), pool.rate_quantile(u));
                assert!((ours / exact - 1.0).abs() < 1e-8, "{failures} failures, u {u}: {ours} is not {exact}");
            }
            assert!(table.rate(f64::EPSILON / 4.0) > 0.0 && table.rate(1.0 - f64::EPSILON / 2.0).is_finite());
        }
    }

    #[test]
    fn failures_come_as_often_as_the_predictive_says() {
        let (pool, years) = (pool(), 5.0);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
        let paths = 200_000;
        let mut failed = 0;
        for _ in 0..paths {
            let (rate, threshold) = (pool.rate_quantile(random.random()), -log1p(-random.random::<f64>()));
            failed += i32::from(rate * years >= threshold);
        }
        let (seen, chance) = (f64::from(failed) / f64::from(paths), pool.chance_within(years));
        let standard_error = (chance * (1.0 - chance) / f64::from(paths)).sqrt();
        assert!((seen - chance).abs() < 4.0 * standard_error, "{seen} is not {chance}");
    }
}
