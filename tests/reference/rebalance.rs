//! Section 4, rebalancing: when, of what, and at what cost.

use libm::sqrt;
use linchpin::reserve::{AfterFailure, Rebalance, Trading};

use super::account::Account;

impl Account<'_> {
    /// Step 5, after flows. `cut_assets` are those whose price a link has cut and not restored.
    pub fn rebalance(&mut self, step: usize, prices: &[f64], cut_assets: &[bool]) {
        let (trading, width) = match self.reserve.rebalance {
            Rebalance::None => return,
            Rebalance::Calendar { every_days, trading } => {
                if self.scenario.grid().occurrences(step, every_days) == 0 {
                    return;
                }
                (trading, None)
            }
            Rebalance::Band { width, trading } => (trading, Some(width)),
        };
        let held = |a: usize| trading.after_failure == AfterFailure::Hold && cut_assets[a];
        let tradable: Vec<usize> = (0..self.holdings.len())
            .filter(|i| prices[self.holdings[*i].asset.0] > 0.0 && !held(self.holdings[*i].asset.0))
            .collect();
        let value: f64 = tradable.iter().map(|i| self.worth(*i, prices)).sum();
        let all_targets: f64 = tradable.iter().map(|i| self.holdings[*i].target).sum();
        if value <= 0.0 || all_targets <= 0.0 {
            return;
        }
        let target = |account: &Self, i: usize| account.holdings[i].target / all_targets;
        let strays =
            |width: f64| tradable.iter().any(|i| (self.worth(*i, prices) / value - target(self, *i)).abs() > width);
        if width.is_some_and(|width| !strays(width)) {
            return;
        }
        let cost = self.trading_cost(trading, &tradable, value, all_targets, prices).min(value);
        for i in &tradable {
            let wanted = target(self, *i) * (value - cost);
            let holding = &mut self.holdings[*i];
            holding.units = wanted / prices[holding.asset.0];
        }
        self.book_cost(cost);
    }

    fn worth(&self, holding: usize, prices: &[f64]) -> f64 {
        self.holdings[holding].units * prices[self.holdings[holding].asset.0]
    }

    /// Cost in money of going from what is held to the targets, on the value before cost.
    fn trading_cost(&self, trading: Trading, tradable: &[usize], value: f64, targets: f64, prices: &[f64]) -> f64 {
        let mut traded = vec![0.0; prices.len()];
        for i in tradable {
            let holding = &self.holdings[*i];
            traded[holding.asset.0] += holding.target / targets * value - self.worth(*i, prices);
        }
        let mut cost = 0.0;
        for (asset, money) in self.scenario.assets().iter().zip(traded) {
            let money: f64 = f64::abs(money);
            if asset.volatility <= 0.0 {
                continue;
            }
            let impact = asset.average_daily_volume.map_or(0.0, |daily_volume| {
                trading.impact * asset.volatility / sqrt(365.0) * sqrt(money / daily_volume)
            });
            cost += (trading.cost_bps / 10_000.0 + impact) * money;
        }
        cost
    }
}
