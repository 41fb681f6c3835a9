//! How far the evidence behind a tail reaches.
//!
//! A pool that has watched Y years can't tell chances below about 1 in 3·Y years from none: with no failure seen,
//! the 95% limit of a yearly chance is 3/Y, and a third of one failure is what a count can be off by. So VaR and ES
//! at a level whose tail is rarer than 1/(3·Y) are left untold where the paths of that tail rest on the pool.

use crate::assessment::warning::{AtLevels, Warning};
use crate::assessment::{Assessment, Curves, Distribution, Estimate, LevelEstimate, ReserveFigures};
use crate::failure::{EvidencePool, Hazard};
use crate::outcome::{FailureEvent, Outcomes, ReserveOutcomes};
use crate::scenario::Scenario;

/// The flag of a level beyond what the evidence has seen.
pub const BEYOND: &str = "beyond-evidence";

/// A pool decides a tail where its failures stand on more than this share of the paths.
const DECIDES: f64 = 0.5;

/// One level of a reserve that is left untold, and the pool that it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Untold {
    pool: usize,
    level: f64,
}

/// Leaves untold what the evidence behind it cannot say, with one warning a pool.
pub fn hold_to_evidence(scenario: &Scenario, outcomes: &Outcomes, assessment: &mut Assessment) {
    if outcomes.are_nameless() || scenario.pools().is_empty() {
        return;
    }
    let mut all: Vec<(String, Vec<Untold>)> = Vec::new();
    let reserves = assessment.summary.reserves.iter_mut().zip(&mut assessment.curves);
    for ((reserve, curves), columns) in reserves.zip(&outcomes.reserves) {
        let untold = hold_reserve(scenario, outcomes, reserve, curves, columns);
        all.push((reserve.id.clone(), untold));
    }
    for pair in &mut assessment.summary.comparison {
        let of = |id: &str| all.iter().find(|(other, _)| other == id).map_or(&[][..], |(_, untold)| untold);
        let is_untold = |level: f64| of(&pair.a).iter().chain(of(&pair.b)).any(|untold| untold.level == level);
        for figure in pair.es_difference.iter_mut().flatten().filter(|figure| is_untold(figure.level)) {
            figure.estimate = Estimate::untold();
        }
    }
    for warning in (0..scenario.pools().len()).filter_map(|pool| warning(scenario, pool, &all)) {
        assessment.warn(warning);
    }
}

/// Holds all columns of a reserve; what is left untold of its marked loss and of its cost.
fn hold_reserve(
    scenario: &Scenario,
    outcomes: &Outcomes,
    reserve: &mut ReserveFigures,
    curves: &mut Curves,
    columns: &ReserveOutcomes,
) -> Vec<Untold> {
    let hold = |values: &[f64], figures: &mut Distribution| hold_column(scenario, outcomes, values, figures);
    hold(&columns.liquid_loss(), &mut reserve.liquid_loss);
    hold(&columns.eventual_loss(), &mut reserve.eventual_loss);
    hold(&columns.max_drawdown, &mut reserve.max_drawdown);
    let loss = hold(&columns.loss, &mut reserve.loss);
    let cost = hold(&columns.counterparty_cost(), &mut reserve.counterparty_cost.marked);
    let steps = curves.removal_ladders.iter_mut().flat_map(|ladder| &mut ladder.steps);
    let left = steps.map(|step| (&mut step.loss_es, &mut step.cost_es));
    let falls = reserve.removal.iter_mut().map(|removal| (&mut removal.loss_es, &mut removal.cost_es));
    for (loss_es, cost_es) in falls.chain(left) {
        leave_untold(loss_es, &loss);
        leave_untold(cost_es, &cost);
    }
    let steps = reserve.convergence.iter_mut().chain(&mut curves.convergence);
    steps.for_each(|step| leave_untold(&mut step.es, &loss));
    curves.booked_waterfalls.retain(|waterfall| !is_in(&loss, waterfall.level));
    let more: Vec<Untold> = cost.into_iter().filter(|untold| !loss.contains(untold)).collect();
    [loss, more].concat()
}

fn is_in(untold: &[Untold], level: f64) -> bool {
    untold.iter().any(|one| one.level == level)
}

fn leave_untold(figures: &mut [LevelEstimate], untold: &[Untold]) {
    for figure in figures.iter_mut().filter(|figure| is_in(untold, figure.level)) {
        figure.estimate = Estimate::untold();
    }
}

fn hold_column(scenario: &Scenario, outcomes: &Outcomes, values: &[f64], figures: &mut Distribution) -> Vec<Untold> {
    let mut untold = Vec::new();
    for place in 0..figures.var.len() {
        let (level, value_at_risk) = (figures.var[place].level, figures.var[place].estimate.value);
        let years = |pool: usize| scenario.pools()[pool].exposure_years;
        let pool = deciding_pool(scenario, outcomes, values, value_at_risk);
        let Some(pool) = pool.filter(|pool| 1.0 - level < reach(years(*pool))) else { continue };
        for figure in [&mut figures.var[place], &mut figures.es[place]] {
            figure.estimate = Estimate::untold();
            figure.flags.push(BEYOND.to_owned());
        }
        untold.push(Untold { pool, level });
    }
    untold
}

/// The rarest chance that so many years of exposure speak of.
fn reach(exposure_years: f64) -> f64 {
    1.0 / Warning::one_in(exposure_years)
}

/// The pool whose failures stand on more than half of the paths at or beyond VaR.
fn deciding_pool(scenario: &Scenario, outcomes: &Outcomes, values: &[f64], value_at_risk: f64) -> Option<usize> {
    let pools = scenario.pools().len();
    let (mut paths, mut seen) = (0_u64, vec![0_u64; pools]);
    for path in (0..values.len()).filter(|path| values[*path] >= value_at_risk) {
        paths += 1;
        let failures = outcomes.failures.of(path);
        for (pool, count) in seen.iter_mut().enumerate() {
            *count += u64::from(failures.iter().any(|event| pool_of(scenario, *event) == Some(pool)));
        }
    }
    let most = (0..pools).max_by_key(|pool| seen[*pool])?;
    (seen[most] as f64 > DECIDES * paths as f64).then_some(most)
}

/// The pool that the mode of a failure cites.
fn pool_of(scenario: &Scenario, event: FailureEvent) -> Option<usize> {
    match scenario.counterparties()[event.who().0].modes[event.how().0].hazard {
        Hazard::Evidence { pool, .. } => Some(pool.0),
        Hazard::Rate(_) => None,
    }
}

/// Why, for the levels that rest on a pool.
fn warning(scenario: &Scenario, pool: usize, all: &[(String, Vec<Untold>)]) -> Option<Warning> {
    let of_reserve = |(id, untold): &(String, Vec<Untold>)| AtLevels {
        reserve: id.clone(),
        levels: untold.iter().filter(|one| one.pool == pool).map(|one| one.level).collect(),
    };
    let reserves: Vec<AtLevels> = all.iter().map(of_reserve).filter(|one| !one.levels.is_empty()).collect();
    let EvidencePool { id, exposure_years, .. } = &scenario.pools()[pool];
    let (pool, exposure_years) = (id.clone(), *exposure_years);
    (!reserves.is_empty()).then_some(Warning::BeyondEvidence { pool, exposure_years, reserves })
}
