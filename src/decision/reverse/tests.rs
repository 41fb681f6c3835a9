//! Reverse stress in closed form: two exchanges of one coin that doesn't move.

use super::*;
use crate::scenario::Options;

/// Half at A, of which all is lost, 0.3 at B, 0.2 at C; nobody falls with anybody. A fails with 5% a year, B with 20%,
/// C with 50%.
fn scenario(volatility: f64) -> Scenario {
    let mut text = format!(
        "schema = 1\nname = \"three\"\nsimulation = {{ paths = 60_000, seed = 5, horizon_days = 365, step_days = 365, removal = \"none\" }}\n\
         [market]\ninnovations = {{ kind = \"gaussian\" }}\n[[asset]]\nid = \"COIN\"\nprice = 1.0\nvolatility = {volatility}\n"
    );
    for (id, chance) in [("a", 0.05), ("b", 0.2), ("c", 0.5)] {
        text.push_str(&format!(
            "[[counterparty]]\nid = \"{id}\"\nkind = \"exchange\"\nannual_failure_probability = {chance}\n\
             mode = [{{ kind = \"hack\", weight = 1.0, loss_given_failure = {{ kind = \"fixed\", value = 1.0 }} }}]\n"
        ));
    }
    text.push_str(
        "[[reserve]]\nid = \"all\"\ninitial_value = 10.0\npositions = [\n{ asset = \"COIN\", custodian = \"a\", weight = 0.5 },\n\
         { asset = \"COIN\", custodian = \"b\", weight = 0.3 },\n{ asset = \"COIN\", custodian = \"c\", weight = 0.2 },\n]\n",
    );
    Scenario::parse(&text, "three.toml", &Options::default()).unwrap()
}

fn asked(scenario: &Scenario, loss: f64, probability: Option<f64>) -> Reversed {
    let question = Question { loss, probability, reserve: None, ranges: true };
    let found = reverse(scenario, question, 1, &Watch::default()).unwrap();
    found.reserves.into_iter().next().unwrap()
}

fn failures(set: &EventSet) -> String {
    set.failures.iter().map(|failure| failure.counterparty.as_str()).collect()
}

#[test]
fn minimal_sets_are_those_of_a_sum() {
    let found = asked(&scenario(0.0), 0.45, None);
    // 0.5 alone, or 0.3 and 0.2 together; every other set holds one of these.
    assert_eq!(found.sets.iter().map(failures).collect::<Vec<_>>(), ["bc", "a"]);
    let [both, alone] = [&found.sets[0], &found.sets[1]];
    assert!((both.loss.marked.value - 0.5).abs() < 1e-12 && (both.money - 5.0).abs() < 1e-9);
    assert!((both.stated.value - 0.1).abs() < 1e-12 && (alone.stated.value - 0.05).abs() < 1e-12);
    // Nothing ties them, so the simulation must find the same: in standard errors.
    for set in [both, alone] {
        let stated = set.stated.value;
        let error = (stated * (1.0 - stated) / 60_000.0).sqrt();
        assert!((set.simulated.value - stated).abs() < 4.0 * error, "{set:?}");
    }
    assert!((found.all_together.value - 1.0).abs() < 1e-12);
}

#[test]
fn nothing_costs_more_than_everything() {
    let found = asked(&scenario(0.0), 1.0, Some(0.01));
    assert!(found.sets.is_empty() && found.combinations.is_empty());
    assert!(matches!(found.multiple, Some(Multiple::NotBroken { .. })), "{:?}", found.multiple);
    // Of 60,000 paths without the loss the chance may still be 0.0064%: the score interval ends at z²/(n + z²).
    let rarer = asked(&scenario(0.0), 1.0, Some(1e-6));
    let Some(Multiple::TooFewPaths { needed, .. }) = rarer.multiple else { panic!("{:?}", rarer.multiple) };
    assert_eq!(needed, 3_900_000, "1.96² / 1e-6, to two digits");
}

#[test]
fn combinations_of_failed_groups_share_out_the_bad_paths() {
    let found = asked(&scenario(0.0), 0.45, None);
    let shares: f64 = found.combinations.iter().map(|one| one.share.value).sum();
    assert!((shares - 1.0).abs() < 1e-12 && found.others.count == 0);
    let exact = |groups: &str| -> f64 {
        match groups {
            "b+c" => 0.95 * 0.2 * 0.5,
            "a" => 0.05 * 0.8 * 0.5,
            "a+c" => 0.05 * 0.8 * 0.5,
            "a+b" => 0.05 * 0.2 * 0.5,
            "a+b+c" => 0.05 * 0.2 * 0.5,
            other => panic!("{other} does not lose so much"),
        }
    };
    for one in &found.combinations {
        let chance = exact(&one.groups.join("+"));
        let error = (chance * (1.0 - chance) / 60_000.0).sqrt();
        assert!((one.probability.value - chance).abs() < 4.0 * error, "{one:?}");
        assert_eq!((one.exceeds_if.value, one.market_loss), (1.0, 0.0));
    }
}

#[test]
fn the_market_alone_is_a_combination_of_nobody() {
    let found = asked(&scenario(0.9), 0.45, Some(0.001));
    let alone = found.combinations.iter().find(|one| one.groups.is_empty()).unwrap();
    assert!(alone.market_loss > 0.45 && (alone.market_loss - alone.loss).abs() < 1e-12);
    let Some(Multiple::MarketAlone { market }) = found.multiple else { panic!("{:?}", found.multiple) };
    assert!(market.value > 0.001 && market == found.market_alone);
}

