//! What happened on one path: who failed, and what that did to prices.

use crate::failure::severity::Severity;
use crate::units::{AssetIndex, CounterpartyIndex, GroupIndex, ModeIndex, TimeGrid};

/// One failure with its severities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Failure {
    /// The step, from 1.
    pub step: usize,
    /// Who.
    pub counterparty: CounterpartyIndex,
    /// How.
    pub mode: ModeIndex,
    /// Whether it holds keys only: nothing is owed, and the place stays open.
    pub is_keys: bool,
    /// How bad.
    pub severity: Severity,
}

/// One change of one price that is not the market's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceEvent {
    /// The step, from 1.
    pub step: usize,
    /// Whose price.
    pub asset: AssetIndex,
    /// By what it is multiplied.
    pub factor: f64,
    /// Why.
    pub cause: Cause,
}

/// Why a price jumped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A link to this counterparty fired.
    Linked(CounterpartyIndex),
    /// What that link cut was restored.
    Restored(CounterpartyIndex),
    /// The market drawdown of this counterparty's failure.
    Contagion(CounterpartyIndex),
}

/// An asset whose petition-date claims on a group are worth nothing from a step on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorthlessClaim {
    /// From this step on.
    pub step: usize,
    /// The asset whose link fired.
    pub asset: AssetIndex,
    /// The group of the counterparty on whom it rested.
    pub group: GroupIndex,
}

/// The failures of one path, in the order in which they happen.
#[derive(Clone, Debug, Default)]
pub struct FailureLog {
    /// Who failed.
    pub failures: Vec<Failure>,
    /// What it did to prices.
    pub prices: Vec<PriceEvent>,
    /// Own-token claims that courts value at zero.
    pub worthless: Vec<WorthlessClaim>,
    /// Who crossed the own threshold, fallen before or not.
    pub crossed: Vec<CounterpartyIndex>,
    /// The steps in which what fails can change prices or holdings, ascending.
    pub stops: Vec<usize>,
}

impl FailureLog {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.failures.clear();
        self.prices.clear();
        self.worthless.clear();
        self.crossed.clear();
        self.stops.clear();
    }

    /// Notes the stops: failures, their effects on prices, and payments of claims.
    pub fn note_stops(&mut self, grid: TimeGrid) {
        let Self { failures, prices, stops, .. } = self;
        stops.clear();
        stops.extend(prices.iter().map(|event| event.step));
        for failure in failures {
            stops.push(failure.step);
            stops.extend(failure.severity.recovery.and_then(|(_, delay_days)| grid.due(failure.step, delay_days)));
        }
        stops.sort_unstable();
        stops.dedup();
    }

    /// Whether any of `members` failed.
    #[must_use]
    pub fn has_failure_of(&self, members: &[CounterpartyIndex]) -> bool {
        self.failures.iter().any(|failure| members.contains(&failure.counterparty))
    }
}
