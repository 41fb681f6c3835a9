//! The folder of `evidence`: a fragment to include, every figure, the hazards as a sheet, and a page of words.

use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::folder::{PROGRAM, Unfinished};
use super::{ReportError, WriteOptions, Written, pretty};
use crate::evidence::Evidence;

/// What made the folder.
#[derive(Serialize)]
struct Record {
    program: &'static str,
    version: &'static str,
    verb: &'static str,
    tables: Vec<Table>,
}

#[derive(Serialize)]
struct Table {
    name: String,
    sha256: String,
}

/// Writes what the tables in the files `inputs` say into `out`.
///
/// # Errors
///
/// When something else stands there, or the disk refuses; the place is then as it was.
pub fn write_evidence(
    evidence: &Evidence,
    inputs: &[&Path],
    out: &Path,
    options: WriteOptions,
) -> Result<Written, ReportError> {
    let folder = Unfinished::begin(out, options)?;
    let tables = inputs.iter().map(|path| table(path)).collect::<Result<Vec<Table>, ReportError>>()?;
    let source = tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>().join(", ");
    folder.write("evidence.toml", evidence.fragment(&source).as_bytes())?;
    folder.write("evidence.json", &pretty(evidence))?;
    folder.write("evidence.txt", evidence.words().as_bytes())?;
    folder.write("hazards.csv", evidence.hazards_csv().as_bytes())?;
    let record = Record { program: PROGRAM, version: env!("CARGO_PKG_VERSION"), verb: "evidence", tables };
    folder.write("run.json", &pretty(&record))?;
    folder.complete()
}

/// The name of a table without its folder, which may differ from machine to machine, and what was in it.
fn table(path: &Path) -> Result<Table, ReportError> {
    let bytes = std::fs::read(path).map_err(ReportError::not_written(path))?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Table { name, sha256 })
}
