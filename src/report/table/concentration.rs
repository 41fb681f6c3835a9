//! With how few groups a reserve stands, and what of its worst paths is booked to each.

use super::caption::any_untold;
use super::{Column, Entry, Subject, Table};
use crate::assessment::{Concentration, GroupFigures, Index, ReserveFigures, at_headline_level};
use crate::report::chart::headline_level;
use crate::report::language::say;

/// Whether a group holds or moves any of a reserve, or anything of its worst paths is booked to it: a panic reaches
/// those who never stood with it.
fn touches(group: &GroupFigures) -> bool {
    let booked = at_headline_level(&group.booked_es_share).map_or(0.0, |figure| figure.estimate.value);
    group.custody_weight != 0.0 || group.linked_weight != 0.0 || (booked.is_finite() && booked != 0.0)
}

/// One row a reserve and group that touches it.
pub(super) fn of_groups(subject: Subject) -> Table {
    let tongue = subject.tongue;
    let mut rows = Vec::new();
    for reserve in &subject.assessment.summary.reserves {
        let touching = reserve.groups.iter().filter(|group| touches(group));
        rows.extend(touching.map(|group| row(subject, reserve, group)));
    }
    let mut told = vec![say!(tongue, "table-concentration-caption"), subject.meaning_of_shortfall()];
    told.extend(any_untold(&rows).then(|| say!(tongue, "table-concentration-untold")));
    let columns = vec![
        subject.reserves(),
        Column::words("group", say!(tongue, "table-head-group")),
        Column::number("custody_weight", say!(tongue, "table-head-custody-weight")),
        Column::number("linked_weight", say!(tongue, "table-head-linked-weight")),
        Column::interval("booked_es_share", say!(tongue, "table-head-booked-share", level = subject.level())),
    ];
    subject.table("concentration", told, columns, rows)
}

fn row(subject: Subject, reserve: &ReserveFigures, group: &GroupFigures) -> Vec<Entry> {
    vec![
        subject.reserve(&reserve.id),
        Entry::words(group.id.as_str(), subject.names.group(&group.id)),
        Entry::Share(group.custody_weight),
        Entry::Share(group.linked_weight),
        Entry::interval(at_headline_level(&group.booked_es_share).map(|figure| figure.estimate)),
    ]
}

/// One row a reserve.
pub(super) fn of_reserves(subject: Subject) -> Table {
    let tongue = subject.tongue;
    let level = headline_level(subject.assessment);
    let number = |of: Option<f64>| of.map_or(Entry::Nothing, |number| Entry::Told(number, tongue.number(number, 1)));
    let of_index = |index: Option<Index>| number(index.map(|index| index.effective_number));
    let row = |reserve: &ReserveFigures| {
        let Concentration { custody, custody_and_links, booked_es_share } = &reserve.concentration;
        let booked = booked_es_share.iter().find(|index| index.level == level);
        vec![
            subject.reserve(&reserve.id),
            of_index(*custody),
            of_index(*custody_and_links),
            number(booked.and_then(|index| index.effective_number)),
        ]
    };
    let rows: Vec<_> = subject.assessment.summary.reserves.iter().map(row).collect();
    let mut told = vec![say!(tongue, "table-effective-numbers-caption")];
    told.extend(any_untold(&rows).then(|| say!(tongue, "table-effective-numbers-untold")));
    let columns = vec![
        subject.reserves(),
        Column::number("custody", say!(tongue, "table-head-custody-weight")),
        Column::number("custody_and_links", say!(tongue, "table-head-linked-weight")),
        Column::number("booked_es_share", say!(tongue, "table-head-booked-share", level = subject.level())),
    ];
    subject.table("effective-numbers", told, columns, rows)
}
