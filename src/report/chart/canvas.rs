//! A sheet to draw on: plotters' SVG backend, in chart units.
//!
//! Plotters counts in whole pixels, so the sheet is [`FINE`] times as large as it is shown and the
//! view box scales it back. Text stays text.

use std::cell::RefCell;

use plotters::coord::Shift;
use plotters::element::DashedPathElement;
use plotters::element::{Drawable, PointCollection};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::letters::{FAMILIES, Letters};
use crate::report::ReportError;
use crate::report::escape::{html, printable};
use crate::report::look::{Colour, Style};

/// Pixels of the sheet in one chart unit.
const FINE: f64 = 20.0;

/// A point in chart units, y downwards.
pub(super) type Point = (f64, f64);

/// Where a text stands to its point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Side {
    /// The point is its left end.
    Right,
    /// The point is its middle.
    Middle,
    /// The point is its right end.
    Left,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pen {
    /// Colour.
    pub colour: Colour,
    /// Width in chart units.
    pub width: f64,
    /// Length of dashes; `None` for a whole line.
    pub dash: Option<f64>,
}

impl Pen {
    /// A whole line.
    pub const fn solid(colour: Colour, width: f64) -> Self {
        Self { colour, width, dash: None }
    }

    /// A broken line.
    pub const fn dashed(colour: Colour, width: f64, dash: f64) -> Self {
        Self { colour, width, dash: Some(dash) }
    }
}

/// The form of a mark; each group of marks has its own, so that colour is never alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    /// A disc.
    Disc,
    /// A square.
    Square,
    /// A triangle.
    Triangle,
    /// A square on its tip.
    Diamond,
}

/// A sheet in work.
pub(super) struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    /// The look that is drawn in.
    pub style: Style,
    // Drawing into a string does not fail; should it ever, the first reason is kept.
    failure: RefCell<Option<String>>,
}

impl<'a> Canvas<'a> {
    fn draw<'e, E>(&self, element: &'e E)
    where
        &'e E: PointCollection<'e, (i32, i32)>,
        E: Drawable<SVGBackend<'a>>,
    {
        if let Err(error) = self.area.draw(element) {
            self.failure.borrow_mut().get_or_insert(error.to_string());
        }
    }

    fn rgb(&self, colour: Colour) -> RGBColor {
        let [red, green, blue] = self.style.palette.rgb(colour);
        RGBColor(red, green, blue)
    }

    /// One line of text; `at` is on the base line.
    pub fn text(&self, text: &str, at: Point, side: Side, letters: Letters, colour: Colour) {
        let horizontal = match side {
            Side::Right => HPos::Left,
            Side::Middle => HPos::Center,
            Side::Left => HPos::Right,
        };
        let font = self.font(letters, colour).pos(Pos::new(horizontal, VPos::Top));
        let (x, y) = pixels(at);
        self.draw(&Text::new(printable(text), (x, y - lowered(letters)), font));
    }

    /// One line of text that runs upwards from `at`, on a base line to its right.
    pub fn upright(&self, text: &str, at: Point, letters: Letters, colour: Colour) {
        let font = self.font(letters, colour).pos(Pos::new(HPos::Left, VPos::Top));
        let (x, y) = pixels(at);
        self.draw(&Text::new(printable(text), (x - lowered(letters), y), font.transform(FontTransform::Rotate270)));
    }

    fn font(&self, letters: Letters, colour: Colour) -> TextStyle<'static> {
        let style = if letters.bold { FontStyle::Bold } else { FontStyle::Normal };
        // Plotters divides sizes by 1.24.
        let font = FontDesc::new(FontFamily::Name(FAMILIES), letters.size * FINE * 1.24, style);
        font.color(&self.rgb(colour))
    }

    /// A line through points.
    pub fn line(&self, points: &[Point], pen: Pen) {
        let style = ShapeStyle::from(&self.rgb(pen.colour)).stroke_width(stroke(pen.width));
        let points: Vec<(i32, i32)> = points.iter().map(|&point| pixels(point)).collect();
        if points.len() < 2 {
            return;
        }
        match pen.dash {
            None => self.draw(&PathElement::new(points, style)),
            Some(dash) => {
                let (dash, gap) = (whole(dash * FINE), whole(0.7 * dash * FINE));
                self.draw(&DashedPathElement::new(points, dash, gap, style));
            }
        }
    }

    /// A filled shape.
    pub fn fill(&self, points: &[Point], colour: Colour, opacity: f64) {
        let points: Vec<(i32, i32)> = points.iter().map(|&point| pixels(point)).collect();
        if points.len() > 2 {
            self.draw(&Polygon::new(points, self.rgb(colour).mix(opacity).filled()));
        }
    }

    /// A filled rectangle from corner to corner.
    pub fn block(&self, from: Point, to: Point, colour: Colour, opacity: f64) {
        let (left, right) = (from.0.min(to.0), from.0.max(to.0));
        let (top, bottom) = (from.1.min(to.1), from.1.max(to.1));
        self.draw(&Rectangle::new(
            [pixels((left, top)), pixels((right, bottom))],
            self.rgb(colour).mix(opacity).filled(),
        ));
    }

    /// A mark of some units' radius.
    pub fn mark(&self, mark: Mark, at: Point, radius: f64, colour: Colour) {
        let around = |corners: &[Point]| -> Vec<Point> {
            corners.iter().map(|(x, y)| (at.0 + x * radius, at.1 + y * radius)).collect()
        };
        match mark {
            Mark::Disc => self.draw(&Circle::new(pixels(at), whole(radius * FINE), self.rgb(colour).filled())),
            Mark::Square => self.block(
                (at.0 - 0.85 * radius, at.1 - 0.85 * radius),
                (at.0 + 0.85 * radius, at.1 + 0.85 * radius),
                colour,
                1.0,
            ),
            Mark::Triangle => self.fill(&around(&[(0.0, -1.1), (1.1, 0.85), (-1.1, 0.85)]), colour, 1.0),
            Mark::Diamond => self.fill(&around(&[(0.0, -1.25), (1.25, 0.0), (0.0, 1.25), (-1.25, 0.0)]), colour, 1.0),
        }
    }
}

