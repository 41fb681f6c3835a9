//! From one expert's answer to the other's, input by input.

use crate::decision::experts::{Compared, Experts, Step};
use crate::report::ReportError;
use crate::report::chart::frame::framed;
use crate::report::chart::strip::{Bar, Line, Piece, Strip};
use crate::report::chart::{BLUE, Chart, GREY, VERMILION, doubted, line_ends};
use crate::report::inputs::spoken;
use crate::report::language::say;
use crate::report::sheet::{Field, Sheet};
use crate::report::terms::{Subject, begun, measure};
use crate::statistics::Estimate;

/// Most reserves drawn, and most steps of each; all stand in the tables.
const MOST_RESERVES: usize = 3;
const MOST_STEPS: usize = 8;

const HEADER: [&str; 8] = ["reserve", "step", "from", "to", "low", "high", "range_low", "range_high"];

/// The chart; `None` where nothing is measured.
pub(in crate::report) fn chart(found: &Experts, title: String, subject: Subject) -> Result<Option<Chart>, ReportError> {
    let tongue = subject.tongue;
    let leading = found.leading();
    let Some(first) = leading.first() else { return Ok(None) };
    let drawn = &leading[..leading.len().min(MOST_RESERVES)];
    let (mut lines, mut sheet) = (Vec::new(), Sheet::new(&HEADER));
    for one in drawn {
        lines.push(Line::Heading(subject.names.reserve(&one.measured.reserve)));
        let [a, b] = subject.voices(found);
        lines.push(answer(a, one.a, true, subject));
        lines.extend(steps(one, subject));
        lines.push(answer(b, one.b, false, subject));
    }
    for one in &leading {
        sheet.rows.push(fields(one, "a", 0.0, one.a));
        for step in one.steps() {
            let Step { address, from, change } = step;
            sheet.rows.push(fields(one, address.unwrap_or("together"), from, beyond(from, change)));
        }
        sheet.rows.push(fields(one, "b", 0.0, one.b));
    }
    let figure = measure::swept(subject, first.measured.measure);
    let strip = Strip { columns: vec![figure.clone()], lines };
    let [a, b] = subject.voices(found);
    let horizon = say!(tongue, "over-days", count = subject.ground.horizon_days);
    let subtitle = say!(tongue, "experts-chart-subtitle", figure = figure, horizon = horizon, a = a, b = b);
    let subtitle = begun(&subtitle);
    let alt = say!(tongue, "experts-chart-alt", title = title.clone(), count = drawn.len());
    let words = subject.words(title, subtitle, alt, note(&leading, drawn.len(), subject));
    let height = strip.height(subject.style);
    framed(subject.style, "experts", words, sheet, height, |canvas, region| strip.draw(canvas, region)).map(Some)
}

/// One of the two answers: a bar from 0.
fn answer(label: String, figure: Estimate, is_first: bool, subject: Subject) -> Line {
    let bar = Bar {
        pieces: vec![Piece { ends: (0.0, figure.value), colour: GREY, goes: false }],
        interval: Some(line_ends(figure)),
        joint: is_first.then_some(figure.value),
        words: subject.tongue.percent(figure.value),
    };
    Line::Bars { label, indent: 0.0, columns: vec![Some(bar)] }
}

fn steps(one: &Compared, subject: Subject) -> Vec<Line> {
    let (steps, mut lines) = (one.steps(), Vec::new());
    for step in steps.iter().take(MOST_STEPS) {
        let label = match step.address {
            Some(address) => spoken(subject.names, address),
            None => say!(subject.tongue, "experts-chart-together"),
        };
        lines.push(line(label, step.from, step.change, subject));
    }
    if let Some(rest) = steps.get(MOST_STEPS) {
        let label = say!(subject.tongue, "experts-chart-others", count = steps.len() - MOST_STEPS);
        lines.push(line(label, rest.from, Estimate::with_unknown_interval(one.b.value - rest.from), subject));
    }
    lines
}

fn line(label: String, from: f64, change: Estimate, subject: Subject) -> Line {
    let to = from + change.value;
    let colour = if change.value > 0.0 { VERMILION } else { BLUE };
    let bar = Bar {
        pieces: vec![Piece { ends: (from, to), colour, goes: false }],
        interval: Some((from + change.low, from + change.high)),
        joint: Some(to),
        words: subject.tongue.change(change.value),
    };
    Line::Bars { label, indent: 12.0, columns: vec![Some(bar)] }
}

/// Where a step ends, with its doubt.
fn beyond(from: f64, Estimate { value, low, high, .. }: Estimate) -> Estimate {
    Estimate::between(from + value, from + low, from + high)
}

fn note(leading: &[&Compared], drawn: usize, subject: Subject) -> String {
    let tongue = subject.tongue;
    let swaps = || leading.iter().flat_map(|one| &one.swaps);
    let steps = swaps().next().map(|swap| match swap.part {
        Some(_) => say!(tongue, "experts-chart-note-part"),
        None => say!(tongue, "experts-chart-note-alone"),
    });
    let doubt = match leading.iter().any(|one| one.a.range.is_some()) {
        true => say!(tongue, "experts-chart-note-ranged"),
        false => say!(tongue, "experts-chart-note-sampling"),
    };
    let more = (leading.len() > drawn).then(|| say!(tongue, "reserves-more", count = leading.len() - drawn));
    [steps, Some(doubt), more].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn fields(one: &Compared, step: &str, from: f64, to: Estimate) -> Vec<Field> {
    let words = [one.measured.reserve.as_str().into(), step.into(), from.into()];
    words.into_iter().chain(doubted(to)).collect()
}
