//! Pairs of reserves.

use super::Basis;
use super::distribution::tails;
use crate::assessment::{Comparison, Dominance, LevelEstimate};
use crate::reserve::Reserve;
use crate::statistics::comparison::{
    Column, Preferred, Verdict, difference_of_means, difference_of_shortfalls, first_order_dominance,
    probability_that_a_loses_more, second_order_dominance,
};
use crate::statistics::{Sorted, Tail};

/// Every pair of reserves in file order; `losses` are sorted, one a reserve.
pub fn pairs(basis: &Basis<'_>, losses: &[Sorted]) -> Vec<Comparison> {
    let tails: Vec<Vec<Tail>> = losses.iter().map(|sorted| tails(sorted, basis.levels())).collect();
    let count = losses.len();
    let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    pairs.map(|(a, b)| pair(basis, [a, b], [&losses[a], &losses[b]], [&tails[a], &tails[b]])).collect()
}

fn pair(basis: &Basis<'_>, places: [usize; 2], sorted: [&Sorted; 2], tails: [&[Tail]; 2]) -> Comparison {
    let [a, b] = places.map(|place| &basis.scenario.reserves()[place]);
    let reason = why_not_compared(a, b);
    let [of_a, of_b] = places.map(|place| &basis.outcomes.reserves[place]);
    let (loss_a, loss_b) = (&of_a.loss, &of_b.loss);
    let [column_a, column_b] = [0, 1].map(|i| Column { values: [loss_a, loss_b][i], sorted: sorted[i] });
    let difference = |(tail_a, tail_b): (&Tail, &Tail)| LevelEstimate {
        level: tail_a.level,
        estimate: difference_of_shortfalls(loss_a, loss_b, tail_a, tail_b),
    };
    let compared = reason.is_none();
    Comparison {
        a: a.id.clone(),
        b: b.id.clone(),
        es_difference: compared.then(|| tails[0].iter().zip(tails[1]).map(difference).collect()),
        cost_difference: compared.then(|| difference_of_means(&of_a.counterparty_cost, &of_b.counterparty_cost)),
        a_loses_more: compared.then(|| probability_that_a_loses_more(loss_a, loss_b)),
        first_order_dominance: compared.then(|| dominance(first_order_dominance(column_a, column_b))),
        second_order_dominance: compared.then(|| dominance(second_order_dominance(column_a, column_b))),
        not_compared: reason,
    }
}

fn dominance(verdict: Verdict) -> Dominance {
    let winner = verdict.winner.map(|preferred| match preferred {
        Preferred::A => "a".to_owned(),
        Preferred::B => "b".to_owned(),
    });
    Dominance { winner, largest_violation: verdict.largest_violation }
}

/// Losses are fractions of V(0)+C, so two reserves with other flows are not on one scale.
fn why_not_compared(a: &Reserve, b: &Reserve) -> Option<String> {
    let contributions = (a.contributions != b.contributions).then_some("contributions");
    let withdrawals = (a.withdrawals != b.withdrawals).then_some("withdrawals");
    let differing: Vec<&str> = contributions.into_iter().chain(withdrawals).collect();
    let flows = !a.contributions.is_empty() || !a.withdrawals.is_empty();
    if !differing.is_empty() {
        Some(format!(
            "Their {} differ (in amount, rhythm, asset or place), so a difference in loss would not be one of \
             composition alone.",
            differing.join(" and ")
        ))
    } else if flows && a.initial_value.to_bits() != b.initial_value.to_bits() {
        Some("They begin with different values under the same flows, so the flows weigh differently.".to_owned())
    } else {
        None
    }
}
