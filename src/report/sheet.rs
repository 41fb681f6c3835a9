//! A sheet of figures, written as CSV or as a page of a workbook.

use super::escape;

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Field {
    /// Words.
    Text(String),
    /// A figure.
    Number(f64),
    /// A share, which a workbook shows in percent.
    Share(f64),
    /// Money, which a workbook shows without cents.
    Money(f64),
    /// Nothing: what could not be computed.
    Nothing,
}

impl Field {
    /// A share, where there is one.
    pub fn share(share: Option<f64>) -> Self {
        share.filter(|share| !share.is_nan()).map_or(Self::Nothing, Self::Share)
    }

    /// The number in the cell; none where it is words, nothing or not finite.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) | Self::Share(number) | Self::Money(number) => Some(*number),
            Self::Text(_) | Self::Nothing => None,
        }
        .filter(|number| number.is_finite())
    }
}

impl From<f64> for Field {
    fn from(number: f64) -> Self {
        // What is not told is no number.
        if number.is_nan() { Self::Nothing } else { Self::Number(number) }
    }
}

impl From<Option<f64>> for Field {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Nothing, Self::from)
    }
}

impl From<&str> for Field {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Field {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Rows under a header; every row has as many cells as the header.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// Names of the columns.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Field>>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(header: &[&str]) -> Self {
        Self { header: header.iter().map(|&name| name.to_owned()).collect(), rows: Vec::new() }
    }

    /// One more row.
    pub fn push<const N: usize>(&mut self, row: [Field; N]) {
        self.rows.push(row.into());
    }

    /// The sheet as CSV: comma, UTF-8, `\n`, numbers with as many digits as it takes to read them back.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        // A vector takes every byte, so none of these can fail.
        let _ = writer.write_record(self.header.iter().map(|name| escape::csv(name)));
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(written));
        }
        writer.into_inner().unwrap_or_default()
    }
}

fn written(field: &Field) -> String {
    match field {
        Field::Text(text) => escape::csv(text),
        figure => figure.number().map_or_else(String::new, |number| number.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_name_stays_in_its_cell_and_is_no_formula() {
        let mut sheet = Sheet::new(&["name", "value"]);
        sheet.push(["=HYPERLINK(\"x\"),\n1".into(), Field::Number(-0.25)]);
        sheet.push(["plain".into(), Field::Number(f64::NAN)]);
        let text = String::from_utf8(sheet.to_csv()).unwrap();
        assert_eq!(text, "name,value\n\"'=HYPERLINK(\"\"x\"\"), 1\",-0.25\nplain,\n");
    }
}
