//! Figures without sampling, and what the ranged inputs leave of them open.

use serde::Serialize;

use crate::outcome::Rungs;
use crate::scenario::{End, Scenario};
use crate::statistics::{Ends, Estimate};
use crate::units::InputIndex;

/// A figure that is computed, not sampled.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Exact {
    /// The figure; NaN, and null in files, where it is not told.
    pub value: f64,
    /// The figure at the ends of the ranged inputs, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Ends>,
}

impl Exact {
    /// The same as an estimate without an error of sampling.
    #[must_use]
    pub fn estimate(self) -> Estimate {
        Estimate { range: self.range, ..Estimate::between(self.value, f64::NAN, f64::NAN) }
    }
}

/// A loss on the ladder: liquid, marked, eventual.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ladder {
    /// Pending claims at 0.
    pub liquid: Exact,
    /// Pending claims at their mark.
    pub marked: Exact,
    /// Pending claims at 1.
    pub eventual: Exact,
}

impl Ladder {
    /// What is lost, and what is lost with the ranged inputs at the ends that hurt less and more.
    #[must_use]
    pub fn of(rungs: Rungs, ends: Option<[Rungs; 2]>) -> Self {
        let rung = |of: fn(Rungs) -> f64| {
            let range = ends.map(|[less, more]| Ends { low: of(less), high: of(more) });
            let range = range.filter(|ends| ends.low.is_finite() && ends.high.is_finite());
            Exact { value: of(rungs), range }
        };
        Self {
            liquid: rung(|rungs| rungs.liquid),
            marked: rung(|rungs| rungs.marked),
            eventual: rung(|rungs| rungs.eventual),
        }
    }
}

/// The scenario with every ranged input at the end that makes a figure smaller, and larger; inputs that leave it as it
/// is stay at their values. `None` where no input moves it, or where the ends can't stand together.
///
/// Each input goes to its ends by itself, all others at their values.
#[must_use]
pub fn ends_by(scenario: &Scenario, figure: impl Fn(&Scenario) -> f64) -> Option<[Scenario; 2]> {
    let at = |input: usize, end| scenario.at_ends(&[(InputIndex(input), end)]).ok().map(|scenario| figure(&scenario));
    let raising = |input: usize| {
        let (low, high) = (at(input, End::Low)?, at(input, End::High)?);
        // What moves it by rounding alone does not move it.
        let moves = (high - low).abs() > 1e-12;
        moves.then_some((InputIndex(input), if high > low { End::High } else { End::Low }))
    };
    let more: Vec<(InputIndex, End)> = (0..scenario.ranged_inputs().len()).filter_map(raising).collect();
    let less: Vec<(InputIndex, End)> = more.iter().map(|(input, end)| (*input, end.other())).collect();
    if more.is_empty() {
        return None;
    }
    Some([scenario.at_ends(&less).ok()?, scenario.at_ends(&more).ok()?])
}
