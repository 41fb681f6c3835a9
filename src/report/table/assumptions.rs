//! What the figures rest on.

use super::{Column, Entry, Subject, Table};
use crate::scenario::Assumption;

/// One row a number or law.
pub(super) fn table(subject: Subject) -> Table {
    let end = |end: Option<f64>| end.map_or(Entry::Nothing, Entry::Plain);
    let row = |assumption: &Assumption| {
        vec![
            Entry::Words(assumption.address.clone()),
            Entry::Words(assumption.value.clone()),
            end(assumption.low),
            end(assumption.high),
            Entry::Words(assumption.source.clone().unwrap_or_else(|| "no source stated".to_owned())),
        ]
    };
    Table {
        id: "assumptions",
        caption: subject.caption("Assumptions of the scenario, as written"),
        columns: vec![
            Column::words("address", "Assumption"),
            Column::words("value", "Value"),
            Column::number("low", "Low"),
            Column::number("high", "High"),
            Column::words("source", "Source"),
        ],
        rows: subject.assessment.register.assumptions.iter().map(row).collect(),
    }
}
