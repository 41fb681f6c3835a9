//! The paths that lose so much, told by the groups that failed on them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Run;
use crate::outcome::Rungs;
use crate::statistics::interval::wilson;
use crate::statistics::{Ends, Estimate, Ranks, Sorted};
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

/// What is known of all paths of a run.
struct Paths {
    seen: BTreeMap<Vec<GroupIndex>, Seen>,
    all: u64,
    /// Those that lose so much, and those that do from the market alone.
    bad: u64,
    market_bad: u64,
}

impl Paths {
    fn of(run: &Run, costly: &[bool], place: ReserveIndex, loss: f64) -> Self {
        let columns = &run.outcomes.reserves[place.0];
        let market = columns.market_alone();
        let mut seen: BTreeMap<Vec<GroupIndex>, Seen> = BTreeMap::new();
        for (path, (lost, market)) in columns.loss.iter().zip(&market).enumerate() {
            let one = seen.entry(failed_groups(run, costly, path)).or_default();
            one.paths += 1;
            if *lost > loss {
                one.losses.push(*lost);
                one.market.push(*market);
            }
        }
        let bad = seen.values().map(|seen| seen.losses.len() as u64).sum();
        let market_bad = market.iter().filter(|market| **market > loss).count() as u64;
        Self { seen, all: columns.loss.len() as u64, bad, market_bad }
    }

    /// How likely it is that exactly these fail and so much is lost.
    fn probability(&self, groups: &[GroupIndex]) -> f64 {
        self.seen.get(groups).map_or(0, |seen| seen.losses.len()) as f64 / self.all.max(1) as f64
    }
}

/// Who failed on the paths of a reserve that lose more than `loss`.
pub fn told(here: &Run, there: Option<&[Run; 2]>, place: ReserveIndex, loss: f64) -> Told {
    let costly = costly_groups(here, place);
    let paths = Paths::of(here, &costly, place, loss);
    let there = there.map(|there| there.each_ref().map(|run| Paths::of(run, &costly, place, loss)));
    let ranged = |estimate: Estimate, of: &dyn Fn(&Paths) -> f64| {
        let range = there.as_ref().map(|[less, more]| Ends { low: of(less), high: of(more) });
        Estimate { range, ..estimate }
    };
    let mut found: Vec<(&Vec<GroupIndex>, &Seen)> =
        paths.seen.iter().filter(|(_, seen)| !seen.losses.is_empty()).collect();
    found.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.losses.len()));
    let (first, rest) = found.split_at(found.len().min(MOST_COMBINATIONS));
    let rest_paths: u64 = rest.iter().map(|(_, seen)| seen.losses.len() as u64).sum();
    let one = |(groups, seen): &(&Vec<GroupIndex>, &Seen)| {
        let count = seen.losses.len() as u64;
        Combination {
            groups: groups.iter().map(|group| here.scenario.groups()[group.0].id.clone()).collect(),
            share: wilson(count, paths.bad),
            probability: ranged(wilson(count, paths.all), &|paths| paths.probability(groups)),
            exceeds_if: wilson(count, seen.paths),
            market_loss: median(&seen.market),
            loss: median(&seen.losses),
        }
    };
    let share = |count: fn(&Paths) -> u64| {
        ranged(wilson(count(&paths), paths.all), &|paths| count(paths) as f64 / paths.all.max(1) as f64)
    };
    Told {
        exceeds: share(|paths| paths.bad),
        market_alone: share(|paths| paths.market_bad),
        worst: here.outcomes.reserves[place.0].loss.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        combinations: first.iter().map(one).collect(),
        others: Others {
            count: rest.len(),
            share: wilson(rest_paths, paths.bad),
            probability: wilson(rest_paths, paths.all),
        },
    }
}

/// The groups whose failure costs a reserve anything by itself; one slot a group.
fn costly_groups(Run { scenario, outcomes }: &Run, place: ReserveIndex) -> Vec<bool> {
    let tomorrow = &outcomes.tomorrow[place.0];
    let costs = |rungs: &Rungs| rungs.liquid > 0.0 || rungs.marked > 0.0 || rungs.eventual > 0.0;
    let groups = scenario.groups().iter().zip(&tomorrow.by_group);
    let any_mode = |member: &crate::units::CounterpartyIndex| tomorrow.by_mode[member.0].iter().any(costs);
    groups.map(|(group, together)| costs(together) || group.members.iter().any(any_mode)).collect()
}

/// The costly groups that fail on a path, in the order of the file.
fn failed_groups(Run { scenario, outcomes }: &Run, costly: &[bool], path: usize) -> Vec<GroupIndex> {
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
