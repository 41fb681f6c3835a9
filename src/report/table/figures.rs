//! The leading figures of every reserve.

use super::{Column, Entry, Subject, Table};
use crate::assessment::{Exceedance, ReserveFigures};
use crate::report::language::say;

/// Names in CSV of the columns of P(cost > x); with more thresholds, the others stand in
/// `summary.csv` only.
const KEYS: [&str; 4] = ["cost_above_first", "cost_above_second", "cost_above_third", "cost_above_fourth"];

/// One row a reserve.
pub(super) fn table(subject: Subject) -> Table {
    let reserves = &subject.assessment.summary.reserves;
    let thresholds: Vec<f64> = reserves.first().map_or_else(Vec::new, |reserve| {
        reserve.counterparty_cost.marked.exceedance.iter().take(KEYS.len()).map(|point| point.loss).collect()
    });
    let currency = subject.assessment.register.base_currency.as_str();
    let row = |reserve: &ReserveFigures| {
        let mut row = vec![
            subject.reserve(&reserve.id),
            Entry::Money(reserve.initial_value, subject.tongue.money(reserve.initial_value, currency)),
            Entry::Interval(reserve.counterparty_cost.per_year),
        ];
        let points = &reserve.counterparty_cost.marked.exceedance;
        row.extend((0..thresholds.len()).map(|place| Entry::interval(points.get(place).map(Exceedance::estimate))));
        row
    };
    let told = vec![say!(subject.tongue, "table-figures-caption")];
    subject.table("figures", told, columns(subject, &thresholds), reserves.iter().map(row).collect())
}

fn columns(subject: Subject, thresholds: &[f64]) -> Vec<Column> {
    let tongue = subject.tongue;
    let mut columns = vec![
        subject.reserves(),
        Column::number("initial_value", say!(tongue, "table-head-initial-value")),
        Column::interval("cost_per_year", say!(tongue, "table-head-cost-per-year")),
    ];
    let above = |(key, loss): (&'static str, &f64)| {
        Column::interval(key, say!(tongue, "table-head-paths-above", share = tongue.level(*loss)))
    };
    columns.extend(KEYS.into_iter().zip(thresholds).map(above));
    columns
}
