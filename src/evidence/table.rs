//! Rows of a CSV file by the names of their columns; what is wrong is told with its line and column.

use std::path::Path;

use super::stretch::Stretch;
use crate::calendar::Day;
use crate::scenario::{Cell, Fault, ScenarioError, hidden, parse_csv, quoted, read_csv};

/// The names of the columns of a table.
#[derive(Debug, Default)]
struct Columns(Vec<String>);

/// One row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'t> {
    columns: &'t Columns,
    cells: &'t [Cell],
}

/// Reads the rows of a file that has all the `required` columns.
pub(super) fn read<T>(
    path: &Path,
    required: &[&str],
    record: impl FnMut(Row<'_>) -> Result<T, Fault>,
) -> Result<Vec<T>, ScenarioError> {
    let mut reader = Reader::new(required, record);
    read_csv(path, |cells| reader.take(cells))?;
    reader.records(&path.to_string_lossy())
}

/// The same for text in hand, which messages call `name`.
pub(super) fn parse<T>(
    name: &str,
    text: &str,
    required: &[&str],
    record: impl FnMut(Row<'_>) -> Result<T, Fault>,
) -> Result<Vec<T>, ScenarioError> {
    let mut reader = Reader::new(required, record);
    parse_csv(name, text.to_owned(), |cells| reader.take(cells))?;
    reader.records(name)
}

struct Reader<'r, T, F> {
    required: &'r [&'r str],
    record: F,
    columns: Option<Columns>,
    records: Vec<T>,
}

impl<'r, T, F: FnMut(Row<'_>) -> Result<T, Fault>> Reader<'r, T, F> {
    const fn new(required: &'r [&'r str], record: F) -> Self {
        Self { required, record, columns: None, records: Vec::new() }
    }

    fn take(&mut self, cells: &[Cell]) -> Result<(), Fault> {
        let Some(columns) = &self.columns else {
            self.columns = Some(Columns::of(cells, self.required)?);
            return Ok(());
        };
        for cell in cells {
            if let Some(letter) = cell.text.chars().find(|letter| hidden(*letter) && *letter != '\n' && *letter != '\t')
            {
                let what =
                    format!("this cell holds a character that isn't seen, {}: delete it", letter.escape_unicode());
                return Err(Fault::new(what).at(cell.span));
            }
        }
        self.records.push((self.record)(Row { columns, cells })?);
        Ok(())
    }

    fn records(self, name: &str) -> Result<Vec<T>, ScenarioError> {
        if self.records.is_empty() {
            let what = format!("{name} has no rows: a table has a header and at least one row");
            return Err(ScenarioError::unread(what));
        }
        Ok(self.records)
    }
}

impl Columns {
    fn of(cells: &[Cell], required: &[&str]) -> Result<Self, Fault> {
        for (at, cell) in cells.iter().enumerate() {
            if !cell.text.is_empty() && cells[..at].iter().any(|other| other.text == cell.text) {
                return Err(Fault::new(format!("the column {} stands twice", quoted(&cell.text))).at(cell.span));
            }
        }
        let names: Vec<String> = cells.iter().map(|cell| cell.text.clone()).collect();
        match required.iter().find(|name| !names.iter().any(|other| other == **name)) {
            None => Ok(Self(names)),
            Some(missing) => {
                let near = names.iter().find(|name| strsim::damerau_levenshtein(name, missing) <= 2);
                let mend = near.map_or_else(
                    || "add it (commas stand between columns)".to_owned(),
                    |near| format!("is it the one called {}?", quoted(near)),
                );
                let place = cells.first().map(|cell| cell.span);
                let fault = Fault::new(format!("the table has no column {}: {mend}", quoted(missing)));
                Err(match place {
                    Some(place) => fault.at(place),
                    None => fault,
                })
            }
        }
    }
}

