//! Rows of inputs: what each is, how far it goes, and a bar of what it changes.

use super::axis::Axis;
use super::canvas::{Canvas, Mark, Pen, Side};
use super::frame::{LABEL, Region, room, ticks_within};
use super::{GREY, INK, PALE, VERMILION};
use crate::assessment::Swing;
use crate::report::language::say;
use crate::report::look::Style;

const LINE: f64 = 21.0;
/// Between rows, and between columns.
const GAP: f64 = 12.0;
const INDENT: f64 = 16.0;
const HEAD: f64 = 26.0;
const TICKS: f64 = 30.0;
/// Most lines that a label takes.
const MOST_LINES: usize = 3;

/// An input.
pub(super) struct Row {
    /// What it is.
    pub label: String,
    /// How far it goes, in words.
    pub ends: String,
    /// What it changes.
    pub swing: Swing,
}

/// Rows laid out for a width.
pub(super) struct Swings {
    /// The lines of each row's words, with how far in they stand, and what it changes.
    rows: Vec<(Vec<(f64, String)>, Swing)>,
    /// Width of the words.
    words: f64,
    /// Heads of the columns of digits, and their widths.
    digits: [(String, f64); 2],
}

impl Swings {
    /// Lays rows out: words left, bars in the middle, digits at the right.
    pub fn new(style: Style, rows: Vec<Row>) -> Self {
        let tongue = style.tongue;
        let heads = [say!(tongue, "tornado-column-low"), say!(tongue, "tornado-column-high")];
        let ends: [fn(Swing) -> f64; 2] = [|swing| swing.low, |swing| swing.high];
        let width = |head: &String, end: fn(Swing) -> f64| {
            let digits = rows.iter().map(|row| LABEL.width(&tongue.change(end(row.swing))));
            GAP + digits.fold(LABEL.width(head), f64::max)
        };
        let widths = [width(&heads[0], ends[0]), width(&heads[1], ends[1])];
        let wide = |row: &Row| LABEL.width(&row.label).max(INDENT + LABEL.width(&row.ends));
        let widest = GAP + rows.iter().map(wide).fold(0.0, f64::max);
        let words = widest.min(0.58 * (room(style) - widths[0] - widths[1]));
        let lines = |row: Row| {
            let label = LABEL.wrap(&row.label, words - GAP, MOST_LINES).into_iter().map(|line| (0.0, line));
            let ends = LABEL.wrap(&row.ends, words - GAP - INDENT, MOST_LINES).into_iter().map(|line| (INDENT, line));
            (label.chain(ends).collect(), row.swing)
        };
        let [low, high] = heads;
        Self { rows: rows.into_iter().map(lines).collect(), words, digits: [(low, widths[0]), (high, widths[1])] }
    }

    /// Height of all rows and what stands above and below them.
    pub fn height(&self) -> f64 {
        HEAD + self.rows.iter().map(|(lines, _)| row_height(lines)).sum::<f64>() + TICKS
    }

    /// Draws the rows.
    pub fn draw(&self, canvas: &Canvas, region: Region) {
        let tongue = canvas.style.tongue;
        let [(low, _), (high, last)] = &self.digits;
        let columns = [region.right - last, region.right];
        let left = region.left + self.words;
        let right = columns[0] - self.digits[0].1;
        let window = self.rows.iter().fold((0.0_f64, 0.0_f64), |(least, most), (_, Swing { low, high })| {
            (least.min(*low).min(*high), most.max(*low).max(*high))
        });
        let x = Axis::points(window, (left + 8.0, right - 8.0));
        let ticks = ticks_within(tongue, x, 7);
        let down = region.top + 12.0;
        canvas.text(&LABEL.fit(&say!(tongue, "tornado-column"), right - left), (left, down), Side::Right, LABEL, GREY);
        canvas.text(low, (columns[0], down), Side::Left, LABEL, GREY);
        canvas.text(high, (columns[1], down), Side::Left, LABEL, GREY);
        let (top, bottom) = (region.top + HEAD, region.bottom - TICKS);
        for (tick, words) in &ticks {
            canvas.line(&[(x.at(*tick), top), (x.at(*tick), bottom)], Pen::solid(PALE, 0.8));
            canvas.text(words, (x.at(*tick), bottom + 20.0), Side::Middle, LABEL, INK);
        }
        canvas.line(&[(x.at(0.0), top), (x.at(0.0), bottom)], Pen::solid(GREY, 1.2));
        let mut top = top;
        for (lines, swing) in &self.rows {
            for (place, (indent, line)) in lines.iter().enumerate() {
                let (base, colour) = (top + LINE * place as f64 + 16.0, if *indent > 0.0 { GREY } else { INK });
                canvas.text(line, (region.left + indent, base), Side::Right, LABEL, colour);
            }
            draw_bar(canvas, x, *swing, top + 0.5 * LINE);
            for (end, right) in [swing.low, swing.high].into_iter().zip(columns) {
                canvas.text(&tongue.change(end), (right, top + 16.0), Side::Left, LABEL, INK);
            }
            top += row_height(lines);
        }
    }
}

/// A bar from the change at one end to that at the other, with a disc at the worse end.
fn draw_bar(canvas: &Canvas, x: Axis, Swing { low, high }: Swing, down: f64) {
    canvas.block((x.at(low), down - 6.0), (x.at(high), down + 6.0), VERMILION, 0.35);
    canvas.mark(Mark::Disc, (x.at(low.max(high)), down), 4.4, VERMILION);
}

fn row_height(lines: &[(f64, String)]) -> f64 {
    LINE * lines.len() as f64 + 0.5 * GAP
}
