//! The leading figures of every reserve.

use super::{Column, Entry, Subject, Table};
use crate::assessment::{Estimate, Exceedance, ReserveFigures, at_headline_level};
use crate::report::chart::{headline_level, level_words};

/// Names in CSV of the columns of P(cost > x); with more thresholds, the others stand in
/// `summary.csv` only.
const KEYS: [&str; 4] = ["cost_above_first", "cost_above_second", "cost_above_third", "cost_above_fourth"];

/// One row a reserve.
pub(super) fn table(subject: Subject) -> Table {
    let reserves = &subject.assessment.summary.reserves;
    let thresholds: Vec<f64> = reserves.first().map_or_else(Vec::new, |reserve| {
        reserve.counterparty_cost.marked.exceedance.iter().take(KEYS.len()).map(|point| point.loss).collect()
    });
    let row = |reserve: &ReserveFigures| {
        let mut row = vec![
            Entry::Words(subject.names.reserve(&reserve.id)),
            Entry::Money(reserve.initial_value, subject.assessment.register.base_currency.clone()),
            Entry::Interval(reserve.counterparty_cost.per_year),
        ];
        let points = &reserve.counterparty_cost.marked.exceedance;
        row.extend((0..thresholds.len()).map(|place| Entry::interval(points.get(place).map(estimate))));
        row.push(Entry::Interval(reserve.loss.mean));
        for figures in [&reserve.loss, &reserve.market_alone, &reserve.liquid_loss, &reserve.eventual_loss] {
            row.push(Entry::interval(at_headline_level(&figures.es).map(|figure| figure.estimate)));
        }
        row
    };
    Table {
        id: "figures",
        caption: subject.caption("Leading figures of every reserve, in percent of what was put in"),
        columns: columns(subject, &thresholds),
        rows: reserves.iter().map(row).collect(),
    }
}

fn columns(subject: Subject, thresholds: &[f64]) -> Vec<Column> {
    let level = level_words(headline_level(subject.assessment));
    let mut columns = vec![
        Column::words("reserve", "Reserve"),
        Column::number("initial_value", "Value on the first day"),
        Column::interval("cost_per_year", "Counterparty cost, mean a year"),
    ];
    let above = |(key, loss): (&'static str, &f64)| Column::interval(key, &format!("P(cost > {})", level_words(*loss)));
    columns.extend(KEYS.into_iter().zip(thresholds).map(above));
    columns.extend([
        Column::interval("loss_mean", "Loss, mean"),
        Column::interval("loss_es", &format!("Loss, ES {level}")),
        Column::interval("market_alone_es", &format!("Market alone, ES {level}")),
        Column::interval("liquid_loss_es", &format!("Liquid loss, ES {level}")),
        Column::interval("eventual_loss_es", &format!("Eventual loss, ES {level}")),
    ]);
    columns
}

fn estimate(point: &Exceedance) -> Estimate {
    Estimate { value: point.probability, low: point.low, high: point.high }
}
