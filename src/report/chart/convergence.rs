//! How the mean of the worst paths settles as paths are added.

use super::axis::Axis;
use super::canvas::Pen;
use super::frame::{framed, room};
use super::panel::{Panel, grid_height, plot_of};
use super::{BLUE, Chart, GREY, Subject, at_level, tail, worst_first};
use crate::assessment::{Curves, Estimate, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::sheet::Sheet;

/// Above this many reserves the rest is only in the data.
const MOST: usize = 12;

/// ES from the first so many paths.
type Settling<'a> = (&'a ReserveFigures, Vec<(f64, Estimate)>);

/// The chart; `None` where there are too few paths to see anything settle.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut reserves: Vec<Settling> = subject.with_curves().filter_map(settling).collect();
    if reserves.is_empty() {
        return Ok(None);
    }
    worst_first(&mut reserves, MOST, width);
    let drawn = &reserves[..reserves.len().min(MOST)];
    let tongue = subject.tongue;
    let subtitle = say!(tongue, "convergence-subtitle", shortfall = subject.shortfall(), horizon = subject.horizon());
    let note = subject.more_than(drawn.len(), reserves.len()).unwrap_or_default();
    let words = subject.words(title(subject, drawn), subtitle, alt(subject, drawn), note);
    framed(
        subject.style,
        "convergence",
        words,
        sheet(&reserves),
        grid_height(drawn.len(), room(subject.style)),
        |canvas, region| {
            for (index, (reserve, points)) in drawn.iter().enumerate() {
                let plot = plot_of(index, drawn.len(), region);
                let paths = (points[0].0, points[points.len() - 1].0);
                let ends = |of: fn(&Estimate) -> f64| points.iter().map(move |(_, estimate)| of(estimate));
                let window = (
                    ends(|estimate| estimate.low).fold(f64::MAX, f64::min),
                    ends(|estimate| estimate.high).fold(f64::MIN, f64::max),
                );
                let (x, y) =
                    (Axis::powers(paths, (plot.left, plot.right)), Axis::linear(window, (plot.bottom, plot.top)));
                let last = points[points.len() - 1].1;
                let remark = tongue.percent_with_interval(Estimate { range: None, ..last });
                let panel = Panel::begin(canvas, plot, x, y, &subject.name(reserve), &remark);
                let band: Vec<_> = points.iter().map(|(paths, es)| (*paths, es.low, es.high)).collect();
                panel.band(canvas, &band, BLUE, 0.25);
                panel.curve(
                    canvas,
                    [(paths.0, last.value), (paths.1, last.value)].into_iter(),
                    Pen::dashed(GREY, 1.2, 4.0),
                );
                panel.curve(canvas, points.iter().map(|(paths, es)| (*paths, es.value)), Pen::solid(BLUE, 2.4));
            }
        },
    )
    .map(Some)
}

/// The points of a reserve that have an interval, where there are some.
fn settling<'a>((reserve, curves): (&'a ReserveFigures, &'a Curves)) -> Option<Settling<'a>> {
    let points = curves.convergence.iter().filter_map(|point| Some((point.paths as f64, at_level(&point.es)?)));
    let points: Vec<(f64, Estimate)> =
        points.filter(|(_, es)| es.value.is_finite() && es.low.is_finite() && es.high.is_finite()).collect();
    (points.len() > 2).then_some((reserve, points))
}

fn sheet(reserves: &[Settling]) -> Sheet {
    let mut sheet = Sheet::new(&["reserve", "paths", "es", "low", "high"]);
    for (reserve, points) in reserves {
        for (paths, es) in points {
            let figures = [*paths, es.value, es.low, es.high].map(Into::into);
            sheet.rows.push([reserve.id.as_str().into()].into_iter().chain(figures).collect());
        }
    }
    sheet
}

/// How wide the interval is that all paths leave.
fn width((_, points): &Settling) -> f64 {
    points.last().map_or(0.0, |(_, es)| es.high - es.low)
}

/// The reserve whose figure is known least, and what the assumptions leave open beside that.
fn title(subject: Subject, reserves: &[Settling]) -> String {
    let tongue = subject.tongue;
    let Some((reserve, points)) = reserves.iter().max_by(|a, b| width(a).total_cmp(&width(b))) else {
        return String::new();
    };
    let Some((paths, es)) = points.last() else { return String::new() };
    let (half, paths) = (tongue.change(0.5 * (es.high - es.low)).replace('+', "±"), tongue.number(*paths, 0));
    let name = subject.quoted(reserve);
    let range = tail(&reserve.loss.es).and_then(|estimate| estimate.range).map(|ends| (ends.high - ends.low).abs());
    // Where sampling is not small beside the assumptions, more paths would help.
    let range = range.filter(|range| *range > 4.0 * (es.high - es.low));
    match range {
        Some(range) => say!(
            tongue,
            "convergence-title-ranged",
            shortfall = subject.shortfall(),
            reserve = name,
            half = half,
            paths = paths,
            range = tongue.change(range).replace('+', "")
        ),
        None => say!(
            tongue,
            "convergence-title",
            shortfall = subject.shortfall(),
            reserve = name,
            half = half,
            paths = paths
        ),
    }
}

fn alt(subject: Subject, reserves: &[Settling]) -> String {
    let tongue = subject.tongue;
    let sentence = |(reserve, points): &Settling| {
        let at = |place: usize| points.get(place).map_or_else(String::new, |(_, es)| tongue.percent_with_interval(*es));
        let paths = |place: usize| points.get(place).map_or_else(String::new, |(paths, _)| tongue.number(*paths, 0));
        let last = points.len() - 1;
        say!(
            tongue,
            "convergence-alt-reserve",
            reserve = subject.name(reserve),
            first = at(0),
            few = paths(0),
            last = at(last),
            all = paths(last)
        )
    };
    let told: Vec<String> = reserves.iter().take(12).map(sentence).collect();
    format!("{} {}", say!(tongue, "convergence-alt"), told.join(" "))
}
