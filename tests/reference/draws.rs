//! All that chance decides on one path. Counterfactuals run again on the same draws.

use linchpin::distribution::Law;
use linchpin::failure::Hazard;
use linchpin::scenario::Scenario;
use ndarray::Array2;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use rand_distr::Gamma;

use super::market::MarketModel;
use super::threshold;

/// The draws of one path.
pub struct Draws {
    /// Log returns: one row a step, one column an asset.
    pub returns: Array2<f64>,
    /// E_c.
    pub thresholds: Vec<f64>,
    /// λ_cm of this path, a year.
    pub rates: Vec<Vec<f64>>,
    /// Uniforms that choose the mode of an own crossing.
    pub modes: Vec<f64>,
    /// Uniforms of what a failure does: loss, delay, escape, market drawdown.
    pub severities: Vec<[f64; 4]>,
    /// Uniforms of each link: drawdown, days until the repeg.
    pub links: Vec<[f64; 2]>,
    /// Uniforms of each entry of `fails_with`.
    pub together: Vec<Vec<f64>>,
}

impl Draws {
    /// The draws of path `path` of the run with `seed`.
    pub fn new(scenario: &Scenario, market: &MarketModel, seed: u64, path: u64) -> Self {
        // Seeds that touch give unrelated streams: `seed_from_u64` mixes them.
        let mut random = StdRng::seed_from_u64(seed.wrapping_mul(1 << 32).wrapping_add(path));
        let random = &mut random;
        let counterparties = scenario.counterparties();
        Self {
            returns: market.draw(random),
            thresholds: threshold::draw(scenario, random),
            rates: rates(scenario, random),
            modes: counterparties.iter().map(|_| random.random()).collect(),
            severities: counterparties.iter().map(|_| random.random()).collect(),
            links: scenario.links().iter().map(|_| random.random()).collect(),
            together: counterparties
                .iter()
                .map(|counterparty| counterparty.fails_with.iter().map(|_| random.random()).collect())
                .collect(),
        }
    }
}

fn rates(scenario: &Scenario, random: &mut StdRng) -> Vec<Vec<f64>> {
    let pools: Vec<f64> = scenario
        .pools()
        .iter()
        .map(|pool| random.sample(Gamma::new(pool.failures + 0.5, 1.0 / pool.exposure_years).unwrap()))
        .collect();
    let rate = |hazard: Hazard| match hazard {
        Hazard::Rate(rate) => rate,
        Hazard::Evidence { pool, share } => share * pools[pool.0],
    };
    let counterparties = scenario.counterparties().iter();
    counterparties.map(|counterparty| counterparty.modes.iter().map(|mode| rate(mode.hazard)).collect()).collect()
}

/// The value of a law at a uniform; the laws' quantiles want it inside (0, 1).
pub fn value(law: &Law, uniform: f64) -> f64 {
    law.quantile(uniform.clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0))
}
