//! The way from one answer to the other, input by input.

use super::{Compared, Experts};
use crate::statistics::Estimate;

/// A step on the way from the first answer to the second.
#[derive(Clone, Debug)]
pub struct Step<'a> {
    /// The address; `None` for what inputs do only together.
    pub address: Option<&'a str>,
    /// Where the step begins.
    pub from: f64,
    /// By how much the figure is more after it.
    pub change: Estimate,
}

impl Compared {
    /// Steps from the first answer to the second, the largest first: parts over all orders, or else what each input
    /// changes alone and then what is left. Steps that can't be told are left out.
    #[must_use]
    pub fn steps(&self) -> Vec<Step<'_>> {
        let mut from = self.a.value;
        let mut steps = Vec::new();
        let mut step = |address, change: Estimate| {
            if change.value.is_finite() {
                steps.push(Step { address, from, change });
                from += change.value;
            }
        };
        for swap in &self.swaps {
            step(Some(swap.address.as_str()), swap.part.unwrap_or(swap.from_a));
        }
        if self.swaps.iter().any(|swap| swap.part.is_none()) {
            step(None, self.together);
        }
        steps
    }

    /// What a change of one input moves the figure by: its part over all orders, or else what it changes alone.
    #[must_use]
    pub fn moved_by(&self, address: &str) -> Option<Estimate> {
        let swap = self.swaps.iter().find(|swap| swap.address == address)?;
        Some(swap.part.unwrap_or(swap.from_a))
    }
}

impl Experts {
    /// The answers in the first measure, those first that differ most.
    #[must_use]
    pub fn leading(&self) -> Vec<&Compared> {
        let first = self.measured.first().map(|one| one.measured.measure);
        let mut leading: Vec<&Compared> =
            self.measured.iter().filter(|one| Some(one.measured.measure) == first).collect();
        leading.sort_by(|a, b| b.difference.value.abs().total_cmp(&a.difference.value.abs()));
        leading
    }
}
