//! What stands around every plot: the finding above; note and source below.

use super::axis::Axis;
use super::canvas::{Canvas, Side, Spoken, picture};
use super::letters::Letters;
use super::{Chart, GREY, INK, Words};
use crate::report::ReportError;
use crate::report::language::Tongue;
use crate::report::look::Style;
use crate::report::sheet::Sheet;

/// Letters of labels in plots.
pub(super) const LABEL: Letters = Letters::regular(17.0);
/// Letters of names in plots.
pub(super) const NAME: Letters = Letters::bold(17.0);
const TITLE: Letters = Letters::bold(22.0);
/// Of notes and sources. Nothing is smaller: this is 6 points where the usual width is printed 8 cm wide.
const SMALL: Letters = Letters::regular(17.0);
const MARGIN: f64 = 14.0;

/// A part of the sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

/// Draws a chart whose plot is `height` units high.
pub(super) fn framed(
    style: Style,
    id: &'static str,
    words: Words,
    sheet: Sheet,
    height: f64,
    draw: impl FnOnce(&Canvas, Region),
) -> Result<Chart, ReportError> {
    let width = room(style);
    let head = [(TITLE, 10, INK, &words.title), (LABEL, 14, GREY, &words.subtitle)];
    let foot = [(SMALL, 14, GREY, &words.note), (SMALL, 6, GREY, &words.source)];
    let head = head.map(|(letters, most, colour, text)| (letters, colour, letters.wrap(text, width, most)));
    let foot = foot.map(|(letters, most, colour, text)| (letters, colour, letters.wrap(text, width, most)));
    let top = MARGIN + head.iter().map(|(letters, _, lines)| lines_height(*letters, lines.len())).sum::<f64>() + 10.0;
    let below = foot.iter().map(|(letters, _, lines)| lines_height(*letters, lines.len())).sum::<f64>();
    let total = top + height + 10.0 + below + MARGIN;
    let svg = picture(&Spoken { id, title: &words.title, alt: &words.alt, style }, total, |canvas| {
        let mut down = MARGIN;
        let paragraph = |down: &mut f64, (letters, colour, lines): &(Letters, _, Vec<String>)| {
            for line in lines {
                *down += 1.3 * letters.size;
                canvas.text(line, (MARGIN, *down - 0.3 * letters.size), Side::Right, *letters, *colour);
            }
        };
        head.iter().for_each(|part| paragraph(&mut down, part));
        draw(canvas, Region { left: MARGIN, top, right: style.width - MARGIN, bottom: top + height });
        down = top + height + 10.0;
        foot.iter().for_each(|part| paragraph(&mut down, part));
    })?;
    Ok(Chart { id, words, svg, sheet, has_files: true })
}

/// Width of the region that a plot is drawn in.
pub(super) fn room(style: Style) -> f64 {
    style.width - 2.0 * MARGIN
}

/// At most `most` ticks, as many as stand apart from one another; else the outer two, or the last alone.
pub(super) fn ticks_within(tongue: Tongue, axis: Axis, most: usize) -> Vec<(f64, String)> {
    let are_apart = |ticks: &Vec<(f64, String)>| {
        ticks.windows(2).all(|pair| {
            let widths: f64 = pair.iter().map(|(_, words)| LABEL.width(words)).sum();
            (axis.at(pair[1].0) - axis.at(pair[0].0)).abs() >= 0.5 * widths + 12.0
        })
    };
    (3..=most).rev().map(|most| axis.ticks(tongue, most)).find(are_apart).unwrap_or_else(|| {
        let ticks = axis.ticks(tongue, 3);
        let last = ticks.len().saturating_sub(1);
        let outer = ticks.into_iter().enumerate().filter(|(place, _)| [0, last].contains(place));
        let mut outer: Vec<_> = outer.map(|(_, tick)| tick).collect();
        if !are_apart(&outer) {
            outer.remove(0);
        }
        outer
    })
}

fn lines_height(letters: Letters, lines: usize) -> f64 {
    1.3 * letters.size * lines as f64
}
