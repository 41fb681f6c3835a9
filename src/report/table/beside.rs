//! Reserves of several runs or scenarios, each by itself and in pairs.

use super::{Column, Entry, Table};
use crate::assessment::Estimate;
use crate::pairing::{PairBeside, ReserveBeside};
use crate::report::beside::Beside;
use crate::report::chart::level_words;

/// Both tables.
pub(in crate::report) fn all(found: Beside) -> Vec<Table> {
    vec![pairs(found), reserves(found)]
}

fn level(found: Beside) -> String {
    found.level().map(level_words).unwrap_or_default()
}

fn caption(found: Beside, what: &str) -> String {
    format!("{what}; {}; 95% intervals of sampling. {}", found.sides(), found.source())
}

fn told(estimate: Option<Estimate>) -> Entry {
    Entry::interval(estimate.filter(|estimate| estimate.value.is_finite()))
}

fn pairs(found: Beside) -> Table {
    let row = |pair: &PairBeside| {
        vec![
            Entry::Words(found.reserve(pair.side_a, &pair.figures.a)),
            Entry::Words(found.reserve(pair.side_b, &pair.figures.b)),
            Entry::Words(if pair.paired { "yes" } else { "no" }.to_owned()),
            told(found.shortfall(pair)),
            told(pair.cost_difference_per_year),
            told(pair.figures.a_loses_more),
            Entry::Words(pair.figures.not_compared.clone().unwrap_or_default()),
        ]
    };
    let mut rows: Vec<Vec<Entry>> = found.0.pairs.iter().map(row).collect();
    let mut columns = vec![
        Column::words("a", "First"),
        Column::words("b", "Second"),
        Column::words("paired", "Same paths"),
        Column::interval("es_difference", &format!("Difference of ES {}", level(found))),
        Column::interval("cost_difference_per_year", "Difference of cost a year"),
        Column::interval("a_loses_more", "P(first loses more)"),
        Column::words("not_compared", "Not compared, for"),
    ];
    if found.0.pairs.iter().all(|pair| pair.figures.not_compared.is_none()) {
        columns.pop();
        rows.iter_mut().for_each(|row| drop(row.pop()));
    }
    let caption = caption(found, "Reserves in pairs, the first less the second, in percentage points");
    Table { id: "comparison", caption, columns, rows }
}

fn reserves(found: Beside) -> Table {
    let level_told = found.level();
    let row = |reserve: &ReserveBeside| {
        let es = reserve.loss_es.iter().find(|figure| Some(figure.level) == level_told);
        vec![
            Entry::Words(found.reserve(reserve.side, &reserve.id)),
            told(es.map(|figure| figure.estimate)),
            told(Some(reserve.loss_mean)),
            told(Some(reserve.cost_per_year)),
        ]
    };
    Table {
        id: "reserves",
        caption: caption(found, "Every reserve by itself, as a share of what was put in"),
        columns: vec![
            Column::words("reserve", "Reserve"),
            Column::interval("es", &format!("ES {}", level(found))),
            Column::interval("loss_mean", "Mean loss"),
            Column::interval("cost_per_year", "Cost of failures a year"),
        ],
        rows: found.0.reserves.iter().map(row).collect(),
    }
}
