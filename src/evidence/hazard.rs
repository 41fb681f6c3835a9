//! Events over years of exposure, by class and window, and what they say of the yearly hazard.

use serde::Serialize;

use super::count::{Counted, once_a_group};
use super::exposure::Slice;
use super::failures::Failure;
use crate::calendar::Day;
use crate::failure::EvidencePool;

/// Days of a year of hazards, as in scenarios.
const DAYS_PER_YEAR: f64 = 365.0;

/// The ends of an interval that holds nine tenths.
pub(super) const LOW: f64 = 0.05;
pub(super) const HIGH: f64 = 0.95;

/// What was counted of a class in a window, and the Jeffreys posterior of its hazard.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hazard {
    /// The id of the pool: class, kind and window.
    pub pool: String,
    /// The class.
    pub cohort: String,
    /// The window; empty where all are taken together.
    pub window: String,
    /// The first day.
    pub from: Day,
    /// The day after the last.
    pub to: Day,
    /// What is counted.
    pub kind: Counted,
    /// In words.
    pub counts: &'static str,
    /// How many, groups once.
    pub events: usize,
    /// Over how many years.
    pub exposure_years: f64,
    /// Events over years.
    pub rate: f64,
    /// The mean of the posterior Gamma(events + ½, rate = years).
    pub posterior_mean: f64,
    /// Its 5% point.
    pub posterior_5: f64,
    /// Its 95% point.
    pub posterior_95: f64,
    /// The chance of at least one event of one firm over the horizon, the doubt about the hazard included.
    pub chance_over_horizon: f64,
    /// The ids of the events.
    pub ids: Vec<String>,
}

/// The names of all classes, in order of the table.
pub(super) fn cohorts(exposure: &[Slice]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for name in exposure.iter().flat_map(|slice| &slice.cohorts) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

/// The windows of a class, and at the end, if there are several, all of them together.
fn windows<'s>(cohort: &str, exposure: &'s [Slice]) -> Vec<(&'s str, Vec<&'s Slice>)> {
    let slices: Vec<&Slice> = exposure.iter().filter(|slice| slice.is_of(cohort)).collect();
    let mut windows: Vec<(&str, Vec<&Slice>)> = Vec::new();
    for &slice in &slices {
        match windows.iter_mut().find(|(window, _)| *window == slice.window) {
            Some((_, members)) => members.push(slice),
            None => windows.push((&slice.window, vec![slice])),
        }
    }
    if windows.len() > 1 {
        windows.push(("", slices));
        return windows;
    }
    windows.into_iter().map(|(_, slices)| ("", slices)).collect()
}

/// The events of a class that fell into its exposure.
pub(super) fn events<'f>(
    cohort: &str,
    counted: Counted,
    failures: &'f [Failure],
    slices: &[&Slice],
    last: Option<Day>,
) -> Vec<&'f Failure> {
    let exposed = |day: Day| slices.iter().any(|slice| slice.from <= day && day < slice.to);
    let of_class = |failure: &&Failure| failure.cohorts.iter().any(|name| name == cohort) && exposed(failure.day);
    once_a_group(failures.iter().filter(of_class).filter(|failure| counted.holds(failure, last)))
}

/// Every class, window and kind of event.
pub(super) fn hazards(failures: &[Failure], exposure: &[Slice], last: Option<Day>, horizon_days: u32) -> Vec<Hazard> {
    let mut hazards = Vec::new();
    for cohort in cohorts(exposure) {
        for (window, slices) in windows(cohort, exposure) {
            for kind in Counted::ALL {
                let events = events(cohort, kind, failures, &slices, last);
                hazards.extend(hazard(cohort, window, kind, &slices, &events, horizon_days));
            }
        }
    }
    hazards
}