/// What a reader of the picture hears and a screen reader says.
pub(super) struct Spoken<'a> {
    /// Id of the chart; ids within the picture begin with it.
    pub id: &'static str,
    /// The title.
    pub title: &'a str,
    /// What is seen, in words.
    pub alt: &'a str,
    /// The look that is drawn in.
    pub style: Style,
}

/// Draws a picture of a height in chart units and returns it as SVG.
pub(super) fn picture(spoken: &Spoken, height: f64, draw: impl FnOnce(&Canvas)) -> Result<String, ReportError> {
    let not_drawn = |reason: String| ReportError::NotDrawn { chart: spoken.id, reason };
    // A part of a pixel would be see-through at the lower edge of the PNG.
    let height = height.ceil();
    let width = spoken.style.width;
    let size = (unsigned(width * FINE), unsigned(height * FINE));
    let mut drawn = String::new();
    {
        let area = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
        let canvas = Canvas { area, style: spoken.style, failure: RefCell::new(None) };
        canvas.block((0.0, 0.0), (width, height), Colour::Paper, 1.0);
        draw(&canvas);
        canvas.area.present().map_err(|error| not_drawn(error.to_string()))?;
        if let Some(reason) = canvas.failure.into_inner() {
            return Err(not_drawn(reason));
        }
    }
    let inside = drawn.split_once('>').map_or("", |(_, inside)| inside);
    let (id, title, alt) = (spoken.id, html(spoken.title), html(spoken.alt));
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" \
         role=\"img\" aria-labelledby=\"{id}-title {id}-description\">\n<title id=\"{id}-title\">{title}</title>\n\
         <desc id=\"{id}-description\">{alt}</desc>{inside}",
        size.0, size.1
    ))
}

fn pixels((x, y): Point) -> (i32, i32) {
    (whole(x * FINE), whole(y * FINE))
}

#[allow(clippy::cast_possible_truncation)]
fn whole(value: f64) -> i32 {
    // `as` saturates and turns NaN into 0: nothing drawn can overflow.
    value.round().clamp(-1e6, 1e6) as i32
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn unsigned(value: f64) -> u32 {
    value.round().clamp(1.0, 4e9) as u32
}

/// By how much Plotters lowers a text of `VPos::Top`: 0.76 em.
fn lowered(letters: Letters) -> i32 {
    whole(0.76 * letters.size * FINE)
}

fn stroke(width: f64) -> u32 {
    unsigned(width * FINE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_title_stays_text() {
        let spoken = Spoken { id: "test", title: "</title><script>", alt: "a & b", style: Style::default() };
        let svg = picture(&spoken, 100.0, |canvas| {
            canvas.text("<b>\u{0}", (10.0, 10.0), Side::Right, Letters::regular(16.0), Colour::Ink);
            canvas.line(&[(f64::NAN, 0.0), (f64::INFINITY, 5.0)], Pen::dashed(Colour::Ink, 1.0, 4.0));
        })
        .unwrap();
        let read = resvg::usvg::roxmltree::Document::parse(&svg).unwrap();
        assert!(read.descendants().all(|node| node.tag_name().name() != "script"));
        let title = read.descendants().find(|node| node.tag_name().name() == "title").unwrap();
        assert_eq!(title.text(), Some("</title><script>"));
    }

    #[test]
    fn the_same_drawing_is_the_same_bytes() {
        let spoken = Spoken { id: "test", title: "t", alt: "a", style: Style::default() };
        let draw =
            || picture(&spoken, 50.0, |canvas| canvas.mark(Mark::Diamond, (9.0, 9.0), 4.0, Colour::Ink)).unwrap();
        assert_eq!(draw(), draw());
    }
}
