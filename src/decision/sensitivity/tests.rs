//! Closed forms of one exchange.

use super::*;
use crate::decision::specimen::one_coin;

/// One exchange: E[X] over a year is about the chance times the loss.
fn scenario() -> Scenario {
    let loss = r#"{ kind = "fixed", value = { value = 0.5, low = 0.45, high = 0.55 } }"#;
    one_coin(4_096, &[("a", "{ value = 0.3, low = 0.04, high = 0.9 }", loss)])
}

#[test]
fn the_chance_decides_where_it_is_known_least() {
    let scenario = scenario();
    let question =
        Question { figure: "cost".parse().unwrap(), reserve: ReserveIndex(0), points: Some(64), paths: None };
    let found = sensitivity(&scenario, question, 1, &Watch::default()).unwrap();
    // The market and the loss, which explain little, are looked at on the first points alone.
    assert_eq!((found.runs, found.left_out, found.pilot_paths), (16 * 5 + 48 * 3, 0, 0));
    let first = &found.inputs[0];
    assert_eq!(first.input.address, "counterparty.a.annual_failure_probability");
    assert!(first.in_logarithms && first.first.value > 0.9, "{first:?}");
    // In kind, and paid at once: the market moves no share of coins.
    let market = found.inputs.iter().find(|share| share.input.address == "asset.COIN.volatility").unwrap();
    assert!(market.total.value.abs() < 1e-6 && market.points == 16, "{market:?}");
    let loss = &found.inputs[1];
    // X = chance·loss: Var = (E[p]² + Var p)·Var g + E[g]²·Var p, with p log-uniform over (0.04, 0.9).
    let (ln, mean) = (libm::log(0.9 / 0.04), |power: f64| (0.9_f64.powf(power) - 0.04_f64.powf(power)) / power);
    let (mean, square) = (mean(1.0) / ln, mean(2.0) / ln);
    let of_loss = square * 0.01 / 12.0;
    let exact = of_loss / (of_loss + 0.25 * (square - mean * mean));
    assert!((loss.total.value - exact).abs() < 2.0 * (loss.total.high - loss.total.value), "{loss:?} is not {exact}");
}

#[test]
fn a_wide_interval_decides_nothing_and_paths_are_as_many_as_asked() {
    let question = Question { figure: "cost".parse().unwrap(), reserve: ReserveIndex(0), points: Some(8), paths: None };
    let few = Question { paths: Some(700), ..question };
    let mut found = sensitivity(&scenario(), few, 1, &Watch::default()).unwrap();
    assert_eq!((found.paths, found.is_hardly_moved()), (700, false));
    for (low, high, decides) in [(0.6, 1.1, Some(true)), (0.05, 1.84, None), (0.05, 0.4, Some(false))] {
        found.inputs[0].total = Estimate::between(0.94, low, high);
        assert_eq!(found.one_decides(), decides, "{low} {high}");
    }
    found.spread = Ends { low: 0.800, high: 0.801 };
    found.mean = 0.8;
    assert!(found.is_hardly_moved());
}
