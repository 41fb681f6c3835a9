//! The booked cells of a fleet, one slot a member: of one path, and summed over paths.

use crate::reserve::ledger::Cell;

/// Booked cells in money.
#[derive(Clone, Debug, Default)]
pub struct Bookings {
    assets: usize,
    /// Where each cell that there can be stands among those in use, from 1; 0 for the others.
    places: Vec<u32>,
    cells: Vec<BookedCell>,
    /// Cells in which something was booked on the path under way, or on the last.
    open: Vec<usize>,
}

#[derive(Clone, Debug)]
struct BookedCell {
    cell: Cell,
    is_open: bool,
    /// Of the path on which it is open.
    losses: Vec<f64>,
    /// Of the paths that are closed.
    sums: Vec<f64>,
    /// Whether it was not 0 on some of them, even where the sum is.
    is_touched: Vec<bool>,
}

impl Bookings {
    /// Forgets everything; from now on so many cells can be booked in.
    pub fn begin(&mut self, assets: usize, counterparties: usize) {
        let places = Cell::places(assets, counterparties);
        *self = Self { assets, places: vec![0; places], cells: Vec::new(), open: Vec::new() };
    }

    /// Forgets what was booked on the last path; the sums stay.
    #[inline(always)]
    pub fn open_path(&mut self) {
        for place in self.open.drain(..) {
            self.cells[place].is_open = false;
        }
    }

    /// What each of so many members lost in a cell on this path so far.
    #[inline(always)]
    pub fn losses(&mut self, cell: Cell, members: usize) -> &mut [f64] {
        let place = &mut self.places[cell.place(self.assets)];
        if *place == 0 {
            let (losses, sums) = (vec![0.0; members], vec![0.0; members]);
            self.cells.push(BookedCell { cell, is_open: false, losses, sums, is_touched: vec![false; members] });
            *place = self.cells.len() as u32;
        }
        let place = *place as usize - 1;
        let BookedCell { is_open, losses, .. } = &mut self.cells[place];
        let losses = &mut losses[..members];
        if !*is_open {
            *is_open = true;
            losses.fill(0.0);
            self.open.push(place);
        }
        losses
    }

    /// Adds this path of so many members to those before it.
    #[inline(always)]
    pub fn close_path(&mut self, members: usize) {
        for place in &self.open {
            let BookedCell { losses, sums, is_touched, .. } = &mut self.cells[*place];
            for ((loss, sum), is_touched) in losses[..members].iter().zip(sums).zip(is_touched) {
                *sum += loss;
                *is_touched |= *loss != 0.0;
            }
        }
    }

    /// Puts the cells of the last path in order.
    pub fn sort_path(&mut self) {
        let Self { cells, open, .. } = self;
        open.sort_unstable_by_key(|place| cells[*place].cell);
    }

    /// The cells of one member on the last path, some of them 0; ascending where they were put in order.
    pub fn of_path(&self, member: usize) -> impl Iterator<Item = (Cell, f64)> {
        let cells = self.open.iter().map(|place| &self.cells[*place]);
        cells.map(move |booked| (booked.cell, booked.losses[member]))
    }

    /// The sums of one member's cells that were touched.
    pub fn of(&self, member: usize) -> impl Iterator<Item = (Cell, f64)> {
        self.cells.iter().filter(move |cell| cell.is_touched[member]).map(move |cell| (cell.cell, cell.sums[member]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{AssetIndex, CounterpartyIndex};

    #[test]
    fn what_cancels_within_a_path_is_untouched_and_over_paths_is_not() {
        let (market, claim) = (Cell::Market(AssetIndex(0)), Cell::Claim(CounterpartyIndex(1), AssetIndex(0)));
        let mut bookings = Bookings::default();
        bookings.begin(1, 2);
        for sign in [1.0, -1.0] {
            bookings.open_path();
            bookings.losses(market, 2)[0] += 5.0 * sign;
            bookings.losses(claim, 2)[1] += 3.0;
            bookings.losses(claim, 2)[1] -= 3.0;
            bookings.close_path(2);
            assert_eq!(bookings.of_path(0).collect::<Vec<_>>(), [(market, 5.0 * sign), (claim, 0.0)]);
            assert_eq!(bookings.of_path(1).collect::<Vec<_>>(), [(market, 0.0), (claim, 0.0)]);
        }
        assert_eq!(bookings.of(0).collect::<Vec<_>>(), [(market, 0.0)]);
        assert_eq!(bookings.of(1).count(), 0);
    }
}
