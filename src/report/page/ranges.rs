//! What the assumptions leave open, and which of them moves the figures.

use super::Subject;
use crate::assessment::Ranges;
use crate::report::inputs;
use crate::report::language::say_html;
use crate::report::warning;

/// How the ranges were found, the tornado, and the table behind it.
pub(super) fn part(subject: Subject) -> String {
    let heading = subject.heading("page-ranges-heading");
    let Some(ranges) = &subject.assessment.summary.ranges else {
        return heading + &subject.paragraph("page-ranges-none");
    };
    let tongue = subject.tongue;
    let alone = say_html!(
        tongue,
        "page-ranges-alone",
        count = ranges.inputs.len(),
        paths = tongue.count(ranges.paths),
        level = subject.level(),
    );
    let together = match &ranges.not_run {
        None => say_html!(tongue, "page-ranges-together"),
        Some(why) => say_html!(tongue, "page-ranges-not-run", why = warning::not_run(why, tongue)),
    };
    format!(
        "{heading}<p>{alone} {together} {}</p>\n{}{}",
        decides(subject, ranges),
        subject.charts(&["tornado", "tornado-es"]),
        subject.table("ranges")
    )
}

/// The input on which most depends.
fn decides(subject: Subject, ranges: &Ranges) -> String {
    let Some(effect) = ranges.moving().find(|effect| effect.cost.width() > 0.0) else { return String::new() };
    let (low, high) = (effect.cost.low.min(effect.cost.high), effect.cost.low.max(effect.cost.high));
    say_html!(
        subject.tongue,
        "page-ranges-decides",
        input = inputs::spoken(subject.names, &effect.input.address),
        address = effect.input.address.as_str(),
        low = subject.tongue.change(low),
        high = subject.tongue.change(high),
    )
}
