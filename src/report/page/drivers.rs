//! Who drives the loss: what a failure takes, what a removal saves, where the money went.

use super::Subject;
use crate::assessment::ReserveFigures;

/// Three questions that are easily taken for one another, then what is told of time and of weights.
pub(super) fn section(subject: Subject) -> String {
    if subject.assessment.summary.reserves.iter().all(ReserveFigures::is_nameless) {
        return subject.paragraph("page-drivers-nameless");
    }
    let parts = [
        subject.part(
            "page-drivers-fails-heading",
            "page-drivers-fails",
            &["if-it-fails", "counterparty-cards", "money-over-time"],
            &["if-it-fails"],
        ),
        subject.part("page-drivers-removal-heading", "page-drivers-removal", &["removal-ladder"], &["removal"]),
        subject.part(
            "page-drivers-booked-heading",
            "page-drivers-booked",
            &["booked-waterfall", "tail-matrix", "tail-cells"],
            &["booked-waterfall"],
        ),
        subject.part(
            "page-drivers-weight-heading",
            "page-drivers-weight",
            &["concentration"],
            &["concentration", "effective-numbers"],
        ),
        subject.part("page-drivers-when-heading", "page-drivers-when", &["failure-timeline"], &[]),
    ]
    .concat();
    let words = if parts.is_empty() { "page-drivers-none" } else { "page-drivers-words" };
    subject.paragraph(words) + &parts
}
