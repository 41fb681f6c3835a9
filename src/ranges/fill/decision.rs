//! The decision card at the ends.

use super::{fill_estimate, known};
use crate::assessment::{DecisionCard, ReserveDecision};

/// Puts the figures of the card at the ends beside its own.
pub(super) fn fill_decision(card: &mut DecisionCard, low: &DecisionCard, high: &DecisionCard) {
    for (reserve, (low, high)) in card.reserves.iter_mut().zip(low.reserves.iter().zip(&high.reserves)) {
        fill_estimate(&mut reserve.price_per_year, low.price_per_year, high.price_per_year);
        for group in &mut reserve.groups {
            let same = |other: &ReserveDecision| other.groups.iter().find(|one| one.group == group.group).cloned();
            let (Some(low), Some(high)) = (same(low), same(high)) else { continue };
            fill_estimate(&mut group.liquid, low.liquid, high.liquid);
            fill_estimate(&mut group.marked, low.marked, high.marked);
            fill_estimate(&mut group.eventual, low.eventual, high.eventual);
            known(&mut group.saved_per_year, low.saved_per_year, high.saved_per_year);
            // Where losses are larger, less may be held.
            known(&mut group.most, high.most, low.most);
        }
        if let (Some(within), Some(low), Some(high)) = (&mut reserve.within, &low.within, &high.within) {
            fill_estimate(&mut within.loss, low.loss, high.loss);
            // Where losses are larger, less may be held.
            fill_estimate(&mut within.most, high.most, low.most);
        }
    }
    for (pair, (low, high)) in card.pairs.iter_mut().zip(low.pairs.iter().zip(&high.pairs)) {
        for (earned, (low, high)) in pair.out_earn.iter_mut().zip(low.out_earn.iter().zip(&high.out_earn)) {
            known(&mut earned.with_failures, low.with_failures, high.with_failures);
            known(&mut earned.without_failures, low.without_failures, high.without_failures);
        }
    }
}
