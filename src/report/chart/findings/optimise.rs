//! Better weights beside today's, and what must be given up of one thing for another.

use crate::assessment::Ends;
use crate::decision::optimise::{Mark as Marked, Optimum, PlaceWeights, Point, Role};
use crate::report::ReportError;
use crate::report::chart::axis::Axis;
use crate::report::chart::canvas::{Canvas, Mark, Pen, Side};
use crate::report::chart::frame::{LABEL, Region, framed, room};
use crate::report::chart::panel::Panel;
use crate::report::chart::strip::{Figure, Line, Strip};
use crate::report::chart::{BLUE, Chart, GREY, INK, doubted, shortened};
use crate::report::language::say;
use crate::report::look::Colour;
use crate::report::sheet::Sheet;
use crate::report::terms::Subject;
use crate::statistics::Estimate;

/// Most places drawn; all stand in the table.
const MOST: usize = 24;
/// Most reserves marked beside the frontier.
const MOST_MARKS: usize = 8;
/// Height of the plot of the frontier.
const PLOT: f64 = 300.0;
/// Height of a line that says what a mark is.
const LINE: f64 = 24.0;
/// Room for the words of the ticks at the left, and above the plot.
const LEFT: f64 = 70.0;
const HEAD: f64 = 38.0;
/// Room for a mark before what it says.
const INDENT: f64 = 24.0;
const TICKS: f64 = 34.0;

/// The weights.
pub(in crate::report) fn weights(found: &Optimum, title: String, subject: Subject) -> Result<Chart, ReportError> {
    let tongue = subject.tongue;
    let mut places: Vec<&PlaceWeights> = found.weights.iter().filter(|place| most(place) > 0.0).collect();
    places.sort_by(|a, b| most(b).total_cmp(&most(a)));
    let mut sheet =
        Sheet::new(&["asset", "custodian", "today", "optimum", "seeds_low", "seeds_high", "range_low", "range_high"]);
    for place in &places {
        let Ends { low, high } = place.seeds;
        let range = [place.assumptions.map(|ends| ends.low), place.assumptions.map(|ends| ends.high)];
        let figures = [Some(place.today), Some(place.optimum), Some(low), Some(high), range[0], range[1]];
        let ids = [&place.asset, &place.custodian].map(|id| id.as_str().into());
        sheet.rows.push(ids.into_iter().chain(figures.map(Into::into)).collect());
    }
    let lines = places.iter().take(MOST).map(|place| line(place, subject)).collect();
    let strip = Strip { columns: vec![say!(tongue, "optimise-chart-column")], lines };
    let alt = say!(tongue, "optimise-chart-alt", title = title.clone(), count = places.len());
    let id = if found.hurting.is_some() { "optimise-chart-note-ranged" } else { "optimise-chart-note" };
    let note = say!(tongue, id, seeds = found.seeds.len());
    let words = subject.words(title, say!(tongue, "optimise-chart-subtitle"), alt, note);
    framed(subject.style, "weights", words, sheet, strip.height(subject.style), |canvas, region| {
        strip.draw(canvas, region)
    })
}

/// The largest weight that a place has in any of what is drawn.
fn most(place: &PlaceWeights) -> f64 {
    let assumptions = place.assumptions.map_or(0.0, |ends| ends.high);
    place.today.max(place.optimum).max(place.seeds.high).max(assumptions)
}

fn line(place: &PlaceWeights, subject: Subject) -> Line {
    let (asset, custodian) = (subject.names.asset(&place.asset), subject.names.counterparty(&place.custodian));
    let Ends { low, high } = place.seeds;
    let range = place.assumptions.map_or((low, high), |ends| (low.min(ends.low), high.max(ends.high)));
    let figure = Figure {
        estimate: Estimate::between(place.optimum, low, high),
        range: (range != (low, high)).then_some(range),
        strokes: vec![place.today],
        mark: Mark::Disc,
        colour: BLUE,
        words: subject.tongue.percent(place.optimum),
    };
    let label = say!(subject.tongue, "optimise-chart-label", asset = asset, custodian = shortened(&custodian));
    Line::Figures { label, indent: 0.0, columns: vec![Some(figure)] }
}

/// The frontier; `None` where none was walked.
pub(in crate::report) fn frontier(found: &Optimum, subject: Subject) -> Result<Option<Chart>, ReportError> {
    let (Some(first), Some(last)) = (found.frontier.first(), found.frontier.last()) else { return Ok(None) };
    let tongue = subject.tongue;
    let level = tongue.level(found.level);
    let title = frontier_title(first, last, &level, subject);
    let marks: Vec<&Marked> = found.marks.iter().take(MOST_MARKS).collect();
    let alt = say!(tongue, "optimise-frontier-alt", title = title.clone(), points = found.frontier.len());
    let horizon = say!(tongue, "over-days", count = subject.ground.horizon_days);
    let subtitle = say!(tongue, "optimise-frontier-subtitle", level = level, horizon = horizon);
    let words = subject.words(title, subtitle, alt, say!(tongue, "optimise-frontier-note"));
    let legend: Vec<Vec<String>> = marks.iter().map(|mark| spoken(mark, found, subject)).collect();
    let across = LABEL.wrap(&say!(tongue, "optimise-frontier-across"), room(subject.style), 3);
    let height = HEAD + PLOT + TICKS + LINE * (legend.iter().map(Vec::len).sum::<usize>() + across.len()) as f64;
    framed(subject.style, "frontier", words, frontier_sheet(found), height, |canvas, region| {
        let plot = Region { left: region.left + LEFT, top: region.top + HEAD, right: region.right - 26.0, ..region };
        let plot = Region { bottom: plot.top + PLOT, ..plot };
        draw(found, &marks, subject, canvas, plot);
        let mut base = plot.bottom + TICKS;
        for line in &across {
            base += LINE;
            canvas.text(line, (region.left, base), Side::Right, LABEL, GREY);
        }
        for (mark, lines) in marks.iter().zip(&legend) {
            let (form, colour) = form(mark.role);
            canvas.mark(form, (region.left + 8.0, base + LINE - 6.0), 6.0, colour);
            for line in lines {
                base += LINE;
                canvas.text(line, (region.left + INDENT, base), Side::Right, LABEL, INK);
            }
        }
    })
    .map(Some)
}

