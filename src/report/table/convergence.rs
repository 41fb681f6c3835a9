//! How ES settles with the number of paths.

use super::{Column, Entry, Subject, Table};
use crate::assessment::at_headline_level;
use crate::report::chart::headline_level;

/// One row a reserve and number of paths.
pub(super) fn table(subject: Subject) -> Table {
    let mut rows = Vec::new();
    for reserve in &subject.assessment.summary.reserves {
        for convergence in &reserve.convergence {
            rows.push(vec![
                Entry::Words(subject.names.reserve(&reserve.id)),
                Entry::Words(subject.tongue.count(convergence.paths)),
                Entry::interval(at_headline_level(&convergence.es).map(|figure| figure.estimate)),
            ]);
        }
    }
    let level = subject.tongue.level(headline_level(subject.assessment));
    Table {
        tongue: subject.tongue,
        id: "convergence",
        caption: subject.caption_of_intervals("ES of loss from the first paths only"),
        columns: vec![
            Column::words("reserve", "Reserve"),
            Column::words("paths", "Paths"),
            Column::interval("es", &format!("ES {level} of loss")),
        ],
        rows,
    }
}
