//! Rows of figures: a label, and beside it one or two columns of marks with intervals, or of bars, and digits.

use super::axis::Axis;
use super::canvas::{Canvas, Mark, Pen, Side};
use super::frame::{LABEL, NAME, Region, room, ticks_within};
use super::{GREY, INK, PALE};
use crate::assessment::Estimate;
use crate::report::look::{Colour, Style};

const LINE: f64 = 21.0;
const HEADING: f64 = 28.0;
const HEAD: f64 = 26.0;
const TICKS: f64 = 30.0;
/// From one line of words to the next.
const NEXT: f64 = 20.0;
/// Most lines of a label, a name or a head; what is left is cut.
const MOST_LINES: usize = 3;
/// What marks keep of the width of a column, however wide the words are.
const LEAST_MARKS: f64 = 56.0;

/// One row.
pub(super) enum Line {
    /// A name above the rows that follow.
    Heading(String),
    /// Words over the whole width.
    Words(String),
    /// A label with one figure a column.
    Figures {
        /// What it is.
        label: String,
        /// How far in the label stands.
        indent: f64,
        /// Its figures, one a column.
        columns: Vec<Option<Figure>>,
    },
    /// A label with one bar a column: a row of a waterfall.
    Bars {
        /// What it is.
        label: String,
        /// How far in the label stands.
        indent: f64,
        /// Its bars, one a column.
        columns: Vec<Option<Bar>>,
    },
}

/// A bar of a waterfall.
#[derive(Default)]
pub(super) struct Bar {
    /// What it is made of.
    pub pieces: Vec<Piece>,
    /// The ends of an interval.
    pub interval: Option<(f64, f64)>,
    /// Where the next row begins: a thin line leads there.
    pub joint: Option<f64>,
    /// The figure in digits.
    pub words: String,
}

/// A part of a bar.
pub(super) struct Piece {
    /// From where to where.
    pub ends: (f64, f64),
    /// Its colour.
    pub colour: Colour,
    /// Whether it is what goes away: pale, with an edge.
    pub goes: bool,
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
    pub fn height(&self, style: Style) -> f64 {
        let width = room(style);
        let labels = self.labels(width);
        self.head(width) + self.lines.iter().map(|line| line.height(width, labels)).sum::<f64>() + TICKS
    }

    /// Height of the words above the columns.
    fn head(&self, width: f64) -> f64 {
        let column = (width - self.labels(width)) / self.columns.len() as f64;
        let lines = self.columns.iter().map(|words| LABEL.wrap(words, column - 8.0, MOST_LINES).len()).max();
        HEAD + NEXT * lines.unwrap_or(1).saturating_sub(1) as f64
    }

    /// Draws the rows.
    pub fn draw(&self, canvas: &Canvas, region: Region) {
        let all = region.right - region.left;
        let (labels, head) = (self.labels(all), self.head(all));
        let width = (all - labels) / self.columns.len() as f64;
        for (column, words) in self.columns.iter().enumerate() {
            let left = region.left + labels + column as f64 * width;
            let place = Region {
                left,
                right: left + width - self.digits(column) - 10.0,
                top: region.top + head,
                bottom: region.bottom - TICKS,
            };
            for (down, line) in (0..).zip(LABEL.wrap(words, width - 8.0, MOST_LINES)) {
                canvas.text(&line, (left, region.top + 12.0 + NEXT * f64::from(down)), Side::Right, LABEL, GREY);
            }
            self.draw_column(canvas, column, place, labels, all);
        }
        let mut top = region.top + head;
        for line in &self.lines {
            let (base, indent, letters, colour) = match line {
                Line::Heading(_) => (HEADING - 7.0, 0.0, NAME, INK),
                Line::Words(_) => (0.5 * LINE + 5.5, 8.0, LABEL, GREY),
                Line::Figures { indent, .. } | Line::Bars { indent, .. } => (0.5 * LINE + 5.5, *indent, LABEL, INK),
            };
            for (down, words) in (0..).zip(line.words(all, labels)) {
                let at = (region.left + indent, top + base + NEXT * f64::from(down));
                canvas.text(&words, at, Side::Right, letters, colour);
            }
            top += line.height(all, labels);
        }
    }

    /// Width of the labels: the widest, as long as the marks keep room.
    fn labels(&self, width: f64) -> f64 {
        let most = if self.columns.len() > 1 { 0.46 * width } else { 0.62 * width };
        let beside: f64 = (0..self.columns.len()).map(|column| self.digits(column) + LEAST_MARKS).sum();
        let most = most.min(width - beside).max(0.0);
        let wide = |line: &Line| match line {
            Line::Figures { label, indent, .. } | Line::Bars { label, indent, .. } if !label.is_empty() => {
                indent + LABEL.width(label) + 12.0
            }
            _ => 0.0,
        };
        self.lines.iter().map(wide).fold(8.0, f64::max).min(most)
    }

    /// Width of the digits beside the marks of a column, and of the gap before them.
    fn digits(&self, column: usize) -> f64 {
        let told = self.lines.iter().filter_map(|line| match line {
            Line::Heading(_) | Line::Words(_) => None,
            Line::Figures { columns, .. } => columns.get(column)?.as_ref().map(|figure| figure.words.as_str()),
            Line::Bars { columns, .. } => columns.get(column)?.as_ref().map(|bar| bar.words.as_str()),
        });
        8.0 + told.map(|words| LABEL.width(words)).fold(0.0, f64::max)
    }

