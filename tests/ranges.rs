//! Ranged inputs at their ends: against exact figures, against plain runs with those numbers set, and by hand.

use linchpin::assessment::{Assessment, Curves, Ends, InputEffect};
use linchpin::engine::Watch;
use linchpin::scenario::{End, Options, Scenario};
use linchpin::units::InputIndex;
use linchpin::{AssessOptions, assess};
use serde_json::Value;

const PATHS: u64 = 20_000;

/// One coin at one venue for a year; its chance of failing and what is lost then are ranges.
fn one_coin(hazard: &str, lost: &str, rest: &str) -> String {
    format!(
        "schema = 1\nname = \"ranged\"\n[simulation]\npaths = {PATHS}\nseed = 5\nhorizon_days = 365\nstep_days = 5\n\
         levels = [0.95, 0.99]\n[[asset]]\nid = \"COIN\"\nprice = 50.0\ndrift = 0.0\nvolatility = 0.3\n\
         {rest}[[counterparty]]\nid = \"a\"\nkind = \"exchange\"\n[[counterparty.mode]]\nkind = \"hack\"\n{hazard}\n{lost}\n\
         recovery_delay_days = {{ kind = \"fixed\", value = 0 }}\nrecovery_basis = \"in-kind\"\n\
         [[reserve]]\nid = \"r\"\ninitial_value = 1.0\npositions = [{{ asset = \"COIN\", custodian = \"a\", weight = 1.0 }}]\n"
    )
}

const HAZARD: &str = "annual_failure_probability = { value = 0.10, low = 0.05, high = 0.30 }";
const LOST: &str = "loss_given_failure = { kind = \"fixed\", value = { value = 0.4, low = 0.2, high = 0.7 } }";

fn loaded(text: &str, sets: &[&str]) -> Scenario {
    let options = Options { sets: sets.iter().map(|set| (*set).to_owned()).collect(), ..Options::default() };
    Scenario::parse(text, "scenario.toml", &options).unwrap_or_else(|error| panic!("{error}"))
}

fn run(scenario: &Scenario, options: AssessOptions) -> Assessment {
    assess(scenario, options, &Watch::default()).unwrap().assessment
}

fn ranged(scenario: &Scenario) -> Assessment {
    run(scenario, AssessOptions { ranges: true, ..AssessOptions::default() })
}

fn plain(text: &str, sets: &[&str]) -> Assessment {
    run(&loaded(text, sets), AssessOptions::default())
}

fn effect<'a>(assessment: &'a Assessment, address: &str) -> &'a InputEffect {
    let inputs = &assessment.summary.ranges.as_ref().unwrap().inputs;
    inputs.iter().find(|effect| effect.input.address == address).unwrap_or_else(|| panic!("{address} has no range"))
}

/// Standard error of a mean of `lost` on a share `chance` of the paths.
fn standard_error(chance: f64, lost: f64) -> f64 {
    lost * (chance * (1.0 - chance) / PATHS as f64).sqrt()
}

#[test]
fn the_mean_cost_is_chance_times_loss_at_every_end() {
    let found = ranged(&loaded(&one_coin(HAZARD, LOST, ""), &[]));
    let mean = found.summary.reserves[0].counterparty_cost.marked.mean;
    let Ends { low, high } = mean.range.unwrap();
    for (cost, chance, lost) in [(low, 0.05, 0.2), (mean.value, 0.10, 0.4), (high, 0.30, 0.7)] {
        let error = (cost - chance * lost).abs() / standard_error(chance, lost);
        assert!(error < 4.0, "{cost} is {error} standard errors from {}", chance * lost);
    }
}

