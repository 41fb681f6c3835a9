//! Charts: each with its picture, its data and its words.
//!
//! They are drawn in a [`Style`]: a language, colours and a width.

mod axis;
pub(in crate::report) mod beside;
mod booked_waterfall;
pub(in crate::report) mod calibration;
mod canvas;
mod comparison;
mod concentration;
mod convergence;
mod counterparty_cards;
mod decision_card;
mod drawdown;
mod exceedance;
mod failure_timeline;
mod fan;
pub(in crate::report) mod findings;
mod frame;
mod if_it_fails;
mod letters;
mod loss_distribution;
mod money_over_time;
mod out_earn;
mod panel;
mod pixels;
mod raster;
mod removal_ladder;
mod strip;
mod swings;
mod tail_cells;
mod tail_matrix;
mod tornado;
mod worst_path;

#[cfg(test)]
pub(in crate::report) mod tests;
#[cfg(test)]
mod titles;

pub(super) use letters::{BOLD, REGULAR};
pub(super) use tail_cells::cell_words;

use rayon::prelude::*;
use serde::Serialize;

use super::ReportError;
use super::escape::printable;
use super::language::{Tongue, UNTOLD, say};
use super::look::{Colour, Style};
use super::names::{Names, shortened};
use super::sheet::{Field, Sheet};
use crate::assessment::{
    Assessment, ConditionalEstimate, Curves, Ends, Estimate, HEADLINE_LEVEL, LevelEstimate, ReserveFigures,
    TailEstimate, at_headline_level,
};

const INK: Colour = Colour::Ink;
const GREY: Colour = Colour::Grey;
const PALE: Colour = Colour::Pale;
const BLUE: Colour = Colour::Blue;
const VERMILION: Colour = Colour::Vermilion;
const GREEN: Colour = Colour::Green;
const PURPLE: Colour = Colour::Purple;

/// From this width on there is room for errors beside figures.
const ROOMY: f64 = 560.0;

/// A chart.
pub(super) struct Chart {
    /// Names its files.
    pub id: &'static str,
    /// What is said about it.
    pub words: Words,
    /// The picture.
    pub svg: String,
    /// What is drawn, and nothing else.
    pub sheet: Sheet,
    /// Whether it gets files of its own.
    pub has_files: bool,
}

impl Chart {
    /// The `width` or `height` of the picture in chart units, as it says itself.
    pub fn size(&self, name: &str) -> Option<&str> {
        let (_, after) = self.svg.split_once(&format!(" {name}=\""))?;
        after.split('"').next()
    }

    /// The picture at two pixels a unit.
    pub fn to_png(&self) -> Result<Vec<u8>, ReportError> {
        raster::png(&self.svg).map_err(|reason| ReportError::NotDrawn { chart: self.id, reason })
    }
}

/// What is said about a chart.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Words {
    /// The finding with its doubt.
    pub title: String,
    /// Unit, horizon, and what the signs mean.
    pub subtitle: String,
    /// What is seen, for those who do not see it.
    pub alt: String,
    /// From which run it comes.
    pub source: String,
    /// What must be known besides; may be empty.
    pub note: String,
    /// Hash of the scenario; empty where there is none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub scenario_hash: String,
}

/// What all charts of one run share.
#[derive(Clone, Copy)]
struct Subject<'a> {
    assessment: &'a Assessment,
    style: Style,
    tongue: Tongue,
    names: Names<'a>,
    /// The level that titles speak of: 99%, or the nearest that was run.
    level: f64,
}

impl<'a> Subject<'a> {
    fn new(assessment: &'a Assessment, style: Style) -> Self {
        let (tongue, names) = (style.tongue, Names::new(&assessment.register, style.tongue));
        Self { assessment, style, tongue, names, level: headline_level(assessment) }
    }

