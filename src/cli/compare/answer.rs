//! What a comparison says at its end: what is compared, whether path by path, and the largest differences.

use crate::assessment::at_headline_level;
use crate::cli::wording::{clean, cut, doubted, files, grouped, three_digits, wrapped};
use crate::pairing::{Difference, Match, NotPaired, PairBeside, ReserveBeside, SideBySide, SideFacts, Source};
use crate::report::Written;
use crate::statistics::Estimate;

/// So many sides, pairs of sides, and pairs of reserves are told; the files have all.
const MOST_SIDES: usize = 4;
const MOST_MATCHES: usize = 3;
const MOST_PAIRS: usize = 6;
/// So many places where scenarios differ are named.
const MOST_DIFFERENCES: usize = 4;

/// The answer, in some thirty lines.
pub(super) fn answer(found: &SideBySide, folder: &str, written: &Written) -> String {
    let mut lines: Vec<String> = found.sides.iter().take(MOST_SIDES).map(side).collect();
    lines.extend(rest(found.sides.len(), MOST_SIDES, "more sides"));
    found.matches.iter().take(MOST_MATCHES).for_each(|one| lines.extend(agreement(one)));
    lines.extend(rest(found.matches.len(), MOST_MATCHES, "more pairs of sides"));
    lines.push(String::new());
    lines.extend(pairs(found));
    lines.push(String::new());
    let written = format!("{}, {}; read report.html first", clean(folder), files(written));
    lines.extend(wrapped("Written: ", "  ", &written));
    lines.extend(wrapped("Next: ", "  ", &next(found)));
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn rest(all: usize, most: usize, what: &str) -> Option<String> {
    (all > most).then(|| format!("… and {} {what}", all - most))
}

fn side(side: &SideFacts) -> String {
    let source = match side.source {
        Source::Stored => "stored",
        Source::Simulated => "simulated",
    };
    let plural = if side.paths == 1 { "" } else { "s" };
    let (paths, days) = (grouped(side.paths as f64), grouped(side.horizon_days as f64));
    let facts = format!("{paths} path{plural} of {days} days, seed {}, {source}", side.seed);
    let room = 80_usize.saturating_sub(facts.chars().count() + 5).max(12);
    format!("{}: {}: {facts}", side.letter, cut(&clean(&side.name), room))
}

fn agreement(found: &Match) -> Vec<String> {
    let (a, b) = (found.a, found.b);
    let told = if found.paired {
        format!("{a} and {b} see the same paths, so their reserves are compared path by path.")
    } else {
        format!(
            "{a} and {b} are not paired: {}. Their intervals are wider.",
            clean(&found.why_not.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
        )
    };
    let named: Vec<String> = found.differences.iter().take(MOST_DIFFERENCES).map(difference).collect();
    let more = found.differences.len().saturating_sub(MOST_DIFFERENCES);
    let more = if more > 0 { format!("; {more} more") } else { String::new() };
    let differ = if named.is_empty() && found.paired {
        "They are the same in all that is simulated: no reserve differs from itself.".to_owned()
    } else if named.is_empty() {
        "They differ in nothing that is simulated but seed and paths.".to_owned()
    } else {
        format!("They differ in {}{more}.", named.join("; "))
    };
    [wrapped("", "  ", &told), wrapped("", "  ", &differ)].concat()
}

/// `asset.BTC.volatility (0.5, 0.6)`; long values are left to the report.
fn difference(one: &Difference) -> String {
    let address = cut(&clean(&one.address), 60);
    match (&one.a, &one.b) {
        (Some(a), Some(b)) if a.chars().count() + b.chars().count() <= 24 => {
            format!("{address} ({}, {})", clean(a), clean(b))
        }
        (None, _) | (_, None) => format!("{address} (one has none)"),
        _ => address,
    }
}

/// The level that is told.
fn level(found: &SideBySide) -> Option<f64> {
    let levels = found.pairs.iter().find_map(|pair| pair.figures.es_difference.as_deref())?;
    at_headline_level(levels).map(|figure| figure.level)
}

fn shortfall(pair: &PairBeside, level: Option<f64>) -> Option<Estimate> {
    let told = pair.figures.es_difference.as_ref()?.iter().find(|figure| Some(figure.level) == level)?;
    Some(told.estimate).filter(|estimate| estimate.value.is_finite())
}

/// A line a pair: the same reserve of both sides first, then those that differ most.
fn pairs(found: &SideBySide) -> Vec<String> {
    let level = level(found);
    let size = |pair: &PairBeside| {
        let told = shortfall(pair, level).or(pair.cost_difference_per_year);
        told.map_or(0.0, |estimate| estimate.value.abs())
    };
    let mut pairs: Vec<&PairBeside> = found.pairs.iter().collect();
    let is_other = |pair: &PairBeside| pair.figures.a != pair.figures.b;
    pairs.sort_by(|a, b| is_other(a).cmp(&is_other(b)).then(size(b).total_cmp(&size(a))));
    let es = level.map_or_else(|| "ES".to_owned(), |level| format!("ES {}%", three_digits(level * 100.0)));
    let mut lines = wrapped(
        "",
        "  ",
        &format!(
            "Differences in points of the reserve, the first less the second: {es}; cost a year; chance that the first loses more."
        ),
    );
    for pair in pairs.iter().take(MOST_PAIRS) {
        lines.extend(told(found, pair, level));
    }
    lines.extend(rest(pairs.len(), MOST_PAIRS, "more pairs in the report"));
    lines
}

fn told(found: &SideBySide, pair: &PairBeside, level: Option<f64>) -> Vec<String> {
    let names =
        format!("{} − {}", name(found, pair.side_a, &pair.figures.a), name(found, pair.side_b, &pair.figures.b));
    if let Some(reason) = &pair.figures.not_compared {
        let year = pair.cost_difference_per_year.map(|cost| format!(" Cost a year: {}.", points(cost)));
        return wrapped("", "  ", &format!("{names}: {}{}", clean(reason), year.unwrap_or_default()));
    }
    let es = shortfall(pair, level).map_or_else(|| "not told".to_owned(), points);
    let cost = pair.cost_difference_per_year.map_or_else(|| "not told".to_owned(), points);
    let chance = pair.figures.a_loses_more.map_or_else(|| "not told".to_owned(), doubted);
    wrapped("", "  ", &format!("{names}: {es}; {cost}; {chance}"))
}

fn name(found: &SideBySide, side: char, id: &str) -> String {
    let named = found.reserves.iter().find(|reserve: &&ReserveBeside| reserve.side == side && reserve.id == id);
    format!("{side} {}", cut(&clean(named.map_or(id, |reserve| &reserve.name)), 28))
}

/// A difference with its doubt, in points.
fn points(estimate: Estimate) -> String {
    if estimate == Estimate::between(0.0, 0.0, 0.0) {
        return "none".to_owned();
    }
    if estimate.has_unknown_interval() {
        return format!("{} (too few paths to tell)", doubted(estimate).replacen('%', "", 1));
    }
    let chance = if estimate.is_beyond_sampling_error() { "" } else { " (may be chance)" };
    format!("{}{chance}", doubted(estimate).replacen('%', "", 1))
}

/// What helps most now.
fn next(found: &SideBySide) -> String {
    let unpaired = found.matches.iter().find(|one| !one.paired && one.why_not.iter().all(NotPaired::is_mendable));
    match (unpaired, found.sides.iter().rev().max_by_key(|side| side.paths)) {
        (Some(_), Some(longest)) => format!(
            "give --paths {} --seed {} for the same paths on all sides, which makes differences surer",
            longest.paths, longest.seed
        ),
        _ => "report.html shows every pair, with the places where the scenarios differ".to_owned(),
    }
}
