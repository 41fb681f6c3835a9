//! Assessment to files: JSON, CSV, tables, charts and one page.
//!
//! Nothing here computes. A number that a person sees is a field of [`Assessment`]; this room
//! only chooses its digits and its place on the paper. All files of a run stand in one folder that
//! appears whole or not at all.

pub mod calibration;
mod chart;
mod escape;
mod evidence;
mod folder;
mod inputs;
mod language;
mod look;
mod names;
mod page;
pub mod paths;
mod sheet;
mod summary;
mod table;
mod warning;
mod workbook;

#[cfg(test)]
mod fixture;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use serde::Serialize;
use thiserror::Error;

pub use evidence::write_evidence;
pub use folder::Unfinished;
pub use language::Language;
pub use look::{Look, Theme};

use crate::assessment::Assessment;
use crate::numeric::precision::Precision;
use crate::stopping::Stop;
use chart::Chart;
use look::Style;

/// When a run was made and how long it took; it stands in `run.json` alone, so that all other files
/// of two runs of one scenario are the same bytes.
#[derive(Clone, Copy, Debug)]
pub struct RunTimes {
    /// When it began.
    pub started: SystemTime,
    /// How long the simulation took, removals and pilot included.
    pub simulation: Duration,
    /// On how many threads.
    pub threads: usize,
}

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
    fill(&folder, assessment, times, None, look)?;
    folder.complete()
}

/// Writes all files of a run but its paths into a folder that is not complete yet; `stop` is of a run that
/// found out by itself how many paths it takes.
///
/// # Errors
///
/// When the disk refuses, when there are no threads, or when a chart can't be drawn.
pub fn fill(
    folder: &Unfinished,
    assessment: &Assessment,
    times: &RunTimes,
    stop: Option<&Stop>,
    look: Look,
) -> Result<(), ReportError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(times.threads).build();
    let pool = pool.map_err(|error| ReportError::NoThreads(error.to_string()))?;
    pool.install(|| write_results(folder, assessment, Style::new(look)))?;
    folder.write("run.json", &pretty(&RunRecord::new(assessment, times, stop)))
}

/// Writes what the assessment says, on all threads of a pool.
fn write_results(folder: &Unfinished, assessment: &Assessment, style: Style) -> Result<(), ReportError> {
    let charts = chart::all(assessment, style)?;
    let (pictures, figures): (Vec<_>, _) = rayon::join(
        || charts.par_iter().map(|chart| write_chart(folder, chart)).collect(),
        || write_figures(folder, assessment, &charts, style),
    );
    // The error that is reported is the first in the order of the charts, whichever came first.
    pictures.into_iter().chain([figures]).collect()
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

/// Contents of `run.json`: what made the run.
#[derive(Serialize)]
struct RunRecord<'a> {
    program: &'static str,
    version: &'a str,
    numbers: u32,
    scenario_name: &'a str,
    scenario_hash: &'a str,
    seed: u64,
    paths: u64,
    precision: Precision,
    started_unix_seconds: u64,
    simulation_seconds: f64,
    threads: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<&'a Stop>,
    scenario: &'a serde_json::Value,
}

impl<'a> RunRecord<'a> {
    fn new(assessment: &'a Assessment, times: &RunTimes, until: Option<&'a Stop>) -> Self {
        let (scenario, run) = (&assessment.summary.scenario, &assessment.summary.run);
        let since_1970 = times.started.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self {
            program: folder::PROGRAM,
            version: &run.version,
            numbers: run.numbers,
            scenario_name: &scenario.name,
            scenario_hash: &scenario.hash,
            seed: run.seed,
            paths: run.paths,
            precision: assessment.register.precision,
            started_unix_seconds: since_1970.as_secs(),
            simulation_seconds: times.simulation.as_secs_f64(),
            threads: times.threads,
            until,
            scenario: &assessment.register.scenario,
        }
    }
}

/// Pretty JSON with a line end. Our own types always serialise: keys are strings, numbers that are
/// not finite become null.
fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(value).unwrap_or_default();
    text.push(b'\n');
    text
}
