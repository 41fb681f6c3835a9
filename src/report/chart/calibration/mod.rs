//! Charts of a calibration: what was measured of prices, drawn as it was computed.

mod correlation;
mod drawdowns;
mod prices;
mod quantiles;
mod volatility;

use rayon::prelude::*;

use super::axis::Axis;
use super::canvas::Canvas;
use super::frame::{framed, room};
use super::panel::{Panel, grid_height, plot_of};
use super::{Chart, Words};
use crate::calendar::Day;
use crate::calibration::{AssetCurves, AssetFigures, Calibration};
use crate::report::ReportError;
use crate::report::escape::printable;
use crate::report::language::Tongue;
use crate::report::look::Style;
use crate::report::sheet::Sheet;

/// What draws one kind of chart, where it applies.
type Draw = fn(Subject) -> Result<Option<Chart>, ReportError>;

/// All charts that apply, in the order in which they are read.
pub(in crate::report) fn all(calibration: &Calibration) -> Result<Vec<Chart>, ReportError> {
    let subject = Subject(calibration);
    let kinds: [Draw; 5] = [prices::chart, drawdowns::chart, volatility::chart, quantiles::chart, correlation::chart];
    let drawn: Vec<_> = kinds.into_par_iter().map(|chart| chart(subject)).collect();
    drawn.into_iter().filter_map(Result::transpose).collect()
}

/// What all charts of one calibration share.
#[derive(Clone, Copy)]
struct Subject<'a>(&'a Calibration);

impl<'a> Subject<'a> {
    /// Figures and curves of each asset.
    fn assets(self) -> impl Iterator<Item = (&'a AssetFigures, &'a AssetCurves)> {
        self.0.assets.iter().zip(&self.0.curves)
    }

    fn words(self, title: String, subtitle: String, alt: String, note: String) -> Words {
        let Calibration { inputs, from, to, version, .. } = self.0;
        let first = inputs.first().map_or_else(String::new, |input| file_name(&input.file));
        let more = match inputs.len() {
            0 | 1 => String::new(),
            2 => " and one more file".to_owned(),
            files => format!(" and {} more files", Tongue::english().count(files as u64 - 1)),
        };
        let source = format!(
            "Source: Linchpin {version}, daily prices in {first}{more}, {from} to {to}. What was, not a forecast."
        );
        Words { title, subtitle, alt, source, note, scenario_hash: String::new() }
    }

    /// The place of a day along an axis of dates.
    fn along(self, day: Day) -> f64 {
        day.since(self.0.from) as f64
    }

    /// A panel over time for each asset.
    fn over_time(
        self,
        id: &'static str,
        words: Words,
        sheet: Sheet,
        of: impl Fn(&AssetFigures, &AssetCurves, (f64, f64)) -> (Axis, String),
        draw: impl Fn(&Canvas, &Panel, &AssetFigures, &AssetCurves),
    ) -> Result<Chart, ReportError> {
        let panels = self.0.assets.len();
        framed(Style::default(), id, words, sheet, grid_height(panels, room(Style::default())), |canvas, region| {
            for (index, (figures, curves)) in self.assets().enumerate() {
                let plot = plot_of(index, panels, region);
                let x = Axis::dates(self.0.from, self.0.to, (plot.left, plot.right));
                let (y, remark) = of(figures, curves, (plot.bottom, plot.top));
                let panel = Panel::begin(canvas, plot, x, y, &figures.id, &remark);
                draw(canvas, &panel, figures, curves);
            }
        })
    }

    /// Points of each asset over time, one a row.
    fn sheet(self, what: &str, of: impl Fn(&'a AssetCurves) -> &'a [(Day, f64)]) -> Sheet {
        let mut sheet = Sheet::new(&["asset", "date", what]);
        for curves in &self.0.curves {
            for (day, value) in of(curves) {
                sheet.push([curves.id.as_str().into(), day.to_string().into(), (*value).into()]);
            }
        }
        sheet
    }
}

/// The last part of a path: where it stood is of no interest to a reader.
fn file_name(path: &str) -> String {
    printable(path.rsplit(['/', '\\']).next().unwrap_or(path))
}

/// The asset for which a figure is largest.
fn largest<'a>(subject: Subject<'a>, of: impl Fn(&AssetFigures) -> f64) -> Option<&'a AssetFigures> {
    subject.0.assets.iter().max_by(|a, b| of(a).total_cmp(&of(b)))
}

/// One sentence an asset, of the first dozen.
fn sentences(subject: Subject, of: impl Fn(&AssetFigures, &AssetCurves) -> String) -> String {
    subject.assets().take(12).map(|(figures, curves)| of(figures, curves)).collect::<Vec<_>>().join(" ")
}
