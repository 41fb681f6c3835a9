//! Figures over one address as lines, over two as heat maps.

use crate::assessment::Ends;
use crate::decision::axis::Axis as Swept;
use crate::decision::sweep::{Sweep, SweptMeasure};
use crate::report::ReportError;
use crate::report::chart::axis::Axis;
use crate::report::chart::canvas::{Canvas, Mark, Pen, Side};
use crate::report::chart::frame::{LABEL, Region, framed, room};
use crate::report::chart::panel::{Panel, grid_height, plot_of};
use crate::report::chart::{BLUE, Chart, GREEN, GREY, INK, PALE, PURPLE, VERMILION};
use crate::report::inputs;
use crate::report::language::say;
use crate::report::look::Colour;
use crate::report::sheet::Sheet;
use crate::report::terms::Subject;
use crate::report::terms::axis::axis as spoken;
use crate::report::terms::{axis, measure};
use crate::statistics::Estimate;

/// Most lines of one panel, and most panels.
const MOST_LINES: usize = 12;
const MOST_PANELS: usize = 12;
/// Height of a line of the legend.
const LEGEND: f64 = 24.0;
const COLOURS: [Colour; 4] = [BLUE, VERMILION, GREEN, PURPLE];
/// What tells the lines apart where colours are lost.
const MARKS: [Mark; 4] = [Mark::Disc, Mark::Square, Mark::Diamond, Mark::Triangle];
/// Most marks on a line; where there are more points, they would hide it.
const MOST_MARKS: usize = 24;

/// The chart of lines, or of heat maps.
pub(in crate::report) fn charts(found: &Sweep, title: &str, subject: Subject) -> Result<Vec<Chart>, ReportError> {
    match found.axes.as_slice() {
        [x] => lines(found, x, title, subject).map(|chart| vec![chart]),
        [x, y] => heat_maps(found, [x, y], title, subject).map(|chart| vec![chart]),
        _ => Ok(Vec::new()),
    }
}

/// An axis in the unit of an address.
pub(super) fn of_address(address: &str, window: (f64, f64), place: (f64, f64)) -> Axis {
    match inputs::is_share(address) {
        true => Axis::linear(window, place),
        false => Axis::plain(window, place),
    }
}

pub(super) fn window(axis: &Swept) -> (f64, f64) {
    (axis.values.first().copied().unwrap_or(0.0), axis.values.last().copied().unwrap_or(1.0))
}

fn sheet(found: &Sweep) -> Sheet {
    let header = ["x", "y", "measure", "reserve", "figure", "low", "high", "range_low", "range_high"];
    let mut sheet = Sheet::new(&header);
    for (place, measured) in found.measured.iter().enumerate() {
        let key = measured.measure.to_string();
        for point in &found.points {
            let Estimate { value, low, high, range } = point.figures[place];
            let ends = range.map_or([None; 2], |ends| [Some(ends.low), Some(ends.high)]);
            let at = [point.at.first().copied(), point.at.get(1).copied()].map(Into::into);
            let words = [key.as_str().into(), measured.reserve.as_str().into()];
            let figures = [Some(value), Some(low), Some(high), ends[0], ends[1]].map(Into::into);
            sheet.rows.push(at.into_iter().chain(words).chain(figures).collect());
        }
    }
    sheet
}

/// The measures, each with the places of its reserves.
fn measures(found: &Sweep) -> Vec<(SweptMeasure, Vec<usize>)> {
    let mut measures: Vec<(SweptMeasure, Vec<usize>)> = Vec::new();
    for (place, measured) in found.measured.iter().enumerate() {
        match measures.iter_mut().find(|(measure, _)| *measure == measured.measure) {
            Some((_, places)) => places.push(place),
            None => measures.push((measured.measure, vec![place])),
        }
    }
    measures
}

/// How a line is drawn.
#[derive(Clone, Copy)]
struct Manner {
    pen: Pen,
    mark: Mark,
}

/// The reserves of the lines, each with its manner.
fn legend(found: &Sweep) -> Vec<(&str, Manner)> {
    let mut names: Vec<&str> = Vec::new();
    for measured in &found.measured {
        if !names.contains(&measured.reserve.as_str()) {
            names.push(&measured.reserve);
        }
    }
    let manner = |place: usize| Manner {
        pen: Pen {
            colour: COLOURS[place % COLOURS.len()],
            width: 2.4,
            dash: [None, Some(7.0), Some(3.0)][place / COLOURS.len() % 3],
        },
        mark: MARKS[place % MARKS.len()],
    };
    names.into_iter().take(MOST_LINES).enumerate().map(|(place, name)| (name, manner(place))).collect()
}

