//! How sure the figures are.

use super::{Subject, ranges};
use crate::report::escape::html;
use crate::report::language::say_html;
use crate::report::warning;

/// What the assumptions leave open, then the error of sampling, then chances as they came out, and a sum by hand.
pub(super) fn section(subject: Subject) -> String {
    // A picture of it needs no rows.
    let rows: &[&str] = if subject.charts(&["convergence"]).is_empty() { &["convergence"] } else { &[] };
    let sampling = subject.part("page-doubt-sampling-heading", "page-doubt-sampling", &["convergence"], rows);
    let chances = subject.part("page-doubt-chances-heading", chances(subject), &[], &["probabilities"]);
    let by_hand = subject.part("page-doubt-check-heading", "page-doubt-check", &[], &["checks"]);
    [warnings(subject), ranges::part(subject), sampling, chances, anchor(subject), by_hand].concat()
}

/// What the reader must know.
fn warnings(subject: Subject) -> String {
    let told = warning::all(subject.assessment, subject.tongue);
    let told: String = told.iter().map(|warning| format!("<li>{}</li>\n", html(warning))).collect();
    if told.is_empty() {
        return told;
    }
    let heading = subject.heading("page-doubt-warnings-heading");
    format!("<div class=\"warning\" id=\"warnings\">\n{heading}<ul>\n{told}</ul>\n</div>\n")
}

fn chances(subject: Subject) -> &'static str {
    if subject.is_ranged() { "page-doubt-chances-ranged" } else { "page-doubt-chances" }
}

/// How chances that others raise were held to what is assumed.
fn anchor(subject: Subject) -> String {
    let anchor = &subject.assessment.register.anchor;
    if anchor.rounds == 0 {
        return String::new();
    }
    let gap = subject.tongue.percent(anchor.gap);
    format!("<p>{}</p>\n", say_html!(subject.tongue, "page-doubt-anchor", rounds = anchor.rounds, gap = gap))
}
