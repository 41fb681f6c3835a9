//! What two experts hold, what they answer, and what single inputs do.

use super::reserve;
use crate::decision::experts::{Compared, Experts, Input, Said, Standing, Swap, Verdict};
use crate::report::inputs::{self, said, spoken};
use crate::report::language::say;
use crate::report::names::shortened;
use crate::report::table::{Column, Entry, Table};
use crate::report::terms::{Subject, measure};
use crate::statistics::Estimate;

/// What both hold of each input: what moves the leading answer most first.
pub(super) fn inputs(found: &Experts, subject: Subject) -> Table {
    let tongue = subject.tongue;
    let leading = found.leading().first().copied();
    let moved = |input: &Input| leading.and_then(|compared| compared.moved_by(&input.address));
    let mut inputs: Vec<&Input> = found.inputs.iter().collect();
    let size = |input: &Input| moved(input).map_or(-1.0, |moved| moved.value.abs());
    inputs.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let row = |input: &&Input| {
        let mut row = vec![Entry::words(&*input.address, spoken(subject.names, &input.address))];
        for said in [&input.a, &input.b] {
            row.push(held(&input.address, said, subject));
            let told = |end: f64| Entry::Told(end, inputs::said(tongue, &input.address, end));
            row.extend([0, 1].map(|end| said.range.map_or(Entry::Nothing, |ends| told(ends[end]))));
        }
        row.push(verdict(input.verdict, subject));
        let moved = moved(input).filter(|moved| moved.value.is_finite());
        row.push(moved.map_or(Entry::Nothing, |moved| Entry::Told(moved.value, tongue.change(moved.value))));
        row
    };
    let [a, b] = subject.voices(found);
    let head = |id: &str| say!(tongue, id);
    let (figure, reserve) = leading
        .map_or_else(Default::default, |one| (measure::swept(subject, one.measured.measure), reserve(one, subject)));
    let caption = say!(
        tongue,
        "experts-caption-inputs",
        a = a.clone(),
        b = b.clone(),
        figure = figure,
        reserve = reserve,
        source = subject.source()
    );
    Table {
        tongue,
        id: "inputs",
        caption,
        columns: vec![
            Column::words("input", head("table-head-input")),
            Column::number("a", shortened(&a)),
            Column::number("a_low", head("experts-head-a-low")),
            Column::number("a_high", head("experts-head-a-high")),
            Column::number("b", shortened(&b)),
            Column::number("b_low", head("experts-head-b-low")),
            Column::number("b_high", head("experts-head-b-high")),
            Column::words("verdict", head("experts-head-verdict")),
            Column::number("moves", head("experts-head-moves")),
        ],
        rows: inputs.iter().map(row).collect(),
    }
}

/// A value with its range; in brackets where it is the scenario's.
fn held(address: &str, held: &Said, subject: Subject) -> Entry {
    let tongue = subject.tongue;
    let Some(value) = held.value else { return Entry::Nothing };
    let number = |value: f64| said(tongue, address, value);
    let told = match held.range {
        Some([low, high]) => say!(tongue, "interval", value = number(value), low = number(low), high = number(high)),
        None => number(value),
    };
    Entry::Told(value, if held.stated { told } else { say!(tongue, "experts-unsaid", value = number(value)) })
}

fn verdict(verdict: Verdict, subject: Subject) -> Entry {
    let (key, id) = match verdict {
        Verdict::Agree => ("agree", "experts-verdict-agree"),
        Verdict::AHigher => ("a-higher", "experts-verdict-a-higher"),
        Verdict::BHigher => ("b-higher", "experts-verdict-b-higher"),
        Verdict::OnlyA => ("only-a", "experts-verdict-only-a"),
        Verdict::OnlyB => ("only-b", "experts-verdict-only-b"),
    };
    Entry::words(key, say!(subject.tongue, id))
}

/// Measure and reserve of a row.
fn of(compared: &Compared, subject: Subject) -> [Entry; 2] {
    let measured = &compared.measured;
    let key = measured.measure.to_string();
    [
        Entry::words(key, measure::swept(subject, measured.measure)),
        Entry::words(&*measured.reserve, reserve(compared, subject)),
    ]
}

fn of_columns(subject: Subject) -> [Column; 2] {
    [
        Column::words("measure", say!(subject.tongue, "sweep-head-measure")),
        Column::words("reserve", say!(subject.tongue, "table-head-reserve")),
    ]
}

/// Both answers.
pub(super) fn answers(found: &Experts, subject: Subject) -> Table {
    let tongue = subject.tongue;
    let ([a, b], head) = (subject.voices(found), |id: &str| say!(tongue, id));
    let mut columns: Vec<Column> = of_columns(subject).into();
    columns.extend([
        Column::interval("a", shortened(&a)),
        Column::interval("b", shortened(&b)),
        Column::interval("difference", head("experts-head-difference")),
        Column::interval("together", head("experts-head-together")),
        Column::words("standing", head("experts-head-standing")),
    ]);
    let row = |one: &Compared| {
        let (key, id) = match one.standing {
            Standing::Same => ("same", "experts-standing-same"),
            Standing::WithinSampling => ("within-sampling", "experts-standing-within-sampling"),
            Standing::Unknown => ("unknown", "experts-standing-unknown"),
            Standing::WithinRanges => ("within-ranges", "experts-standing-within-ranges"),
            Standing::Apart => ("apart", "experts-standing-apart"),
        };
        let figures = [one.a, one.b, one.difference, one.together].map(Entry::Interval);
        let standing = Entry::words(key, say!(tongue, id));
        of(one, subject).into_iter().chain(figures).chain([standing]).collect()
    };
    let horizon = say!(tongue, "over-days", count = subject.ground.horizon_days);
    let caption = say!(tongue, "experts-caption-answers", horizon = horizon, source = subject.source());
    Table { tongue, id: "answers", caption, columns, rows: found.measured.iter().map(row).collect() }
}

/// What single inputs do to each figure.
pub(super) fn swaps(found: &Experts, subject: Subject) -> Table {
    let tongue = subject.tongue;
    let head = |id: &str| say!(tongue, id);
    let mut columns: Vec<Column> = of_columns(subject).into();
    columns.extend([
        Column::words("input", head("table-head-input")),
        Column::interval("a_with", head("experts-head-a-with")),
        Column::interval("from_a", head("experts-head-from-a")),
        Column::interval("closes", head("experts-head-closes")),
        Column::interval("b_with", head("experts-head-b-with")),
        Column::interval("from_b", head("experts-head-from-b")),
        Column::interval("part", head("experts-head-part")),
    ]);
    let row = |one: &Compared, swap: &Swap| -> Vec<Entry> {
        let &Swap { a_with, from_a, closes, b_with, from_b, part, .. } = swap;
        let figures =
            [a_with, from_a, closes, b_with, from_b, part.unwrap_or_else(Estimate::untold)].map(Entry::Interval);
        let input = Entry::words(&*swap.address, spoken(subject.names, &swap.address));
        of(one, subject).into_iter().chain([input]).chain(figures).collect()
    };
    let rows = found.measured.iter().flat_map(|one| one.swaps.iter().map(move |swap| row(one, swap)));
    let caption = say!(tongue, "experts-caption-swaps", source = subject.source());
    Table { tongue, id: "swaps", caption, columns, rows: rows.collect() }
}
