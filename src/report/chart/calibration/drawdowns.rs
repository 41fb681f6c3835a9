//! How far prices stood under their highest so far.

use super::{Subject, largest, sentences};
use crate::calibration::{AssetFigures, Drawdown};
use crate::report::ReportError;
use crate::report::chart::axis::Axis;
use crate::report::chart::canvas::Pen;
use crate::report::chart::{Chart, VERMILION};
use crate::report::language::Tongue;

pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let Some(deepest) = largest(subject, |asset| asset.drawdown.depth).filter(|asset| asset.drawdown.depth > 0.0)
    else {
        return Ok(None);
    };
    let Drawdown { depth, peak, trough, .. } = deepest.drawdown;
    let title =
        format!("The deepest fall: {} lost {} from {peak} to {trough}", deepest.id, Tongue::english().percent(depth));
    let subtitle =
        "How far each price stood under its highest so far, in percent of that. At 0 it was at its highest.".to_owned();
    let alt =
        format!("Areas below a zero line, one panel an asset. {}", sentences(subject, |asset, _| sentence(asset)));
    let note =
        "The first price of these days counts as the first highest; an older one may have been higher.".to_owned();
    let mut sheet = subject.sheet("drawdown", |curves| &curves.depths);
    sheet.header[2] = "drawdown".to_owned();
    let words = subject.words(title, subtitle, alt, note);
    let of = |asset: &AssetFigures, _: &_, place: (f64, f64)| {
        // Falls hang down from the top, all on one scale.
        (Axis::linear((-1.0, 0.0), place), remark(&asset.drawdown))
    };
    let chart = subject.over_time("drawdowns", words, sheet, of, |canvas, panel, _, curves| {
        let points = || curves.depths.iter().map(|(day, depth)| (subject.along(*day), -depth));
        let band: Vec<(f64, f64, f64)> = points().map(|(day, depth)| (day, depth, 0.0)).collect();
        panel.band(canvas, &band, VERMILION, 0.25);
        panel.curve(canvas, points(), Pen::solid(VERMILION, 1.2));
    });
    chart.map(Some)
}

fn remark(fall: &Drawdown) -> String {
    let back = fall.recovered.map_or_else(|| "not back since".to_owned(), |day| format!("back in {}", day.year()));
    format!("−{} in {}, {back}", Tongue::english().percent(fall.depth), fall.trough.year())
}

fn sentence(asset: &AssetFigures) -> String {
    let Drawdown { depth, peak, trough, recovered } = asset.drawdown;
    let back = recovered.map_or_else(|| "not back since".to_owned(), |day| format!("back on {day}"));
    format!("{}: {} from {peak} to {trough}, {back}.", asset.id, Tongue::english().percent(depth))
}
