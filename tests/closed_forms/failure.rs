//! Who fails and when: hazards, evidence, raises, stress, falling together, the anchor.

use libm::{exp, exp2, log, pow, sqrt};
use linchpin::engine::{Watch, simulate};
use linchpin::outcome::FailureEvent;

use crate::sample::{Sample, both, by_reference, scenario};

/// A mode with its own hazard, as a line of the file says it.
fn mode(kind: &str, hazard: &str) -> String {
    format!(
        "[[counterparty.mode]]\nkind = \"{kind}\"\n{hazard}\nloss_given_failure = {{ kind = \"fixed\", value = 1.0 }}\n"
    )
}

fn counterparty(id: &str, extra: &str, modes: &[String]) -> String {
    format!("[[counterparty]]\nid = \"{id}\"\nkind = \"exchange\"\nanchor = \"baseline\"\n{extra}\n{}", modes.concat())
}

/// Steps of ten days. No asset moves but COIN, which has fallen by a fifth and stands still.
fn world(paths: u64, steps: u32, counterparties: &str) -> String {
    format!(
        "schema = 1\nname = \"failures\"\n[simulation]\npaths = {paths}\nseed = 31\nhorizon_days = {}\nstep_days = 10\n\
         removal = \"none\"\n\
         [[asset]]\nid = \"COIN\"\nprice = 8.0\npeak = 10.0\nvolatility = 1e-12\ncontagion_beta = 1.0\n\
         [[asset]]\nid = \"USD\"\nprice = 1.0\nvolatility = 0.0\n\
         [evidence.pool]\ncounts = \"loss\"\nfailures = 2\nexposure_years = 5.0\n\
         {counterparties}\n\
         [[reserve]]\nid = \"r\"\ninitial_value = 1.0\npositions = [{{ asset = \"USD\", custodian = \"a\", weight = 1.0 }}]\n",
        steps * 10
    )
}

const STEP: f64 = 10.0 / 365.0;

fn step_of(events: &[FailureEvent], c: u32) -> Option<u16> {
    events.iter().find(|event| event.counterparty == c).map(|event| event.step)
}

fn fails(c: u32) -> impl Fn(&[FailureEvent]) -> bool {
    move |events| step_of(events, c).is_some()
}

#[test]
fn modes_compete_in_proportion_to_their_hazards() {
    let modes = [
        mode("hack", "intensity = 1.5"),
        mode("fraud", "annual_failure_probability = 0.4"),
        mode("never", "intensity = 0.0"),
    ];
    let text = world(100_000, 12, &counterparty("a", "", &modes));
    let rates = [1.5, -log(0.6), 0.0];
    let total: f64 = rates.iter().sum();
    for sample in both(&scenario(&text), 100_000) {
        for (m, rate) in rates.iter().enumerate() {
            let exact = rate / total * (1.0 - exp(-total * 12.0 * STEP));
            sample.share(
                &format!("P(mode {m})"),
                |events| events.iter().any(|event| usize::from(event.mode) == m),
                exact,
            );
        }
        for step in 1..=12 {
            let exact = exp(-total * f64::from(step - 1) * STEP) - exp(-total * f64::from(step) * STEP);
            sample.share(&format!("P(step {step})"), |events| step_of(events, 1) == Some(step), exact);
        }
    }
}

#[test]
fn evidence_gives_the_jeffreys_predictive_and_is_one_unknown_for_all_who_cite_it() {
    let cites = "counts = \"loss\"\nevidence = \"pool\"";
    let three = [mode("hack", cites), mode("fraud", cites), mode("lock", "intensity = 0.7")];
    let split = [mode("hack", "weight = 3.0"), mode("fraud", "weight = 1.0")];
    let text = world(100_000, 30, &(counterparty("a", "", &three) + &counterparty("b", cites, &split)));
    let years = 30.0 * STEP;
    let predictive = |share: f64| pow(5.0 / (5.0 + share * years), 2.5);
    for sample in both(&scenario(&text), 100_000) {
        sample.share("P(two modes cite)", fails(1), 1.0 - exp(-0.7 * years) * predictive(2.0));
        sample.share("P(one hazard cites)", fails(2), 1.0 - predictive(1.0));
        let neither = exp(-0.7 * years) * predictive(3.0);
        sample.share("P(nobody fails)", |events| events.is_empty(), neither);
        let hack = |events: &[FailureEvent]| events.iter().any(|event| event.counterparty == 2 && event.mode == 0);
        sample.share("P(b is hacked)", hack, 0.75 * (1.0 - predictive(1.0)));
    }
}