    fn reserves(self) -> &'a [ReserveFigures] {
        &self.assessment.summary.reserves
    }

    fn name(self, reserve: &ReserveFigures) -> String {
        self.names.reserve(&reserve.id)
    }

    /// The name as it stands in a sentence: in quotation marks, and cut so that the sentence stays one.
    fn quoted(self, reserve: &ReserveFigures) -> String {
        quoted(self.tongue, &self.name(reserve))
    }

    /// Reserves with their curves, in the order of the scenario.
    fn with_curves(self) -> impl Iterator<Item = (&'a ReserveFigures, &'a Curves)> {
        let curves = &self.assessment.curves;
        self.reserves().iter().filter_map(move |reserve| {
            curves.iter().find(|curve| curve.reserve == reserve.id).map(|curve| (reserve, curve))
        })
    }

    /// A share with its doubt: the range of the assumptions; where only the error of sampling is known though ranges
    /// were run, that by name.
    fn percent(self, estimate: Estimate) -> String {
        match self.is_sampling_alone(estimate) {
            true => self.tongue.percent_with_sampling(estimate),
            false => self.tongue.percent_with_interval(estimate),
        }
    }

    /// The same of a difference of shares.
    fn points(self, estimate: Estimate) -> String {
        match self.is_sampling_alone(estimate) {
            true => self.tongue.points_with_sampling(estimate),
            false => self.tongue.points_with_interval(estimate),
        }
    }

    /// A loss as titles tell it: by which word messages choose, and how large it or the gain is.
    fn loss_or_gain(self, loss: Estimate) -> (&'static str, String) {
        if loss.value < 0.0 { ("gain", self.percent(loss.turned())) } else { ("loss", self.percent(loss)) }
    }

    fn is_sampling_alone(self, estimate: Estimate) -> bool {
        estimate.range.is_none() && self.has_ranges()
    }

    /// Whether the ranged inputs were run at their ends.
    fn has_ranges(self) -> bool {
        self.assessment.summary.ranges.as_ref().is_some_and(|ranges| ranges.not_run.is_none())
    }

    /// What thin lines and brackets of this run hold.
    fn doubt(self) -> String {
        say!(self.tongue, if self.has_ranges() { "doubt-of-assumptions" } else { "doubt-of-sampling" })
    }

    /// What is said where not all reserves are drawn.
    fn more_than(self, drawn: usize, all: usize) -> Option<String> {
        (all > drawn).then(|| say!(self.tongue, "reserves-more", count = all - drawn))
    }

    /// `ES 99%`.
    fn shortfall(self) -> String {
        format!("ES {}", self.tongue.level(self.level))
    }

    /// The share of paths that ES is the mean of: `1%`.
    fn worst_share(self) -> String {
        self.tongue.level(1.0 - self.level)
    }

    /// How far the paths go: `365 days`.
    fn horizon_days(self) -> String {
        say!(self.tongue, "days", count = self.assessment.register.horizon_days)
    }

    /// The same as it stands behind what happens in them: `over 365 days`.
    fn horizon(self) -> String {
        say!(self.tongue, "over-days", count = self.assessment.register.horizon_days)
    }

    fn words(self, title: String, subtitle: String, alt: String, note: String) -> Words {
        let (scenario, run) = (&self.assessment.summary.scenario, &self.assessment.summary.run);
        let hash: String = scenario.hash.chars().take(8).collect();
        let source = say!(
            self.tongue,
            "chart-source",
            version = run.version.as_str(),
            scenario = printable(&scenario.name),
            hash = hash,
            seed = run.seed.to_string(),
            paths = run.paths,
        );
        Words { title, subtitle, alt, source, note, scenario_hash: scenario.hash.clone() }
    }
}

/// The level that titles speak of: 99%, or the nearest that was run.
pub(super) fn headline_level(assessment: &Assessment) -> f64 {
    let first = assessment.summary.reserves.first();
    first.and_then(|reserve| at_headline_level(&reserve.loss.es)).map_or(HEADLINE_LEVEL, |figure| figure.level)
}

/// Puts those first of more than can be drawn that are worst, so that what a title tells of is drawn too.
fn worst_first<T>(all: &mut [T], most: usize, badness: impl Fn(&T) -> f64) {
    if all.len() > most {
        let told = |one: &T| Some(badness(one)).filter(|badness| !badness.is_nan()).unwrap_or(f64::MIN);
        all.sort_by(|a, b| told(b).total_cmp(&told(a)));
    }
}

/// A name as it stands in a sentence.
fn quoted(tongue: Tongue, name: &str) -> String {
    say!(tongue, "quoted", name = shortened(name))
}

