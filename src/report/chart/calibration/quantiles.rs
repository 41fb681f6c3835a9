//! Returns against the fitted Student-t, rank by rank.

use super::{Subject, sentences};
use crate::calibration::{AssetCurves, AssetFigures, Measured};
use crate::report::ReportError;
use crate::report::chart::axis::Axis;
use crate::report::chart::canvas::{Mark, Pen};
use crate::report::chart::frame::{framed, room};
use crate::report::chart::panel::{Panel, grid_height, plot_of};
use crate::report::chart::{BLUE, Chart, GREY};
use crate::report::language::Tongue;
use crate::report::look::Style;
use crate::report::sheet::Sheet;

pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let drawn: Vec<(&AssetFigures, &AssetCurves)> =
        subject.assets().filter(|(_, curves)| !curves.quantiles.is_empty()).collect();
    if drawn.is_empty() {
        return Ok(None);
    }
    let mut sheet = Sheet::new(&["asset", "expected", "observed"]);
    for (asset, curves) in &drawn {
        for (expected, observed) in &curves.quantiles {
            sheet.push([asset.id.as_str().into(), (*expected).into(), (*observed).into()]);
        }
    }
    let subtitle = "Each dot is a log return: to the right where the fitted Student-t expects one of its rank, upwards where it was, both \
                    in scales of the law from its middle. On the line they agree; below it at the left, falls were worse than the law \
                    expects."
        .to_owned();
    let alt = format!("Quantile plots, one panel an asset. {}", sentences(subject, sentence));
    let note = "The outer dots are single days: the law expects them only roughly, and more roughly the fewer its degrees of freedom (dof). \
                In the middle only some returns are drawn."
        .to_owned();
    let words = subject.words(title(&drawn), subtitle, alt, note);
    framed(
        Style::default(),
        "quantiles",
        words,
        sheet,
        grid_height(drawn.len(), room(Style::default())),
        |canvas, region| {
            for (index, (asset, curves)) in drawn.iter().enumerate() {
                let plot = plot_of(index, drawn.len(), region);
                let most = curves.quantiles.iter().flat_map(|point| [point.0.abs(), point.1.abs()]).fold(1.0, f64::max);
                let x = Axis::plain((-most, most), (plot.left, plot.right));
                let y = Axis::plain((-most, most), (plot.bottom, plot.top));
                let panel = Panel::begin(canvas, plot, x, y, &asset.id, &remark(asset));
                panel.curve(canvas, [(-most, -most), (most, most)].into_iter(), Pen::dashed(GREY, 1.4, 4.0));
                for (expected, observed) in &curves.quantiles {
                    canvas.mark(Mark::Disc, panel.at(*expected, *observed), 1.8, BLUE);
                }
            }
        },
    )
    .map(Some)
}

fn dof(asset: &AssetFigures) -> Option<Measured> {
    asset.student_t.as_ref().map(|fit| fit.dof)
}

fn remark(asset: &AssetFigures) -> String {
    dof(asset).map_or_else(String::new, |dof| {
        let digits = if dof.value < 10.0 { 2 } else { 0 };
        if dof.has_interval() {
            format!(
                "dof {} ({}–{})",
                Tongue::english().number(dof.value, digits),
                Tongue::english().number(dof.low, digits),
                Tongue::english().number(dof.high, digits)
            )
        } else {
            format!("dof {}: as good as normal", Tongue::english().number(dof.value, digits))
        }
    })
}

fn title(drawn: &[(&AssetFigures, &AssetCurves)]) -> String {
    let with_dof = || drawn.iter().filter_map(|(asset, _)| Some((asset.id.as_str(), dof(asset)?.value)));
    let by_dof = |a: &(&str, f64), b: &(&str, f64)| a.1.total_cmp(&b.1);
    let (Some(fewest), Some(most)) = (with_dof().min_by(by_dof), with_dof().max_by(by_dof)) else {
        return "Returns against the fitted Student-t".to_owned();
    };
    if drawn.len() == 1 {
        return format!(
            "{} has the tails of a Student-t with {} degrees of freedom",
            fewest.0,
            Tongue::english().number(fewest.1, 1)
        );
    }
    format!(
        "Tails are far from normal: degrees of freedom from {} ({}) to {} ({})",
        Tongue::english().number(fewest.1, 1),
        fewest.0,
        Tongue::english().number(most.1, 1),
        most.0
    )
}

fn sentence(asset: &AssetFigures, curves: &AssetCurves) -> String {
    let worst = curves.quantiles.first();
    worst.map_or_else(
        || format!("{}: not drawn.", asset.id),
        |(expected, observed)| {
            format!(
                "{}: {}; its worst return stands {} scales under the middle, where the law expects {}.",
                asset.id,
                remark(asset),
                Tongue::english().number(-observed, 1),
                Tongue::english().number(-expected, 1)
            )
        },
    )
}
