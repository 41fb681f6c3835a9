//! Shipped scenarios of which the answer is known.

use std::path::Path;

use super::*;
use crate::scenario::Options;

fn asked(file: &str, words: &[&str]) -> WhatIf {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(file);
    let scenario = Scenario::load(&file, &Options::default()).unwrap();
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    what_if(&scenario, &Event::read(&scenario, &words).unwrap(), true)
}

#[test]
fn three_vaults_fall_with_what_they_share() {
    let found = asked("alem-who-keeps-the-keys.toml", &["shared-procedure"]);
    let chances: Vec<f64> = found.nodes.iter().map(|node| node.probability).collect();
    assert_eq!(chances, [1.0, 0.9, 0.9, 0.9]);
    let vaults = &found.reserves[3];
    assert_eq!(vaults.id, "three-vaults");
    // Nine tenths of what stands in vaults, all of which a fall takes.
    assert!((vaults.expected.marked.value - 0.9 * 0.9).abs() < 1e-12, "{vaults:?}");
    assert!((vaults.all.marked.value - 0.9).abs() < 1e-12 && vaults.certain.marked.value.abs() < 1e-12);
    let range = vaults.expected.marked.range.unwrap();
    assert!((range.low - 0.3 * 0.9).abs() < 1e-12 && (range.high - 0.9).abs() < 1e-12, "{range:?}");
    // Each node adds its own vault.
    assert!((found.nodes[1].losses[3].adds - 0.3).abs() < 1e-12, "{:?}", found.nodes[1].losses[3]);
}

#[test]
fn of_many_the_largest_are_told_and_the_rest_is_exact() {
    let found = asked("thirty-six-exchanges.toml", &["regulator"]);
    assert!(found.is_decision);
    assert_eq!(found.nodes.iter().filter(|node| node.is_told).count(), MOST_NODES);
    for (place, reserve) in found.reserves.iter().enumerate() {
        let told = found.nodes.iter().filter(|node| node.is_told);
        let told: f64 = told.map(|node| node.probability * node.losses[place].adds).sum();
        assert!((told + reserve.rest - reserve.expected.marked.value).abs() < 1e-12);
        assert!(reserve.rest >= -1e-12, "{reserve:?}");
    }
}
