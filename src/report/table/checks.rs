//! Mean counterparty cost on the ladder, and beside it what a sum by hand gives.

use super::{Column, Entry, Subject, Table};
use crate::assessment::{CostDistribution, ReserveFigures};

/// One row a reserve.
pub(super) fn table(subject: Subject) -> Table {
    let row = |reserve: &ReserveFigures| {
        let CostDistribution { marked, liquid_mean, eventual_mean, envelope, .. } = &reserve.counterparty_cost;
        vec![
            Entry::Words(subject.names.reserve(&reserve.id)),
            Entry::Interval(marked.mean),
            Entry::Share(*liquid_mean),
            Entry::Share(*eventual_mean),
            Entry::Share(*envelope),
        ]
    };
    Table {
        tongue: subject.tongue,
        id: "checks",
        caption: subject
            .caption_of_intervals("Mean counterparty cost, and the sum of chance times loss as a rough check"),
        columns: vec![
            Column::words("reserve", "Reserve"),
            Column::interval("cost_mean", "Mean counterparty cost"),
            Column::number("liquid_mean", "Claims at nothing"),
            Column::number("eventual_mean", "Claims in full"),
            Column::number("envelope", "Chance times loss, summed"),
        ],
        rows: subject.assessment.summary.reserves.iter().map(row).collect(),
    }
}
