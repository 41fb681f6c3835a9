//! All that is estimated of one asset by itself.

use serde::Serialize;

use super::extremes::{Drawdown, LENGTHS, Worst, drawdown, worst};
use super::garch::{self, Spells};
use super::jumps::{Jumps, jumps};
use super::moments::{Moments, moments};
use super::prices::AssetPrices;
use super::student::{self, StudentFit};
use crate::calendar::Day;

/// The figures of one asset.
#[derive(Clone, Debug, Serialize)]
pub struct AssetFigures {
    /// Its id.
    pub id: String,
    /// The day of its first price.
    pub from: Day,
    /// The day of its last.
    pub to: Day,
    /// How many prices it has, filled ones among them.
    pub prices: usize,
    /// How many of them were filled from the day before.
    pub filled: u64,
    /// The last price.
    pub last_price: f64,
    /// The highest.
    pub highest_price: f64,
    /// Volatility and mean.
    pub moments: Moments,
    /// Student's t; null below 60 returns, or where they do not vary.
    pub student_t: Option<StudentFit>,
    /// GARCH and GJR; null below 250 returns.
    pub spells: Option<Spells>,
    /// Jumps; null below 60 returns.
    pub jumps: Option<Jumps>,
    /// The worst 1, 7 and 30 days.
    pub worst: Vec<Worst>,
    /// The deepest fall.
    pub drawdown: Drawdown,
}

impl AssetFigures {
    /// Estimates all; `None` below two returns.
    pub(super) fn of(asset: &AssetPrices, first: Day, step_days: u32) -> Option<Self> {
        let (begin, end) = asset.span()?;
        let returns: Vec<f64> = asset.returns(step_days, begin).into_iter().flatten().collect();
        let closes = &asset.closes;
        let known = || closes.iter().flatten().copied();
        Some(Self {
            id: asset.id.clone(),
            from: first.plus(begin as i64),
            to: first.plus(end as i64),
            prices: known().count(),
            filled: asset.filled,
            last_price: closes[end]?,
            highest_price: known().fold(f64::MIN, f64::max),
            moments: moments(&returns, step_days)?,
            student_t: student::fit(&returns),
            spells: garch::fit(&returns, step_days),
            jumps: jumps(&returns, step_days),
            worst: LENGTHS.iter().filter_map(|days| worst(closes, first, *days)).collect(),
            drawdown: drawdown(closes, first)?,
        })
    }

    /// Whether its price moves at all.
    #[must_use]
    pub fn varies(&self) -> bool {
        self.moments.volatility.value > 0.0
    }
}
