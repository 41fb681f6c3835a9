//! The yearly chance that a group fails: of any member, in any mode, of its own causes and as if members were
//! independent. It is moved by multiplying the hazards of all members by one number, so that they keep their proportions.

use crate::decision::refusal::Refusal;
use crate::failure::stated::stated_of_any;
use crate::failure::{Counterparty, Hazard};
use crate::scenario::{End, Scenario};
use crate::units::{CounterpartyIndex, GroupIndex, InputIndex};

/// Keys under which a hazard stands.
pub(super) const PROBABILITY: &str = "annual_failure_probability";
const INTENSITY: &str = "intensity";
/// Chances this near, as a share of each other, are the same.
const SAME: f64 = 1e-9;
/// Halvings in which a multiple is found to its last digit.
const HALVINGS: usize = 100;

/// The address of a group's chance, which is none of the file's.
pub(super) fn address(scenario: &Scenario, group: GroupIndex) -> String {
    format!("group.{}.{PROBABILITY}", scenario.groups()[group.0].id)
}

/// The group of such an address; `None` for other addresses.
pub(super) fn named(scenario: &Scenario, words: &str) -> Option<Result<GroupIndex, Refusal>> {
    let id = words.strip_prefix("group.")?;
    let Some(id) = id.strip_suffix(PROBABILITY).and_then(|id| id.strip_suffix('.')) else {
        let why = format!("{words} is not the chance of a group: write group.ID.{PROBABILITY}");
        return Some(Err(Refusal::Question(why)));
    };
    let place = scenario.groups().iter().position(|group| group.id == id);
    Some(place.map(GroupIndex).ok_or_else(|| {
        let known: Vec<&str> = scenario.groups().iter().map(|group| group.id.as_str()).take(20).collect();
        Refusal::Question(format!("{} has no group {id}: it has {}", scenario.name(), known.join(", ")))
    }))
}

fn members(scenario: &Scenario, group: GroupIndex) -> impl Iterator<Item = &Counterparty> {
    scenario.groups()[group.0].members.iter().map(|who| &scenario.counterparties()[who.0])
}

/// How likely the group fails within a year.
pub(super) fn chance(scenario: &Scenario, group: GroupIndex) -> f64 {
    chance_within(scenario, group, 1.0)
}

/// The same within so many years, or within one with hazards so many times as high.
fn chance_within(scenario: &Scenario, group: GroupIndex, years: f64) -> f64 {
    stated_of_any(members(scenario, group), scenario.pools(), years)
}

/// The scenario in which the group fails with this yearly chance, below 1.
pub(super) fn with_chance(scenario: &Scenario, group: GroupIndex, wanted: f64) -> Result<Scenario, Refusal> {
    let stated = chance(scenario, group);
    if (stated - wanted).abs() <= SAME * stated.max(wanted) {
        return Ok(scenario.clone());
    }
    if stated <= 0.0 {
        return Err(never_fails(scenario, group));
    }
    let times = times(scenario, group, wanted).ok_or_else(|| never_fails(scenario, group))?;
    Ok(scenario.with_hazards_times(Some(group), times))
}

/// The refusal of a group that has nothing to multiply.
pub(super) fn never_fails(scenario: &Scenario, group: GroupIndex) -> Refusal {
    Refusal::Question(format!(
        "no member of group {} fails by itself, so there is no chance to vary: name another input with --x or --y ADDRESS=from:to",
        scenario.groups()[group.0].id
    ))
}

/// How many times as high hazards give this chance within a year; `None` where no number is large enough.
fn times(scenario: &Scenario, group: GroupIndex, wanted: f64) -> Option<f64> {
    let (mut low, mut high) = (0.0, 1.0);
    while chance_within(scenario, group, high) < wanted {
        (low, high) = (high, 2.0 * high);
        if !high.is_finite() {
            return None;
        }
    }
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if chance_within(scenario, group, middle) < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}

/// The chance with all hazards of members at their lower ends, and at their upper ends; `None` where none is ranged.
pub(super) fn range(scenario: &Scenario, group: GroupIndex) -> Option<[f64; 2]> {
    let ranged = ranged_hazards(scenario, group);
    if ranged.is_empty() {
        return None;
    }
    let at = |end: End| {
        let ends: Vec<(InputIndex, End)> = ranged.iter().map(|input| (*input, end)).collect();
        scenario.at_ends(&ends).ok().map(|scenario| chance(&scenario, group))
    };
    Some([at(End::Low)?, at(End::High)?])
}

/// The changes that fix the hazards of members at their values, without ranges. A pool of evidence, which others may
/// cite too, stays as it is.
pub(super) fn still(scenario: &Scenario, group: GroupIndex) -> Vec<String> {
    let inputs = ranged_hazards(scenario, group).into_iter().map(|input| &scenario.ranged_inputs()[input.0]);
    let numbers = inputs.filter(|input| !input.address.starts_with("evidence."));
    numbers.map(|input| format!("{}={}", input.address, input.value)).collect()
}

/// The ranged inputs that are hazards of members, or pools that those cite.
fn ranged_hazards(scenario: &Scenario, group: GroupIndex) -> Vec<InputIndex> {
    let addresses = hazards(scenario, group);
    let inputs = scenario.ranged_inputs().iter().enumerate();
    inputs.filter(|(_, input)| addresses.contains(&input.address)).map(|(place, _)| InputIndex(place)).collect()
}

