//! What moves the figures: each ranged input at its ends, one at a time.

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{BLUE, Chart, GREY, Subject, VERMILION};
use crate::assessment::{Estimate, InputEffect, Ranges, Swing};
use crate::report::ReportError;
use crate::report::escape::printable;
use crate::report::figure::{change, count, plain};
use crate::report::sheet::Sheet;
use crate::scenario::End;

/// Most inputs drawn; all stand in the table.
const MOST_INPUTS: usize = 16;

const HEADER: [&str; 8] = ["input", "value", "low", "high", "cost_at_low", "cost_at_high", "es_at_low", "es_at_high"];

/// The chart; `None` where no ranged input moves anything.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let Some(ranges) = &subject.assessment.summary.ranges else { return Ok(None) };
    let drawn: Vec<&InputEffect> = ranges.moving().take(MOST_INPUTS).collect();
    if drawn.is_empty() {
        return Ok(None);
    }
    let mut sheet = Sheet::new(&HEADER);
    for InputEffect { input, cost, es, .. } in &drawn {
        let figures = [input.value, input.low, input.high, cost.low, cost.high, es.low, es.high];
        let fields = [input.address.as_str().into()].into_iter().chain(figures.map(Into::into));
        sheet.rows.push(fields.collect());
    }
    let lines = drawn.iter().map(|effect| line(effect)).collect();
    let strip = Strip { columns: vec!["mean cost".to_owned(), "ES 99% of loss".to_owned()], lines };
    let words = subject.words(title(&drawn), subtitle(subject, ranges), alt(&drawn), note(ranges, drawn.len()));
    framed("tornado", words, sheet, strip.height(), |canvas, region| strip.draw(canvas, region)).map(Some)
}

fn line(effect: &InputEffect) -> Line {
    let InputEffect { input, cost, es, hurts, .. } = effect;
    let label = format!("{} ({} to {})", printable(&input.address), plain(input.low), plain(input.high));
    let columns = [cost, es].map(|swing| Some(figure(*swing, hurts.unwrap_or(End::High))));
    Line::Figures { label, indent: 0.0, columns: columns.into() }
}

/// A bar from the change at one end to that at the other, with a disc at the end that hurts more.
fn figure(swing: Swing, hurts: End) -> Figure {
    let Swing { low, high } = swing;
    let (spares, hurts) = if hurts == End::High { (low, high) } else { (high, low) };
    let colour = if spares == hurts {
        GREY
    } else if hurts > spares {
        VERMILION
    } else {
        BLUE
    };
    Figure {
        estimate: Estimate::between(hurts, f64::NAN, f64::NAN),
        range: Some((spares.min(hurts), spares.max(hurts))),
        strokes: Vec::new(),
        mark: Mark::Disc,
        colour,
        words: format!("{} to {}", change(spares), change(hurts)),
    }
}

fn title(drawn: &[&InputEffect]) -> String {
    let InputEffect { input, cost, .. } = drawn[0];
    if cost.width() == 0.0 {
        return "No ranged input moves the mean counterparty cost".to_owned();
    }
    format!(
        "{} moves the mean counterparty cost most: {} points at {}, {} at {}",
        printable(&input.address),
        change(cost.low),
        plain(input.low),
        change(cost.high),
        plain(input.high)
    )
}

fn subtitle(subject: Subject, ranges: &Ranges) -> String {
    format!(
        "Change in percentage points {}, averaged over reserves, when one input alone goes to its low and to its high end \
         (bar; disc: the end that hurts more), on the first {} of the same paths. Labels: the input with its low and high end.",
        subject.horizon(),
        count(ranges.paths)
    )
}

fn note(ranges: &Ranges, drawn: usize) -> String {
    let (moving, all) = (ranges.moving().count(), ranges.inputs.len());
    let undrawn = moving - drawn;
    let more = if undrawn > 0 {
        format!(" {undrawn} more move less and stand in the table “ranges”.")
    } else {
        String::new()
    };
    let still = all - moving;
    let still = if still > 0 { format!(" {still} of {all} ranged inputs move nothing.") } else { String::new() };
    format!("Pools of evidence go to the 5% and 95% of what their counts allow.{more}{still}")
}

fn alt(drawn: &[&InputEffect]) -> String {
    let told = drawn.iter().take(12).map(|InputEffect { input, cost, .. }| {
        format!("{}: {} to {} points", printable(&input.address), change(cost.low), change(cost.high))
    });
    let told: Vec<String> = told.collect();
    format!("Changes of the mean counterparty cost with one input at its low and at its high end. {}.", told.join("; "))
}
