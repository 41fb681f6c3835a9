//! Volatility and mean of the log returns of one asset.

use serde::Serialize;

use super::estimate::Measured;
use crate::units::DAYS_PER_YEAR;

/// Volatility and mean, a year of 365 days.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Moments {
    /// How many returns.
    pub returns: usize,
    /// Standard deviation (divisor n − 1), a year. Its standard error allows for volatility that comes in spells
    /// (Newey and West).
    pub volatility: Measured,
    /// Mean of the log return, a year. Its standard error is volatility over the root of the years.
    pub mean: Measured,
    /// Share of the falls and rises in the tails beyond a normal law's: kurtosis less 3.
    pub excess_kurtosis: f64,
}

/// The moments of returns over `step_days` each; `None` below two of them.
#[must_use]
pub fn moments(returns: &[f64], step_days: u32) -> Option<Moments> {
    let count = returns.len() as f64;
    if returns.len() < 2 {
        return None;
    }
    let mean = returns.iter().sum::<f64>() / count;
    let squares: Vec<f64> = returns.iter().map(|value| (value - mean).powi(2)).collect();
    let variance = squares.iter().sum::<f64>() / (count - 1.0);
    let a_year = DAYS_PER_YEAR / f64::from(step_days);
    let sd = variance.sqrt();
    let average = variance * (count - 1.0) / count;
    let influence: Vec<f64> = squares.iter().map(|square| square - average).collect();
    let error = if sd > 0.0 { long_run_error(&influence) / (2.0 * sd) } else { 0.0 };
    let fourth = squares.iter().map(|square| square * square).sum::<f64>() / count;
    Some(Moments {
        returns: returns.len(),
        volatility: Measured::new(sd * a_year.sqrt(), error * a_year.sqrt()).at_least(0.0),
        mean: Measured::new(mean * a_year, sd / count.sqrt() * a_year),
        excess_kurtosis: if sd > 0.0 { fourth / (average * average) - 3.0 } else { 0.0 },
    })
}

/// The standard error of the mean of numbers that hang together in time, with Bartlett's weights.
///
/// Source: Newey and West (1987). The lag, 4·n^⅓, spans a spell of volatility.
fn long_run_error(values: &[f64]) -> f64 {
    let count = values.len();
    let lags = ((4.0 * libm::cbrt(count as f64)).ceil() as usize).min(count / 4);
    let at = |lag: usize| values.iter().zip(&values[lag..]).map(|(a, b)| a * b).sum::<f64>() / count as f64;
    let weighed = (1..=lags).map(|lag| 2.0 * (1.0 - lag as f64 / (lags + 1) as f64) * at(lag));
    let variance = at(0) + weighed.sum::<f64>();
    (variance.max(0.0) / count as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibration::simulated;

    #[test]
    fn two_returns_by_hand() {
        let moments = moments(&[0.01, 0.03], 1).unwrap();
        assert!((moments.volatility.value - 0.02 / 2.0_f64.sqrt() * 365.0_f64.sqrt()).abs() < 1e-15);
        assert!((moments.mean.value - 0.02 * 365.0).abs() < 1e-12);
        assert_eq!(super::moments(&[0.01], 1), None);
    }

    #[test]
    fn intervals_hold_the_truth_as_often_as_they_say() {
        // Binomial: 400 samples at 95% have a standard error of 1.1 points.
        let (mut volatility, mut mean) = (0, 0);
        for seed in 0..400 {
            let found = moments(&simulated::normals(seed, 500), 1).unwrap();
            let truth = 365.0_f64.sqrt();
            volatility += usize::from((found.volatility.low..=found.volatility.high).contains(&truth));
            mean += usize::from((found.mean.low..=found.mean.high).contains(&0.0));
        }
        let near = |held: usize| (held as f64 / 400.0 - 0.95).abs() < 4.0 * 0.0109;
        assert!(near(volatility) && near(mean), "{volatility} {mean}");
    }

    #[test]
    fn spells_of_volatility_widen_the_interval() {
        let calm = simulated::normals(1, 2_000);
        // The same calm and wild days, in spells of 100 and one after the other.
        let ordered = |is_calm: fn(usize) -> bool| -> Vec<f64> {
            calm.iter().enumerate().map(|(day, r)| if is_calm(day) { 0.2 * r } else { 1.4 * r }).collect()
        };
        let error = |returns: &[f64]| moments(returns, 1).unwrap().volatility.standard_error;
        let (spells, mixed) = (error(&ordered(|day| day % 200 < 100)), error(&ordered(|day| day % 2 < 1)));
        assert!(spells > 2.0 * mixed, "{spells} {mixed}");
    }
}
