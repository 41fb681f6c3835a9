//! What a run says at its end: at most 30 lines that need no book.

mod brief;
mod comparison;
mod ranges;
mod reserve;
#[cfg(test)]
mod specimen;

use super::wording::{COLUMNS, clean, cut, grouped, three_digits, wrapped};
use crate::assessment::{Assessment, Estimate, HEADLINE_LEVEL, Register, ReserveFigures, at_headline_level};

/// No answer is longer.
const MOST_LINES: usize = 30;

/// So much is told of one warning; the report has it whole.
const LETTERS_OF_A_WARNING: usize = 140;

/// Where the results stand and what the person typed for the scenario.
pub struct Place<'a> {
    /// The folder.
    pub folder: &'a str,
    /// How many files are in it.
    pub files: usize,
    /// The scenario as the person named it, for the next command.
    pub scenario: &'a str,
}

/// How much of everything is told.
#[derive(Clone, Copy)]
struct Detail {
    /// Groups of each reserve.
    groups: usize,
    /// Warnings.
    warnings: usize,
    /// How closely lines stand.
    spacing: Spacing,
    /// Reserves; the others are counted.
    reserves: usize,
}

/// How closely lines stand.
#[derive(Clone, Copy, PartialEq)]
enum Spacing {
    /// Sentences, and an empty line before each part.
    Wide,
    /// Sentences.
    Close,
    /// A line each for the figures of a reserve, and two for a removal of many parts.
    Brief,
    /// A line each, and of a removal of many parts the whole alone.
    Briefest,
}

impl Spacing {
    const fn is_brief(self) -> bool {
        matches!(self, Self::Brief | Self::Briefest)
    }
}

