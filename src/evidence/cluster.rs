//! How much firms fail together: the loading on one common factor, by maximum likelihood.
//!
//! In a year in which n firms stand, each fails if b·M + √(1 − b²)·ξ is below a threshold that it crosses with
//! probability p; M is the year's factor, ξ its own luck (Vasicek). The years' counts of failures tell b and p.

use std::collections::BTreeMap;

use libm::{exp, lgamma, log};
use serde::Serialize;

use super::count::Counted;
use super::exposure::Slice;
use super::failures::Failure;
use super::hazard;
use super::optimum::{least, root};
use crate::calendar::Day;
use crate::numeric::normal;

/// The largest loading that is tried; there all but a hundredth of the variance is common.
const HIGHEST: f64 = 0.995;

/// The profile is looked at this often before its top is sought.
const LOOKS: u32 = 25;

/// Half the 90% point of the chi-square law with one degree of freedom: so far the log-likelihood falls inside the interval.
const FALL: f64 = 1.352_771_727_047_702_4;

/// The factor is summed from −`REACH` to `REACH` in so many steps.
const REACH: f64 = 8.0;
const STEPS: u32 = 400;

/// How many firms stood in a year, and how many failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct YearOfFirms {
    /// The calendar year.
    pub year: i64,
    /// Firms that stood: the years of exposure, rounded.
    pub firms: u32,
    /// Firms that failed.
    pub failures: u32,
}

/// The loading that the years imply.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cluster {
    /// The class.
    pub cohort: String,
    /// The years.
    pub years: Vec<YearOfFirms>,
    /// The loading b; its square is the correlation of two firms.
    pub loading: f64,
    /// The lower end of its 90% profile-likelihood interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// p at that loading, a year.
    pub probability: f64,
    /// Log-likelihood there.
    pub log_likelihood: f64,
    /// Log-likelihood without a common factor.
    pub log_likelihood_alone: f64,
}

/// Fewest years and failures from which a loading is told.
const FEWEST_YEARS: usize = 3;
const FEWEST_FAILURES: u32 = 5;

