//! Ties row by row, and today's differences.

use super::{at, better, reserve, side, tie};
use crate::decision::break_even::{BreakEven, MapRow, Root, TiedMeasure};
use crate::report::findings::Subject;
use crate::report::inputs;
use crate::report::language::say;
use crate::report::table::{Column, Entry, Table};
use crate::report::terms::measure;

pub(super) fn all(found: &BreakEven, subject: Subject) -> Vec<Table> {
    let tables = Tables { found, subject };
    vec![tables.ties(), tables.today()]
}

/// What both tables share: rows of figures, and a caption that names the two reserves.
#[derive(Clone, Copy)]
struct Tables<'a> {
    found: &'a BreakEven,
    subject: Subject<'a>,
}

impl Tables<'_> {
    /// A table of figures.
    fn table(self, id: &'static str, caption: &str, columns: Vec<Column>, rows: Vec<Vec<Entry>>) -> Table {
        let (tongue, found, subject) = (self.subject.tongue, self.found, self.subject);
        let (a, b) = (reserve(subject, &found.a), reserve(subject, &found.b));
        let caption = say!(tongue, caption, a = a, b = b, source = subject.source());
        let measure = Column::words("measure", say!(tongue, "sweep-head-measure"));
        Table { tongue, id, caption, columns: std::iter::once(measure).chain(columns).collect(), rows }
    }

    fn measure(self, one: &TiedMeasure) -> Entry {
        let key = one.figure.to_string();
        Entry::words(key, measure::figure(self.subject.tongue, one.figure))
    }

    /// Row by row where the two tie.
    fn ties(self) -> Table {
        let (tongue, found, subject) = (self.subject.tongue, self.found, self.subject);
        let ties = say!(tongue, "break-even-head-tie", x = side(subject, &found.x));
        let is_share = inputs::is_share(&found.x.axis.address);
        let columns = vec![
            Column::number("y", side(subject, &found.y)),
            if is_share { Column::interval("x", ties) } else { Column::number("x", ties) },
            Column::words("better_below", say!(tongue, "break-even-head-below")),
            Column::number("left", say!(tongue, "break-even-head-left")),
        ];
        let of = |one| move |row| self.row(one, row);
        let rows = found.measures.iter().flat_map(|one| one.rows.iter().flat_map(of(one))).collect();
        self.table("break-even", "break-even-caption", columns, rows)
    }

    /// The ties of one row of the map; a row that has none says who is better.
    fn row(self, one: &TiedMeasure, row: &MapRow) -> Vec<Vec<Entry>> {
        let (found, subject) = (self.found, self.subject);
        let start = || [self.measure(one), Entry::Told(row.y, at(subject, &found.y, row.y))];
        let told = |root: &Root| {
            let x = match inputs::is_share(&found.x.axis.address) {
                true => Entry::Interval(root.x),
                false => Entry::Told(root.x.value, tie(subject, &found.x, root.x)),
            };
            let left = subject.tongue.number(root.left, 2);
            let below = better(found, root.first_is_better_below);
            let end = [x, Entry::words(below, subject.names.reserve(below)), Entry::Told(root.left, left)];
            start().into_iter().chain(end).collect()
        };
        if !row.line.roots.is_empty() {
            return row.line.roots.iter().map(told).collect();
        }
        let throughout = row.line.first_is_better_throughout.map(|first| better(found, first));
        let words = throughout.map_or(Entry::Nothing, |id| {
            let told = say!(subject.tongue, "break-even-throughout", reserve = subject.names.reserve(id));
            Entry::words(format!("{id} throughout"), told)
        });
        vec![start().into_iter().chain([Entry::Nothing, words, Entry::Nothing]).collect()]
    }

    /// Today's differences, and those of the market alone.
    fn today(self) -> Table {
        let tongue = self.subject.tongue;
        let columns = vec![
            Column::interval("advantage", say!(tongue, "break-even-head-advantage")),
            Column::interval("market", say!(tongue, "break-even-head-market")),
        ];
        let row = |one: &TiedMeasure| vec![self.measure(one), Entry::Interval(one.today), Entry::interval(one.market)];
        self.table("today", "break-even-caption-today", columns, self.found.measures.iter().map(row).collect())
    }
}
