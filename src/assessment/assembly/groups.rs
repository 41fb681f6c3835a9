//! Figures by group of counterparties.

use super::Basis;
use super::attribution::AtLevel;
use super::chances::{OTHER, average_share};
use super::concentration::Weights;
use super::group_modes::by_mode;
use super::if_it_fails::{FailingLosses, FailingPaths, average_ladder, ladder};
use crate::assessment::{FailureWithin90Days, GroupFigures, HeadlineMode, LevelEstimate};
use crate::statistics::interval::wilson;

/// One row a named group; `other` sums weights and shares, and averages chances and ladders.
pub fn groups(
    basis: &Basis<'_>,
    failing: &FailingPaths,
    losses: &FailingLosses<'_>,
    place: usize,
    ledger: &[AtLevel],
) -> Vec<GroupFigures> {
    let named = &basis.listing.groups;
    let reserve = &basis.scenario.reserves()[place];
    let row_of = |counterparty: &crate::failure::Counterparty| named.row_or_other(counterparty.group.0);
    let weights = Weights::of(basis.scenario, reserve, named.rows(), row_of);
    let rows = (0..named.named.len()).map(|row| group(basis, failing, losses, place, row));
    let mut groups: Vec<GroupFigures> = rows.collect();
    groups.extend((!named.other.is_empty()).then(|| others(basis, place)));
    for (row, group) in groups.iter_mut().enumerate() {
        group.custody_weight = weights.custody[row];
        group.linked_weight = weights.linked[row];
        let share = |at: &AtLevel| Some(LevelEstimate { level: at.attribution.level, estimate: at.group_shares[row]? });
        group.booked_es_share = ledger.iter().filter_map(share).collect();
    }
    groups
}

fn group(
    basis: &Basis<'_>,
    failing: &FailingPaths,
    losses: &FailingLosses<'_>,
    place: usize,
    row: usize,
) -> GroupFigures {
    let (scenario, position) = (basis.scenario, basis.listing.groups.named[row]);
    let headline = failing.headlines[place][row];
    let (loss_if_fails, cost_if_fails) = headline.map_or((None, None), |failure| losses.in_mode(failure));
    let [liquid, eventual] = headline.map_or([(None, None); 2], |failure| losses.on_other_rungs(failure));
    let (by_mode, cost_where_fails) = by_mode(basis, failing, losses.cost, place, position);
    let in_words = |(who, mode): (usize, usize)| HeadlineMode {
        counterparty: scenario.counterparties()[who].id.clone(),
        mode: scenario.counterparties()[who].modes[mode].id.clone(),
    };
    GroupFigures {
        id: scenario.groups()[position].id.clone(),
        custody_weight: 0.0,
        linked_weight: 0.0,
        probability: basis.has_names().then(|| wilson(basis.tally.by_group[position], basis.kept())),
        headline_mode: headline.map(in_words),
        tomorrow: ladder(basis.outcomes.tomorrow[place].by_group[position]),
        loss_if_fails,
        cost_if_fails,
        liquid_loss_if_fails: liquid.0,
        liquid_cost_if_fails: liquid.1,
        eventual_loss_if_fails: eventual.0,
        eventual_cost_if_fails: eventual.1,
        cost_where_fails,
        by_mode,
        failures_within_90_days: soon_after(basis, failing, row),
        booked_es_share: Vec::new(),
    }
}

fn soon_after(basis: &Basis<'_>, failing: &FailingPaths, row: usize) -> Vec<FailureWithin90Days> {
    if !basis.has_names() {
        return Vec::new();
    }
    let own = failing.soon_after[[row, row]];
    let others = basis.listing.groups.named.iter().enumerate().filter(|(other, _)| *other != row);
    let chance = |(other, &position): (usize, &usize)| FailureWithin90Days {
        group: basis.scenario.groups()[position].id.clone(),
        probability: (own > 0).then(|| wilson(failing.soon_after[[row, other]], own)),
    };
    others.map(chance).collect()
}

fn others(basis: &Basis<'_>, place: usize) -> GroupFigures {
    let other = &basis.listing.groups.other;
    let tomorrow = &basis.outcomes.tomorrow[place].by_group;
    let counts = other.iter().map(|&group| basis.tally.by_group[group]);
    GroupFigures {
        id: OTHER.to_owned(),
        custody_weight: 0.0,
        linked_weight: 0.0,
        probability: basis.has_names().then(|| average_share(counts, basis.kept())),
        headline_mode: None,
        tomorrow: average_ladder(other.iter().map(|&group| tomorrow[group])),
        loss_if_fails: None,
        cost_if_fails: None,
        liquid_loss_if_fails: None,
        liquid_cost_if_fails: None,
        eventual_loss_if_fails: None,
        eventual_cost_if_fails: None,
        cost_where_fails: None,
        by_mode: Vec::new(),
        failures_within_90_days: Vec::new(),
        booked_es_share: Vec::new(),
    }
}