fn lines(found: &Sweep, x: &Swept, title: &str, subject: Subject) -> Result<Chart, ReportError> {
    let tongue = subject.tongue;
    let (measures, legend) = (measures(found), legend(found));
    let drawn = &measures[..measures.len().min(MOST_PANELS)];
    let name = spoken(subject, x);
    let horizon = axis::horizon(subject, [x].into_iter());
    let subtitle = say!(tongue, "sweep-chart-subtitle", x = name.clone(), horizon = horizon);
    let figures = || found.points.iter().flat_map(|point| &point.figures);
    let notes = [
        Some(say!(tongue, "sweep-chart-note")),
        x.range.map(|_| say!(tongue, "sweep-chart-note-evidence")),
        figures().any(|figure| figure.range.is_some()).then(|| say!(tongue, "sweep-chart-note-ranged")),
    ];
    let note = notes.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let alt = say!(tongue, "sweep-chart-alt", title = title, count = legend.len(), x = name);
    let words = subject.words(title.to_owned(), subtitle, alt, note);
    let panels = grid_height(drawn.len(), room(subject.style));
    let height = panels + LEGEND * legend.len() as f64 + 10.0;
    framed(subject.style, "sweep", words, sheet(found), height, |canvas, region| {
        for (index, (measure, places)) in drawn.iter().enumerate() {
            let plot = plot_of(index, drawn.len(), region).below("");
            let panel = begin(canvas, found, places, x, plot, &measure::swept(subject, *measure));
            for place in places {
                let known = legend.iter().find(|(id, _)| *id == found.measured[*place].reserve);
                if let Some((_, manner)) = known {
                    draw(canvas, &panel, found, *place, *manner);
                }
            }
        }
        for (row, (id, Manner { pen, mark })) in legend.iter().enumerate() {
            let down = region.top + panels + LEGEND * (row as f64 + 0.6);
            canvas.line(&[(region.left, down), (region.left + 40.0, down)], *pen);
            canvas.mark(*mark, (region.left + 20.0, down), 4.4, pen.colour);
            let words = LABEL.fit(&subject.names.reserve(id), region.right - region.left - 50.0);
            canvas.text(&words, (region.left + 50.0, down + 6.0), Side::Right, LABEL, INK);
        }
    })
}

/// A panel with what is known of the address today behind the lines.
fn begin(canvas: &Canvas, found: &Sweep, places: &[usize], x: &Swept, plot: Region, name: &str) -> Panel {
    let values = || found.points.iter().flat_map(|point| places.iter().map(|place| point.figures[*place]));
    let ranged = |figure: Estimate| figure.range.map_or([figure.value; 2], |ends| [ends.low, ends.high]);
    let all = values().flat_map(|figure| [[figure.low, figure.high], ranged(figure)].concat());
    let ends = all.filter(|end| end.is_finite());
    let (low, high) = ends.fold((f64::MAX, f64::MIN), |(low, high), end| (low.min(end), high.max(end)));
    let (low, high) = if low <= high { (low.min(0.0), high) } else { (0.0, 1.0) };
    let across = of_address(&x.address, window(x), (plot.left, plot.right));
    let panel = Panel::begin(canvas, plot, across, Axis::linear((low, high), (plot.bottom, plot.top)), name, "");
    if let Some([from, to]) = x.range {
        canvas.block((panel.x.at(from), plot.top), (panel.x.at(to), plot.bottom), PALE, 0.45);
    }
    let (first, last) = window(x);
    if let Some(today) = x.today.filter(|today| (first..=last).contains(today)) {
        let across = panel.x.at(today);
        canvas.line(&[(across, plot.top), (across, plot.bottom)], Pen::dashed(GREY, 1.4, 4.0));
    }
    panel
}

