//! The sure wealth that is as good as an uncertain one.

use super::Estimate;
use super::interval::MeanAndSd;

/// The least wealth that is told apart, per unit put in: a loss of everything counts as 99%. At a relative risk
/// aversion of 1 or more a single path at 0 would else decide alone, however unlikely.
pub const LEAST_WEALTH: f64 = 0.01;

/// The wealth per unit put in that, if it were sure, would be as good as the final wealth 1 − L, for constant relative
/// risk aversion γ ≥ 0: (E\[w^(1−γ)\])^(1/(1−γ)), at γ = 1 exp E\[ln w\], with w = 1 − L and 0.01 at least.
///
/// Interval: delta method. NaN without paths.
///
/// Source: Arrow (1965), Pratt (1964), "Risk aversion in the small and in the large".
#[must_use]
pub fn certainty_equivalent(losses: &[f64], risk_aversion: f64) -> Estimate {
    of_wealth(losses.iter().map(|loss| 1.0 - loss), risk_aversion)
}

/// CE(a) − CE(b) on the same paths, with the interval of the paired influences.
#[must_use]
pub fn difference_of_certainty_equivalents(a: &[f64], b: &[f64], risk_aversion: f64) -> Estimate {
    if a.is_empty() || a.len() != b.len() {
        return Estimate::untold();
    }
    let ((ce_a, of_a), (ce_b, of_b)) = (influences(a, risk_aversion), influences(b, risk_aversion));
    let influence: Vec<f64> = of_a.iter().zip(&of_b).map(|(a, b)| a - b).collect();
    let moments = MeanAndSd::of(&influence);
    Estimate::normal(ce_a - ce_b, moments.sd / (moments.count as f64).sqrt())
}

/// The certainty equivalent, and what each path adds to it but for a constant.
#[must_use]
pub fn influences(losses: &[f64], risk_aversion: f64) -> (f64, Vec<f64>) {
    let utilities: Vec<f64> = losses.iter().map(|loss| utility(1.0 - loss, risk_aversion)).collect();
    let value = sure_wealth(MeanAndSd::of(&utilities).mean, risk_aversion);
    // Above 1, more wealth is a smaller w^(1−γ).
    let sign = if risk_aversion > 1.0 { -1.0 } else { 1.0 };
    let slope = sign * slope(value, risk_aversion);
    (value, utilities.into_iter().map(|utility| slope * utility).collect())
}

/// The certainty equivalent of wealth itself, with its interval.
#[must_use]
pub fn of_wealth(wealth: impl Iterator<Item = f64>, risk_aversion: f64) -> Estimate {
    let utilities: Vec<f64> = wealth.map(|wealth| utility(wealth, risk_aversion)).collect();
    if utilities.is_empty() {
        return Estimate::untold();
    }
    let moments = MeanAndSd::of(&utilities);
    let standard_error = moments.standard_error();
    let value = sure_wealth(moments.mean, risk_aversion);
    Estimate::normal(value, standard_error * slope(value, risk_aversion))
}

/// w^(1−γ), or ln w at γ = 1: utility but for a factor.
#[must_use]
pub fn utility(wealth: f64, risk_aversion: f64) -> f64 {
    let wealth = wealth.max(LEAST_WEALTH);
    if risk_aversion == 0.0 {
        wealth
    } else if risk_aversion == 1.0 {
        libm::log(wealth)
    } else {
        libm::pow(wealth, 1.0 - risk_aversion)
    }
}

/// The wealth that has this utility.
#[must_use]
pub fn sure_wealth(utility: f64, risk_aversion: f64) -> f64 {
    if risk_aversion == 0.0 {
        utility
    } else if risk_aversion == 1.0 {
        libm::exp(utility)
    } else {
        libm::pow(utility, 1.0 / (1.0 - risk_aversion))
    }
}

/// |d wealth / d utility| where wealth is this.
fn slope(wealth: f64, risk_aversion: f64) -> f64 {
    if risk_aversion == 1.0 { wealth } else { (libm::pow(wealth, risk_aversion) / (1.0 - risk_aversion)).abs() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::normal;
    use crate::numeric::oracle::uniforms;

    #[test]
    fn of_sure_wealth_it_is_that() {
        for risk_aversion in [0.0, 0.5, 1.0, 2.0, 5.0] {
            let found = certainty_equivalent(&[0.25; 7], risk_aversion);
            assert!((found.value - 0.75).abs() < 1e-14, "{risk_aversion}: {found:?}");
        }
    }

    #[test]
    fn of_two_outcomes_it_is_the_mean_of_their_utilities() {
        let losses = [0.5, -1.0];
        assert!((certainty_equivalent(&losses, 0.0).value - 1.25).abs() < 1e-15);
        assert!((certainty_equivalent(&losses, 1.0).value - 1.0).abs() < 1e-15);
        // 1 / mean(1/0.5, 1/2).
        assert!((certainty_equivalent(&losses, 2.0).value - 0.8).abs() < 1e-15);
    }

    #[test]
    fn of_a_lognormal_wealth_it_is_the_closed_form_within_its_interval() {
        let (mean, sd) = (0.1, 0.6);
        let losses: Vec<f64> =
            uniforms(20_250_929).take(200_000).map(|u| 1.0 - (mean + sd * normal::quantile(u)).exp()).collect();
        for risk_aversion in [0.0, 1.0, 2.0] {
            let exact = (mean + 0.5 * (1.0 - risk_aversion) * sd * sd).exp();
            let found = certainty_equivalent(&losses, risk_aversion);
            let standard_error = (found.high - found.low) / (2.0 * 1.96);
            assert!((found.value - exact).abs() < 4.0 * standard_error, "{risk_aversion}: {found:?} {exact}");
        }
    }

    #[test]
    fn two_that_move_together_differ_with_less_doubt_than_either_has() {
        let losses: Vec<f64> = uniforms(7).take(20_000).map(|u| 0.9 * u).collect();
        let dearer: Vec<f64> = losses.iter().map(|loss| loss + 0.02).collect();
        for risk_aversion in [0.0, 1.0, 2.0] {
            let found = difference_of_certainty_equivalents(&losses, &dearer, risk_aversion);
            let [one, other] = [&losses, &dearer].map(|losses| certainty_equivalent(losses, risk_aversion));
            assert!((found.value - (one.value - other.value)).abs() < 1e-12, "{risk_aversion}: {found:?}");
            assert!(
                found.low > 0.0 && found.high - found.low < 0.5 * (one.high - one.low),
                "{risk_aversion}: {found:?}"
            );
        }
    }

    #[test]
    fn a_total_loss_counts_as_99_percent() {
        let found = certainty_equivalent(&[1.0, 0.0], 2.0);
        assert!((found.value - 1.0 / 50.5).abs() < 1e-15, "{found:?}");
    }
}
