//! Booked cells of the worst paths.

use super::{Column, Entry, Subject, Table};
use crate::report::chart::{cell_words, headline_level};

/// One row a reserve and cell.
pub(super) fn table(subject: Subject) -> Table {
    let level = headline_level(subject.assessment);
    let mut rows = Vec::new();
    for reserve in &subject.assessment.summary.reserves {
        let of_level = reserve.attribution.iter().filter(|attribution| attribution.level == level);
        for cell in of_level.flat_map(|attribution| &attribution.cells) {
            rows.push(vec![
                Entry::Words(subject.names.reserve(&reserve.id)),
                Entry::Words(cell_words(subject.names, cell)),
                Entry::Interval(cell.es),
                Entry::Share(cell.mean),
            ]);
        }
    }
    let what = "Where the money went, in percent of what was put in: an account, not what leaving would save";
    Table {
        tongue: subject.tongue,
        id: "tail-cells",
        caption: subject.caption_of_intervals(what),
        columns: vec![
            Column::words("reserve", "Reserve"),
            Column::words("cell", "Booked to"),
            Column::interval("es", &format!("Mean over the paths of ES {}", subject.tongue.level(level))),
            Column::number("mean", "Mean over all paths"),
        ],
        rows,
    }
}
