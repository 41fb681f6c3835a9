//! Reserves side by side to files: every figure as JSON and CSV, tables, a chart and a page.

mod page;
pub(super) mod subject;

use serde::Serialize;

use subject::Beside;

use super::folder::PROGRAM;
use super::look::{Look, Style};
use super::sheet::{Field, Sheet};
use super::{ReportError, Unfinished, chart, pretty, table, write_chart};
use crate::pairing::{PairBeside, SideBySide, SideFacts};
use crate::statistics::Estimate;

/// Writes all files of a comparison into a folder that is not complete yet.
///
/// # Errors
///
/// When the disk refuses, or when the chart can't be drawn.
pub fn fill_side_by_side(folder: &Unfinished, found: &SideBySide, look: Look) -> Result<(), ReportError> {
    let beside = Beside { found, style: Style::new(look) };
    let chart = chart::beside::chart(beside)?;
    chart.iter().try_for_each(|chart| write_chart(folder, chart))?;
    let tables = table::beside::all(beside);
    for table in &tables {
        let place = format!("tables/{}", table.id);
        folder.write(&format!("{place}.md"), table.to_markdown().as_bytes())?;
        folder.write(&format!("{place}.tex"), table.to_latex().as_bytes())?;
        folder.write(&format!("{place}.csv"), &table.to_sheet().to_csv())?;
    }
    folder.write("comparison.json", &pretty(found))?;
    folder.write("comparison.csv", &sheet(found).to_csv())?;
    folder.write("report.html", page::page(beside, chart.as_ref(), &tables).as_bytes())?;
    let SideBySide { version, numbers, sides, .. } = found;
    folder.write("run.json", &pretty(&Record { program: PROGRAM, version, numbers: *numbers, verb: "compare", sides }))
}

/// Contents of `run.json`: by it the folder is known as ours.
#[derive(Serialize)]
struct Record<'a> {
    program: &'static str,
    version: &'a str,
    numbers: u32,
    verb: &'static str,
    sides: &'a [SideFacts],
}

/// One figure a row.
fn sheet(found: &SideBySide) -> Sheet {
    let mut sheet = Sheet::new(&["side_a", "a", "side_b", "b", "paired", "measure", "level", "value", "low", "high"]);
    for pair in &found.pairs {
        let PairBeside { figures, cost_difference_per_year, .. } = pair;
        let es = figures.es_difference.iter().flatten();
        let by_level = es.map(|figure| ("es_difference", Some(figure.level), Some(figure.estimate)));
        let others = [
            ("cost_difference", None, figures.cost_difference),
            ("cost_difference_per_year", None, *cost_difference_per_year),
            ("a_loses_more", None, figures.a_loses_more),
        ];
        for (measure, level, estimate) in by_level.chain(others) {
            let Some(Estimate { value, low, high, .. }) = estimate else { continue };
            let [side_a, side_b] = [pair.side_a, pair.side_b].map(|side| Field::from(side.to_string()));
            let [a, b] = [&figures.a, &figures.b].map(|id| Field::from(id.as_str()));
            let paired = Field::from(if pair.paired { "yes" } else { "no" });
            let [value, low, high] = [value, low, high].map(Field::from);
            sheet.push([side_a, a, side_b, b, paired, measure.into(), level.into(), value, low, high]);
        }
    }
    sheet
}
