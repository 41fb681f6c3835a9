//! What each ranged input moves by itself.

use super::{Column, Entry, Subject, Table};
use crate::assessment::InputEffect;
use crate::scenario::End;

/// One row an input, those first that move most.
pub(super) fn table(subject: Subject) -> Table {
    let ranges = subject.assessment.summary.ranges.as_ref();
    let rows = ranges.map_or_else(Vec::new, |ranges| ranges.inputs.iter().map(|effect| row(subject, effect)).collect());
    let paths = ranges.map_or(0, |ranges| ranges.paths);
    let what = format!(
        "What each ranged input moves by itself, on the first {} paths: change of the mean counterparty cost and of ES 99% \
         of the loss, averaged over reserves, in percentage points, with the input at its low and at its high end",
        subject.tongue.count(paths)
    );
    Table {
        tongue: subject.tongue,
        id: "ranges",
        caption: subject.caption_of_intervals(&what),
        columns: columns(),
        rows,
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::words("input", "Input"),
        Column::number("value", "Value"),
        Column::number("low", "Low"),
        Column::number("high", "High"),
        Column::words("hurts", "Which end hurts"),
        Column::number("cost_at_low", "Cost at low"),
        Column::number("cost_at_high", "Cost at high"),
        Column::number("es_at_low", "ES 99% at low"),
        Column::number("es_at_high", "ES 99% at high"),
    ]
}

fn row(subject: Subject, effect: &InputEffect) -> Vec<Entry> {
    let hurts = match (effect.hurts, &effect.not_run) {
        (_, Some(why)) => format!("not run: {why}"),
        (Some(End::Low), _) => "low".to_owned(),
        (Some(End::High), _) => "high".to_owned(),
        (None, _) => "neither".to_owned(),
    };
    let numbers = [effect.input.value, effect.input.low, effect.input.high];
    let changes = [effect.cost.low, effect.cost.high, effect.es.low, effect.es.high];
    let words = [Entry::Words(effect.input.address.clone())];
    let numbers = numbers.map(|number| Entry::Told(number, subject.tongue.plain(number)));
    let changes = changes.map(|points| Entry::Told(points, subject.tongue.change(points)));
    words.into_iter().chain(numbers).chain([Entry::Words(hurts)]).chain(changes).collect()
}
