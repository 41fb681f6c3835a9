//! One bad path, told day by day.

use serde::{Deserialize, Serialize};

/// A typical path of the tail: of the kept paths the one whose loss is nearest to ES at a level, the first of equals.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BadPath {
    /// Which path, from 0.
    pub path: u64,
    /// The level of that ES: the headline level, or the nearest to it at which ES is told.
    pub level: f64,
    /// Its marked loss.
    pub loss: f64,
    /// The loss of its twin without failures.
    pub market_alone: f64,
    /// X.
    pub counterparty_cost: f64,
    /// Days: those of the fan, each failure's and the step before it.
    pub days: Vec<u64>,
    /// V(t)/V(0), marked, at the end of each.
    pub values: Vec<f64>,
    /// The same of its twin: same prices' draws, nobody fails.
    pub without_failures: Vec<f64>,
    /// What failed, in order; of more than twenty failures those that cost most.
    pub events: Vec<BadPathEvent>,
    /// How many more failed.
    pub more_failures: u64,
}

/// One failure and what was booked of it by the end of the path, as fractions of what was put in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BadPathEvent {
    /// The end of its step.
    pub day: u64,
    /// Who.
    pub counterparty: String,
    /// How.
    pub mode: String,
    /// Sum of the four.
    pub booked: f64,
    /// Prices that rest on it, less what was restored.
    pub linked: f64,
    /// Its share of what all prices fell by.
    pub contagion: f64,
    /// What it held and lost.
    pub custody: f64,
    /// What its claims were marked down by, less what was paid.
    pub claim: f64,
}
