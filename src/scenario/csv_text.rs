//! CSV to cells with their places.

use super::source::{Fault, Span, quoted};
use super::toml_text::LARGEST;

/// One cell of a CSV file.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub text: String,
    pub span: Span,
}

impl Cell {
    /// The number in the cell of column `column`.
    pub fn number(&self, column: &str) -> Result<f64, Fault> {
        let number = self.text.trim().parse::<f64>().ok().filter(|number| number.abs() <= LARGEST);
        number.ok_or_else(|| {
            Fault::new(format!("{} in column {} is not a number", quoted(&self.text), quoted(column))).at(self.span)
        })
    }
}

/// Calls `with_row` with each row of the CSV text that begins at `base`, the header first.
pub(super) fn rows(
    text: &str,
    base: usize,
    mut with_row: impl FnMut(&[Cell]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut columns = None;
    let mut cells: Vec<Cell> = Vec::new();
    loop {
        let more = reader
            .read_record(&mut record)
            .map_err(|error| Fault::new(format!("this is not CSV: {error}")).at(Span { start: base, end: base }))?;
        if !more {
            return Ok(());
        }
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let spans = cell_spans(text, start, record.len());
        cells.clear();
        cells.extend(record.iter().zip(spans).map(|(cell, (start, end))| Cell {
            text: cell.trim().to_owned(),
            span: Span { start: base + start, end: base + end },
        }));
        let wanted = *columns.get_or_insert(cells.len());
        if cells.len() != wanted {
            let place = cells.last().map_or(Span { start: base, end: base }, |cell| cell.span);
            return Err(
                Fault::new(format!("this row has {} cells where the header has {wanted}", cells.len())).at(place)
            );
        }
        with_row(&cells)?;
    }
}

/// Where the `count` cells of the record at `start` begin and end.
fn cell_spans(text: &str, start: usize, count: usize) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = start;
    while matches!(bytes.get(at), Some(b'\n' | b'\r')) {
        at += 1;
    }
    let mut spans = Vec::with_capacity(count);
    let (mut from, mut in_quotes) = (at, false);
    while spans.len() < count {
        match bytes.get(at) {
            Some(b'"') => in_quotes = !in_quotes,
            Some(b',' | b'\n' | b'\r') if !in_quotes => {
                spans.push((from, at));
                from = at + 1;
            }
            Some(_) => {}
            None => spans.push((from.min(at), at)),
        }
        at = (at + 1).min(bytes.len());
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_where_they_stand() {
        let text = "id,name\r\n\r\na,\"x, y\"\nb,\n";
        let mut seen = Vec::new();
        rows(text, 100, |cells| {
            seen.extend(
                cells
                    .iter()
                    .map(|cell| (cell.text.clone(), text[cell.span.start - 100..cell.span.end - 100].to_owned())),
            );
            Ok(())
        })
        .unwrap();
        let pairs: Vec<(&str, &str)> = seen.iter().map(|(cell, raw)| (cell.as_str(), raw.as_str())).collect();
        let wanted = [("id", "id"), ("name", "name"), ("a", "a"), ("x, y", "\"x, y\""), ("b", "b"), ("", "")];
        assert_eq!(pairs, wanted);
    }

    #[test]
    fn a_row_of_another_length_is_refused() {
        let fault = rows("a,b\n1,2,3\n", 0, |_| Ok(())).unwrap_err();
        assert_eq!(fault.to_string(), "this row has 3 cells where the header has 2");
    }
}
