//! Reserves in pairs, on the same paths.

use super::caption::any_untold;
use super::{Column, Entry, Subject, Table};
use crate::assessment::{Comparison, Dominance, at_headline_level};
use crate::report::language::say;
use crate::report::warning;

/// Where the column stands that says whether a sign holds.
const SIGN: usize = 7;

/// One row a pair.
pub(super) fn table(subject: Subject) -> Table {
    let pairs = &subject.assessment.summary.comparison;
    let mut rows: Vec<Vec<Entry>> = pairs.iter().map(|pair| row(subject, pair)).collect();
    let mut columns = columns(subject);
    if pairs.iter().all(|pair| pair.not_compared.is_none()) {
        columns.pop();
        rows.iter_mut().for_each(|row| drop(row.pop()));
    }
    if pairs.iter().all(|pair| pair.sign_holds.is_none()) {
        columns.remove(SIGN);
        rows.iter_mut().for_each(|row| drop(row.remove(SIGN)));
    }
    let compared: Vec<_> =
        pairs.iter().zip(&rows).filter(|(pair, _)| pair.not_compared.is_none()).map(|(_, row)| row.clone()).collect();
    let mut told = vec![say!(subject.tongue, "table-comparison-caption"), subject.meaning_of_shortfall()];
    told.extend(any_untold(&compared).then(|| subject.untold_shortfall()));
    subject.table("comparison", told, columns, rows)
}

fn row(subject: Subject, pair: &Comparison) -> Vec<Entry> {
    let winner = |dominance: &Option<Dominance>| winner(subject, pair, dominance.as_ref());
    vec![
        subject.reserve(&pair.a),
        subject.reserve(&pair.b),
        Entry::points(pair.es_difference.as_deref().and_then(at_headline_level).map(|figure| figure.estimate)),
        Entry::points(pair.cost_difference),
        Entry::interval(pair.a_loses_more),
        winner(&pair.first_order_dominance),
        winner(&pair.second_order_dominance),
        holds(subject, pair),
        pair.not_compared
            .as_deref()
            .map_or_else(|| Entry::quoted(""), |why| Entry::words(why, warning::not_compared(why, subject.tongue))),
    ]
}

fn holds(subject: Subject, pair: &Comparison) -> Entry {
    let es = pair.es_difference.as_deref().and_then(at_headline_level);
    if es.is_some_and(|figure| figure.estimate.has_unknown_interval()) {
        return Entry::words("unknown", say!(subject.tongue, "table-comparison-few-paths"));
    }
    match pair.sign_holds.as_ref().and_then(|signs| at_headline_level(&signs.es)) {
        Some(sign) if sign.holds => Entry::words("yes", say!(subject.tongue, "table-comparison-holds")),
        Some(_) if es.is_some_and(|figure| figure.estimate.is_on_one_side()) => {
            Entry::words("no", say!(subject.tongue, "table-comparison-chance-at-an-end"))
        }
        Some(_) => Entry::words("no", say!(subject.tongue, "table-comparison-open")),
        None => Entry::quoted(""),
    }
}

fn columns(subject: Subject) -> Vec<Column> {
    let tongue = subject.tongue;
    vec![
        Column::words("a", say!(tongue, "table-head-first")),
        Column::words("b", say!(tongue, "table-head-second")),
        Column::interval("es_difference", say!(tongue, "table-head-es-difference", level = subject.level())),
        Column::interval("cost_difference", say!(tongue, "table-head-cost-difference")),
        Column::interval("a_loses_more", say!(tongue, "table-head-first-loses-more")),
        Column::words("first_order", say!(tongue, "table-head-first-order")),
        Column::words("second_order", say!(tongue, "table-head-second-order")),
        Column::words("sign_holds", say!(tongue, "table-head-sign-holds")),
        Column::words("not_compared", say!(tongue, "table-head-not-compared")),
    ]
}

fn winner(subject: Subject, pair: &Comparison, dominance: Option<&Dominance>) -> Entry {
    dominance.map_or_else(
        || Entry::quoted(""),
        |dominance| match dominance.winner.as_deref() {
            Some("a") => subject.reserve(&pair.a),
            Some("b") => subject.reserve(&pair.b),
            _ => Entry::words("neither", say!(subject.tongue, "table-comparison-neither")),
        },
    )
}
