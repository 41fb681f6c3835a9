//! Tables: the same rows for reading (Markdown), for print (LaTeX, booktabs) and for work (CSV).

mod assumptions;
pub(in crate::report) mod beside;
mod checks;
mod comparison;
mod convergence;
mod figures;
mod if_it_fails;
mod losses;
mod probabilities;
mod ranges;
mod removal;
mod tail_cells;

use super::escape;
use super::figure::{count, money, percent, percent_with_interval};
use super::names::Names;
use super::sheet::{Field, Sheet};
use crate::assessment::{Assessment, Estimate};

/// A table.
pub(super) struct Table {
    /// Names its files.
    pub id: &'static str,
    /// What it shows, with unit and horizon.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has as many entries as there are columns.
    pub rows: Vec<Vec<Entry>>,
}

/// Ends of the names in CSV of the columns of a figure: itself, its interval, its range.
const ENDS: [&str; 5] = ["", "_low", "_high", "_range_low", "_range_high"];

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Its name for people.
    pub head: String,
    /// Its name in CSV.
    pub key: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Words,
    Number,
    /// Three columns in CSV: value, low, high; two more where a figure of the column has a range.
    Interval,
}

impl Column {
    fn words(key: &'static str, head: &str) -> Self {
        Self { head: head.to_owned(), key, kind: Kind::Words }
    }

    fn number(key: &'static str, head: &str) -> Self {
        Self { head: head.to_owned(), key, kind: Kind::Number }
    }

    fn interval(key: &'static str, head: &str) -> Self {
        Self { head: head.to_owned(), key, kind: Kind::Interval }
    }

    /// Whether its entries are figures, and so set to the right.
    pub fn is_figure(&self) -> bool {
        self.kind != Kind::Words
    }
}

/// What stands in one place of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    /// Words.
    Words(String),
    /// A share, in percent.
    Share(f64),
    /// Money in a currency.
    Money(f64, String),
    /// A plain number.
    Plain(f64),
    /// A number, and how it is told to people.
    Told(f64, String),
    /// A share with its interval.
    Interval(Estimate),
    /// What could not be computed.
    Nothing,
}

impl Entry {
    fn interval(estimate: Option<Estimate>) -> Self {
        estimate.map_or(Self::Nothing, Self::Interval)
    }

    /// For people.
    pub fn text(&self) -> String {
        match self {
            Self::Words(words) => words.clone(),
            Self::Share(share) => percent(*share),
            Self::Money(amount, currency) => money(*amount, currency),
            Self::Plain(number) => number.to_string(),
            Self::Told(_, words) => words.clone(),
            Self::Interval(estimate) => percent_with_interval(*estimate),
            Self::Nothing => "–".to_owned(),
        }
    }

    /// Whether it is a figure with a range.
    fn is_ranged(&self) -> bool {
        matches!(self, Self::Interval(estimate) if estimate.range.is_some())
    }

    fn fields(&self, width: usize) -> Vec<Field> {
        let first = match self {
            Self::Words(words) => words.as_str().into(),
            Self::Share(number) | Self::Money(number, _) | Self::Plain(number) | Self::Told(number, _) => {
                (*number).into()
            }
            Self::Interval(Estimate { value, low, high, range }) => {
                let ends = range.map_or([None; 2], |ends| [Some(ends.low), Some(ends.high)]);
                let all = [Some(*value), Some(*low), Some(*high), ends[0], ends[1]];
                return all.map(Into::into).into_iter().take(width).collect();
            }
            Self::Nothing => Field::Nothing,
        };
        std::iter::once(first).chain(std::iter::repeat_n(Field::Nothing, width - 1)).collect()
    }
}

