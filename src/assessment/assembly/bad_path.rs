//! One bad path of each reserve, told day by day.

use super::listing::counterparty_of;
use crate::assessment::{Assessment, AtLevel, BadPath, BadPathEvent, HEADLINE_LEVEL, TailEstimate};
use crate::engine::courses_in;
use crate::outcome::{Cell, Course, FailureEvent, Outcomes, PathRecord};
use crate::scenario::Scenario;

/// So many failures of a path are told.
const MOST_EVENTS: usize = 20;

/// Draws a typical bad path of each reserve again and tells it, where ES is told at all and it is known who fails.
pub fn tell_bad_paths(scenario: &Scenario, outcomes: &Outcomes, assessment: &mut Assessment) {
    if outcomes.are_nameless() {
        return;
    }
    let reserves = assessment.summary.reserves.iter().zip(&outcomes.reserves);
    let found: Vec<Option<(f64, u64)>> = reserves
        .map(|(figures, columns)| {
            let shortfall = told_shortfall(&figures.loss.es)?;
            Some((shortfall.level, nearest(&columns.loss, shortfall.estimate.value)? as u64))
        })
        .collect();
    if found.iter().all(Option::is_none) {
        return;
    }
    let paths: Vec<u64> = found.iter().map(|found| found.map_or(0, |(_, path)| path)).collect();
    let courses = courses_in(outcomes.precision, scenario, &outcomes.anchor.scale, &paths);
    for ((curves, found), course) in assessment.curves.iter_mut().zip(found).zip(courses) {
        curves.bad_path = found.map(|(level, _)| bad_path(scenario, level, course));
    }
}

/// Of the levels at which ES is told the nearest to the headline one.
fn told_shortfall(shortfalls: &[TailEstimate]) -> Option<&TailEstimate> {
    let distance = |one: &TailEstimate| (one.level() - HEADLINE_LEVEL).abs();
    let told = shortfalls.iter().filter(|one| one.estimate.value.is_finite());
    told.min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// The first path whose loss is nearest to `target`.
fn nearest(losses: &[f64], target: f64) -> Option<usize> {
    let distance = |path: &usize| (losses[*path] - target).abs();
    (0..losses.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

fn bad_path(scenario: &Scenario, level: f64, course: Course) -> BadPath {
    let Course { steps, values, without_failures, record } = course;
    let day = |step: usize| step as u64 * u64::from(scenario.grid().step_days);
    let mut failures: Vec<(usize, FailureEvent)> = record.failures.iter().copied().enumerate().collect();
    if failures.len() > MOST_EVENTS {
        let size = |event: &FailureEvent| booked_of(&record, *event, |_| true).abs();
        failures.sort_by(|(_, a), (_, b)| size(b).total_cmp(&size(a)));
        failures.truncate(MOST_EVENTS);
        failures.sort_unstable_by_key(|(place, _)| *place);
    }
    BadPath {
        path: record.path,
        level,
        loss: record.loss,
        market_alone: record.market_alone,
        counterparty_cost: record.counterparty_cost,
        days: steps.into_iter().map(day).collect(),
        values,
        without_failures,
        more_failures: (record.failures.len() - failures.len()) as u64,
        events: failures.into_iter().map(|(_, failure)| event(scenario, &record, failure)).collect(),
    }
}

fn event(scenario: &Scenario, record: &PathRecord, failure: FailureEvent) -> BadPathEvent {
    let counterparty = &scenario.counterparties()[failure.who().0];
    let booked = |channel: fn(&Cell) -> bool| booked_of(record, failure, channel);
    let linked = booked(|cell| matches!(cell, Cell::Linked(..)));
    let contagion = booked(|cell| matches!(cell, Cell::Contagion(..)));
    let custody = booked(|cell| matches!(cell, Cell::Custody(..)));
    let claim = booked(|cell| matches!(cell, Cell::Claim(..)));
    BadPathEvent {
        day: u64::from(failure.step) * u64::from(scenario.grid().step_days),
        counterparty: counterparty.id.clone(),
        mode: counterparty.modes[failure.how().0].id.clone(),
        booked: linked + contagion + custody + claim,
        linked,
        contagion,
        custody,
        claim,
    }
}

/// What was booked of a failure in some cells: a counterparty fails at most once a path.
fn booked_of(record: &PathRecord, failure: FailureEvent, which: impl Fn(&Cell) -> bool) -> f64 {
    let cells = record.cells.iter().filter(|(cell, _)| counterparty_of(*cell) == Some(failure.who()) && which(cell));
    // A sum of nothing would be −0.
    cells.fold(0.0, |sum, (_, loss)| sum + loss)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::assessment::assess_outcomes;
    use crate::engine::{Watch, simulate};
    use crate::scenario::Options;

    #[test]
    fn the_path_nearest_to_a_loss_is_the_first_of_equals() {
        assert_eq!(nearest(&[0.1, 0.5, 0.7, 0.5], 0.55), Some(1));
        assert_eq!(nearest(&[], 0.5), None);
    }

    #[test]
    fn a_story_adds_up() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/alem-bnb-or-btc.toml");
        let scenario = Scenario::load(&file, &Options { paths: Some(4_000), ..Options::default() }).unwrap();
        let outcomes = simulate(&scenario, 0, &Watch::default()).unwrap();
        let mut assessment = assess_outcomes(&scenario, &outcomes);
        tell_bad_paths(&scenario, &outcomes, &mut assessment);
        for (curves, figures) in assessment.curves.iter().zip(&assessment.summary.reserves) {
            let path = curves.bad_path.as_ref().unwrap();
            let shortfall = figures.loss.es.iter().find(|es| es.level == path.level).unwrap().estimate.value;
            assert!((path.loss - shortfall).abs() < 0.05, "{} for {shortfall}", path.loss);
            assert_eq!((path.days.len(), path.days.len()), (path.values.len(), path.without_failures.len()));
            assert!((path.values[path.values.len() - 1] - (1.0 - path.loss)).abs() < 1e-5);
            for event in &path.events {
                assert!(path.days.contains(&event.day));
                assert!(event.claim.is_sign_positive() || event.claim < 0.0, "−0 is no figure");
                assert!((event.booked - event.linked - event.contagion - event.custody - event.claim).abs() < 1e-12);
            }
        }
    }
}
