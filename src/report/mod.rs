//! Assessment to files: JSON, CSV, tables, charts and one page.
//!
//! Nothing here computes. A number that a person sees is a field of [`Assessment`]; this room
//! only chooses its digits and its place on the paper. All files of a run stand in one folder that
//! appears whole or not at all.

mod beside;
pub mod calibration;
mod chart;
mod embed;
mod escape;
mod evidence;
mod findings;
mod finished;
mod folder;
mod inputs;
mod language;
mod look;
mod names;
mod options;
mod page;
pub mod paths;
mod record;
mod sheet;
mod summary;
mod table;
mod terms;
mod warning;
mod workbook;

#[cfg(test)]
mod fixture;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;
use thiserror::Error;

pub use beside::fill_side_by_side;
pub use evidence::write_evidence;
pub use findings::{Told, fill_answer};
pub use finished::{FinishedRun, NotARun};
pub use folder::{Unfinished, may_stand_at};
pub use language::Language;
pub use look::{Look, Theme};
pub use names::{failure_in_english, if_failure_in_english};
pub use options::ReportOptions;
pub use record::{Record, RunChoices, RunMade, RunTimes};

use crate::assessment::Assessment;
use chart::Chart;
use language::Tongue;
use look::Style;
use record::RunRecord;

/// What happens to what stands in the place of the folder.
#[derive(Clone, Copy, Debug, Default)]
pub struct WriteOptions {
    /// Whether the folder of an earlier run is replaced. Anything else never is.
    pub replace_run: bool,
}

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The folder.
    pub folder: PathBuf,
    /// Every file, relative to the folder, in order of name.
    pub files: Vec<PathBuf>,
    /// Whether an earlier run or answer stood there, which they replace.
    pub replaces: bool,
}

/// Why nothing was written.
#[derive(Debug, Error)]
pub enum ReportError {
    /// There is something that isn't a run's.
    #[error(
        "{} is there and isn't the folder of a run (it has no run.json of Linchpin): name another folder with --out, or move it away",
        .0.display()
    )]
    NotTheFolderOfARun(PathBuf),
    /// There is a run already.
    #[error("{} holds an earlier run: give --force to replace it, or name another folder with --out", .0.display())]
    RunAlreadyThere(PathBuf),
    /// The disk refused.
    #[error("{} can't be written: {source}", path.display())]
    NotWritten {
        /// What was to be written.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A chart could not be drawn.
    #[error("the chart {chart} could not be drawn: {reason}")]
    NotDrawn {
        /// Its id.
        chart: &'static str,
        /// What went wrong.
        reason: String,
    },
    /// A chart was asked for that this run doesn't have.
    #[error("there is no chart {wanted} of this run: it has {drawn}")]
    NoSuchChart {
        /// What was asked for.
        wanted: String,
        /// The ids of all that there are.
        drawn: String,
    },
    /// The system gives no threads to draw on.
    #[error("can't start threads for the charts: {0}")]
    NoThreads(String),
    /// Parquet was asked of a program that was built without it.
    #[error(
        "this program was built without Parquet: use --paths-out csv, or build it with `cargo build --release --features parquet`"
    )]
    WithoutParquet,
}

impl ReportError {
    fn not_written(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::NotWritten { path: path.to_owned(), source }
    }
}

/// Writes all files of a run into `out`.
///
/// # Errors
///
/// When something else stands there, when the disk refuses, or when a chart can't be drawn; the
/// place is then as it was.
pub fn write(
    assessment: &Assessment,
    times: &RunTimes,
    out: &Path,
    look: Look,
    options: WriteOptions,
) -> Result<Written, ReportError> {
    let folder = Unfinished::begin(out, options)?;
    let made = RunMade { times: *times, choices: RunChoices::default(), look: Look::default(), stop: None };
    fill(&folder, assessment, &made, &ReportOptions { look, ..ReportOptions::default() })?;
    folder.complete()
}

/// Writes all files of a run but its paths into a folder that is not complete yet.
///
/// # Errors
///
/// When the disk refuses, when there are no threads, when a chart can't be drawn, or one is wanted that isn't there.
pub fn fill(
    folder: &Unfinished,
    assessment: &Assessment,
    made: &RunMade<'_>,
    options: &ReportOptions,
) -> Result<(), ReportError> {
    on_threads(made.times.threads, || write_results(folder, assessment, options))?;
    folder.write("run.json", &pretty(&RunRecord::new(assessment, made)))
}