impl<'t> Row<'t> {
    /// The cell of a column; `None` where it is blank or the table has no such column.
    pub fn cell(&self, column: &str) -> Option<&'t Cell> {
        let at = self.columns.0.iter().position(|name| name == column)?;
        self.cells.get(at).filter(|cell| !cell.text.is_empty())
    }

    /// Whether the table has such a column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.0.iter().any(|name| name == column)
    }

    /// The cell of a column in which something must stand.
    pub fn required(&self, column: &str) -> Result<&'t Cell, Fault> {
        self.cell(column).ok_or_else(|| {
            let at = self.columns.0.iter().position(|name| name == column).unwrap_or(0);
            Fault::new(format!("this row has nothing in column {}", quoted(column))).at(self.cells[at].span)
        })
    }

    /// A fault of a cell: what stands there, in which column, and what is wrong with it.
    pub fn fault(cell: &Cell, column: &str, wrong: &str) -> Fault {
        Fault::new(format!("{} in column {} {wrong}", quoted(&cell.text), quoted(column))).at(cell.span)
    }

    /// What is written, as it stands; blank is `None`.
    pub fn text(&self, column: &str) -> Option<String> {
        self.cell(column).map(|cell| cell.text.clone())
    }

    /// A number from `low` to `high`.
    pub fn number(&self, column: &str, low: f64, high: f64) -> Result<Option<f64>, Fault> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        let number = cell.number(column)?;
        if (low..=high).contains(&number) {
            return Ok(Some(number));
        }
        let wanted = if high.is_finite() { format!("from {low} to {high}") } else { format!("of at least {low}") };
        Err(Self::fault(cell, column, &format!("is out of range: write a number {wanted}")))
    }

    /// A share of a whole.
    pub fn share(&self, column: &str) -> Result<Option<f64>, Fault> {
        self.number(column, 0.0, 1.0)
    }

    /// A date, of which month and day may be unknown.
    pub fn stretch(&self, column: &str) -> Result<Option<Stretch>, Fault> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        let wanted = "is not a date: write YYYY-MM-DD, or YYYY-MM or YYYY where no more is known";
        Stretch::parse(&cell.text).map(Some).ok_or_else(|| Self::fault(cell, column, wanted))
    }

    /// A day that must be there.
    pub fn day(&self, column: &str) -> Result<Day, Fault> {
        let cell = self.required(column)?;
        cell.text.parse().map_err(|_| Self::fault(cell, column, "is not a date: write YYYY-MM-DD"))
    }

    /// One of a few words; `None` where the cell is blank.
    pub fn word<W: Copy>(&self, column: &str, words: &[(&str, W)]) -> Result<Option<W>, Fault> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == cell.text) {
            return Ok(Some(*value));
        }
        let known = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        Err(Self::fault(cell, column, &format!("is not one of {known}")))
    }

    /// One of a few words, which must be there.
    pub fn required_word<W: Copy>(&self, column: &str, words: &[(&str, W)]) -> Result<W, Fault> {
        let cell = self.required(column)?;
        self.word(column, words)?.ok_or_else(|| Self::fault(cell, column, "is blank"))
    }

    /// An id, as scenarios have them; `None` where the cell is blank.
    pub fn id(&self, column: &str) -> Result<Option<String>, Fault> {
        self.cell(column).map(|cell| checked_id(cell, column, &cell.text)).transpose()
    }

    /// Ids with `;` between them.
    pub fn ids(&self, column: &str) -> Result<Vec<String>, Fault> {
        let Some(cell) = self.cell(column) else { return Ok(Vec::new()) };
        cell.text.split(';').map(|id| checked_id(cell, column, id.trim())).collect()
    }
}

fn checked_id(cell: &Cell, column: &str, id: &str) -> Result<String, Fault> {
    let inside = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    if (1..=64).contains(&id.len()) && id.chars().all(inside) && !id.starts_with('-') {
        return Ok(id.to_owned());
    }
    let wanted = "is not an id: write 1 to 64 letters, digits, - and _, not - first";
    Err(Row::fault(cell, column, wanted))
}
