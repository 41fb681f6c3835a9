//! How well the counts of one time foretold the next, against a constant and against "never".

use serde::Serialize;

use super::count::Counted;
use super::exposure::Slice;
use super::failures::Failure;
use super::hazard::{cohorts, events, pool};
use crate::calendar::Day;

/// The stretches that are scored: fitted to all before the first year, scored up to the second.
const SPLITS: [(i64, i64); 2] = [(2018, 2022), (2022, 2027)];

/// Scores of one way to foretell, a firm and year at a time; smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Score {
    /// The probability that it gave; `None` over several classes that differ.
    pub probability: Option<f64>,
    /// Mean −ln of the probability that it gave to what came; `None` is infinite: it was sure, and wrong.
    pub log_score: Option<f64>,
    /// Mean square of probability less what came.
    pub brier: f64,
}

/// A class in a stretch of time, or all classes together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scored {
    /// The class; `all` for those that share no firm-years and no events.
    pub cohort: String,
    /// Counts before this day made the forecasts.
    pub fitted_before: Day,
    /// The end of what is scored.
    pub scored_before: Day,
    /// Losses before.
    pub fitted_events: usize,
    /// Years of exposure before.
    pub fitted_years: f64,
    /// Losses after.
    pub events: usize,
    /// Years of exposure after.
    pub years: f64,
    /// The Jeffreys predictive of the class.
    pub evidence: Score,
    /// That of all classes taken for one.
    pub constant: Score,
    /// Probability 0.
    pub never: Score,
}

/// The counts of a class on both sides of a split.
struct Sides<'f> {
    cohort: &'f str,
    before: (Vec<&'f Failure>, f64),
    after: (Vec<&'f Failure>, f64),
    /// Whether it shares neither exposure nor losses with a class above it.
    apart: bool,
}

/// All classes and splits, the sum of each split last.
pub(super) fn scores(failures: &[Failure], exposure: &[Slice], last: Option<Day>) -> Vec<Scored> {
    let mut scored = Vec::new();
    for (first, end) in SPLITS {
        let (split, end) = (Day::first_of(first), Day::first_of(end));
        let sides = sides(failures, exposure, last, split, end);
        let apart: Vec<&Sides<'_>> = sides.iter().filter(|sides| sides.apart).collect();
        let constant = forecast(
            apart.iter().map(|sides| sides.before.0.len()).sum(),
            apart.iter().map(|sides| sides.before.1).sum(),
        );
        let rows: Vec<Scored> = sides.iter().map(|sides| sides.scored(split, end, constant)).collect();
        let of_all: Vec<&Scored> =
            rows.iter().zip(&sides).filter(|(_, sides)| sides.apart).map(|(row, _)| row).collect();
        let all = together(&of_all);
        scored.extend(rows);
        scored.extend(all);
    }
    scored
}

fn sides<'f>(
    failures: &'f [Failure],
    exposure: &'f [Slice],
    last: Option<Day>,
    split: Day,
    end: Day,
) -> Vec<Sides<'f>> {
    let mut seen: Vec<Sides<'f>> = Vec::new();
    let mut used: Vec<&Slice> = Vec::new();
    for cohort in cohorts(exposure) {
        let whole: Vec<&Slice> = exposure.iter().filter(|slice| slice.is_of(cohort)).collect();
        let side = |from: Day, to: Day| {
            let slices: Vec<Slice> = whole.iter().filter_map(|slice| slice.within(from, to)).collect();
            let slices: Vec<&Slice> = slices.iter().collect();
            let years: f64 = slices.iter().map(|slice| slice.years).sum();
            (events(cohort, Counted::Loss, failures, &slices, last), years)
        };
        let (before, after) = (side(Day::first_of(0), split), side(split, end));
        if before.1 <= 0.0 || after.1 <= 0.0 {
            continue;
        }
        let theirs = before.0.iter().chain(&after.0);
        let shares_events = theirs.clone().any(|one| {
            seen.iter()
                .filter(|other| other.apart)
                .any(|other| other.before.0.iter().chain(&other.after.0).any(|event| event.id == one.id))
        });
        let shares_years = whole.iter().any(|slice| used.iter().any(|other| std::ptr::eq(*other, *slice)));
        let apart = !shares_events && !shares_years;
        if apart {
            used.extend(&whole);
        }
        seen.push(Sides { cohort, before, after, apart });
    }
    seen
}

/// The chance of a loss within a year, by the Jeffreys predictive.
fn forecast(events: usize, years: f64) -> f64 {
    pool("", Counted::Loss, events, years).chance_within(1.0)
}

