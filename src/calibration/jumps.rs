//! Days that no spell of volatility explains: jumps.
//!
//! A return is called a jump where it is so many times the volatility of the days before it that chance would show one in the
//! whole sample only once in a hundred times. That volatility is bipower variation, which a jump among those days hardly moves.
//! It is itself known from few days only, so the ratio is held against Student's t and not the normal law: with daily
//! returns the limit of Lee and Mykland would call a normal sample's own days jumps in one of two samples.
//!
//! Source: Lee and Mykland (2008), "Jumps in financial markets"; Barndorff-Nielsen and Shephard (2004) for bipower variation.

use serde::Serialize;

use super::estimate::Measured;
use crate::numeric::special::{chi_square_quantile, student_t_quantile};
use crate::units::DAYS_PER_YEAR;

/// Steps of the volatility before a return: more would know it better, and lag further behind.
const WINDOW: usize = 30;
/// How often chance alone may show a jump in a sample.
const CHANCE: f64 = 0.01;
/// Variance of bipower variation over n steps, times n, of returns of variance 1: π²/4 + π − 3.
const BIPOWER_VARIANCE: f64 = 2.608_993_753_862_13;

/// The jumps of one asset.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Jumps {
    /// How many.
    pub count: usize,
    /// How many a year, with the exact interval of a Poisson count.
    pub per_year: Measured,
    /// Mean of the log jump; null without any.
    pub mean: Option<Measured>,
    /// Standard deviation of the log jump; null below two.
    pub sd: Option<f64>,
    /// How many of them are falls.
    pub falls: usize,
    /// Which returns they are.
    #[serde(skip)]
    pub places: Vec<usize>,
}

/// Finds the jumps among returns over `step_days` each; `None` for too few returns.
#[must_use]
pub fn jumps(returns: &[f64], step_days: u32) -> Option<Jumps> {
    let tested = returns.len().checked_sub(WINDOW).filter(|tested| *tested >= WINDOW)? as f64;
    let share = 1.0 - libm::exp(libm::log1p(-CHANCE) / tested);
    // As many degrees of freedom as a variance has that is known as well.
    let dof = 2.0 * (WINDOW - 1) as f64 / BIPOWER_VARIANCE;
    let threshold = -student_t_quantile(0.5 * share, dof);
    let is_jump = |place: usize| {
        let before = &returns[place - WINDOW..place];
        let bipower: f64 = before.windows(2).map(|pair| (pair[0] * pair[1]).abs()).sum();
        let volatility = (std::f64::consts::FRAC_PI_2 * bipower / (WINDOW - 1) as f64).sqrt();
        volatility > 0.0 && returns[place].abs() > threshold * volatility
    };
    let places: Vec<usize> = (WINDOW..returns.len()).filter(|place| is_jump(*place)).collect();
    let sizes: Vec<f64> = places.iter().map(|place| returns[*place]).collect();
    let count = sizes.len() as f64;
    let mean = sizes.iter().sum::<f64>() / count.max(1.0);
    let sd =
        (sizes.len() > 1).then(|| (sizes.iter().map(|size| (size - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt());
    Some(Jumps {
        count: sizes.len(),
        per_year: rate(sizes.len(), tested * f64::from(step_days) / DAYS_PER_YEAR),
        mean: (!sizes.is_empty())
            .then(|| sd.map_or_else(|| Measured::unsure(mean), |sd| Measured::new(mean, sd / count.sqrt()))),
        sd,
        falls: sizes.iter().filter(|size| **size < 0.0).count(),
        places,
    })
}

/// A yearly rate from a count, with Garwood's interval.
fn rate(count: usize, years: f64) -> Measured {
    let count = count as f64;
    let end = |dof: f64, share: f64| if dof > 0.0 { 0.5 * chi_square_quantile(dof, share) / years } else { 0.0 };
    let (low, high) = (end(2.0 * count, 0.025), end(2.0 * count + 2.0, 0.975));
    Measured { value: count / years, standard_error: count.sqrt() / years, low, high }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibration::simulated;

    #[test]
    fn planted_jumps_are_found_and_no_others() {
        let mut returns: Vec<f64> = simulated::normals(21, 2_000).iter().map(|r| 0.01 * r).collect();
        for (place, size) in [(300, -0.2), (900, 0.25), (1_500, -0.3)] {
            returns[place] = size;
        }
        let jumps = jumps(&returns, 1).unwrap();
        assert_eq!((jumps.places.as_slice(), jumps.falls), ([300, 900, 1_500].as_slice(), 2));
        assert!((jumps.mean.unwrap().value + 0.25 / 3.0).abs() < 1e-15);
        assert!((jumps.per_year.value - 3.0 * 365.0 / 1_970.0).abs() < 1e-12);
    }

    #[test]
    fn chance_alone_shows_a_jump_about_once_in_a_hundred_samples() {
        let shown = (0..300).filter(|seed| jumps(&simulated::normals(*seed, 1_000), 1).unwrap().count > 0).count();
        // Binomial: 3 of 300, with a standard error of 1.7.
        assert!((shown as f64 - 3.0).abs() <= 4.0 * 1.72, "{shown} of 300");
    }

    #[test]
    fn no_jump_in_four_years_leaves_room_for_nearly_one_a_year() {
        let rate = rate(0, 4.0);
        // −ln(0.025)/4.
        assert!((rate.high - 0.922_219_863_5).abs() < 1e-9 && rate.low == 0.0, "{rate:?}");
        assert_eq!(jumps(&[0.1; 40], 1), None);
    }
}