/// A line and its band.
fn draw(canvas: &Canvas, panel: &Panel, found: &Sweep, place: usize, Manner { pen, mark }: Manner) {
    let told = found.points.iter().filter(|point| point.figures[place].value.is_finite());
    let points: Vec<(f64, Estimate)> = told.map(|point| (point.at[0], point.figures[place])).collect();
    let band: Vec<(f64, f64, f64)> = points.iter().map(|(x, figure)| (*x, figure.low, figure.high)).collect();
    panel.band(canvas, &band, pen.colour, 0.22);
    let thin = Pen { width: 0.9, dash: Some(2.0), ..pen };
    for end in [|ends: Ends| ends.low, |ends: Ends| ends.high] {
        let ends = points.iter().filter_map(|(x, figure)| figure.range.map(|ends| (*x, end(ends))));
        panel.curve(canvas, ends, thin);
    }
    panel.curve(canvas, points.iter().map(|(x, figure)| (*x, figure.value)), pen);
    if points.len() <= MOST_MARKS {
        points.iter().for_each(|(x, figure)| canvas.mark(mark, panel.at(*x, figure.value), 4.4, pen.colour));
    }
}

fn heat_maps(found: &Sweep, axes: [&Swept; 2], title: &str, subject: Subject) -> Result<Chart, ReportError> {
    let tongue = subject.tongue;
    let drawn = found.measured.len().min(MOST_PANELS);
    let (x, y) = (spoken(subject, axes[0]), spoken(subject, axes[1]));
    let horizon = axis::horizon(subject, axes.into_iter());
    let subtitle = say!(tongue, "sweep-chart-subtitle-of-two", x = x.clone(), y = y.clone(), horizon = horizon);
    let alt = say!(tongue, "sweep-chart-alt-of-two", title = title, count = drawn, x = x, y = y);
    let words = subject.words(title.to_owned(), subtitle, alt, say!(tongue, "sweep-chart-note-of-two"));
    let height = grid_height(drawn, room(subject.style));
    framed(subject.style, "sweep", words, sheet(found), height, |canvas, region| {
        for place in 0..drawn {
            heat_map(canvas, found, axes, place, plot_of(place, drawn, region), subject);
        }
    })
}

/// One map; the darker, the more.
fn heat_map(canvas: &Canvas, found: &Sweep, [x, y]: [&Swept; 2], place: usize, plot: Region, subject: Subject) {
    let tongue = subject.tongue;
    let values = || found.points.iter().map(|point| point.figures[place].value).filter(|value| value.is_finite());
    let (low, high) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
    let measured = &found.measured[place];
    let name = say!(
        tongue,
        "sweep-chart-panel",
        reserve = subject.names.reserve(&measured.reserve),
        figure = measure::swept(subject, measured.measure)
    );
    let remark = say!(tongue, "sweep-chart-scale", low = tongue.percent(low), high = tongue.percent(high));
    let (across, up) = (of_address(&x.address, edges_window(x), (plot.left, plot.right)), (plot.bottom, plot.top));
    let panel = Panel::begin(canvas, plot, across, of_address(&y.address, edges_window(y), up), &name, &remark);
    for (position, point) in found.points.iter().enumerate() {
        let value = point.figures[place].value;
        let (column, row) = (position / y.values.len(), position % y.values.len());
        let ([left, right], [bottom, top]) = (edges(x, column), edges(y, row));
        if value.is_finite() {
            let strength = if high > low { (value - low) / (high - low) } else { 0.5 };
            canvas.block(panel.at(left, bottom), panel.at(right, top), shade(strength), 1.0);
        }
    }
    if let (Some(today_x), Some(today_y)) = (x.today, y.today) {
        let inside = |axis: &Swept, today: f64| (window(axis).0..=window(axis).1).contains(&today);
        if inside(x, today_x) && inside(y, today_y) {
            canvas.mark(Mark::Diamond, panel.at(today_x, today_y), 7.0, INK);
        }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn shade(strength: f64) -> Colour {
    Colour::Adds((60.0 + 900.0 * strength.clamp(0.0, 1.0)).round() as u16)
}

/// Half a step beyond the first and the last value.
fn edges_window(axis: &Swept) -> (f64, f64) {
    (edges(axis, 0)[0], edges(axis, axis.values.len().max(1) - 1)[1])
}

/// A cell reaches to the middle between its value and the next.
fn edges(axis: &Swept, place: usize) -> [f64; 2] {
    let values = &axis.values;
    let half = |a: usize, b: usize| 0.5 * (values[b] - values[a]);
    let last = values.len() - 1;
    let (before, after) = (place.saturating_sub(1), (place + 1).min(last));
    let down = if place == 0 { half(0, after) } else { half(before, place) };
    let up = if place == last { half(before, last) } else { half(place, after) };
    [values[place] - down, values[place] + up]
}