#[test]
fn where_more_helps_the_low_end_hurts() {
    let escape = "escape_fraction = { kind = \"fixed\", value = { value = 0.3, low = 0.1, high = 0.6 } }";
    let text = one_coin("intensity = 0.1", &format!("{LOST}\n{escape}"), "");
    let slow = text.replace("{ kind = \"fixed\", value = 0 }", "{ kind = \"fixed\", value = 9000 }");
    let marked =
        slow.replace("levels =", "claim_mark = { in-kind = { value = 0.7, low = 0.5, high = 0.9 } }\nlevels =");
    let found = ranged(&loaded(&marked, &[]));
    let hurts = |address: &str| effect(&found, address).hurts;
    assert_eq!(hurts("counterparty.a.mode.hack.escape_fraction.value"), Some(End::Low));
    assert_eq!(hurts("simulation.claim_mark.in-kind"), Some(End::Low));
    assert_eq!(hurts("counterparty.a.mode.hack.loss_given_failure.value"), Some(End::High));
    let mean = found.summary.reserves[0].counterparty_cost.marked.mean;
    let Ends { low, high } = mean.range.unwrap();
    assert!(low < mean.value && mean.value < high, "{low}, {}, {high}", mean.value);
}

/// Checks every figure that has a range against that of plain runs at the ends; how many there were.
fn compare(address: &str, central: &Value, low: &Value, high: &Value) -> usize {
    match central {
        Value::Object(entries) => {
            let own = entries.get("range").map_or(0, |range| {
                let key = if entries.contains_key("probability") { "probability" } else { "value" };
                assert_eq!((&range["low"], &range["high"]), (&low[key], &high[key]), "{address}");
                1
            });
            let below = entries.iter().filter(|(key, _)| *key != "range");
            own + below
                .map(|(key, entry)| compare(&format!("{address}.{key}"), entry, &low[key], &high[key]))
                .sum::<usize>()
        }
        Value::Array(entries) => entries
            .iter()
            .enumerate()
            .map(|(at, entry)| compare(&format!("{address}.{at}"), entry, &low[at], &high[at]))
            .sum(),
        _ => 0,
    }
}

fn reserves(assessment: &Assessment) -> Value {
    serde_json::to_value(&assessment.summary.reserves).unwrap()
}

/// Of the reserves, and the ways that charts draw.
fn figures(assessment: &Assessment) -> Value {
    let ways =
        |curves: &Curves| serde_json::json!([curves.removal_ladders, curves.booked_waterfalls, curves.after_failure]);
    let ways: Vec<Value> = assessment.curves.iter().map(ways).collect();
    serde_json::json!([reserves(assessment), ways])
}

#[test]
fn a_run_at_the_ends_is_the_plain_run_with_these_numbers_set() {
    let text = one_coin(HAZARD, LOST, "");
    let at = |chance: &str, lost: &str| {
        let chance = format!("counterparty.a.mode.hack.annual_failure_probability={chance}");
        let lost = format!("counterparty.a.mode.hack.loss_given_failure.value={lost}");
        figures(&plain(&text, &[&chance, &lost]))
    };
    let found = ranged(&loaded(&text, &[]));
    let compared = compare("figures", &figures(&found), &at("0.05", "0.2"), &at("0.30", "0.7"));
    assert!(compared > 150, "only {compared} figures have a range");
    let reserve = &found.summary.reserves[0];
    let (removal, booked) = (&reserve.removal[0], &reserve.attribution[1].by_group[0]);
    let group = &reserve.groups[0];
    for figure in [removal.cost_mean, removal.loss_es[1].estimate, booked.es, group.booked_es_share[1].estimate] {
        assert!(figure.range.is_some(), "{figure:?}");
    }
    let conditional = [group.liquid_cost_if_fails, group.eventual_loss_if_fails].map(Option::unwrap);
    assert!(conditional.iter().all(|figure| figure.range.is_some()), "{conditional:?}");
    assert!(group.by_mode[0].saved.unwrap().range.is_some());
    // What is left at once is what is not lost, for certain.
    let left = found.curves[0].after_failure[0].days[0].money;
    assert_eq!([left.value, left.low, left.high], [0.6; 3]);
    let Ends { low, high } = left.range.unwrap();
    assert!((low - 0.8).abs() < 1e-12 && (high - 0.3).abs() < 1e-12, "{low} to {high}");
}

