//! The evidence in a page of words.

use super::Evidence;
use super::cluster::Cluster;
use super::count::Counted;
use super::hazard::Hazard;
use super::losses::{Losses, Of};
use super::score::{Score, Scored};
use super::survival::Survival;

pub(super) fn words(evidence: &Evidence) -> String {
    let mut lines = vec![opening(evidence)];
    lines.extend(hazards(&evidence.hazards));
    lines.extend(survival(&evidence.survival));
    lines.extend(losses(&evidence.losses));
    lines.extend(token_falls(evidence));
    lines.extend(clusters(&evidence.clusters));
    lines.extend(scores(&evidence.scores));
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn opening(evidence: &Evidence) -> String {
    let by = evidence
        .as_of
        .map_or_else(String::new, |day| format!(" known by {day}; {} later ones are cut off", evidence.events_later));
    let outside = match evidence.events_outside_exposure.len() {
        0 => String::new(),
        count => format!("\n{count} of them fell outside the exposure of their class and count in no hazard of it."),
    };
    format!("{} events{by}.{outside}", evidence.events)
}

fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    if percent < 9.95 { format!("{percent:.1}%") } else { format!("{percent:.0}%") }
}

fn hazards(hazards: &[Hazard]) -> Vec<String> {
    if hazards.is_empty() {
        return vec![
            String::new(),
            "No exposure stands there, so nothing is said of hazards: give --exposure, or a later --as-of.".into(),
        ];
    }
    let header = format!("{:<34}{:>7}{:>8}  {}", "A year, by class", "events", "years", "hazard (5% to 95%)");
    let mut lines = vec![String::new(), header];
    for hazard in hazards {
        // The kinds are in the files; a page shows the sum and the locks.
        if !matches!(hazard.kind, Counted::Loss | Counted::Lock) {
            continue;
        }
        let [mean, low, high] = [hazard.posterior_mean, hazard.posterior_5, hazard.posterior_95].map(percent);
        let (pool, events, years) = (&hazard.pool, hazard.events, hazard.exposure_years);
        lines.push(format!("{pool:<34}{events:>7}{years:>8.1}  {mean} ({low} to {high})"));
    }
    lines
}

fn survival(curves: &[Survival]) -> Vec<String> {
    let mut lines = vec![String::new(), "Still there after 1, 3, 5 and 10 years (90% interval):".into()];
    for curve in curves {
        let ages = curve.at_ages.iter().filter(|age| [1.0, 3.0, 5.0, 10.0].contains(&age.years));
        let told: Vec<String> = ages
            .map(|age| match (age.low, age.high) {
                (Some(low), Some(high)) => {
                    format!("{} ({} to {})", percent(age.survival), percent(low), percent(high))
                }
                _ => percent(age.survival),
            })
            .collect();
        let mark = if curve.with_the_uneventful { "" } else { " *" };
        let (cohort, firms, ended) = (&curve.cohort, curve.firms, curve.ended);
        lines.push(format!("{cohort}, {firms} firms, {ended} ended{mark}: {}", told.join(", ")));
    }
    if curves.iter().any(|curve| !curve.with_the_uneventful) {
        lines.push("* firms with an event alone: of those that never had one the table knows nothing.".into());
    }
    if curves.is_empty() { Vec::new() } else { lines }
}

fn losses(sets: &[Losses]) -> Vec<String> {
    let mut lines = vec![String::new(), "Lost of the claim, where it is on record:".into()];
    for set in sets.iter().filter(|set| set.kind != Counted::Lock) {
        let whose = match &set.of {
            Of::All => "all",
            Of::Large => "large firms",
            Of::Cohort(_) => continue,
        };
        let spread = &set.spread;
        let [low, middle, high] = [0.05, 0.5, 0.95].map(|part| percent(spread.quantile(part)));
        let [mean, silent] = [spread.mean, set.mean_if_silence_is_loss].map(percent);
        lines.push(format!(
            "{}, {whose}: mean {mean}, median {middle}, 5% to 95% {low} to {high}; {} case{}",
            set.kind.words(),
            spread.cases,
            if spread.cases == 1 { "" } else { "s" }
        ));
        if set.silent + set.open > 0 {
            lines.push(format!(
                "  ({} silent, mean {silent} if nothing came back there; {} open)",
                set.silent, set.open
            ));
        }
    }
    if lines.len() > 2 { lines } else { Vec::new() }
}

fn token_falls(evidence: &Evidence) -> Vec<String> {
    let Some(falls) = &evidence.token_falls else { return Vec::new() };
    let spread = &falls.spread;
    let [low, middle, high] = [0.05, 0.5, 0.95].map(|part| percent(spread.quantile(part)));
    vec![
        String::new(),
        format!(
            "Fall of a token when its issuer fails: mean {}, median {middle}, {low} to {high};",
            percent(spread.mean)
        ),
        format!("  {} tokens", spread.cases),
    ]
}

fn clusters(clusters: &[Cluster]) -> Vec<String> {
    let mut lines = vec![String::new(), "Loading on one common factor (90% interval):".into()];
    for cluster in clusters {
        let years: Vec<String> = cluster
            .years
            .iter()
            .filter(|year| year.failures > 0)
            .map(|year| format!("{} of {} in {}", year.failures, year.firms, year.year))
            .collect();
        lines.push(format!(
            "{}: {:.2} ({:.2} to {:.2}), from {}",
            cluster.cohort,
            cluster.loading,
            cluster.low,
            cluster.high,
            years.join(", ")
        ));
    }
    if clusters.is_empty() { Vec::new() } else { lines }
}

fn scores(scores: &[Scored]) -> Vec<String> {
    let mut lines = vec![
        String::new(),
        "Foretold and seen: losses, and the mean log score (smaller is better) of this".into(),
        "evidence, of one hazard for all classes, and of \"never\":".into(),
    ];
    for row in scores {
        let told = |score: &Score| score.log_score.map_or_else(|| "infinite".into(), |value| format!("{value:.3}"));
        lines.push(format!(
            "{:<20} before {}: {:>2} in {:>6.1} years; then {:>2} in {:>6.1}: {}, {}, {}",
            row.cohort,
            row.fitted_before.year(),
            row.fitted_events,
            row.fitted_years,
            row.events,
            row.years,
            told(&row.evidence),
            told(&row.constant),
            told(&row.never)
        ));
    }
    if scores.is_empty() {
        return Vec::new();
    }
    lines.push("A handful of events decides these scores: one more or less turns most of them round.".into());
    lines
}
