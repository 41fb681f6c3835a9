//! One reserve where many must share the screen: a line each for its name, what is lost if a group
//! fails, what the dependence costs, and what removing a group would save.

use super::Names;
use super::reserve::{cost_and_tail, no_failure, on_paths, removal};
use crate::assessment::{ConditionalEstimate, RemovalFigures, ReserveFigures};
use crate::cli::wording::{COLUMNS, clean, cut, doubted, money, width, wrapped};

/// No name is cut shorter to make room.
const SHORTEST_NAME: usize = 12;

/// The lines of one reserve; `removals` is how many groups are removed. A removal whose parts one line doesn't hold
/// takes two.
pub fn lines(reserve: &ReserveFigures, names: Names<'_>, currency: &str, removals: usize) -> Vec<String> {
    told(reserve, names, currency, removals, false)
}

/// The same, but of such a removal the whole alone.
pub fn fewest_lines(reserve: &ReserveFigures, names: Names<'_>, currency: &str, removals: usize) -> Vec<String> {
    told(reserve, names, currency, removals, true)
}

fn told(reserve: &ReserveFigures, names: Names<'_>, currency: &str, removals: usize, is_fewest: bool) -> Vec<String> {
    let mut lines = vec![title(reserve, names, currency), failures(reserve, names)];
    let cost = cost_and_tail(reserve);
    let shorter = narrow(&cost).replace("Dependence:", "Costs").replace("market alone", "market");
    let shortest = shorter.replace(" a year", "/year").replace("ES 99%:", "ES:");
    // Beside a range the error of sampling stands in the files too.
    let is_ranged = reserve.counterparty_cost.per_year.range.is_some();
    let least = if is_ranged { without_errors(&shortest) } else { shortest.clone() };
    let few = least.replace(", few paths", ", few").replace(", saturated", ", sat.");
    lines.extend(fitted([cost.clone(), narrow(&cost), shorter, shortest, least, few]));
    for (group, changes) in reserve.leading_removals().into_iter().take(removals) {
        lines.extend(removed(&names.of("group", group), &changes, is_fewest));
    }
    lines.extend(reserve.outcome.iter().flat_map(|outcome| wrapped("  ", "    ", &super::reserve::really(outcome))));
    lines
}

/// What removing one group saves.
fn removed(name: &str, changes: &[&RemovalFigures], is_fewest: bool) -> Vec<String> {
    let without = |left_out: &str| -> Vec<&RemovalFigures> {
        changes.iter().copied().filter(|change| change.what != left_out).collect()
    };
    let of = |name: &str| removal(name, changes);
    let room = (COLUMNS - 2).saturating_sub(width(&narrow(&of(""))));
    let name_cut = shortened(name, room);
    let without_both = removal(&name_cut, &without("both"));
    let omits = without_both != of(&name_cut);
    let shorter = narrow(&without_both);
    let shorter = if omits { shorter.replace(", all", ", …, all") } else { shorter };
    let is_ranged = changes.iter().any(|change| change.cost_mean.range.is_some());
    let least = if is_ranged { without_errors(&shorter) } else { shorter.clone() };
    let all: Vec<&RemovalFigures> = changes.iter().copied().filter(|change| change.what == "all").collect();
    let last = if is_fewest && !all.is_empty() { narrow(&removal(&name_cut, &all)) } else { least.clone() };
    fitted([of(name), narrow(&of(name)), narrow(&of(&name_cut)), shorter, least, last])
}

/// The first of several wordings that one line holds, or the last in several.
fn fitted<const WORDINGS: usize>(wordings: [String; WORDINGS]) -> Vec<String> {
    let last = wordings[WORDINGS - 1].clone();
    let fitting = wordings.into_iter().find(|wording| width(wording) + 2 <= COLUMNS);
    wrapped("  ", "    ", &fitting.unwrap_or(last))
}

