//! Section 3, "Threshold": standard exponentials that hang together.

use libm::{exp, lgamma, log, log1p, sqrt};
use linchpin::failure::Copula;
use linchpin::scenario::Scenario;
use linchpin::units::CounterpartyIndex;
use rand::RngExt;
use rand::rngs::StdRng;
use rand_distr::{ChiSquared, Exp1, StandardNormal};

/// E_c of one path, one slot a counterparty.
pub fn draw(scenario: &Scenario, random: &mut StdRng) -> Vec<f64> {
    let factors: Vec<f64> = scenario.factors().iter().map(|_| random.sample(StandardNormal)).collect();
    let stretch = match scenario.copula() {
        Copula::Gaussian => 1.0,
        Copula::StudentT { dof } => {
            let mixing: f64 = random.sample(ChiSquared::new(*dof).unwrap());
            sqrt(mixing / dof)
        }
    };
    let mut thresholds = Vec::new();
    for (c, counterparty) in scenario.counterparties().iter().enumerate() {
        if c == CounterpartyIndex::OWN_KEYS.0 {
            thresholds.push(random.sample(Exp1));
            continue;
        }
        let common: f64 = counterparty.loadings.iter().map(|(factor, b)| b * factors[factor.0]).sum();
        let explained: f64 = counterparty.loadings.iter().map(|(_, b)| b * b).sum();
        let own: f64 = random.sample(StandardNormal);
        let x = common + sqrt((1.0 - explained).max(0.0)) * own;
        thresholds.push(exponential(x / stretch, *scenario.copula()));
    }
    thresholds
}

/// −ln(1 − F(x)) without loss of digits in either tail.
pub fn exponential(x: f64, copula: Copula) -> f64 {
    let survival = |x: f64| match copula {
        Copula::Gaussian => 0.5 * libm::erfc(x / std::f64::consts::SQRT_2),
        Copula::StudentT { dof } => student_survival(x, dof),
    };
    // F(x) = 1 − F(−x) for both laws.
    if x < 0.0 { -log1p(-survival(-x)) } else { -log(survival(x)) }
}

/// P(t_n > x) for x ≥ 0.
fn student_survival(x: f64, dof: f64) -> f64 {
    let squared = x * x;
    let half = dof / 2.0;
    // Either end of the incomplete beta function, so that the fraction converges fast.
    if squared < dof {
        0.5 * (1.0 - incomplete_beta(0.5, half, squared / (dof + squared)))
    } else {
        0.5 * incomplete_beta(half, 0.5, dof / (dof + squared))
    }
}

/// The regularised incomplete beta function I_x(a, b) by its continued fraction (Lentz).
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(b, a, 1.0 - x);
    }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a;
    let (mut c, mut d, mut value) = (1.0, 0.0, 1.0);
    for i in 0..500 {
        let m = f64::from(i / 2);
        let term = if i == 0 {
            1.0
        } else if i % 2 == 0 {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        };
        d = 1.0 / (1.0 + term * d);
        c = 1.0 + term / c;
        value *= c * d;
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    front * (value - 1.0)
}
