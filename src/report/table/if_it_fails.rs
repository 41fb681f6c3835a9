//! What is lost if one counterparty fails in one mode.

use super::caption::any_untold;
use super::{Column, Entry, Subject, Table};
use crate::assessment::{ConditionalEstimate, IfItFails, ReserveFigures};
use crate::report::language::say;

/// One row a reserve, counterparty and mode.
pub(super) fn table(subject: Subject) -> Table {
    let tongue = subject.tongue;
    let mut rows = Vec::new();
    for reserve in &subject.assessment.summary.reserves {
        rows.extend(reserve.if_it_fails.iter().map(|failure| row(subject, reserve, failure)));
    }
    let mut told = vec![say!(tongue, "table-if-it-fails-caption")];
    told.extend(any_untold(&rows).then(|| say!(tongue, "table-if-it-fails-no-path")));
    let columns = vec![
        subject.reserves(),
        Column::words("failure", say!(tongue, "table-head-event")),
        Column::interval("cost", say!(tongue, "table-head-mean-cost")),
        Column::number("cost_p05", say!(tongue, "table-head-nine-in-ten-from")),
        Column::number("cost_p95", say!(tongue, "table-head-nine-in-ten-to")),
        Column::interval("loss", say!(tongue, "table-head-mean-loss")),
        Column::number("tomorrow_liquid", say!(tongue, "table-head-tomorrow-liquid")),
        Column::number("tomorrow_marked", say!(tongue, "table-head-tomorrow-marked")),
        Column::number("tomorrow_eventual", say!(tongue, "table-head-tomorrow-eventual")),
    ];
    subject.table("if-it-fails", told, columns, rows)
}

fn row(subject: Subject, reserve: &ReserveFigures, failure: &IfItFails) -> Vec<Entry> {
    let share = |of: Option<ConditionalEstimate>, which: fn(ConditionalEstimate) -> f64| {
        of.map_or(Entry::Nothing, |figures| Entry::Share(which(figures)))
    };
    let (who, mode) = (failure.counterparty.as_str(), failure.mode.as_str());
    vec![
        subject.reserve(&reserve.id),
        Entry::words(format!("{who}/{mode}"), subject.names.failure(&subject.names.counterparty(who), mode)),
        Entry::interval(failure.cost.map(ConditionalEstimate::mean)),
        share(failure.cost, |cost| cost.p05),
        share(failure.cost, |cost| cost.p95),
        Entry::interval(failure.loss.map(ConditionalEstimate::mean)),
        Entry::Share(failure.tomorrow.liquid),
        Entry::Share(failure.tomorrow.marked),
        Entry::Share(failure.tomorrow.eventual),
    ]
}