#[test]
fn a_raise_fades_with_its_half_life() {
    let raises = "raises = [{ counterparty = \"b\", multiplier = 5.0, half_life_days = 15 }]";
    let a = counterparty("a", raises, &[mode("hack", "intensity = 6.0")]);
    let b = counterparty("b", "", &[mode("hack", "intensity = 2.0")]);
    let text = world(200_000, 4, &(a + &b));
    // Enumerate the step in which a fails; b's hazard of each step follows.
    let survives = |steps: u32| -> f64 {
        let given = |fell: Option<u32>| {
            let factor = |step: u32| match fell {
                Some(fell) if fell < step => 1.0 + 4.0 * exp2(-f64::from(step - 1 - fell) * 10.0 / 15.0),
                _ => 1.0,
            };
            exp(-2.0 * STEP * (1..=steps).map(factor).sum::<f64>())
        };
        let falls = |step: u32| exp(-6.0 * STEP * f64::from(step - 1)) * (1.0 - exp(-6.0 * STEP));
        (1..=steps).map(|step| falls(step) * given(Some(step))).sum::<f64>()
            + exp(-6.0 * STEP * f64::from(steps)) * given(None)
    };
    for sample in both(&scenario(&text), 200_000) {
        for steps in 1..=4 {
            let by_then = |events: &[FailureEvent]| step_of(events, 2).is_some_and(|step| u32::from(step) <= steps);
            sample.share(&format!("P(b fails within {steps} steps)"), by_then, 1.0 - survives(steps));
        }
    }
}

#[test]
fn a_named_raise_replaces_the_one_on_all_and_own_keys_are_left_out() {
    let raises = "raises = [{ counterparty = \"*\", multiplier = 4.0, half_life_days = 1e9 }, \
                  { counterparty = \"c\", multiplier = 9.0, half_life_days = 1e9 }]";
    let a = counterparty("a", raises, &[mode("hack", "intensity = 1e9")]);
    let others = ["b", "c"].map(|id| counterparty(id, "", &[mode("hack", "intensity = 0.5")])).concat();
    let own = "[self]\nintensity = 0.5\nloss_given_failure = { kind = \"fixed\", value = 1.0 }\n";
    let text = world(100_000, 5, &format!("{own}{a}{others}"));
    for sample in both(&scenario(&text), 100_000) {
        // a falls in the first step, so four of five steps are raised.
        for (c, multiplier) in [(0, 1.0), (2, 4.0), (3, 9.0)] {
            sample.share(&format!("P({c})"), fails(c), 1.0 - exp(-0.5 * STEP * (1.0 + 4.0 * multiplier)));
        }
    }
}

#[test]
fn a_standing_fall_multiplies_the_hazard_up_to_its_cap() {
    let stress = |sensitivity: f64, cap: f64| {
        format!("stress = {{ asset = \"COIN\", sensitivity = {sensitivity:?}, cap = {cap:?} }}")
    };
    let a = counterparty("a", &stress(4.0, 20.0), &[mode("hack", "intensity = 0.3")]);
    let b = counterparty("b", &stress(10.0, 5.0), &[mode("hack", "intensity = 0.3")]);
    let text = world(100_000, 10, &(a + &b));
    for sample in both(&scenario(&text), 100_000) {
        sample.share("P(uncapped)", fails(1), 1.0 - exp(-3.0 * STEP * exp(0.8)));
        sample.share("P(capped)", fails(2), 1.0 - exp(-3.0 * STEP * 5.0));
    }
}

#[test]
fn a_fall_by_failure_stresses_from_the_next_step_on() {
    let fall = "market_drawdown = { kind = \"fixed\", value = 0.5 }\n";
    let a = counterparty("a", "", &[mode("hack", "intensity = 1e9") + fall]);
    let b = counterparty(
        "b",
        "stress = { asset = \"COIN\", sensitivity = 2.0, cap = 100.0 }",
        &[mode("hack", "intensity = 0.6")],
    );
    let text = world(100_000, 3, &(a + &b));
    for sample in both(&scenario(&text), 100_000) {
        // D is 0.2 before the first step and 0.6 after it.
        let cumulative = 0.6 * STEP * (exp(0.4) + 2.0 * exp(1.2));
        sample.share("P(b fails)", fails(2), 1.0 - exp(-cumulative));
        sample.share("P(b fails first)", |events| step_of(events, 2) == Some(1), 1.0 - exp(-0.6 * STEP * exp(0.4)));
    }
}

