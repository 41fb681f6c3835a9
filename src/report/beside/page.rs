//! `report.html` of a comparison.

use super::Beside;
use crate::pairing::{Match, SideFacts, Source};
use crate::report::chart::{Chart, level_words};
use crate::report::escape::html;
use crate::report::figure::count;
use crate::report::page::{bound, rows};
use crate::report::table::Table;

/// So many differences of two scenarios are listed; the file has all.
const MOST_DIFFERENCES: usize = 40;

/// The whole page.
pub(super) fn page(found: Beside, chart: Option<&Chart>, tables: &[Table]) -> String {
    let names: Vec<&str> = found.0.sides.iter().map(|side| side.name.as_str()).collect();
    let title = format!("Side by side: {}", names.join(", "));
    let description = "Reserves of several runs or scenarios, each with those of the others: by how much they differ, and how surely.";
    let table = |id: &str| tables.iter().find(|table| table.id == id).map(rows::table).unwrap_or_default();
    let picture = chart.map_or_else(String::new, |chart| format!("<figure>\n{}</figure>\n", chart.svg));
    let sections = [
        ("What is compared", sides(found)),
        ("The differences", format!("{}{picture}{}", terms(found), table("comparison"))),
        ("The reserves", table("reserves")),
        ("Where the scenarios differ", found.0.matches.iter().map(differences).collect()),
        ("How it was found", METHOD.to_owned()),
        ("Where it comes from", format!("<p>{}</p>\n", html(&found.source()))),
    ];
    bound(&title, description, &sections)
}

const METHOD: &str = "<p>Where two sides have the same seed, number of paths, horizon, steps and market, prices are the same on every path, and \
                      whoever is a counterparty of both is drawn the same fate. What is left of the difference is due to what differs, and its \
                      interval is that of the differences path by path. Else the sides are taken for independent: half the interval of a \
                      difference is the root of the sum of the squares of both halves, and the chance that one loses more is that of a path of \
                      each, drawn by itself. Intervals are 95% and of sampling alone. What uncertain assumptions leave open, \
                      each side’s own report tells.</p>\n";

fn sides(found: Beside) -> String {
    let of = |side: &SideFacts| {
        let source = match side.source {
            Source::Stored => "its stored paths",
            Source::Simulated => "simulated for this",
        };
        format!(
            "<li><strong>{}</strong>: <code>{}</code>, {} (scenario <code>{}</code>, {} paths of {} days, seed {}, {source})</li>\n",
            side.letter,
            html(&side.name),
            html(&side.scenario.title),
            html(&side.scenario.name),
            count(side.paths),
            count(side.horizon_days),
            side.seed
        )
    };
    let sides: String = found.0.sides.iter().map(of).collect();
    let agreement: String = found.agreement().iter().map(|line| format!("<p>{}</p>\n", html(line))).collect();
    format!("<ul>\n{sides}</ul>\n{agreement}")
}

fn terms(found: Beside) -> String {
    let level = found.level().map_or_else(String::new, |level| {
        let (level, worst) = (level_words(level), level_words(1.0 - level));
        format!(" ES {level} (expected shortfall) is the mean loss of the worst {worst} of paths.")
    });
    format!(
        "<p>Differences are in percentage points of the reserve, the first less the second: above 0 the first loses more.{level} The cost a \
         year is what failures of others take on average, as a share of the reserve.</p>\n"
    )
}

fn differences(found: &Match) -> String {
    let of = |value: &Option<String>| value.as_ref().map_or_else(|| "nothing".to_owned(), |value| html(value));
    let told = found.differences.iter().take(MOST_DIFFERENCES);
    let lines: String = told
        .map(|one| format!("<li><code>{}</code>: {} against {}</li>\n", html(&one.address), of(&one.a), of(&one.b)))
        .collect();
    let rest = found.differences.len().saturating_sub(MOST_DIFFERENCES);
    let rest = if rest > 0 { format!("<p>{rest} more stand in comparison.json.</p>\n") } else { String::new() };
    if lines.is_empty() {
        return format!("<p>{} and {}: nowhere but in name, seed and paths.</p>\n", found.a, found.b);
    }
    format!("<p>{} against {}:</p>\n<ul>\n{lines}</ul>\n{rest}", found.a, found.b)
}
