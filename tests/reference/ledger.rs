//! Section 5: every unit of money lost or gained is booked to one cell.

use std::collections::BTreeMap;

use linchpin::outcome::Cell;
use linchpin::units::AssetIndex;

/// The booked cells of one path and reserve, in money. Losses are positive.
pub struct Ledger {
    market: Vec<f64>,
    others: BTreeMap<Cell, f64>,
}

impl Ledger {
    pub fn new(assets: usize) -> Self {
        Self { market: vec![0.0; assets], others: BTreeMap::new() }
    }

    pub fn book(&mut self, cell: Cell, money_lost: f64) {
        match cell {
            Cell::Market(asset) => self.market[asset.0] += money_lost,
            other => *self.others.entry(other).or_default() += money_lost,
        }
    }

    /// All cells as fractions of `scale`, ascending.
    pub fn cells(&self, scale: f64) -> BTreeMap<Cell, f64> {
        let market = self.market.iter().enumerate().map(|(a, money)| (Cell::Market(AssetIndex(a)), money / scale));
        market.chain(self.others.iter().map(|(cell, money)| (*cell, money / scale))).collect()
    }
}
