//! Paths as Parquet, read back with the reader of the format's own library.

use std::fs::File;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use crate::scratch::{SMALL, Scratch};

/// As `paths.csv` writes it.
fn text(field: &Field) -> String {
    match field {
        Field::Long(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        Field::Str(words) => words.clone(),
        other => panic!("no column of paths holds {other}"),
    }
}

#[test]
fn parquet_holds_what_csv_does() {
    let scratch = Scratch::new();
    for format in ["csv", "parquet"] {
        // More paths than one row group holds.
        scratch.linchpin(&["run", SMALL, "--paths", "9000", "--paths-out", format, "--out", format, "--quiet"]).well();
    }
    let reader = SerializedFileReader::new(File::open(scratch.path().join("parquet/paths.parquet")).unwrap()).unwrap();
    assert!(reader.num_row_groups() > 1);
    let columns = reader.metadata().file_metadata().schema_descr().columns();
    let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
    let csv = scratch.read("csv/paths.csv");
    let mut lines = csv.lines();
    assert_eq!(names.join(","), lines.next().unwrap());
    let mut rows = 0;
    for (row, line) in reader.get_row_iter(None).unwrap().zip(lines.by_ref()) {
        let cells: Vec<String> = row.unwrap().get_column_iter().map(|(_, field)| text(field)).collect();
        assert_eq!(cells.join(","), line);
        rows += 1;
    }
    assert_eq!((rows, lines.next()), (9000 * 2, None));
}
