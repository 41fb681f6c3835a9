//! What each reserve loses, beside the market alone.

use super::caption::any_untold;
use super::{Column, Entry, Subject, Table};
use crate::assessment::{ReserveFigures, at_headline_level};
use crate::report::language::say;

/// One row a reserve.
pub(super) fn table(subject: Subject) -> Table {
    let (tongue, level) = (subject.tongue, subject.level());
    let row = |reserve: &ReserveFigures| {
        let mut row = vec![subject.reserve(&reserve.id), Entry::Interval(reserve.loss.mean)];
        for figures in [&reserve.loss, &reserve.market_alone, &reserve.liquid_loss, &reserve.eventual_loss] {
            row.push(Entry::interval(at_headline_level(&figures.es).map(|figure| figure.estimate)));
        }
        row
    };
    let rows: Vec<_> = subject.assessment.summary.reserves.iter().map(row).collect();
    let mut told = vec![say!(tongue, "table-losses-caption"), subject.meaning_of_shortfall()];
    told.extend(any_untold(&rows).then(|| subject.untold_shortfall()));
    let columns = vec![
        subject.reserves(),
        Column::interval("loss_mean", say!(tongue, "table-head-mean-loss")),
        Column::interval("loss_es", say!(tongue, "table-head-es", level = level.as_str())),
        Column::interval("market_alone_es", say!(tongue, "table-head-es-market-alone", level = level.as_str())),
        Column::interval("liquid_loss_es", say!(tongue, "table-head-es-liquid", level = level.as_str())),
        Column::interval("eventual_loss_es", say!(tongue, "table-head-es-eventual", level = level.as_str())),
    ];
    subject.table("losses", told, columns, rows)
}
