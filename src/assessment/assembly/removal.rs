//! What goes away when a group is removed.

use super::Basis;
use crate::assessment::{LevelEstimate, RemovalFigures};
use crate::outcome::{RemovalKind, Removed};
use crate::statistics::removal::ChangedColumn;
use crate::statistics::{Grouped, Tail};
use crate::units::GroupIndex;

/// A column as removal needs it.
#[derive(Clone, Copy)]
pub struct BaseColumn<'a> {
    pub values: &'a [f64],
    pub by_size: &'a Grouped,
    pub tails: &'a [Tail],
}

/// One row a group and change, group by group: all, keys, links, both.
pub fn removal(basis: &Basis<'_>, place: usize, loss: BaseColumn<'_>, cost: BaseColumn<'_>) -> Vec<RemovalFigures> {
    let is_told = |removed: &&Removed| removed.group != GroupIndex::OWN_KEYS || basis.scenario.own_keys_stated();
    let mut removals: Vec<&Removed> = basis.outcomes.removals.iter().filter(is_told).collect();
    removals.sort_by_key(|removed| (removed.group, removed.what));
    removals.into_iter().map(|removed| figures(basis, place, removed, loss, cost)).collect()
}

fn figures(
    basis: &Basis<'_>,
    place: usize,
    removed: &Removed,
    loss: BaseColumn<'_>,
    cost: BaseColumn<'_>,
) -> RemovalFigures {
    let changed = &removed.reserves[place];
    let of = |base: BaseColumn<'_>, new: &[f64]| {
        let column = ChangedColumn::new(base.values, base.by_size, &changed.paths, new);
        let falls = column.falls_of_shortfall(base.tails).into_iter().zip(base.tails);
        let falls = falls.map(|(estimate, tail)| LevelEstimate { level: tail.level, estimate }).collect();
        (column.fall_of_mean(), falls)
    };
    let (loss_mean, loss_es) = of(loss, &changed.loss);
    let (cost_mean, cost_es) = of(cost, &changed.counterparty_cost);
    RemovalFigures {
        group: basis.scenario.groups()[removed.group.0].id.clone(),
        what: word(removed.what).to_owned(),
        loss_mean,
        cost_mean,
        loss_es,
        cost_es,
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
