//! The ledger: every unit of money lost or gained is booked, when it happens, to one cell.
//!
//! Losses are positive. Flows are not booked. The cells of a path add up to
//! (V(0) + C) − (V(T) + W) to rounding.

use crate::units::{AssetIndex, CounterpartyIndex};

/// One box of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// Market moves of an asset.
    Market(AssetIndex),
    /// An asset's fall because its link fired, less its repeg.
    Linked(CounterpartyIndex, AssetIndex),
    /// An asset's share of a failure's market drawdown.
    Contagion(CounterpartyIndex, AssetIndex),
    /// What a failed place lost.
    Custody(CounterpartyIndex, AssetIndex),
    /// What a claim is marked down, until it is paid.
    Claim(CounterpartyIndex, AssetIndex),
    /// What trading cost.
    Cost,
}

/// Channels of a cell that have a counterparty.
const CHANNELS: usize = 4;

impl Cell {
    /// How many cells there can be.
    pub(super) const fn places(assets: usize, counterparties: usize) -> usize {
        1 + assets * (1 + CHANNELS * counterparties)
    }

    /// The place of a cell among them.
    #[inline(always)]
    pub(super) fn place(self, assets: usize) -> usize {
        let of = |CounterpartyIndex(by): CounterpartyIndex, channel: usize, AssetIndex(asset): AssetIndex| {
            1 + assets * (1 + CHANNELS * by + channel) + asset
        };
        match self {
            Self::Cost => 0,
            Self::Market(AssetIndex(asset)) => 1 + asset,
            Self::Linked(by, asset) => of(by, 0, asset),
            Self::Contagion(by, asset) => of(by, 1, asset),
            Self::Custody(by, asset) => of(by, 2, asset),
            Self::Claim(by, asset) => of(by, 3, asset),
        }
    }
}

/// The cells of one path: one slot each for all that there can be, and a list of those in use.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    assets: usize,
    /// What stands in each cell.
    sums: Vec<f64>,
    is_used: Vec<bool>,
    /// Cells in the order in which they were first used.
    used: Vec<Cell>,
    settled: Vec<(Cell, f64)>,
}

impl Ledger {
    /// Forgets everything; from now on there are so many assets and counterparties.
    pub fn clear(&mut self, assets: usize, counterparties: usize) {
        let cells = Cell::places(assets, counterparties);
        if (self.assets, self.sums.len()) != (assets, cells) {
            *self = Self { assets, sums: vec![0.0; cells], is_used: vec![false; cells], ..Self::default() };
        }
        while let Some(cell) = self.used.pop() {
            let place = cell.place(self.assets);
            self.sums[place] = 0.0;
            self.is_used[place] = false;
        }
    }

    /// Books a loss, or, negative, a gain.
    #[inline]
    pub fn book(&mut self, cell: Cell, loss: f64) {
        if loss == 0.0 {
            return;
        }
        let place = cell.place(self.assets);
        self.sums[place] += loss;
        if !self.is_used[place] {
            self.is_used[place] = true;
            self.used.push(cell);
        }
    }

    /// What stands in each cell, without cells that add up to 0, in the order in which they were first used.
    pub fn cells(&self) -> impl Iterator<Item = (Cell, f64)> {
        self.used.iter().map(|cell| (*cell, self.sums[cell.place(self.assets)])).filter(|(_, loss)| *loss != 0.0)
    }

    /// The same, ascending by cell.
    pub fn settle(&mut self) -> &[(Cell, f64)] {
        let mut settled = std::mem::take(&mut self.settled);
        settled.clear();
        settled.extend(self.cells());
        settled.sort_unstable_by_key(|(cell, _)| *cell);
        self.settled = settled;
        &self.settled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_add_up_whatever_the_order_of_booking() {
        let mut ledger = Ledger::default();
        ledger.clear(1, 2);
        let (bitcoin, exchange) = (AssetIndex(0), CounterpartyIndex(1));
        ledger.book(Cell::Custody(exchange, bitcoin), 4.0);
        ledger.book(Cell::Market(bitcoin), 3.0);
        ledger.book(Cell::Claim(exchange, bitcoin), 2.0);
        ledger.book(Cell::Market(bitcoin), -1.0);
        ledger.book(Cell::Claim(exchange, bitcoin), -2.0);
        assert_eq!(ledger.settle(), [(Cell::Market(bitcoin), 2.0), (Cell::Custody(exchange, bitcoin), 4.0)]);
        ledger.clear(1, 2);
        assert!(ledger.settle().is_empty());
    }
}