/// Draws a finished run again into `out`, or where it stands; there, files that a report doesn't write stay. Nothing is
/// simulated, and what is not chosen otherwise is, byte for byte, as the run wrote it.
///
/// # Errors
///
/// When something else stands there, and as [`fill`].
pub fn redraw(
    run: &FinishedRun,
    assessment: &Assessment,
    folder: &Unfinished,
    threads: usize,
    options: &ReportOptions,
) -> Result<(), ReportError> {
    on_threads(threads, || write_results(folder, assessment, options))?;
    folder.write("run.json", &run.record_text)?;
    if folder.replaces(&run.folder) { folder.keep_others() } else { Ok(()) }
}

fn on_threads<R: Send>(threads: usize, what: impl FnOnce() -> Result<R, ReportError> + Send) -> Result<R, ReportError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| ReportError::NoThreads(error.to_string()))?.install(what)
}

/// Writes what the assessment says, on all threads of a pool.
fn write_results(folder: &Unfinished, assessment: &Assessment, options: &ReportOptions) -> Result<(), ReportError> {
    let style = Style::new(options.look);
    let mut charts = chart::all(assessment, style)?;
    options.choose(&mut charts)?;
    let (pictures, figures): (Vec<_>, _) = rayon::join(
        || {
            let wanted = charts.par_iter().filter(|chart| chart.has_files);
            wanted.map(|chart| write_wanted(folder, chart, style.tongue, options)).collect()
        },
        || write_figures(folder, assessment, &charts, style),
    );
    // The error that is reported is the first in the order of the charts, whichever came first.
    pictures.into_iter().chain([figures]).collect()
}

fn write_wanted(
    folder: &Unfinished,
    chart: &Chart,
    tongue: Tongue,
    options: &ReportOptions,
) -> Result<(), ReportError> {
    if options.embed {
        folder.write(&format!("charts/{}.html", chart.id), embed::figure(chart, tongue).as_bytes())?;
    }
    write_chart(folder, chart)
}

fn write_chart(folder: &Unfinished, chart: &Chart) -> Result<(), ReportError> {
    let place = format!("charts/{}", chart.id);
    folder.write(&format!("{place}.svg"), chart.svg.as_bytes())?;
    folder.write(&format!("{place}.png"), &chart.to_png()?)?;
    folder.write(&format!("{place}.csv"), &chart.sheet.to_csv())?;
    folder.write(&format!("{place}.json"), &pretty(&chart.words))
}

/// Writes every figure as data, as tables and on the page, on which the charts stand too.
fn write_figures(
    folder: &Unfinished,
    assessment: &Assessment,
    charts: &[Chart],
    style: Style,
) -> Result<(), ReportError> {
    folder.write("summary.json", &pretty(&assessment.summary))?;
    let figures = summary::sheet(&assessment.summary);
    folder.write("summary.csv", &figures.to_csv())?;
    folder.write("assessment.json", &serde_json::to_vec(assessment).unwrap_or_default())?;
    let tables = table::all(assessment, style.tongue);
    for table in &tables {
        let place = format!("tables/{}", table.id);
        folder.write(&format!("{place}.md"), table.to_markdown().as_bytes())?;
        folder.write(&format!("{place}.tex"), table.to_latex().as_bytes())?;
        folder.write(&format!("{place}.csv"), &table.to_sheet().to_csv())?;
    }
    let place = folder.path().join("summary.xlsx");
    let workbook = workbook::workbook(&assessment.summary.scenario.title, style.tongue, &tables, figures);
    let workbook = workbook.map_err(|error| ReportError::not_written(&place)(std::io::Error::other(error)))?;
    folder.write("summary.xlsx", &workbook)?;
    folder.write("report.html", page::page(assessment, charts, &tables, style).as_bytes())
}

/// Pretty JSON with a line end. Our own types always serialise: keys are strings, numbers that are
/// not finite become null.
fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(value).unwrap_or_default();
    text.push(b'\n');
    text
}
