//! Figures at the ends, put beside the figures themselves.

mod booked;
mod curves;
mod decision;
mod group;
mod removed;

use crate::assessment::{
    Assessment, Comparison, ConditionalEstimate, CostDistribution, Distribution, Ends, Estimate, Exceedance, IfItFails,
    IfItFailsInAnyMode, LevelEstimate, LevelSign, ReserveFigures, SignHolds, Summary, TailEstimate,
};

/// Puts every figure of the runs at the ends that hurt less and more beside that of the scenario itself.
pub fn fill(assessment: &mut Assessment, low: &Assessment, high: &Assessment) {
    fill_summary(&mut assessment.summary, &low.summary, &high.summary);
    for (own, (low, high)) in assessment.curves.iter_mut().zip(low.curves.iter().zip(&high.curves)) {
        curves::fill_curves(own, low, high);
    }
    curves::fill_timeline(&mut assessment.timeline, &low.timeline, &high.timeline);
}

fn fill_summary(summary: &mut Summary, low: &Summary, high: &Summary) {
    for (reserve, (low, high)) in summary.reserves.iter_mut().zip(low.reserves.iter().zip(&high.reserves)) {
        fill_reserve(reserve, low, high);
    }
    for counterparty in &mut summary.counterparties {
        let other = |summary: &'_ Summary| {
            summary.counterparties.iter().find(|other| other.id == counterparty.id)?.failure_probability
        };
        known(&mut counterparty.failure_probability, other(low), other(high));
    }
    decision::fill_decision(&mut summary.decision, &low.decision, &high.decision);
    for (pair, (low, high)) in summary.comparison.iter_mut().zip(low.comparison.iter().zip(&high.comparison)) {
        fill_pair(pair, low, high);
    }
}

fn fill_estimate(estimate: &mut Estimate, low: Estimate, high: Estimate) {
    // What is not told of the scenario itself is not told at the ends.
    estimate.range = Ends::told(low.value, high.value).filter(|_| estimate.value.is_finite());
}

fn known(estimate: &mut Option<Estimate>, low: Option<Estimate>, high: Option<Estimate>) {
    if let (Some(estimate), Some(low), Some(high)) = (estimate, low, high) {
        fill_estimate(estimate, low, high);
    }
}

fn fill_reserve(reserve: &mut ReserveFigures, low: &ReserveFigures, high: &ReserveFigures) {
    fill_estimate(&mut reserve.terminal_value, low.terminal_value, high.terminal_value);
    fill_estimate(&mut reserve.shortfall_probability, low.shortfall_probability, high.shortfall_probability);
    fill_distribution(&mut reserve.loss, &low.loss, &high.loss);
    fill_distribution(&mut reserve.liquid_loss, &low.liquid_loss, &high.liquid_loss);
    fill_distribution(&mut reserve.eventual_loss, &low.eventual_loss, &high.eventual_loss);
    fill_distribution(&mut reserve.market_alone, &low.market_alone, &high.market_alone);
    fill_distribution(&mut reserve.max_drawdown, &low.max_drawdown, &high.max_drawdown);
    let (less, more) = (&low.market_alone_drawdown, &high.market_alone_drawdown);
    fill_distribution(&mut reserve.market_alone_drawdown, less, more);
    let (less, more) = (&low.days_under_water, &high.days_under_water);
    fill_levels(&mut reserve.days_under_water.quantiles, &less.quantiles, &more.quantiles);
    fill_cost(&mut reserve.counterparty_cost, &low.counterparty_cost, &high.counterparty_cost);
    for failure in &mut reserve.if_it_fails {
        let (less, more) = (same_failure(failure, low), same_failure(failure, high));
        fill_conditional(&mut failure.loss, less.and_then(|one| one.loss), more.and_then(|one| one.loss));
        fill_conditional(&mut failure.cost, less.and_then(|one| one.cost), more.and_then(|one| one.cost));
    }
    for failure in &mut reserve.if_it_fails_in_any_mode {
        let (less, more) = (of_same(failure, low), of_same(failure, high));
        fill_conditional(&mut failure.loss, less.and_then(|one| one.loss), more.and_then(|one| one.loss));
        fill_conditional(&mut failure.cost, less.and_then(|one| one.cost), more.and_then(|one| one.cost));
    }
    removed::fill_removals(&mut reserve.removal, &low.removal, &high.removal);
    booked::fill_attributions(&mut reserve.attribution, &low.attribution, &high.attribution);
    let ReserveFigures { groups, if_it_fails, .. } = reserve;
    groups.iter_mut().for_each(|group| group::fill_group(group, if_it_fails, low, high));
}

