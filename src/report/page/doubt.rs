//! How sure the figures are.

use super::Subject;
use crate::assessment::{ReserveFigures, at_headline_level};
use crate::report::escape::html;
use crate::report::figure::percent;

/// Warnings first, then sampling error, then the chances as they came out.
pub(super) fn section(subject: Subject) -> String {
    let flags: Vec<String> =
        subject.assessment.summary.reserves.iter().flat_map(|reserve| flags(subject, reserve)).collect();
    let told = subject.assessment.summary.warnings.iter().chain(&flags);
    let told: String = told.map(|warning| format!("<li>{}</li>\n", html(warning))).collect();
    let warnings =
        if told.is_empty() { String::new() } else { format!("<div class=\"warning\"><ul>\n{told}</ul></div>\n") };
    let anchor = &subject.assessment.register.anchor;
    let anchor = if anchor.rounds > 0 {
        format!(
            " Where falling prices or other failures raise a chance, a pilot run scaled it so that it still comes out as assumed; after {} \
             rounds the largest gap left was {}.",
            anchor.rounds,
            html(&percent(anchor.gap))
        )
    } else {
        String::new()
    };
    format!(
        "{warnings}<p>Every interval shows the error of sampling: with more paths it shrinks. It says nothing of the assumptions. How the \
         mean of the worst paths settles as paths are added:</p>\n{}\
         <p>The chances of failing are assumed. They came out as follows; “own cause” leaves out being pulled down by others.{anchor}</p>\n{}\
         <p>As a check on gross errors, the mean counterparty cost stands beside a sum that can be made by hand: the chance of each failure \
         times what it would cost tomorrow. They need not agree, but they should be near.</p>\n{}",
        subject.table("convergence"),
        subject.table("probabilities"),
        subject.table("checks")
    )
}

/// What must be known of a reserve's ES.
fn flags(subject: Subject, reserve: &ReserveFigures) -> Vec<String> {
    let Some(figure) = at_headline_level(&reserve.loss.es) else { return Vec::new() };
    let (name, shortfall) = (subject.quoted(&reserve.id), subject.shortfall());
    let sentence = |flag: &String| match flag.as_str() {
        "few-tail-paths" => {
            format!(
                "{name}: only {} paths stand behind {shortfall}; run more paths before trusting it.",
                figure.tail_paths
            )
        }
        "saturated" => format!(
            "{name}: on nearly all paths behind {shortfall} the same group has failed; the figure no longer reacts to how likely that failure is."
        ),
        other => format!("{name}: {shortfall} is marked “{other}”."),
    };
    figure.flags.iter().map(sentence).collect()
}
