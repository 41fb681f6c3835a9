//! Tables: the same rows for reading (Markdown), for print (LaTeX, booktabs) and for work (CSV).
//!
//! People read names and words in their language; CSV holds ids and words that are the same in all.

mod assumptions;
pub(in crate::report) mod beside;
mod caption;
mod checks;
mod comparison;
mod concentration;
mod convergence;
mod decision;
mod entry;
mod figures;
mod forms;
mod if_it_fails;
mod latex;
mod losses;
mod probabilities;
mod ranges;
mod removal;
mod tail_cells;
mod waterfall;

#[cfg(test)]
mod tests;

pub(super) use entry::{Column, Entry};

use super::language::{Tongue, say};
use super::names::Names;
use crate::assessment::Assessment;

/// A table.
pub(super) struct Table {
    /// What its words and figures are told in.
    pub tongue: Tongue,
    /// Names its files.
    pub id: &'static str,
    /// What it shows, with unit and horizon.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has as many entries as there are columns.
    pub rows: Vec<Vec<Entry>>,
}

/// What all tables of a run share.
#[derive(Clone, Copy)]
struct Subject<'a> {
    assessment: &'a Assessment,
    tongue: Tongue,
    names: Names<'a>,
}

impl Subject<'_> {
    /// A reserve by its id in CSV, by its name for people.
    fn reserve(self, id: &str) -> Entry {
        Entry::words(id, self.names.reserve(id))
    }

    /// The column of reserves.
    fn reserves(self) -> Column {
        Column::words("reserve", say!(self.tongue, "table-head-reserve"))
    }
}

/// All tables of a run; those without rows are left out.
pub(super) fn all(assessment: &Assessment, tongue: Tongue) -> Vec<Table> {
    let subject = Subject { assessment, tongue, names: Names::new(&assessment.register, tongue) };
    let tables = [
        figures::table(subject),
        losses::table(subject),
        if_it_fails::table(subject),
        removal::table(subject),
        comparison::table(subject),
        decision::of_reserves(subject),
        decision::of_pairs(subject),
        ranges::table(subject),
        waterfall::table(subject),
        tail_cells::table(subject),
        concentration::of_groups(subject),
        concentration::of_reserves(subject),
        probabilities::table(subject),
        checks::table(subject),
        convergence::table(subject),
        assumptions::table(subject),
    ];
    tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
}
