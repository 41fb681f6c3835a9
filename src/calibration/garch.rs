//! Volatility that comes in spells: GARCH(1,1) and its asymmetric form of Glosten, Jagannathan and Runkle, with
//! Student-t innovations of variance 1, by maximum likelihood.
//!
//! r = m + e, e = √h·z, h(t+1) = ω + (α + γ·1\[e<0\])·e² + β·h(t). The first h is ω + (α + γ/2 + β)·B, B the squares of the
//! first 75 deviations from the mean, weighed by 0.94 to the power of their place.

use serde::Serialize;

use super::estimate::Measured;
use super::optimise::{largest, standard_errors};
use super::student::MOST_DOF;
use crate::numeric::normal;
use crate::units::DAYS_PER_YEAR;

/// Fewer returns tell no spells apart.
pub(super) const LEAST_RETURNS: usize = 250;
/// A persistence from here on stands on the edge: the fit would go beyond 1 if it could.
const EDGE: f64 = 0.9999;
const LEAST_SHARE: f64 = 1e-6;
const BACKCAST: usize = 75;

/// The numbers of the law, in the unit of the returns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// m.
    pub mean: f64,
    /// ω.
    pub omega: f64,
    /// α.
    pub alpha: f64,
    /// γ.
    pub gamma: f64,
    /// β.
    pub beta: f64,
    /// ν > 2.
    pub dof: f64,
}

impl Parameters {
    /// α + γ/2 + β: what is left of a shock to the variance after one step.
    #[must_use]
    pub fn persistence(&self) -> f64 {
        self.alpha + 0.5 * self.gamma + self.beta
    }

    fn of(point: &[f64], is_asymmetric: bool) -> Self {
        let gamma = if is_asymmetric { point[5] } else { 0.0 };
        Self { mean: point[0], omega: point[1], alpha: point[2], beta: point[3], dof: point[4], gamma }
    }

    fn point(&self, is_asymmetric: bool) -> Vec<f64> {
        let plain = [self.mean, self.omega, self.alpha, self.beta, self.dof];
        plain.into_iter().chain(is_asymmetric.then_some(self.gamma)).collect()
    }
}

/// A fit.
#[derive(Clone, Debug, Serialize)]
pub struct GarchFit {
    /// m, a step.
    pub mean: Measured,
    /// ω, a step.
    pub omega: Measured,
    /// α.
    pub alpha: Measured,
    /// γ; 0 without an asymmetric term.
    pub gamma: Measured,
    /// β.
    pub beta: Measured,
    /// Degrees of freedom of the innovations.
    pub dof: Measured,
    /// α + γ/2 + β, from 0 to 1.
    pub persistence: f64,
    /// Its standard error; null at the edge.
    pub persistence_error: Option<f64>,
    /// Whether persistence is 1: shocks never fade, and there is no long-run volatility.
    pub is_at_edge: bool,
    /// Steps until half of a shock to the variance is gone; null at the edge.
    pub half_life_steps: Option<f64>,
    /// √(ω/(1 − persistence)), a year; null at the edge.
    pub long_run_volatility: Option<f64>,
    /// Volatility of the step after the last, a year.
    pub next_volatility: f64,
    /// ln of the likelihood of the returns.
    pub log_likelihood: f64,
    /// e/√h of each return; the data of further estimates.
    #[serde(skip)]
    pub residuals: Vec<f64>,
}

/// Both fits, and whether the asymmetric term is worth its while.
#[derive(Clone, Debug, Serialize)]
pub struct Spells {
    /// γ = 0.
    pub garch: GarchFit,
    /// γ free.
    pub gjr: GarchFit,
    /// Twice the gain in log-likelihood by γ.
    pub likelihood_ratio: f64,
    /// How often chance alone gains as much (χ², one degree of freedom).
    pub p_value: f64,
}

/// Fits both; `None` for too few returns, or where they do not vary.
#[must_use]
pub fn fit(returns: &[f64], step_days: u32) -> Option<Spells> {
    let garch = fit_one(returns, step_days, false, &[])?;
    // The symmetric fit is a case of the other, so its top is one place to start from.
    let gjr = fit_one(returns, step_days, true, &[&garch])?;
    let likelihood_ratio = 2.0 * (gjr.log_likelihood - garch.log_likelihood).max(0.0);
    let p_value = 2.0 * normal::survival(likelihood_ratio.sqrt());
    Some(Spells { garch, gjr, likelihood_ratio, p_value })
}

