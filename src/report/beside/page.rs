//! `report.html` of a comparison.

use super::subject::Beside;
use crate::pairing::{Match, SideFacts, Source};
use crate::report::chart::Chart;
use crate::report::escape::{html, printable};
use crate::report::language::{say, say_html};
use crate::report::page::{Section, bound, figures, rows};
use crate::report::table::Table;

/// So many differences of two scenarios are listed; the file has all.
const MOST_DIFFERENCES: usize = 40;

/// The whole page.
pub(super) fn page(found: Beside, chart: Option<&Chart>, tables: &[Table]) -> String {
    let tongue = found.tongue();
    let names: Vec<String> = found.found.sides.iter().map(|side| printable(&side.name)).collect();
    let table = |id: &str| tables.iter().find(|table| table.id == id).map(rows::table).unwrap_or_default();
    let picture = figures(tongue, chart);
    let section = |id: &'static str, heading: String, body: String| Section { id, heading, body };
    let sections = [
        section("sides", say!(tongue, "compare-heading-sides"), sides(found)),
        section(
            "differences",
            say!(tongue, "compare-heading-differences"),
            format!("{}{picture}{}", terms(found), table("comparison")),
        ),
        section("reserves", say!(tongue, "compare-heading-reserves"), table("reserves")),
        section(
            "scenarios",
            say!(tongue, "compare-heading-scenarios"),
            found.found.matches.iter().map(|pair| differences(found, pair)).collect(),
        ),
        section(
            "method",
            say!(tongue, "compare-heading-method"),
            format!("<p>{}</p>\n", say_html!(tongue, "compare-method")),
        ),
        section("provenance", say!(tongue, "compare-heading-source"), format!("<p>{}</p>\n", html(&found.source()))),
    ];
    let title = say!(tongue, "compare-page-title", names = names.join(", "));
    bound(found.style, &title, &say!(tongue, "compare-page-description"), &sections)
}

fn sides(found: Beside) -> String {
    let tongue = found.tongue();
    let of = |side: &SideFacts| {
        let source = match side.source {
            Source::Stored => say!(tongue, "compare-stored"),
            Source::Simulated => say!(tongue, "compare-simulated"),
        };
        let line = say_html!(
            tongue,
            "compare-side",
            side = side.letter.to_string(),
            name = side.name.as_str(),
            title = side.scenario.title.as_str(),
            scenario = side.scenario.name.as_str(),
            paths = side.paths,
            days = side.horizon_days,
            seed = side.seed.to_string(),
            source = source
        );
        format!("<li>{line}</li>\n")
    };
    let sides: String = found.found.sides.iter().map(of).collect();
    let agreement: String = found.agreement().iter().map(|line| format!("<p>{}</p>\n", html(line))).collect();
    format!("<ul>\n{sides}</ul>\n{agreement}")
}

fn terms(found: Beside) -> String {
    let tongue = found.tongue();
    let terms = match found.level() {
        Some(level) => {
            say_html!(tongue, "compare-terms", level = tongue.level(level), worst = tongue.level(1.0 - level))
        }
        None => say_html!(tongue, "compare-terms-without-shortfall"),
    };
    format!("<p>{terms}</p>\n")
}

fn differences(found: Beside, pair: &Match) -> String {
    let tongue = found.tongue();
    let of = |value: &Option<String>| value.clone().unwrap_or_else(|| say!(tongue, "compare-nothing"));
    let (first, second) = (pair.a.to_string(), pair.b.to_string());
    let told = pair.differences.iter().take(MOST_DIFFERENCES);
    let line = |one: &crate::pairing::Difference| {
        let (a, b) = (of(&one.a), of(&one.b));
        format!("<li>{}</li>\n", say_html!(tongue, "compare-difference", address = one.address.as_str(), a = a, b = b))
    };
    let lines: String = told.map(line).collect();
    if lines.is_empty() {
        return format!("<p>{}</p>\n", say_html!(tongue, "compare-no-difference", a = first, b = second));
    }
    let rest = match pair.differences.len().saturating_sub(MOST_DIFFERENCES) {
        0 => String::new(),
        more => format!("<p>{}</p>\n", say_html!(tongue, "compare-more-differences", count = more)),
    };
    format!("<p>{}</p>\n<ul>\n{lines}</ul>\n{rest}", say_html!(tongue, "compare-differences-of", a = first, b = second))
}
