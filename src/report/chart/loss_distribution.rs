//! Loss distributions of all reserves, each beside the market alone.

use super::axis::Axis;
use super::canvas::{Canvas, Pen, Point, Side};
use super::frame::{LABEL, NAME, Region, framed, ticks_within};
use super::{BLUE, Chart, GREY, INK, PALE, Subject, tail, worst_first};
use crate::assessment::{Curves, Density, Distribution, Estimate, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::sheet::{Field, Sheet};

const TICKS: f64 = 30.0;
const HEAD: f64 = 22.0;
/// Room for the half of a tick that stands out at the left.
const EDGE: f64 = 18.0;
/// Most reserves drawn; all stand in the data.
const MOST: usize = 24;
/// Width of the columns of figures at the right.
const FIGURES: f64 = 170.0;

/// The chart; `None` where no reserve has a distribution.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut reserves: Vec<(&ReserveFigures, &Curves)> = subject.with_curves().collect();
    worst_first(&mut reserves, MOST, |(reserve, _)| tail(&reserve.loss.es).map_or(f64::MIN, |es| es.value));
    let Some(window) = window(&reserves) else { return Ok(None) };
    let level = subject.tongue.level(subject.level);
    let subtitle = say!(
        subject.tongue,
        "loss-distribution-subtitle",
        days = subject.horizon_days(),
        level = level.as_str(),
        share = subject.worst_share(),
    );
    let drawn = &reserves[..reserves.len().min(MOST)];
    let note = [Some(note(subject, window)), subject.more_than(drawn.len(), reserves.len())];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let words = subject.words(title(subject), subtitle, alt(subject, drawn), note);
    let height = row_height(drawn.len());
    let total = HEAD + height * drawn.len() as f64 + TICKS;
    let chart =
        framed(subject.style, "loss-distribution", words, sheet(&reserves, window), total, |canvas, region| {
            let plot = Region {
                right: region.right - FIGURES,
                top: region.top + HEAD,
                bottom: region.bottom - TICKS,
                ..region
            };
            let x = Axis::linear(window, (plot.left + EDGE, plot.right));
            draw_axis(canvas, plot, x);
            for (column, words) in [(1.0, format!("ES {level}")), (0.0, format!("VaR {level}"))] {
                canvas.text(&words, (figure_column(region, column), region.top + 10.0), Side::Left, LABEL, GREY);
            }
            for (row, (reserve, curves)) in drawn.iter().enumerate() {
                let top = plot.top + row as f64 * height;
                let row = Row { canvas, subject, x, region, top, bottom: top + height - 6.0 };
                row.draw(reserve, curves);
            }
        })?;
    Ok(Some(chart))
}

fn figure_column(region: Region, column: f64) -> f64 {
    region.right - FIGURES * (0.5 - 0.5 * column)
}

fn row_height(rows: usize) -> f64 {
    match rows {
        0..=6 => 86.0,
        7..=14 => 68.0,
        _ => 52.0,
    }
}

/// From the best 1% of paths to the largest loss.
fn window(reserves: &[(&ReserveFigures, &Curves)]) -> Option<(f64, f64)> {
    let mut window: Option<(f64, f64)> = None;
    for (reserve, curves) in reserves {
        for (figures, density) in
            [(&reserve.loss, &curves.loss_density), (&reserve.market_alone, &curves.market_density)]
        {
            let Some((low, high)) = filled(density) else { continue };
            let best = figures.quantiles.first().map_or(low, |quantile| quantile.estimate.value.max(low));
            let (least, most) = window.unwrap_or((best, high));
            window = Some((least.min(best), most.max(high)));
        }
    }
    window
}

/// Where a density begins and ends.
fn filled(density: &Density) -> Option<(f64, f64)> {
    let first = density.density.iter().position(|share| *share > 0.0)?;
    let last = density.density.iter().rposition(|share| *share > 0.0)?;
    let edge = |bin: usize| density.start + bin as f64 * density.width;
    Some((edge(first), edge(last + 1)))
}

fn draw_axis(canvas: &Canvas, plot: Region, x: Axis) {
    for (tick, words) in ticks_within(canvas.style.tongue, x, 7) {
        let across = x.at(tick);
        canvas.line(&[(across, plot.top), (across, plot.bottom)], Pen::solid(PALE, 0.8));
        let middle = across.max(0.5 * LABEL.width(&words) + 2.0);
        canvas.text(&words, (middle, plot.bottom + 20.0), Side::Middle, LABEL, INK);
    }
}

struct Row<'a, 'c> {
    canvas: &'a Canvas<'c>,
    subject: Subject<'a>,
    x: Axis,
    region: Region,
    top: f64,
    bottom: f64,
}

impl Row<'_, '_> {
    fn draw(&self, reserve: &ReserveFigures, curves: &Curves) {
        let canvas = self.canvas;
        let peak = |density: &Density| density.density.iter().copied().fold(0.0, f64::max);
        let highest = peak(&curves.loss_density).max(peak(&curves.market_density));
        let y = Axis::linear((0.0, highest), (self.bottom, self.top + 24.0));
        let loss = outline(&curves.loss_density, self.x, y);
        canvas.fill(&loss, BLUE, 0.35);
        canvas.line(&loss, Pen::solid(BLUE, 1.4));
        canvas.line(&outline(&curves.market_density, self.x, y), Pen::dashed(GREY, 1.4, 4.0));
        let right = self.region.right - FIGURES;
        canvas.line(&[(self.region.left, self.bottom), (right, self.bottom)], Pen::solid(GREY, 1.0));
        let name = NAME.fit(&self.subject.name(reserve), right - self.region.left);
        canvas.text(&name, (self.region.left, self.top + 15.0), Side::Right, NAME, INK);
        self.figures(&reserve.loss, Pen::solid(BLUE, 2.2), self.top + 30.0);
        self.figures(&reserve.market_alone, Pen::dashed(GREY, 2.2, 4.0), self.top + 50.0);
    }

