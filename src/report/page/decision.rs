//! What to decide: the card, and what a coin would have to earn.

use super::Subject;
use crate::report::language::say_html;

/// The section; empty where no reserve leans on anybody.
pub(super) fn section(subject: Subject) -> String {
    let card = subject.charts(&["decision-card"]) + &subject.table("decision");
    let pairs = subject.charts(&["out-earn"]) + &subject.table("out-earn");
    if card.is_empty() && pairs.is_empty() {
        return String::new();
    }
    let words = |id: &str| format!("<p>{}</p>\n", say_html!(subject.tongue, id));
    let pairs = if pairs.is_empty() {
        pairs
    } else {
        subject.heading("page-decision-earn") + &words("page-decision-earn-words") + &pairs
    };
    let lead = words("page-decision-words");
    // The card with its table is a page by itself when printed.
    let card = if card.is_empty() { lead } else { format!("<div class=\"card\">\n{lead}{card}</div>\n") };
    card + &pairs
}
