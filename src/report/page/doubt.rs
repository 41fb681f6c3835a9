//! How sure the figures are.

use super::Subject;
use crate::report::escape::html;
use crate::report::warning;

/// Warnings first, then sampling error, then the chances as they came out.
pub(super) fn section(subject: Subject) -> String {
    let told = warning::all(subject.assessment, subject.tongue);
    let told: String = told.iter().map(|warning| format!("<li>{}</li>\n", html(warning))).collect();
    let warnings =
        if told.is_empty() { String::new() } else { format!("<div class=\"warning\"><ul>\n{told}</ul></div>\n") };
    let anchor = &subject.assessment.register.anchor;
    let anchor = if anchor.rounds > 0 {
        format!(
            " Where falling prices or other failures raise a chance, a pilot run scaled it so that it still comes out as assumed; after {} \
             rounds the largest gap left was {}.",
            anchor.rounds,
            html(&subject.tongue.percent(anchor.gap))
        )
    } else {
        String::new()
    };
    format!(
        "{warnings}<p>A 95% interval shows the error of sampling: with more paths it shrinks. It says nothing of the assumptions. How the \
         mean of the worst paths settles as paths are added:</p>\n{}\
         <p>The chances of failing are assumed. They came out as follows; “own cause” leaves out being pulled down by others.{anchor}</p>\n{}\
         <p>As a check on gross errors, the mean counterparty cost stands beside a sum that can be made by hand: the chance of each failure \
         times what it would cost tomorrow. They need not agree, but they should be near.</p>\n{}",
        subject.table("convergence"),
        subject.table("probabilities"),
        subject.table("checks")
    )
}
