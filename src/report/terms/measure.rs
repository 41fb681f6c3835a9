//! Figures in words of the reader's language.

use super::Subject;
use crate::decision::sweep::SweptMeasure;
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

/// The same within a sentence: `ES 99% of the loss`.
pub(in crate::report) fn whole(subject: Subject, figure: Figure) -> String {
    let tongue = subject.tongue;
    let column = match figure.column {
        Column::Loss => say!(tongue, "sensitivity-of-loss"),
        Column::Liquid => say!(tongue, "sensitivity-of-liquid"),
        Column::Eventual => say!(tongue, "sensitivity-of-eventual"),
        Column::Market => say!(tongue, "sensitivity-of-market"),
        Column::Drawdown => say!(tongue, "sensitivity-of-drawdown"),
        Column::Cost => say!(tongue, "sensitivity-of-cost"),
    };
    match figure.measure {
        Measure::Mean => say!(tongue, "sensitivity-mean", column = column),
        Measure::ValueAtRisk(level) => say!(tongue, "sensitivity-var", level = tongue.level(level), column = column),
        Measure::ExpectedShortfall(level) => {
            say!(tongue, "sensitivity-es", level = tongue.level(level), column = column)
        }
        Measure::CertaintyEquivalent(aversion) => {
            say!(tongue, "sensitivity-certainty", aversion = tongue.plain(aversion), column = column)
        }
        Measure::Above(loss) => say!(tongue, "sensitivity-above", loss = tongue.level(loss), column = column),
    }
}

/// What a sweep measures.
pub(in crate::report) fn swept(subject: Subject, measure: SweptMeasure) -> String {
    match measure.per_year {
        true => say!(subject.tongue, "figure-cost-per-year"),
        false => figure(subject.tongue, measure.figure),
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
