//! Figures of a group at the ends.

use super::booked::fill_shares;
use super::{fill_conditional, fill_estimate, known};
use crate::assessment::{GroupFigures, GroupModeFigures, IfItFails, ReserveFigures};

/// The mode that is named is that of the scenario itself, also where another would be named at an end.
pub fn fill_group(group: &mut GroupFigures, failures: &[IfItFails], low: &ReserveFigures, high: &ReserveFigures) {
    let same = |reserve: &'_ ReserveFigures| reserve.groups.iter().position(|one| one.id == group.id);
    let (Some(low), Some(high)) = (same(low).map(|at| &low.groups[at]), same(high).map(|at| &high.groups[at])) else {
        return;
    };
    known(&mut group.probability, low.probability, high.probability);
    known(&mut group.cost_where_fails, low.cost_where_fails, high.cost_where_fails);
    fill_shares(group, low, high);
    fill_modes(&mut group.by_mode, &low.by_mode, &high.by_mode);
    fill_soon_after(group, low, high);
    fill_named_mode(group, failures);
    fill_other_rungs(group, low, high);
}

fn fill_modes(own: &mut [GroupModeFigures], low: &[GroupModeFigures], high: &[GroupModeFigures]) {
    for mode in own {
        let is_same =
            |other: &&GroupModeFigures| (&other.counterparty, &other.mode) == (&mode.counterparty, &mode.mode);
        let (Some(low), Some(high)) = (low.iter().find(is_same), high.iter().find(is_same)) else { continue };
        fill_estimate(&mut mode.probability, low.probability, high.probability);
        fill_estimate(&mut mode.cost, low.cost, high.cost);
        known(&mut mode.saved, low.saved, high.saved);
    }
}

fn fill_soon_after(group: &mut GroupFigures, low: &GroupFigures, high: &GroupFigures) {
    for soon in &mut group.failures_within_90_days {
        let chance = |other: &GroupFigures| {
            other.failures_within_90_days.iter().find(|one| one.group == soon.group)?.probability
        };
        let (less, more) = (chance(low), chance(high));
        known(&mut soon.probability, less, more);
    }
}

/// Marked figures in the mode that is named stand by mode already.
fn fill_named_mode(group: &mut GroupFigures, failures: &[IfItFails]) {
    let Some(mode) = &group.headline_mode else { return };
    let named = |one: &&IfItFails| one.counterparty == mode.counterparty && one.mode == mode.mode;
    let Some(failure) = failures.iter().find(named) else { return };
    for (figure, found) in [(&mut group.loss_if_fails, failure.loss), (&mut group.cost_if_fails, failure.cost)] {
        if let (Some(figure), Some(found)) = (figure, found) {
            figure.range = found.range;
        }
    }
}

/// Liquid and eventual figures are told of the mode that is named alone: no range where that is another at an end.
fn fill_other_rungs(group: &mut GroupFigures, low: &GroupFigures, high: &GroupFigures) {
    if [&low.headline_mode, &high.headline_mode].iter().any(|mode| **mode != group.headline_mode) {
        return;
    }
    fill_conditional(&mut group.liquid_loss_if_fails, low.liquid_loss_if_fails, high.liquid_loss_if_fails);
    fill_conditional(&mut group.liquid_cost_if_fails, low.liquid_cost_if_fails, high.liquid_cost_if_fails);
    fill_conditional(&mut group.eventual_loss_if_fails, low.eventual_loss_if_fails, high.eventual_loss_if_fails);
    fill_conditional(&mut group.eventual_cost_if_fails, low.eventual_cost_if_fails, high.eventual_cost_if_fails);
}
