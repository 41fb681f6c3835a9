//! What the worst paths are made of, part by part up to ES: the market, group by group, trading cost.

use super::caption::any_untold;
use super::{Column, Entry, Subject, Table};
use crate::assessment::{Attribution, BookedPart, Estimate, ReserveFigures, at_headline_level};
use crate::report::chart::headline_level;
use crate::report::language::say;

/// One row a reserve and part, those after the market in the order of their size, and one for their sum.
pub(super) fn table(subject: Subject) -> Table {
    let (tongue, level) = (subject.tongue, headline_level(subject.assessment));
    let mut rows = Vec::new();
    for reserve in &subject.assessment.summary.reserves {
        let of_level = reserve.attribution.iter().filter(|attribution| attribution.level == level);
        rows.extend(of_level.flat_map(|attribution| of_reserve(subject, reserve, attribution)));
    }
    let mut told = vec![say!(tongue, "table-booked-waterfall-caption"), subject.meaning_of_shortfall()];
    told.extend(any_untold(&rows).then(|| subject.untold_shortfall()));
    let worst = tongue.level(1.0 - level);
    let columns = vec![
        subject.reserves(),
        Column::words("part", say!(tongue, "table-head-booked-to")),
        Column::interval("es", say!(tongue, "table-head-mean-of-worst", share = worst)),
        Column::number("mean", say!(tongue, "table-head-mean-of-all")),
    ];
    subject.table("booked-waterfall", told, columns, rows)
}

fn of_reserve(subject: Subject, reserve: &ReserveFigures, attribution: &Attribution) -> Vec<Vec<Entry>> {
    let tongue = subject.tongue;
    let channel = |id: &str| attribution.by_channel.iter().find(|part| part.id == id);
    let mut groups: Vec<&BookedPart> = attribution.by_group.iter().collect();
    groups.sort_by(|a, b| b.es.value.total_cmp(&a.es.value));
    let row = |part: Entry, es: Estimate, mean: f64| {
        vec![subject.reserve(&reserve.id), part, Entry::Interval(es), Entry::Share(mean)]
    };
    let booked = |part: &BookedPart, entry: Entry| row(entry, part.es, part.mean);
    let mut rows = Vec::new();
    rows.extend(channel("market").map(|part| booked(part, Entry::words("market", say!(tongue, "table-part-market")))));
    rows.extend(
        groups
            .into_iter()
            .map(|part| booked(part, Entry::words(format!("group/{}", part.id), subject.names.group(&part.id)))),
    );
    rows.extend(channel("cost").map(|part| booked(part, Entry::words("cost", say!(tongue, "table-part-cost")))));
    if let Some(figure) = at_headline_level(&reserve.loss.es).filter(|_| !rows.is_empty()) {
        let sum = Entry::words("all", say!(tongue, "table-part-all", level = subject.level()));
        rows.push(row(sum, figure.estimate, reserve.loss.mean.value));
    }
    rows
}
