use super::*;
use crate::decision::specimen::one_coin;
use crate::engine::Watch;
use crate::scenario::Options;

const A: &str = "counterparty.a";
const PROBABILITY: &str = "counterparty.a.annual_failure_probability";
const LOSS: &str = "counterparty.a.mode.hack.loss_given_failure";

/// Of one exchange E[X] is the chance times the loss.
fn one() -> Scenario {
    one_coin(40_000, &[("a", "0.1", r#"{ kind = "fixed", value = 0.5 }"#)])
}

fn expert(name: &str, statements: &[(&str, &str)]) -> Expert {
    let lines: String = statements.iter().map(|(address, value)| format!("\"{address}\" = {value}\n")).collect();
    Expert::parse(&format!("[assumptions]\n{lines}"), name).unwrap()
}

fn asked(scenario: &Scenario, a: Expert, b: Expert, measures: &[&str], ranges: bool) -> Result<Experts, Refusal> {
    let measures = measures.iter().map(|words| words.parse().unwrap()).collect();
    let question = ExpertsQuestion { experts: [a, b], measures };
    experts(scenario, &question, Manner { threads: 2, ranges, watch: &Watch::default() })
}

fn standard_error(estimate: Estimate) -> f64 {
    (estimate.high - estimate.low) / (2.0 * 1.959_963_984_540_054)
}

#[test]
fn of_one_coin_at_one_exchange_swaps_are_chance_times_loss() {
    let a = expert("a", &[(PROBABILITY, "0.1"), (LOSS, "0.5")]);
    let b = expert("b", &[(PROBABILITY, "0.3"), (LOSS, "0.8")]);
    let found = asked(&one(), a, b, &["cost"], false).unwrap();
    assert_eq!((found.runs, found.disputed, found.agreed, found.stated_by_both), (4, 2, 0, 2));
    let all = &found.measured[0];
    let near = |estimate: Estimate, exact: f64| {
        let off = (estimate.value - exact).abs();
        assert!(off < 4.0 * standard_error(estimate), "{estimate:?} is not {exact}");
    };
    near(all.a, 0.1 * 0.5);
    near(all.b, 0.3 * 0.8);
    near(all.difference, 0.3 * 0.8 - 0.1 * 0.5);
    let swap = |address: &str| all.swaps.iter().find(|swap| swap.address == address).unwrap();
    let (chance, loss) = (swap(PROBABILITY), swap(LOSS));
    near(chance.from_a, 0.2 * 0.5);
    near(chance.from_b, 0.2 * 0.8);
    near(chance.part.unwrap(), 0.2 * 0.65);
    near(chance.closes, 0.2 * 0.5 / 0.19);
    near(loss.from_a, 0.1 * 0.3);
    near(loss.from_b, 0.3 * 0.3);
    near(loss.part.unwrap(), 0.2 * 0.3);
    near(all.together, 0.2 * 0.3);
    // The chance makes most of it, and parts leave nothing over.
    assert_eq!(all.swaps[0].address, PROBABILITY);
    let parts: f64 = all.swaps.iter().map(|swap| swap.part.unwrap().value).sum();
    assert!((parts - all.difference.value).abs() < 1e-12);
    assert_eq!(all.standing, Standing::Apart);
    // On the same draws the difference is known better than either answer would let it be.
    let apart = libm::hypot(standard_error(all.a), standard_error(all.b));
    assert!(standard_error(all.difference) < apart, "{:?}", all.difference);
}

#[test]
fn an_expert_with_all_values_of_the_other_is_the_other_to_the_last_bit() {
    let text = include_str!("../../../scenarios/two-exchanges.toml");
    let scenario = Scenario::parse(text, "two", &Options { paths: Some(3_000), ..Options::default() }).unwrap();
    let north = "counterparty.north.annual_failure_probability";
    let law = "counterparty.north.mode.insolvency.loss_given_failure";
    let a = expert("a", &[(north, "{ value = 0.1, low = 0.05, high = 0.2 }"), ("asset.BTC.volatility", "0.6")]);
    let b = expert("b", &[(law, "0.9"), ("asset.BTC.volatility", "{ value = 0.6, low = 0.5, high = 0.7 }")]);
    let found = asked(&scenario, a.clone(), b.clone(), &["es99", "cost", "ce2", "p25", "var95"], false).unwrap();
    assert_eq!((found.disputed, found.agreed, found.stated_by_both), (2, 1, 1));
    let plain = |expert: &Expert| {
        let own = scenario.without_removal().with_statements(&expert.statements).unwrap();
        let watch = Watch::default();
        let mut runs = Runs::of(&own, Manner { threads: 1, ranges: false, watch: &watch });
        runs.look(&own, |reserves| {
            found.measured.iter().map(|one| one.measured.of(reserves[one.measured.place.0], 1.0)).collect::<Vec<_>>()
        })
        .unwrap()
    };
    let (own_a, own_b) = (plain(&a), plain(&b));
    for ((one, own_a), own_b) in found.measured.iter().zip(own_a).zip(own_b) {
        assert_eq!((one.a, one.b), (own_a, own_b), "{:?}", one.measured);
    }
    // A law that only the second replaced stands again where the first's value is put there.
    let of_law = found.measured.iter().flat_map(|one| &one.swaps).find(|swap| swap.address == law).unwrap();
    assert!(of_law.a_with.value.is_finite() && of_law.b_with.value.is_finite());
    // Of VaR nobody knows how its error is shared.
    let of_var = found.measured.last().unwrap();
    assert!(of_var.difference.has_unknown_interval(), "{:?}", of_var.difference);
}

#[test]
fn experts_of_one_mind_differ_by_nothing() {
    let same = || expert("same", &[(PROBABILITY, "{ value = 0.2, low = 0.1, high = 0.3 }")]);
    let found = asked(&one(), same(), same(), &[], true).unwrap();
    assert_eq!((found.runs, found.disputed, found.agreed), (1, 0, 1));
    assert_eq!(found.measured.len(), 2);
    for one in &found.measured {
        assert_eq!((one.difference.value, one.difference.low, one.difference.high), (0.0, 0.0, 0.0));
        assert_eq!((one.standing, one.a, one.swaps.len()), (Standing::Same, one.b, 0));
        assert!(one.a.range.is_some_and(|ends| ends.low < ends.high), "{:?}", one.a);
    }
}

#[test]
fn ranges_say_whether_either_can_rule_the_other_out() {
    let a = || expert("a", &[(PROBABILITY, "{ value = 0.1, low = 0.05, high = 0.4 }")]);
    let wide = expert("b", &[(PROBABILITY, "{ value = 0.3, low = 0.05, high = 0.4 }")]);
    let narrow = expert("b", &[(PROBABILITY, "{ value = 0.3, low = 0.25, high = 0.4 }")]);
    let higher = expert("b", &[(PROBABILITY, "{ value = 0.5, low = 0.45, high = 0.6 }")]);
    for (b, standing, verdict) in [
        (wide, Standing::WithinRanges, Verdict::Agree),
        (narrow, Standing::Apart, Verdict::Agree),
        (higher, Standing::Apart, Verdict::BHigher),
    ] {
        let found = asked(&one(), a(), b, &["cost", "es99"], true).unwrap();
        assert_eq!((found.measured[0].standing, found.inputs[0].verdict), (standing, verdict));
        // What is not disputed moves no coin to the thief; of the loss it moves the market's part.
        let [cost, shortfall] = [&found.measured[0], &found.measured[1]].map(|one| one.difference.range.unwrap());
        assert!((cost.low - cost.high).abs() < 1e-6 && shortfall.low != shortfall.high, "{cost:?} {shortfall:?}");
    }
}

#[test]
fn what_both_hold_is_ranged_where_either_ranges_it() {
    let volatility = "asset.COIN.volatility";
    let plain = || expert("a", &[(PROBABILITY, "0.1"), (volatility, "0.2")]);
    let ranged = || expert("b", &[(PROBABILITY, "0.3"), (volatility, "{ value = 0.2, low = 0.1, high = 0.4 }")]);
    let there = asked(&one(), plain(), ranged(), &["es99"], true).unwrap().measured[0].difference.range.unwrap();
    let back = asked(&one(), ranged(), plain(), &["es99"], true).unwrap().measured[0].difference.range.unwrap();
    assert!(there.low != there.high && (there.low, there.high) == (-back.low, -back.high), "{there:?} {back:?}");
}

#[test]
fn what_only_one_says_is_held_against_the_scenario() {
    let a = expert("a", &[(PROBABILITY, "0.1"), ("asset.COIN.volatility", "0.25")]);
    let b = expert("b", &[(LOSS, "0.5")]);
    let found = asked(&one(), a, b, &["cost"], false).unwrap();
    let said: Vec<(&str, Verdict, bool)> =
        found.inputs.iter().map(|input| (input.address.as_str(), input.verdict, input.differs)).collect();
    // The loss is the scenario's, where it stands as a law of one number.
    let expected = [
        ("asset.COIN.volatility", Verdict::OnlyA, true),
        (PROBABILITY, Verdict::OnlyA, false),
        (LOSS, Verdict::OnlyB, false),
    ];
    assert_eq!(said, expected);
    assert_eq!((found.inputs[0].b.value, found.inputs[0].b.range), (Some(0.2), Some([0.1, 0.3])));
    // Neither moves the share of coins that is lost.
    assert!(found.measured[0].difference.value.abs() < 1e-6, "{:?}", found.measured[0]);
}

#[test]
fn what_can_not_hold_together_is_told_of_or_refused() {
    let a = expert("a.toml", &[("counterparty.a.intensity", "0.1")]);
    let b = expert("b.toml", &[(PROBABILITY, "0.1")]);
    let error = asked(&one(), a, b, &[], false).unwrap_err().to_string();
    assert!(error.contains("b.toml:2:1") && error.contains("state the same address in both"), "{error}");
    let unknown = expert("b.toml", &[("counterparty.b.intensity", "0.1")]);
    let error = asked(&one(), expert("a", &[(PROBABILITY, "0.1")]), unknown, &[], false).unwrap_err().to_string();
    assert!(error.contains("b.toml:2:1") && error.contains("\"b\", which is not there"), "{error}");
    // Each expert's law is one, a mixture of the two has its smallest value above its largest.
    let scenario = one_coin(40_000, &[("a", "0.1", r#"{ kind = "uniform", min = 0.2, max = 0.4 }"#)]);
    let (min, max) = (format!("{A}.mode.hack.loss_given_failure.min"), format!("{A}.mode.hack.loss_given_failure.max"));
    let a = expert("a", &[(&min, "0.1"), (&max, "0.3")]);
    let b = expert("b", &[(&min, "0.5"), (&max, "0.7")]);
    let found = asked(&scenario, a, b, &["cost"], false).unwrap();
    let swap = |address: &str| found.measured[0].swaps.iter().find(|swap| swap.address == address).unwrap();
    assert!(swap(&min).a_with.value.is_nan() && swap(&min).b_with.value.is_finite());
    assert!(swap(&max).a_with.value.is_finite() && swap(&max).part.is_none());
    assert!(found.measured[0].together.value.is_nan());
}

#[test]
fn a_law_stated_whole_is_held_against_the_law_of_the_scenario() {
    let silent = || expert("b", &[(PROBABILITY, "0.1")]);
    let of_law = |scenario: &Scenario| {
        let found =
            asked(scenario, expert("a", &[(PROBABILITY, "0.1"), (LOSS, "0.5")]), silent(), &["cost"], false).unwrap();
        let input = found.inputs.into_iter().find(|input| input.address == LOSS).unwrap();
        (input.differs, input.b.value)
    };
    assert_eq!(of_law(&one().with_paths(500)), (false, Some(0.5)));
    // A number is not a law about it.
    let spread = one_coin(500, &[("a", "0.1", r#"{ kind = "beta", mean = 0.5, sd = 0.2 }"#)]);
    assert_eq!(of_law(&spread), (true, Some(0.5)));
}
