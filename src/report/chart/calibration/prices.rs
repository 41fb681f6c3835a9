//! Prices, each on its own logarithmic axis.

use super::{Subject, largest, sentences};
use crate::calibration::{AssetCurves, AssetFigures};
use crate::report::ReportError;
use crate::report::chart::axis::Axis;
use crate::report::chart::canvas::Pen;
use crate::report::chart::{BLUE, Chart};
use crate::report::language::Tongue;

pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let under = |asset: &AssetFigures| 1.0 - asset.last_price / asset.highest_price;
    let Some(furthest) = largest(subject, under) else { return Ok(None) };
    let title = format!(
        "At the end {} stands {} under its highest price of these days",
        furthest.id,
        Tongue::english().percent(under(furthest))
    );
    let subtitle = "Daily closes. Upwards: the same height is the same factor, each asset on its own axis.".to_owned();
    let alt = format!(
        "Lines of prices, one panel an asset. {}",
        sentences(subject, |asset, _| format!(
            "{}: last {}, highest {}.",
            asset.id, asset.last_price, asset.highest_price
        ))
    );
    let note = "Of each stretch of days the lowest and the highest price are drawn. Days without a price are bridged by a straight line."
        .to_owned();
    let of = |asset: &AssetFigures, curves: &AssetCurves, place| {
        let ends =
            curves.prices.iter().fold((f64::MAX, f64::MIN), |ends, point| (ends.0.min(point.1), ends.1.max(point.1)));
        (Axis::powers(ends, place), format!("at the end {} under its highest", Tongue::english().percent(under(asset))))
    };
    let sheet = subject.sheet("price", |curves| &curves.prices);
    let words = subject.words(title, subtitle, alt, note);
    let chart = subject.over_time("prices", words, sheet, of, |canvas, panel, _, curves| {
        panel.curve(
            canvas,
            curves.prices.iter().map(|(day, price)| (subject.along(*day), *price)),
            Pen::solid(BLUE, 1.4),
        );
    });
    chart.map(Some)
}
