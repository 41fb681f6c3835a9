//! Mean counterparty cost on the ladder, and beside it what a sum by hand gives.

use super::{Column, Entry, Subject, Table};
use crate::assessment::{CostDistribution, ReserveFigures};
use crate::report::language::say;

/// One row a reserve.
pub(super) fn table(subject: Subject) -> Table {
    let tongue = subject.tongue;
    let row = |reserve: &ReserveFigures| {
        let CostDistribution { marked, liquid_mean, eventual_mean, envelope, .. } = &reserve.counterparty_cost;
        vec![
            subject.reserve(&reserve.id),
            Entry::Interval(marked.mean),
            Entry::Share(*liquid_mean),
            Entry::Share(*eventual_mean),
            Entry::Share(*envelope),
        ]
    };
    let columns = vec![
        subject.reserves(),
        Column::interval("cost_mean", say!(tongue, "table-head-mean-counterparty-cost")),
        Column::number("liquid_mean", say!(tongue, "table-head-claims-at-nothing")),
        Column::number("eventual_mean", say!(tongue, "table-head-claims-in-full")),
        Column::number("envelope", say!(tongue, "table-head-envelope")),
    ];
    let rows = subject.assessment.summary.reserves.iter().map(row).collect();
    subject.table("checks", vec![say!(tongue, "table-checks-caption")], columns, rows)
}
