//! How likely failures are: as assumed, and as they came out.

use super::caption::any_untold;
use super::{Column, Entry, Subject, Table};
use crate::assessment::CounterpartyFigures;
use crate::report::language::say;

/// One row a counterparty.
pub(super) fn table(subject: Subject) -> Table {
    let tongue = subject.tongue;
    let row = |who: &CounterpartyFigures| {
        vec![
            Entry::words(who.id.as_str(), subject.names.counterparty(&who.id)),
            Entry::Share(who.stated_failure_probability),
            Entry::interval(who.own_failure_probability),
            Entry::interval(who.failure_probability),
        ]
    };
    let rows: Vec<_> = subject.assessment.summary.counterparties.iter().map(row).collect();
    let mut told = vec![say!(tongue, "table-probabilities-caption")];
    told.extend(any_untold(&rows).then(|| say!(tongue, "table-probabilities-nameless")));
    let columns = vec![
        Column::words("counterparty", say!(tongue, "table-head-counterparty")),
        Column::number("stated", say!(tongue, "table-head-assumed")),
        Column::interval("own", say!(tongue, "table-head-own-cause")),
        Column::interval("all_causes", say!(tongue, "table-head-all-causes")),
    ];
    subject.table("probabilities", told, columns, rows)
}
