//! Exceedance curves: how often a loss, or the counterparty cost, is larger than x.

mod tolerances;

use super::axis::Axis;
use super::canvas::{Canvas, Pen, Side};
use super::frame::{LABEL, framed, room};
use super::panel::{Panel, grid_height, plot_of};
use super::{BLUE, Chart, GREY, INK, PALE, Subject, VERMILION, doubted, worst_first};
use crate::assessment::{Curves, Estimate, Exceedance, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::look::Colour;
use crate::report::sheet::Sheet;
use tolerances::{Verdict, beyond, crossing_title, crossings, pairs, verdicts};

/// Above this many reserves, panels do not show the others' curves behind their own.
const MOST_BEHIND: usize = 8;
/// Most tolerances told of one by one above a panel.
const MOST_VERDICTS: usize = 2;
/// Most reserves drawn; all stand in the data.
const MOST: usize = 12;

/// Loss beside the market alone, with the tolerances.
pub(super) fn of_loss(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let has_gates = !subject.assessment.register.tolerances.is_empty();
    let subtitle = if has_gates { "exceedance-subtitle-gates" } else { "exceedance-subtitle" };
    let (days, ranged, others) = (subject.horizon_days(), ranged(subject), others(subject));
    let subtitle = say!(subject.tongue, subtitle, days = days, ranged = ranged, others = others);
    let curves = Curve {
        id: "exceedance",
        of: |curves| &curves.loss_exceedance,
        beside: Some(|curves| &curves.market_exceedance),
    };
    let alt = |reserves: &[Drawn]| {
        let sentences = sentences(subject, reserves, |reserve| &reserve.loss.exceedance);
        say!(subject.tongue, "exceedance-alt", reserves = sentences)
    };
    curves.chart(subject, loss_title(subject), subtitle, alt)
}

/// Counterparty cost.
pub(super) fn of_cost(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let (days, ranged, others) = (subject.horizon_days(), ranged(subject), others(subject));
    let subtitle = say!(subject.tongue, "cost-exceedance-subtitle", days = days, ranged = ranged, others = others);
    let curves = Curve { id: "cost-exceedance", of: |curves| &curves.cost_exceedance, beside: None };
    let alt = |reserves: &[Drawn]| {
        let sentences = sentences(subject, reserves, |reserve| &reserve.counterparty_cost.marked.exceedance);
        say!(subject.tongue, "cost-exceedance-alt", reserves = sentences)
    };
    curves.chart(subject, cost_title(subject), subtitle, alt)
}

/// How subtitles are told whether there is a band of the assumptions.
fn ranged(subject: Subject) -> &'static str {
    if subject.has_ranges() { "yes" } else { "no" }
}

/// How subtitles are told whether curves of other reserves are drawn behind.
fn others(subject: Subject) -> &'static str {
    if (2..=MOST_BEHIND).contains(&subject.with_curves().count()) { "yes" } else { "no" }
}

/// A reserve with its curves.
type Drawn<'a> = (&'a ReserveFigures, &'a Curves);

struct Curve {
    id: &'static str,
    of: fn(&Curves) -> &Vec<Exceedance>,
    beside: Option<fn(&Curves) -> &Vec<Exceedance>>,
}

impl Curve {
    fn chart(
        &self,
        subject: Subject,
        title: String,
        subtitle: String,
        alt: impl Fn(&[Drawn]) -> String,
    ) -> Result<Option<Chart>, ReportError> {
        let mut reserves: Vec<Drawn> = subject.with_curves().collect();
        worst_first(&mut reserves, MOST, |reserve| self.told_by(subject, reserve));
        let drawn: Vec<&Exceedance> = reserves
            .iter()
            .flat_map(|(_, curves)| {
                (self.of)(curves).iter().chain(self.beside.map_or(&[][..], |beside| beside(curves)))
            })
            .filter(|point| point.probability > 0.0)
            .collect();
        if drawn.is_empty() {
            return Ok(None);
        }
        let (window, lowest) = windows(&drawn);
        let shown = &reserves[..reserves.len().min(MOST)];
        let note = subject.more_than(shown.len(), reserves.len()).unwrap_or_default();
        let words = subject.words(title, subtitle, alt(shown), note);
        let sheet = self.sheet(subject, &reserves, window);
        framed(subject.style, self.id, words, sheet, grid_height(shown.len(), room(subject.style)), |canvas, region| {
            for (index, (reserve, curves)) in shown.iter().enumerate() {
                let plot = plot_of(index, shown.len(), region);
                let remark = plot.broken(&self.remark(subject, reserve, curves));
                let plot = plot.below(&remark);
                let x = Axis::linear(window, (plot.left, plot.right));
                let y = Axis::decades(lowest, (plot.bottom, plot.top));
                let panel = Panel::begin(canvas, plot, x, y, &subject.name(reserve), &remark);
                if reserves.len() <= MOST_BEHIND {
                    for (_, other) in reserves.iter().filter(|(other, _)| other.id != reserve.id) {
                        panel.curve(canvas, visible((self.of)(other), window), Pen::solid(PALE, 1.4));
                    }
                }
                self.draw(canvas, &panel, subject, curves);
            }
        })
        .map(Some)
    }