/// The figure at the headline level.
fn tail(figures: &[TailEstimate]) -> Option<Estimate> {
    at_headline_level(figures).map(|figure| figure.estimate)
}

/// The figure at the headline level.
fn at_level(figures: &[LevelEstimate]) -> Option<Estimate> {
    at_headline_level(figures).map(|figure| figure.estimate)
}

/// A change in points with its sign, and where so many columns leave room with what it is at the ends of the ranged
/// inputs, `+2.3 (+0.5 to +4.1)`, or else with half its interval, `+2.3 ±0.1`; an interval that is unknown is never
/// left out: `+2.3 ±?`.
fn change_in_digits(style: Style, estimate: Estimate, columns: usize) -> String {
    let (tongue, Estimate { value, range, .. }) = (style.tongue, estimate);
    let change = tongue.change(value);
    let half = estimate.half();
    if estimate.has_unknown_interval() {
        return format!("{change} ±?");
    }
    if style.width < ROOMY * (0.5 + 0.5 * columns as f64) || !half.is_finite() || half < UNTOLD {
        return change;
    }
    match range {
        Some(ends) => {
            say!(tongue, "interval", value = change, low = tongue.change(ends.low), high = tongue.change(ends.high))
        }
        None => format!("{change} ±{}", points(tongue, half)),
    }
}

/// The ends of a thin line: of the range of the assumptions, or else of the interval.
fn line_ends(Estimate { low, high, range, .. }: Estimate) -> (f64, f64) {
    range.map_or((low, high), Ends::in_order)
}

/// The figure at the ends of the ranged inputs as it stands in data; nothing where these were not run.
fn range_fields(range: Option<Ends>) -> [Field; 2] {
    [range.map(|ends| ends.low).into(), range.map(|ends| ends.high).into()]
}

/// A figure with all its doubt as it stands in data: value, low, high, and the ends of its range.
fn doubted(Estimate { value, low, high, range }: Estimate) -> impl Iterator<Item = Field> {
    [value, low, high].map(Field::from).into_iter().chain(range_fields(range))
}

/// The figure with these ends.
fn with_line_ends(estimate: Estimate) -> Estimate {
    let (low, high) = line_ends(estimate);
    Estimate { low, high, ..estimate }
}

/// A mean, and nine paths in ten: `71% / 38% to 96%`. No brackets: what stands in these is the doubt about a figure.
/// Of too few paths the mean alone, with what says so.
fn mean_and_nine_in_ten(tongue: Tongue, cost: ConditionalEstimate) -> String {
    let [value, low, high] = [cost.value, cost.p05, cost.p95].map(|share| tongue.percent(share));
    if cost.mean().has_unknown_interval() {
        return format!("{value} ±?");
    }
    say!(tongue, "mean-and-nine-in-ten", value = value, low = low, high = high)
}

/// A share in percentage points, without sign or unit: `2.3`.
fn points(tongue: Tongue, share: f64) -> String {
    tongue.change(share).trim_start_matches('+').to_owned()
}

/// What draws one kind of chart, where it applies.
type Draw = fn(Subject) -> Result<Option<Chart>, ReportError>;

/// All charts that apply to a run, in the order in which they are read.
pub(super) fn all(assessment: &Assessment, style: Style) -> Result<Vec<Chart>, ReportError> {
    let subject = Subject::new(assessment, style);
    let kinds: &[Draw] = &[
        loss_distribution::chart,
        exceedance::of_loss,
        exceedance::of_cost,
        if_it_fails::chart,
        removal_ladder::chart,
        booked_waterfall::chart,
        tail_matrix::chart,
        tail_cells::chart,
        counterparty_cards::chart,
        comparison::chart,
        decision_card::chart,
        out_earn::chart,
        tornado::of_cost,
        tornado::of_shortfall,
        fan::chart,
        drawdown::chart,
        worst_path::chart,
        money_over_time::chart,
        failure_timeline::chart,
        concentration::chart,
        convergence::chart,
    ];
    let drawn: Vec<_> = kinds.par_iter().map(|chart| chart(subject)).collect();
    drawn.into_iter().filter_map(Result::transpose).collect()
}
