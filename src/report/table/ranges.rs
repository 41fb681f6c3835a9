//! What each ranged input moves by itself.

use super::{Column, Entry, Subject, Table};
use crate::assessment::{HEADLINE_LEVEL, InputEffect};
use crate::report::language::say;
use crate::report::warning;
use crate::scenario::End;

/// One row an input, those first that move most.
pub(super) fn table(subject: Subject) -> Table {
    let ranges = subject.assessment.summary.ranges.as_ref();
    let rows = ranges.map_or_else(Vec::new, |ranges| ranges.inputs.iter().map(|effect| row(subject, effect)).collect());
    let paths = subject.tongue.count(ranges.map_or(0, |ranges| ranges.paths));
    let told = say!(subject.tongue, "table-ranges-caption", level = moved_level(subject), paths = paths);
    subject.table("ranges", vec![told], columns(subject), rows)
}

/// Whatever levels a scenario asks for, single inputs are held against each other at this one.
fn moved_level(subject: Subject) -> String {
    subject.tongue.level(HEADLINE_LEVEL)
}

fn columns(subject: Subject) -> Vec<Column> {
    let (tongue, level) = (subject.tongue, moved_level(subject));
    vec![
        Column::words("input", say!(tongue, "table-head-input")),
        Column::number("value", say!(tongue, "table-head-value")),
        Column::number("low", say!(tongue, "table-head-low")),
        Column::number("high", say!(tongue, "table-head-high")),
        Column::words("hurts", say!(tongue, "table-head-hurts")),
        Column::number("cost_at_low", say!(tongue, "table-head-cost-at-low")),
        Column::number("cost_at_high", say!(tongue, "table-head-cost-at-high")),
        Column::number("es_at_low", say!(tongue, "table-head-es-at-low", level = level.as_str())),
        Column::number("es_at_high", say!(tongue, "table-head-es-at-high", level = level.as_str())),
    ]
}

fn row(subject: Subject, effect: &InputEffect) -> Vec<Entry> {
    let tongue = subject.tongue;
    let hurts = match (effect.hurts, &effect.not_run) {
        (_, Some(why)) => Entry::words(
            format!("not run: {why}"),
            say!(tongue, "table-ranges-not-run", why = warning::not_run(why, tongue)),
        ),
        (Some(End::Low), _) => Entry::words("low", say!(tongue, "table-ranges-low-end")),
        (Some(End::High), _) => Entry::words("high", say!(tongue, "table-ranges-high-end")),
        (None, _) => Entry::words("neither", say!(tongue, "table-ranges-neither")),
    };
    let numbers = [effect.input.value, effect.input.low, effect.input.high];
    let changes = [effect.cost.low, effect.cost.high, effect.es.low, effect.es.high];
    let input = [Entry::quoted(&effect.input.address)];
    let numbers = numbers.map(|number| Entry::Told(number, tongue.plain(number)));
    let changes = changes.map(Entry::Change);
    input.into_iter().chain(numbers).chain([hurts]).chain(changes).collect()
}
