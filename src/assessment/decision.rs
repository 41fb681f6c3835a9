//! The decision card: what dependence costs in money, and what would have to be true for it to be worth that.

use serde::{Deserialize, Serialize};

use crate::statistics::Estimate;

/// What a fund needs to decide, reserve by reserve and pair by pair.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct DecisionCard {
    /// The least loss among the scenario's tolerances; `None` where it states none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance: Option<f64>,
    /// One entry a reserve.
    pub reserves: Vec<ReserveDecision>,
    /// Every two reserves; none of scenarios of many.
    pub pairs: Vec<PairDecision>,
}

/// What one reserve's dependence costs.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReserveDecision {
    /// The reserve.
    pub reserve: String,
    /// V(0), in base currency.
    pub initial_value: f64,
    /// E\[X\] a year times V(0): the yearly price of dependence, in base currency.
    pub price_per_year: Estimate,
    /// By group that it is exposed to, in the order of the scenario.
    pub groups: Vec<GroupDecision>,
    /// How much may be held so, by the least tolerance; `None` where no tolerance is stated.
    pub within: Option<Within>,
}

/// What one group's failure costs tomorrow, and what leaving the group would save.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GroupDecision {
    /// The group.
    pub group: String,
    /// Lost at once, pending claims at 0; in base currency, without any market move, as the other two.
    pub liquid: Estimate,
    /// Pending claims at what they would sell for.
    pub marked: Estimate,
    /// Pending claims at what they will pay.
    pub eventual: Estimate,
    /// What of the yearly price goes away with the group, in base currency; `None` where removal was not run.
    pub saved_per_year: Option<Estimate>,
    /// The largest share of the money that may be held as the reserve is, the rest where this failure doesn't touch it,
    /// by the least tolerance; at most 1. `None` where no tolerance is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<Estimate>,
}

/// How much may be held as a reserve is, so that no group's failure costs more than the tolerance.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Within {
    /// The group whose failure costs most; `None` where none costs anything.
    pub group: Option<String>,
    /// What it costs, marked, as a share.
    pub loss: Estimate,
    /// The largest share of the money that may be held so, the rest where that failure doesn't touch it; at most 1.
    pub most: Estimate,
}

/// What would make two reserves equally good.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PairDecision {
    /// The one that holds more of the coin; where there is none, the first.
    pub more: String,
    /// The other.
    pub less: String,
    /// The coin of which their weights differ most.
    pub coin: Option<String>,
    /// Why nothing is told of it, or `None`.
    pub not_told: Option<NotTold>,
    /// By relative risk aversion: 0, 1 and 2.
    pub out_earn: Vec<OutEarn>,
    /// The largest share of `more` in a mixture of both that keeps within the least tolerance; `None` where no mixture
    /// does, or no tolerance is stated.
    pub largest_share: Option<f64>,
    /// The least share of `more` in such a mixture, for the other may lose too much by itself; `None` as there.
    #[serde(default)]
    pub least_share: Option<f64>,
}

/// Why it is not told what a coin must earn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotTold {
    /// Both hold the same coins.
    SameCoins,
    /// One of them trades or has flows, so what it holds at the end is no sum of what it held at first.
    Trades,
    /// They hold too many positions.
    ManyPositions,
}

/// What the coin must earn a year beyond what the scenario assumes, for both reserves to be equally good.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct OutEarn {
    /// Relative risk aversion.
    pub risk_aversion: f64,
    /// With failures; `None` where no return up to 100% a year does it.
    pub with_failures: Option<Estimate>,
    /// If nobody ever failed.
    pub without_failures: Option<Estimate>,
}
