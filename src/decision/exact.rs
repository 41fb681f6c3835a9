//! Figures without sampling, and what the ranged inputs leave of them open.

use serde::Serialize;

use crate::outcome::Rungs;
use crate::statistics::{Ends, Estimate};

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
        Estimate { range: self.range, ..Estimate::between(self.value, self.value, self.value) }
    }
}

/// A loss on the ladder: liquid, marked, eventual.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ExactLadder {
    /// Pending claims at 0.
    pub liquid: Exact,
    /// Pending claims at their mark.
    pub marked: Exact,
    /// Pending claims at 1.
    pub eventual: Exact,
}

impl ExactLadder {
    /// What is lost, and what is lost with the ranged inputs at the ends that hurt less and more.
    #[must_use]
    pub fn of(rungs: Rungs, ends: Option<[Rungs; 2]>) -> Self {
        let rung = |of: fn(Rungs) -> f64| {
            let range = ends.and_then(|[less, more]| Ends::told(of(less), of(more)));
            Exact { value: of(rungs), range }
        };
        Self {
            liquid: rung(|rungs| rungs.liquid),
            marked: rung(|rungs| rungs.marked),
            eventual: rung(|rungs| rungs.eventual),
        }
    }
}
