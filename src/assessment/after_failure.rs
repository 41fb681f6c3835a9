//! If it fails, money over time.

use serde::{Deserialize, Serialize};

use super::HeadlineMode;
use crate::statistics::ConditionalEstimate;

/// What can be spent of a reserve after all members of a group failed at once tomorrow, each in its costliest mode:
/// no market moves, nothing is traded, and claims are paid when they are due.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AfterFailure {
    /// The group.
    pub group: String,
    /// How its members fail.
    pub modes: Vec<HeadlineMode>,
    /// At once, and after 30, 365 and 1,095 days.
    pub days: Vec<AfterDays>,
}

/// What can be spent so many days after. Means and ranges are over severities as drawn; of fixed ones they have no width.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AfterDays {
    /// Days since the failure.
    pub day: u64,
    /// Coins in hand, as a share of those there before, weighed at prices of time 0; what is paid in money is none.
    pub coins: ConditionalEstimate,
    /// Money that all that is in hand is worth at the prices that the failure leaves, as a share of V(0).
    pub money: ConditionalEstimate,
}
