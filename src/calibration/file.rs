//! One file of prices: its dialect, its dates and its columns.
//!
//! The header tells the dialect: a semicolon in it makes a file of semicolons, in which numbers may have a decimal
//! comma. A file with a column `close` or `price` holds one asset, called as the file is; in any other, each
//! column but `date` is an asset.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::CalibrationError;
use super::fault::{Fault, FaultKind};
use crate::calendar::Day;

/// Most bytes of a file of prices.
const LIMIT: u64 = 64 << 20;
/// Most rows: a century of days.
const MOST_ROWS: usize = 40_000;
/// Most columns, of which few may be wanted.
const MOST_COLUMNS: usize = 2_000;
/// Names of the one column of prices in a file of one asset, by preference.
const CLOSES: [&str; 4] = ["close", "adj close", "adj_close", "price"];

/// A file as it was read.
#[derive(Debug)]
pub(super) struct PriceFile {
    /// As it was named.
    pub name: String,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Day and line of each row, in the order of the file.
    pub rows: Vec<(Day, u64)>,
    /// The assets, each with a close a row.
    pub columns: Vec<Column>,
    /// What could not be taken.
    pub faults: Vec<Fault>,
}

/// The prices of one asset.
#[derive(Debug)]
pub(super) struct Column {
    pub asset: String,
    /// Which column of the file it is, from 1.
    pub place: usize,
    /// One a row; `None` where the cell is empty or at fault.
    pub closes: Vec<Option<f64>>,
}

/// Reads a file; of its assets those that are `wanted`.
pub(super) fn read(path: &Path, wanted: impl Fn(&str) -> bool) -> Result<PriceFile, CalibrationError> {
    let name = path.display().to_string();
    let bytes = bytes(path, &name)?;
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let text = String::from_utf8(bytes)
        .map_err(|_| CalibrationError::Unreadable(format!("{name} is not UTF-8 text: save it as UTF-8")))?;
    // Lines that end as on Windows would be counted one too low.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut file = PriceFile { name, sha256, rows: Vec::new(), columns: Vec::new(), faults: Vec::new() };
    file.take(&text, &stem, wanted)?;
    Ok(file)
}

