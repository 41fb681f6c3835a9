//! What moves the figures: each ranged input at its ends, one at a time.

use super::frame::framed;
use super::swings::{Row, Swings};
use super::{Chart, Subject};
use crate::assessment::{InputEffect, Ranges, Swing};
use crate::report::ReportError;
use crate::report::inputs::{said, spoken};
use crate::report::language::{Tongue, say};
use crate::report::names::Names;
use crate::report::sheet::Sheet;

/// Most inputs drawn; all stand in the table.
const MOST_INPUTS: usize = 12;

const HEADER: [&str; 6] = ["input", "value", "low", "high", "change_at_low", "change_at_high"];

/// One of the figures that are moved.
struct Moved {
    id: &'static str,
    /// Id of the message that says the finding.
    title: &'static str,
    /// Id of the message that says what is drawn.
    subtitle: &'static str,
    /// Id of the message that says what is seen.
    alt: &'static str,
    swing: fn(&InputEffect) -> Swing,
}

/// What moves the mean counterparty cost; `None` where no ranged input does.
pub(super) fn of_cost(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let moved = Moved {
        id: "tornado",
        title: "tornado-title",
        subtitle: "tornado-subtitle",
        alt: "tornado-alt",
        swing: |effect| effect.cost,
    };
    chart(subject, &moved)
}

/// What moves ES of the loss.
pub(super) fn of_shortfall(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let moved = Moved {
        id: "tornado-es",
        title: "tornado-es-title",
        subtitle: "tornado-es-subtitle",
        alt: "tornado-es-alt",
        swing: |effect| effect.es,
    };
    chart(subject, &moved)
}

fn chart(subject: Subject, moved: &Moved) -> Result<Option<Chart>, ReportError> {
    let Some(ranges) = &subject.assessment.summary.ranges else { return Ok(None) };
    let mut moving: Vec<&InputEffect> = ranges.moving().filter(|effect| (moved.swing)(effect).width() > 0.0).collect();
    if moving.is_empty() {
        return Ok(None);
    }
    moving.sort_by(|a, b| (moved.swing)(b).width().total_cmp(&(moved.swing)(a).width()));
    let drawn = &moving[..moving.len().min(MOST_INPUTS)];
    let mut sheet = Sheet::new(&HEADER);
    for effect in drawn {
        let (input, swing) = (&effect.input, (moved.swing)(effect));
        let figures = [input.value, input.low, input.high, swing.low, swing.high].map(Into::into);
        sheet.rows.push([input.address.as_str().into()].into_iter().chain(figures).collect());
    }
    let rows = drawn.iter().map(|effect| row(subject.names, effect, (moved.swing)(effect))).collect();
    let swings = Swings::new(subject.style, rows);
    let note = note(subject.tongue, ranges, moving.len() - drawn.len(), ranges.inputs.len() - moving.len());
    let (title, alt) = (title(subject.names, drawn, moved), alt(subject.names, drawn, moved));
    let words = subject.words(title, subtitle(subject, ranges, moved), alt, note);
    framed(subject.style, moved.id, words, sheet, swings.height(), |canvas, region| swings.draw(canvas, region))
        .map(Some)
}

fn row(names: Names, InputEffect { input, .. }: &InputEffect, swing: Swing) -> Row {
    let end = |value: f64| said(names.tongue(), &input.address, value);
    let ends = say!(names.tongue(), "tornado-ends", low = end(input.low), high = end(input.high));
    Row { label: spoken(names, &input.address), ends, swing }
}

fn title(names: Names, drawn: &[&InputEffect], moved: &Moved) -> String {
    let (tongue, input, swing) = (names.tongue(), &drawn[0].input, (moved.swing)(drawn[0]));
    say!(
        tongue,
        moved.title,
        input = spoken(names, &input.address),
        at_low = tongue.change(swing.low),
        low = said(tongue, &input.address, input.low),
        at_high = tongue.change(swing.high),
        high = said(tongue, &input.address, input.high),
    )
}

fn subtitle(subject: Subject, ranges: &Ranges, moved: &Moved) -> String {
    say!(subject.tongue, moved.subtitle, days = subject.horizon_days(), paths = ranges.paths)
}

fn note(tongue: Tongue, ranges: &Ranges, undrawn: usize, still: usize) -> String {
    let pools = ranges.inputs.iter().any(|effect| effect.input.address.starts_with("evidence."));
    let sentences = [
        pools.then(|| say!(tongue, "tornado-note-pools")),
        (undrawn > 0).then(|| say!(tongue, "tornado-note-undrawn", count = undrawn)),
        (still > 0).then(|| say!(tongue, "tornado-note-still", count = still, all = ranges.inputs.len())),
    ];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn alt(names: Names, drawn: &[&InputEffect], moved: &Moved) -> String {
    let tongue = names.tongue();
    let told = drawn.iter().map(|effect| {
        let (input, swing) = (spoken(names, &effect.input.address), (moved.swing)(effect));
        say!(
            tongue,
            "tornado-alt-input",
            input = input,
            low = tongue.change(swing.low),
            high = tongue.change(swing.high)
        )
    });
    say!(tongue, moved.alt, inputs = told.collect::<Vec<_>>().join("; "))
}
