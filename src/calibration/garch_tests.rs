use super::*;
use crate::calibration::simulated;

const LAW: Parameters = Parameters { mean: 0.0005, omega: 2e-5, alpha: 0.08, gamma: 0.0, beta: 0.9, dof: 5.0 };

/// How many standard errors an estimate is from the truth.
fn errors(found: Measured, truth: f64) -> f64 {
    ((found.value - truth) / found.standard_error).abs()
}

#[test]
fn three_steps_by_hand() {
    let law = Parameters { mean: 0.0, omega: 0.1, alpha: 0.2, gamma: 0.1, beta: 0.5, dof: 4.0 };
    let (_, variances) = from_variance(&[1.0, -2.0, 0.0], &law, 1.0);
    let second = 0.1 + 0.2 + 0.5;
    let third = 0.1 + 0.3 * 4.0 + 0.5 * second;
    for (found, wanted) in variances.iter().zip([1.0, second, third, 0.1 + 0.5 * third]) {
        assert!((found - wanted).abs() < 1e-15, "{variances:?}");
    }
}

#[test]
fn the_law_that_drew_is_found() {
    let spells = fit(&simulated::garch(11, 6_000, LAW), 1).unwrap();
    let fit = &spells.garch;
    for (found, truth) in
        [(fit.alpha, LAW.alpha), (fit.beta, LAW.beta), (fit.dof, LAW.dof), (fit.omega, LAW.omega), (fit.mean, LAW.mean)]
    {
        assert!(errors(found, truth) < 4.0, "{found:?} is not {truth}");
    }
    let persistence = (fit.persistence - LAW.persistence()) / fit.persistence_error.unwrap();
    assert!(persistence.abs() < 4.0, "{persistence}");
    assert!(spells.p_value > 0.001, "{}", spells.p_value);
    assert!(!fit.is_at_edge && fit.long_run_volatility.is_some());
}

#[test]
fn an_extra_reaction_to_falls_is_found_and_told_from_none() {
    let law = Parameters { alpha: 0.02, gamma: 0.14, ..LAW };
    let spells = fit(&simulated::garch(12, 6_000, law), 1).unwrap();
    assert!(
        errors(spells.gjr.gamma, law.gamma) < 4.0 && errors(spells.gjr.alpha, law.alpha) < 4.0,
        "{:?}",
        spells.gjr.gamma
    );
    assert!(spells.likelihood_ratio > 20.0 && spells.p_value < 1e-4, "{}", spells.likelihood_ratio);
}

#[test]
fn spells_that_never_end_stand_on_the_edge_and_have_errors_given_that() {
    // Volatility that only grows: the best persistence is 1.
    let calm = simulated::normals(3, 1_500);
    let returns: Vec<f64> =
        calm.iter().enumerate().map(|(day, r)| 0.01 * r * (1.0 + (day as f64 / 300.0).powi(2))).collect();
    let fit = fit(&returns, 1).unwrap().garch;
    assert!(fit.is_at_edge, "{}", fit.persistence);
    assert!(fit.long_run_volatility.is_none() && fit.half_life_steps.is_none());
    // Of α and β one follows from the other.
    let (alpha, beta) = (fit.alpha.standard_error, fit.beta.standard_error);
    assert!(alpha > 0.0 && (alpha / beta - 1.0).abs() < 0.01, "{alpha} {beta}");
}

#[test]
fn the_unit_of_returns_changes_nothing_but_the_unit() {
    let returns = simulated::garch(13, 800, LAW);
    let hundredfold: Vec<f64> = returns.iter().map(|value| 100.0 * value).collect();
    let (one, other) = (fit(&returns, 1).unwrap().garch, fit(&hundredfold, 1).unwrap().garch);
    let gap = one.log_likelihood - other.log_likelihood - 800.0 * 100.0_f64.ln();
    assert!(gap.abs() < 1e-5 && (one.alpha.value - other.alpha.value).abs() < 1e-4, "{gap}");
    assert!(fit(&returns[..100], 1).is_none());
}

/// `fixed_parameter_checks` of the reference, where it is there.
#[test]
fn likelihoods_at_fixed_numbers_are_those_of_the_reference_where_it_is_there() {
    let Some((reference, prices)) = crate::calibration::reference::load() else { return };
    for check in reference["fixed_parameter_checks"]["garch"].as_array().unwrap() {
        let number = |key: &str| check[key].as_f64().unwrap();
        let law = Parameters {
            mean: number("mu"),
            omega: number("omega"),
            alpha: number("alpha"),
            gamma: number("gamma"),
            beta: number("beta"),
            dof: number("nu"),
        };
        let returns = prices.returns(check["asset"].as_str().unwrap(), "2020-04-11", "2026-06-30");
        let (terms, variances) = from_variance(&returns, &law, number("initial_variance"));
        let near = |found: f64, key: &str| assert!((found / number(key) - 1.0).abs() < 1e-9, "{key}: {found}");
        near(terms.iter().sum(), "loglik_decimal_units");
        near(variances[1], "variance_at_second_obs");
        near(variances[returns.len() - 1], "variance_at_last_obs");
    }
}
