//! What the comparison of the reserves says, and whether it is beyond sampling error.

use super::Names;
use crate::assessment::{Comparison, ReserveFigures, Summary, at_headline_level};
use crate::cli::wording::{clean, doubted, percent, three_digits, wrapped};
use crate::statistics::Estimate;

/// So many reserves stand in a ranking before its last.
const MOST_RANKED: usize = 6;

/// Two reserves in a sentence each for cost and tail; more as two rankings.
pub fn lines(summary: &Summary, horizon_days: u64, names: Names<'_>) -> Vec<String> {
    match summary.comparison.as_slice() {
        [] => Vec::new(),
        [pair] => two(pair, horizon_days, names),
        pairs => many(summary, pairs),
    }
}

fn two(pair: &Comparison, horizon_days: u64, names: Names<'_>) -> Vec<String> {
    let (a, b) = (names.of("reserve", &pair.a), names.of("reserve", &pair.b));
    if let Some(reason) = &pair.not_compared {
        return wrapped("", "  ", &format!("“{a}” and “{b}” are not compared: {}", clean(reason)));
    }
    let mut lines = Vec::new();
    if let Some(difference) = pair.cost_difference {
        let holds = pair.sign_holds.as_ref().map(|signs| signs.cost);
        let over = if horizon_days == 365 { String::new() } else { format!(" over {horizon_days} days") };
        let figure = format!("Leaning on others costs{over}");
        lines.extend(wrapped("", "  ", &sentence(&figure, difference, holds, &a, &b)));
    }
    if let Some(difference) = pair.es_difference.as_deref().and_then(at_headline_level) {
        let figure = format!("ES {}% of the loss is", three_digits(difference.level * 100.0));
        let holds = pair.sign_holds.as_ref().and_then(|signs| at_headline_level(&signs.es)).map(|sign| sign.holds);
        lines.extend(wrapped("", "  ", &sentence(&figure, difference.estimate, holds, &a, &b)));
    }
    lines
}

/// `holds` says whether the sign is that at low, central and high, where these were run.
fn sentence(figure: &str, difference: Estimate, holds: Option<bool>, a: &str, b: &str) -> String {
    let Estimate { value, .. } = difference;
    if difference.has_unknown_interval() {
        let size = percent(value.abs());
        return format!("{figure} {size} points apart in “{a}” and “{b}”: too few paths to say in which it is more.");
    }
    let (more, less, size) = if value < 0.0 { (b, a, difference.turned()) } else { (a, b, difference) };
    let verdict = match holds {
        Some(true) => "so it is at low, central and high",
        Some(false) if difference.is_on_one_side() => {
            "so it is at low and at high, but at one of them it may be chance"
        }
        Some(false) => "no difference that the assumptions can tell",
        None if difference.is_beyond_sampling_error() => "beyond sampling error",
        None => "within sampling error",
    };
    format!("{figure} {} more in “{more}” than in “{less}”: {verdict}.", doubted(size).replacen('%', " points", 1))
}

/// Rankings of all reserves by cost and by tail.
fn many(summary: &Summary, pairs: &[Comparison]) -> Vec<String> {
    let by_cost = ranking(
        summary,
        pairs,
        |reserve| Some(reserve.counterparty_cost.per_year.value),
        |pair| pair.cost_difference,
        |pair| pair.sign_holds.as_ref().map(|signs| signs.cost),
    );
    let by_tail = ranking(
        summary,
        pairs,
        |reserve| Some(at_headline_level(&reserve.loss.es)?.estimate.value),
        |pair| at_headline_level(pair.es_difference.as_deref()?).map(|figure| figure.estimate),
        |pair| at_headline_level(&pair.sign_holds.as_ref()?.es).map(|sign| sign.holds),
    );
    let mut lines = wrapped("", "  ", &format!("Cost, least first: {by_cost}"));
    lines.extend(wrapped("", "  ", &format!("ES, least first: {by_tail}")));
    let apart = pairs.iter().filter(|pair| pair.not_compared.is_some()).count();
    let apart = if apart > 0 { format!("; {apart} pairs are not compared: see the report") } else { String::new() };
    let signs = if pairs.iter().any(|pair| pair.sign_holds.is_some()) {
        "<: at low, central and high; ≈: no difference that the assumptions can tell"
    } else {
        "<: beyond sampling error; ≈: no difference from the next beyond it"
    };
    lines.extend(wrapped("  ", "  ", &format!("{signs}{apart}")));
    lines
}

/// The reserves in rising order of a figure: `<` where the step to the next can be told from none,
/// `≈` where it can't, `,` where the two are not compared. Too few paths for an interval rank nothing. `holds` says
/// whether a sign is that at low, central and high, where these were run.
fn ranking(
    summary: &Summary,
    pairs: &[Comparison],
    figure: impl Fn(&ReserveFigures) -> Option<f64>,
    difference: impl Fn(&Comparison) -> Option<Estimate>,
    holds: impl Fn(&Comparison) -> Option<bool>,
) -> String {
    if pairs.iter().filter_map(&difference).any(Estimate::has_unknown_interval) {
        return "too few paths to rank".to_owned();
    }
    let is_told = |pair: &Comparison| Some(holds(pair).unwrap_or(difference(pair)?.is_beyond_sampling_error()));
    let mut ranked: Vec<(f64, &str)> =
        summary.reserves.iter().filter_map(|reserve| Some((figure(reserve)?, reserve.id.as_str()))).collect();
    ranked.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut words = String::new();
    let untold = MOST_RANKED..ranked.len().saturating_sub(1).max(MOST_RANKED);
    for (place, (_, id)) in ranked.iter().enumerate() {
        if untold.contains(&place) {
            words.push_str(if place == untold.start { " …" } else { "" });
            continue;
        }
        if let Some((_, before)) = place.checked_sub(1).map(|before| ranked[before]) {
            let is_pair =
                |pair: &&Comparison| (pair.a == before && pair.b == *id) || (pair.a == *id && pair.b == before);
            words.push_str(match pairs.iter().find(is_pair).and_then(is_told) {
                Some(true) => " < ",
                Some(false) => " ≈ ",
                None => ", ",
            });
        }
        words.push_str(&clean(id));
    }
    words
}
