//! What a failure costs: claims on either basis, competing modes, price cuts, and the law of X.

use libm::exp;
use linchpin::engine::Watch;
use linchpin::{AssessOptions, assess};

use crate::sample::{both, scenario};

/// One coin all at one venue for two years of 73 steps, with or without own keys.
fn one_coin(paths: u64, drift: f64, volatility: f64, counterparties: &str, link: &str) -> String {
    format!(
        "schema = 1\nname = \"custody\"\n[simulation]\npaths = {paths}\nseed = 41\nhorizon_days = 730\nstep_days = 10\n\
         removal = \"none\"\nclaim_mark = {{ petition-date = 0.4, in-kind = 0.6 }}\n\
         [[asset]]\nid = \"COIN\"\nprice = 50.0\ndrift = {drift:?}\nvolatility = {volatility:?}\ncontagion_beta = 1.0\n\
         {link}{counterparties}\
         [[reserve]]\nid = \"r\"\ninitial_value = 1.0\npositions = [{{ asset = \"COIN\", custodian = \"a\", weight = 1.0 }}]\n"
    )
}

const STEP: f64 = 10.0 / 365.0;
const STEPS: i32 = 73;

fn venue(modes: &str) -> String {
    format!("[[counterparty]]\nid = \"a\"\nkind = \"exchange\"\n{modes}")
}

fn mode(kind: &str, intensity: f64, rest: &str) -> String {
    format!("[[counterparty.mode]]\nkind = \"{kind}\"\nintensity = {intensity:?}\n{rest}\n")
}

#[test]
fn a_claim_in_kind_follows_the_price_and_one_in_money_does_not() {
    let (drift, rate, lost) = (0.4, 0.5, 0.3);
    let severity = |basis: &str| {
        format!(
            "loss_given_failure = {{ kind = \"fixed\", value = {lost:?} }}\n\
             recovery_delay_days = {{ kind = \"fixed\", value = 10000 }}\nrecovery_basis = \"{basis}\""
        )
    };
    let survive = |t: i32| exp(-rate * STEP * f64::from(t));
    let growth = |t: i32| exp(drift * STEP * f64::from(t));
    for (basis, mark) in [("in-kind", 0.6), ("petition-date", 0.4)] {
        let text = one_coin(100_000, drift, 0.3, &venue(&mode("hack", rate, &severity(basis))), "");
        let at = |t: i32| if basis == "in-kind" { growth(STEPS) } else { growth(t) };
        // The mean of what the claim will pay, over the step of the failure.
        let owed: f64 = (1..=STEPS).map(|t| (survive(t - 1) - survive(t)) * (1.0 - lost) * at(t)).sum();
        let kept = survive(STEPS) * growth(STEPS);
        for sample in both(&scenario(&text), 40_000) {
            let reserve = &sample.reserves[0];
            sample.mean(&format!("{basis}: eventual loss"), &reserve.eventual_loss, 1.0 - kept - owed);
            sample.mean(&format!("{basis}: marked loss"), &reserve.loss, 1.0 - kept - mark * owed);
        }
    }
}

#[test]
fn a_paid_claim_in_money_is_cash_and_one_in_kind_is_the_coin_again() {
    let (drift, rate) = (0.4, 0.5);
    let severity = |basis: &str| {
        format!(
            "loss_given_failure = {{ kind = \"fixed\", value = 0.3 }}\n\
             recovery_delay_days = {{ kind = \"fixed\", value = 95 }}\nrecovery_basis = \"{basis}\""
        )
    };
    let survive = |t: i32| exp(-rate * STEP * f64::from(t));
    let growth = |t: i32| exp(drift * STEP * f64::from(t));
    for (basis, mark) in [("in-kind", 0.6), ("petition-date", 0.4)] {
        let text = one_coin(100_000, drift, 0.3, &venue(&mode("hack", rate, &severity(basis))), "");
        let value = |t: i32| {
            let claim = 0.7 * if basis == "in-kind" { growth(STEPS) } else { growth(t) };
            // Ninety-five days are ten steps of ten days.
            if t + 10 <= STEPS { claim } else { mark * claim }
        };
        let failed: f64 = (1..=STEPS).map(|t| (survive(t - 1) - survive(t)) * value(t)).sum();
        for sample in both(&scenario(&text), 40_000) {
            let exact = 1.0 - survive(STEPS) * growth(STEPS) - failed;
            sample.mean(&format!("{basis}: marked loss"), &sample.reserves[0].loss, exact);
        }
    }
}

