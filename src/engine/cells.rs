//! Sums of booked cells over paths: one slot a cell, so that no path needs to be kept for means.

use crate::reserve::Cell;
use crate::units::{AssetIndex, CounterpartyIndex};

/// Channels of a cell that have a counterparty.
const CHANNELS: usize = 4;

/// Sums of cells, each as a fraction of V(0) + C.
#[derive(Clone, Debug, Default)]
pub struct CellSums {
    assets: usize,
    counterparties: usize,
    sums: Vec<f64>,
    /// Cells that were not 0 on some path, even where their sum is.
    touched: Vec<bool>,
}

impl CellSums {
    /// Empty sums for a scenario of this size.
    #[must_use]
    pub fn new(assets: usize, counterparties: usize) -> Self {
        let slots = assets + 1 + CHANNELS * counterparties * assets;
        Self { assets, counterparties, sums: vec![0.0; slots], touched: vec![false; slots] }
    }

    /// Adds the cells of one path, in money, over V(0) + C.
    pub fn add(&mut self, cells: impl IntoIterator<Item = (Cell, f64)>, put_in: f64) {
        for (cell, loss) in cells {
            self.add_one(cell, loss / put_in);
        }
    }

    /// Adds one cell of one path.
    pub fn add_one(&mut self, cell: Cell, fraction: f64) {
        if fraction != 0.0 {
            let slot = self.slot(cell);
            self.sums[slot] += fraction;
            self.touched[slot] = true;
        }
    }

    /// Adds the sums of other paths.
    pub fn merge(&mut self, other: &Self) {
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            *sum += more;
        }
        for (touched, more) in self.touched.iter_mut().zip(&other.touched) {
            *touched |= more;
        }
    }

    /// The mean of every cell that was touched, ascending by cell.
    #[must_use]
    pub fn means(&self, paths: u64) -> Vec<(Cell, f64)> {
        let touched = (0..self.sums.len()).filter(|slot| self.touched[*slot]);
        let mut means: Vec<(Cell, f64)> =
            touched.map(|slot| (self.cell(slot), self.sums[slot] / paths as f64)).collect();
        means.sort_by_key(|(cell, _)| *cell);
        means
    }

    fn slot(&self, cell: Cell) -> usize {
        let inside = |channel: usize, counterparty: CounterpartyIndex, asset: AssetIndex| {
            self.assets + 1 + (channel * self.counterparties + counterparty.0) * self.assets + asset.0
        };
        match cell {
            Cell::Market(asset) => asset.0,
            Cell::Cost => self.assets,
            Cell::Linked(by, asset) => inside(0, by, asset),
            Cell::Contagion(by, asset) => inside(1, by, asset),
            Cell::Custody(by, asset) => inside(2, by, asset),
            Cell::Claim(by, asset) => inside(3, by, asset),
        }
    }

    fn cell(&self, slot: usize) -> Cell {
        if slot < self.assets {
            return Cell::Market(AssetIndex(slot));
        }
        if slot == self.assets {
            return Cell::Cost;
        }
        let inside = slot - self.assets - 1;
        let (asset, rest) = (AssetIndex(inside % self.assets), inside / self.assets);
        let (by, channel) = (CounterpartyIndex(rest % self.counterparties), rest / self.counterparties);
        match channel {
            0 => Cell::Linked(by, asset),
            1 => Cell::Contagion(by, asset),
            2 => Cell::Custody(by, asset),
            _ => Cell::Claim(by, asset),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_has_a_slot_of_its_own() {
        let sums = CellSums::new(3, 4);
        for slot in 0..sums.sums.len() {
            assert_eq!(sums.slot(sums.cell(slot)), slot);
        }
    }

    #[test]
    fn a_cell_whose_gains_and_losses_cancel_still_counts() {
        let mut sums = CellSums::new(1, 1);
        sums.add([(Cell::Market(AssetIndex(0)), 5.0)], 10.0);
        sums.add([(Cell::Market(AssetIndex(0)), -5.0)], 10.0);
        assert_eq!(sums.means(2), [(Cell::Market(AssetIndex(0)), 0.0)]);
    }
}
