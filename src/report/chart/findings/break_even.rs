//! The map of two assumptions: who is better where, and the line on which both tie.

use super::sweep::{of_address, window};
use crate::decision::axis::Axis;
use crate::decision::break_even::{BreakEven, MapRow, MapSide, TiedMeasure};
use crate::report::ReportError;
use crate::report::chart::canvas::{Canvas, Mark, Pen, Side};
use crate::report::chart::frame::{LABEL, Region, framed, room};
use crate::report::chart::panel::{LEFT, Panel, grid_height, plot_of};
use crate::report::chart::{Chart, INK};
use crate::report::language::say;
use crate::report::look::Colour;
use crate::report::sheet::Sheet;
use crate::report::terms::axis::axis as spoken;
use crate::report::terms::{Subject, measure};
use crate::statistics::Estimate;

/// Height of a line of the legend.
const LEGEND: f64 = 26.0;
/// One dark, one pale, so that they differ where colours are lost.
const FIRST: Colour = Colour::Takes(520);
const SECOND: Colour = Colour::Adds(200);
/// Most lines of the remark above a map.
const REMARK_LINES: usize = 4;

/// The chart: a map for each figure.
pub(in crate::report) fn chart(found: &BreakEven, title: &str, subject: Subject) -> Result<Chart, ReportError> {
    let tongue = subject.tongue;
    let (x, y) = (spoken(subject, &found.x.axis), spoken(subject, &found.y.axis));
    let horizon = say!(tongue, "over-days", count = subject.ground.horizon_days);
    let subtitle = say!(tongue, "break-even-chart-subtitle", x = x.clone(), y = y.clone(), horizon = horizon);
    let alt = say!(tongue, "break-even-chart-alt", title = title, count = found.measures.len(), x = x, y = y);
    let has_range = found.x.axis.range.is_some() || found.y.axis.range.is_some();
    let box_note = has_range.then(|| say!(tongue, "break-even-chart-note-evidence"));
    let notes = [Some(say!(tongue, "break-even-chart-note")), box_note];
    let note = notes.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let words = subject.words(title.to_owned(), subtitle, alt, note);
    let count = found.measures.len();
    let panels = grid_height(count, room(subject.style));
    framed(subject.style, "break-even", words, sheet(found), panels + 2.0 * LEGEND + 10.0, |canvas, region| {
        for (place, one) in found.measures.iter().enumerate() {
            map(canvas, found, one, plot_of(place, count, region), subject);
        }
        for (row, (colour, id)) in [(FIRST, &found.a), (SECOND, &found.b)].into_iter().enumerate() {
            let top = region.top + panels + LEGEND * row as f64 + 4.0;
            canvas.block((region.left, top), (region.left + 30.0, top + 18.0), colour, 1.0);
            let words = say!(tongue, "break-even-chart-better", reserve = subject.quoted(id));
            let words = LABEL.fit(&words, region.right - region.left - 40.0);
            canvas.text(&words, (region.left + 40.0, top + 15.0), Side::Right, LABEL, INK);
        }
    })
}

fn sheet(found: &BreakEven) -> Sheet {
    let header = ["measure", "y", "x", "advantage_of_first", "low", "high", "tie", "tie_low", "tie_high"];
    let mut sheet = Sheet::new(&header);
    for one in &found.measures {
        let key = one.figure.to_string();
        for row in &one.rows {
            let mut add = |figures: [Option<f64>; 8]| {
                let figures = figures.map(Into::into);
                sheet.rows.push(std::iter::once(key.as_str().into()).chain(figures).collect());
            };
            for (x, advantage) in found.x.axis.values.iter().zip(&row.advantages) {
                let ends = [Some(advantage.value), Some(advantage.low), Some(advantage.high)];
                add([Some(row.y), Some(*x), ends[0], ends[1], ends[2], None, None, None]);
            }
            for root in &row.line.roots {
                let ends = [Some(root.x.value), Some(root.x.low), Some(root.x.high)];
                add([Some(row.y), None, None, None, None, ends[0], ends[1], ends[2]]);
            }
        }
    }
    sheet
}

