//! Reserves of several runs or scenarios, each by itself and in pairs.

use super::{Column, Entry, Table};
use crate::assessment::Estimate;
use crate::pairing::{PairBeside, ReserveBeside};
use crate::report::beside::subject::Beside;
use crate::report::language::say;

/// Both tables.
pub(in crate::report) fn all(found: Beside) -> Vec<Table> {
    vec![pairs(found), reserves(found)]
}

fn level(found: Beside) -> String {
    found.level().map(|level| found.tongue().level(level)).unwrap_or_default()
}

fn table(found: Beside, id: &'static str, what: String, columns: Vec<Column>, rows: Vec<Vec<Entry>>) -> Table {
    let tongue = found.tongue();
    let caption = say!(tongue, "compare-table-caption", what = what, sides = found.sides(), source = found.source());
    Table { tongue, id, caption, columns, rows }
}

fn told(estimate: Option<Estimate>) -> Entry {
    Entry::interval(estimate.filter(|estimate| estimate.value.is_finite()))
}

fn points(estimate: Option<Estimate>) -> Entry {
    Entry::points(estimate.filter(|estimate| estimate.value.is_finite()))
}

/// A reserve, in CSV by its side and id.
fn reserve(found: Beside, side: char, id: &str) -> Entry {
    Entry::words(format!("{side}/{id}"), found.reserve(side, id))
}

fn pairs(found: Beside) -> Table {
    let tongue = found.tongue();
    let row = |pair: &PairBeside| {
        let paired = match pair.paired {
            true => Entry::words("yes", say!(tongue, "compare-table-yes")),
            false => Entry::words("no", say!(tongue, "compare-table-no")),
        };
        vec![
            reserve(found, pair.side_a, &pair.figures.a),
            reserve(found, pair.side_b, &pair.figures.b),
            paired,
            points(found.shortfall(pair)),
            points(pair.cost_difference_per_year),
            told(pair.figures.a_loses_more),
            Entry::quoted(pair.figures.not_compared.as_deref().unwrap_or_default()),
        ]
    };
    let mut rows: Vec<Vec<Entry>> = found.found.pairs.iter().map(row).collect();
    let mut columns = vec![
        Column::words("a", say!(tongue, "compare-table-first")),
        Column::words("b", say!(tongue, "compare-table-second")),
        Column::words("paired", say!(tongue, "compare-table-paired")),
        Column::interval("es_difference", say!(tongue, "compare-table-shortfall", level = level(found))),
        Column::interval("cost_difference_per_year", say!(tongue, "compare-table-cost")),
        Column::interval("a_loses_more", say!(tongue, "compare-table-loses-more")),
        Column::words("not_compared", say!(tongue, "compare-table-why-not")),
    ];
    if found.found.pairs.iter().all(|pair| pair.figures.not_compared.is_none()) {
        columns.pop();
        rows.iter_mut().for_each(|row| drop(row.pop()));
    }
    table(found, "comparison", say!(tongue, "compare-table-pairs"), columns, rows)
}

fn reserves(found: Beside) -> Table {
    let (tongue, level_told) = (found.tongue(), found.level());
    let row = |figures: &ReserveBeside| {
        let es = figures.loss_es.iter().find(|figure| Some(figure.level) == level_told);
        vec![
            reserve(found, figures.side, &figures.id),
            told(es.map(|figure| figure.estimate)),
            told(Some(figures.loss_mean)),
            told(Some(figures.cost_per_year)),
        ]
    };
    let columns = vec![
        Column::words("reserve", say!(tongue, "compare-table-reserve")),
        Column::interval("es", say!(tongue, "compare-table-shortfall-itself", level = level(found))),
        Column::interval("loss_mean", say!(tongue, "compare-table-mean-loss")),
        Column::interval("cost_per_year", say!(tongue, "compare-table-cost-itself")),
    ];
    let rows = found.found.reserves.iter().map(row).collect();
    table(found, "reserves", say!(tongue, "compare-table-reserves"), columns, rows)
}