    fn draw_column(&self, canvas: &Canvas, column: usize, place: Region, labels: f64, all: f64) {
        let x = self.axis(column, (place.left + 6.0, place.right - 6.0));
        let ticks = ticks_within(canvas.style.tongue, x, 6);
        for (tick, words) in &ticks {
            canvas.text(words, (x.at(*tick), place.bottom + 20.0), Side::Middle, LABEL, INK);
        }
        let mut top = place.top;
        for line in &self.lines {
            let height = line.height(all, labels);
            if !matches!(line, Line::Heading(_) | Line::Words(_)) {
                let upright = |figure: f64| [(x.at(figure), top), (x.at(figure), top + height)];
                ticks.iter().for_each(|(tick, _)| canvas.line(&upright(*tick), Pen::solid(PALE, 0.8)));
                canvas.line(&upright(0.0), Pen::solid(GREY, 1.2));
            }
            let words = line.draw(canvas, column, x, top + 0.5 * LINE, height);
            if !words.is_empty() {
                let digits = (place.right + self.digits(column), top + 0.5 * LINE + 5.5);
                canvas.text(words, digits, Side::Left, LABEL, INK);
            }
            top += height;
        }
    }

    /// In percent, or in points where no digits of the column are in percent.
    fn axis(&self, column: usize, across: (f64, f64)) -> Axis {
        let words = self.lines.iter().filter_map(|line| match line {
            Line::Figures { columns, .. } => columns.get(column)?.as_ref().map(|figure| figure.words.as_str()),
            _ => None,
        });
        let words: Vec<&str> = words.collect();
        let in_points = !words.is_empty() && words.iter().all(|words| !words.contains('%'));
        if in_points { Axis::points(self.window(column), across) } else { Axis::linear(self.window(column), across) }
    }

    /// From 0 or below to the largest figure.
    fn window(&self, column: usize) -> (f64, f64) {
        let drawn = self.lines.iter().flat_map(|line| line.drawn(column));
        drawn.fold((0.0_f64, 0.0_f64), |(low, high), figure| (low.min(figure), high.max(figure)))
    }
}

impl Line {
    /// Every figure that is drawn in a column.
    fn drawn(&self, column: usize) -> Vec<f64> {
        match self {
            Self::Heading(_) | Self::Words(_) => Vec::new(),
            Self::Figures { columns, .. } => {
                columns.get(column).and_then(Option::as_ref).map_or_else(Vec::new, |one| {
                    let Estimate { value, low, high, .. } = one.estimate;
                    let (from, to) = one.range.unwrap_or((value, value));
                    [value, low, high, from, to].into_iter().chain(one.strokes.iter().copied()).collect()
                })
            }
            Self::Bars { columns, .. } => columns.get(column).and_then(Option::as_ref).map_or_else(Vec::new, |bar| {
                let pieces = bar.pieces.iter().map(|piece| piece.ends);
                pieces.chain(bar.interval).flat_map(|(from, to)| [from, to]).collect()
            }),
        }
    }

    /// Its words in lines, where labels and the whole strip are so wide.
    fn words(&self, width: f64, labels: f64) -> Vec<String> {
        match self {
            Self::Heading(name) => NAME.wrap(name, width, MOST_LINES),
            Self::Words(words) => LABEL.wrap(words, width - 8.0, MOST_LINES),
            Self::Figures { label, indent, .. } | Self::Bars { label, indent, .. } => {
                LABEL.wrap(label, labels - 10.0 - indent, MOST_LINES)
            }
        }
    }

    fn height(&self, width: f64, labels: f64) -> f64 {
        let first = if matches!(self, Self::Heading(_)) { HEADING } else { LINE };
        first + NEXT * self.words(width, labels).len().saturating_sub(1) as f64
    }

    /// Draws what stands in a column, and returns its digits.
    fn draw(&self, canvas: &Canvas, column: usize, x: Axis, down: f64, height: f64) -> &str {
        match self {
            Self::Heading(_) | Self::Words(_) => "",
            Self::Figures { columns, .. } => columns.get(column).and_then(Option::as_ref).map_or("", |figure| {
                figure.draw(canvas, x, down);
                &figure.words
            }),
            Self::Bars { columns, .. } => columns.get(column).and_then(Option::as_ref).map_or("", |bar| {
                bar.draw(canvas, x, down, height);
                &bar.words
            }),
        }
    }
}

impl Bar {
    fn draw(&self, canvas: &Canvas, x: Axis, down: f64, height: f64) {
        let half = 0.5 * LINE - 3.5;
        for Piece { ends: (from, to), colour, goes } in &self.pieces {
            let (from, to) = (x.at(*from), x.at(*to));
            canvas.block((from, down - half), (to, down + half), *colour, if *goes { 0.25 } else { 0.85 });
            if *goes {
                let around = [(from, down - half), (to, down - half), (to, down + half), (from, down + half)];
                canvas.line(&[&around[..], &around[..1]].concat(), Pen::solid(*colour, 1.0));
            }
        }
        if let Some(joint) = self.joint.map(|joint| x.at(joint)) {
            canvas.line(&[(joint, down + half), (joint, down + height - half)], Pen::solid(GREY, 1.0));
        }
        if let Some((low, high)) = self.interval.filter(|(low, high)| low.is_finite() && high.is_finite()) {
            let (low, high) = (x.at(low), x.at(high));
            canvas.line(&[(low, down), (high, down)], Pen::solid(INK, 1.4));
            for end in [low, high] {
                canvas.line(&[(end, down - 4.0), (end, down + 4.0)], Pen::solid(INK, 1.4));
            }
        }
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