#[test]
fn the_cost_of_one_venue_is_the_sum_over_its_modes() {
    let far = "recovery_delay_days = { kind = \"fixed\", value = 10000 }\nrecovery_basis = \"in-kind\"\n";
    let modes = [
        mode("hack", 0.10, &format!("loss_given_failure = {{ kind = \"beta\", mean = 0.4, sd = 0.25 }}\n{far}")),
        mode(
            "lock",
            0.15,
            &format!(
                "loss_given_failure = {{ kind = \"fixed\", value = 0.0 }}\n{far}\
             escape_fraction = {{ kind = \"uniform\", min = 0.0, max = 0.5 }}"
            ),
        ),
        mode(
            "fraud",
            0.05,
            "loss_given_failure = { kind = \"fixed\", value = 1.0 }\n\
             market_drawdown = { kind = \"triangular\", min = 0.0, mode = 0.1, max = 0.5 }",
        ),
    ];
    let text = one_coin(100_000, 0.1, 0.5, &venue(&modes.concat()), "");
    let chance = |rate: f64| rate / 0.3 * (1.0 - exp(-0.3 * STEP * f64::from(STEPS)));
    // Share of coins lost: the mark of a claim in kind is 0.6.
    let hack = 0.4 + 0.6 * 0.4;
    let lock = 0.75 * 0.4;
    let exact = chance(0.10) * hack + chance(0.15) * lock + chance(0.05);
    for sample in both(&scenario(&text), 40_000) {
        sample.mean("E[X]", &sample.reserves[0].counterparty_cost, exact);
    }
}

#[test]
fn independent_counterparties_that_cut_the_price_compound() {
    let issuer = |id: &str, rates: [f64; 2]| {
        let modes = rates.map(|rate| rate).into_iter().enumerate().map(|(i, rate)| {
            mode(["hack", "fraud"][i], rate, "loss_given_failure = { kind = \"fixed\", value = 1.0 }")
        });
        format!("[[counterparty]]\nid = \"{id}\"\nkind = \"issuer\"\n{}", modes.collect::<String>())
    };
    let link = |id: &str, counterparty: &str, mode: &str, law: &str| {
        format!(
            "[[asset.link]]\nid = \"{id}\"\ncounterparty = \"{counterparty}\"\nmodes = [\"{mode}\"]\ndrawdown = {law}\n"
        )
    };
    let links = link("b-hack", "b", "hack", "{ kind = \"beta\", mean = 0.3, sd = 0.2 }")
        + &link("b-fraud", "b", "fraud", "{ kind = \"uniform\", min = 0.6, max = 1.0 }")
        + &link("c-fraud", "c", "fraud", "{ kind = \"fixed\", value = 0.5 }");
    let counterparties = issuer("b", [0.2, 0.1])
        + &issuer("c", [0.3, 0.2])
        + "[self]\nannual_failure_probability = 0.0\nloss_given_failure = { kind = \"fixed\", value = 1.0 }\n";
    let text =
        one_coin(100_000, 0.0, 0.5, &counterparties, &links).replace("custodian = \"a\"", "custodian = \"self\"");
    let chance = |rate: f64, all: f64| rate / all * (1.0 - exp(-all * STEP * f64::from(STEPS)));
    let b = chance(0.2, 0.3) * 0.3 + chance(0.1, 0.3) * 0.8;
    let c = chance(0.2, 0.5) * 0.5;
    for sample in both(&scenario(&text), 40_000) {
        sample.mean("E[X]", &sample.reserves[0].counterparty_cost, 1.0 - (1.0 - b) * (1.0 - c));
    }
}

#[test]
fn own_keys_lose_what_stands_there_and_leave_no_claim() {
    let own = "[self]\nintensity = 0.3\nloss_given_failure = { kind = \"uniform\", min = 0.2, max = 0.8 }\n\
               [[counterparty]]\nid = \"vault\"\nkind = \"keys\"\nintensity = 0.2\n[[counterparty.mode]]\nkind = \"lost\"\nweight = 1.0\n\
               loss_given_failure = { kind = \"fixed\", value = 0.7 }\n";
    let places = "{ asset = \"COIN\", custodian = \"self\", weight = 0.6 }, { asset = \"COIN\", custodian = \"vault\", weight = 0.4 }";
    let text =
        one_coin(100_000, 0.0, 0.5, own, "").replace("{ asset = \"COIN\", custodian = \"a\", weight = 1.0 }", places);
    let chance = |rate: f64| 1.0 - exp(-rate * STEP * f64::from(STEPS));
    for sample in both(&scenario(&text), 40_000) {
        let exact = 0.6 * chance(0.3) * 0.5 + 0.4 * chance(0.2) * 0.7;
        sample.mean("E[X]", &sample.reserves[0].counterparty_cost, exact);
    }
}

