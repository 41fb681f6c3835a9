//! Every path in a table: `paths.csv` or `paths.parquet`, one row a path and reserve.

mod columns;
#[cfg(feature = "parquet")]
mod parquet;
mod stored;

use std::fs::File;
use std::io::BufWriter;

use super::{ReportError, Unfinished};
use crate::outcome::{Cell, Outcomes, PathRecord};
use crate::scenario::Scenario;
use columns::{Columns, Value};
pub(super) use stored::yields;

/// In which form paths are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text that every program reads.
    Csv,
    /// Columns, a tenth of the size. Only in programs built with the feature `parquet`.
    Parquet,
}

/// Writes records, chunk by chunk, into a run's folder that isn't complete yet.
///
/// Memory stays that of one chunk. Without [`Writer::finish`] the file isn't whole.
pub struct Writer {
    columns: Columns,
    sink: Sink,
}

enum Sink {
    Csv(csv::Writer<BufWriter<File>>),
    #[cfg(feature = "parquet")]
    Parquet(parquet::Rows),
}

impl Writer {
    /// Begins the file. There is a column for every booked cell that `outcomes` knows of any reserve.
    ///
    /// # Errors
    ///
    /// When the disk refuses, or when Parquet is asked of a program built without it.
    pub fn begin(
        folder: &Unfinished,
        format: Format,
        scenario: &Scenario,
        outcomes: &Outcomes,
    ) -> Result<Self, ReportError> {
        let mut cells: Vec<Cell> =
            outcomes.reserves.iter().flat_map(|reserve| &reserve.cell_means).map(|(cell, _)| *cell).collect();
        cells.sort_unstable();
        cells.dedup();
        let columns = Columns::new(scenario, outcomes.paths, cells);
        let sink = match format {
            Format::Csv => Sink::Csv(begin_csv(folder, &columns)?),
            #[cfg(feature = "parquet")]
            Format::Parquet => Sink::Parquet(parquet::Rows::begin(folder, &columns)?),
            #[cfg(not(feature = "parquet"))]
            Format::Parquet => return Err(ReportError::WithoutParquet),
        };
        Ok(Self { columns, sink })
    }

    /// Appends some records.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn append(&mut self, records: &[PathRecord]) -> Result<(), ReportError> {
        match &mut self.sink {
            Sink::Csv(writer) => {
                for record in records {
                    let row = self.columns.row(record);
                    writer.write_record(row.iter().map(written)).map_err(refused)?;
                }
                Ok(())
            }
            #[cfg(feature = "parquet")]
            Sink::Parquet(rows) => rows.append(&self.columns, records),
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    ///
    /// When the disk refuses.
    pub fn finish(self) -> Result<(), ReportError> {
        match self.sink {
            Sink::Csv(mut writer) => writer.flush().map_err(|source| refused(source.into())),
            #[cfg(feature = "parquet")]
            Sink::Parquet(rows) => rows.finish(),
        }
    }
}

fn begin_csv(folder: &Unfinished, columns: &Columns) -> Result<csv::Writer<BufWriter<File>>, ReportError> {
    let path = folder.path().join("paths.csv");
    let file = File::create(&path).map_err(ReportError::not_written(&path))?;
    let mut writer = csv::Writer::from_writer(BufWriter::new(file));
    writer.write_record(columns.names()).map_err(refused)?;
    Ok(writer)
}

/// Ids are letters, digits, `-` and `_`; one that begins with `-` may not become a formula.
fn written(value: &Value) -> String {
    match value {
        Value::Whole(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => super::escape::csv(text),
    }
}

fn refused(error: csv::Error) -> ReportError {
    let reason = error.to_string();
    let source = match error.into_kind() {
        csv::ErrorKind::Io(source) => source,
        _ => std::io::Error::other(reason),
    };
    ReportError::NotWritten { path: "paths.csv".into(), source }
}
