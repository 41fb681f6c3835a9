//! Intervals hold the truth as often as they say: a run of a known law, cut into many small samples.

use linchpin::outcome::{Outcomes, ReserveOutcomes};
use linchpin::statistics::comparison::difference_of_means;
use linchpin::statistics::interval::{MeanAndSd, expected_shortfall, quantile, wilson};
use linchpin::statistics::{Estimate, Sorted, Tail};
use serde_json::json;

use crate::world::outcomes;

const SAMPLES: usize = 1_000;
const PATHS: usize = 1_000;
const VOLATILITY: f64 = 0.6;
const PROBABILITY: f64 = 0.2;
const MARK: f64 = 0.5;
const LEVEL: f64 = 0.9;
/// The normal quantile of that level.
const DEVIATIONS: f64 = 1.281_551_565_544_600_4;

/// One coin for one step of a year at one venue, which fails on a fifth of the paths and then loses a share evenly
/// spread over 0 to 1; the coin's mean growth is 0.
fn run() -> Outcomes {
    outcomes(&json!({
        "schema": 1, "name": "coverage",
        "simulation": {
            "paths": SAMPLES * PATHS, "seed": 5, "horizon_days": 365, "step_days": 365, "removal": "none",
            "claim_mark": { "petition-date": MARK, "in-kind": MARK },
        },
        "market": { "innovations": { "kind": "gaussian" } },
        "asset": [{ "id": "COIN", "price": 1.0, "drift": 0.0, "volatility": VOLATILITY }],
        "counterparty": [{
            "id": "venue", "kind": "exchange", "annual_failure_probability": PROBABILITY,
            "mode": [{
                "kind": "hack", "weight": 1.0, "loss_given_failure": { "kind": "uniform", "min": 0.0, "max": 1.0 },
                "recovery_delay_days": { "kind": "fixed", "value": 10_000 }, "recovery_basis": "in-kind",
            }],
        }],
        "reserve": [{
            "id": "r", "initial_value": 1.0, "positions": [{ "asset": "COIN", "custodian": "venue", "weight": 1.0 }],
        }],
    }))
}

fn normal_below(x: f64) -> f64 {
    0.5 * libm::erfc(-x / std::f64::consts::SQRT_2)
}

/// Fails unless the intervals of as many samples hold `truth` as 95% of them do, within 4 binomial standard errors.
fn covers(what: &str, truth: f64, interval: impl Fn(std::ops::Range<usize>) -> Estimate) {
    let holds = |sample: &usize| {
        let estimate = interval(sample * PATHS..(sample + 1) * PATHS);
        estimate.low <= truth && truth <= estimate.high
    };
    let count = (0..SAMPLES).filter(holds).count() as f64;
    let (expected, error) = (0.95 * SAMPLES as f64, libm::sqrt(0.95 * 0.05 * SAMPLES as f64));
    let deviations = (count - expected) / error;
    assert!(
        deviations.abs() < 4.0,
        "{what}: {count} of {SAMPLES} intervals hold {truth}, {deviations:.1} from nominal"
    );
}

#[test]
fn intervals_of_every_kind_cover_at_their_nominal_rate() {
    let outcomes = run();
    let reserve: &ReserveOutcomes = &outcomes.reserves[0];
    let (loss, market_alone, counterparty_cost) = (&reserve.loss, reserve.market_alone(), reserve.counterparty_cost());
    // X = 1 − mark·(1 − G) where the venue fails.
    let cost = PROBABILITY * (1.0 - MARK / 2.0);
    covers("mean of X", cost, |paths| MeanAndSd::of(&counterparty_cost[paths]).estimate());
    covers("mean of loss less that of the market", cost, |paths| {
        difference_of_means(&loss[paths.clone()], &market_alone[paths])
    });
    covers("probability of failure", PROBABILITY, |paths| {
        let failing = paths.clone().filter(|path| !outcomes.failures.of(*path).is_empty()).count();
        wilson(failing as u64, paths.len() as u64)
    });
    let value = 1.0 - libm::exp(-VOLATILITY * VOLATILITY / 2.0 - VOLATILITY * DEVIATIONS);
    covers("VaR of a lognormal price", value, |paths| quantile(&Sorted::of(&market_alone[paths]), LEVEL));
    let shortfall = 1.0 - normal_below(-DEVIATIONS - VOLATILITY) / (1.0 - LEVEL);
    covers("ES of a lognormal price", shortfall, |paths| {
        expected_shortfall(&Tail::of(&Sorted::of(&market_alone[paths]), LEVEL))
    });
}
