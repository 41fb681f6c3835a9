//! Reserves in pairs, on the same paths.

use super::{Column, Entry, Subject, Table};
use crate::assessment::{Comparison, Dominance, at_headline_level};
use crate::report::chart::headline_level;

/// One row a pair.
pub(super) fn table(subject: Subject) -> Table {
    let row = |pair: &Comparison| {
        vec![
            Entry::Words(subject.names.reserve(&pair.a)),
            Entry::Words(subject.names.reserve(&pair.b)),
            Entry::interval(pair.es_difference.as_deref().and_then(at_headline_level).map(|figure| figure.estimate)),
            Entry::interval(pair.cost_difference),
            Entry::interval(pair.a_loses_more),
            winner(subject, pair, pair.first_order_dominance.as_ref()),
            winner(subject, pair, pair.second_order_dominance.as_ref()),
            Entry::Words(holds(pair).to_owned()),
            Entry::Words(pair.not_compared.clone().unwrap_or_default()),
        ]
    };
    let pairs = &subject.assessment.summary.comparison;
    let mut rows: Vec<Vec<Entry>> = pairs.iter().map(row).collect();
    let mut columns = columns(&subject.tongue.level(headline_level(subject.assessment)));
    if pairs.iter().all(|pair| pair.not_compared.is_none()) {
        columns.pop();
        rows.iter_mut().for_each(|row| drop(row.pop()));
    }
    if pairs.iter().all(|pair| pair.sign_holds.is_none()) {
        columns.remove(SIGN);
        rows.iter_mut().for_each(|row| drop(row.remove(SIGN)));
    }
    Table {
        tongue: subject.tongue,
        id: "comparison",
        caption: subject
            .caption("Reserves in pairs on the same paths, the first less the second, in percentage points"),
        columns,
        rows,
    }
}

/// Where the column stands that says whether a sign holds.
const SIGN: usize = 7;

fn holds(pair: &Comparison) -> &'static str {
    match pair.sign_holds.as_ref().and_then(|signs| at_headline_level(&signs.es)) {
        Some(sign) if sign.holds => "yes",
        Some(_) => "no difference that the assumptions can tell",
        None => "",
    }
}

fn columns(level: &str) -> Vec<Column> {
    vec![
        Column::words("a", "First"),
        Column::words("b", "Second"),
        Column::interval("es_difference", &format!("Difference of ES {level}")),
        Column::interval("cost_difference", "Difference of mean counterparty cost"),
        Column::interval("a_loses_more", "P(first loses more)"),
        Column::words("first_order", "Better at every loss (first order)"),
        Column::words("second_order", "Better in every tail (second order)"),
        Column::words("sign_holds", "ES differs the same way at low, central and high"),
        Column::words("not_compared", "Not compared, for"),
    ]
}

fn winner(subject: Subject, pair: &Comparison, dominance: Option<&Dominance>) -> Entry {
    dominance.map_or(Entry::Nothing, |dominance| {
        Entry::Words(match dominance.winner.as_deref() {
            Some("a") => subject.names.reserve(&pair.a),
            Some("b") => subject.names.reserve(&pair.b),
            _ => "neither".to_owned(),
        })
    })
}
