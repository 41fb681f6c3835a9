//! Value over time.

use super::axis::Axis;
use super::canvas::Pen;
use super::frame::{framed, room};
use super::panel::{Panel, grid_height, plot_of};
use super::{BLUE, Chart, GREY, Subject, doubted, worst_first};
use crate::assessment::{Curves, FanPoint, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::sheet::Sheet;

/// Most reserves drawn; all stand in the data.
const MOST: usize = 12;
/// Paths drawn by themselves.
const SAMPLES: usize = 4;
/// The columns of the data: quantiles, the doubt of the outer two, and the paths.
const HEADER: &str = "reserve day p05 p25 p50 p75 p95 \
    p05_low p05_high p05_range_low p05_range_high p95_low p95_high p95_range_low p95_range_high \
    path_1 path_2 path_3 path_4";

/// The chart; `None` where no values were taken on the way between the first day and the last.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut reserves: Vec<(&ReserveFigures, &Curves)> =
        subject.with_curves().filter(|(_, curves)| curves.fan.len() > 2).collect();
    worst_first(&mut reserves, MOST, |(_, curves)| last(curves).map_or(f64::MIN, |point| -point.quantiles[0].value));
    let points = || reserves.iter().flat_map(|(_, curves)| &curves.fan);
    let most = points().map(|point| point.quantiles[4].value).fold(0.0, f64::max);
    let days = points().map(|point| point.day as f64).fold(0.0, f64::max);
    if reserves.is_empty() || days <= 0.0 {
        return Ok(None);
    }
    let header: Vec<&str> = HEADER.split_whitespace().collect();
    let mut sheet = Sheet::new(&header);
    for (reserve, curves) in &reserves {
        for (place, FanPoint { day, quantiles }) in curves.fan.iter().enumerate() {
            let samples: [Option<f64>; SAMPLES] =
                std::array::from_fn(|path| curves.sample_paths.get(path).and_then(|values| values.get(place)).copied());
            let words = [reserve.id.as_str().into(), (*day as f64).into()];
            let ends = [quantiles[0], quantiles[4]].map(|quantile| doubted(quantile).skip(1));
            let middle = quantiles.map(|quantile| quantile.value.into());
            let row = words.into_iter().chain(middle).chain(ends.into_iter().flatten());
            sheet.rows.push(row.chain(samples.map(Into::into)).collect());
        }
    }
    let shown = &reserves[..reserves.len().min(MOST)];
    let singles = shown.iter().map(|(_, curves)| curves.sample_paths.len().min(SAMPLES)).max().unwrap_or(0);
    let subtitle = say!(subject.tongue, "fan-subtitle", singles = singles);
    let note = [Some(say!(subject.tongue, "fan-note")), subject.more_than(shown.len(), reserves.len())];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let words = subject.words(title(subject, shown), subtitle, alt(subject, shown), note);
    framed(subject.style, "fan", words, sheet, grid_height(shown.len(), room(subject.style)), |canvas, region| {
        for (index, (reserve, curves)) in shown.iter().enumerate() {
            let plot = plot_of(index, shown.len(), region);
            let x = Axis::days(days, (plot.left, plot.right));
            let y = Axis::linear((0.0, most), (plot.bottom, plot.top));
            let panel = Panel::begin(canvas, plot, x, y, &subject.name(reserve), &remark(subject, curves));
            for (low, high, opacity) in [(0, 4, 0.18), (1, 3, 0.3)] {
                let band: Vec<(f64, f64, f64)> = curves
                    .fan
                    .iter()
                    .map(|point| (point.day as f64, point.quantiles[low].value, point.quantiles[high].value))
                    .collect();
                panel.band(canvas, &band, BLUE, opacity);
            }
            for sample in curves.sample_paths.iter().take(SAMPLES) {
                let days = curves.fan.iter().map(|point| point.day as f64);
                panel.curve(canvas, days.zip(sample.iter().copied()), Pen::solid(GREY, 0.7));
            }
            panel.curve(canvas, [(0.0, 1.0), (days, 1.0)].into_iter(), Pen::dashed(GREY, 1.2, 4.0));
            let median = curves.fan.iter().map(|point| (point.day as f64, point.quantiles[2].value));
            panel.curve(canvas, median, Pen::solid(BLUE, 2.4));
        }
    })
    .map(Some)
}

fn remark(subject: Subject, curves: &Curves) -> String {
    let median = last(curves).map_or_else(String::new, |point| subject.tongue.percent(point.quantiles[2].value));
    say!(subject.tongue, "fan-remark", median = median)
}

fn last(curves: &Curves) -> Option<&FanPoint> {
    curves.fan.last()
}

fn title(subject: Subject, reserves: &[(&ReserveFigures, &Curves)]) -> String {
    let lowest = reserves.iter().filter_map(|(reserve, curves)| Some((reserve, last(curves)?)));
    let lowest = lowest.min_by(|a, b| a.1.quantiles[0].value.total_cmp(&b.1.quantiles[0].value));
    lowest.map_or_else(
        || say!(subject.tongue, "fan-title-plain"),
        |(reserve, point)| {
            say!(
                subject.tongue,
                "fan-title",
                days = say!(subject.tongue, "days", count = point.day),
                reserve = subject.quoted(reserve),
                low = subject.percent(point.quantiles[0]),
                high = subject.percent(point.quantiles[4]),
            )
        },
    )
}

fn alt(subject: Subject, reserves: &[(&ReserveFigures, &Curves)]) -> String {
    let sentences = reserves.iter().take(12).filter_map(|(reserve, curves)| {
        let point = last(curves)?;
        let [low, _, middle, _, high] = point.quantiles.map(|quantile| subject.tongue.percent(quantile.value));
        let reserve = subject.name(reserve);
        Some(say!(subject.tongue, "fan-alt-reserve", reserve = reserve, median = middle, low = low, high = high))
    });
    say!(subject.tongue, "fan-alt", reserves = sentences.collect::<Vec<_>>().join(" "))
}
