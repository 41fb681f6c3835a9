//! A reserve made ready: its places, targets and flows as slots.

use crate::failure::FailureLog;
use crate::reserve::{Flow, Rebalance, Reserve};
use crate::units::{AssetIndex, CounterpartyIndex, TimeGrid};

/// An asset at a place, and what is meant to stand there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    /// The asset.
    pub asset: AssetIndex,
    /// Where.
    pub place: CounterpartyIndex,
    /// Target share; 0 for what only escapes, returns and contributions fill.
    pub target: f64,
    /// Units at time 0.
    pub units: f64,
}

/// A flow and the slot at which it happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SlotFlow {
    /// The flow.
    pub flow: Flow,
    /// Its slot.
    pub slot: usize,
}

/// A reserve made ready to be followed along paths.
#[derive(Clone, Debug)]
pub struct Book {
    /// V(0).
    pub initial_value: f64,
    /// All places that can hold something.
    pub slots: Vec<Slot>,
    /// Slots of each place, one entry a counterparty.
    pub slots_at: Vec<Vec<usize>>,
    /// The slot of each asset at own keys; `None` for assets that the reserve never holds.
    pub own_slot: Vec<Option<usize>>,
    /// Assets that it can hold.
    pub assets: Vec<AssetIndex>,
    /// Units of each slot at time 0.
    pub units: Vec<f64>,
    /// Units of each asset in all slots at time 0.
    pub liquid: Vec<f64>,
    /// What comes in.
    pub contributions: Vec<SlotFlow>,
    /// What goes out.
    pub withdrawals: Vec<SlotFlow>,
    /// When it trades.
    pub rebalance: Rebalance,
    /// Money at own keys.
    pub cash_slot: usize,
}

impl Book {
    /// Prepares `reserve`; what stands or flows at a place of `moved` does so at own keys instead.
    #[must_use]
    pub fn new(
        reserve: &Reserve,
        prices: &[f64],
        cash: AssetIndex,
        counterparties: usize,
        moved: &[CounterpartyIndex],
    ) -> Self {
        let place = |custodian: CounterpartyIndex| {
            if moved.contains(&custodian) { CounterpartyIndex::OWN_KEYS } else { custodian }
        };
        let mut book = Self {
            initial_value: reserve.initial_value,
            slots: Vec::new(),
            slots_at: vec![Vec::new(); counterparties],
            own_slot: vec![None; prices.len()],
            assets: Vec::new(),
            units: Vec::new(),
            liquid: vec![0.0; prices.len()],
            contributions: Vec::new(),
            withdrawals: Vec::new(),
            rebalance: reserve.rebalance,
            cash_slot: 0,
        };
        for position in &reserve.positions {
            let units = position.weight * reserve.initial_value / prices[position.asset.0];
            let custodian = place(position.custodian);
            // Only moving to own keys can make two positions one.
            match book.own_slot[position.asset.0].filter(|_| custodian == CounterpartyIndex::OWN_KEYS) {
                Some(slot) => {
                    book.slots[slot].units += units;
                    book.slots[slot].target += position.weight;
                }
                None => {
                    book.open(Slot { asset: position.asset, place: custodian, target: position.weight, units });
                }
            }
        }
        book.cash_slot = book.slot(cash, CounterpartyIndex::OWN_KEYS);
        for index in 0..book.slots.len() {
            let asset = book.slots[index].asset;
            book.slot(asset, CounterpartyIndex::OWN_KEYS);
        }
        let mut at_slots = |flows: &[Flow]| {
            let prepare = |flow: &Flow| {
                book.slot(flow.asset, CounterpartyIndex::OWN_KEYS);
                SlotFlow { flow: *flow, slot: book.slot(flow.asset, place(flow.custodian)) }
            };
            flows.iter().map(prepare).collect::<Vec<_>>()
        };
        (book.contributions, book.withdrawals) = (at_slots(&reserve.contributions), at_slots(&reserve.withdrawals));
        book.assets = book.slots.iter().map(|slot| slot.asset).collect();
        book.assets.sort_unstable();
        book.assets.dedup();
        book.units = book.slots.iter().map(|slot| slot.units).collect();
        for slot in &book.slots {
            book.liquid[slot.asset.0] += slot.units;
        }
        book
    }

    /// Whether anything but failures ever changes what it holds.
    #[must_use]
    pub fn is_buy_and_hold(&self) -> bool {
        self.contributions.is_empty() && self.withdrawals.is_empty() && self.rebalance == Rebalance::None
    }

    /// Whether it matters to what it does at which of two places an asset stands: a band watches every
    /// position, and a withdrawal takes from its place first.
    #[must_use]
    pub fn counts_places(&self) -> bool {
        matches!(self.rebalance, Rebalance::Band { .. }) || !self.withdrawals.is_empty()
    }

    /// Whether anything that happens on a path can change what it holds or the price of that.
    #[must_use]
    pub fn is_touched_by(&self, log: &FailureLog) -> bool {
        let holds = |asset: &AssetIndex| self.assets.binary_search(asset).is_ok();
        log.failures.iter().any(|failure| !self.slots_at[failure.counterparty.0].is_empty())
            || log.prices.iter().any(|event| holds(&event.asset))
    }

    /// Whether step `step` has something to do whatever happened.
    #[must_use]
    pub fn acts_in(&self, step: usize, grid: TimeGrid) -> bool {
        let trades = match self.rebalance {
            Rebalance::None => false,
            Rebalance::Calendar { every_days, .. } => grid.occurrences(step, every_days) > 0,
            Rebalance::Band { .. } => true,
        };
        let flows = || {
            self.contributions
                .iter()
                .chain(&self.withdrawals)
                .any(|flow| grid.occurrences(step, flow.flow.every_days) > 0)
        };
        trades || flows()
    }

    /// Whether it can hold anything at one of `places`.
    #[must_use]
    pub fn touches(&self, places: &[CounterpartyIndex]) -> bool {
        places.iter().any(|place| !self.slots_at[place.0].is_empty())
    }

    /// How many places it means to hold something at or lets something flow to.
    #[must_use]
    pub fn used_slots(&self) -> usize {
        let flows = |slot: usize| self.contributions.iter().chain(&self.withdrawals).any(|flow| flow.slot == slot);
        (0..self.slots.len()).filter(|slot| self.slots[*slot].target > 0.0 || flows(*slot)).count()
    }

    fn open(&mut self, slot: Slot) -> usize {
        let number = self.slots.len();
        self.slots.push(slot);
        self.slots_at[slot.place.0].push(number);
        if slot.place == CounterpartyIndex::OWN_KEYS {
            self.own_slot[slot.asset.0] = Some(number);
        }
        number
    }

    fn slot(&mut self, asset: AssetIndex, place: CounterpartyIndex) -> usize {
        let there = self.slots_at[place.0].iter().copied().find(|slot| self.slots[*slot].asset == asset);
        there.unwrap_or_else(|| self.open(Slot { asset, place, target: 0.0, units: 0.0 }))
    }
}
