//! What the reader should know before the run.

use super::Checked;
use crate::market::{Dynamics, Innovations};
use crate::scenario::text;

/// A horizon in days from which "fails at most once" begins to matter.
const LONG_HORIZON: u64 = 1_095;

/// A standard deviation a step from which tails decide the mean of exp(r).
const WIDE_STEP: f64 = 0.2;

pub(super) fn all(checked: &Checked, text: &text::Scenario) -> Vec<String> {
    let mut warnings = Vec::new();
    let grid = checked.simulation.grid;
    if grid.horizon_days() > LONG_HORIZON {
        warnings.push(format!(
            "The horizon of {} days is longer than three years: a counterparty fails at most once a path and stays failed, \
             which such a horizon strains.",
            grid.horizon_days()
        ));
    }
    if let Dynamics::Parametric { innovations: Innovations::StudentT { .. }, .. } = checked.market.dynamics {
        for asset in &checked.market.assets {
            if asset.volatility * grid.step_years().sqrt() > WIDE_STEP {
                warnings.push(format!(
                    "{}: with Student-t innovations and a volatility of {} over steps of {} days, the mean gain is decided by \
                     tails that no run samples.",
                    asset.id, asset.volatility, grid.step_days
                ));
            }
        }
    }
    let two_steps = 2.0 * f64::from(grid.step_days);
    for counterparty in &text.counterparty {
        for raise in counterparty.raises.iter().filter(|raise| raise.half_life_days.value.0 < two_steps) {
            warnings.push(format!(
                "{}: its raise of {} has a half-life of {} days, under two steps: most of it fades between steps.",
                counterparty.id.value, raise.counterparty.value, raise.half_life_days.value.0
            ));
        }
        let keys = counterparty.kind == text::CounterpartyKind::Keys;
        if keys && counterparty.mode.iter().any(|mode| mode.recovery_delay_days.is_some()) {
            warnings.push(format!(
                "{}: there is no claim on lost keys, so the recovery that its modes state is not used.",
                counterparty.id.value
            ));
        }
    }
    warnings
}
