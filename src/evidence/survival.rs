//! How long firms last: the curve of Kaplan and Meier, with Greenwood's interval.

use std::collections::BTreeMap;

use serde::Serialize;

use super::exposure::Slice;
use super::failures::{Failure, Outcome};
use crate::calendar::Day;
use crate::numeric::normal;

/// Ages in years at which the curve is told.
const AGES: [f64; 5] = [1.0, 2.0, 3.0, 5.0, 10.0];

/// One firm: its age when it was last seen, and whether it ended then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lifetime {
    /// The age at which it was last seen, in any unit.
    pub age: f64,
    /// Whether it ended then; else it stood and what came after isn't known.
    pub ended: bool,
}

/// The curve just after an age at which some ended.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Step {
    /// The age.
    pub age: f64,
    /// How many stood and were watched just before.
    pub at_risk: usize,
    /// How many ended.
    pub ended: usize,
    /// The share that lives on.
    pub survival: f64,
    /// By Greenwood: S·√Σ d/(n(n − d)).
    pub standard_error: f64,
    /// The lower end of the 90% interval, from −ln S on the scale of its logarithm; `None` at S = 0.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

/// The curve of some lifetimes, a step for each age at which one ended.
///
/// Who is last seen at the age at which another ends is still counted among those at risk.
///
/// Source: Kaplan and Meier (1958); Greenwood (1926); the interval as in Kalbfleisch and Prentice (1980).
#[must_use]
pub fn kaplan_meier(lifetimes: &[Lifetime]) -> Vec<Step> {
    let mut sorted = lifetimes.to_vec();
    sorted.sort_by(|a, b| a.age.total_cmp(&b.age));
    let (mut survival, mut sum, mut at_risk) = (1.0, 0.0, sorted.len());
    let mut steps = Vec::new();
    for same_age in sorted.chunk_by(|a, b| a.age == b.age) {
        let ended = same_age.iter().filter(|lifetime| lifetime.ended).count();
        if ended > 0 {
            let (n, d) = (at_risk as f64, ended as f64);
            survival *= (n - d) / n;
            sum += d / (n * (n - d));
            steps.push(step(same_age[0].age, at_risk, ended, survival, sum));
        }
        at_risk -= same_age.len();
    }
    steps
}

fn step(age: f64, at_risk: usize, ended: usize, survival: f64, sum: f64) -> Step {
    if survival <= 0.0 {
        return Step { age, at_risk, ended, survival: 0.0, standard_error: 0.0, low: None, high: None };
    }
    let width = normal::quantile(super::hazard::HIGH) * sum.sqrt() / -libm::log(survival);
    let end = |sign: f64| libm::pow(survival, libm::exp(sign * width));
    Step {
        age,
        at_risk,
        ended,
        survival,
        standard_error: survival * sum.sqrt(),
        low: Some(end(1.0)),
        high: Some(end(-1.0)),
    }
}

/// How the firms of a class last.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Survival {
    /// The class.
    pub cohort: String,
    /// Firms whose beginning is known.
    pub firms: usize,
    /// How many of them ended.
    pub ended: usize,
    /// Whether firms that never had an event are among them; if not, the curve is one of firms on record, not of the class.
    pub with_the_uneventful: bool,
    /// The age to which half live; `None` where more than half still stand.
    pub median_years: Option<f64>,
    /// The curve at 1, 2, 3, 5 and 10 years, as far as somebody is that old.
    pub at_ages: Vec<AtAge>,
    /// The whole curve.
    pub steps: Vec<Step>,
}

/// The curve at an age.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AtAge {
    /// The age in years.
    pub years: f64,
    /// How many were watched to this age.
    pub at_risk: usize,
    /// The share that lives on.
    pub survival: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The lower end of the 90% interval, where some ended before.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

/// The curve of a class; `None` where no beginning is known.
pub(super) fn survival(cohort: &str, failures: &[Failure], exposure: &[Slice], end: Day) -> Option<Survival> {
    let members: Vec<&Slice> = exposure.iter().filter(|slice| slice.is_of(cohort) && slice.member.is_some()).collect();
    let mut lifetimes: Vec<Lifetime> = members
        .iter()
        .filter(|slice| !on_record(cohort, slice, failures))
        .map(|slice| Lifetime { age: slice.to.min(end).years_since(slice.from), ended: false })
        .collect();
    lifetimes.extend(on_record_lifetimes(cohort, failures, &members, end));
    if lifetimes.is_empty() {
        return None;
    }
    let steps = kaplan_meier(&lifetimes);
    Some(Survival {
        cohort: cohort.to_owned(),
        firms: lifetimes.len(),
        ended: lifetimes.iter().filter(|lifetime| lifetime.ended).count(),
        with_the_uneventful: !members.is_empty(),
        median_years: steps.iter().find(|step| step.survival <= 0.5).map(|step| step.age),
        at_ages: AGES.iter().filter_map(|years| at_age(*years, &lifetimes, &steps)).collect(),
        steps,
    })
}