fn fit_one(returns: &[f64], step_days: u32, is_asymmetric: bool, known: &[&GarchFit]) -> Option<GarchFit> {
    let count = returns.len() as f64;
    let mean = returns.iter().sum::<f64>() / count.max(1.0);
    let sd = (returns.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count.max(1.0)).sqrt();
    if returns.len() < LEAST_RETURNS || returns.iter().all(|value| *value == returns[0]) {
        return None;
    }
    let scaled: Vec<f64> = returns.iter().map(|value| (value - mean) / sd).collect();
    let likelihood = |free: &[f64]| bound(free).map_or(f64::NEG_INFINITY, |law| terms(&scaled, &law).0.iter().sum());
    let starts = starts(is_asymmetric, known);
    let steps = [0.05, 0.5, 0.5, 0.5, 0.3, 0.3];
    let (free, value) = largest(likelihood, &starts, &steps[..starts[0].len()])?;
    let law = bound(&free)?;
    let (_, variances) = terms(&scaled, &law);
    let fit = GarchFit {
        residuals: scaled
            .iter()
            .zip(&variances)
            .map(|(value, variance)| (value - law.mean) / variance.sqrt())
            .collect(),
        log_likelihood: value - count * libm::log(sd),
        next_volatility: sd * (variances.last()? * DAYS_PER_YEAR / f64::from(step_days)).sqrt(),
        persistence_error: persistence_error(&scaled, &law, is_asymmetric),
        ..described(&law, &errors(&scaled, &law, is_asymmetric), mean, sd, step_days)
    };
    Some(fit)
}

/// The law of free numbers: (mean, ln ω, logit of the persistence, logit of α's share of it, ln(ν − 2), artanh of the tilt).
/// It then keeps α, β and α + γ from falling below 0, and persistence from passing 1.
fn bound(free: &[f64]) -> Option<Parameters> {
    let share = |x: f64| 1.0 / (1.0 + libm::exp(-x));
    let (persistence, part) = (share(free[2]), share(free[3]));
    let tilt = free.get(5).map_or(0.0, |tilt| libm::tanh(*tilt));
    let reaction = persistence * part;
    let law = Parameters {
        mean: free[0],
        omega: libm::exp(free[1]),
        alpha: reaction * (1.0 - tilt),
        gamma: 2.0 * reaction * tilt,
        beta: persistence * (1.0 - part),
        dof: 2.0 + libm::exp(free[4]),
    };
    (law.dof <= MOST_DOF && law.omega > 0.0).then_some(law)
}

/// Where the climbs begin: quick and slow spells, and, for the asymmetric law, the symmetric fits.
fn starts(is_asymmetric: bool, known: &[&GarchFit]) -> Vec<Vec<f64>> {
    let logit = |share: f64| libm::log(share / (1.0 - share));
    let start = |persistence: f64, part: f64, tilt: f64| {
        let plain = [0.0, libm::log(1.0 - persistence), logit(persistence), logit(part), 0.7];
        plain.into_iter().chain(is_asymmetric.then_some(tilt)).collect::<Vec<f64>>()
    };
    let mut starts =
        vec![start(0.98, 0.06, 0.1), start(0.95, 0.2, 0.1), start(0.8, 0.3, -0.1), start(0.995, 0.01, 0.0)];
    for fit in known {
        let persistence = fit.persistence.clamp(0.5, 0.9999);
        let part = (fit.alpha.value / fit.persistence).clamp(1e-4, 0.999);
        starts.push(start(persistence, part, 0.01));
    }
    starts
}

/// ln density of each return, and the variances of all steps and the one after the last.
fn terms(returns: &[f64], law: &Parameters) -> (Vec<f64>, Vec<f64>) {
    let mean = returns.iter().sum::<f64>() / returns.len() as f64;
    let first = law.omega + law.persistence() * backcast(returns, mean);
    from_variance(returns, law, first)
}

/// As [`terms`], from a first variance.
fn from_variance(returns: &[f64], law: &Parameters, first: f64) -> (Vec<f64>, Vec<f64>) {
    let &Parameters { mean, omega, alpha, gamma, beta, dof } = law;
    let constant =
        libm::lgamma(0.5 * (dof + 1.0)) - libm::lgamma(0.5 * dof) - 0.5 * libm::log(std::f64::consts::PI * (dof - 2.0));
    let mut variance = first;
    let mut variances = Vec::with_capacity(returns.len() + 1);
    let mut terms = Vec::with_capacity(returns.len());
    for value in returns {
        let e = value - mean;
        let square = e * e;
        terms.push(
            constant - 0.5 * libm::log(variance) - 0.5 * (dof + 1.0) * libm::log1p(square / (variance * (dof - 2.0))),
        );
        variances.push(variance);
        let reaction = if e < 0.0 { alpha + gamma } else { alpha };
        variance = omega + reaction * square + beta * variance;
    }
    variances.push(variance);
    (terms, variances)
}

/// A first guess at the variance before the first return.
fn backcast(returns: &[f64], mean: f64) -> f64 {
    let (mut weight, mut weights, mut sum) = (1.0, 0.0, 0.0);
    for value in returns.iter().take(BACKCAST) {
        sum += weight * (value - mean).powi(2);
        weights += weight;
        weight *= 0.94;
    }
    sum / weights
}

