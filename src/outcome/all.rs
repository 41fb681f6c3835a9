//! One reserve on all paths of a run of which only the first are kept.

use super::{Counted, DayCounts, ExactSums, ReserveOutcomes, units};

/// What is known of a reserve on all paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AllPaths {
    /// Marked loss.
    pub loss: Counted,
    /// With pending claims at 0.
    pub liquid_loss: Counted,
    /// With pending claims at 1.
    pub eventual_loss: Counted,
    /// Loss of the shadow.
    pub market_alone: Counted,
    /// X, marked.
    pub counterparty_cost: Counted,
    /// Largest fall of the unit value from its peak.
    pub max_drawdown: Counted,
    /// The same of the shadow.
    pub market_alone_drawdown: Counted,
    /// Longest spell under the peak.
    pub days_under_water: DayCounts,
    /// X, liquid.
    pub liquid_cost: ExactSums,
    /// X, eventual.
    pub eventual_cost: ExactSums,
    /// Paths on which a withdrawal could not be paid in full.
    pub short: u64,
}

impl AllPaths {
    /// P(X > x) is always told at these, whatever the scenario asks for.
    pub const COST_POINTS: [f64; 3] = [0.1, 0.25, 0.5];

    /// Counts the paths that are kept, for tails at `levels` and exact chances of more than each of `points`.
    #[must_use]
    pub fn beginning(kept: &ReserveOutcomes, levels: &[f64], points: &[f64]) -> Self {
        let column = |values: &[f64]| Counted::beginning(values, levels, points);
        let sums = |values: Vec<f64>| {
            let mut sums = ExactSums::default();
            values.into_iter().for_each(|value| sums.add(units(value)));
            sums
        };
        Self {
            loss: column(&kept.loss),
            liquid_loss: column(&kept.liquid_loss()),
            eventual_loss: column(&kept.eventual_loss()),
            market_alone: column(&kept.market_alone()),
            counterparty_cost: column(&kept.counterparty_cost()),
            max_drawdown: column(&kept.max_drawdown),
            market_alone_drawdown: column(&kept.market_alone_drawdown()),
            days_under_water: DayCounts::of(&kept.days_under_water),
            liquid_cost: sums(kept.liquid_cost.from_nothing()),
            eventual_cost: sums(kept.eventual_cost.from_nothing()),
            short: kept.shortfall.values().iter().filter(|shortfall| **shortfall > 0.0).count() as u64,
        }
    }

    /// Puts all columns in order, after the last path.
    pub fn settle(&mut self) {
        let losses = [&mut self.loss, &mut self.liquid_loss, &mut self.eventual_loss, &mut self.market_alone];
        let others = [&mut self.counterparty_cost, &mut self.max_drawdown, &mut self.market_alone_drawdown];
        losses.into_iter().chain(others).for_each(Counted::settle);
    }
}
