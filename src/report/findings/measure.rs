//! Figures in words of the reader's language.

use crate::report::language::{Tongue, say};
use crate::stopping::{Column, Figure, Measure};

/// `ES 99%`, `mean cost`, `VaR 95% (largest drawdown)`.
pub(in crate::report) fn figure(tongue: Tongue, figure: Figure) -> String {
    let level = |share: f64| tongue.level(share);
    match (figure.column, figure.measure) {
        (Column::Loss, Measure::ExpectedShortfall(share)) => say!(tongue, "figure-es-of-loss", level = level(share)),
        (Column::Loss, Measure::Mean) => say!(tongue, "figure-mean-loss"),
        (Column::Cost, Measure::Mean) => say!(tongue, "figure-mean-cost"),
        (Column::Loss, Measure::CertaintyEquivalent(aversion)) => {
            say!(tongue, "figure-ce-of-loss", aversion = tongue.exact(aversion))
        }
        (column, measure) => {
            let measure = match measure {
                Measure::Mean => say!(tongue, "figure-measure-mean"),
                Measure::ValueAtRisk(share) => say!(tongue, "figure-measure-var", level = level(share)),
                Measure::ExpectedShortfall(share) => say!(tongue, "figure-measure-es", level = level(share)),
                Measure::CertaintyEquivalent(aversion) => {
                    say!(tongue, "figure-measure-ce", aversion = tongue.exact(aversion))
                }
                Measure::Above(share) => say!(tongue, "figure-measure-above", level = level(share)),
            };
            say!(tongue, "figure-of-column", measure = measure, column = say!(tongue, name(column)))
        }
    }
}

const fn name(column: Column) -> &'static str {
    match column {
        Column::Loss => "figure-column-loss",
        Column::Liquid => "figure-column-liquid",
        Column::Eventual => "figure-column-eventual",
        Column::Market => "figure-column-market",
        Column::Drawdown => "figure-column-drawdown",
        Column::Cost => "figure-column-cost",
    }
}