#[test]
fn who_falls_with_another_falls_in_the_same_step() {
    let a = counterparty("a", "", &[mode("hack", "intensity = 2.0"), mode("lock", "intensity = 1.0")]);
    let with = "fails_with = [{ counterparty = \"a\", probability = 0.4, modes = [\"hack\"], as = \"fraud\" }]";
    let b = counterparty("b", with, &[mode("hack", "intensity = 0.8"), mode("fraud", "intensity = 0.4")]);
    let chain = "fails_with = [{ counterparty = \"b\", probability = 0.5, modes = [\"fraud\"] }]";
    let c = counterparty("c", chain, &[mode("hack", "intensity = 0.0")]);
    let text = world(100_000, 12, &(a + &b + &c));
    let years = 12.0 * STEP;
    for sample in both(&scenario(&text), 100_000) {
        let hacked = 2.0 / 3.0 * (1.0 - exp(-3.0 * years));
        sample.share("P(b falls)", fails(2), 1.0 - exp(-1.2 * years) * (1.0 - 0.4 * hacked));
        let together = |events: &[FailureEvent]| {
            let a_hacked = events.iter().any(|event| event.counterparty == 1 && event.mode == 0);
            a_hacked && step_of(events, 1) == step_of(events, 2)
        };
        // In each step: a is hacked while b stands, and b is pulled or crosses by itself in that very step.
        let (a_step, b_step) = (1.0 - exp(-3.0 * STEP), 1.0 - exp(-1.2 * STEP));
        let pulled_or_own = b_step + (1.0 - b_step) * 0.4;
        let meet: f64 = (0..12).map(|t| exp(-4.2 * STEP * f64::from(t)) * a_step * 2.0 / 3.0 * pulled_or_own).sum();
        sample.share("P(a hacked and b in one step)", together, meet);
        // b commits fraud: pulled, or by its own crossing; c follows one time in two.
        let pulled: f64 =
            (0..12).map(|t| exp(-4.2 * STEP * f64::from(t)) * a_step * 2.0 / 3.0 * (1.0 - b_step) * 0.4).sum();
        let own: f64 = (0..12)
            .map(|t| {
                let stands =
                    exp(-1.2 * STEP * f64::from(t)) * (1.0 - 0.4 * 2.0 / 3.0 * (1.0 - exp(-3.0 * STEP * f64::from(t))));
                stands * b_step / 3.0
            })
            .sum();
        sample.share("P(c falls)", fails(3), 0.5 * (pulled + own));
        let crossed = 1.0 - exp(-1.2 * years);
        sample.count("P(b crosses its own threshold)", sample.own_crossings[2] as usize, crossed);
    }
}

#[test]
fn the_anchor_keeps_the_stated_probability_under_stress_and_raises() {
    let text = "schema = 1\nname = \"anchor\"\n[simulation]\npaths = 200_000\nseed = 3\nhorizon_days = 360\n\
        step_days = 10\nremoval = \"none\"\n\
        [[asset]]\nid = \"COIN\"\nprice = 1.0\nvolatility = 0.9\ncontagion_beta = 1.0\n\
        [evidence.pool]\ncounts = \"loss\"\nfailures = 1\nexposure_years = 12.0\n\
        [[counterparty]]\nid = \"a\"\nkind = \"exchange\"\nloadings = { f = 0.5 }\n\
        stress = { asset = \"COIN\", sensitivity = 3.0, cap = 10.0 }\n\
        raises = [{ counterparty = \"b\", multiplier = 6.0, half_life_days = 60 }]\n\
        [[counterparty.mode]]\nkind = \"hack\"\nannual_failure_probability = 0.05\n\
        loss_given_failure = { kind = \"fixed\", value = 1.0 }\nmarket_drawdown = { kind = \"fixed\", value = 0.3 }\n\
        [[counterparty]]\nid = \"b\"\nkind = \"exchange\"\nloadings = { f = 0.5 }\nevidence = \"pool\"\ncounts = \"loss\"\n\
        stress = { asset = \"COIN\", sensitivity = 1.5, cap = 10.0 }\n\
        raises = [{ counterparty = \"a\", multiplier = 4.0, half_life_days = 30 }]\n\
        [[counterparty.mode]]\nkind = \"hack\"\nweight = 1.0\nloss_given_failure = { kind = \"fixed\", value = 1.0 }\n\
        market_drawdown = { kind = \"fixed\", value = 0.2 }\n\
        [[reserve]]\nid = \"r\"\ninitial_value = 1.0\npositions = [{ asset = \"COIN\", custodian = \"a\", weight = 1.0 }]\n";
    let scenario = scenario(text);
    let outcomes = simulate(&scenario, 0, &Watch::default()).unwrap();
    let stated = [1.0 - pow(0.95, 360.0 / 365.0), 1.0 - pow(12.0 / (12.0 + 360.0 / 365.0), 1.5)];
    let reference = by_reference(&scenario, &outcomes.anchor.scale, 60_000);
    for (c, exact) in stated.iter().enumerate().map(|(i, p)| (i + 1, *p)) {
        assert!(outcomes.anchor.scale[c] < 0.95, "stress and raises were not felt: k = {}", outcomes.anchor.scale[c]);
        // The pilot's own 200,000 paths leave an error too.
        let error = |paths: usize| sqrt(exact * (1.0 - exact) * (1.0 / paths as f64 + 1.0 / 200_000.0));
        let judge = |sample: &Sample, crossings: u64| {
            let share = crossings as f64 / sample.paths as f64;
            sample.judge(&format!("P({c} crosses)"), share, exact, error(sample.paths));
        };
        judge(&reference, reference.own_crossings[c]);
        let engine = Sample {
            made_by: "engine",
            paths: outcomes.paths,
            failures: Vec::new(),
            own_crossings: Vec::new(),
            reserves: Vec::new(),
        };
        judge(&engine, outcomes.own_crossings[c]);
    }
}
