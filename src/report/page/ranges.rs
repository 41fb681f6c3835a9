//! What the assumptions leave open, and which of them moves the figures.

use super::Subject;
use crate::report::escape::html;

/// How the ranges were found, the tornado, and the table behind it.
pub(super) fn section(subject: Subject) -> String {
    let Some(ranges) = &subject.assessment.summary.ranges else { return String::new() };
    let together = match &ranges.not_run {
        None => "Then the whole run was made twice more on the same draws, with every input at the end that hurts less and with \
                 every one at the end that hurts more: these two are the low and the high beside each figure. That all assumptions \
                 are wrong on the same side at once is unlikely; the range says what they allow, not what is likely."
            .to_owned(),
        Some(why) => format!("All of them could not be run at their ends together: {}.", html(why)),
    };
    format!(
        "<p>{} inputs of this scenario are not one number but a range; a pool of evidence ranges from the 5% to the 95% of what its \
         counts allow. Each was moved to its low and to its high end alone, on the first {} paths, to see which end hurts: the one \
         with the higher mean counterparty cost, or, where that hardly moves, with the higher ES 99%. {together}</p>\n{}{}",
        subject.tongue.count(ranges.inputs.len() as u64),
        subject.tongue.count(ranges.paths),
        subject.figures(&["tornado", "tornado-es"]),
        subject.table("ranges")
    )
}
