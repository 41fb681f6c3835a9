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
            Entry::Words(assumption.unit.clone()),
            end(assumption.low),
            end(assumption.high),
            Entry::Words(assumption.basis.word().to_owned()),
            Entry::Words(assumption.confidence.map_or_else(String::new, |confidence| confidence.word().to_owned())),
            Entry::Words(assumption.source.clone().unwrap_or_else(|| "no source stated".to_owned())),
        ]
    };
    Table {
        tongue: subject.tongue,
        id: "assumptions",
        caption: subject.caption_of_intervals("Assumptions of the scenario, as written"),
        columns: vec![
            Column::words("address", "Assumption"),
            Column::words("value", "Value"),
            Column::words("unit", "Unit"),
            Column::number("low", "Low"),
            Column::number("high", "High"),
            Column::words("basis", "Basis"),
            Column::words("confidence", "Confidence"),
            Column::words("source", "Source"),
        ],
        rows: subject.assessment.register.assumptions.iter().map(row).collect(),
    }
}
