//! Sums of booked cells over paths, so that no path needs to be kept for means.
//!
//! Of thousands of counterparties and hundreds of assets few cells are ever touched, so slots come in small
//! pages, and only those that something was booked in are there.

use crate::reserve::Cell;
use crate::units::{AssetIndex, CounterpartyIndex};

/// Channels of a cell that have a counterparty.
const CHANNELS: usize = 4;
/// Slots of a page.
const PAGE: usize = 8;

/// Sums of cells, each as a fraction of V(0) + C.
#[derive(Clone, Debug, Default)]
pub struct CellSums {
    assets: usize,
    counterparties: usize,
    /// One slot a page: where it stands among those that are there, from 1; 0 of others.
    places: Vec<u32>,
    pages: Vec<Page>,
    /// The sums of a task that is done: slots, ascending, and what was booked there.
    done: Vec<(usize, f64)>,
}

/// Neighbouring slots.
#[derive(Clone, Debug, Default)]
struct Page {
    sums: [f64; PAGE],
    /// One bit a slot: whether it was not 0 on some path, even where its sum is.
    touched: u8,
}

impl CellSums {
    /// Empty sums for a scenario of this size.
    #[must_use]
    pub fn new(assets: usize, counterparties: usize) -> Self {
        let mut sums = Self { assets, counterparties, ..Self::default() };
        sums.clear();
        sums
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        let slots = self.assets + 1 + CHANNELS * self.counterparties * self.assets;
        self.places.clear();
        self.places.resize(slots.div_ceil(PAGE), 0);
        self.pages.clear();
        self.done.clear();
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
            self.add_to_slot(self.slot(cell), fraction);
        }
    }

    /// Adds what many paths booked in one cell, though the sum may be 0.
    pub fn add_sum(&mut self, cell: Cell, fraction: f64) {
        self.add_to_slot(self.slot(cell), fraction);
    }

    fn add_to_slot(&mut self, slot: usize, fraction: f64) {
        let place = &mut self.places[slot / PAGE];
        if *place == 0 {
            self.pages.push(Page::default());
            *place = self.pages.len() as u32;
        }
        let page = &mut self.pages[*place as usize - 1];
        page.sums[slot % PAGE] += fraction;
        page.touched |= 1 << (slot % PAGE);
    }

    /// Leaves the sums alone, without the room in which they were made.
    pub fn finish_task(&mut self) {
        self.done = self.touched().collect();
        self.places = Vec::new();
        self.pages = Vec::new();
    }

    /// Adds the sums of a task that is done.
    pub fn merge(&mut self, task: &Self) {
        for (slot, sum) in &task.done {
            self.add_to_slot(*slot, *sum);
        }
    }

    /// The slots that were touched, ascending, with their sums.
    fn touched(&self) -> impl Iterator<Item = (usize, f64)> {
        let pages = self.places.iter().enumerate().filter(|(_, place)| **place > 0);
        pages.flat_map(|(number, place)| {
            let page = &self.pages[*place as usize - 1];
            let slots = (0..PAGE).filter(|slot| page.touched >> slot & 1 == 1);
            slots.map(move |slot| (number * PAGE + slot, page.sums[slot]))
        })
    }

    /// The mean of every cell that was touched, ascending by cell.
    #[must_use]
    pub fn means(&self, paths: u64) -> Vec<(Cell, f64)> {
        let mut means: Vec<(Cell, f64)> =
            self.touched().map(|(slot, sum)| (self.cell(slot), sum / paths as f64)).collect();
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

    fn market(asset: usize) -> Cell {
        Cell::Market(AssetIndex(asset))
    }

    #[test]
    fn every_cell_has_a_slot_of_its_own() {
        let sums = CellSums::new(3, 4);
        for slot in 0..3 + 1 + CHANNELS * 3 * 4 {
            assert_eq!(sums.slot(sums.cell(slot)), slot);
        }
    }

    #[test]
    fn a_cell_whose_gains_and_losses_cancel_still_counts() {
        let mut sums = CellSums::new(1, 1);
        sums.add([(market(0), 5.0)], 10.0);
        sums.add([(market(0), -5.0)], 10.0);
        assert_eq!(sums.means(2), [(market(0), 0.0)]);
    }

    #[test]
    fn a_task_leaves_only_what_it_touched() {
        let custody = Cell::Custody(CounterpartyIndex(900), AssetIndex(70));
        let mut task = CellSums::new(100, 1000);
        task.add([(custody, 3.0), (market(2), 1.0)], 4.0);
        task.finish_task();
        assert_eq!((task.done.len(), task.places.len(), task.pages.len()), (2, 0, 0));
        let mut all = CellSums::new(100, 1000);
        all.merge(&task);
        all.merge(&task);
        assert_eq!(all.means(2), [(market(2), 0.25), (custody, 0.75)]);
        assert_eq!(all.pages.len(), 2);
    }
}