/// Where hazards of members may stand, and pools that those cite.
pub(super) fn hazards(scenario: &Scenario, group: GroupIndex) -> Vec<String> {
    let mut addresses: Vec<String> = Vec::new();
    for &who in &scenario.groups()[group.0].members {
        let place = table(scenario, who);
        for key in [PROBABILITY, INTENSITY] {
            addresses.push(format!("{place}.{key}"));
            let modes = scenario.counterparties()[who.0].modes.iter();
            addresses.extend(modes.map(|mode| format!("{place}.mode.{}.{key}", mode.id)));
        }
    }
    for mode in members(scenario, group).flat_map(|member| &member.modes) {
        if let Hazard::Evidence { pool, .. } = mode.hazard {
            addresses.push(format!("evidence.{}", scenario.pools()[pool.0].id));
        }
    }
    addresses
}

/// Where a counterparty stands in the file.
pub(super) fn table(scenario: &Scenario, who: CounterpartyIndex) -> String {
    let id = &scenario.counterparties()[who.0].id;
    if who == CounterpartyIndex::OWN_KEYS { id.clone() } else { format!("counterparty.{id}") }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::scenario::Options;

    fn shipped(name: &str) -> Scenario {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name);
        Scenario::load(&file, &Options::default()).unwrap()
    }

    fn binance(scenario: &Scenario) -> GroupIndex {
        named(scenario, "group.binance.annual_failure_probability").unwrap().unwrap()
    }

    #[test]
    fn the_chance_of_a_group_is_that_of_any_member() {
        let scenario = shipped("alem-bnb-or-btc.toml");
        let group = binance(&scenario);
        // As the file states them: Binance, its wallets, and three modes of Binance Kazakhstan.
        let any = |chances: [f64; 5]| 1.0 - chances.iter().map(|chance| 1.0 - chance).product::<f64>();
        assert!((chance(&scenario, group) - any([0.02, 0.03, 0.005, 0.01, 0.01])).abs() < 1e-12);
        let [low, high] = range(&scenario, group).unwrap();
        assert!((low - any([0.005, 0.01, 0.001, 0.002, 0.002])).abs() < 1e-12, "{low}");
        assert!((high - any([0.05, 0.07, 0.02, 0.03, 0.03])).abs() < 1e-12, "{high}");
    }

    #[test]
    fn a_chance_that_is_put_there_is_there_and_members_keep_their_proportions() {
        let scenario = shipped("alem-bnb-or-btc.toml");
        let group = binance(&scenario);
        for wanted in [0.0, 0.01, 0.2, 0.9] {
            let moved = with_chance(&scenario, group, wanted).unwrap();
            assert!((chance(&moved, group) - wanted).abs() < 1e-12, "{wanted}");
            let rates = |scenario: &Scenario| -> Vec<f64> {
                members(scenario, group)
                    .flat_map(|member| &member.modes)
                    .map(|mode| mode.hazard.mean_rate(scenario.pools()))
                    .collect()
            };
            let (before, after) = (rates(&scenario), rates(&moved));
            let times = after[0] / before[0];
            assert!(before.iter().zip(&after).all(|(before, after)| (after - times * before).abs() < 1e-12));
        }
        assert_eq!(with_chance(&scenario, group, chance(&scenario, group)).unwrap().hash(), scenario.hash());
    }

    #[test]
    fn evidence_that_members_cite_is_moved_too() {
        let text = r#"
schema = 1
name = "cited"
simulation = { paths = 100, seed = 1, horizon_days = 365, step_days = 365 }
evidence = { pool = { counts = "losses", failures = 2, exposure_years = 40.0 } }
asset = [{ id = "COIN", price = 1.0, volatility = 0.0 }]
reserve = [{ id = "all", initial_value = 1.0, positions = [{ asset = "COIN", custodian = "north", weight = 1.0 }] }]
[[counterparty]]
id = "north"
kind = "exchange"
evidence = "pool"
counts = "losses"
mode = [{ kind = "hack", weight = 1.0, loss_given_failure = { kind = "fixed", value = 1.0 } }]
"#;
        let scenario = Scenario::parse(text, "cited", &Options::default()).unwrap();
        let group = named(&scenario, "group.north.annual_failure_probability").unwrap().unwrap();
        // The Jeffreys predictive of two failures in forty years.
        assert!((chance(&scenario, group) - (1.0 - (40.0 / 41.0_f64).powf(2.5))).abs() < 1e-12);
        let [low, high] = range(&scenario, group).unwrap();
        assert!(low < chance(&scenario, group) && chance(&scenario, group) < high);
        let moved = with_chance(&scenario, group, 0.3).unwrap();
        assert!((chance(&moved, group) - 0.3).abs() < 1e-12);
        assert!(still(&scenario, group).is_empty());
    }

    #[test]
    fn words_that_name_no_group_say_which_there_are() {
        let scenario = shipped("two-exchanges.toml");
        assert!(named(&scenario, "asset.BTC.volatility").is_none());
        let says = |words: &str| named(&scenario, words).unwrap().unwrap_err().to_string();
        assert!(says("group.nort.annual_failure_probability").contains("no group nort: it has self, north"));
        assert!(says("group.north").contains("write group.ID.annual_failure_probability"));
    }
}
