//! Reserves side by side to files: every figure as JSON and CSV, tables, a chart and a page.

mod page;

use serde::Serialize;

use super::escape::printable;
use super::folder::PROGRAM;
use super::language::{Tongue, say};
use super::look::{Look, Style};
use super::sheet::{Field, Sheet};
use super::{ReportError, Unfinished, chart, pretty, table, write_chart};
use crate::assessment::at_headline_level;
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

/// What chart, tables and page say alike.
#[derive(Clone, Copy)]
pub(super) struct Beside<'a> {
    /// The figures.
    pub found: &'a SideBySide,
    /// How they are shown.
    pub style: Style,
}

impl<'a> Beside<'a> {
    /// What speaks.
    pub const fn tongue(self) -> Tongue {
        self.style.tongue
    }

    /// A reserve with the letter of its side: `A, Half and half`.
    pub fn reserve(self, side: char, id: &str) -> String {
        let named = self.found.reserves.iter().find(|reserve| reserve.side == side && reserve.id == id);
        format!("{side}, {}", named.map_or_else(|| printable(id), |reserve| printable(&reserve.name)))
    }

    /// The level that is told where there is room for one.
    pub fn level(self) -> Option<f64> {
        let levels = self.found.pairs.iter().find_map(|pair| pair.figures.es_difference.as_deref())?;
        at_headline_level(levels).map(|figure| figure.level)
    }

    /// The difference of ES of a pair at that level, where it is told.
    pub fn shortfall(self, pair: &PairBeside) -> Option<Estimate> {
        let level = self.level()?;
        let figure = pair.figures.es_difference.as_ref()?.iter().find(|figure| figure.level == level)?;
        Some(figure.estimate).filter(|estimate| estimate.value.is_finite())
    }

    /// The pairs of which anything is told; those first that differ most.
    pub fn leading(self) -> Vec<&'a PairBeside> {
        let size = |pair: &PairBeside| {
            let told = self.shortfall(pair).or(pair.cost_difference_per_year);
            told.map_or(0.0, |estimate| estimate.value.abs())
        };
        let is_told = |pair: &&PairBeside| self.shortfall(pair).or(pair.cost_difference_per_year).is_some();
        let mut pairs: Vec<&PairBeside> = self.found.pairs.iter().filter(is_told).collect();
        pairs.sort_by(|a, b| size(b).total_cmp(&size(a)));
        pairs
    }

    /// `A is output/one, B is two`.
    pub fn sides(self) -> String {
        let named = self.found.sides.iter().map(|side| {
            say!(self.tongue(), "compare-side-is", side = side.letter.to_string(), name = printable(&side.name))
        });
        named.collect::<Vec<_>>().join(", ")
    }

    /// Which sides see the same paths, and which don't and why.
    pub fn agreement(self) -> Vec<String> {
        let told = |found: &crate::pairing::Match| {
            let (a, b) = (found.a.to_string(), found.b.to_string());
            if found.paired {
                return say!(self.tongue(), "compare-paired", a = a, b = b);
            }
            say!(self.tongue(), "compare-not-paired", a = a, b = b, why = printable(&found.why_not.join("; ")))
        };
        self.found.matches.iter().map(told).collect()
    }

    /// From which runs it comes.
    pub fn source(self) -> String {
        let of = |side: &SideFacts| {
            let hash: String = side.scenario.hash.chars().take(8).collect();
            say!(
                self.tongue(),
                "compare-source-side",
                side = side.letter.to_string(),
                scenario = printable(&side.scenario.name),
                hash = hash,
                seed = side.seed.to_string(),
                paths = side.paths
            )
        };
        let sides: Vec<String> = self.found.sides.iter().map(of).collect();
        say!(self.tongue(), "compare-source", version = self.found.version, sides = sides.join("; "))
    }
}
