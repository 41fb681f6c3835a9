//! What is said of the best weights where the answer under all assumptions is known.

use super::*;
use crate::assessment::Ends;
use crate::decision::specimen::one_coin;

/// One coin at two exchanges, of which each that fails takes half; the chance of the first is ranged.
fn two_places(north: &str) -> Scenario {
    let half = r#"{ kind = "fixed", value = 0.5 }"#;
    one_coin(16_384, &[("north", north, half), ("south", "0.1", half)])
}

fn cheapest(scenario: &Scenario, change: impl Fn(&mut Wish)) -> Result<Optimum, OptimiseError> {
    let mut wish = Wish { minimise: "cost".parse().unwrap(), frontier: 3, ..tests::wish("all") };
    change(&mut wish);
    let way = Way { threads: 1, precision: Precision::Single, ranges: true };
    optimise(scenario, &wish, way, &Watch::default())
}

/// Half of half of the difference of the chances is gained where all moves to the first.
fn gains_what_is_known(assumed: &Assumed, north: f64) {
    let exact = 0.25 * (0.1 - north);
    let standard_error = (assumed.gain.high - assumed.gain.low) / (2.0 * 1.96);
    assert!((assumed.gain.value - exact).abs() < 4.0 * standard_error, "{assumed:?} is not {exact}");
}

#[test]
fn weights_that_are_worse_at_an_end_hang_on_the_assumptions() {
    let found = cheapest(&two_places("{ value = 0.03, low = 0.01, high = 0.4 }"), |_| ()).unwrap();
    assert_eq!(found.verdict, Verdict::WithinRange);
    let north = found.weights.iter().find(|place| place.custodian == "north").unwrap();
    let near = |weight: Option<f64>, wanted: f64| (weight.unwrap() - wanted).abs() < 1e-6;
    assert!(near(Some(north.optimum), 1.0) && near(north.sparing, 1.0) && near(north.hurting, 0.0), "{north:?}");
    let Some(Ends { low, high }) = north.assumptions else { panic!("{north:?}") };
    assert!(low < 1e-6 && high > 1.0 - 1e-6);
    let (sparing, hurting) = (found.sparing.as_ref().unwrap(), found.hurting.as_ref().unwrap());
    gains_what_is_known(sparing, 0.01);
    gains_what_is_known(hurting, 0.4);
    // There all should stand in the south: twice what moving to the north costs.
    assert!((hurting.regret.unwrap() + 2.0 * hurting.gain.value).abs() < 1e-9, "{hurting:?}");
    // Today half of what either takes: at the ends E[X] of the frontier is a sum as well.
    for point in found.points() {
        let exact = |chance: f64| 0.5 * (point.weights[0] * chance + point.weights[1] * 0.1);
        let Ends { low, high } = point.cost_mean.range.unwrap();
        let error = 4.0 * (point.cost_mean.high - point.cost_mean.low);
        assert!((low - exact(0.01)).abs() < error && (high - exact(0.4)).abs() < error, "{point:?}");
        assert!(point.market_es.range.is_some() && point.market_es.value <= point.loss_es.value);
    }
    let [mixes, unclear] = found.unclear_mixes();
    assert!(mixes == MIXES && unclear > 0 && unclear < mixes, "{unclear} of {mixes}");
    let range = found.fresh.gain.range.unwrap();
    assert!(range.low <= hurting.gain.value && sparing.gain.value <= range.high, "{range:?}");
}

#[test]
fn weights_that_are_better_all_over_the_ranges_are_better() {
    let found = cheapest(&two_places("{ value = 0.03, low = 0.01, high = 0.05 }"), |_| ()).unwrap();
    assert_eq!((found.verdict, found.unclear_mixes()), (Verdict::Better, [MIXES, 0]));
}

#[test]
fn a_gain_at_an_end_that_chance_may_explain_is_no_gain() {
    // At the high end both are as good: what is gained there is chance.
    let found = cheapest(&two_places("{ value = 0.03, low = 0.01, high = 0.1 }"), |_| ()).unwrap();
    assert_eq!(found.verdict, Verdict::WithinRange);
}

#[test]
fn weights_that_break_what_is_asked_for_have_to_change() {
    let most = |wish: &mut Wish| wish.most = vec!["COIN@north=0.2".into()];
    let found = cheapest(&two_places("{ value = 0.03, low = 0.01, high = 0.05 }"), most).unwrap();
    assert_eq!(found.verdict, Verdict::Required);
    assert!(matches!(found.broken.as_slice(), [Rule::Most { .. }]), "{:?}", found.broken);
    assert!(found.fresh.gain.value < 0.0);
}

#[test]
fn a_floor_that_no_weights_reach_says_what_they_earn() {
    let floor = |wish: &mut Wish| wish.expected_return = Some(0.5);
    let told = cheapest(&two_places("0.03"), floor).unwrap_err().to_string();
    assert!(told.starts_with("`--expected-return 0.5` can't be kept"), "{told}");
    assert!(told.contains("no weights within the other limits earn more than "), "{told}");
}
