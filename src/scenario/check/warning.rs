//! What the reader should know before the run.

use super::Checked;
use crate::market::{Dynamics, Innovations};
use crate::scenario::caution::Caution;
use crate::scenario::text;

/// A horizon in days from which "fails at most once" begins to matter.
const LONG_HORIZON: u64 = 1_095;

/// A standard deviation a step from which tails decide the mean of exp(r).
const WIDE_STEP: f64 = 0.2;

pub(super) fn all(checked: &Checked, text: &text::Scenario) -> Vec<Caution> {
    let days = checked.simulation.grid.horizon_days();
    let mut cautions: Vec<Caution> =
        (days > LONG_HORIZON).then_some(Caution::LongHorizon { days }).into_iter().collect();
    cautions.extend(wide_steps(checked));
    let two_steps = 2.0 * f64::from(checked.simulation.grid.step_days);
    for counterparty in &text.counterparty {
        cautions.extend(fading_raises(counterparty, two_steps));
        let keys = counterparty.kind == text::CounterpartyKind::Keys;
        if keys && counterparty.mode.iter().any(|mode| mode.recovery_delay_days.is_some()) {
            cautions.push(Caution::UnusedRecovery { counterparty: counterparty.id.value.clone() });
        }
    }
    cautions
}

fn wide_steps(checked: &Checked) -> Vec<Caution> {
    let grid = checked.simulation.grid;
    let Dynamics::Parametric { innovations: Innovations::StudentT { .. }, .. } = checked.market.dynamics else {
        return Vec::new();
    };
    let assets = checked.market.assets.iter();
    let wide = assets.filter(|asset| asset.volatility * grid.step_years().sqrt() > WIDE_STEP);
    let caution = |asset: &crate::market::Asset| Caution::WideSteps {
        asset: asset.id.clone(),
        volatility: asset.volatility,
        step_days: grid.step_days,
    };
    wide.map(caution).collect()
}

fn fading_raises(counterparty: &text::Counterparty, two_steps: f64) -> impl Iterator<Item = Caution> {
    let fading = counterparty.raises.iter().filter(move |raise| raise.half_life_days.value.0 < two_steps);
    fading.map(|raise| Caution::FadingRaise {
        counterparty: counterparty.id.value.clone(),
        raised: raise.counterparty.value.clone(),
        half_life_days: raise.half_life_days.value.0,
    })
}
