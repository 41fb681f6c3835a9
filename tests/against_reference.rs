//! The engine against the reference: a second, plain implementation of the model.

mod agreement;
mod reference;

use std::fs;

use agreement::{certain, chance, load};
use linchpin::engine::{Watch, simulate};
use linchpin::scenario::{Options, Scenario};

#[test]
fn everything_at_once_has_one_law() {
    chance::compare(&load("everything-daily.toml"), 30_000).verdict(500);
}

#[test]
fn weekly_repegs_locks_and_removals_have_one_law() {
    chance::compare(&load("repeg-weekly.toml"), 20_000).verdict(500);
}

#[test]
fn stress_raises_and_shared_evidence_have_one_law() {
    chance::compare(&load("anchored.toml"), 30_000).verdict(300);
}

#[test]
fn garch_jumps_and_impact_have_one_law() {
    chance::compare(&load("volatile.toml"), 30_000).verdict(300);
}

#[test]
fn withdrawals_into_shortfall_have_one_law() {
    chance::compare(&load("shortfall.toml"), 30_000).verdict(200);
}

#[test]
fn bootstrapped_paths_have_one_law() {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = String::from("date,Q,P\n");
    let (mut p, mut q) = (20.0, 30.0);
    // Every third day, from 1 March on: the months are as long as they are.
    for row in 0..30 {
        let day = 3 * row;
        let (month, day) = if day < 31 {
            (3, day)
        } else if day < 61 {
            (4, day - 31)
        } else {
            (5, day - 61)
        };
        rows += &format!("2024-{month:02}-{:02},{q},{p}\n", day + 1);
        let wave = libm::sin(f64::from(row) / 3.0);
        p *= libm::exp(0.04 * wave + 0.03 * libm::cos(f64::from(row * row)));
        q *= libm::exp(0.06 * wave - 0.05 * libm::cos(f64::from(row * row) / 2.0));
    }
    fs::write(folder.path().join("prices.csv"), rows).unwrap();
    let file = folder.path().join("bootstrap.toml");
    let shelf = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/reference/bootstrap.toml");
    let text = fs::read_to_string(shelf).unwrap();
    for changed in [text.clone(), text.replace("demean = false, rescale = false", "demean = true, rescale = true")] {
        fs::write(&file, changed).unwrap();
        let scenario = Scenario::load(&file, &Options::default()).unwrap_or_else(|error| panic!("{error}"));
        chance::compare(&scenario, 30_000).verdict(100);
    }
}

#[test]
fn what_is_certain_agrees_to_the_last_digit() {
    certain::compare(&load("certain.toml")).verdict(200);
}

#[test]
fn what_moving_keys_changes_where_their_holder_stands_agrees_to_the_last_digit() {
    certain::compare(&load("moved.toml")).verdict(100);
}

#[test]
fn the_anchor_finds_the_scales_of_a_plain_pilot() {
    let scenario = load("anchored.toml");
    let ours = simulate(&scenario, 0, &Watch::default()).unwrap().anchor.scale;
    let plain = reference::pilot::scales(&scenario, 20_000, 99);
    for (counterparty, (ours, plain)) in scenario.counterparties().iter().zip(ours.iter().zip(&plain)) {
        // The engine's pilot has ten times the paths, so a tenth of the variance.
        let deviation = libm::log(ours / plain.value).abs() / (plain.error * libm::sqrt(1.1));
        let same = ours.to_bits() == plain.value.to_bits();
        assert!(same || deviation < 4.0, "{}: k is {ours}, a plain pilot finds {plain:?}", counterparty.id);
    }
    assert!(plain.iter().filter(|scale| scale.value < 0.9).count() >= 2, "stress and raises are not felt");
}
