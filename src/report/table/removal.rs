//! What removing each group saves.

use super::caption::any_untold;
use super::{Column, Entry, Subject, Table};
use crate::assessment::{RemovalFigures, ReserveFigures, at_headline_level};
use crate::report::language::say;

/// One row a reserve, group and change that changes something.
pub(super) fn table(subject: Subject) -> Table {
    let (tongue, level) = (subject.tongue, subject.level());
    let mut rows = Vec::new();
    for reserve in &subject.assessment.summary.reserves {
        let changes = reserve.leading_removals().into_iter().flat_map(|(_, changes)| changes);
        rows.extend(changes.map(|change| row(subject, reserve, change)));
    }
    let mut told = vec![say!(tongue, "table-removal-caption"), subject.meaning_of_shortfall()];
    told.extend(any_untold(&rows).then(|| subject.untold_shortfall()));
    let columns = vec![
        subject.reserves(),
        Column::words("group", say!(tongue, "table-head-group")),
        Column::words("change", say!(tongue, "table-head-change")),
        Column::interval("cost_mean", say!(tongue, "table-head-mean-cost")),
        Column::interval("loss_mean", say!(tongue, "table-head-mean-loss")),
        Column::interval("cost_es", say!(tongue, "table-head-es-of-cost", level = level.as_str())),
        Column::interval("loss_es", say!(tongue, "table-head-es-of-loss", level = level.as_str())),
    ];
    subject.table("removal", told, columns, rows)
}

fn row(subject: Subject, reserve: &ReserveFigures, removal: &RemovalFigures) -> Vec<Entry> {
    let change = match removal.what.as_str() {
        "all" => say!(subject.tongue, "table-removal-all"),
        "keys" => say!(subject.tongue, "table-removal-keys"),
        "links" => say!(subject.tongue, "table-removal-links"),
        "both" => say!(subject.tongue, "table-removal-both"),
        other => other.to_owned(),
    };
    vec![
        subject.reserve(&reserve.id),
        Entry::words(removal.group.as_str(), subject.names.group(&removal.group)),
        Entry::words(removal.what.as_str(), change),
        Entry::Points(removal.cost_mean),
        Entry::Points(removal.loss_mean),
        Entry::points(at_headline_level(&removal.cost_es).map(|figure| figure.estimate)),
        Entry::points(at_headline_level(&removal.loss_es).map(|figure| figure.estimate)),
    ]
}

#[cfg(test)]
mod tests {
    use crate::assessment::{Ends, Estimate};
    use crate::report::language::Tongue;
    use crate::report::{fixture, table};

    #[test]
    fn what_changes_nothing_is_left_out_and_the_caption_says_so() {
        let mut assessment = fixture::assessment(1);
        let all = assessment.summary.reserves[0].removal.len();
        for change in &mut assessment.summary.reserves[0].removal {
            if change.group == "okx" || change.what == "keys" {
                let falls = change.loss_es.iter_mut().chain(&mut change.cost_es).map(|figure| &mut figure.estimate);
                for fall in falls.chain([&mut change.cost_mean, &mut change.loss_mean]) {
                    // Also where ranges were run, and moved it no more.
                    *fall = Estimate { range: Some(Ends { low: 0.0, high: 0.0 }), ..Estimate::default() };
                }
            }
        }
        let tables = table::all(&assessment, Tongue::english());
        let table = tables.iter().find(|table| table.id == "removal").unwrap();
        let told: Vec<String> = table.rows.iter().map(|row| row[2].text(Tongue::english())).collect();
        // Where the keys matter to nobody, `both` is the links once more.
        assert_eq!(told, ["cannot fail", "links cut"], "of {all}");
        assert!(table.caption.contains("left out"), "{}", table.caption);
        // The caption says points, so the figures have no sign.
        assert!(table.rows.iter().all(|row| !row[3].text(Tongue::english()).contains('%')));
    }
}
