//! How ES settles with the number of paths.

use super::caption::any_untold;
use super::{Column, Entry, Subject, Table};
use crate::assessment::at_headline_level;
use crate::report::language::say;

/// One row a reserve and number of paths.
#[allow(clippy::cast_precision_loss)]
pub(super) fn table(subject: Subject) -> Table {
    let tongue = subject.tongue;
    let mut rows = Vec::new();
    for reserve in &subject.assessment.summary.reserves {
        for convergence in &reserve.convergence {
            rows.push(vec![
                subject.reserve(&reserve.id),
                Entry::Plain(convergence.paths as f64),
                Entry::interval(at_headline_level(&convergence.es).map(|figure| figure.estimate)),
            ]);
        }
    }
    let mut told = vec![say!(tongue, "table-convergence-caption"), subject.meaning_of_shortfall()];
    told.extend(any_untold(&rows).then(|| subject.untold_shortfall()));
    let columns = vec![
        subject.reserves(),
        Column::number("paths", say!(tongue, "table-head-paths")),
        Column::interval("es", say!(tongue, "table-head-es-of-loss", level = subject.level())),
    ];
    subject.table("convergence", told, columns, rows)
}
