//! An answer on a terminal.

use crate::cli::wording::{COLUMNS, clean, cut, files, width, wrapped};
use crate::report::{Told, Written};

/// Between columns.
const GAP: usize = 2;
/// No column of words becomes narrower.
const NARROWEST: usize = 10;

/// The finding, its sentences, the first rows of its table, and where everything is.
pub(super) fn answer(told: &Told, folder: &str, written: &Written) -> String {
    let mut lines = wrapped("", "", &clean(&told.title));
    for sentence in &told.sentences {
        lines.push(String::new());
        lines.extend(wrapped("", "", &clean(sentence)));
    }
    if !told.rows.is_empty() {
        lines.push(String::new());
        lines.extend(table(told));
        if told.more_rows > 0 {
            lines.push(format!("… {} more rows in the tables", told.more_rows));
        }
    }
    lines.push(String::new());
    let words = format!("{}, {}; read report.html first", clean(folder), files(written));
    lines.extend(wrapped("Written: ", "  ", &words));
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// Columns side by side; those of words give way where all are wider than a line.
fn table(told: &Told) -> Vec<String> {
    let heads: Vec<String> = told.heads.iter().map(|(head, _)| clean(head)).collect();
    let rows: Vec<Vec<String>> = told.rows.iter().map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
    let all = || std::iter::once(&heads).chain(&rows);
    let mut widths: Vec<usize> =
        (0..heads.len()).map(|column| all().map(|row| width(&row[column])).max().unwrap_or(0)).collect();
    let total = |widths: &[usize]| widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    while total(&widths) > COLUMNS {
        let words = (0..widths.len()).filter(|column| !told.heads[*column].1 && widths[*column] > NARROWEST);
        let wide = words.max_by_key(|column| widths[*column]).or_else(|| {
            (0..widths.len()).filter(|column| widths[*column] > NARROWEST).max_by_key(|column| widths[*column])
        });
        match wide {
            Some(column) => widths[column] -= 1,
            None => break,
        }
    }
    let cell = |column: usize, text: &str| {
        let text = cut(text, widths[column]);
        let blank = " ".repeat(widths[column] - width(&text));
        if told.heads[column].1 { format!("{blank}{text}") } else { format!("{text}{blank}") }
    };
    let line = |row: &Vec<String>| {
        row.iter().enumerate().map(|(column, text)| cell(column, text)).collect::<Vec<_>>().join(&" ".repeat(GAP))
    };
    all().map(line).collect()
}
