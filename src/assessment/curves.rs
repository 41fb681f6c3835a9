//! What charts draw beyond single figures.

use serde::{Deserialize, Serialize};

use super::{AfterFailure, BadPath, Convergence, Exceedance, RemovalLadder, Waterfall};
use crate::statistics::{Density, Estimate};

/// What charts draw of one reserve beyond single figures.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Curves {
    /// Its id.
    pub reserve: String,
    /// Share of paths by bin of marked loss.
    pub loss_density: Density,
    /// The same for the market alone.
    pub market_density: Density,
    /// P(loss > x) on a fine grid.
    pub loss_exceedance: Vec<Exceedance>,
    /// P(market alone > x).
    pub market_exceedance: Vec<Exceedance>,
    /// P(X > x).
    pub cost_exceedance: Vec<Exceedance>,
    /// P(loss > x) with pending claims at 0.
    pub liquid_exceedance: Vec<Exceedance>,
    /// P(loss > x) with pending claims at 1.
    pub eventual_exceedance: Vec<Exceedance>,
    /// P(maximum drawdown > x).
    pub drawdown_exceedance: Vec<Exceedance>,
    /// P(maximum drawdown of the market alone > x).
    pub market_drawdown_exceedance: Vec<Exceedance>,
    /// P(loss > its loss) of each tolerance of the register, in that order; filled by `assess_outcomes`.
    pub tolerance_exceedance: Vec<Exceedance>,
    /// Value over time.
    pub fan: Vec<FanPoint>,
    /// The first paths, one entry a path: V(t)/V(0) at the days of `fan`.
    pub sample_paths: Vec<Vec<f64>>,
    /// A typical bad path; `None` in a run without names, or where ES is told at no level.
    pub bad_path: Option<BadPath>,
    /// What can be spent after a group failed tomorrow, one entry a listed group that touches the reserve.
    pub after_failure: Vec<AfterFailure>,
    /// P(longest spell under the peak > x), x in whole days.
    pub days_under_water: Vec<DaysExceedance>,
    /// ES of loss at the headline level from the first paths only, finer than in the summary.
    pub convergence: Vec<Convergence>,
    /// What each removal leaves, one entry a group; empty where removal was not run.
    pub removal_ladders: Vec<RemovalLadder>,
    /// The booked way to ES, one entry a level; none where ES is not told.
    pub booked_waterfalls: Vec<Waterfall>,
}

/// Quantiles of V(t)/V(0).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FanPoint {
    /// t in days.
    pub day: u64,
    /// At 5, 25, 50, 75 and 95%.
    pub quantiles: [Estimate; 5],
}

/// P(longest spell under the peak > x).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DaysExceedance {
    /// x.
    pub days: u64,
    /// Its probability.
    pub probability: f64,
    /// Lower end of the Wilson interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}
