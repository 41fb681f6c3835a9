//! Section 4, flows: what comes in and what is paid out in step 5.

use linchpin::reserve::{Flow, FlowAmount};
use linchpin::units::CounterpartyIndex;

use super::account::Account;

impl Account<'_> {
    /// All flows of one step; yields what came in less what went out.
    pub fn flow(&mut self, step: usize, prices: &[f64], has_failed: &dyn Fn(CounterpartyIndex) -> bool) -> f64 {
        let before = self.flowed.contributed - self.flowed.withdrawn;
        for flow in &self.reserve.contributions {
            let times = self.scenario.grid().occurrences(step, flow.every_days) as f64;
            self.contribute(flow, times, self.open_place(flow, has_failed), prices);
        }
        for flow in &self.reserve.withdrawals {
            let times = self.scenario.grid().occurrences(step, flow.every_days) as f64;
            self.withdraw(flow, times, self.open_place(flow, has_failed), prices);
        }
        self.flowed.contributed - self.flowed.withdrawn - before
    }

    /// A failed place means self-custody; places that hold only keys stay open.
    fn open_place(&self, flow: &Flow, has_failed: &dyn Fn(CounterpartyIndex) -> bool) -> CounterpartyIndex {
        let keys = self.scenario.counterparties()[flow.custodian.0].is_keys();
        if has_failed(flow.custodian) && !keys { CounterpartyIndex::OWN_KEYS } else { flow.custodian }
    }

    fn contribute(&mut self, flow: &Flow, times: f64, custodian: CounterpartyIndex, prices: &[f64]) {
        if times == 0.0 {
            return;
        }
        let price = prices[flow.asset.0];
        let (asset, units, money) = match flow.amount {
            FlowAmount::Units(units) => (flow.asset, units * times, units * times * price),
            FlowAmount::Money(money) if price > 0.0 => (flow.asset, money * times / price, money * times),
            // Nothing can be bought at a price of 0: the money stays cash, at own keys.
            FlowAmount::Money(money) => (self.cash(), money * times / prices[self.cash().0], money * times),
        };
        let place = self.place(asset, if asset == flow.asset { custodian } else { CounterpartyIndex::OWN_KEYS });
        self.holdings[place].units += units;
        self.flowed.contributed += money;
    }

    fn withdraw(&mut self, flow: &Flow, times: f64, custodian: CounterpartyIndex, prices: &[f64]) {
        let wanted = match flow.amount {
            FlowAmount::Money(money) => money * times,
            FlowAmount::Units(units) => units * times * prices[flow.asset.0],
        };
        let place =
            |asset, at| move |holding: &super::account::Holding| holding.asset == asset && holding.custodian == at;
        let first = self.holdings.iter().position(place(flow.asset, custodian));
        let taken = first.map_or(0.0, |first| self.take(&[first], wanted, prices));
        let all: Vec<usize> = (0..self.holdings.len()).collect();
        let taken = taken + self.take(&all, wanted - taken, prices);
        self.flowed.withdrawn += taken;
        if wanted - taken > 1e-12 * self.put_in() {
            self.flowed.missing += wanted - taken;
        }
    }

    /// Takes up to `wanted` from some holdings, pro rata to value; yields what was taken.
    fn take(&mut self, from: &[usize], wanted: f64, prices: &[f64]) -> f64 {
        let there: f64 = from.iter().map(|i| self.holdings[*i].units * prices[self.holdings[*i].asset.0]).sum();
        let taken = wanted.min(there);
        if taken <= 0.0 {
            return 0.0;
        }
        for i in from {
            let holding = &mut self.holdings[*i];
            if prices[holding.asset.0] > 0.0 {
                holding.units = if taken == there { 0.0 } else { holding.units * (1.0 - taken / there) };
            }
        }
        taken
    }
}