#[test]
fn an_own_token_claim_in_money_is_worth_nothing_unless_it_survives() {
    let severity = "loss_given_failure = { kind = \"fixed\", value = 0.2 }\nmarket_drawdown = { kind = \"fixed\", value = 0.1 }\n\
                    escape_fraction = { kind = \"fixed\", value = 0.25 }\n\
                    recovery_delay_days = { kind = \"fixed\", value = 10000 }\nrecovery_basis = \"petition-date\"";
    let chance = 1.0 - exp(-0.4 * STEP * f64::from(STEPS));
    for (survives, claim) in [(false, 0.0), (true, 0.75 * 0.8)] {
        let link = format!(
            "[[asset.link]]\ncounterparty = \"a\"\ndrawdown = {{ kind = \"fixed\", value = 0.5 }}\nclaim_survives = {survives}\n"
        );
        let text = one_coin(100_000, 0.0, 1e-12, &venue(&mode("fraud", 0.4, severity)), &link);
        // Prices fall to 0.5 · 0.9; a quarter of the coins escapes; the claim is in money at the mark of 0.4.
        let left = 0.45 * (0.25 + 0.4 * claim);
        for sample in both(&scenario(&text), 40_000) {
            sample.mean(
                &format!("E[X], survives: {survives}"),
                &sample.reserves[0].counterparty_cost,
                chance * (1.0 - left),
            );
        }
    }
}

#[test]
fn the_share_of_coins_lost_depends_on_no_price() {
    let severity = "loss_given_failure = { kind = \"beta\", mean = 0.4, sd = 0.25 }\nescape_fraction = { kind = \"fixed\", value = 0.1 }\n\
                    recovery_delay_days = { kind = \"lognormal\", median = 300, p90 = 900 }\nrecovery_basis = \"in-kind\"";
    let link = "[[asset.link]]\ncounterparty = \"a\"\ndrawdown = { kind = \"uniform\", min = 0.0, max = 0.4 }\n";
    let run = |drift: f64, volatility: f64| {
        both(&scenario(&one_coin(20_000, drift, volatility, &venue(&mode("hack", 0.4, severity)), link)), 20_000)
    };
    for (calm, wild) in run(-0.5, 0.1).iter().zip(&run(1.0, 1.2)) {
        let (calm, wild) = (&calm.reserves[0].counterparty_cost, &wild.reserves[0].counterparty_cost);
        assert!(calm.iter().zip(wild).all(|(a, b)| (a - b).abs() < 1e-10), "X depends on drift or volatility");
        assert!(calm.iter().filter(|x| **x > 0.0).count() > 8_000, "nothing was lost");
    }
}

#[test]
fn the_envelope_of_rare_failures_is_near_what_they_cost() {
    let severity = "loss_given_failure = { kind = \"uniform\", min = 0.2, max = 0.6 }\n\
                    recovery_delay_days = { kind = \"fixed\", value = 365 }\nrecovery_basis = \"in-kind\"";
    let sister = "[[counterparty]]\nid = \"b\"\nkind = \"exchange\"\nfails_with = [{ counterparty = \"a\", probability = 0.8 }]\n";
    let venues = venue(&mode("hack", 0.01, severity)) + sister + &mode("hack", 0.004, severity);
    let link = "[[asset.link]]\ncounterparty = \"a\"\ndrawdown = { kind = \"fixed\", value = 0.7 }\n\
                recovers_after_days = { kind = \"fixed\", value = 100 }\n";
    // The coin rests on the one and stands with the other, which falls with it.
    let text = one_coin(200_000, 0.0, 0.5, &venues, link).replace("custodian = \"a\"", "custodian = \"b\"");
    let assessed = assess(&scenario(&text), AssessOptions::default(), &Watch::default()).unwrap();
    let cost = &assessed.assessment.summary.reserves[0].counterparty_cost;
    let (mean, standard_error) = (cost.marked.mean.value, (cost.marked.mean.high - cost.marked.mean.low) / 3.92);
    // The sum counts twice what two own failures on one path both take, so rarely that it can be left out of
    // the exact side: at most the product of their chances.
    let allowed = 4.0 * standard_error + 0.01 * 0.004;
    assert!((cost.envelope - mean).abs() < allowed, "{} is not {mean} within {allowed}", cost.envelope);
}
