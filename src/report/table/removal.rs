//! What removing each group saves.

use super::{Column, Entry, Subject, Table};
use crate::assessment::{RemovalFigures, ReserveFigures, at_headline_level};
use crate::report::chart::headline_level;

/// One row a reserve, group and change that changes something.
pub(super) fn table(subject: Subject) -> Table {
    let level = subject.tongue.level(headline_level(subject.assessment));
    let mut rows = Vec::new();
    for reserve in &subject.assessment.summary.reserves {
        let changes = reserve.leading_removals().into_iter().flat_map(|(_, changes)| changes);
        rows.extend(changes.map(|change| row(subject, reserve, change)));
    }
    Table {
        tongue: subject.tongue,
        id: "removal",
        caption: subject.caption_of_intervals(
            "By how many percentage points figures fall when a group is removed; what would change nothing is left out",
        ),
        columns: vec![
            Column::words("reserve", "Reserve"),
            Column::words("group", "Group"),
            Column::words("change", "Change"),
            Column::interval("cost_mean", "Mean cost"),
            Column::interval("loss_mean", "Mean loss"),
            Column::interval("cost_es", &format!("ES {level} of cost")),
            Column::interval("loss_es", &format!("ES {level} of loss")),
        ],
        rows,
    }
}

fn row(subject: Subject, reserve: &ReserveFigures, removal: &RemovalFigures) -> Vec<Entry> {
    let change = match removal.what.as_str() {
        "all" => "cannot fail",
        "keys" => "keys elsewhere",
        "links" => "links cut",
        "both" => "both of these",
        other => other,
    };
    vec![
        Entry::Words(subject.names.reserve(&reserve.id)),
        Entry::Words(subject.names.group(&removal.group)),
        Entry::Words(change.to_owned()),
        Entry::Interval(removal.cost_mean),
        Entry::Interval(removal.loss_mean),
        Entry::interval(at_headline_level(&removal.cost_es).map(|figure| figure.estimate)),
        Entry::interval(at_headline_level(&removal.loss_es).map(|figure| figure.estimate)),
    ]
}

#[cfg(test)]
mod tests {
    use crate::assessment::Estimate;
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
                    *fall = Estimate::default();
                }
            }
        }
        let tables = table::all(&assessment, Tongue::english());
        let table = tables.iter().find(|table| table.id == "removal").unwrap();
        let told: Vec<String> = table.rows.iter().map(|row| row[2].text(Tongue::english())).collect();
        // Where the keys matter to nobody, `both` is the links once more.
        assert_eq!(told, ["cannot fail", "links cut"], "of {all}");
        assert!(table.caption.contains("left out"), "{}", table.caption);
    }
}
