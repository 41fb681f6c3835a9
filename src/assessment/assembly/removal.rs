//! What goes away when a group is removed, and what is left.

use super::Basis;
use super::distribution::shortfall;
use crate::assessment::{LevelEstimate, RemovalFigures, RemovalLadder, RemovalStep};
use crate::outcome::{RemovalKind, Removed};
use crate::statistics::interval::MeanAndSd;
use crate::statistics::removal::{Changed, ChangedColumn};
use crate::statistics::{Estimate, Grouped, Tail};
use crate::units::GroupIndex;

/// A column as removal needs it.
#[derive(Clone, Copy)]
pub struct BaseColumn<'a> {
    pub values: &'a [f64],
    pub by_size: &'a Grouped,
    pub tails: &'a [Tail],
}

/// What removal does to a reserve.
#[derive(Default)]
pub struct Removals {
    /// One row a group and change, group by group: all, keys, links, both.
    pub falls: Vec<RemovalFigures>,
    /// What they leave, one ladder a group.
    pub ladders: Vec<RemovalLadder>,
}

/// What one change does to a column: to its mean, and to ES by level.
type ChangedFigures = (Changed, Vec<(f64, Changed)>);

/// A column before any change, on the paths of which removal is told.
struct Before<'a> {
    column: BaseColumn<'a>,
    mean: MeanAndSd,
}

impl Before<'_> {
    fn changed(&self, paths: &[u64], new: &[f64]) -> ChangedFigures {
        let BaseColumn { values, by_size, tails } = self.column;
        let column = ChangedColumn::new(values, by_size, paths, new);
        let levels = tails.iter().map(|tail| tail.level);
        (column.mean(self.mean), levels.zip(column.shortfalls(tails)).collect())
    }

    fn shortfalls(&self) -> Vec<LevelEstimate> {
        let at = |tail: &Tail| LevelEstimate { level: tail.level, estimate: shortfall(tail) };
        self.column.tails.iter().map(at).collect()
    }
}

impl Removals {
    pub fn of(basis: &Basis<'_>, place: usize, loss: BaseColumn<'_>, cost: BaseColumn<'_>) -> Self {
        let is_told = |removed: &&Removed| removed.group != GroupIndex::OWN_KEYS || basis.scenario.own_keys_stated();
        let mut removals: Vec<&Removed> = basis.outcomes.removals.iter().filter(is_told).collect();
        if removals.is_empty() {
            return Self::default();
        }
        removals.sort_by_key(|removed| (removed.group, removed.what));
        let [loss, cost] = [loss, cost].map(|column| Before { column, mean: MeanAndSd::of(column.values) });
        let mut all = Self::default();
        for group in removals.chunk_by(|a, b| a.group == b.group) {
            let id = basis.scenario.groups()[group[0].group.0].id.as_str();
            let (mut steps, mut all_gone) = (vec![today(&loss, &cost)], None);
            for removed in group {
                let changed = &removed.reserves[place];
                let loss = loss.changed(&changed.paths, &changed.loss);
                let cost = cost.changed(&changed.paths, &changed.counterparty_cost);
                all.falls.push(fall(id, removed.what, &loss, &cost));
                let step = step(removed.what, &loss, &cost);
                // The ladder goes from what moves least to what moves all.
                if removed.what == RemovalKind::All { all_gone = Some(step) } else { steps.push(step) }
            }
            steps.extend(all_gone);
            all.ladders.push(RemovalLadder { group: id.to_owned(), steps });
        }
        all
    }
}

fn at_levels(figures: &[(f64, Changed)], of: impl Fn(&Changed) -> Estimate) -> Vec<LevelEstimate> {
    figures.iter().map(|(level, changed)| LevelEstimate { level: *level, estimate: of(changed) }).collect()
}

fn fall(group: &str, what: RemovalKind, loss: &ChangedFigures, cost: &ChangedFigures) -> RemovalFigures {
    RemovalFigures {
        group: group.to_owned(),
        what: word(what).to_owned(),
        loss_mean: loss.0.fall,
        cost_mean: cost.0.fall,
        loss_es: at_levels(&loss.1, |changed| changed.fall),
        cost_es: at_levels(&cost.1, |changed| changed.fall),
    }
}

fn step(what: RemovalKind, loss: &ChangedFigures, cost: &ChangedFigures) -> RemovalStep {
    RemovalStep {
        what: word(what).to_owned(),
        loss_mean: loss.0.left,
        cost_mean: cost.0.left,
        loss_es: at_levels(&loss.1, |changed| changed.left),
        cost_es: at_levels(&cost.1, |changed| changed.left),
    }
}

fn today(loss: &Before<'_>, cost: &Before<'_>) -> RemovalStep {
    RemovalStep {
        what: "today".to_owned(),
        loss_mean: loss.mean.estimate(),
        cost_mean: cost.mean.estimate(),
        loss_es: loss.shortfalls(),
        cost_es: cost.shortfalls(),
    }
}

const fn word(what: RemovalKind) -> &'static str {
    match what {
        RemovalKind::All => "all",
        RemovalKind::Keys => "keys",
        RemovalKind::Links => "links",
        RemovalKind::Both => "both",
    }
}
