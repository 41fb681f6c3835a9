//! The largest fall of a Gaussian walk, watched at the ends of its steps.

use std::path::PathBuf;

use libm::{exp, log1p, sqrt};
use linchpin::engine::{Watch, simulate};

use crate::mathematics::{integral, nodes, normal_below, normal_density};
use crate::sample::{Sample, both, scenario};

fn walk(paths: u64, steps: u32, step_days: u32, drift: f64, volatility: f64) -> String {
    format!(
        "schema = 1\nname = \"walk\"\n[simulation]\npaths = {paths}\nseed = 61\nhorizon_days = {}\nstep_days = {step_days}\n\
         removal = \"none\"\n\
         [[asset]]\nid = \"COIN\"\nprice = 1.0\ndrift = {drift:?}\nvolatility = {volatility:?}\n\
         [self]\nannual_failure_probability = 0.0\nloss_given_failure = {{ kind = \"fixed\", value = 1.0 }}\n\
         [[reserve]]\nid = \"r\"\ninitial_value = 1.0\npositions = [{{ asset = \"COIN\", custodian = \"self\", weight = 1.0 }}]\n",
        steps * step_days
    )
}

/// P(largest log drawdown ≤ height) of a walk with steps Normal(mean, sd²).
///
/// The drawdown is d' = max(0, d − y): an atom at the peak and a density below it, carried along
/// on Gauss points.
fn stays_within(height: f64, steps: u32, mean: f64, sd: f64) -> f64 {
    let points = nodes(0.0, height, 24);
    let mut at_peak = 1.0;
    let mut density = vec![0.0; points.len()];
    for _ in 0..steps {
        let falls = |depth: f64| normal_density((-depth - mean) / sd) / sd;
        let arrive = |depth: f64| {
            let below: f64 = points.iter().zip(&density).map(|((x, w), f)| w * f * falls(depth - x)).sum();
            at_peak * falls(depth) + below
        };
        let next: Vec<f64> = points.iter().map(|(x, _)| arrive(*x)).collect();
        let rises = |depth: f64| normal_below((mean - depth) / sd);
        let back: f64 = points.iter().zip(&density).map(|((x, w), f)| w * f * rises(*x)).sum();
        at_peak = at_peak * rises(0.0) + back;
        density = next;
    }
    at_peak + points.iter().zip(&density).map(|((_, w), f)| w * f).sum::<f64>()
}

#[test]
fn the_largest_drawdown_of_a_walk_has_its_exact_law() {
    for (drift, volatility) in [(0.0, 0.6), (0.5, 0.9), (-0.4, 0.3)] {
        let (steps, step_days) = (40, 7);
        let dt = f64::from(step_days) / 365.0;
        let (mean, sd) = ((drift - volatility * volatility / 2.0) * dt, volatility * sqrt(dt));
        let exceeds = |drawdown: f64| 1.0 - stays_within(-log1p(-drawdown), steps, mean, sd);
        let expected = integral(0.0, 0.999, 16, exceeds);
        for sample in both(&scenario(&walk(100_000, steps, step_days, drift, volatility)), 40_000) {
            let drawdowns = &sample.reserves[0].max_drawdown;
            sample.mean("expected drawdown", drawdowns, expected);
            for level in [0.1, 0.2, 0.3, 0.5, 0.7] {
                let count = drawdowns.iter().filter(|drawdown| **drawdown > level).count();
                sample.count(&format!("P(drawdown > {level})"), count, exceeds(level));
            }
        }
    }
}

#[test]
fn one_step_falls_as_a_put_option_says() {
    // E[max(0, 1 − e^y)] of one step is the price of a put at the money.
    let (drift, volatility) = (0.3, 0.8);
    let mean = drift - volatility * volatility / 2.0;
    let exact =
        normal_below(-mean / volatility) - exp(drift) * normal_below(-(mean + volatility * volatility) / volatility);
    let numeric = integral(0.0, 0.9999, 200, |x| 1.0 - stays_within(-log1p(-x), 1, mean, volatility));
    assert!((numeric - exact).abs() < 1e-5, "{numeric} {exact}");
    for sample in both(&scenario(&walk(200_000, 1, 365, drift, volatility)), 100_000) {
        sample.mean("drawdown of one step", &sample.reserves[0].max_drawdown, exact);
    }
}