    /// What titles choose by.
    fn told_by(&self, subject: Subject, (reserve, curves): &Drawn) -> f64 {
        let often = |points: &[Exceedance]| nearest(points).map_or(f64::MIN, |point| point.probability);
        match self.beside {
            None => often(&reserve.counterparty_cost.marked.exceedance),
            Some(_) if subject.assessment.register.tolerances.is_empty() => often(&reserve.loss.exceedance),
            Some(_) => crossings(subject, curves).map(|crossed| beyond(&crossed)).fold(f64::MIN, f64::max),
        }
    }

    fn colour(&self) -> Colour {
        if self.beside.is_some() { BLUE } else { VERMILION }
    }

    fn draw(&self, canvas: &Canvas, panel: &Panel, subject: Subject, curves: &Curves) {
        let window = panel.x.window();
        let points = || (self.of)(curves).iter().filter(|point| point.loss >= window.0 && point.loss <= window.1);
        let ends = |point: &Exceedance| {
            let (low, high) = point.range?.in_order();
            Some((point.loss, low, high))
        };
        let assumed: Vec<_> = points().filter_map(ends).filter(|(.., high)| *high > 0.0).collect();
        panel.band(canvas, &assumed, self.colour(), 0.12);
        let seen = points().filter(|point| point.probability > 0.0);
        let band: Vec<(f64, f64, f64)> = seen.map(|point| (point.loss, point.low, point.high)).collect();
        panel.band(canvas, &band, self.colour(), 0.25);
        if let Some(beside) = self.beside {
            panel.curve(canvas, visible(beside(curves), window), Pen::dashed(GREY, 2.0, 5.0));
            for tolerance in &subject.assessment.register.tolerances {
                let (corner, plot) = (panel.at(tolerance.loss, tolerance.probability), panel.plot());
                canvas.line(&[(corner.0, plot.top), corner, (plot.right, corner.1)], Pen::solid(INK, 1.6));
            }
        }
        panel.curve(canvas, visible((self.of)(curves), window), Pen::solid(self.colour(), 2.4));
        if band.is_empty() {
            let plot = panel.plot();
            let middle = (0.5 * (plot.left + plot.right), 0.5 * (plot.top + plot.bottom));
            canvas.text(&say!(subject.tongue, "exceedance-no-path"), middle, Side::Middle, LABEL, GREY);
        }
    }

    /// What is said of a reserve above its panel: whether it crosses the tolerances, or its mean cost.
    fn remark(&self, subject: Subject, reserve: &ReserveFigures, curves: &Curves) -> String {
        let tongue = subject.tongue;
        if self.beside.is_none() {
            let cost = subject.percent(reserve.counterparty_cost.per_year);
            return say!(tongue, "cost-exceedance-remark", cost = cost);
        }
        match subject.assessment.register.tolerances.len() {
            0 => plain_remark(subject, reserve),
            tolerances if tolerances <= MOST_VERDICTS => verdicts(subject, curves),
            tolerances => {
                let count = |wanted: Verdict| pairs(subject, curves).filter(|pair| Verdict::of(pair) == wanted).count();
                let (crossed, open) = (count(Verdict::Crosses), count(Verdict::Open));
                match (crossed, open) {
                    (0, 0) => say!(tongue, "exceedance-remark-within"),
                    (_, 0) => {
                        say!(tongue, "exceedance-remark-crosses", crossed = crossed, tolerances = tolerances)
                    }
                    _ => say!(
                        tongue,
                        "exceedance-remark-open",
                        crossed = crossed,
                        most = crossed + open,
                        tolerances = tolerances
                    ),
                }
            }
        }
    }

    fn sheet(&self, subject: Subject, reserves: &[Drawn], window: (f64, f64)) -> Sheet {
        let mut sheet = Sheet::new(&["reserve", "what", "x", "probability", "low", "high", "range_low", "range_high"]);
        for (reserve, curves) in reserves {
            let beside = self.beside.map_or(&[][..], |beside| beside(curves));
            let what = if self.beside.is_some() { "loss" } else { "counterparty_cost" };
            for (what, points) in [(what, (self.of)(curves).as_slice()), ("market_alone", beside)] {
                for point in points.iter().filter(|point| point.loss >= window.0 && point.loss <= window.1) {
                    let words = [reserve.id.as_str().into(), what.into(), point.loss.into()];
                    sheet.rows.push(words.into_iter().chain(doubted(point.estimate())).collect());
                }
            }
            // The corners, and how often each is gone beyond.
            for (tolerance, realised) in self.beside.iter().flat_map(|_| pairs(subject, curves)) {
                let mut push = |what: &str, chance: Estimate| {
                    let words = [reserve.id.as_str().into(), what.into(), tolerance.loss.into()];
                    sheet.rows.push(words.into_iter().chain(doubted(chance)).collect());
                };
                push("tolerance", Estimate::with_unknown_interval(tolerance.probability));
                push("beyond_tolerance", realised.estimate());
            }
        }
        sheet
    }
}

