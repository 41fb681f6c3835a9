//! The decision card: prices, limits, and what would make two reserves equally good.

mod controls;
mod out_earn;
mod payoffs;

use crate::assessment::{
    Assessment, DecisionCard, GroupDecision, GroupFigures, Ladder, PairDecision, ReserveDecision, ReserveFigures,
    Within,
};
use crate::engine::EngineError;
use crate::outcome::Outcomes;
use crate::scenario::Scenario;
use crate::statistics::Estimate;

use super::chances::OTHER;

/// Pairs of more reserves than these are left to sweeps and comparisons.
const MOST_RESERVES: usize = 12;

/// Puts the decision card into an assessment. Figures of pairs come from single positions, simulated on the first of
/// the same paths.
///
/// # Errors
///
/// When threads or memory can't be had.
pub fn decide(
    scenario: &Scenario,
    outcomes: &Outcomes,
    threads: usize,
    assessment: &mut Assessment,
) -> Result<(), EngineError> {
    let tolerance = scenario.tolerances().iter().map(|tolerance| tolerance.loss).reduce(f64::min);
    let years = scenario.grid().horizon_years();
    let figures = &assessment.summary.reserves;
    let reserves = figures.iter().map(|reserve| of_reserve(reserve, tolerance, years)).collect();
    let pairs = if (2..=MOST_RESERVES).contains(&figures.len()) {
        let costs: Vec<f64> = figures.iter().map(|reserve| reserve.counterparty_cost.per_year.value).collect();
        let mut pairs = out_earn::pairs(scenario, outcomes, &costs, threads)?;
        for pair in &mut pairs {
            let shares = tolerance.and_then(|tolerance| shares(figures, pair, tolerance));
            (pair.least_share, pair.largest_share) = shares.unzip();
        }
        pairs
    } else {
        Vec::new()
    };
    assessment.summary.decision = DecisionCard { tolerance, reserves, pairs };
    Ok(())
}

/// A figure that is no estimate.
fn exactly(value: f64) -> Estimate {
    Estimate::between(value, value, value)
}

fn of_reserve(reserve: &ReserveFigures, tolerance: Option<f64>, years: f64) -> ReserveDecision {
    let money = reserve.initial_value;
    let exposed = |group: &&GroupFigures| group.id != OTHER && group.tomorrow != Ladder::default();
    let saved = |group: &GroupFigures| {
        let removed = reserve.removal.iter().find(|removal| removal.group == group.id && removal.what == "all")?;
        Some(removed.cost_mean.scaled(money / years))
    };
    let groups = reserve.groups.iter().filter(exposed).map(|group| {
        let Ladder { liquid, marked, eventual } = group.tomorrow;
        let most = tolerance.map(|tolerance| exactly(most_within(marked, tolerance)));
        let [liquid, marked, eventual] = [liquid, marked, eventual].map(|share| exactly(share * money));
        GroupDecision { group: group.id.clone(), liquid, marked, eventual, saved_per_year: saved(group), most }
    });
    ReserveDecision {
        reserve: reserve.id.clone(),
        initial_value: money,
        price_per_year: reserve.counterparty_cost.per_year.scaled(money),
        groups: groups.collect(),
        within: tolerance.map(|tolerance| within(reserve, tolerance)),
    }
}

fn within(reserve: &ReserveFigures, tolerance: f64) -> Within {
    let worst = reserve.groups.iter().max_by(|a, b| a.tomorrow.marked.total_cmp(&b.tomorrow.marked));
    let loss = worst.map_or(0.0, |group| group.tomorrow.marked);
    let group = worst.filter(|_| loss > 0.0).map(|group| group.id.clone());
    Within { group, loss: exactly(loss), most: exactly(most_within(loss, tolerance)) }
}

/// The largest share of the money that may be held so that `loss`, a share of it, stays within the tolerance.
fn most_within(loss: f64, tolerance: f64) -> f64 {
    if loss > tolerance { tolerance / loss } else { 1.0 }
}

/// The least and the largest share of `more` beside `less`: what a group's failure costs a mixture lies on the line
/// between both.
fn shares(figures: &[ReserveFigures], pair: &PairDecision, tolerance: f64) -> Option<(f64, f64)> {
    let of = |id: &str| figures.iter().find(|reserve| reserve.id == id);
    let (more, less) = (of(&pair.more)?, of(&pair.less)?);
    let mut shares = (0.0_f64, 1.0_f64);
    for (group, beside) in more.groups.iter().zip(&less.groups) {
        let (a, b) = (group.tomorrow.marked, beside.tomorrow.marked);
        match (a > tolerance, b > tolerance) {
            (false, false) => {}
            (true, true) => return None,
            (true, false) => shares.1 = shares.1.min((tolerance - b) / (a - b)),
            (false, true) => shares.0 = shares.0.max((b - tolerance) / (b - a)),
        }
    }
    (shares.0 <= shares.1).then_some(shares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_much_may_be_held_as_keeps_its_loss_within_the_tolerance() {
        assert_eq!([0.0, 0.5, 0.54, 1.0].map(|loss| most_within(loss, 0.5)), [1.0, 1.0, 0.5 / 0.54, 0.5]);
    }
}
