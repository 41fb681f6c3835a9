//! Paths as Parquet: one row group a chunk, compressed with Snappy.

use std::fs::File;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::columns::{Columns, Value};
use crate::outcome::PathRecord;
use crate::report::{ReportError, Unfinished};

/// The file in work.
pub(super) struct Rows(SerializedFileWriter<File>);

impl Rows {
    /// Begins `paths.parquet`.
    pub fn begin(folder: &Unfinished, columns: &Columns) -> Result<Self, ReportError> {
        let path = folder.path().join("paths.parquet");
        let file = File::create(&path).map_err(ReportError::not_written(&path))?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let schema = schema(columns).map_err(refused)?;
        SerializedFileWriter::new(file, schema, Arc::new(properties)).map(Self).map_err(refused)
    }

    /// Appends a row group.
    pub fn append(&mut self, columns: &Columns, records: &[PathRecord]) -> Result<(), ReportError> {
        let rows: Vec<Vec<Value>> = records.iter().map(|record| columns.row(record)).collect();
        let mut group = self.0.next_row_group().map_err(refused)?;
        for column in 0..columns.names().count() {
            write_column(&mut group, rows.iter().map(|row| &row[column])).map_err(refused)?;
        }
        group.close().map(|_| ()).map_err(refused)
    }

    /// Ends the file.
    pub fn finish(self) -> Result<(), ReportError> {
        self.0.close().map(|_| ()).map_err(refused)
    }
}

fn schema(columns: &Columns) -> Result<Arc<Type>, ParquetError> {
    let fields = columns.names().map(|name| {
        let physical = match name {
            "path" | "days_under_water" => Physical::INT64,
            "reserve" | "failed" => Physical::BYTE_ARRAY,
            _ => Physical::DOUBLE,
        };
        let words = (physical == Physical::BYTE_ARRAY).then_some(LogicalType::String);
        let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::REQUIRED);
        field.with_logical_type(words).build().map(Arc::new)
    });
    let fields = fields.collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder("path").with_fields(fields).build().map(Arc::new)
}

/// Writes the next column; all its values are of one kind.
fn write_column<'a>(
    group: &mut SerializedRowGroupWriter<File>,
    values: impl Iterator<Item = &'a Value>,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else { return Ok(()) };
    let (mut whole, mut numbers, mut words) = (Vec::new(), Vec::new(), Vec::new());
    for value in values {
        match value {
            Value::Whole(value) => whole.push(i64::try_from(*value).unwrap_or(i64::MAX)),
            Value::Number(value) => numbers.push(*value),
            Value::Text(value) => words.push(ByteArray::from(value.as_str())),
        }
    }
    if !whole.is_empty() {
        column.typed::<Int64Type>().write_batch(&whole, None, None)?;
    } else if !words.is_empty() {
        column.typed::<ByteArrayType>().write_batch(&words, None, None)?;
    } else if !numbers.is_empty() {
        column.typed::<DoubleType>().write_batch(&numbers, None, None)?;
    }
    column.close()
}

fn refused(error: ParquetError) -> ReportError {
    ReportError::NotWritten { path: "paths.parquet".into(), source: std::io::Error::other(error) }
}
