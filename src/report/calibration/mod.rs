//! Calibration to files: a fragment to include, all figures as JSON, and a page with charts.

mod fragment;
mod page;
mod rows;

use std::path::Path;

use rayon::prelude::*;
use serde::Serialize;

use super::chart::{self, Chart};
use super::{ReportError, Unfinished, WriteOptions, Written, folder, pretty, write_chart};
use crate::calibration::{Calibration, Input};

/// The file to include.
pub const FRAGMENT: &str = "market.toml";

/// Writes all files of a calibration into `out`.
///
/// # Errors
///
/// When something else stands there, when the disk refuses, or when a chart can't be drawn; the
/// place is then as it was.
pub fn write(calibration: &Calibration, out: &Path, options: WriteOptions) -> Result<Written, ReportError> {
    let folder = Unfinished::begin(out, options)?;
    let charts = chart::calibration::all(calibration)?;
    let pictures: Vec<_> = charts.par_iter().map(|chart| write_chart(&folder, chart)).collect();
    pictures.into_iter().collect::<Result<(), _>>()?;
    write_figures(&folder, calibration, &charts)?;
    folder.complete()
}

fn write_figures(folder: &Unfinished, calibration: &Calibration, charts: &[Chart]) -> Result<(), ReportError> {
    folder.write(FRAGMENT, fragment::text(calibration).as_bytes())?;
    folder.write("calibration.json", &pretty(calibration))?;
    folder.write("report.html", page::page(calibration, charts).as_bytes())?;
    folder.write("run.json", &pretty(&Record::new(calibration)))
}

/// Contents of `run.json`: by it the folder is known as ours.
#[derive(Serialize)]
struct Record<'a> {
    program: &'static str,
    version: &'a str,
    command: &'static str,
    inputs: &'a [Input],
}

impl<'a> Record<'a> {
    fn new(calibration: &'a Calibration) -> Self {
        Self {
            program: folder::PROGRAM,
            version: calibration.version,
            command: "calibrate",
            inputs: &calibration.inputs,
        }
    }
}