fn bytes(path: &Path, name: &str) -> Result<Vec<u8>, CalibrationError> {
    let unreadable = |error: std::io::Error| CalibrationError::Unreadable(format!("{name} can't be read: {error}"));
    let about = path.metadata().map_err(unreadable)?;
    if !about.is_file() {
        return Err(CalibrationError::Unreadable(format!(
            "{name} is no file: name the CSV files of prices themselves"
        )));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > LIMIT {
        let limit = LIMIT >> 20;
        return Err(CalibrationError::Unreadable(format!("{name} is larger than {limit} MiB, the limit for prices")));
    }
    Ok(bytes)
}

impl PriceFile {
    fn take(&mut self, text: &str, stem: &str, wanted: impl Fn(&str) -> bool) -> Result<(), CalibrationError> {
        let is_semicolons = text.lines().next().is_some_and(|header| header.contains(';'));
        let delimiter = if is_semicolons { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut date = None;
        let mut cells = 0;
        let mut seen = BTreeMap::new();
        while reader.read_record(&mut record).map_err(|error| self.refused(&format!("this is not CSV: {error}")))? {
            let row = record.position().map_or(0, csv::Position::line);
            let Some(date) = date else {
                date = Some(self.take_header(&record, stem, &wanted)?);
                cells = record.len();
                continue;
            };
            if self.rows.len() >= MOST_ROWS {
                return Err(self.refused(&format!("it has more than {MOST_ROWS} rows, the limit for prices")));
            }
            if record.len() != cells {
                let message = format!("this row has {} cells where the header has {cells}", record.len());
                self.faults.push(Fault::new(FaultKind::Unreadable, &self.name, message).on(row, None));
            } else if let Some(day) = self.day(&record, date, row, &mut seen) {
                self.take_row(&record, day, row, is_semicolons);
            }
        }
        if date.is_none() { Err(self.refused("it is empty: the first row names the columns")) } else { Ok(()) }
    }

    fn refused(&self, why: &str) -> CalibrationError {
        CalibrationError::Unreadable(format!("{}: {why}", self.name))
    }

    /// Finds the columns; returns which one holds the dates.
    fn take_header(
        &mut self,
        header: &csv::StringRecord,
        stem: &str,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<usize, CalibrationError> {
        if header.len() > MOST_COLUMNS {
            return Err(self.refused(&format!("it has more than {MOST_COLUMNS} columns, the limit for prices")));
        }
        let names: Vec<&str> = header.iter().map(str::trim).collect();
        let called = |name: &str| names.iter().position(|other| other.eq_ignore_ascii_case(name));
        let date =
            called("date").ok_or_else(|| self.refused("it has no column \"date\": name one so in the first row"))?;
        let close = CLOSES.iter().find_map(|name| called(name));
        let columns: Vec<(usize, &str)> = match close {
            Some(close) => vec![(close, stem)],
            None => names
                .iter()
                .enumerate()
                .filter(|(place, _)| *place != date)
                .map(|(place, name)| (place, *name))
                .collect(),
        };
        for (place, asset) in columns {
            if wanted(asset) {
                self.check_name(asset, place)?;
                self.columns.push(Column { asset: asset.to_owned(), place: place + 1, closes: Vec::new() });
            }
        }
        Ok(date)
    }

    /// A name that a scenario can hold.
    fn check_name(&self, asset: &str, place: usize) -> Result<(), CalibrationError> {
        let inside = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
        if (1..=64).contains(&asset.len()) && asset.chars().all(inside) {
            return Ok(());
        }
        let shown: String = asset.chars().take(40).collect();
        let mend = "an asset is called by 1 to 64 letters (a-z, A-Z), digits, `_` or `-`; rename it, or choose others with --assets";
        Err(self.refused(&format!("column {} is called \"{shown}\", which names no asset: {mend}", place + 1)))
    }

    /// The day of a row, if it comes after the row before.
    fn day(&mut self, record: &csv::StringRecord, date: usize, row: u64, seen: &mut BTreeMap<Day, u64>) -> Option<Day> {
        let text = record.get(date).unwrap_or_default().trim();
        let (kind, day, message) = match (text.parse::<Day>(), self.rows.last()) {
            (Err(error), _) => (FaultKind::Unreadable, None, error.to_string()),
            (Ok(day), last) => match (seen.get(&day), last) {
                (Some(first), _) => {
                    let message = format!("the date {day} stands twice: row {first} has it too; keep one of them");
                    (FaultKind::Duplicate, Some(day), message)
                }
                (None, Some((before, at))) if day < *before => {
                    let message =
                        format!("the date {day} comes after {before} in row {at}: sort the rows from old to new");
                    (FaultKind::OutOfOrder, Some(day), message)
                }
                _ => {
                    seen.insert(day, row);
                    return Some(day);
                }
            },
        };
        let fault = Fault::new(kind, &self.name, message).on(row, day);
        self.faults.push(Fault { column: Some(date + 1), ..fault });
        None
    }

    fn take_row(&mut self, record: &csv::StringRecord, day: Day, row: u64, has_decimal_commas: bool) {
        self.rows.push((day, row));
        for column in &mut self.columns {
            let text = record.get(column.place - 1).unwrap_or_default().trim();
            let close = match close(text, has_decimal_commas) {
                Ok(close) => close,
                Err((kind, why)) => {
                    let fault = Fault::new(kind, &self.name, why).on(row, Some(day));
                    self.faults.push(fault.of(column.place, &column.asset));
                    None
                }
            };
            column.closes.push(close);
        }
    }
}

/// The price in a cell; `None` in an empty one.
fn close(text: &str, has_decimal_commas: bool) -> Result<Option<f64>, (FaultKind, String)> {
    if text.is_empty() {
        return Ok(None);
    }
    let shown: String = text.chars().take(40).collect();
    let number = if has_decimal_commas && !text.contains('.') { text.replacen(',', ".", 1) } else { text.to_owned() };
    // `parse` would also take words such as "nan" and "inf".
    let is_written_in_digits = number.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    match number.parse::<f64>().ok().filter(|number| is_written_in_digits && number.is_finite()) {
        Some(price) if price > 0.0 => Ok(Some(price)),
        Some(price) => {
            let mend = "a price is above 0; correct it, or leave the cell empty where there was none";
            Err((FaultKind::NotPositive, format!("the price is {price}: {mend}")))
        }
        None => {
            let mend = "write digits without separators of thousands, or leave the cell empty where there was no price";
            Err((FaultKind::Unreadable, format!("\"{shown}\" is not a price: {mend}")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(name: &str, text: &[u8]) -> Result<PriceFile, CalibrationError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        read(&path, |_| true).map(|file| PriceFile { name: name.to_owned(), ..file })
    }

    fn said(text: &str) -> Vec<String> {
        let file = read_text("p.csv", text.as_bytes()).unwrap();
        file.faults.iter().map(|fault| fault.to_string().split_once("p.csv").unwrap().1.to_owned()).collect()
    }

    #[test]
    fn a_wide_file_and_a_file_of_one_asset_are_told_apart() {
        let wide = read_text("wide.csv", b"date,BTC,ETH\n2024-01-01,1,2\n2024-01-02,,3\n").unwrap();
        assert_eq!(wide.columns.iter().map(|column| column.asset.as_str()).collect::<Vec<_>>(), ["BTC", "ETH"]);
        assert_eq!(wide.columns[0].closes, [Some(1.0), None]);
        let single = read_text("SOL.csv", b"Date,open,Close,volume\n2024-01-01,1,2,3\n").unwrap();
        assert_eq!((single.columns.len(), single.columns[0].asset.as_str(), single.columns[0].place), (1, "SOL", 3));
        assert_eq!(single.columns[0].closes, [Some(2.0)]);
    }

    #[test]
    fn every_dialect_gives_the_same_prices() {
        let plain = read_text("x.csv", b"date,A\n2024-01-01,1234.5\n2024-01-02,2\n").unwrap();
        for text in [
            "\u{feff}date,A\r\n2024-01-01,1234.5\r\n2024-01-02,2\r\n",
            "date;A\n2024-01-01;1234,5\n2024-01-02;2\n",
            "date;A\r\n2024-01-01;1234.5\r\n2024-01-02;2,0",
            "\"date\",\"A\"\n\"2024-01-01\",\"1234.5\"\n\n2024-01-02, 2 \n",
        ] {
            let file = read_text("x.csv", text.as_bytes()).unwrap();
            assert_eq!(file.columns[0].closes, plain.columns[0].closes, "{text:?}");
            assert_eq!(file.faults, []);
        }
    }

    #[test]
    fn what_would_need_a_choice_is_a_fault_with_its_place() {
        assert_eq!(
            said("date,A\n2024-01-01,1\n2024-01-01,2\n2023-12-31,3\n"),
            [
                ", row 3, column 1: the date 2024-01-01 stands twice: row 2 has it too; keep one of them",
                ", row 4, column 1: the date 2023-12-31 comes after 2024-01-01 in row 2: sort the rows from old to new",
            ]
        );
        assert_eq!(
            said(
                "date,A\n2024-01-01,0\n2024-01-02,-3\n01.02.2024,1\n2024-01-04,nan\n2024-01-05,1\u{a0}000\n2024-01-06\n"
            ),
            [
                ", row 2, column 2 (A): the price is 0: a price is above 0; correct it, or leave the cell empty where there was none",
                ", row 3, column 2 (A): the price is -3: a price is above 0; correct it, or leave the cell empty where there was none",
                ", row 4, column 1: \"01.02.2024\" is not a date: write YYYY-MM-DD, such as 2024-02-29",
                ", row 5, column 2 (A): \"nan\" is not a price: write digits without separators of thousands, or leave the cell empty where there was no price",
                ", row 6, column 2 (A): \"1\u{a0}000\" is not a price: write digits without separators of thousands, or leave the cell empty where there was no price",
                ", row 7: this row has 1 cells where the header has 2",
            ]
        );
        let of_windows = said("date,A\r\n2024-01-01,1\r\n2024-01-02,0\r\n");
        assert!(of_windows[0].starts_with(", row 3, column 2 (A): the price is 0"), "{of_windows:?}");
        assert_eq!(said("date;A\n2024-01-01;1.234,5\n").len(), 1, "both a point and a comma");
        assert_eq!(said("date,A\n2024-01-01,\"1,5\"\n").len(), 1, "a comma in a file of commas may part thousands");
    }

    #[test]
    fn a_file_that_holds_no_prices_is_refused() {
        let refused = |text: &[u8]| read_text("p.csv", text).unwrap_err().to_string();
        assert!(refused(b"").ends_with("p.csv: it is empty: the first row names the columns"));
        assert!(refused(b"day,A\n").ends_with("it has no column \"date\": name one so in the first row"));
        assert!(refused(b"date,A B\n").contains("column 2 is called \"A B\", which names no asset"));
        assert!(refused(b"date,A\n2024-01-01,\xff\n").contains("is not UTF-8 text"));
        let error = read(Path::new("."), |_| true).unwrap_err().to_string();
        assert!(error.contains("is no file"), "{error}");
    }
}