fn of_same<'r>(failure: &IfItFailsInAnyMode, other: &'r ReserveFigures) -> Option<&'r IfItFailsInAnyMode> {
    other.if_it_fails_in_any_mode.iter().find(|one| one.counterparty == failure.counterparty)
}

fn same_failure<'r>(failure: &IfItFails, other: &'r ReserveFigures) -> Option<&'r IfItFails> {
    other.if_it_fails.iter().find(|one| one.counterparty == failure.counterparty && one.mode == failure.mode)
}

fn fill_distribution(figures: &mut Distribution, low: &Distribution, high: &Distribution) {
    fill_estimate(&mut figures.mean, low.mean, high.mean);
    fill_tails(&mut figures.var, &low.var, &high.var);
    fill_tails(&mut figures.es, &low.es, &high.es);
    fill_levels(&mut figures.quantiles, &low.quantiles, &high.quantiles);
    let points = low.exceedance.iter().zip(&high.exceedance);
    for (point, (low, high)) in figures.exceedance.iter_mut().zip(points) {
        fill_exceedance(point, low, high);
    }
}

fn fill_exceedance(point: &mut Exceedance, low: &Exceedance, high: &Exceedance) {
    point.range = Ends::told(low.probability, high.probability);
}

fn fill_tails(figures: &mut [TailEstimate], low: &[TailEstimate], high: &[TailEstimate]) {
    for (figure, (low, high)) in figures.iter_mut().zip(low.iter().zip(high)) {
        fill_estimate(&mut figure.estimate, low.estimate, high.estimate);
    }
}

fn fill_levels(figures: &mut [LevelEstimate], low: &[LevelEstimate], high: &[LevelEstimate]) {
    for (figure, (low, high)) in figures.iter_mut().zip(low.iter().zip(high)) {
        fill_estimate(&mut figure.estimate, low.estimate, high.estimate);
    }
}

fn fill_cost(cost: &mut CostDistribution, low: &CostDistribution, high: &CostDistribution) {
    fill_distribution(&mut cost.marked, &low.marked, &high.marked);
    fill_estimate(&mut cost.per_year, low.per_year, high.per_year);
}

fn fill_conditional(
    figure: &mut Option<ConditionalEstimate>,
    low: Option<ConditionalEstimate>,
    high: Option<ConditionalEstimate>,
) {
    if let (Some(figure), Some(low), Some(high)) = (figure, low, high) {
        figure.range = Ends::told(low.value, high.value);
    }
}

fn fill_pair(pair: &mut Comparison, low: &Comparison, high: &Comparison) {
    let holds = |figures: [Option<Estimate>; 3]| {
        figures.iter().all(Option::is_some) && keeps_sign(&figures.map(Option::unwrap_or_default))
    };
    let cost = holds([pair.cost_difference, low.cost_difference, high.cost_difference]);
    known(&mut pair.cost_difference, low.cost_difference, high.cost_difference);
    known(&mut pair.a_loses_more, low.a_loses_more, high.a_loses_more);
    let (Some(es), Some(less), Some(more)) = (&mut pair.es_difference, &low.es_difference, &high.es_difference) else {
        return;
    };
    let signs = es.iter_mut().zip(less.iter().zip(more)).map(|(figure, (low, high))| {
        let LevelEstimate { level, estimate } = figure;
        let holds = keeps_sign(&[*estimate, low.estimate, high.estimate]);
        fill_estimate(estimate, low.estimate, high.estimate);
        LevelSign { level: *level, holds }
    });
    pair.sign_holds = Some(SignHolds { es: signs.collect(), cost });
}

/// Whether all differences have one sign, each beyond sampling error.
fn keeps_sign(differences: &[Estimate]) -> bool {
    differences.iter().all(|difference| difference.low > 0.0)
        || differences.iter().all(|difference| difference.high < 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_holds_where_all_three_are_beyond_sampling_error_on_one_side() {
        let at = |value: f64| Estimate::between(value, value - 0.1, value + 0.1);
        assert!(keeps_sign(&[at(0.2), at(0.15), at(0.9)]));
        assert!(keeps_sign(&[at(-0.2), at(-0.15), at(-0.9)]));
        assert!(!keeps_sign(&[at(0.2), at(0.05), at(0.9)]));
        assert!(!keeps_sign(&[at(0.2), at(-0.2), at(0.9)]));
    }

    #[test]
    fn what_one_run_did_not_find_has_no_range() {
        assert_eq!(Ends::told(0.1, f64::NAN), None);
        assert_eq!(Ends::told(0.2, 0.1), Some(Ends { low: 0.2, high: 0.1 }));
    }
}