/// By how much one is better today, and how much of that is the market, in lines so wide.
fn remark(one: &TiedMeasure, width: f64, subject: Subject) -> String {
    let tongue = subject.tongue;
    let is_first = one.today.value >= 0.0;
    let of_better = |advantage: Estimate| if is_first { advantage } else { advantage.turned() };
    let advantage = tongue.points_with_interval(of_better(one.today));
    let words = match one.market {
        Some(market) => {
            let market = tongue.hundredths(of_better(market).value);
            say!(tongue, "break-even-chart-remark-market", advantage = advantage, market = market)
        }
        None => say!(tongue, "break-even-chart-remark", advantage = advantage),
    };
    LABEL.wrap(&words, width, REMARK_LINES).join("\n")
}

fn map(canvas: &Canvas, found: &BreakEven, one: &TiedMeasure, plot: Region, subject: Subject) {
    let (x, y) = (&found.x.axis, &found.y.axis);
    let (name, remark) =
        (measure::figure(subject.tongue, one.figure), remark(one, plot.right - plot.left + LEFT, subject));
    let plot = plot.below(&remark);
    let across = of_address(&x.address, window(x), (plot.left, plot.right));
    let up = of_address(&y.address, window(y), (plot.bottom, plot.top));
    let panel = Panel::begin(canvas, plot, across, up, &name, &remark);
    for lower in 1..one.rows.len() {
        between(canvas, &panel, window(x), &one.rows, lower - 1);
    }
    ties(canvas, &panel, one, window(x));
    evidence(canvas, &panel, &found.x, &found.y);
    let inside = |axis: &Axis| {
        let (first, last) = window(axis);
        axis.today.filter(|today| (first..=last).contains(today))
    };
    if let (Some(today_x), Some(today_y)) = (inside(x), inside(y)) {
        canvas.mark(Mark::Diamond, panel.at(today_x, today_y), 7.0, INK);
    }
}

/// A stretch of a row on which one is better: from, to, and whether it is the first.
type Stretch = (f64, f64, bool);

fn stretches(row: &MapRow, (from, to): (f64, f64)) -> Vec<Stretch> {
    let Some(first) = row.line.roots.first() else {
        return row.line.first_is_better_throughout.map(|first| (from, to, first)).into_iter().collect();
    };
    let mut found = Vec::new();
    let (mut start, mut is_first) = (from, first.first_is_better_below);
    for root in &row.line.roots {
        found.push((start, root.x.value, is_first));
        (start, is_first) = (root.x.value, !is_first);
    }
    found.push((start, to, is_first));
    found
}

/// The ground between a row and the one above: stretches that match run into each other; of a tie that ends the loser's
/// ground is closed; others meet half way.
fn between(canvas: &Canvas, panel: &Panel, ends: (f64, f64), rows: &[MapRow], place: usize) {
    let (lower, upper) = (&rows[place], &rows[place + 1]);
    let (below, above) = (stretches(lower, ends), stretches(upper, ends));
    let colour = |is_first: bool| if is_first { FIRST } else { SECOND };
    let matches = below.len() == above.len() && below.iter().zip(&above).all(|(one, other)| one.2 == other.2);
    if matches {
        for (one, other) in below.iter().zip(&above) {
            let corners = [(one.0, lower.y), (one.1, lower.y), (other.1, upper.y), (other.0, upper.y)];
            canvas.fill(&corners.map(|(x, y)| panel.at(x, y)), colour(one.2), 1.0);
        }
        return;
    }
    if let Some(Ending { from, to, winner }) = ending(rows, place, ends) {
        canvas.block(panel.at(ends.0, lower.y), panel.at(ends.1, upper.y), colour(winner), 1.0);
        let corners = [from, to, (to.0, from.1)];
        canvas.fill(&corners.map(|(x, y)| panel.at(x, y)), colour(!winner), 1.0);
        return;
    }
    let middle = 0.5 * (lower.y + upper.y);
    for (stretches, y) in [(below, lower.y), (above, upper.y)] {
        for (from, to, is_first) in stretches {
            canvas.block(panel.at(from, y), panel.at(to, middle), colour(is_first), 1.0);
        }
    }
}

/// How the line of ties leaves the map between a row that has one and a row without.
struct Ending {
    /// The tie.
    from: (f64, f64),
    /// Where the line meets the edge.
    to: (f64, f64),
    /// Whether the first is better on the row without.
    winner: bool,
}

