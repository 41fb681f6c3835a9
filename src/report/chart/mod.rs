//! Charts: each with its picture, its data and its words.
//!
//! Colours are those of Okabe and Ito, chosen to be told apart by colour-blind people; what a
//! colour says is also said by a line style, a form or a word.

mod axis;
pub(in crate::report) mod beside;
pub(in crate::report) mod calibration;
mod canvas;
mod comparison;
mod exceedance;
mod fan;
mod frame;
mod if_it_fails;
mod letters;
mod loss_distribution;
mod panel;
mod pixels;
mod raster;
mod removal;
mod strip;
mod tail_cells;
mod tornado;

pub(super) use letters::{BOLD, REGULAR};
pub(super) use tail_cells::cell_words;

use plotters::style::RGBColor;
use rayon::prelude::*;
use serde::Serialize;

use super::ReportError;
use super::escape::printable;
use super::figure::count;
use super::names::Names;
use super::sheet::Sheet;
use crate::assessment::{
    Assessment, Curves, Estimate, HEADLINE_LEVEL, LevelEstimate, ReserveFigures, TailEstimate, at_headline_level,
};

const INK: RGBColor = RGBColor(34, 34, 34);
const GREY: RGBColor = RGBColor(105, 105, 105);
const PALE: RGBColor = RGBColor(222, 222, 222);
const BLUE: RGBColor = RGBColor(0, 114, 178);
const VERMILION: RGBColor = RGBColor(213, 94, 0);
const GREEN: RGBColor = RGBColor(0, 158, 115);
const PURPLE: RGBColor = RGBColor(160, 83, 130);

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
    names: Names<'a>,
    /// The level that titles speak of: 99%, or the nearest that was run.
    level: f64,
}

impl<'a> Subject<'a> {
    fn new(assessment: &'a Assessment) -> Self {
        Self { assessment, names: Names::new(&assessment.register), level: headline_level(assessment) }
    }

    fn reserves(self) -> &'a [ReserveFigures] {
        &self.assessment.summary.reserves
    }

    fn name(self, reserve: &ReserveFigures) -> String {
        self.names.reserve(&reserve.id)
    }

    /// The name as it stands in a sentence: in quotation marks, and cut so that the sentence stays one.
    fn quoted(self, reserve: &ReserveFigures) -> String {
        quoted(&self.name(reserve))
    }

    /// Reserves with their curves, in the order of the scenario.
    fn with_curves(self) -> impl Iterator<Item = (&'a ReserveFigures, &'a Curves)> {
        let curves = &self.assessment.curves;
        self.reserves().iter().filter_map(move |reserve| {
            curves.iter().find(|curve| curve.reserve == reserve.id).map(|curve| (reserve, curve))
        })
    }

    /// `ES 99%`.
    fn shortfall(self) -> String {
        format!("ES {}", level_words(self.level))
    }

    /// `the worst 1% of paths`.
    fn worst(self) -> String {
        format!("the worst {} of paths", level_words(1.0 - self.level))
    }

    /// `over 365 days`.
    fn horizon(self) -> String {
        format!("over {} days", count(self.assessment.register.horizon_days))
    }

    fn words(self, title: String, subtitle: String, alt: String, note: String) -> Words {
        let (scenario, run) = (&self.assessment.summary.scenario, &self.assessment.summary.run);
        let hash: String = scenario.hash.chars().take(8).collect();
        let source = format!(
            "Source: Linchpin {}, scenario {} ({hash}), seed {}, {} paths. Model output, not a forecast.",
            run.version,
            printable(&scenario.name),
            run.seed,
            count(run.paths)
        );
        Words { title, subtitle, alt, source, note, scenario_hash: scenario.hash.clone() }
    }
}

/// The level that titles speak of: 99%, or the nearest that was run.
pub(super) fn headline_level(assessment: &Assessment) -> f64 {
    let first = assessment.summary.reserves.first();
    first.and_then(|reserve| at_headline_level(&reserve.loss.es)).map_or(HEADLINE_LEVEL, |figure| figure.level)
}

/// A name as it stands in a sentence.
fn quoted(name: &str) -> String {
    format!("“{}”", shortened(name))
}

/// A name of at most 40 letters.
fn shortened(name: &str) -> String {
    if name.chars().count() <= 40 {
        return name.to_owned();
    }
    let kept: String = name.chars().take(39).collect();
    format!("{}…", kept.trim_end())
}

/// The figure at the headline level.
fn tail(figures: &[TailEstimate]) -> Option<Estimate> {
    at_headline_level(figures).map(|figure| figure.estimate)
}

/// The figure at the headline level.
fn at_level(figures: &[LevelEstimate]) -> Option<Estimate> {
    at_headline_level(figures).map(|figure| figure.estimate)
}

/// A level with all its digits: `99.5%`.
pub(super) fn level_words(level: f64) -> String {
    let hundredfold = format!("{:.6}", level * 100.0);
    format!("{}%", hundredfold.trim_end_matches('0').trim_end_matches('.'))
}

/// What draws one kind of chart, where it applies.
type Draw = fn(Subject) -> Result<Option<Chart>, ReportError>;

/// All charts that apply to a run, in the order in which they are read.
pub(super) fn all(assessment: &Assessment) -> Result<Vec<Chart>, ReportError> {
    let subject = Subject::new(assessment);
    let kinds: [Draw; 10] = [
        loss_distribution::chart,
        exceedance::of_loss,
        exceedance::of_cost,
        if_it_fails::chart,
        removal::chart,
        tail_cells::chart,
        comparison::chart,
        tornado::of_cost,
        tornado::of_shortfall,
        fan::chart,
    ];
    let drawn: Vec<_> = kinds.into_par_iter().map(|chart| chart(subject)).collect();
    drawn.into_iter().filter_map(Result::transpose).collect()
}