    /// VaR and ES, as lines in the row and as figures beside it.
    fn figures(&self, of: &Distribution, pen: Pen, base: f64) {
        for (column, figures, reach) in [(0.0, &of.var, 0.55), (1.0, &of.es, 0.0)] {
            let Some(figure) = tail(figures) else { continue };
            let across = self.x.at(figure.value);
            let top = self.top + 24.0 + reach * (self.bottom - self.top - 24.0);
            self.canvas.line(&[(across, self.bottom), (across, top)], pen);
            let words = self.subject.tongue.percent(figure.value);
            let letters = if pen.dash.is_none() { NAME } else { LABEL };
            let colour = if pen.dash.is_none() { BLUE } else { GREY };
            self.canvas.text(&words, (figure_column(self.region, column), base), Side::Left, letters, colour);
        }
    }
}

/// The steps of a histogram, down to the base at both ends.
fn outline(density: &Density, x: Axis, y: Axis) -> Vec<Point> {
    let mut points = Vec::new();
    for (left, right, share) in drawn_bins(density, x.window()) {
        if points.is_empty() {
            points.push((x.at(left), y.at(0.0)));
        }
        points.push((x.at(left), y.at(share)));
        points.push((x.at(right), y.at(share)));
    }
    if let Some(&(across, _)) = points.last() {
        points.push((across, y.at(0.0)));
    }
    points
}

/// Left end, right end and height of the bins that are drawn.
fn drawn_bins(density: &Density, window: (f64, f64)) -> impl Iterator<Item = (f64, f64, f64)> {
    let edge = |bin: usize| density.start + bin as f64 * density.width;
    let bins = density.density.iter().enumerate();
    let ends = filled(density).unwrap_or((0.0, 0.0));
    bins.map(move |(bin, share)| (edge(bin), edge(bin + 1), *share)).filter(move |(left, right, _)| {
        let middle = 0.5 * (left + right);
        *right > window.0 && *left < window.1 && middle > ends.0 && middle < ends.1
    })
}

/// Bins, and the lines as bins without width and height.
fn sheet(reserves: &[(&ReserveFigures, &Curves)], window: (f64, f64)) -> Sheet {
    let mut sheet = Sheet::new(&["reserve", "what", "from", "to", "density"]);
    for (reserve, curves) in reserves {
        for (what, density) in [("loss", &curves.loss_density), ("market_alone", &curves.market_density)] {
            for (from, to, share) in drawn_bins(density, window) {
                sheet.push([reserve.id.as_str().into(), what.into(), from.into(), to.into(), share.into()]);
            }
        }
        for (what, figures) in [
            ("loss_var", &reserve.loss.var),
            ("loss_es", &reserve.loss.es),
            ("market_alone_var", &reserve.market_alone.var),
            ("market_alone_es", &reserve.market_alone.es),
        ] {
            if let Some(Estimate { value, .. }) = tail(figures) {
                sheet.push([reserve.id.as_str().into(), what.into(), value.into(), value.into(), Field::Nothing]);
            }
        }
    }
    sheet
}

/// The reserve with the largest ES at the headline level.
pub(super) fn worst(subject: Subject<'_>) -> Option<&ReserveFigures> {
    let figure = |reserve: &ReserveFigures| tail(&reserve.loss.es).map_or(f64::MIN, |figure| figure.value);
    subject.reserves().iter().max_by(|a, b| figure(a).total_cmp(&figure(b)))
}

fn title(subject: Subject) -> String {
    let tongue = subject.tongue;
    let sentence = |reserve: &ReserveFigures| {
        let (goes, loss) = subject.loss_or_gain(tail(&reserve.loss.es)?);
        let (market_goes, market) = subject.loss_or_gain(tail(&reserve.market_alone.es)?);
        Some(say!(
            tongue,
            "loss-distribution-title",
            reserve = subject.quoted(reserve),
            goes = goes,
            loss = loss,
            share = subject.worst_share(),
            market_goes = market_goes,
            market = market,
        ))
    };
    worst(subject).and_then(sentence).unwrap_or_else(|| say!(tongue, "loss-distribution-title-plain"))
}

fn note(subject: Subject, window: (f64, f64)) -> String {
    let id = if window.1 > 1.0 - 1e-9 { "loss-distribution-note-all-lost" } else { "loss-distribution-note" };
    say!(subject.tongue, id)
}

fn alt(subject: Subject, drawn: &[(&ReserveFigures, &Curves)]) -> String {
    let sentence = |reserve: &ReserveFigures| {
        let median = |figures: &Distribution| {
            let middle = figures.quantiles.iter().find(|quantile| quantile.level == 0.5);
            subject.tongue.percent(middle.map_or(f64::NAN, |quantile| quantile.estimate.value))
        };
        let worst =
            |figures: &Distribution| subject.tongue.percent(tail(&figures.es).map_or(f64::NAN, |figure| figure.value));
        say!(
            subject.tongue,
            "loss-distribution-alt-reserve",
            reserve = subject.name(reserve),
            median = median(&reserve.loss),
            shortfall = subject.shortfall(),
            worst = worst(&reserve.loss),
            market_median = median(&reserve.market_alone),
            market_worst = worst(&reserve.market_alone),
        )
    };
    let all: Vec<String> = drawn.iter().take(12).map(|(reserve, _)| sentence(reserve)).collect();
    say!(subject.tongue, "loss-distribution-alt", reserves = all.join(" "))
}