/// The walk kept with somebody who fails so often in a year and loses three fifths, or with an account that might trade.
fn kept(chance: f64, [drift, volatility]: [f64; 2], rest: &str) -> linchpin::outcome::ReserveOutcomes {
    let venue = format!(
        "[[counterparty]]\nid = \"a\"\nkind = \"exchange\"\n[[counterparty.mode]]\nkind = \"hack\"\n\
         annual_failure_probability = {chance:?}\nloss_given_failure = {{ kind = \"fixed\", value = 0.6 }}\n\
         recovery_delay_days = {{ kind = \"fixed\", value = 0 }}\nrecovery_basis = \"in-kind\"\n[[reserve]]\n"
    );
    let text = walk(2_000, 73, 5, drift, volatility).replace("[[reserve]]\n", &venue);
    let text = text.replace("custodian = \"self\"", "custodian = \"a\"");
    simulate(&scenario(&format!("{text}{rest}")), 0, &Watch::default()).unwrap().reserves.swap_remove(0)
}

const TRADES: &str = "rebalance = { kind = \"calendar\", every_days = 1000000 }\n";

#[test]
fn the_market_alone_falls_as_if_nobody_ever_failed() {
    for rest in ["", TRADES] {
        let (failing, quiet) = (kept(0.5, [0.1, 0.6], rest), kept(0.0, [0.1, 0.6], rest));
        assert_eq!(failing.market_alone_drawdown(), quiet.max_drawdown);
        assert!(quiet.market_alone_drawdown.values().is_empty());
        let touched = failing.counterparty_cost.values().len();
        assert!((800..1_200).contains(&touched) && failing.market_alone_drawdown.values().len() > touched / 2);
        for (own, alone) in failing.max_drawdown.iter().zip(failing.market_alone_drawdown()) {
            assert!(*own >= alone, "{own} is less than {alone}");
        }
    }
}

#[test]
fn where_prices_stand_still_only_failures_make_a_drawdown() {
    for rest in ["", TRADES] {
        let failing = kept(0.5, [0.0, 0.0], rest);
        assert!(failing.max_drawdown.iter().any(|drawdown| (drawdown - 0.6).abs() < 1e-6));
        for (drawdown, cost) in failing.max_drawdown.iter().zip(failing.counterparty_cost()) {
            assert!((drawdown - cost).abs() < 1e-6, "{drawdown} is not {cost}");
        }
        assert!(failing.market_alone_drawdown().iter().all(|drawdown| *drawdown < 1e-6));
    }
}

/// A simulation by another program, where its results lie beside the project.
#[test]
fn drawdowns_agree_with_an_independent_simulation_where_it_is_there() {
    let file = std::env::var_os("LINCHPIN_DRAWDOWN_REFERENCE").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/market/drawdown_reference.json"),
        PathBuf::from,
    );
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("skipped: no {}", file.display());
        return;
    };
    let reference: serde_json::Value = serde_json::from_str(&text).unwrap();
    for case in reference["one_year"].as_array().unwrap() {
        let (drift, volatility) = (case["mu"].as_f64().unwrap(), case["sigma"].as_f64().unwrap());
        let simulation = &case["simulation"];
        for sample in both(&scenario(&walk(40_000, 365, 1, drift, volatility)), 10_000) {
            judge_case(&sample, case["name"].as_str().unwrap(), simulation);
        }
    }
}

fn judge_case(sample: &Sample, name: &str, simulation: &serde_json::Value) {
    let drawdowns = &sample.reserves[0].max_drawdown;
    let n = drawdowns.len() as f64;
    let mean = drawdowns.iter().sum::<f64>() / n;
    let variance = drawdowns.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    let theirs = |value: &serde_json::Value| value.as_f64().unwrap();
    let error = libm::hypot(sqrt(variance / n), theirs(&simulation["se_mean"]));
    sample.judge(&format!("{name}: mean drawdown"), mean, theirs(&simulation["mean"]), error);
    for (level, estimate) in simulation["prob_drawdown_above"].as_object().unwrap() {
        let (exact, level): (f64, f64) = (theirs(&estimate["value"]), level.parse().unwrap());
        let share = drawdowns.iter().filter(|drawdown| **drawdown > level).count() as f64 / n;
        if exact * n >= 20.0 {
            let error = libm::hypot(sqrt(exact * (1.0 - exact) / n), theirs(&estimate["se"]));
            sample.judge(&format!("{name}: P(drawdown > {level})"), share, exact, error);
        }
    }
}