#[test]
fn where_all_costs_are_one_groups_its_removal_saves_them_at_every_end() {
    let found = ranged(&loaded(&one_coin(HAZARD, LOST, ""), &[]));
    let reserve = &found.summary.reserves[0];
    let all = reserve.removal.iter().find(|removal| removal.group == "a" && removal.what == "all").unwrap();
    assert_eq!(all.cost_mean.range, reserve.counterparty_cost.marked.mean.range);
}

#[test]
fn each_input_moves_the_cost_as_it_does_by_hand() {
    let text = one_coin(HAZARD, LOST, "");
    let found = ranged(&loaded(&text, &[]));
    let ranges = found.summary.ranges.as_ref().unwrap();
    assert_eq!((ranges.paths, ranges.inputs.len()), (PATHS, 2));
    let cost = |sets: &[&str]| plain(&text, sets).summary.reserves[0].counterparty_cost.marked.mean.value;
    let central = cost(&[]);
    for (address, low, high) in [
        ("counterparty.a.mode.hack.annual_failure_probability", "0.05", "0.30"),
        ("counterparty.a.mode.hack.loss_given_failure.value", "0.2", "0.7"),
    ] {
        let swing = effect(&found, address).cost;
        let by_hand = |end: &str| cost(&[&format!("{address}={end}")]) - central;
        assert!((swing.low - by_hand(low)).abs() < 1e-12, "{address}: {swing:?}, {}", by_hand(low));
        assert!((swing.high - by_hand(high)).abs() < 1e-12, "{address}: {swing:?}, {}", by_hand(high));
    }
    // 0.1 times 0.4: the chance moves it from 0.02 to 0.12, the loss from 0.02 to 0.07.
    assert_eq!(ranges.inputs[0].input.address, "counterparty.a.mode.hack.annual_failure_probability");
}

const POOL: &str = "[evidence.pool]\ncounts = \"loss\"\nfailures = 1\nexposure_years = 20.0\n";
const CITES: &str = "counts = \"loss\"\nevidence = \"pool\"";

#[test]
fn a_pool_goes_to_the_ends_of_its_posterior_as_a_fixed_intensity() {
    let text = one_coin(CITES, LOST, POOL);
    let scenario = loaded(&text, &[]);
    let found = ranged(&scenario);
    let pool = effect(&found, "evidence.pool");
    let ends = [0.05, 0.95].map(|share| scenario.pools()[0].rate_quantile(share));
    assert_eq!([pool.input.low, pool.input.high], ends);
    let at = |rate: f64, lost: &str| {
        let rate = format!("counterparty.a.mode.hack.intensity={rate:?}");
        let lost = format!("counterparty.a.mode.hack.loss_given_failure.value={lost}");
        reserves(&plain(&text, &[&rate, &lost]))
    };
    assert!(compare("reserves", &reserves(&found), &at(ends[0], "0.2"), &at(ends[1], "0.7")) > 40);
}

#[test]
fn a_level_beyond_what_the_evidence_has_seen_is_null_and_says_why() {
    // Twenty years speak of chances down to 1 in 60: of the worst 5%, not of the worst 1%.
    let text = one_coin(CITES, "loss_given_failure = { kind = \"fixed\", value = 1.0 }", POOL);
    let scenario = loaded(&text, &[]);
    let found = run(&scenario, AssessOptions::default());
    let loss = &found.summary.reserves[0].loss;
    assert!(loss.es[0].estimate.value.is_finite() && loss.es[1].estimate.value.is_nan());
    assert_eq!(loss.es[1].flags.last().unwrap(), "beyond-evidence");
    assert!(found.summary.reserves[0].market_alone.es[1].estimate.value.is_finite());
    let json = reserves(&found);
    assert!(json[0]["loss"]["es"][1]["value"].is_null() && json[0]["loss"]["var"][1]["value"].is_null());
    let told = |words: &str| found.summary.warnings.iter().filter(|warning| warning.contains(words)).count();
    assert_eq!(told("say nothing of chances below 1 in 60"), 1, "{:?}", found.summary.warnings);
    let again: Assessment = serde_json::from_value(serde_json::to_value(&found).unwrap()).unwrap();
    assert!(again.summary.reserves[0].loss.es[1].estimate.value.is_nan());
    let forced = run(&scenario, AssessOptions { force_tail: true, ..AssessOptions::default() });
    assert_eq!(forced.summary.reserves[0].loss.es[1].estimate.value, 1.0);
}

