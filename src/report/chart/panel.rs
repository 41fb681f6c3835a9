//! A plot with two axes, and a grid of them.

use super::axis::Axis;
use super::canvas::{Canvas, Pen, Point, Side};
use super::frame::{LABEL, NAME, Region, ticks_within};
use super::{GREY, INK, PALE};
use crate::report::look::Colour;

/// Height of one panel of a grid, title and ticks included.
const HEIGHT: f64 = 232.0;
/// Room for the words of the ticks at the left.
pub(super) const LEFT: f64 = 70.0;
/// Height of a line of a remark.
const REMARK: f64 = 20.0;
/// Most lines of one sentence of a remark.
const MOST_LINES: usize = 2;
const GAP: f64 = 10.0;
/// Room for the half of the last tick that stands out at the right.
const RIGHT: f64 = 26.0;
/// Narrower than this, panels stand below one another; wider than the other, three stand side by side.
const NARROW: f64 = 520.0;
const WIDE: f64 = 1600.0;

/// One plot.
pub(super) struct Panel {
    /// Along the bottom.
    pub x: Axis,
    /// Along the left edge.
    pub y: Axis,
    plot: Region,
}

/// How many rows a grid of panels has, and so how high it is.
pub(super) fn grid_height(panels: usize, width: f64) -> f64 {
    panels.div_ceil(columns(panels, width)) as f64 * HEIGHT
}

/// How many panels of a grid so wide stand side by side.
fn columns(panels: usize, width: f64) -> usize {
    let most = match width {
        _ if width < NARROW => 1,
        _ if width < WIDE => 2,
        _ => 3,
    };
    most.min(panels.max(1))
}

/// The place of the plot of panel `index` among `panels`, between its ticks and its title.
pub(super) fn plot_of(index: usize, panels: usize, region: Region) -> Region {
    let columns = columns(panels, region.right - region.left);
    let width = (region.right - region.left - GAP * (columns - 1) as f64) / columns as f64;
    let left = region.left + (index % columns) as f64 * (width + GAP);
    let top = region.top + (index / columns) as f64 * HEIGHT;
    Region { left: left + LEFT, top: top + 58.0, right: left + width - RIGHT, bottom: top + HEIGHT - 34.0 }
}

impl Region {
    /// The plot with room above it for all lines of a remark; one has room anyhow, which the plot takes where there is
    /// none.
    pub fn below(self, remark: &str) -> Self {
        Self { top: self.top + beyond_one_line(remark), ..self }
    }

    /// A remark whose sentences are broken where they are wider than the panel of this plot.
    pub fn broken(self, remark: &str) -> String {
        let width = self.right - self.left + LEFT + RIGHT;
        remark.lines().flat_map(|line| LABEL.wrap(line, width, MOST_LINES)).collect::<Vec<_>>().join("\n")
    }
}

/// Height that a remark takes beyond the line that every panel has for one.
fn beyond_one_line(remark: &str) -> f64 {
    REMARK * (remark.lines().count() as f64 - 1.0)
}

impl Panel {
    /// Draws the axes, their ticks, and above them a name and the lines of a remark.
    pub fn begin(canvas: &Canvas, plot: Region, x: Axis, y: Axis, name: &str, remark: &str) -> Self {
        let width = plot.right - plot.left + LEFT + RIGHT;
        let left = plot.left - LEFT;
        let first = plot.top - 18.0 - beyond_one_line(remark);
        canvas.text(&NAME.fit(name, width), (left, first - REMARK), Side::Right, NAME, INK);
        for (place, line) in remark.lines().enumerate() {
            let base = first + REMARK * place as f64;
            canvas.text(&LABEL.fit(line, width), (left, base), Side::Right, LABEL, GREY);
        }
        for (tick, words) in y.ticks(canvas.style.tongue, 6) {
            let down = y.at(tick);
            canvas.line(&[(plot.left, down), (plot.right, down)], Pen::solid(PALE, 0.8));
            canvas.text(&words, (plot.left - 6.0, down + 5.0), Side::Left, LABEL, INK);
        }
        for (tick, words) in ticks_within(canvas.style.tongue, x, 9) {
            let across = x.at(tick);
            canvas.line(&[(across, plot.bottom), (across, plot.bottom + 4.0)], Pen::solid(GREY, 1.0));
            canvas.text(&words, (across, plot.bottom + 20.0), Side::Middle, LABEL, INK);
        }
        canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], Pen::solid(GREY, 1.0));
        Self { x, y, plot }
    }

    /// Where a pair of figures stands.
    pub fn at(&self, x: f64, y: f64) -> Point {
        (self.x.at(x), self.y.at(y))
    }

    /// A line through pairs of figures.
    pub fn curve(&self, canvas: &Canvas, pairs: impl Iterator<Item = (f64, f64)>, pen: Pen) {
        let points: Vec<Point> = pairs.map(|(x, y)| self.at(x, y)).collect();
        canvas.line(&points, pen);
    }

    /// The space between two curves over the same x.
    pub fn band(&self, canvas: &Canvas, triples: &[(f64, f64, f64)], colour: Colour, opacity: f64) {
        let low = triples.iter().map(|&(x, low, _)| self.at(x, low));
        let high = triples.iter().rev().map(|&(x, _, high)| self.at(x, high));
        let around: Vec<Point> = low.chain(high).collect();
        canvas.fill(&around, colour, opacity);
    }

    /// The plot's edges.
    pub const fn plot(&self) -> Region {
        self.plot
    }
}
