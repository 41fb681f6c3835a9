//! A table in its three forms.

use super::{Column, Entry, Table};
use crate::report::escape;
use crate::report::sheet::Sheet;

/// Ends of the names in CSV of the columns of a figure: itself, its interval, its range.
const ENDS: [&str; 5] = ["", "_low", "_high", "_range_low", "_range_high"];

/// What a document must load to hold a table; the letters of Russian and Kazakh have fonts of their own.
const NEEDS: &str = "% Needs \\usepackage{booktabs} and \\usepackage{graphicx}, in a UTF-8 document; letters of Cyrillic need\n\
                     % \\usepackage[T2A]{fontenc}, or XeLaTeX or LuaLaTeX with a font that has them.\n";

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

    /// A LaTeX table with booktabs; needs an engine that reads UTF-8.
    pub fn to_latex(&self) -> String {
        let row = |cells: Vec<String>| format!("    {} \\\\\n", cells.join(" & "));
        let sides: String = self.columns.iter().map(|column| if column.is_figure() { 'r' } else { 'l' }).collect();
        let head = row(self.columns.iter().map(|column| escape::latex(&column.head)).collect());
        let rows: String = self
            .rows
            .iter()
            .map(|entries| row(entries.iter().map(|entry| escape::latex(&entry.text(self.tongue))).collect()))
            .collect();
        let (caption, id) = (escape::latex(&self.caption), self.id);
        format!(
            "{NEEDS}\\begin{{table}}\n  \\centering\n  \\caption{{{caption}}}\n  \\label{{tab:{id}}}\n  \
             \\resizebox{{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}}{{!}}{{%\n  \
             \\begin{{tabular}}{{{sides}}}\n    \\toprule\n{head}    \\midrule\n{rows}    \\bottomrule\n  \
             \\end{{tabular}}}}\n\\end{{table}}\n"
        )
    }

    /// Bare figures, intervals and ranges in columns of their own; the same bytes in every language.
    pub fn to_sheet(&self) -> Sheet {
        let is_ranged = |place: usize| self.rows.iter().any(|row| row[place].is_ranged());
        let width = |(place, column): (usize, &Column)| match column.has_intervals() {
            true if is_ranged(place) => ENDS.len(),
            true => 3,
            false => 1,
        };
        let widths: Vec<usize> = self.columns.iter().enumerate().map(width).collect();
        let names = |(column, width): (&Column, &usize)| -> Vec<String> {
            ENDS.iter().take(*width).map(|end| format!("{}{end}", column.key)).collect()
        };
        let row = |entries: &Vec<Entry>| {
            entries.iter().zip(&widths).flat_map(|(entry, width)| entry.fields(*width)).collect()
        };
        let header = self.columns.iter().zip(&widths).flat_map(names).collect();
        Sheet { header, rows: self.rows.iter().map(row).collect() }
    }
}
