//! What flows in and out, and trading back to targets: section 4 of the model page.

use crate::market::Asset;
use crate::reserve::account::{Account, Surroundings, standing_slot};
use crate::reserve::book::{Book, SlotFlow};
use crate::reserve::ledger::Cell;
use crate::reserve::{AfterFailure, FlowAmount, Rebalance, Trading};
use crate::units::{AssetIndex, DAYS_PER_YEAR, TimeGrid};

/// A shortfall below this share of V(0) + C is rounding.
const NO_SHORTFALL: f64 = 1e-12;

impl Account {
    /// Contributions, then withdrawals, each in file order, at the prices of the step.
    pub(super) fn take_flows(&mut self, step: usize, book: &Book, grid: TimeGrid) {
        for flow in &book.contributions {
            for _ in 0..grid.occurrences(step, flow.flow.every_days) {
                self.contribute(flow, book);
            }
        }
        for flow in &book.withdrawals {
            for _ in 0..grid.occurrences(step, flow.flow.every_days) {
                self.withdraw(flow, book);
            }
        }
    }

    fn contribute(&mut self, flow: &SlotFlow, book: &Book) {
        let asset = flow.flow.asset;
        let price = self.price[asset.0];
        let slot = standing_slot(book, &self.closed, flow.slot);
        let money = match flow.flow.amount {
            FlowAmount::Units(units) => {
                self.add(slot, asset, units);
                units * price
            }
            FlowAmount::Money(money) if price > 0.0 => {
                self.add(slot, asset, money / price);
                money
            }
            FlowAmount::Money(money) => {
                // Nothing can be bought at a price of 0: the money stays money.
                let cash = book.slots[book.cash_slot].asset;
                self.add(book.cash_slot, cash, money / self.price[cash.0]);
                money
            }
        };
        self.contributed += money;
        self.flow += money;
    }

    fn withdraw(&mut self, flow: &SlotFlow, book: &Book) {
        let price = self.price[flow.flow.asset.0];
        let wanted = match flow.flow.amount {
            FlowAmount::Money(money) => money,
            FlowAmount::Units(units) => units * price,
        };
        let slot = standing_slot(book, &self.closed, flow.slot);
        let from_place = wanted.min(self.units[slot] * price);
        if from_place > 0.0 {
            self.take_share(slot, book, from_place / (self.units[slot] * price));
        }
        let missing = wanted - from_place;
        let liquid: f64 = (0..self.units.len()).map(|slot| self.slot_value(slot, book)).sum();
        let from_rest = missing.min(liquid);
        if from_rest > 0.0 {
            for slot in 0..self.units.len() {
                self.take_share(slot, book, from_rest / liquid);
            }
        }
        let paid = from_place + from_rest.max(0.0);
        self.withdrawn += paid;
        self.flow -= paid;
        if wanted - paid > NO_SHORTFALL * (book.initial_value + self.contributed) {
            self.shortfall += wanted - paid;
        }
    }

    fn take_share(&mut self, slot: usize, book: &Book, share: f64) {
        let taken = if share >= 1.0 { self.units[slot] } else { self.units[slot] * share };
        self.units[slot] -= taken;
        self.liquid[book.slots[slot].asset.0] -= taken;
    }

    fn slot_value(&self, slot: usize, book: &Book) -> f64 {
        self.units[slot] * self.price[book.slots[slot].asset.0]
    }

    /// Trades back to the targets where the rule of the reserve says so.
    pub(super) fn rebalance(&mut self, step: usize, book: &Book, around: &Surroundings) {
        let (trading, width) = match book.rebalance {
            Rebalance::None => return,
            Rebalance::Calendar { every_days, .. } if around.grid.occurrences(step, every_days) == 0 => return,
            Rebalance::Calendar { trading, .. } => (trading, None),
            Rebalance::Band { width, trading } => (trading, Some(width)),
        };
        let Some(value) = self.set_targets(book, trading.after_failure) else { return };
        let differs =
            |slot: usize, width: f64| (self.slot_value(slot, book) / value - self.targets[slot]).abs() > width;
        let outside = |width: f64| {
            (0..self.units.len()).any(|slot| self.trades(slot, book, trading.after_failure) && differs(slot, width))
        };
        if width.is_none_or(outside) {
            self.trade(book, value, trading, around.assets);
        }
    }

    /// Whether a slot's asset is traded and counted: a price of 0 never is, a cut one only on request.
    fn trades(&self, slot: usize, book: &Book, after_failure: AfterFailure) -> bool {
        let asset = book.slots[slot].asset.0;
        self.price[asset] > 0.0 && (after_failure == AfterFailure::Target || self.cuts[asset] == 0)
    }

    /// Sets the target share of every slot and returns the value that is shared out; `None` where
    /// nothing can be traded.
    fn set_targets(&mut self, book: &Book, after_failure: AfterFailure) -> Option<f64> {
        self.targets.clear();
        self.targets.resize(book.slots.len(), 0.0);
        let (mut sum, mut value) = (0.0, 0.0);
        for slot in 0..book.slots.len() {
            if self.trades(slot, book, after_failure) {
                self.targets[standing_slot(book, &self.closed, slot)] += book.slots[slot].target;
                sum += book.slots[slot].target;
                value += self.slot_value(slot, book);
            }
        }
        if sum <= 0.0 || value <= 0.0 {
            return None;
        }
        for target in &mut self.targets {
            *target /= sum;
        }
        Some(value)
    }

    fn trade(&mut self, book: &Book, value: f64, trading: Trading, assets: &[Asset]) {
        let cost = self.trading_cost(book, value, trading, assets).min(value);
        self.ledger.book(Cell::Cost, cost);
        for slot in 0..book.slots.len() {
            if self.trades(slot, book, trading.after_failure) {
                let asset = book.slots[slot].asset;
                let units = self.targets[slot] * (value - cost) / self.price[asset.0];
                self.liquid[asset.0] += units - self.units[slot];
                self.units[slot] = units;
            }
        }
    }

    /// Cost in money of trading `value` to the targets, found on the value before cost.
    fn trading_cost(&self, book: &Book, value: f64, trading: Trading, assets: &[Asset]) -> f64 {
        let net = |asset: AssetIndex| -> f64 {
            let slots = (0..book.slots.len())
                .filter(|slot| book.slots[*slot].asset == asset && self.trades(*slot, book, trading.after_failure));
            slots.map(|slot| self.targets[slot] * value - self.slot_value(slot, book)).sum()
        };
        let moving = book.assets.iter().filter(|asset| assets[asset.0].volatility > 0.0);
        moving.map(|asset| cost_of(net(*asset).abs(), trading, &assets[asset.0])).sum()
    }
}

/// Cost of trading `money` of an asset: basis points, and the square-root law of impact.
fn cost_of(money: f64, trading: Trading, asset: &Asset) -> f64 {
    let impact = asset.average_daily_volume.map_or(0.0, |volume| {
        trading.impact * asset.volatility / DAYS_PER_YEAR.sqrt() * (money / volume).sqrt() * money
    });
    trading.cost_bps / 10_000.0 * money + impact
}
