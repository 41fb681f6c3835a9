//! What removing each group saves.

use super::{Column, Entry, Subject, Table};
use crate::assessment::at_headline_level;
use crate::report::chart::{headline_level, level_words};

/// One row a reserve, group and change.
pub(super) fn table(subject: Subject) -> Table {
    let level = level_words(headline_level(subject.assessment));
    let mut rows = Vec::new();
    for reserve in &subject.assessment.summary.reserves {
        for removal in &reserve.removal {
            let change = match removal.what.as_str() {
                "all" => "no member fails",
                "keys" => "what it keeps stands at own keys",
                "links" => "prices no longer rest on it",
                "both" => "own keys, and no link",
                other => other,
            };
            rows.push(vec![
                Entry::Words(subject.names.reserve(&reserve.id)),
                Entry::Words(subject.names.group(&removal.group)),
                Entry::Words(change.to_owned()),
                Entry::Interval(removal.cost_mean),
                Entry::Interval(removal.loss_mean),
                Entry::interval(at_headline_level(&removal.cost_es).map(|figure| figure.estimate)),
                Entry::interval(at_headline_level(&removal.loss_es).map(|figure| figure.estimate)),
            ]);
        }
    }
    Table {
        id: "removal",
        caption: subject.caption("What goes away when a group is removed, in percentage points"),
        columns: vec![
            Column::words("reserve", "Reserve"),
            Column::words("group", "Group"),
            Column::words("change", "Change"),
            Column::interval("cost_mean", "Fall of mean counterparty cost"),
            Column::interval("loss_mean", "Fall of mean loss"),
            Column::interval("cost_es", &format!("Fall of ES {level} of counterparty cost")),
            Column::interval("loss_es", &format!("Fall of ES {level} of loss")),
        ],
        rows,
    }
}
