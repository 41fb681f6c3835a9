//! A table in its forms; for print, see `latex`.

use super::{Column, Entry, Table};
use crate::report::escape;
use crate::report::language::say;
use crate::report::sheet::{Field, Sheet};

/// Ends of the names in CSV of the columns of a figure: itself, its interval, its range.
const ENDS: [&str; 5] = ["", "_low", "_high", "_range_low", "_range_high"];

impl Table {
    /// Markdown with a caption below.
    pub fn to_markdown(&self) -> String {
        let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut text = row(self.columns.iter().map(|column| escape::markdown(&column.head)).collect());
        let rules = self.columns.iter().map(|column| if column.is_figure() { "---:" } else { "---" }.to_owned());
        text.push_str(&row(rules.collect()));
        for entries in &self.rows {
            text.push_str(&row(entries.iter().map(|entry| escape::markdown(&entry.text(self.tongue))).collect()));
        }
        format!("{text}\n{}\n", escape::markdown(&self.caption))
    }

    /// Bare figures, intervals and ranges in columns of their own; the same bytes in every language.
    pub fn to_sheet(&self) -> Sheet {
        self.laid_out(|column, end| format!("{}{}", column.key, ENDS[end]), Entry::fields)
    }

    /// The same cells in words for people, for a workbook.
    pub fn to_worksheet(&self) -> Sheet {
        let tongue = self.tongue;
        let head = |column: &Column, end: usize| {
            let head = column.head.as_str();
            match end {
                1 => say!(tongue, "workbook-head-interval-low", head = head),
                2 => say!(tongue, "workbook-head-interval-high", head = head),
                3 => say!(tongue, "workbook-head-range-low", head = head),
                4 => say!(tongue, "workbook-head-range-high", head = head),
                _ => head.to_owned(),
            }
        };
        self.laid_out(head, Entry::told_fields)
    }

    /// Columns in as many as they take, each named by itself and its end.
    fn laid_out(&self, head: impl Fn(&Column, usize) -> String, fields: fn(&Entry, usize) -> Vec<Field>) -> Sheet {
        let is_ranged = |place: usize| self.rows.iter().any(|row| row[place].is_ranged());
        let width = |(place, column): (usize, &Column)| match column.has_intervals() {
            true if is_ranged(place) => ENDS.len(),
            true => 3,
            false => 1,
        };
        let widths: Vec<usize> = self.columns.iter().enumerate().map(width).collect();
        let heads = |(column, width): (&Column, &usize)| (0..*width).map(|end| head(column, end)).collect::<Vec<_>>();
        let row = |entries: &Vec<Entry>| {
            entries.iter().zip(&widths).flat_map(|(entry, width)| fields(entry, *width)).collect()
        };
        let header = self.columns.iter().zip(&widths).flat_map(heads).collect();
        Sheet { header, rows: self.rows.iter().map(row).collect() }
    }
}
