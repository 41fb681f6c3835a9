//! Answers to what the fund should do, in files and words: figures as JSON, tables, charts, a page, and the same in short
//! for a terminal.

mod break_even;
mod limits;
mod optimise;
mod page;
mod reverse;
mod sensitivity;
mod sweep;
mod what_if;

#[cfg(test)]
mod tests;

use serde::Serialize;

use super::chart::Chart;
use super::folder::PROGRAM;
use super::look::{Look, Style};
use super::names::Names;
use super::table::{Entry, Table};
use super::terms::Subject;
use super::{ReportError, Unfinished, pretty, write_chart};
use crate::decision::{Answer, Found, Ground};

/// So many rows of a table are told on a terminal.
const MOST_ROWS: usize = 14;

/// What an answer says.
pub(super) struct Findings {
    /// The finding with its doubt.
    pub title: String,
    /// The answer in sentences, each a paragraph.
    pub sentences: Vec<String>,
    /// Its charts.
    pub charts: Vec<Chart>,
    /// Its tables; of the first a terminal has some columns.
    pub tables: Vec<Table>,
    /// Which, by their names in CSV.
    pub brief: &'static [&'static str],
    /// How it was found, and what must be known besides.
    pub notes: Vec<String>,
}

/// An answer in short.
#[derive(Clone, Debug)]
pub struct Told {
    /// The finding.
    pub title: String,
    /// The answer in sentences.
    pub sentences: Vec<String>,
    /// The heads of its first table, and whether each stands above figures.
    pub heads: Vec<(String, bool)>,
    /// Its first rows.
    pub rows: Vec<Vec<String>>,
    /// How many rows there are besides.
    pub more_rows: usize,
    /// What must be known besides.
    pub notes: Vec<String>,
}

/// Writes all files of an answer into a folder that is not complete yet, and tells it in short.
///
/// # Errors
///
/// When the disk refuses, or when a chart can't be drawn.
pub fn fill_answer(folder: &Unfinished, answer: &Answer, look: Look) -> Result<Told, ReportError> {
    let (style, ground) = (Style::new(look), &answer.ground);
    let names = Names::of(&ground.names, style.tongue);
    let subject = Subject { ground, style, tongue: style.tongue, names };
    let findings = findings(&answer.found, subject)?;
    findings.charts.iter().try_for_each(|chart| write_chart(folder, chart))?;
    for table in &findings.tables {
        let place = format!("tables/{}", table.id);
        folder.write(&format!("{place}.md"), table.to_markdown().as_bytes())?;
        folder.write(&format!("{place}.tex"), table.to_latex().as_bytes())?;
        folder.write(&format!("{place}.csv"), &table.to_sheet().to_csv())?;
    }
    folder.write("summary.json", &pretty(answer))?;
    folder.write("report.html", page::page(&findings, subject).as_bytes())?;
    folder.write("run.json", &pretty(&Record { program: PROGRAM, ground }))?;
    Ok(told(findings))
}

fn findings(found: &Found, subject: Subject) -> Result<Findings, ReportError> {
    match found {
        Found::Limits(limits) => limits::findings(limits, subject),
        Found::WhatIf(found) => what_if::findings(found, subject),
        Found::Sweep(found) => sweep::findings(found, subject),
        Found::BreakEven(found) => break_even::findings(found, subject),
        Found::Reverse(found) => reverse::findings(found, subject),
        Found::Sensitivity(found) => sensitivity::findings(found, subject),
        Found::Optimum(optimum) => optimise::findings(optimum, subject),
    }
}

fn told(findings: Findings) -> Told {
    let Findings { title, sentences, tables, brief, notes, .. } = findings;
    let Some(table) = tables.first() else {
        return Told { title, sentences, heads: Vec::new(), rows: Vec::new(), more_rows: 0, notes };
    };
    let places: Vec<usize> =
        brief.iter().filter_map(|key| table.columns.iter().position(|column| column.key == *key)).collect();
    let head = |place: &usize| (table.columns[*place].head.clone(), table.columns[*place].is_figure());
    let row = |row: &Vec<Entry>| places.iter().map(|place| row[*place].text(table.tongue)).collect();
    let rows: Vec<Vec<String>> = table.rows.iter().take(MOST_ROWS).map(row).collect();
    let (heads, more_rows) = (places.iter().map(head).collect(), table.rows.len() - rows.len());
    Told { title, sentences, heads, rows, more_rows, notes }
}

/// Contents of `run.json`: by it the folder is known as ours.
#[derive(Serialize)]
struct Record<'a> {
    program: &'static str,
    #[serde(flatten)]
    ground: &'a Ground,
}
