//! How much may be held where, and what is held today.

use crate::assessment::Ends;
use crate::decision::limits::{Limit, Limits};
use crate::report::ReportError;
use crate::report::chart::canvas::Mark;
use crate::report::chart::frame::framed;
use crate::report::chart::strip::{Figure, Line, Strip};
use crate::report::chart::{BLUE, Chart, shortened};
use crate::report::language::say;
use crate::report::sheet::Sheet;
use crate::report::terms::Subject;
use crate::statistics::Estimate;

/// Most groups drawn, and most limits of each; all stand in the table.
const MOST_GROUPS: usize = 6;
const MOST: usize = 6;

/// The chart; `None` where no limit is below all.
pub(in crate::report) fn chart(found: &Limits, title: String, subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut groups: Vec<&str> = Vec::new();
    for limit in found.limits.iter().filter(|limit| limit.most < 1.0) {
        if !groups.contains(&limit.group.as_str()) {
            groups.push(&limit.group);
        }
    }
    let Some(first) = found.limits.first().filter(|limit| limit.most < 1.0) else { return Ok(None) };
    let mut sheet =
        Sheet::new(&["group", "asset", "custodian", "most", "most_range_low", "most_range_high", "held_most"]);
    let mut lines = Vec::new();
    for group in groups.iter().take(MOST_GROUPS) {
        lines.push(Line::Heading(say!(
            subject.tongue,
            "limits-chart-group",
            group = shortened(&subject.names.group(group))
        )));
        let of_group = found.limits.iter().filter(|limit| limit.group == *group && limit.most < 1.0);
        for limit in of_group.take(MOST) {
            lines.push(line(limit, subject));
            let ids = [&limit.group, &limit.asset, &limit.custodian].map(|id| id.as_str().into());
            let (low, high) = limit.most_range.map(|Ends { low, high }| (low, high)).unzip();
            let figures = [Some(limit.most), low, high, Some(most_held(limit))].map(Into::into);
            sheet.rows.push(ids.into_iter().chain(figures).collect());
        }
    }
    let tolerance = subject.tongue.level(found.tolerance);
    let strip = Strip { columns: vec![say!(subject.tongue, "limits-chart-column")], lines };
    let alt = say!(subject.tongue, "limits-chart-alt", title = title.clone(), count = found.limits.len());
    let subtitle = say!(subject.tongue, "limits-chart-subtitle", tolerance = tolerance);
    let note = match first.most_range {
        Some(_) => say!(subject.tongue, "limits-chart-note-ranged"),
        None => say!(subject.tongue, "limits-chart-note"),
    };
    let words = subject.words(title, subtitle, alt, note);
    framed(subject.style, "limits", words, sheet, strip.height(subject.style), |canvas, region| {
        strip.draw(canvas, region)
    })
    .map(Some)
}

fn most_held(limit: &Limit) -> f64 {
    limit.today.iter().map(|one| one.weight).fold(0.0, f64::max)
}

/// A limit with its range; strokes are what reserves hold today.
fn line(limit: &Limit, subject: Subject) -> Line {
    let tongue = subject.tongue;
    let held: Vec<f64> = limit.today.iter().map(|one| one.weight).filter(|weight| *weight > 0.0).collect();
    let (asset, custodian) = (subject.names.asset(&limit.asset), subject.names.counterparty(&limit.custodian));
    let label = say!(tongue, "limits-chart-label", asset = asset, custodian = shortened(&custodian));
    let value = limit.most;
    let figure = Figure {
        estimate: Estimate::between(value, value, value),
        range: limit.most_range.map(|Ends { low, high }| (low.min(high), low.max(high))),
        strokes: held,
        mark: Mark::Disc,
        colour: BLUE,
        words: tongue.percent_at_most(value),
    };
    Line::Figures { label, indent: 8.0, columns: vec![Some(figure)] }
}
