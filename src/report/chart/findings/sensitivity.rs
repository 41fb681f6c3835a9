//! What each input explains of a figure, by itself and together with all others.

use crate::decision::sensitivity::{Sensitivity, Share};
use crate::report::ReportError;
use crate::report::chart::canvas::Mark;
use crate::report::chart::frame::framed;
use crate::report::chart::strip::{Figure, Line, Strip};
use crate::report::chart::{BLUE, Chart, VERMILION, shortened};
use crate::report::inputs::spoken;
use crate::report::language::say;
use crate::report::sheet::{Field, Sheet};
use crate::report::terms::{Subject, measure};
use crate::statistics::Estimate;

/// Most inputs drawn; all stand in the table.
const MOST_INPUTS: usize = 14;

const HEADER: [&str; 7] = ["input", "first", "first_low", "first_high", "total", "total_low", "total_high"];

/// The chart; `None` where the figure does not vary.
pub(in crate::report) fn chart(
    found: &Sensitivity,
    title: String,
    subject: Subject,
) -> Result<Option<Chart>, ReportError> {
    let tongue = subject.tongue;
    let drawn = &found.inputs[..found.inputs.len().min(MOST_INPUTS)];
    let Some(first) = drawn.first() else { return Ok(None) };
    let mut sheet = Sheet::new(&HEADER);
    sheet.rows = drawn.iter().map(fields).collect();
    let mut lines: Vec<Line> = drawn.iter().map(|share| line(share, subject)).collect();
    if found.inputs.len() > drawn.len() {
        let count = found.inputs.len() - drawn.len();
        lines.push(Line::Words(say!(tongue, "sensitivity-chart-more", count = count)));
    }
    let strip = Strip {
        columns: vec![say!(tongue, "sensitivity-chart-first"), say!(tongue, "sensitivity-chart-total")],
        lines,
    };
    let (of, reserve) = (measure::whole(subject, found.figure), subject.names.reserve(&found.reserve));
    let subtitle = say!(tongue, "sensitivity-chart-subtitle", figure = of, reserve = reserve);
    let (input, share) = (spoken(subject.names, &first.input.address), tongue.percent(first.total.value));
    let alt = say!(tongue, "sensitivity-chart-alt", input = input, share = share, count = drawn.len());
    let words = subject.words(title, subtitle, alt, say!(tongue, "sensitivity-chart-note"));
    let height = strip.height(subject.style);
    framed(subject.style, "sensitivity", words, sheet, height, |canvas, region| strip.draw(canvas, region)).map(Some)
}

fn line(share: &Share, subject: Subject) -> Line {
    let figure = |estimate: Estimate, mark, colour| {
        let words = subject.tongue.percent(estimate.value);
        Some(Figure { estimate, range: None, strokes: Vec::new(), mark, colour, words })
    };
    let columns = vec![figure(share.first, Mark::Disc, BLUE), figure(share.total, Mark::Square, VERMILION)];
    Line::Figures { label: shortened(&spoken(subject.names, &share.input.address)), indent: 0.0, columns }
}

fn fields(share: &Share) -> Vec<Field> {
    let ends = |estimate: Estimate| [estimate.value, estimate.low, estimate.high].map(Field::from);
    let mut fields = vec![Field::from(share.input.address.as_str())];
    fields.extend(ends(share.first));
    fields.extend(ends(share.total));
    fields
}