/// `None` where there is no exposure.
fn hazard(
    cohort: &str,
    window: &str,
    kind: Counted,
    slices: &[&Slice],
    events: &[&Failure],
    horizon_days: u32,
) -> Option<Hazard> {
    let exposure_years: f64 = slices.iter().map(|slice| slice.years).sum();
    let pool = pool(&pool_id(cohort, kind, window), kind, events.len(), exposure_years);
    Some(Hazard {
        cohort: cohort.to_owned(),
        window: window.to_owned(),
        from: slices.iter().map(|slice| slice.from).min()?,
        to: slices.iter().map(|slice| slice.to).max()?,
        kind,
        counts: kind.words(),
        events: events.len(),
        exposure_years,
        rate: events.len() as f64 / exposure_years,
        posterior_mean: pool.mean_rate(),
        posterior_5: pool.rate_quantile(LOW),
        posterior_95: pool.rate_quantile(HIGH),
        chance_over_horizon: pool.chance_within(f64::from(horizon_days) / DAYS_PER_YEAR),
        ids: events.iter().map(|failure| failure.id.clone()).collect(),
        pool: pool.id,
    })
}

fn pool_id(cohort: &str, kind: Counted, window: &str) -> String {
    let joint = if window.is_empty() { "" } else { "-" };
    format!("{cohort}-{}{joint}{window}", kind.id())
}

/// Counts as the engine takes them.
pub(super) fn pool(id: &str, kind: Counted, events: usize, exposure_years: f64) -> EvidencePool {
    EvidencePool { id: id.to_owned(), counts: kind.words().to_owned(), failures: events as f64, exposure_years }
}

#[cfg(test)]
mod tests {
    use super::super::exposure::parse_exposure;
    use super::super::failures::parse_failures;
    use super::*;
    use crate::numeric::special::lower_gamma;

    const FAILURES: &str = "id,event_date,failure_type,outcome_class,cohorts\n\
        early,2014-02-07,insolvency,customers_lost,big\nlate,2022-11-08,fraud,customers_lost,big;odd\n\
        outside,2030-01-01,fraud,customers_lost,big\n";
    const EXPOSURE: &str = "cohort,window,from,to,exposure_years\nbig,old,2013-01-01,2018-01-01,50\n\
        big,new,2018-01-01,2026-07-01,85\nodd,,2018-01-01,2026-07-01,1.5\n";

    fn all() -> Vec<Hazard> {
        let failures = parse_failures("f.csv", FAILURES).unwrap();
        hazards(&failures, &parse_exposure("e.csv", EXPOSURE).unwrap(), None, 730)
    }

    #[test]
    fn events_are_counted_by_class_and_window() {
        let hazards = all();
        let told: Vec<(&str, usize, f64)> = hazards
            .iter()
            .filter(|hazard| hazard.kind == Counted::Loss)
            .map(|hazard| (hazard.pool.as_str(), hazard.events, hazard.exposure_years))
            .collect();
        assert_eq!(
            told,
            [("big-loss-old", 1, 50.0), ("big-loss-new", 1, 85.0), ("big-loss", 2, 135.0), ("odd-loss", 1, 1.5)]
        );
        assert_eq!(hazards[10].ids, ["early", "late"]);
        assert_eq!(
            (hazards[10].from.to_string(), hazards[10].to.to_string()),
            ("2013-01-01".into(), "2026-07-01".into())
        );
    }

    #[test]
    fn the_posterior_is_the_gamma_of_jeffreys() {
        for hazard in all() {
            let shape = hazard.events as f64 + 0.5;
            assert!((hazard.posterior_mean - shape / hazard.exposure_years).abs() < 1e-15);
            for (share, point) in [(LOW, hazard.posterior_5), (HIGH, hazard.posterior_95)] {
                let reached = lower_gamma(shape, point * hazard.exposure_years);
                assert!((reached - share).abs() < 1e-12, "{reached} is not {share}");
            }
            // ∫ (1 − exp(−2λ)) over the posterior, for a horizon of two years.
            let exact = 1.0 - (hazard.exposure_years / (hazard.exposure_years + 2.0)).powf(shape);
            assert!((hazard.chance_over_horizon - exact).abs() < 1e-14);
        }
    }

    // Points of the chi-square law with 1, 3 and 9 degrees of freedom, as tables print them: Gamma(n + ½) is half of it.
    #[test]
    fn the_points_of_the_posterior_are_those_of_printed_tables() {
        for (events, low, high) in [(0, 0.00393, 3.841), (1, 0.352, 7.815), (4, 3.325, 16.919)] {
            let pool = pool("p", Counted::Loss, events, 0.5);
            assert!((pool.rate_quantile(LOW) - low).abs() < 5e-4, "{events}");
            assert!((pool.rate_quantile(HIGH) - high).abs() < 5e-4, "{events}");
        }
    }
}