/// The answer: reserve by reserve, then the comparison, the warnings, the files and the next command.
/// The more there is to tell, the less is told of each.
#[must_use]
pub fn answer(assessment: &Assessment, place: &Place<'_>) -> String {
    use Spacing::{Brief, Briefest, Close, Wide};
    let all = assessment.summary.reserves.len();
    let steps = [
        (4, 3, Wide),
        (3, 3, Wide),
        (2, 2, Wide),
        (2, 2, Close),
        (2, 1, Close),
        (3, 1, Brief),
        (2, 1, Brief),
        (1, 1, Brief),
        (1, 0, Brief),
        (1, 0, Briefest),
    ];
    let with_all = steps.map(|(groups, warnings, spacing)| Detail { groups, warnings, spacing, reserves: all });
    let with_fewer = (0..all).rev().map(|reserves| Detail { groups: 1, warnings: 0, spacing: Briefest, reserves });
    let mut told = with_all.into_iter().chain(with_fewer).map(|detail| lines(assessment, place, detail));
    let fitting = told.find(|lines| lines.len() <= MOST_LINES).unwrap_or_default();
    fitting.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn lines(assessment: &Assessment, place: &Place<'_>, detail: Detail) -> Vec<String> {
    let Assessment { summary, register, .. } = assessment;
    let names = Names(register);
    let mut lines = heading(assessment, detail.spacing);
    let gap = (detail.spacing == Spacing::Wide).then(String::new);
    let of_one = match detail.spacing {
        Spacing::Wide | Spacing::Close => reserve::lines,
        Spacing::Brief => brief::lines,
        Spacing::Briefest => brief::fewest_lines,
    };
    for reserve in reserve::leading(&summary.reserves, detail.reserves) {
        lines.extend(gap.clone());
        lines.extend(of_one(reserve, names, &register.base_currency, detail.groups));
    }
    let untold = summary.reserves.len() - detail.reserves;
    if untold > 0 {
        lines.push(format!("{}, leaning on others less: see report.html", counted(untold, "more reserve")));
    }
    let compared = comparison::lines(summary, register.horizon_days, names);
    if !compared.is_empty() {
        lines.extend(gap.clone());
        lines.extend(compared);
    }
    lines.extend(ranges::lines(summary, detail.spacing.is_brief()));
    lines.extend(gap);
    lines.extend(warnings(&summary.warnings, detail));
    lines.extend(next_steps(&summary.warnings, place, detail));
    lines
}

/// The files and the next command.
fn next_steps(warnings: &[String], place: &Place<'_>, detail: Detail) -> Vec<String> {
    let silent = if detail.warnings == 0 { warnings.len() } else { 0 };
    let warned = if silent > 0 { format!(" ({})", counted(silent, "warning")) } else { String::new() };
    let written = format!("{}, {} files; read report.html{warned} first", clean(place.folder), place.files);
    let next = format!("linchpin check {} says what the figures rest on", clean(place.scenario));
    [wrapped("Written: ", "  ", &written), wrapped("Next: ", "  ", &next)].concat()
}

/// What was run, and how to read the figures.
fn heading(assessment: &Assessment, spacing: Spacing) -> Vec<String> {
    let Assessment { summary, register, .. } = assessment;
    let title = clean(&summary.scenario.title);
    let mut lines = if spacing.is_brief() { vec![cut(&title, COLUMNS)] } else { wrapped("", "", &title) };
    let plural = if summary.run.paths == 1 { "" } else { "s" };
    let paths = format!("{} path{plural}", grouped(summary.run.paths as f64));
    let days = grouped(register.horizon_days as f64);
    let first = summary.reserves.first().and_then(|reserve| at_headline_level(&reserve.loss.es));
    let level = first.map_or(HEADLINE_LEVEL, |figure| figure.level);
    let worst = three_digits((1.0 - level) * 100.0);
    let is_short = spacing.is_brief() && ranges::are_told(summary);
    // Costs are told a year; what removal saves is over the horizon.
    let over = if register.horizon_days == 365 { String::new() } else { format!(" over {days} days") };
    let meaning = if is_short {
        format!("In %. If it fails: costliest way. ES: mean of worst {worst}%. Remove: points saved{over}.")
    } else if spacing.is_brief() {
        format!("% of the reserve. If it fails: costliest likely way. ES: mean of the worst {worst}%.")
    } else {
        format!("Figures are % of the reserve. ES: mean loss of the worst {worst}% of paths.")
    };
    let is_nameless = summary.reserves.iter().all(ReserveFigures::is_nameless);
    let is_unknown = |reserve: &ReserveFigures| {
        let es = at_headline_level(&reserve.loss.es).map(|figure| figure.estimate);
        es.is_some_and(Estimate::has_unknown_interval)
    };
    let unknown = if summary.reserves.iter().any(is_unknown) { ", ±?: unknown" } else { "" };
    let brackets = if ranges::are_told(summary) {
        let failing = if is_nameless { "" } else { "; [ ]: 90% of failing paths" };
        format!("( ): low to high{unknown}{failing}")
    } else {
        let failing = if is_nameless { "" } else { "; ( ): 90% of failing paths" };
        format!("± or [ ]: 95% interval{unknown}{failing}")
    };
    let mut legends = vec![format!("{paths} of {days} days. {brackets}."), meaning];
    if !is_short && summary.reserves.iter().any(|reserve| !reserve.removal.is_empty()) {
        legends.push(format!("Remove: points of cost{over} saved by keys at home, links cut, both, no failure (all)."));
    }
    for legend in legends {
        lines.extend(wrapped("", "  ", &legend));
    }
    lines
}

fn warnings(warnings: &[String], detail: Detail) -> Vec<String> {
    let most = detail.warnings;
    if detail.spacing.is_brief() && most > 0 {
        return first_warning(warnings);
    }
    let told = warnings.iter().take(most).map(|warning| cut(&clean(warning), LETTERS_OF_A_WARNING));
    let mut lines: Vec<String> = told.flat_map(|warning| wrapped("Warning: ", "  ", &warning)).collect();
    let untold = warnings.len().saturating_sub(most);
    if most > 0 && untold > 0 {
        lines.push(format!("{}: see report.html", counted(untold, "more warning")));
    }
    lines
}

/// As much of the first warning as one line holds.
fn first_warning(warnings: &[String]) -> Vec<String> {
    let all = warnings.len();
    warnings.iter().take(1).map(|warning| cut(&format!("Warning 1 of {all}: {}", clean(warning)), COLUMNS)).collect()
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Names that people know things by, harmless on a terminal.
#[derive(Clone, Copy)]
struct Names<'a>(&'a Register);

impl Names<'_> {
    fn of(self, what: &str, id: &str) -> String {
        let named = self.0.names.iter().find(|named| named.what == what && named.id == id);
        match (named, id) {
            // Not capitalised: it stands within sentences.
            (_, "self") => "own keys".to_owned(),
            (Some(named), _) => clean(&named.name),
            (None, "other") => "all others".to_owned(),
            (None, _) => clean(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::specimen::Specimen;
    use super::*;
    use crate::cli::wording::width;

    const PLACE: Place<'_> = Place { folder: "output/specimen", files: 56, scenario: "specimen" };

    fn told(reserves: usize, groups: usize, warnings: usize) -> String {
        answer(&Specimen { reserves, groups, warnings, name: "Қор" }.assessment(), &PLACE)
    }

    #[test]
    fn an_answer_fits_the_screen_however_much_there_is_to_tell() {
        for (reserves, groups, warnings) in [(1, 0, 0), (1, 1, 0), (2, 3, 2), (5, 4, 4), (5, 11, 9), (40, 300, 50)] {
            let text = told(reserves, groups, warnings);
            assert!(text.lines().count() <= MOST_LINES, "{reserves} reserves, {groups} groups:\n{text}");
            assert!(text.lines().all(|line| width(line) <= COLUMNS), "{text}");
            assert!(text.contains("Written: output/specimen"), "{text}");
        }
    }

    #[test]
    fn figures_come_in_their_order() {
        let text = told(2, 2, 1);
        let order = [
            "If Қор group-0 should become insolvent: 91% ±0.4 lost (71 to 96%)",
            "Dependence: 2.9% ±0.1 a year",
            "ES 99%: 96% ±0.3, saturated",
            "market alone 78% ±0.3",
            "Remove Қор group-0: keys 2.1 ±0.1, links 2.1 ±0.1, both 2.1 ±0.1, all 2.1 ±0.1",
            "beyond sampling error",
            "within sampling error",
            "Warning: a warning",
            "Written: ",
            "Next: linchpin check specimen",
        ];
        let mut rest = text.replace("\n    ", " ").replace("\n  ", " ");
        for words in order {
            let (_, after) = rest.split_once(words).unwrap_or_else(|| panic!("`{words}` is not in its place:\n{text}"));
            rest = after.to_owned();
        }
    }

    #[test]
    fn many_reserves_are_ranked() {
        let text = told(3, 1, 0);
        assert!(text.contains("least first: reserve-2 < reserve-1 < reserve-0"), "{text}");
        assert!(text.contains("least first: reserve-0 ≈ reserve-1 ≈ reserve-2"), "{text}");
    }

    #[test]
    fn five_reserves_are_all_told_of() {
        for (groups, warnings) in [(1, 0), (4, 3), (12, 40)] {
            let text = told(5, groups, warnings);
            let first_warning = format!("\nWarning 1 of {warnings}: a warning of some length that says ");
            assert_eq!(text.contains(&first_warning), warnings > 0, "{text}");
            for reserve in 0..5 {
                assert!(text.contains(&format!("(reserve-{reserve}): 100 million USD")), "{text}");
            }
            for words in ["If it fails: ", "Dependence: ", "Remove "] {
                assert_eq!(text.matches(&format!("\n  {words}")).count(), 5, "{words} in\n{text}");
            }
        }
    }

    #[test]
    fn those_that_lean_most_stay_when_there_is_no_room() {
        let text = told(40, 2, 0);
        assert!(text.contains("reserve-34 … < reserve-0"), "{text}");
        assert!(text.contains("(reserve-0)") && !text.contains("(reserve-39)"), "{text}");
        assert!(text.contains("more reserves, leaning on others less: see report.html"), "{text}");
    }

    #[test]
    fn a_hostile_name_stays_words() {
        let text =
            answer(&Specimen { reserves: 2, groups: 2, warnings: 1, name: "\u{1b}[2J\u{202e}x" }.assessment(), &PLACE);
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text:?}");
    }

    #[test]
    fn because_of_is_said_of_nothing_here() {
        assert!(!told(5, 4, 4).contains("because of"));
    }
}