fn title(reserve: &ReserveFigures, names: Names<'_>, currency: &str) -> String {
    let (name, id) = (names.of("reserve", &reserve.id), clean(&reserve.id));
    let end = format!(": {}", money(reserve.initial_value, &clean(currency)));
    let end = if name == id { end } else { format!(" ({id}){end}") };
    let name = shortened(&name, COLUMNS.saturating_sub(width(&end)));
    cut(&format!("{name}{end}"), COLUMNS)
}

/// As many groups as one line holds, and how many more there are.
fn failures(reserve: &ReserveFigures, names: Names<'_>) -> String {
    let leading = reserve.leading_groups();
    let mut line = String::new();
    for (place, (_, mode, cost)) in leading.iter().enumerate() {
        let (begin, figures) = (if place == 0 { "  If it fails: " } else { ", " }, figures(*cost));
        let rest = more(leading.len() - place - 1);
        let room = COLUMNS.saturating_sub(width(&line) + width(begin) + 1 + width(&figures) + width(&rest));
        let name = names.of("counterparty", &mode.counterparty);
        if place > 0 && room < width(&name) {
            line.push_str(&more(leading.len() - place));
            break;
        }
        line.push_str(&format!("{begin}{} {figures}", shortened(&name, room)));
    }
    match line.as_str() {
        "" => no_failure(reserve),
        full if width(full) + 5 <= COLUMNS && full.contains("; +") => line + " more",
        _ => line,
    }
}

fn more(count: usize) -> String {
    if count > 0 { format!("; +{count}") } else { String::new() }
}

fn figures(cost: ConditionalEstimate) -> String {
    narrow(&format!("{} {}", doubted(cost.mean()), on_paths(cost)))
}

fn shortened(name: &str, room: usize) -> String {
    cut(name, room.max(SHORTEST_NAME))
}

/// Without what follows the signs ±.
fn without_errors(text: &str) -> String {
    let mut parts = text.split('±');
    let first = parts.next().unwrap_or_default().to_owned();
    let is_error = |letter: char| letter.is_ascii_digit() || letter == '.';
    parts.fold(first, |told, part| told + part.trim_start_matches(is_error))
}

/// Without the spaces about signs, and with a dash for "to" between numbers that have no minus.
fn narrow(text: &str) -> String {
    let text = text.replace(" ±", "±");
    if text.contains('−') { text } else { text.replace(" to ", "–") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::answer::specimen::Specimen;

    fn of_specimen(name: &'static str, groups: usize) -> Vec<String> {
        let assessment = Specimen { reserves: 1, groups, warnings: 0, name }.assessment();
        fewest_lines(&assessment.summary.reserves[0], Names(&assessment.register), "USD", 1)
    }

    #[test]
    fn a_reserve_takes_four_lines_whatever_it_is_called() {
        for name in ["Қор", "An exchange with a name that somebody made as long as lawyers do, and then some more"] {
            for groups in [1, 4, 300] {
                let lines = of_specimen(name, groups);
                assert_eq!(lines.len(), 4, "{lines:?}");
                assert!(lines.iter().all(|line| width(line) <= COLUMNS), "{lines:?}");
            }
        }
    }

    #[test]
    fn as_many_groups_stand_in_the_line_as_it_holds() {
        let lines = of_specimen("Қор", 3);
        assert_eq!(lines[1], "  If it fails: Қор group-0 91%±0.4 (71–96%), Қор group-1 46%±0.4 (26–50%); +1");
        assert!(lines[3].starts_with("  Remove Қор group-0: keys 2.1 ±0.1, links 2.1 ±0.1, both"), "{}", lines[3]);
    }

    #[test]
    fn errors_go_where_there_is_no_room() {
        assert_eq!(
            without_errors("Costs 3.3%±0.61 (0.7–10)/year; ES 99%±2.0 (1–2)"),
            "Costs 3.3% (0.7–10)/year; ES 99% (1–2)"
        );
    }

    #[test]
    fn a_minus_is_never_beside_a_dash() {
        assert_eq!(narrow("1% (−2 to 3%)"), "1% (−2 to 3%)");
        assert_eq!(narrow("1% ±1 (2 to 3%)"), "1%±1 (2–3%)");
    }
}