/// From no loss, or the largest gain where all paths gain, to the largest loss; and the power of
/// ten below the smallest probability.
fn windows(drawn: &[&Exceedance]) -> ((f64, f64), f64) {
    let most = drawn.iter().map(|point| point.loss).fold(f64::MIN, f64::max);
    let least = drawn.iter().map(|point| point.loss).fold(f64::MAX, f64::min);
    let low = if most > 0.0 { 0.0 } else { least };
    let smallest = drawn.iter().filter(|point| point.loss >= low).map(|point| point.probability).fold(1.0, f64::min);
    let lowest = libm::exp10(libm::floor(libm::log10(smallest) + 1e-9)).clamp(1e-6, 0.01);
    // Up to the next twentieth, so that a total loss has its tick.
    ((low, (most * 20.0 - 1e-9).ceil() / 20.0), lowest)
}

/// Points of a curve that are in the window and have a place on a logarithmic axis.
fn visible(points: &[Exceedance], window: (f64, f64)) -> impl Iterator<Item = (f64, f64)> + '_ {
    let shown = move |point: &&Exceedance| point.loss >= window.0 && point.loss <= window.1 && point.probability > 0.0;
    points.iter().filter(shown).map(|point| (point.loss, point.probability))
}

fn loss_title(subject: Subject) -> String {
    if !subject.assessment.register.tolerances.is_empty() {
        return crossing_title(subject);
    }
    let most_likely = highest(subject, |reserve| reserve.loss.exceedance.as_slice());
    most_likely.map_or_else(
        || say!(subject.tongue, "exceedance-title-plain"),
        |(reserve, point)| {
            let market = reserve.market_alone.exceedance.iter().find(|market| market.loss == point.loss);
            say!(
                subject.tongue,
                "exceedance-title",
                reserve = subject.quoted(reserve),
                loss = subject.tongue.level(point.loss),
                paths = subject.percent(point.estimate()),
                market = market.map_or_else(String::new, |market| subject.percent(market.estimate())),
            )
        },
    )
}

fn cost_title(subject: Subject) -> String {
    highest(subject, |reserve| reserve.counterparty_cost.marked.exceedance.as_slice()).map_or_else(
        || say!(subject.tongue, "cost-exceedance-title-plain"),
        |(reserve, point)| {
            say!(
                subject.tongue,
                "cost-exceedance-title",
                reserve = subject.quoted(reserve),
                loss = subject.tongue.level(point.loss),
                paths = subject.percent(point.estimate()),
            )
        },
    )
}

/// How often the threshold is exceeded that the title speaks of, beside the market alone.
fn plain_remark(subject: Subject, reserve: &ReserveFigures) -> String {
    let Some(point) = nearest(&reserve.loss.exceedance) else { return String::new() };
    let market = reserve.market_alone.exceedance.iter().find(|market| market.loss == point.loss);
    say!(
        subject.tongue,
        "exceedance-remark",
        loss = subject.tongue.level(point.loss),
        paths = subject.tongue.percent(point.probability),
        market = subject.tongue.percent(market.map_or(f64::NAN, |market| market.probability)),
    )
}

/// The threshold nearest to a quarter.
fn nearest(points: &[Exceedance]) -> Option<Exceedance> {
    let distance = |point: &&Exceedance| (point.loss - 0.25).abs();
    points.iter().min_by(|a, b| distance(a).total_cmp(&distance(b))).copied()
}

/// The reserve that most often exceeds the threshold nearest to a quarter.
fn highest<'a>(
    subject: Subject<'a>,
    of: impl Fn(&'a ReserveFigures) -> &'a [Exceedance],
) -> Option<(&'a ReserveFigures, Exceedance)> {
    let found = subject.reserves().iter().filter_map(|reserve| nearest(of(reserve)).map(|point| (reserve, point)));
    found.max_by(|a, b| a.1.probability.total_cmp(&b.1.probability))
}

/// A sentence a reserve: how often which threshold is exceeded.
fn sentences<'a>(
    subject: Subject,
    reserves: &[Drawn<'a>],
    of: impl Fn(&'a ReserveFigures) -> &'a Vec<Exceedance>,
) -> String {
    let tongue = subject.tongue;
    let part = |point: &Exceedance| {
        let (loss, paths) = (tongue.level(point.loss), tongue.percent(point.probability));
        say!(tongue, "exceedance-alt-threshold", loss = loss, paths = paths)
    };
    let sentence = |reserve: &'a ReserveFigures| {
        let parts: Vec<String> = of(reserve).iter().map(part).collect();
        say!(tongue, "exceedance-alt-reserve", reserve = subject.name(reserve), thresholds = parts.join("; "))
    };
    reserves.iter().map(|(reserve, _)| sentence(reserve)).collect::<Vec<_>>().join(" ")
}
