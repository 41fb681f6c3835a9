//! How some shares spread: as they are, and as the beta law with their mean and deviation.

use serde::Serialize;

use super::hazard::{HIGH, LOW};
use crate::distribution::Beta;
use crate::numeric::special::student_t_quantile;

/// Shares of a whole, from single cases.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spread {
    /// How many cases.
    pub cases: usize,
    /// Their mean.
    pub mean: f64,
    /// The 5% point of what is known of the mean, by Student's t; the mean itself where one case is known.
    pub mean_5: f64,
    /// The 95% point.
    pub mean_95: f64,
    /// Their standard deviation, with n − 1; 0 for one case.
    pub sd: f64,
    /// α of the beta law of this mean and deviation; `None` where there is none: one case, or nothing between the ends.
    pub beta_alpha: Option<f64>,
    /// β of it.
    pub beta_beta: Option<f64>,
    /// The cases in order.
    pub values: Vec<f64>,
}

impl Spread {
    /// The spread of shares from 0 to 1; `None` of none.
    #[must_use]
    pub fn of(mut values: Vec<f64>) -> Option<Self> {
        values.sort_by(f64::total_cmp);
        let cases = values.len();
        if cases == 0 {
            return None;
        }
        let n = cases as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let sd = if cases > 1 { (squares / (n - 1.0)).sqrt() } else { 0.0 };
        let end = |share: f64| {
            let away = if cases > 1 { student_t_quantile(share, n - 1.0) * sd / n.sqrt() } else { 0.0 };
            (mean + away).clamp(0.0, 1.0)
        };
        let law = beta_of(mean, sd);
        Some(Self {
            cases,
            mean,
            mean_5: end(LOW),
            mean_95: end(HIGH),
            sd,
            beta_alpha: law.map(|(alpha, _)| alpha),
            beta_beta: law.map(|(_, beta)| beta),
            values,
        })
    }

    /// Whether a beta law has this mean and deviation.
    #[must_use]
    pub const fn has_beta(&self) -> bool {
        self.beta_alpha.is_some()
    }

    /// The share that a part of the cases, 0 to 1, does not exceed, straight between neighbours.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn quantile(&self, part: f64) -> f64 {
        let place = part.clamp(0.0, 1.0) * (self.cases - 1) as f64;
        let (below, above) = (place.floor() as usize, place.ceil() as usize);
        self.values[below] + (self.values[above] - self.values[below]) * place.fract()
    }
}

/// α and β by the method of moments: α + β = m(1 − m)/s² − 1.
fn beta_of(mean: f64, sd: f64) -> Option<(f64, f64)> {
    let total = mean * (1.0 - mean) / (sd * sd) - 1.0;
    let spreads = sd > 0.0 && total > 0.0 && Beta::mean_sd(mean, sd).is_ok();
    spreads.then_some((mean * total, (1.0 - mean) * total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beta_law_has_the_mean_and_deviation_of_the_cases() {
        // Mean 0.4 and variance 0.04: α + β = 0.24/0.04 − 1 = 5, α = 2, β = 3.
        let away = (0.04_f64 * 3.0 / 4.0).sqrt();
        let spread = Spread::of(vec![0.4 - away, 0.4 - away, 0.4 + away, 0.4 + away]).unwrap();
        assert!((spread.mean - 0.4).abs() < 1e-15 && (spread.sd - 0.2).abs() < 1e-15);
        assert!((spread.beta_alpha.unwrap() - 2.0).abs() < 1e-12, "{spread:?}");
        assert!((spread.beta_beta.unwrap() - 3.0).abs() < 1e-12);
        let law = Beta::new(spread.beta_alpha.unwrap(), spread.beta_beta.unwrap()).unwrap();
        assert!((law.mean() - 0.4).abs() < 1e-12 && (law.sd() - 0.2).abs() < 1e-12);
    }

    #[test]
    fn the_mean_is_known_as_well_as_students_t_says() {
        let spread = Spread::of(vec![0.2, 0.4, 0.6]).unwrap();
        // t of 2 degrees of freedom at 95% is 2.91999, the standard error 0.2/√3.
        let away = 2.919_985_580_353_726 * 0.2 / 3.0_f64.sqrt();
        assert!((spread.mean_95 - (0.4 + away)).abs() < 1e-9);
        assert!((spread.mean_5 - (0.4 - away)).abs() < 1e-9);
    }

    #[test]
    fn all_or_nothing_has_no_beta_law_and_one_case_no_spread() {
        assert!(!Spread::of(vec![0.0, 1.0]).unwrap().has_beta());
        let one = Spread::of(vec![0.3]).unwrap();
        assert_eq!((one.mean_5, one.sd, one.mean_95, one.has_beta()), (0.3, 0.0, 0.3, false));
        assert_eq!(Spread::of(Vec::new()), None);
    }

    #[test]
    fn quantiles_run_straight_between_the_cases() {
        let spread = Spread::of(vec![0.875, 0.125, 0.5]).unwrap();
        assert_eq!([0.0, 0.25, 0.5, 1.0].map(|part| spread.quantile(part)), [0.125, 0.3125, 0.5, 0.875]);
    }
}
