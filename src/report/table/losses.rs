//! What each reserve loses, beside the market alone.

use super::{Column, Entry, Subject, Table};
use crate::assessment::{ReserveFigures, at_headline_level};
use crate::report::chart::headline_level;

/// One row a reserve.
pub(super) fn table(subject: Subject) -> Table {
    let level = subject.tongue.level(headline_level(subject.assessment));
    let row = |reserve: &ReserveFigures| {
        let mut row = vec![Entry::Words(subject.names.reserve(&reserve.id)), Entry::Interval(reserve.loss.mean)];
        for figures in [&reserve.loss, &reserve.market_alone, &reserve.liquid_loss, &reserve.eventual_loss] {
            row.push(Entry::interval(at_headline_level(&figures.es).map(|figure| figure.estimate)));
        }
        row
    };
    Table {
        tongue: subject.tongue,
        id: "losses",
        caption: subject.caption("Loss of each reserve in percent of what was put in, and with open claims at nothing (liquid) and in full (eventual)"),
        columns: vec![
            Column::words("reserve", "Reserve"),
            Column::interval("loss_mean", "Mean loss"),
            Column::interval("loss_es", &format!("ES {level}")),
            Column::interval("market_alone_es", &format!("ES {level}, market alone")),
            Column::interval("liquid_loss_es", &format!("ES {level}, liquid")),
            Column::interval("eventual_loss_es", &format!("ES {level}, eventual")),
        ],
        rows: subject.assessment.summary.reserves.iter().map(row).collect(),
    }
}