/// Both ends of the frontier, which can be one.
fn frontier_title(first: &Point, last: &Point, level: &str, subject: Subject) -> String {
    let tongue = subject.tongue;
    let told = |estimate: Estimate| tongue.percent_with_interval(estimate);
    let (es, cost) = (told(first.loss_es), told(first.cost_mean));
    let (other_es, other_cost) = (told(last.loss_es), told(last.cost_mean));
    if (&es, &cost) == (&other_es, &other_cost) {
        return say!(tongue, "optimise-frontier-title-one", level = level, es = es, cost = cost);
    }
    say!(
        tongue,
        "optimise-frontier-title",
        level = level,
        es = es,
        cost = cost,
        other_es = other_es,
        other_cost = other_cost
    )
}

/// What a mark says, in lines; of ours also what fresh paths say, for the line and its marks are in sample.
fn spoken(mark: &Marked, found: &Optimum, subject: Subject) -> Vec<String> {
    let tongue = subject.tongue;
    let (id, fresh) = match mark.role {
        Role::Today => ("optimise-frontier-today", found.fresh.today.loss_es),
        Role::Optimum => ("optimise-frontier-optimum", found.fresh.optimum.loss_es),
        Role::Other => ("optimise-frontier-other", Estimate::untold()),
    };
    let fresh = tongue.percent(fresh.value);
    let (es, cost) = (tongue.percent(mark.point.loss_es.value), tongue.percent(mark.point.cost_mean.value));
    let reserve = shortened(&subject.names.reserve(&mark.reserve));
    let market = tongue.percent(mark.point.market_es.value);
    // Not every message names what fresh paths say.
    let words = say!(tongue, id, reserve = reserve, es = es, market = market, cost = cost, fresh = fresh);
    LABEL.wrap(&words, room(subject.style) - INDENT, 3)
}

fn form(role: Role) -> (Mark, Colour) {
    match role {
        Role::Today => (Mark::Square, Colour::Vermilion),
        Role::Optimum => (Mark::Diamond, Colour::Green),
        Role::Other => (Mark::Triangle, Colour::Grey),
    }
}

/// The curve and the marks.
fn draw(found: &Optimum, marks: &[&Marked], subject: Subject, canvas: &Canvas, plot: Region) {
    let points = || found.frontier.iter().map(|point| (point.cost_mean.value, point.loss_es.value));
    let marked = || marks.iter().map(|mark| (mark.point.cost_mean.value, mark.point.loss_es.value));
    let window = |of: fn((f64, f64)) -> f64| {
        let (low, high) = points()
            .chain(marked())
            .map(of)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
        let room = 0.06 * (high - low);
        (low - room, high + room)
    };
    let x = Axis::linear(window(|point| point.0), (plot.left, plot.right));
    let y = Axis::linear(window(|point| point.1), (plot.bottom, plot.top));
    let name = say!(subject.tongue, "optimise-frontier-up", level = subject.tongue.level(found.level));
    let panel = Panel::begin(canvas, plot, x, y, &name, "");
    panel.curve(canvas, points(), Pen::solid(BLUE, 2.4));
    points().for_each(|(cost, es)| canvas.mark(Mark::Disc, panel.at(cost, es), 3.5, BLUE));
    for (mark, at) in marks.iter().zip(marked()).rev() {
        let (form, colour) = form(mark.role);
        canvas.mark(form, panel.at(at.0, at.1), 7.0, colour);
    }
}

/// A row a point and figure, each with its doubt.
fn frontier_sheet(found: &Optimum) -> Sheet {
    let mut sheet =
        Sheet::new(&["what", "reserve", "point", "figure", "value", "low", "high", "range_low", "range_high"]);
    let mut push = |what: &str, reserve: &str, number: usize, point: &Point| {
        let &Point { loss_es, market_es, lost_mean, cost_mean, .. } = point;
        let figures =
            [("loss_es", loss_es), ("market_es", market_es), ("lost_mean", lost_mean), ("cost_mean", cost_mean)];
        for (figure, estimate) in figures {
            let words = [what.into(), reserve.into(), (number as f64).into(), figure.into()];
            sheet.rows.push(words.into_iter().chain(doubted(estimate)).collect());
        }
    };
    found.frontier.iter().enumerate().for_each(|(number, point)| push("frontier", "", number + 1, point));
    for mark in &found.marks {
        let what = match mark.role {
            Role::Today => "today",
            Role::Optimum => "optimum",
            Role::Other => "other",
        };
        push(what, &mark.reserve, 1, &mark.point);
    }
    sheet
}