/// The line goes on as it came to the edge at which the loser's ground ends; where it came from nowhere, or would miss
/// the edge, to the row without a tie there.
fn ending(rows: &[MapRow], place: usize, (from, to): (f64, f64)) -> Option<Ending> {
    let single = |place: usize| match rows.get(place)?.line.roots.as_slice() {
        [root] => Some((root.x.value, rows[place].y)),
        _ => None,
    };
    let (tied, bare) = if rows[place].line.roots.is_empty() { (place + 1, place) } else { (place, place + 1) };
    let (tie, winner) = (single(tied)?, rows[bare].line.first_is_better_throughout?);
    let edge = if rows[tied].line.roots[0].first_is_better_below == winner { to } else { from };
    let came = (2 * tied).checked_sub(bare).and_then(single);
    let straight = came.map(|came| tie.1 + (edge - tie.0) * ((tie.1 - came.1) / (tie.0 - came.0)));
    let end = rows[bare].y;
    let meets = straight.filter(|y| (tie.1.min(end)..=tie.1.max(end)).contains(y));
    Some(Ending { from: tie, to: (edge, meets.unwrap_or(end)), winner })
}

/// The line of ties through rows that have one, with its 95% interval; broken where it leaves the map.
fn ties(canvas: &Canvas, panel: &Panel, one: &TiedMeasure, ends: (f64, f64)) {
    let single = |row: &MapRow| match row.line.roots.as_slice() {
        [root] => Some((row.y, root.x)),
        _ => None,
    };
    for (place, pair) in one.rows.windows(2).enumerate() {
        if let (Some((y, x)), Some((next_y, next_x))) = (single(&pair[0]), single(&pair[1])) {
            let band = [(x.low, y), (x.high, y), (next_x.high, next_y), (next_x.low, next_y)];
            canvas.fill(&band.map(|(x, y)| panel.at(x, y)), INK, 0.22);
            canvas.line(&[panel.at(x.value, y), panel.at(next_x.value, next_y)], Pen::solid(INK, 2.4));
        } else if let Some(Ending { from, to, .. }) = ending(&one.rows, place, ends) {
            canvas.line(&[from, to].map(|(x, y)| panel.at(x, y)), Pen::dashed(INK, 1.6, 4.0));
        }
    }
    for row in &one.rows {
        for root in &row.line.roots {
            canvas.mark(Mark::Disc, panel.at(root.x.value, row.y), 3.0, INK);
        }
    }
}

/// The box of what the evidence allows; where one side has no range, that side as it is today.
fn evidence(canvas: &Canvas, panel: &Panel, x: &MapSide, y: &MapSide) {
    let ends = |side: &MapSide| side.axis.range.or(side.axis.today.map(|today| [today, today]));
    if x.axis.range.is_none() && y.axis.range.is_none() {
        return;
    }
    if let (Some([left, right]), Some([bottom, top])) = (ends(x), ends(y)) {
        let corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)];
        canvas.line(&corners.map(|(x, y)| panel.at(x, y)), Pen::dashed(INK, 1.6, 6.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::break_even::{Line, Root};

    fn row(y: f64, tie: Option<f64>) -> MapRow {
        let root = |x: f64| Root { x: Estimate::between(x, x, x), left: 0.0, first_is_better_below: true };
        let line = Line {
            roots: tie.into_iter().map(root).collect(),
            first_is_better_throughout: tie.is_none().then_some(true),
        };
        MapRow { y, advantages: Vec::new(), line }
    }

    #[test]
    fn a_line_of_ties_goes_on_to_the_edge_where_the_losers_ground_ends() {
        let rows = [row(0.0, None), row(1.0, Some(8.0)), row(2.0, Some(5.0))];
        let Ending { from, to, winner } = ending(&rows, 0, (0.0, 10.0)).unwrap();
        assert_eq!((from, winner), ((8.0, 1.0), true));
        assert!((to.0 - 10.0).abs() < 1e-12 && (to.1 - 1.0 / 3.0).abs() < 1e-12, "{to:?}");
        // Where it came from nowhere it ends on the row without a tie.
        assert_eq!(ending(&rows[..2], 0, (0.0, 10.0)).unwrap().to, (10.0, 0.0));
        assert!(ending(&rows, 1, (0.0, 10.0)).is_none());
    }
}
