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
    assert!((both.stated - 0.1).abs() < 1e-12 && (alone.stated - 0.05).abs() < 1e-12);
    // Nothing ties them, so the simulation must find the same: in standard errors.
    for set in [both, alone] {
        let error = (set.stated * (1.0 - set.stated) / 60_000.0).sqrt();
        assert!((set.simulated.value - set.stated).abs() < 4.0 * error, "{set:?}");
    }
    assert!((found.all_together.value - 1.0).abs() < 1e-12);
}

#[test]
fn nothing_costs_more_than_everything() {
    let found = asked(&scenario(0.0), 1.0, Some(0.01));
    assert!(found.sets.is_empty() && found.combinations.is_empty());
    assert!(matches!(found.multiple, Some(Multiple::NotBroken { .. })), "{:?}", found.multiple);
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
