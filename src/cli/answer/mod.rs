//! What a run says at its end: at most 30 lines that need no book.

mod comparison;
mod reserve;
#[cfg(test)]
mod specimen;

use super::wording::{COLUMNS, clean, cut, grouped, wrapped};
use crate::assessment::{Assessment, Register};

/// No answer is longer.
const MOST_LINES: usize = 30;

/// So much is told of one warning; the report has it whole.
const LETTERS_OF_A_WARNING: usize = 140;

/// How to read the figures.
const LEGEND: [&str; 2] = [
    "Figures are % of the reserve. ES: mean loss of the worst paths (99%: 1 in 100).",
    "Remove: mean cost saved with keys at home, links cut, both, or no failure (all).",
];

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
    /// Whether an empty line stands before each part.
    is_spaced: bool,
    /// Reserves; the others are counted.
    reserves: usize,
}

/// The answer: reserve by reserve, then the comparison, the warnings, the files and the next command.
/// The more there is to tell, the less is told of each.
#[must_use]
pub fn answer(assessment: &Assessment, place: &Place<'_>) -> String {
    let all = assessment.summary.reserves.len();
    let roomy = [(4, 3, true), (3, 3, true), (2, 2, true), (2, 2, false), (1, 1, false), (1, 0, false)];
    let with_all = roomy.map(|(groups, warnings, is_spaced)| Detail { groups, warnings, is_spaced, reserves: all });
    let with_fewer = (0..all).rev().map(|reserves| Detail { groups: 1, warnings: 0, is_spaced: false, reserves });
    let mut told = with_all.into_iter().chain(with_fewer).map(|detail| lines(assessment, place, detail));
    let fitting = told.find(|lines| lines.len() <= MOST_LINES).unwrap_or_default();
    fitting.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn lines(assessment: &Assessment, place: &Place<'_>, detail: Detail) -> Vec<String> {
    let Assessment { summary, register, .. } = assessment;
    let names = Names(register);
    let mut lines = heading(assessment);
    let gap = detail.is_spaced.then(String::new);
    for reserve in reserve::leading(&summary.reserves, detail.reserves) {
        lines.extend(gap.clone());
        lines.extend(reserve::lines(reserve, names, &register.base_currency, detail.groups));
    }
    let untold = summary.reserves.len() - detail.reserves;
    if untold > 0 {
        lines.push(format!("{untold} more reserves, which lean on others less: see report.html"));
    }
    let compared = comparison::lines(summary, names);
    if !compared.is_empty() {
        lines.extend(gap.clone());
        lines.extend(compared);
    }
    lines.extend(gap);
    lines.extend(warnings(&summary.warnings, detail.warnings));
    lines.extend(wrapped(
        "Written: ",
        "  ",
        &format!("{}, {} files; read report.html first", clean(place.folder), place.files),
    ));
    let next = format!("linchpin check {} says what the figures rest on", clean(place.scenario));
    lines.extend(wrapped("Next: ", "  ", &next));
    lines
}

fn heading(assessment: &Assessment) -> Vec<String> {
    let Assessment { summary, register, .. } = assessment;
    let mut lines = wrapped("", "", &clean(&summary.scenario.title));
    let words =
        format!("{} paths of {} days", grouped(summary.run.paths as f64), grouped(register.horizon_days as f64));
    lines.push(format!("{words}; ±: 95% interval; in brackets: 90% of such paths."));
    lines.extend(LEGEND.map(str::to_owned));
    lines
}

fn warnings(warnings: &[String], most: usize) -> Vec<String> {
    let told = warnings.iter().take(most).map(|warning| cut(&clean(warning), LETTERS_OF_A_WARNING));
    let mut lines: Vec<String> = told.flat_map(|warning| wrapped("Warning: ", "  ", &warning)).collect();
    match warnings.len().saturating_sub(most) {
        0 => {}
        untold if most > 0 => lines.push(format!("{untold} more warnings stand in report.html")),
        untold => {
            lines.push(cut(&format!("{untold} warnings, in report.html; first: {}", clean(&warnings[0])), COLUMNS))
        }
    }
    lines
}

/// Names that people know things by, harmless on a terminal.
#[derive(Clone, Copy)]
struct Names<'a>(&'a Register);

impl Names<'_> {
    fn of(self, what: &str, id: &str) -> String {
        let named = self.0.names.iter().find(|named| named.what == what && named.id == id);
        match (named, id) {
            (Some(named), _) => clean(&named.name),
            (None, "self") => "own keys".to_owned(),
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
            "If Қор group-0 becomes insolvent: 91% ±0.4 lost (71 to 96%)",
            "Dependence: 2.9% ±0.1 a year",
            "ES 99% 96% ±0.3 (saturated)",
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
    fn those_that_lean_most_stay_when_there_is_no_room() {
        let text = told(40, 2, 0);
        assert!(text.contains("reserve-34 … < reserve-0"), "{text}");
        assert!(text.contains("(reserve-0)") && !text.contains("(reserve-39)"), "{text}");
        assert!(text.contains("more reserves, which lean on others less: see report.html"), "{text}");
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
