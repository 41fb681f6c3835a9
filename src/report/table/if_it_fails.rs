//! What is lost if one counterparty fails in one mode.

use super::{Column, Entry, Subject, Table};
use crate::assessment::ConditionalEstimate;

/// One row a reserve, counterparty and mode.
pub(super) fn table(subject: Subject) -> Table {
    let share = |of: Option<ConditionalEstimate>, which: fn(ConditionalEstimate) -> f64| {
        of.map_or(Entry::Nothing, |figures| Entry::Share(which(figures)))
    };
    let mut rows = Vec::new();
    for reserve in &subject.assessment.summary.reserves {
        for failure in &reserve.if_it_fails {
            rows.push(vec![
                Entry::Words(subject.names.reserve(&reserve.id)),
                Entry::Words(subject.names.failure(&subject.names.counterparty(&failure.counterparty), &failure.mode)),
                Entry::interval(failure.cost.map(ConditionalEstimate::mean)),
                share(failure.cost, |cost| cost.p05),
                share(failure.cost, |cost| cost.p95),
                Entry::interval(failure.loss.map(ConditionalEstimate::mean)),
                Entry::Share(failure.tomorrow.liquid),
                Entry::Share(failure.tomorrow.marked),
                Entry::Share(failure.tomorrow.eventual),
            ]);
        }
    }
    Table {
        tongue: subject.tongue,
        id: "if-it-fails",
        caption: subject.caption("What is lost if one fails: counterparty cost and loss in percent; tomorrow is before any market move, with open claims at nothing \
             (liquid), at what a buyer pays (marked), and in full (eventual)"),
        columns: vec![
            Column::words("reserve", "Reserve"),
            Column::words("failure", "If"),
            Column::interval("cost", "Mean cost"),
            Column::number("cost_p05", "9 in 10: from"),
            Column::number("cost_p95", "to"),
            Column::interval("loss", "Mean loss"),
            Column::number("tomorrow_liquid", "If tomorrow: liquid"),
            Column::number("tomorrow_marked", "marked"),
            Column::number("tomorrow_eventual", "eventual"),
        ],
        rows,
    }
}