impl Sides<'_> {
    fn scored(&self, split: Day, end: Day, constant: f64) -> Scored {
        let (events, years) = (self.after.0.len(), self.after.1);
        Scored {
            cohort: self.cohort.to_owned(),
            fitted_before: split,
            scored_before: end,
            fitted_events: self.before.0.len(),
            fitted_years: self.before.1,
            events,
            years,
            evidence: score(forecast(self.before.0.len(), self.before.1), events, years),
            constant: score(constant, events, years),
            never: score(0.0, events, years),
        }
    }
}

/// The scores of a probability where so many of so many firm-years saw a loss.
fn score(probability: f64, events: usize, years: f64) -> Score {
    let k = events as f64;
    // Where exposure is short, there are as many firm-years at least as losses.
    let n = years.max(k);
    let failed = if events == 0 { 0.0 } else { -k * libm::log(probability) };
    let stood = -(n - k) * libm::log1p(-probability);
    let log_score = (failed + stood) / n;
    let square = |away: f64| away * away;
    Score {
        probability: Some(probability),
        log_score: log_score.is_finite().then_some(log_score),
        brier: (k * square(1.0 - probability) + (n - k) * square(probability)) / n,
    }
}

/// Several classes, each firm-year alike; `None` of none.
fn together(rows: &[&Scored]) -> Option<Scored> {
    let first = rows.first()?;
    let years: f64 = rows.iter().map(|row| row.years).sum();
    let mean = |of: fn(&Scored) -> Score| Score {
        probability: None,
        log_score: rows.iter().try_fold(0.0, |sum, row| Some(sum + of(row).log_score? * row.years / years)),
        brier: rows.iter().map(|row| of(row).brier * row.years / years).sum(),
    };
    Some(Scored {
        cohort: "all".to_owned(),
        fitted_before: first.fitted_before,
        scored_before: first.scored_before,
        fitted_events: rows.iter().map(|row| row.fitted_events).sum(),
        fitted_years: rows.iter().map(|row| row.fitted_years).sum(),
        events: rows.iter().map(|row| row.events).sum(),
        years,
        evidence: mean(|row| row.evidence),
        constant: mean(|row| row.constant),
        never: mean(|row| row.never),
    })
}

#[cfg(test)]
mod tests {
    use super::super::exposure::parse_exposure;
    use super::super::failures::parse_failures;
    use super::*;

    #[test]
    fn a_score_is_what_a_sum_over_firm_years_gives() {
        let told = score(0.1, 2, 5.0);
        let by_hand = -(2.0 * 0.1_f64.ln() + 3.0 * 0.9_f64.ln()) / 5.0;
        assert!((told.log_score.unwrap() - by_hand).abs() < 1e-15);
        assert!((told.brier - (2.0 * 0.81 + 3.0 * 0.01) / 5.0).abs() < 1e-15);
    }

    #[test]
    fn never_is_right_until_it_is_infinitely_wrong() {
        assert_eq!(score(0.0, 0, 10.0), Score { probability: Some(0.0), log_score: Some(0.0), brier: 0.0 });
        let wrong = score(0.0, 1, 10.0);
        assert_eq!((wrong.log_score, wrong.brier), (None, 0.1));
    }

    #[test]
    fn forecasts_know_nothing_of_what_they_are_scored_on() {
        let failures = "id,event_date,failure_type,outcome_class,cohorts\n\
            old,2014-02-07,insolvency,customers_lost,big\nnew,2022-11-08,fraud,customers_lost,big;same\n";
        let exposure = "cohort,from,to,exposure_years\nbig,2011-01-01,2027-01-01,160\nsame,2011-01-01,2027-01-01,80\n";
        let failures = parse_failures("f.csv", failures).unwrap();
        let scored = scores(&failures, &parse_exposure("e.csv", exposure).unwrap(), None);
        let first = &scored[0];
        assert_eq!((first.cohort.as_str(), first.fitted_events, first.events), ("big", 1, 0));
        let years = 160.0 * 2557.0 / 5844.0;
        assert!((first.fitted_years - years).abs() < 1e-9, "{}", first.fitted_years);
        let wanted = 1.0 - (years / (years + 1.0_f64)).powf(1.5);
        assert!((first.evidence.probability.unwrap() - wanted).abs() < 1e-14);
        // The second class shares the event of 2022 with the first in the second split, where it stays out of the sum.
        let sums: Vec<(usize, usize)> =
            scored.iter().filter(|row| row.cohort == "all").map(|row| (row.fitted_events, row.events)).collect();
        assert_eq!(sums, [(1, 0), (1, 1)]);
    }
}
