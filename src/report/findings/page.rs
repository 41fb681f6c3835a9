//! `report.html` of an answer.

use super::{Findings, Subject};
use crate::report::escape::{html, printable};
use crate::report::language::say;
use crate::report::page::{Section, bound, figures, rows};

/// The whole page: the answer, its charts, its tables, how it was found, and from what.
pub(super) fn page(findings: &Findings, subject: Subject) -> String {
    let tongue = subject.tongue;
    let paragraphs = |of: &[String]| of.iter().map(|words| format!("<p>{}</p>\n", html(words))).collect::<String>();
    let section = |id: &'static str, heading: &str, body: String| Section { id, heading: say!(tongue, heading), body };
    let sections = [
        section("answer", "finding-heading-answer", paragraphs(&findings.sentences)),
        section("charts", "finding-heading-charts", figures(tongue, &findings.charts)),
        section("tables", "finding-heading-tables", findings.tables.iter().map(rows::table).collect()),
        section("method", "finding-heading-method", paragraphs(&findings.notes)),
        section("provenance", "finding-heading-provenance", format!("<p>{}</p>\n", html(&subject.source()))),
    ];
    let about = say!(tongue, "finding-about", scenario = printable(&subject.ground.scenario.title));
    bound(subject.style, &findings.title, &about, &sections)
}
