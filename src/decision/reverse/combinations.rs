//! The paths that lose so much, told by the groups that failed on them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::outcome::{Outcomes, Rungs};
use crate::scenario::Scenario;
use crate::statistics::interval::wilson;
use crate::statistics::{Estimate, Ranks, Sorted};
use crate::units::{GroupIndex, ReserveIndex};

/// Most combinations that are told one by one.
const MOST_COMBINATIONS: usize = 12;

/// Groups that fail on the same paths, and no others that cost this reserve anything.
#[derive(Clone, Debug, Serialize)]
pub struct Combination {
    /// Ids of the groups; none is the market alone.
    pub groups: Vec<String>,
    /// Of the paths that lose so much, the share on which exactly these fail.
    pub share: Estimate,
    /// How likely it is that these fail and so much is lost.
    pub probability: Estimate,
    /// How likely so much is lost where exactly these fail.
    pub exceeds_if: Estimate,
    /// Half of these paths lose at least so much from the market alone, negative where it gains.
    pub market_loss: f64,
    /// Half of these paths lose at least so much.
    pub loss: f64,
}

/// Combinations that are not told one by one.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Others {
    /// How many they are.
    pub count: usize,
    /// Of the paths that lose so much, their share.
    pub share: Estimate,
    /// How likely they are.
    pub probability: Estimate,
}

/// What the paths tell.
pub struct Told {
    pub exceeds: Estimate,
    pub market_alone: Estimate,
    pub worst: f64,
    pub combinations: Vec<Combination>,
    pub others: Others,
}

/// What is known of the paths of one combination.
#[derive(Default)]
struct Seen {
    paths: u64,
    /// Losses of those that lose so much, and what the market alone loses there.
    losses: Vec<f64>,
    market: Vec<f64>,
}

/// Who failed on the paths of a reserve that lose more than `loss`.
pub fn told(scenario: &Scenario, outcomes: &Outcomes, place: ReserveIndex, loss: f64) -> Told {
    let columns = &outcomes.reserves[place.0];
    let market = columns.market_alone();
    let costly = costly_groups(scenario, outcomes, place);
    let mut seen: BTreeMap<Vec<GroupIndex>, Seen> = BTreeMap::new();
    for (path, (lost, market)) in columns.loss.iter().zip(&market).enumerate() {
        let one = seen.entry(failed_groups(scenario, outcomes, &costly, path)).or_default();
        one.paths += 1;
        if *lost > loss {
            one.losses.push(*lost);
            one.market.push(*market);
        }
    }
    let all = columns.loss.len() as u64;
    let bad: u64 = seen.values().map(|seen| seen.losses.len() as u64).sum();
    let mut found: Vec<(&Vec<GroupIndex>, &Seen)> = seen.iter().filter(|(_, seen)| !seen.losses.is_empty()).collect();
    found.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.losses.len()));
    let (first, rest) = found.split_at(found.len().min(MOST_COMBINATIONS));
    let rest_paths: u64 = rest.iter().map(|(_, seen)| seen.losses.len() as u64).sum();
    let one = |(groups, seen): &(&Vec<GroupIndex>, &Seen)| {
        let count = seen.losses.len() as u64;
        Combination {
            groups: groups.iter().map(|group| scenario.groups()[group.0].id.clone()).collect(),
            share: wilson(count, bad),
            probability: wilson(count, all),
            exceeds_if: wilson(count, seen.paths),
            market_loss: median(&seen.market),
            loss: median(&seen.losses),
        }
    };
    Told {
        exceeds: wilson(bad, all),
        market_alone: wilson(market.iter().filter(|market| **market > loss).count() as u64, all),
        worst: columns.loss.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        combinations: first.iter().map(one).collect(),
        others: Others { count: rest.len(), share: wilson(rest_paths, bad), probability: wilson(rest_paths, all) },
    }
}

/// The groups whose failure costs a reserve anything by itself; one slot a group.
fn costly_groups(scenario: &Scenario, outcomes: &Outcomes, place: ReserveIndex) -> Vec<bool> {
    let tomorrow = &outcomes.tomorrow[place.0];
    let costs = |rungs: &Rungs| rungs.liquid > 0.0 || rungs.marked > 0.0 || rungs.eventual > 0.0;
    let groups = scenario.groups().iter().zip(&tomorrow.by_group);
    let any_mode = |member: &crate::units::CounterpartyIndex| tomorrow.by_mode[member.0].iter().any(costs);
    groups.map(|(group, together)| costs(together) || group.members.iter().any(any_mode)).collect()
}

/// The costly groups that fail on a path, in the order of the file.
fn failed_groups(scenario: &Scenario, outcomes: &Outcomes, costly: &[bool], path: usize) -> Vec<GroupIndex> {
    let failures = outcomes.failures.of(path).iter();
    let groups = failures.map(|event| scenario.counterparties()[event.who().0].group);
    let mut groups: Vec<GroupIndex> = groups.filter(|group| costly[group.0]).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

fn median(values: &[f64]) -> f64 {
    Sorted::of(values).quantile(0.5)
}
