//! How prices move: means and variances of the log return over the horizon.

use std::fs;

use libm::{exp, log1p, sqrt};
use linchpin::scenario::{Options, Scenario};

use crate::sample::{Columns, both, scenario};

/// A reserve of one coin that nobody can lose.
fn coin(paths: u64, days: u32, market: &str, asset: &str) -> String {
    format!(
        "schema = 1\nname = \"market\"\n[simulation]\npaths = {paths}\nseed = 51\nhorizon_days = {days}\nstep_days = 1\n\
         removal = \"none\"\n[market]\n{market}\n\
         [[asset]]\nid = \"COIN\"\nprice = 7.0\n{asset}\n\
         [self]\nannual_failure_probability = 0.0\nloss_given_failure = {{ kind = \"fixed\", value = 1.0 }}\n\
         [[reserve]]\nid = \"r\"\ninitial_value = 1.0\npositions = [{{ asset = \"COIN\", custodian = \"self\", weight = 1.0 }}]\n"
    )
}

fn log_returns(reserve: &Columns) -> Vec<f64> {
    reserve.loss.iter().map(|loss| log1p(-loss)).collect()
}

fn growths(reserve: &Columns) -> Vec<f64> {
    reserve.loss.iter().map(|loss| 1.0 - loss).collect()
}

const DAY: f64 = 1.0 / 365.0;

#[test]
fn merton_jumps_add_their_mean_variance_and_growth() {
    let (rate, mean, sd, beta) = (20.0, -0.05, 0.08, 1.3);
    let text = coin(
        100_000,
        100,
        &format!("jumps = {{ per_year = {rate:?}, mean = {mean:?}, sd = {sd:?} }}"),
        &format!("drift = 0.2\nvolatility = 0.4\njump_beta = {beta:?}"),
    );
    let years = 100.0 * DAY;
    let in_all = rate * (exp(beta * mean + beta * beta * sd * sd / 2.0) - 1.0);
    for sample in both(&scenario(&text), 40_000) {
        let log_returns = log_returns(&sample.reserves[0]);
        sample.mean("mean", &log_returns, (0.2 - 0.08 + beta * rate * mean) * years);
        sample.variance("variance", &log_returns, (0.16 + beta * beta * rate * (mean * mean + sd * sd)) * years);
        sample.mean("growth", &growths(&sample.reserves[0]), exp((0.2 + in_all) * years));
        // The third cumulant is the jumps' alone.
        let centre = (0.2 - 0.08 + beta * rate * mean) * years;
        let cubes: Vec<f64> = log_returns.iter().map(|r| (r - centre) * (r - centre) * (r - centre)).collect();
        let third = beta * beta * beta * rate * years * (mean * mean * mean + 3.0 * mean * sd * sd);
        sample.mean("third cumulant", &cubes, third);
    }
}

#[test]
fn garch_variance_returns_to_its_long_run() {
    let (alpha, gamma, beta, start, volatility) = (0.1, 0.2, 0.7, 2.0, 0.8);
    let asset = format!(
        "volatility = {volatility:?}\n\
         garch = {{ alpha = {alpha:?}, gamma = {gamma:?}, beta = {beta:?}, initial_volatility = {start:?} }}"
    );
    // Two steps have an exact variance: of e₁ − h₂/2 + e₂, given that h₂ hangs on e₁.
    let long_run = volatility * volatility * DAY;
    let first: f64 = start * start * DAY;
    let reaction = alpha + gamma / 2.0;
    let second = long_run * (1.0 - reaction - beta) + (reaction + beta) * first;
    let squares = (alpha * alpha + (alpha + gamma) * (alpha + gamma)) / 2.0;
    let spread = (3.0 * squares - reaction * reaction) * first * first;
    let together = -gamma * first * sqrt(first) * 2.0 / sqrt(2.0 * std::f64::consts::PI);
    let variance = first - together + spread / 4.0 + second;
    for sample in both(&scenario(&coin(200_000, 2, "", &asset)), 100_000) {
        let log_returns = log_returns(&sample.reserves[0]);
        sample.mean("mean of two steps", &log_returns, -(first + second) / 2.0);
        sample.variance("variance of two steps", &log_returns, variance);
    }
    // Over a hundred steps the mean log return is minus half the summed variance, and nothing grows.
    let persistence = reaction + beta;
    let variances = |t: i32| long_run + (first - long_run) * persistence.powi(t);
    let summed: f64 = (0..100).map(variances).sum();
    for sample in both(&scenario(&coin(100_000, 100, "", &asset)), 40_000) {
        sample.mean("mean of a hundred steps", &log_returns(&sample.reserves[0]), -summed / 2.0);
        sample.mean("growth", &growths(&sample.reserves[0]), 1.0);
    }
}

