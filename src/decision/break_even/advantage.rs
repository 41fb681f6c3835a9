//! By how much one reserve is better than another on the same paths.

use crate::outcome::ReserveOutcomes;
use crate::statistics::certainty_equivalent::difference_of_certainty_equivalents;
use crate::statistics::comparison::{difference_of_means, difference_of_shortfalls};
use crate::statistics::{Estimate, Tail};
use crate::stopping::{Column, Figure, Measure};

/// Whether two reserves can tie in a figure: where the difference has an interval of its own.
pub(super) const fn can_tie(figure: Figure) -> bool {
    matches!(figure.measure, Measure::Mean | Measure::ExpectedShortfall(_) | Measure::CertaintyEquivalent(_))
}

/// How much less the first loses than the second, or how much more its sure wealth is; above 0 the first is better.
pub(super) fn advantage(figure: Figure, a: &ReserveOutcomes, b: &ReserveOutcomes) -> Estimate {
    let (of_a, of_b) = (figure.column.of(a), figure.column.of(b));
    match figure.measure {
        Measure::Mean => difference_of_means(&of_b, &of_a),
        Measure::ExpectedShortfall(level) => shortfalls(&of_b, &of_a, level),
        Measure::CertaintyEquivalent(aversion) => difference_of_certainty_equivalents(&of_a, &of_b, aversion),
        Measure::ValueAtRisk(_) | Measure::Above(_) => Estimate::untold(),
    }
}

/// ES(one) − ES(other).
fn shortfalls(one: &[f64], other: &[f64], level: f64) -> Estimate {
    let tail = |losses: &[f64]| Tail::of_losses(losses, level);
    let (tail_one, tail_other) = (tail(one), tail(other));
    let in_either = |(a, b): &(f64, f64)| *a >= tail_one.value_at_risk || *b >= tail_other.value_at_risk;
    let worst: Vec<(f64, f64)> = one.iter().copied().zip(other.iter().copied()).filter(in_either).collect();
    difference_of_shortfalls(&worst, &tail_one, &tail_other)
}

/// The same figure of the market alone; `None` where the market has no part in it.
pub(super) const fn of_market(figure: Figure) -> Option<Figure> {
    match figure.column {
        Column::Loss | Column::Liquid | Column::Eventual | Column::Market => {
            Some(Figure { column: Column::Market, measure: figure.measure })
        }
        Column::Cost | Column::Drawdown => None,
    }
}