fn on_record(cohort: &str, slice: &Slice, failures: &[Failure]) -> bool {
    failures.iter().any(|failure| Some(&failure.firm) == slice.member.as_ref() && is_of(failure, cohort))
}

fn is_of(failure: &Failure, cohort: &str) -> bool {
    failure.cohorts.iter().any(|name| name == cohort)
}

/// A firm ends with its first event in which customers lose or it goes; else it stood to the end.
fn on_record_lifetimes(cohort: &str, failures: &[Failure], members: &[&Slice], end: Day) -> Vec<Lifetime> {
    let mut firms: BTreeMap<&str, Vec<&Failure>> = BTreeMap::new();
    for failure in failures.iter().filter(|failure| is_of(failure, cohort)) {
        firms.entry(&failure.firm).or_default().push(failure);
    }
    let lifetime = |(firm, events): (&str, Vec<&Failure>)| {
        let founded = members.iter().find(|slice| slice.member.as_deref() == Some(firm)).map(|slice| slice.from);
        let start = founded.or_else(|| events.iter().find_map(|event| Some(event.start?.middle_before(event.day))))?;
        let last = events.iter().find(|event| event.outcome == Outcome::CustomersLost || !event.survived);
        let seen = last.map_or(end, |event| event.day);
        Some(Lifetime { age: seen.years_since(start).max(0.0), ended: last.is_some() })
    };
    firms.into_iter().filter_map(lifetime).collect()
}

fn at_age(years: f64, lifetimes: &[Lifetime], steps: &[Step]) -> Option<AtAge> {
    let at_risk = lifetimes.iter().filter(|lifetime| lifetime.age >= years).count();
    if at_risk == 0 {
        return None;
    }
    let before = steps.iter().rev().find(|step| step.age <= years);
    Some(AtAge {
        years,
        at_risk,
        survival: before.map_or(1.0, |step| step.survival),
        standard_error: before.map_or(0.0, |step| step.standard_error),
        low: before.and_then(|step| step.low),
        high: before.and_then(|step| step.high),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // Remission of leukaemia under 6-MP, weeks (Freireich and others 1963); + is still in remission.
    fn freireich() -> Vec<Lifetime> {
        let ended = [6.0, 6.0, 6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0];
        let watched = [6.0, 9.0, 10.0, 11.0, 17.0, 19.0, 20.0, 25.0, 32.0, 32.0, 34.0, 35.0];
        let all = ended.map(|age| Lifetime { age, ended: true }).into_iter();
        all.chain(watched.map(|age| Lifetime { age, ended: false })).collect()
    }

    #[test]
    fn the_curve_is_that_of_the_textbook() {
        let printed = [
            (6.0, 21, 3, 0.857, 0.0764),
            (7.0, 17, 1, 0.807, 0.0869),
            (10.0, 15, 1, 0.753, 0.0963),
            (13.0, 12, 1, 0.690, 0.1068),
            (16.0, 11, 1, 0.627, 0.1141),
            (22.0, 7, 1, 0.538, 0.1282),
            (23.0, 6, 1, 0.448, 0.1346),
        ];
        let steps = kaplan_meier(&freireich());
        assert_eq!(steps.len(), printed.len());
        for (step, (age, at_risk, ended, survival, error)) in steps.iter().zip(printed) {
            assert_eq!((step.age, step.at_risk, step.ended), (age, at_risk, ended));
            assert!((step.survival - survival).abs() < 6e-4, "{age}: {}", step.survival);
            assert!((step.standard_error - error).abs() < 6e-5, "{age}: {}", step.standard_error);
        }
    }

    #[test]
    fn the_interval_is_greenwoods_on_the_scale_of_the_log_of_the_hazard() {
        let step = kaplan_meier(&freireich())[1];
        // By hand: Σ = 3/(21·18) + 1/(17·16), width = 1.6449·√Σ/0.2147.
        let sum: f64 = 3.0 / 378.0 + 1.0 / 272.0;
        let survival: f64 = 18.0 / 21.0 * 16.0 / 17.0;
        let width = 1.644_853_626_951_472_2 * sum.sqrt() / -survival.ln();
        assert!((step.low.unwrap() - survival.powf(width.exp())).abs() < 1e-12);
        assert!((step.high.unwrap() - survival.powf((-width).exp())).abs() < 1e-12);
    }

    #[test]
    fn without_anybody_left_unseen_the_curve_is_the_share_that_lives() {
        let lifetimes: Vec<Lifetime> = (1..=8).map(|age| Lifetime { age: f64::from(age), ended: true }).collect();
        for step in kaplan_meier(&lifetimes) {
            assert!((step.survival - (8.0 - step.age) / 8.0).abs() < 1e-12);
            // Greenwood's error is then that of a binomial share.
            let binomial = (step.survival * (1.0 - step.survival) / 8.0).sqrt();
            assert!((step.standard_error - binomial).abs() < 1e-12);
        }
    }
}