/// The loading of a class; `None` where there is too little to tell one.
#[must_use]
pub(super) fn cluster(cohort: &str, failures: &[Failure], exposure: &[Slice], last: Option<Day>) -> Option<Cluster> {
    let years = years_of(cohort, failures, exposure, last);
    let failed: u32 = years.iter().map(|year| year.failures).sum();
    if years.len() < FEWEST_YEARS || failed < FEWEST_FAILURES {
        return None;
    }
    fit(cohort, years)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn years_of(cohort: &str, failures: &[Failure], exposure: &[Slice], last: Option<Day>) -> Vec<YearOfFirms> {
    let slices: Vec<&Slice> = exposure.iter().filter(|slice| slice.is_of(cohort)).collect();
    let events = hazard::events(cohort, Counted::Loss, failures, &slices, last);
    let first = slices.iter().map(|slice| slice.from.year()).min().unwrap_or(0);
    let end = slices.iter().map(|slice| slice.to.plus(-1).year()).max().unwrap_or(-1);
    let of_year = |year: i64| {
        let (from, to) = (Day::first_of(year), Day::first_of(year + 1));
        let exposed: f64 = slices.iter().filter_map(|slice| Some(slice.within(from, to)?.years)).sum();
        let failed = events.iter().filter(|failure| failure.day.year() == year).count() as u32;
        // A part of a year stands for as many firms for the whole of it, and there are as many at least as failed.
        YearOfFirms { year, firms: (exposed.round() as u32).max(failed), failures: failed }
    };
    (first..=end).map(of_year).filter(|year| year.firms > 0).collect()
}

/// Maximum likelihood; `None` where the likelihood has no top.
fn fit(cohort: &str, years: Vec<YearOfFirms>) -> Option<Cluster> {
    let failed: u32 = years.iter().map(|year| year.failures).sum();
    let stood: u32 = years.iter().map(|year| year.firms).sum();
    if failed == 0 || failed == stood {
        return None;
    }
    let tallies = tallies(&years);
    let profile = |loading: f64| top_over_probability(&tallies, loading).1;
    let step = HIGHEST / f64::from(LOOKS);
    let looks = (0..=LOOKS).map(|look| f64::from(look) * step).map(|at| (at, profile(at)));
    let best = looks.max_by(|one, other| one.1.total_cmp(&other.1))?.0;
    let loading = least(|at| -profile(at), (best - step).max(0.0), (best + step).min(HIGHEST));
    let (probability, log_likelihood) = top_over_probability(&tallies, loading);
    let short = |at: f64| profile(at) - log_likelihood + FALL;
    let low = if short(0.0) >= 0.0 { 0.0 } else { root(short, 0.0, loading)? };
    let high = if short(HIGHEST) >= 0.0 { HIGHEST } else { root(short, loading, HIGHEST)? };
    let log_likelihood_alone = profile(0.0);
    let cohort = cohort.to_owned();
    Some(Cluster { cohort, years, loading, low, high, probability, log_likelihood, log_likelihood_alone })
}

/// Years of the same counts.
struct Tally {
    failures: f64,
    /// Those that stood.
    stood: f64,
    /// ln of the number of ways to choose who failed.
    ways: f64,
    /// How many such years.
    years: f64,
}

fn tallies(years: &[YearOfFirms]) -> Vec<Tally> {
    let mut counts: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for year in years {
        *counts.entry((year.firms, year.failures)).or_default() += 1;
    }
    let tally = |((firms, failures), years): ((u32, u32), u32)| {
        let (failures, stood) = (f64::from(failures), f64::from(firms - failures));
        let ways = lgamma(failures + stood + 1.0) - lgamma(failures + 1.0) - lgamma(stood + 1.0);
        Tally { failures, stood, ways, years: f64::from(years) }
    };
    counts.into_iter().map(tally).collect()
}

impl Tally {
    /// ln of the chance of its counts, but for the ways.
    fn chance(&self, fails: f64, stands: f64) -> f64 {
        let part = |count: f64, logarithm: f64| if count > 0.0 { count * logarithm } else { 0.0 };
        part(self.failures, fails) + part(self.stood, stands)
    }
}

/// The probability at which the likelihood of a loading is largest, and its logarithm there.
fn top_over_probability(tallies: &[Tally], loading: f64) -> (f64, f64) {
    let at = least(|threshold| -log_likelihood(tallies, loading, threshold), -5.0, 5.0);
    (normal::cdf(at), log_likelihood(tallies, loading, at))
}

/// ln of the chance of the years' counts; the threshold is Φ⁻¹(p).
fn log_likelihood(tallies: &[Tally], loading: f64, threshold: f64) -> f64 {
    let logarithms: Vec<f64> = if loading <= 0.0 {
        let (fails, stands) = logarithms(threshold);
        tallies.iter().map(|tally| tally.chance(fails, stands)).collect()
    } else {
        over_the_factor(tallies, loading, threshold)
    };
    tallies.iter().zip(logarithms).map(|(tally, chance)| tally.years * (tally.ways + chance)).sum()
}

/// ln of the chance of each tally, the factor summed over.
fn over_the_factor(tallies: &[Tally], loading: f64, threshold: f64) -> Vec<f64> {
    let alone = (1.0 - loading * loading).sqrt();
    let width = 2.0 * REACH / f64::from(STEPS);
    let mut chances = vec![0.0; tallies.len()];
    for step in 0..=STEPS {
        let factor = f64::from(step) * width - REACH;
        let (fails, stands) = logarithms((threshold - loading * factor) / alone);
        let density = -0.5 * factor * factor;
        for (chance, tally) in chances.iter_mut().zip(tallies) {
            *chance += exp(tally.chance(fails, stands) + density);
        }
    }
    let scale = log(width) - 0.5 * log(2.0 * std::f64::consts::PI);
    chances.iter().map(|chance| log(*chance) + scale).collect()
}

/// ln Φ(x) and ln(1 − Φ(x)).
fn logarithms(x: f64) -> (f64, f64) {
    (-normal::negative_log_survival(-x), -normal::negative_log_survival(x))
}

#[cfg(test)]
mod tests {
    use rand::rngs::StdRng;
    use rand::{RngExt, SeedableRng};

    use super::*;

    fn year(firms: u32, failures: u32) -> YearOfFirms {
        YearOfFirms { year: 2022, firms, failures }
    }

    #[test]
    fn two_firms_at_even_odds_fail_together_by_sheppards_formula() {
        for loading in [0.1_f64, 0.5, 0.9] {
            // P(both below 0) = 1/4 + asin(ρ)/2π, ρ = b².
            let both = 0.25 + (loading * loading).asin() / (2.0 * std::f64::consts::PI);
            let value = log_likelihood(&tallies(&[year(2, 2)]), loading, 0.0).exp();
            assert!((value - both).abs() < 1e-12, "{loading}: {value} is not {both}");
        }
    }

    #[test]
    fn the_likelihood_is_what_brute_force_sums() {
        let (years, loading, threshold) = ([year(15, 7), year(12, 0), year(3, 1)], 0.6_f64, -1.1);
        let brute: f64 = years
            .iter()
            .map(|year| {
                let ways: f64 =
                    (0..year.failures).map(|k| f64::from(year.firms - k) / f64::from(year.failures - k)).product();
                // Midpoints, over uniform shares of the factor instead of its density.
                let points = 400_000;
                let mean = (0..points).map(|point| {
                    let factor = normal::quantile((f64::from(point) + 0.5) / f64::from(points));
                    let p = normal::cdf((threshold - loading * factor) / (1.0 - loading * loading).sqrt());
                    p.powi(year.failures as i32) * (1.0 - p).powi((year.firms - year.failures) as i32)
                });
                (ways * mean.sum::<f64>() / f64::from(points)).ln()
            })
            .sum();
        let value = log_likelihood(&tallies(&years), loading, threshold);
        assert!((value - brute).abs() < 1e-7, "{value} is not {brute}");
    }

    #[test]
    fn a_simulated_loading_is_found_within_its_standard_error() {
        let (loading, threshold) = (0.5_f64, normal::quantile(0.12));
        let mut draws = StdRng::seed_from_u64(7);
        let mut normal_draw = || normal::quantile(draws.random_range(1e-12..1.0));
        let mut years = Vec::new();
        for _ in 0..600 {
            let factor = normal_draw();
            let worth = |luck: f64| loading * factor + (1.0 - loading * loading).sqrt() * luck;
            let failed = (0..15).filter(|_| worth(normal_draw()) < threshold).count();
            years.push(year(15, failed as u32));
        }
        let cluster = fit("simulated", years).unwrap();
        let standard_error = (cluster.high - cluster.low) / (2.0 * 1.6449);
        assert!((cluster.loading - loading).abs() < 4.0 * standard_error, "{}", cluster.loading);
        assert!(standard_error < 0.03, "{standard_error}");
        assert!((cluster.probability - 0.12).abs() < 0.03, "{}", cluster.probability);
    }

    #[test]
    fn the_interval_ends_where_the_profile_has_fallen() {
        let cluster = fit("lenders", vec![year(15, 1), year(15, 0), year(15, 7), year(15, 1)]).unwrap();
        for end in [cluster.low, cluster.high] {
            let fallen = cluster.log_likelihood - top_over_probability(&tallies(&cluster.years), end).1;
            assert!((fallen - FALL).abs() < 1e-4 || end == 0.0 || end == HIGHEST, "{end}: {fallen}");
        }
        assert!(cluster.low < cluster.loading && cluster.loading < cluster.high);
    }

    #[test]
    fn failures_as_even_as_chance_allows_need_no_common_factor() {
        let cluster = fit("even", vec![year(20, 2); 8]).unwrap();
        assert!(cluster.loading < 1e-3 && cluster.low == 0.0, "{cluster:?}");
        assert!((cluster.probability - 0.1).abs() < 1e-3);
    }
}
