//! A heat map with digits, and sums along two sides.

use super::super::canvas::{Canvas, Pen, Point, Side};
use super::super::frame::{LABEL, NAME};
use super::super::letters::Letters;
use super::super::{GREY, INK, points};
use crate::assessment::Estimate;
use crate::report::language::{UNTOLD, say};
use crate::report::look::{Colour, Style};

/// The narrowest column that holds its digits.
const NARROWEST: f64 = 62.0;
const WIDEST: f64 = 110.0;
const ROW: f64 = 46.0;
/// The name and the remark above a map.
const TOP: f64 = 48.0;
const GAP: f64 = 18.0;
/// Around the whole sheet.
const MARGINS: f64 = 28.0;
const DIGITS: Letters = Letters::regular(17.0);
const SUM: Letters = Letters::bold(17.0);
const ERROR: Letters = Letters::regular(17.0);
/// The longest name that stands upright above a column.
const TALLEST: f64 = 160.0;

/// One map.
pub(super) struct HeatMap {
    pub name: String,
    pub remark: String,
    pub rows: Vec<String>,
    pub columns: Vec<String>,
    /// By row and column; `None` where there is nothing.
    pub cells: Vec<Vec<Option<Estimate>>>,
    pub row_sums: Vec<Estimate>,
    pub column_sums: Vec<Estimate>,
    pub whole: Estimate,
}

/// How many columns there is room for beside labels, the market and the sums.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn most_columns(style: Style) -> usize {
    let room = (style.width - MARGINS) * 0.78 / NARROWEST;
    (room as usize).saturating_sub(2).max(1)
}

/// Where everything stands in one map.
struct Layout {
    labels: f64,
    column: f64,
    /// Whether the names above columns stand upright.
    upright: bool,
    heads: f64,
}

impl HeatMap {
    /// The largest figure of a cell.
    pub fn strongest(&self) -> f64 {
        self.cells.iter().flatten().flatten().map(|es| es.value.abs()).fold(0.0, f64::max)
    }

    pub fn height(&self, style: Style) -> f64 {
        TOP + self.layout(style).heads + ROW * (self.rows.len() + 1) as f64 + GAP
    }

    fn layout(&self, style: Style) -> Layout {
        let room = style.width - MARGINS;
        let sum = say!(style.tongue, "tail-matrix-sum");
        let widest = self.rows.iter().map(|label| DIGITS.width(label)).fold(SUM.width(&sum), f64::max);
        let labels = (widest + 10.0).min(0.22 * room);
        let column = ((room - labels) / (self.columns.len() + 1) as f64).min(WIDEST);
        let lies = |name: &String| DIGITS.wrap(name, column - 6.0, 2).iter().all(|line| !line.ends_with('…'));
        let upright = !self.columns.iter().all(lies);
        let tallest = self.columns.iter().map(|name| DIGITS.width(name)).fold(0.0, f64::max).min(TALLEST);
        Layout { labels, column, upright, heads: if upright { tallest + 12.0 } else { 42.0 } }
    }

    /// Draws the map from its upper left corner; the darkest cell is as large as `strongest`.
    pub fn draw(&self, canvas: &Canvas, (left, top): Point, strongest: f64) {
        let style = canvas.style;
        let room = style.width - MARGINS;
        canvas.text(&NAME.fit(&self.name, room), (left, top + 18.0), Side::Right, NAME, INK);
        canvas.text(&LABEL.fit(&self.remark, room), (left, top + 39.0), Side::Right, LABEL, GREY);
        let layout = self.layout(style);
        let first = (left + layout.labels, top + TOP + layout.heads);
        self.draw_names(canvas, left, first, &layout);
        let corner = |row: usize, column: usize| (first.0 + column as f64 * layout.column, first.1 + row as f64 * ROW);
        for (row, cells) in self.cells.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                if let Some(es) = cell {
                    let ground = shade(es.value, strongest);
                    let at = corner(row, column);
                    canvas.block((at.0 + 1.0, at.1 + 1.0), (at.0 + layout.column - 1.0, at.1 + ROW - 1.0), ground, 1.0);
                    figure(canvas, *es, (at, layout.column), DIGITS, style.palette.upon(ground));
                }
            }
            figure(canvas, self.row_sums[row], (corner(row, cells.len()), layout.column), SUM, INK);
        }
        let (rows, columns) = (self.rows.len(), self.columns.len());
        for (column, sum) in self.column_sums.iter().enumerate() {
            figure(canvas, *sum, (corner(rows, column), layout.column), SUM, INK);
        }
        figure(canvas, self.whole, (corner(rows, columns), layout.column), SUM, INK);
        let (end, below) = (corner(rows + 1, columns + 1), corner(rows, columns));
        canvas.line(&[(left, below.1), (end.0, below.1)], Pen::solid(GREY, 1.2));
        canvas.line(&[(below.0, first.1), (below.0, end.1)], Pen::solid(GREY, 1.2));
    }

    fn draw_names(&self, canvas: &Canvas, left: f64, first: Point, layout: &Layout) {
        let sum = say!(canvas.style.tongue, "tail-matrix-sum");
        for (row, name) in self.rows.iter().chain([&sum]).enumerate() {
            let letters = if row < self.rows.len() { DIGITS } else { SUM };
            let down = first.1 + (row as f64 + 0.5) * ROW + 5.0;
            canvas.text(&letters.fit(name, layout.labels - 8.0), (left, down), Side::Right, letters, INK);
        }
        for (column, name) in self.columns.iter().chain([&sum]).enumerate() {
            let letters = if column < self.columns.len() { DIGITS } else { SUM };
            let middle = first.0 + (column as f64 + 0.5) * layout.column;
            if layout.upright {
                canvas.upright(&letters.fit(name, TALLEST), (middle + 5.0, first.1 - 7.0), letters, INK);
                continue;
            }
            let lines = letters.wrap(name, layout.column - 4.0, 2);
            for (line, words) in lines.iter().rev().enumerate() {
                canvas.text(words, (middle, first.1 - 8.0 - 20.0 * line as f64), Side::Middle, letters, INK);
            }
        }
    }
}

/// From the paper to the darkest; words stand out on every shade.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn shade(value: f64, strongest: f64) -> Colour {
    let part = (value.abs() / strongest.max(f64::MIN_POSITIVE) * 950.0).clamp(0.0, 950.0).round() as u16;
    if value < 0.0 { Colour::Takes(part.max(30)) } else { Colour::Adds(part.max(30)) }
}

/// The figure, and half its interval below where there is room.
fn figure(canvas: &Canvas, es: Estimate, (corner, width): (Point, f64), letters: Letters, colour: Colour) {
    let tongue = canvas.style.tongue;
    let value = es.value;
    if !value.is_finite() {
        return;
    }
    let half = es.half();
    let error = format!("±{}", points(tongue, half));
    let has_room = half.is_finite() && half >= UNTOLD && ERROR.width(&error) <= width - 2.0;
    let middle = corner.0 + 0.5 * width;
    let down = corner.1 + if has_room { 19.0 } else { 0.5 * ROW + 6.0 };
    canvas.text(&points(tongue, value), (middle, down), Side::Middle, letters, colour);
    if has_room {
        canvas.text(&error, (middle, corner.1 + 38.0), Side::Middle, ERROR, colour);
    }
}