/// The robust standard error of persistence, which takes the place of β among the numbers.
fn persistence_error(scaled: &[f64], law: &Parameters, is_asymmetric: bool) -> Option<f64> {
    let least = law.alpha.min(law.alpha + law.gamma).min(law.beta);
    if law.persistence() > EDGE || least < LEAST_SHARE {
        return None;
    }
    let mut point = law.point(is_asymmetric);
    point[3] = law.persistence();
    let terms = |moved: &[f64]| {
        let mut whole = moved.to_vec();
        whole[3] -= whole[2] + 0.5 * whole.get(5).copied().unwrap_or(0.0);
        terms(scaled, &Parameters::of(&whole, is_asymmetric)).0
    };
    standard_errors(terms, &point, &scale(law, is_asymmetric), true)?.get(3).copied()
}

/// Robust standard errors in the order of [`Parameters::point`]; none where α, α + γ or β stand at 0, where no error is normal.
fn errors(scaled: &[f64], law: &Parameters, is_asymmetric: bool) -> Option<Vec<f64>> {
    let least = law.alpha.min(law.alpha + law.gamma).min(law.beta);
    if least < LEAST_SHARE {
        return None;
    }
    if law.persistence() > EDGE {
        return errors_given_persistence(scaled, law, is_asymmetric);
    }
    let terms = |point: &[f64]| terms(scaled, &Parameters::of(point, is_asymmetric)).0;
    standard_errors(terms, &law.point(is_asymmetric), &scale(law, is_asymmetric), true)
}

/// The sizes by which the bend of the likelihood is felt out.
fn scale(law: &Parameters, is_asymmetric: bool) -> Vec<f64> {
    [1.0, law.omega, 0.1, 0.1, law.dof].into_iter().chain(is_asymmetric.then_some(0.1)).collect()
}

/// Where the best persistence is 1 the likelihood still rises towards more; the errors are those given that it is 1: of α and β one
/// follows from the other.
fn errors_given_persistence(scaled: &[f64], law: &Parameters, is_asymmetric: bool) -> Option<Vec<f64>> {
    const ALPHA: usize = 2;
    const BETA: usize = 3;
    let (point, scale) = (law.point(is_asymmetric), scale(law, is_asymmetric));
    let mut errors = vec![f64::NAN; point.len()];
    for (implied, other) in [(BETA, ALPHA), (ALPHA, BETA)] {
        let free: Vec<usize> = (0..point.len()).filter(|place| *place != implied).collect();
        let of_free = |numbers: &[f64]| -> Vec<f64> { free.iter().map(|place| numbers[*place]).collect() };
        let terms = |moved: &[f64]| {
            let mut whole = point.clone();
            free.iter().zip(moved).for_each(|(place, value)| whole[*place] = *value);
            whole[implied] = law.persistence() - whole[other] - 0.5 * whole.get(5).copied().unwrap_or(0.0);
            terms(scaled, &Parameters::of(&whole, is_asymmetric)).0
        };
        let found = standard_errors(terms, &of_free(&point), &of_free(&scale), true)?;
        free.iter().zip(found).for_each(|(place, error)| errors[*place] = error);
    }
    Some(errors)
}

/// The law in the unit of the returns.
fn described(law: &Parameters, errors: &Option<Vec<f64>>, mean: f64, sd: f64, step_days: u32) -> GarchFit {
    let measured = |place: usize, value: f64, unit: f64| {
        let error = errors.as_ref().and_then(|errors| errors.get(place));
        error.map_or_else(|| Measured::unsure(value), |error| Measured::new(value, error * unit))
    };
    let persistence = law.persistence();
    let is_at_edge = persistence > EDGE;
    let a_year = DAYS_PER_YEAR / f64::from(step_days);
    GarchFit {
        mean: measured(0, mean + sd * law.mean, sd),
        omega: measured(1, law.omega * sd * sd, sd * sd).at_least(0.0),
        alpha: measured(2, law.alpha, 1.0).at_least(0.0),
        gamma: measured(5, law.gamma, 1.0),
        beta: measured(3, law.beta, 1.0).at_least(0.0),
        dof: measured(4, law.dof, 1.0).at_least(2.0),
        persistence,
        persistence_error: None,
        is_at_edge,
        half_life_steps: (!is_at_edge).then(|| -std::f64::consts::LN_2 / libm::log(persistence)),
        long_run_volatility: (!is_at_edge).then(|| sd * (law.omega / (1.0 - persistence) * a_year).sqrt()),
        next_volatility: 0.0,
        log_likelihood: 0.0,
        residuals: Vec::new(),
    }
}

#[cfg(test)]
#[path = "garch_tests.rs"]
mod tests;
