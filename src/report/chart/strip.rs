//! Rows of figures: a label, and beside it one or two columns of marks with intervals and digits.

use super::axis::Axis;
use super::canvas::{Canvas, Mark, Pen, Side};
use super::frame::{LABEL, NAME, Region, ticks_within};
use super::{GREY, INK, PALE};
use crate::assessment::Estimate;
use crate::report::look::Colour;

const LINE: f64 = 21.0;
const HEADING: f64 = 28.0;
const HEAD: f64 = 26.0;
const TICKS: f64 = 30.0;

/// One row.
pub(super) enum Line {
    /// A name above the rows that follow.
    Heading(String),
    /// A label with one figure a column.
    Figures {
        /// What it is.
        label: String,
        /// How far in the label stands.
        indent: f64,
        /// Its figures, one a column.
        columns: Vec<Option<Figure>>,
    },
}

/// What stands in one column of a row.
pub(super) struct Figure {
    /// The mark and its interval.
    pub estimate: Estimate,
    /// A wider, paler range behind it.
    pub range: Option<(f64, f64)>,
    /// Upright strokes besides.
    pub strokes: Vec<f64>,
    /// The form of the mark.
    pub mark: Mark,
    /// Its colour.
    pub colour: Colour,
    /// The figure in digits.
    pub words: String,
}

/// Rows under named columns, all columns of one kind on axes of their own.
pub(super) struct Strip {
    /// Words above the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub lines: Vec<Line>,
}

impl Strip {
    /// Height of all rows and what stands above and below them.
    pub fn height(&self) -> f64 {
        HEAD + self.lines.iter().map(line_height).sum::<f64>() + TICKS
    }

    /// Draws the rows.
    pub fn draw(&self, canvas: &Canvas, region: Region) {
        let labels = self.labels(region.right - region.left);
        let width = (region.right - region.left - labels) / self.columns.len() as f64;
        for (column, words) in self.columns.iter().enumerate() {
            let left = region.left + labels + column as f64 * width;
            let place = Region {
                left,
                right: left + width - self.digits(column) - 10.0,
                top: region.top + HEAD,
                bottom: region.bottom - TICKS,
            };
            canvas.text(&LABEL.fit(words, width - 8.0), (left, region.top + 12.0), Side::Right, LABEL, GREY);
            self.draw_column(canvas, column, place);
        }
        let mut top = region.top + HEAD;
        for line in &self.lines {
            match line {
                Line::Heading(name) => {
                    let name = NAME.fit(name, region.right - region.left);
                    canvas.text(&name, (region.left, top + HEADING - 7.0), Side::Right, NAME, INK);
                }
                Line::Figures { label, indent, .. } if !label.is_empty() => {
                    let label = LABEL.fit(label, labels - 10.0 - indent);
                    canvas.text(&label, (region.left + indent, top + 0.5 * LINE + 5.5), Side::Right, LABEL, INK);
                }
                Line::Figures { .. } => {}
            }
            top += line_height(line);
        }
    }

    /// Width of the labels: the widest, as long as the marks keep room.
    fn labels(&self, width: f64) -> f64 {
        let most = if self.columns.len() > 1 { 0.44 * width } else { 0.6 * width };
        let wide = |line: &Line| match line {
            Line::Figures { label, indent, .. } if !label.is_empty() => indent + LABEL.width(label) + 12.0,
            _ => 0.0,
        };
        self.lines.iter().map(wide).fold(8.0, f64::max).min(most)
    }

    /// Width of the digits beside the marks of a column, and of the gap before them.
    fn digits(&self, column: usize) -> f64 {
        8.0 + self.figures(column).map(|figure| LABEL.width(&figure.words)).fold(0.0, f64::max)
    }

    fn figures(&self, column: usize) -> impl Iterator<Item = &Figure> {
        self.lines.iter().filter_map(move |line| match line {
            Line::Heading(_) => None,
            Line::Figures { columns, .. } => columns.get(column).and_then(Option::as_ref),
        })
    }

    fn draw_column(&self, canvas: &Canvas, column: usize, place: Region) {
        let x = Axis::linear(self.window(column), (place.left + 6.0, place.right - 6.0));
        let ticks = ticks_within(canvas.style.tongue, x, place.right - place.left, 6);
        for (tick, words) in &ticks {
            canvas.text(words, (x.at(*tick), place.bottom + 20.0), Side::Middle, LABEL, INK);
        }
        let mut top = place.top;
        for line in &self.lines {
            if let Line::Figures { columns, .. } = line {
                let upright = |figure: f64| [(x.at(figure), top), (x.at(figure), top + LINE)];
                ticks.iter().for_each(|(tick, _)| canvas.line(&upright(*tick), Pen::solid(PALE, 0.8)));
                canvas.line(&upright(0.0), Pen::solid(GREY, 1.2));
                if let Some(Some(figure)) = columns.get(column) {
                    figure.draw(canvas, x, top + 0.5 * LINE);
                    let digits = (place.right + self.digits(column), top + 0.5 * LINE + 5.5);
                    canvas.text(&figure.words, digits, Side::Left, LABEL, INK);
                }
            }
            top += line_height(line);
        }
    }

    /// From 0 or below to the largest figure.
    fn window(&self, column: usize) -> (f64, f64) {
        self.figures(column).fold((0.0_f64, 0.0_f64), |(low, high), figure| {
            let Estimate { value, low: lower, high: higher, .. } = figure.estimate;
            let (from, to) = figure.range.unwrap_or((value, value));
            let all = || [value, lower, higher, from, to].into_iter().chain(figure.strokes.iter().copied());
            (all().fold(low, f64::min), all().fold(high, f64::max))
        })
    }
}

impl Figure {
    fn draw(&self, canvas: &Canvas, x: Axis, down: f64) {
        let colour = self.colour;
        if !self.estimate.value.is_finite() {
            return;
        }
        if let Some((from, to)) = self.range {
            canvas.block((x.at(from), down - 5.0), (x.at(to), down + 5.0), colour, 0.3);
        }
        for stroke in &self.strokes {
            canvas.line(&[(x.at(*stroke), down - 8.0), (x.at(*stroke), down + 8.0)], Pen::solid(INK, 1.8));
        }
        let Estimate { value, low, high, .. } = self.estimate;
        canvas.mark(self.mark, (x.at(value), down), 4.4, colour);
        if low.is_finite() && high.is_finite() {
            let (low, high) = (x.at(low), x.at(high));
            canvas.line(&[(low, down), (high, down)], Pen::solid(colour, 2.0));
            for end in [low, high] {
                canvas.line(&[(end, down - 5.0), (end, down + 5.0)], Pen::solid(colour, 1.6));
            }
        }
    }
}

fn line_height(line: &Line) -> f64 {
    match line {
        Line::Heading(_) => HEADING,
        Line::Figures { .. } => LINE,
    }
}