#[test]
fn student_t_returns_have_the_stated_variance_and_crash_together() {
    let text = coin(100_000, 60, "innovations = { kind = \"student-t\", dof = 6.0 }", "volatility = 0.5");
    let years = 60.0 * DAY;
    for sample in both(&scenario(&text), 40_000) {
        let log_returns = log_returns(&sample.reserves[0]);
        sample.mean("mean", &log_returns, -0.125 * years);
        sample.variance("variance", &log_returns, 0.25 * years);
    }
    // Two uncorrelated coins share the mixing draw: E[z₁²z₂²] = (ν − 2)/(ν − 4) in one step.
    let two = coin(
        200_000,
        1,
        "innovations = { kind = \"student-t\", dof = 12.0 }\ndefault_correlation = 0.0",
        "volatility = 0.5",
    ) + "[[asset]]\nid = \"OTHER\"\nprice = 1.0\nvolatility = 0.5\n\
           [[reserve]]\nid = \"s\"\ninitial_value = 1.0\npositions = [{ asset = \"OTHER\", custodian = \"self\", weight = 1.0 }]\n";
    for sample in both(&scenario(&two), 100_000) {
        let standard = |r: usize| -> Vec<f64> {
            log_returns(&sample.reserves[r]).iter().map(|x| (x + 0.125 * DAY) / (0.5 * sqrt(DAY))).collect()
        };
        let products: Vec<f64> = standard(0).iter().zip(standard(1)).map(|(a, b)| a * a * b * b).collect();
        sample.mean("E[z²z²]", &products, 10.0 / 8.0);
        let uncorrelated: Vec<f64> = standard(0).iter().zip(standard(1)).map(|(a, b)| a * b).collect();
        sample.mean("E[zz]", &uncorrelated, 0.0);
    }
}

/// Made-up closing prices: a walk with runs, so that blocks matter.
fn made_up_prices() -> Vec<f64> {
    let wave = |t: f64| 0.03 * libm::sin(t / 4.0) + 0.02 * libm::cos(t * t / 7.0) + 0.01 * libm::sin(t * 1.7);
    let mut prices = vec![100.0];
    for t in 0..60 {
        prices.push(prices[t] * exp(wave(t as f64)));
    }
    prices
}

fn bootstrap(rest: &str) -> Scenario {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = String::from("date,COIN\n");
    for (day, price) in made_up_prices().iter().enumerate() {
        rows += &format!("2024-{:02}-{:02},{price:?}\n", 1 + day / 28, 1 + day % 28);
    }
    // Dates must be evenly spaced, so the 28-day months above are written over by real ones.
    let rows = rows.lines().enumerate().map(|(i, line)| {
        if i == 0 {
            return format!("{line}\n");
        }
        format!("{}{}\n", date(i - 1), &line[10..])
    });
    fs::write(folder.path().join("prices.csv"), rows.collect::<String>()).unwrap();
    let market = format!("history = {{ file = \"prices.csv\", mean_block_days = 8{rest} }}");
    let file = folder.path().join("scenario.toml");
    fs::write(&file, coin(100_000, 25, &market, "volatility = 0.7")).unwrap();
    Scenario::load(&file, &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn date(day: usize) -> String {
    let lengths = [31, 29, 31];
    let (mut month, mut left) = (0, day);
    while left >= lengths[month] {
        left -= lengths[month];
        month += 1;
    }
    format!("2024-{:02}-{:02}", month + 1, left + 1)
}

#[test]
fn a_stationary_bootstrap_has_the_variance_of_its_blocks() {
    let prices = made_up_prices();
    let rows: Vec<f64> = prices.windows(2).map(|pair| libm::log(pair[1] / pair[0])).collect();
    let n = rows.len();
    let mean = rows.iter().sum::<f64>() / n as f64;
    let circular = |lag: usize| (0..n).map(|i| (rows[i] - mean) * (rows[(i + lag) % n] - mean)).sum::<f64>() / n as f64;
    // Two steps t apart are in one block with probability (1 − 1/8)^t; else they are independent.
    let steps = 25;
    let kept = |lag: usize| 0.875_f64.powi(lag as i32);
    let in_one_block: f64 = (1..steps).map(|lag| 2.0 * (steps - lag) as f64 * kept(lag) * circular(lag)).sum();
    let variance = steps as f64 * circular(0) + in_one_block;
    assert!(in_one_block > 0.5 * steps as f64 * circular(0), "blocks do not matter");
    let plain = bootstrap(", demean = false, rescale = false");
    for sample in both(&plain, 40_000) {
        let log_returns = log_returns(&sample.reserves[0]);
        sample.mean("mean", &log_returns, steps as f64 * mean);
        sample.variance("variance", &log_returns, variance);
    }
    // Rescaled to a volatility of 0.7 and without its mean.
    let stretch = 0.49 * DAY / circular(0);
    for sample in both(&bootstrap(""), 40_000) {
        let log_returns = log_returns(&sample.reserves[0]);
        sample.mean("mean, rescaled", &log_returns, -0.245 * DAY * steps as f64);
        sample.variance("variance, rescaled", &log_returns, variance * stretch);
    }
}
