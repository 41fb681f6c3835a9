//! Pairs of reserves.

use std::borrow::Cow;

use rayon::prelude::*;

use super::Basis;
use super::distribution::tails;
use crate::assessment::{Comparison, Dominance, LevelEstimate, NotCompared};
use crate::reserve::Reserve;
use crate::statistics::Tail;
use crate::statistics::comparison::{
    Column, Preferred, Verdict, difference_of_means, difference_of_shortfalls, first_order_dominance,
    probability_that_a_loses_more, second_order_dominance,
};

/// One reserve as it is compared.
pub struct Compared<'a> {
    id: &'a str,
    loss: Column<'a>,
    /// The paths of its tail at the lowest level.
    worst: &'a [u64],
    tails: Vec<Tail>,
    cost: Cow<'a, [f64]>,
}

impl<'a> Compared<'a> {
    /// A reserve of these losses and costs, one a path; `worst` are the paths of its tail at the lowest level.
    pub fn new(id: &'a str, loss: &'a [f64], cost: Cow<'a, [f64]>, worst: &'a [u64], levels: &[f64]) -> Self {
        let loss = Column::of(loss);
        Self { id, tails: tails(loss.sorted(), levels), loss, worst, cost }
    }

    fn of(basis: &Basis<'a>, place: usize) -> Self {
        let outcomes = &basis.outcomes.reserves[place];
        let id = &basis.scenario.reserves()[place].id;
        let cost = Cow::Owned(outcomes.counterparty_cost());
        Self::new(id, &outcomes.loss, cost, &outcomes.tail.paths, basis.levels())
    }
}

/// Every pair of reserves in file order.
pub fn pairs(basis: &Basis<'_>) -> Vec<Comparison> {
    let count = basis.scenario.reserves().len();
    if count < 2 {
        return Vec::new();
    }
    let reserves: Vec<Compared<'_>> = (0..count).into_par_iter().map(|place| Compared::of(basis, place)).collect();
    let pairs: Vec<(usize, usize)> = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect();
    let of = |place: usize| &basis.scenario.reserves()[place];
    let compared = |(a, b): (usize, usize)| {
        pair(&reserves[a], &reserves[b], why_not(of(a), of(b)).map(|reason| reason.to_string()))
    };
    pairs.into_par_iter().map(compared).collect()
}

/// Two reserves on the same paths, or `reason`, why they are not compared.
pub fn pair(a: &Compared<'_>, b: &Compared<'_>, reason: Option<String>) -> Comparison {
    let compared = reason.is_none();
    let (loss_a, loss_b) = (a.loss.values(), b.loss.values());
    let worst = merged(a.worst, b.worst).into_iter();
    let worst: Vec<(f64, f64)> = worst.map(|path| (loss_a[path as usize], loss_b[path as usize])).collect();
    let difference = |(tail_a, tail_b): (&Tail, &Tail)| LevelEstimate {
        level: tail_a.level,
        estimate: difference_of_shortfalls(&worst, tail_a, tail_b),
    };
    Comparison {
        a: a.id.to_owned(),
        b: b.id.to_owned(),
        es_difference: compared.then(|| a.tails.iter().zip(&b.tails).map(difference).collect()),
        cost_difference: compared.then(|| difference_of_means(&a.cost, &b.cost)),
        a_loses_more: compared.then(|| probability_that_a_loses_more(loss_a, loss_b)),
        first_order_dominance: compared.then(|| dominance(first_order_dominance(&a.loss, &b.loss))),
        second_order_dominance: compared.then(|| dominance(second_order_dominance(&a.loss, &b.loss))),
        not_compared: reason,
        sign_holds: None,
    }
}

/// What is in either of two ascending lists, ascending.
fn merged(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut all = [a, b].concat();
    // A stable sort merges two ascending runs.
    all.sort();
    all.dedup();
    all
}

fn dominance(verdict: Verdict) -> Dominance {
    let winner = verdict.winner.map(|preferred| match preferred {
        Preferred::A => "a".to_owned(),
        Preferred::B => "b".to_owned(),
    });
    Dominance { winner, largest_violation: verdict.largest_violation }
}

fn why_not(a: &Reserve, b: &Reserve) -> Option<NotCompared> {
    why_not_compared(a, b, a.contributions == b.contributions, a.withdrawals == b.withdrawals)
}

/// Why two reserves whose flows are the same or not can't be compared, if so: losses are fractions of V(0)+C, so two
/// with other flows are not on one scale.
pub fn why_not_compared(a: &Reserve, b: &Reserve, same_in: bool, same_out: bool) -> Option<NotCompared> {
    let flows = !a.contributions.is_empty() || !a.withdrawals.is_empty();
    match (!same_in, !same_out) {
        (true, true) => Some(NotCompared::ContributionsAndWithdrawals),
        (true, false) => Some(NotCompared::Contributions),
        (false, true) => Some(NotCompared::Withdrawals),
        (false, false) if flows && a.initial_value.to_bits() != b.initial_value.to_bits() => {
            Some(NotCompared::FirstValues)
        }
        (false, false) => None,
    }
}
