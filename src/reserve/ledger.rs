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

/// The cells of one path.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// What the market did to each asset: booked so often that it is added up at once.
    market: Vec<f64>,
    /// Everything else, in the order of booking.
    entries: Vec<(Cell, f64)>,
    settled: Vec<(Cell, f64)>,
}

impl Ledger {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.market.fill(0.0);
        self.entries.clear();
    }

    /// Books a loss, or, negative, a gain.
    #[inline]
    pub fn book(&mut self, cell: Cell, loss: f64) {
        match cell {
            Cell::Market(AssetIndex(asset)) => {
                if asset >= self.market.len() {
                    self.market.resize(asset + 1, 0.0);
                }
                self.market[asset] += loss;
            }
            _ if loss != 0.0 => self.entries.push((cell, loss)),
            _ => {}
        }
    }

    /// Adds up what stands in the same cell; ascending by cell, without cells that add up to 0.
    pub fn settle(&mut self) -> &[(Cell, f64)] {
        // Stable, so that sums are taken in the order in which they were booked.
        self.entries.sort_by_key(|(cell, _)| *cell);
        self.settled.clear();
        let market = self.market.iter().enumerate().map(|(asset, loss)| (Cell::Market(AssetIndex(asset)), *loss));
        for (cell, loss) in market.chain(self.entries.iter().copied()) {
            match self.settled.last_mut() {
                Some((last, sum)) if *last == cell => *sum += loss,
                _ => self.settled.push((cell, loss)),
            }
        }
        self.settled.retain(|(_, loss)| *loss != 0.0);
        &self.settled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_add_up_whatever_the_order_of_booking() {
        let mut ledger = Ledger::default();
        let (bitcoin, exchange) = (AssetIndex(0), CounterpartyIndex(1));
        ledger.book(Cell::Custody(exchange, bitcoin), 4.0);
        ledger.book(Cell::Market(bitcoin), 3.0);
        ledger.book(Cell::Claim(exchange, bitcoin), 2.0);
        ledger.book(Cell::Market(bitcoin), -1.0);
        ledger.book(Cell::Claim(exchange, bitcoin), -2.0);
        assert_eq!(ledger.settle(), [(Cell::Market(bitcoin), 2.0), (Cell::Custody(exchange, bitcoin), 4.0)]);
    }
}