#[test]
fn the_multiple_is_that_of_one_exponential() {
    // More than 0.45 is lost where A fails, or B and C do: 1 - (1 - A)(1 - BC) with each chance 1 - s^m.
    let chance = |times: f64| {
        let of = |stated: f64| 1.0 - (1.0 - stated).powf(times);
        1.0 - (1.0 - of(0.05)) * (1.0 - of(0.2) * of(0.5))
    };
    for exact in [0.5, 2.0, 5.0] {
        let found = asked(&scenario(0.0), 0.45, Some(chance(exact)));
        let Some(Multiple::At { multiple }) = found.multiple else { panic!("{:?}", found.multiple) };
        // The interval is of 95%; twice as wide it is one of four standard errors.
        let (low, high) = (2.0 * multiple.low - multiple.value, 2.0 * multiple.high - multiple.value);
        assert!(low < exact && exact < high, "{multiple:?} is not {exact}");
        assert!(multiple.low < multiple.value && multiple.value < multiple.high);
    }
}

/// One exchange that holds all, fails with a chance from `low` to `high`, and loses all; the coin may move.
fn ranged(chance: [f64; 3], volatility: &str) -> Scenario {
    let [value, low, high] = chance;
    let text = format!(
        "schema = 1\nname = \"one\"\nsimulation = {{ paths = 60_000, seed = 5, horizon_days = 365, step_days = 365, removal = \"none\" }}\n\
         [market]\ninnovations = {{ kind = \"gaussian\" }}\n[[asset]]\nid = \"COIN\"\nprice = 1.0\nvolatility = {volatility}\n\
         [[counterparty]]\nid = \"a\"\nkind = \"exchange\"\n\
         annual_failure_probability = {{ value = {value}, low = {low}, high = {high} }}\n\
         mode = [{{ kind = \"hack\", weight = 1.0, loss_given_failure = {{ kind = \"fixed\", value = 1.0 }} }}]\n\
         [[reserve]]\nid = \"all\"\ninitial_value = 10.0\n\
         positions = [{{ asset = \"COIN\", custodian = \"a\", weight = 1.0 }}]\n"
    );
    Scenario::parse(&text, "one.toml", &Options::default()).unwrap()
}

/// Of one failure P(L > x) is 1 − (1 − p)^m, so the multiple is ln(1 − P)/ln(1 − p), whatever p is assumed.
#[test]
fn the_multiple_has_the_range_of_the_chance_it_multiplies() {
    let (chances, tolerated) = ([0.05, 0.02, 0.1], 0.15_f64);
    let found = asked(&ranged(chances, "0.0"), 0.5, Some(tolerated));
    let multiple = |chance: f64| libm::log1p(-tolerated) / libm::log1p(-chance);
    let standard_error = |chance: f64| {
        let of_chance = (tolerated * (1.0 - tolerated) / 60_000.0).sqrt();
        of_chance / (-libm::log1p(-chance) * (1.0 - tolerated))
    };
    let Some(Multiple::At { multiple: at }) = found.multiple else { panic!("{:?}", found.multiple) };
    assert!((at.value - multiple(0.05)).abs() < 4.0 * standard_error(0.05), "{at:?}");
    let Some([MultipleAtEnd::At { multiple: sparing }, MultipleAtEnd::At { multiple: hurting }]) =
        found.multiple_at_ends
    else {
        panic!("{:?}", found.multiple_at_ends)
    };
    for (found, chance) in [(sparing, 0.02), (hurting, 0.1)] {
        assert!((found - multiple(chance)).abs() < 4.0 * standard_error(chance), "{found} is not {}", multiple(chance));
    }
    let range = at.range.unwrap();
    assert_eq!((range.low, range.high), (sparing, hurting));
    // The chance of the loss and that of the set are p itself.
    let [set] = found.sets.as_slice() else { panic!("{:?}", found.sets) };
    let stated = set.stated.range.unwrap();
    assert!((stated.low - 0.02).abs() < 1e-12 && (stated.high - 0.1).abs() < 1e-12, "{set:?}");
    for range in [set.simulated.range.unwrap(), found.exceeds.range.unwrap()] {
        for (found, chance) in [(range.low, 0.02), (range.high, 0.1)] {
            let error = (chance * (1.0 - chance) / 60_000.0_f64).sqrt();
            assert!((found - chance).abs() < 4.0 * error, "{range:?}");
        }
    }
}

#[test]
fn at_an_end_the_market_alone_may_break_what_failures_hardly_do() {
    // A coin that is nearly still keeps the tolerance without failures; at 150% a year it doesn't.
    let volatility = "{ value = 0.1, low = 0.05, high = 1.5 }";
    let found = asked(&ranged([0.001, 0.0005, 0.002], volatility), 0.5, Some(0.02));
    assert!(matches!(found.multiple, Some(Multiple::At { multiple }) if multiple.range.is_none()), "{found:?}");
    let [sparing, hurting] = found.multiple_at_ends.unwrap();
    assert!(matches!(sparing, MultipleAtEnd::At { .. }), "{sparing:?}");
    assert_eq!(hurting, MultipleAtEnd::MarketAlone);
}

#[test]
fn without_ranges_nothing_is_told_of_ends() {
    let scenario = ranged([0.05, 0.02, 0.1], "0.0");
    let question = Question { loss: 0.5, probability: Some(0.15), reserve: None, ranges: false };
    let found = reverse(&scenario, question, 1, &Watch::default()).unwrap();
    let [all] = found.reserves.as_slice() else { panic!("{found:?}") };
    assert!(all.multiple_at_ends.is_none() && all.exceeds.range.is_none() && all.sets[0].stated.range.is_none());
}
