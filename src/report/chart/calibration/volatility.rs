//! Volatility over time, beside that of all days.

use super::{Subject, sentences};
use crate::calibration::{AssetCurves, AssetFigures, ROLLING_DAYS};
use crate::report::ReportError;
use crate::report::chart::axis::Axis;
use crate::report::chart::canvas::Pen;
use crate::report::chart::{BLUE, Chart, GREY};
use crate::report::language::Tongue;

pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let points = || subject.0.curves.iter().flat_map(|curves| &curves.rolling_volatility);
    let most = points().map(|point| point.1).fold(0.0, f64::max);
    if most <= 0.0 {
        return Ok(None);
    }
    let title = title(subject);
    let subtitle = format!(
        "Line: standard deviation of the log returns of the {ROLLING_DAYS} days before, a year of 365 days. Dashed: that of all days, which \
         the fragment holds; grey band: its 95% interval."
    );
    let alt = format!("Lines of rolling volatility, one panel an asset. {}", sentences(subject, sentence));
    let note = format!(
        "A step up, and {ROLLING_DAYS} days later one down, is a single wild day that enters and leaves. A model of constant volatility draws calm \
         and wild months alike; GARCH lets them come in spells."
    );
    let sheet = subject.sheet("volatility", |curves| &curves.rolling_volatility);
    let words = subject.words(title, subtitle, alt, note);
    let of = |asset: &AssetFigures, _: &AssetCurves, place| {
        (
            Axis::linear((0.0, most), place),
            format!("all days: {}", Tongue::english().percent(asset.moments.volatility.value)),
        )
    };
    let days = subject.along(subject.0.to);
    let chart = subject.over_time("rolling-volatility", words, sheet, of, |canvas, panel, asset, curves| {
        let all = asset.moments.volatility;
        panel.band(canvas, &[(0.0, all.low, all.high), (days, all.low, all.high)], GREY, 0.18);
        panel.curve(canvas, [(0.0, all.value), (days, all.value)].into_iter(), Pen::dashed(GREY, 1.4, 4.0));
        let line = curves.rolling_volatility.iter().map(|(day, volatility)| (subject.along(*day), *volatility));
        panel.curve(canvas, line, Pen::solid(BLUE, 1.6));
    });
    chart.map(Some)
}

fn ends(curves: &AssetCurves) -> Option<(f64, f64)> {
    let values = || curves.rolling_volatility.iter().map(|point| point.1);
    values().next()?;
    Some((values().fold(f64::MAX, f64::min), values().fold(0.0, f64::max)))
}

/// Of the asset whose volatility changed by the largest factor.
fn title(subject: Subject) -> String {
    let with_ends =
        subject.assets().filter_map(|(asset, curves)| Some((asset, ends(curves).filter(|ends| ends.0 > 0.0)?)));
    let widest = with_ends.max_by(|a, b| (a.1.1 / a.1.0).total_cmp(&(b.1.1 / b.1.0)));
    widest.map_or_else(
        || "Volatility over time".to_owned(),
        |(asset, (low, high))| {
            format!(
                "Volatility comes in spells: over {ROLLING_DAYS} days that of {} was between {} and {} a year",
                asset.id,
                Tongue::english().percent(low),
                Tongue::english().percent(high)
            )
        },
    )
}

fn sentence(asset: &AssetFigures, curves: &AssetCurves) -> String {
    let all = Tongue::english().percent(asset.moments.volatility.value);
    ends(curves).map_or_else(
        || format!("{}: {all} over all days.", asset.id),
        |(low, high)| {
            format!(
                "{}: {all} over all days, from {} to {} over {ROLLING_DAYS}.",
                asset.id,
                Tongue::english().percent(low),
                Tongue::english().percent(high)
            )
        },
    )
}