impl Table {
    /// Markdown with a caption below.
    pub fn to_markdown(&self) -> String {
        let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut text = row(self.columns.iter().map(|column| escape::markdown(&column.head)).collect());
        let rules = self.columns.iter().map(|column| if column.is_figure() { "---:" } else { "---" }.to_owned());
        text.push_str(&row(rules.collect()));
        for entries in &self.rows {
            text.push_str(&row(entries.iter().map(|entry| escape::markdown(&entry.text())).collect()));
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
            .map(|entries| row(entries.iter().map(|entry| escape::latex(&entry.text())).collect()))
            .collect();
        let (caption, id) = (escape::latex(&self.caption), self.id);
        format!(
            "% Needs \\usepackage{{booktabs}} and \\usepackage{{graphicx}}; in a UTF-8 document.\n\\begin{{table}}\n  \
             \\centering\n  \\caption{{{caption}}}\n  \\label{{tab:{id}}}\n  \
             \\resizebox{{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}}{{!}}{{%\n  \
             \\begin{{tabular}}{{{sides}}}\n    \\toprule\n{head}    \\midrule\n{rows}    \\bottomrule\n  \
             \\end{{tabular}}}}\n\\end{{table}}\n"
        )
    }

    /// Bare figures, intervals and ranges in columns of their own.
    pub fn to_sheet(&self) -> Sheet {
        let is_ranged = |place: usize| self.rows.iter().any(|row| row[place].is_ranged());
        let width = |(place, column): (usize, &Column)| match column.kind {
            Kind::Interval if is_ranged(place) => ENDS.len(),
            Kind::Interval => 3,
            Kind::Words | Kind::Number => 1,
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

/// What all tables of a run share.
#[derive(Clone, Copy)]
struct Subject<'a> {
    assessment: &'a Assessment,
    names: Names<'a>,
}

impl Subject<'_> {
    /// The caption with where the figures come from; brackets hold ranges where inputs were run at their ends.
    fn caption(self, what: &str) -> String {
        let ranged = self.assessment.summary.ranges.as_ref().is_some_and(|ranges| ranges.not_run.is_none());
        self.captioned(what, if ranged { "brackets: low to high of the assumptions" } else { "95% intervals" })
    }

    /// The same for figures that have intervals alone.
    fn caption_of_intervals(self, what: &str) -> String {
        self.captioned(what, "95% intervals")
    }

    fn captioned(self, what: &str, brackets: &str) -> String {
        let (scenario, run) = (&self.assessment.summary.scenario, &self.assessment.summary.run);
        let hash: String = scenario.hash.chars().take(8).collect();
        format!(
            "{what}; {} days, {brackets}. Linchpin {}, scenario {} ({hash}), seed {}, {} paths. Model output, not a forecast.",
            count(self.assessment.register.horizon_days),
            run.version,
            scenario.name,
            run.seed,
            count(run.paths)
        )
    }
}

/// All tables of a run; those without rows are left out.
pub(super) fn all(assessment: &Assessment) -> Vec<Table> {
    let subject = Subject { assessment, names: Names::new(&assessment.register) };
    let tables = [
        figures::table(subject),
        losses::table(subject),
        if_it_fails::table(subject),
        removal::table(subject),
        comparison::table(subject),
        ranges::table(subject),
        tail_cells::table(subject),
        probabilities::table(subject),
        checks::table(subject),
        convergence::table(subject),
        assumptions::table(subject),
    ];
    tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn every_row_of_every_table_is_as_wide_as_its_header() {
        for table in all(&fixture::assessment(3)) {
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.id);
            let sheet = table.to_sheet();
            assert!(sheet.rows.iter().all(|row| row.len() == sheet.header.len()), "{}", table.id);
        }
    }

    #[test]
    fn a_table_is_written_in_three_forms() {
        let table = Table {
            id: "x",
            caption: "Caption, 5%.".to_owned(),
            columns: vec![Column::words("name", "Name"), Column::interval("es", "ES 99%")],
            rows: vec![
                vec![Entry::Words("a_b|c".to_owned()), Entry::Interval(Estimate::between(0.5, 0.4, 0.6))],
                vec![Entry::Words("=1".to_owned()), Entry::Nothing],
            ],
        };
        let markdown =
            "| Name | ES 99% |\n| --- | ---: |\n| a\\_b\\|c | 50% (40% to 60%) |\n| =1 | – |\n\nCaption, 5%.\n";
        assert_eq!(table.to_markdown(), markdown);
        assert!(table.to_latex().contains("    a\\_b\\textbar{}c & 50\\% (40\\% to 60\\%) \\\\\n"));
        let csv = String::from_utf8(table.to_sheet().to_csv()).unwrap();
        assert_eq!(csv, "name,es,es_low,es_high\na_b|c,0.5,0.4,0.6\n'=1,,,\n");
    }
}
