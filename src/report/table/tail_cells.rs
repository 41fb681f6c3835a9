//! Booked cells of the worst paths.

use super::{Column, Entry, Subject, Table};
use crate::assessment::CellFigures;
use crate::report::chart::{cell_words, headline_level};
use crate::report::language::say;

/// One row a reserve and cell.
pub(super) fn table(subject: Subject) -> Table {
    let (tongue, level) = (subject.tongue, headline_level(subject.assessment));
    let mut rows = Vec::new();
    for reserve in &subject.assessment.summary.reserves {
        let of_level = reserve.attribution.iter().filter(|attribution| attribution.level == level);
        for cell in of_level.flat_map(|attribution| &attribution.cells) {
            rows.push(vec![
                subject.reserve(&reserve.id),
                Entry::words(key(cell), cell_words(subject.names, cell)),
                Entry::Interval(cell.es),
                Entry::Share(cell.mean),
            ]);
        }
    }
    let worst = tongue.level(1.0 - level);
    let columns = vec![
        subject.reserves(),
        Column::words("cell", say!(tongue, "table-head-booked-to")),
        Column::interval("es", say!(tongue, "table-head-mean-of-worst", share = worst)),
        Column::number("mean", say!(tongue, "table-head-mean-of-all")),
    ];
    let told = vec![say!(tongue, "table-tail-cells-caption", level = subject.level())];
    subject.table("tail-cells", told, columns, rows)
}

/// `custody/okx/BTC`: channel, counterparty and asset, as in `summary.csv`.
fn key(cell: &CellFigures) -> String {
    let parts = [Some(&cell.channel), cell.of.as_ref(), cell.asset.as_ref()];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("/")
}
