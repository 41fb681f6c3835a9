//! How likely failures are: as assumed, and as they came out.

use super::{Column, Entry, Subject, Table};
use crate::assessment::CounterpartyFigures;

/// One row a counterparty.
pub(super) fn table(subject: Subject) -> Table {
    let row = |who: &CounterpartyFigures| {
        vec![
            Entry::Words(subject.names.counterparty(&who.id)),
            Entry::Share(who.stated_failure_probability),
            Entry::interval(who.own_failure_probability),
            Entry::interval(who.failure_probability),
        ]
    };
    Table {
        tongue: subject.tongue,
        id: "probabilities",
        caption: subject.caption("Chance of failing, as assumed and as it came out (no assessment of any firm)"),
        columns: vec![
            Column::words("counterparty", "Counterparty"),
            Column::number("stated", "Assumed"),
            Column::interval("own", "Came out, own cause"),
            Column::interval("all_causes", "Came out, all causes"),
        ],
        rows: subject.assessment.summary.counterparties.iter().map(row).collect(),
    }
}
