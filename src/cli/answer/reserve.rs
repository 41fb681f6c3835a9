//! One reserve: what is lost if each group fails, what the dependence costs, what the worst paths
//! lose, and what removing each group would save.

use super::Names;
use crate::assessment::{
    ConditionalEstimate, Ends, Estimate, HeadlineMode, OutcomeFigures, RemovalFigures, ReserveFigures, Standing,
    at_headline_level,
};
use crate::cli::wording::{clean, doubted, money, percent, three_digits, wrapped};
use crate::report::if_failure_in_english;

/// What is said of a reserve that no failure touches.
const NO_FAILURE: &str = "  No failure on these paths cost it anything.";
/// … and of one whose run noted none.
const NO_NAMES: &str = "  Who fails was not asked for.";

/// Where no failure can be told of.
pub fn no_failure(reserve: &ReserveFigures) -> String {
    if reserve.is_nameless() { NO_NAMES.to_owned() } else { NO_FAILURE.to_owned() }
}

/// The first `count` reserves that lean on others most, in the order of the scenario.
pub fn leading(reserves: &[ReserveFigures], count: usize) -> Vec<&ReserveFigures> {
    let mut leading: Vec<(usize, &ReserveFigures)> = reserves.iter().enumerate().collect();
    leading.sort_by(|(_, a), (_, b)| b.counterparty_cost.per_year.value.total_cmp(&a.counterparty_cost.per_year.value));
    leading.truncate(count);
    leading.sort_by_key(|(place, _)| *place);
    leading.into_iter().map(|(_, reserve)| reserve).collect()
}

/// The lines of one reserve; `groups` is how many are told of.
pub fn lines(reserve: &ReserveFigures, names: Names<'_>, currency: &str, groups: usize) -> Vec<String> {
    let (name, id) = (names.of("reserve", &reserve.id), clean(&reserve.id));
    let name = if name == id { name } else { format!("{name} ({id})") };
    let title = format!("{name}: {}", money(reserve.initial_value, &clean(currency)));
    let mut lines = wrapped("", "  ", &title);
    lines.extend(failures(reserve, names, groups));
    lines.extend(wrapped("  ", "    ", &cost_and_tail(reserve)));
    if let Some(outcome) = &reserve.outcome {
        lines.extend(wrapped("  ", "    ", &really(outcome)));
    }
    for (group, changes) in reserve.leading_removals().into_iter().take(groups) {
        lines.extend(wrapped("  ", "    ", &removal(&names.of("group", group), &changes)));
    }
    lines
}

fn failures(reserve: &ReserveFigures, names: Names<'_>, most: usize) -> Vec<String> {
    let leading = reserve.leading_groups();
    if leading.is_empty() {
        return vec![no_failure(reserve)];
    }
    let untold = leading.len().saturating_sub(most);
    let told = leading.into_iter().take(most).map(|(_, mode, cost)| failure(mode, cost, names));
    let mut sentences: Vec<String> = told.collect();
    if untold > 0 {
        let last = sentences.last_mut().expect("a leading group is told of");
        last.push_str(&format!("; +{untold} more"));
    }
    sentences.iter().flat_map(|sentence| wrapped("  ", "    ", sentence)).collect()
}

fn failure(mode: &HeadlineMode, cost: ConditionalEstimate, names: Names<'_>) -> String {
    let condition = if_failure_in_english(&names.of("counterparty", &mode.counterparty), &mode.mode);
    let begun = condition.strip_prefix("if").unwrap_or(&condition);
    format!("If{begun}: {} lost {}", doubted(cost.mean()), on_paths(cost))
}

/// What nine of ten failing paths lose: in brackets that no range needs.
pub fn on_paths(cost: ConditionalEstimate) -> String {
    let [open, close] = if cost.range.is_some() { ['[', ']'] } else { ['(', ')'] };
    format!("{open}{} to {}%{close}", percent(cost.p05), percent(cost.p95))
}

/// What the dependence costs a year, and ES beside that of the market alone.
pub fn cost_and_tail(reserve: &ReserveFigures) -> String {
    let cost = format!("Dependence: {} a year", doubted(reserve.counterparty_cost.per_year));
    let tails = (at_headline_level(&reserve.loss.es), at_headline_level(&reserve.market_alone.es));
    let (Some(loss), Some(market)) = tails else { return cost };
    let flag = |name: &str, words| if loss.flags.iter().any(|flag| flag == name) { words } else { "" };
    format!(
        "{cost}; ES {}%: {}{}{}; market alone {}",
        three_digits(loss.level * 100.0),
        doubted(loss.estimate),
        flag("saturated", ", saturated"),
        flag("few-tail-paths", ", few paths"),
        doubted(market.estimate)
    )
}

/// What really happened, and at which percentile of the paths it stands.
pub fn really(outcome: &OutcomeFigures) -> String {
    let told = outcome.known().map(|(word, Standing { loss, percentile })| {
        let percentile = three_digits(percentile.value * 100.0);
        format!("{} {}% ({percentile})", word.replace('_', " "), percent(loss))
    });
    format!("What happened (percentile): {}", told.collect::<Vec<_>>().join(", "))
}

/// A saving below this, at the high end of the assumptions too, is not told: a tenth of a point.
const TRIFLE: f64 = 0.001;

/// What removing a group would save. A part that saves nothing is left out, and what it saves together with the other.
pub fn removal(group: &str, changes: &[&RemovalFigures]) -> String {
    let told = |what: &str| changes.iter().copied().find(|change| change.what == what && !is_trifle(change.cost_mean));
    let (keys, links) = (told("keys"), told("links"));
    let both = told("both").filter(|_| keys.is_some() && links.is_some());
    let all = changes.iter().copied().find(|change| change.what == "all");
    let saved: Vec<String> = [keys, links, both, all].into_iter().flatten().map(saving).collect();
    format!("Remove {group}: {}", saved.join(", "))
}

fn is_trifle(saved: Estimate) -> bool {
    let most = saved.range.map_or(saved.value.abs(), |Ends { low, high }| low.abs().max(high.abs()));
    most.max(saved.value.abs()) < TRIFLE
}

fn saving(change: &RemovalFigures) -> String {
    format!("{} {}", change.what, doubted(change.cost_mean).replacen('%', "", 1))
}
