//! What is lost if one counterparty fails in one mode.

use super::{Column, Entry, Subject, Table};
use crate::assessment::{ConditionalEstimate, Estimate, failure_in_words};

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
                Entry::Words(failure_in_words(&subject.names.counterparty(&failure.counterparty), &failure.mode)),
                Entry::interval(failure.cost.map(mean)),
                share(failure.cost, |cost| cost.p05),
                share(failure.cost, |cost| cost.p95),
                Entry::interval(failure.loss.map(mean)),
                Entry::Share(failure.tomorrow.liquid),
                Entry::Share(failure.tomorrow.marked),
                Entry::Share(failure.tomorrow.eventual),
            ]);
        }
    }
    Table {
        id: "if-it-fails",
        caption: subject.caption("What is lost if one fails, in percent of what was put in"),
        columns: vec![
            Column::words("reserve", "Reserve"),
            Column::words("failure", "If"),
            Column::interval("cost", "Counterparty cost, mean"),
            Column::number("cost_p05", "5%"),
            Column::number("cost_p95", "95%"),
            Column::interval("loss", "Loss, mean"),
            Column::number("tomorrow_liquid", "Tomorrow, liquid"),
            Column::number("tomorrow_marked", "Tomorrow, marked"),
            Column::number("tomorrow_eventual", "Tomorrow, eventual"),
        ],
        rows,
    }
}

fn mean(ConditionalEstimate { value, low, high, .. }: ConditionalEstimate) -> Estimate {
    Estimate { value, low, high }
}