#[test]
fn a_level_that_rests_on_no_pool_is_told() {
    // Half the chance of failing is stated, and the market alone decides where nothing is lost for good.
    let text = one_coin(CITES, "loss_given_failure = { kind = \"fixed\", value = 0.0 }", POOL);
    let found = run(&loaded(&text, &[]), AssessOptions::default());
    assert!(found.summary.reserves[0].loss.es.iter().all(|figure| figure.estimate.value.is_finite()));
}

#[test]
fn threads_change_nothing_and_without_ranges_nothing_is_run_at_ends() {
    let scenario = loaded(&one_coin(HAZARD, LOST, ""), &[]);
    let on = |threads: usize| {
        let options = AssessOptions { ranges: true, threads, ..AssessOptions::default() };
        serde_json::to_string(&run(&scenario, options).summary).unwrap()
    };
    assert_eq!(on(1), on(3));
    let without = serde_json::to_string(&run(&scenario, AssessOptions::default()).summary).unwrap();
    assert!(!without.contains("\"range\":") && !without.contains("\"ranges\":"), "{without}");
}

#[test]
fn a_difference_that_turns_at_an_end_is_none_that_the_assumptions_can_tell() {
    // Half at the venue costs half as much, whatever the ends are; a second venue is better or worse by them.
    let two = |chance: &str| {
        let second = format!(
            "[[counterparty]]\nid = \"b\"\nkind = \"exchange\"\nannual_failure_probability = {chance}\n[[counterparty.mode]]\n\
             kind = \"hack\"\nweight = 1.0\nloss_given_failure = {{ kind = \"fixed\", value = 0.4 }}\n\
             recovery_delay_days = {{ kind = \"fixed\", value = 0 }}\nrecovery_basis = \"in-kind\"\n\
             [[reserve]]\nid = \"s\"\ninitial_value = 1.0\npositions = [{{ asset = \"COIN\", custodian = \"b\", weight = 1.0 }}]\n"
        );
        let found = ranged(&loaded(&format!("{}{second}", one_coin(HAZARD, LOST, "")), &[]));
        let pair = &found.summary.comparison[0];
        (pair.cost_difference.unwrap(), pair.sign_holds.clone().unwrap().cost)
    };
    let (difference, holds) = two("0.03");
    assert!(difference.value > 0.0 && difference.range.unwrap().low < 0.0 && !holds, "{difference:?}");
    let (difference, holds) = two("0.001");
    assert!(difference.value > 0.0 && difference.range.unwrap().low > 0.0 && holds, "{difference:?}");
}

#[test]
fn ends_that_cannot_stand_together_are_refused() {
    let loading = |name: &str| format!("{name} = {{ value = 0.5, low = 0.1, high = 0.8 }}");
    let loadings = format!("loadings = {{ {}, {} }}", loading("x"), loading("y"));
    let text =
        one_coin(HAZARD, LOST, "").replace("[[counterparty.mode]]", &format!("{loadings}\n[[counterparty.mode]]"));
    let scenario = loaded(&text, &[]);
    let input = |name: &str| {
        let address = format!("counterparty.a.loadings.{name}");
        InputIndex(scenario.ranged_inputs().iter().position(|input| input.address == address).unwrap())
    };
    let error = scenario.at_ends(&[(input("x"), End::High), (input("y"), End::High)]).unwrap_err();
    assert!(error.to_string().contains("loadings"), "{error}");
    assert!(scenario.at_ends(&[(input("x"), End::High), (input("y"), End::Low)]).is_ok());
}
