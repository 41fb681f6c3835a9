//! What was booked on the paths with the largest losses.

use crate::outcome::Cell;
use crate::outcome::departures::grown;

/// Booked cells of the paths with the largest losses: all with a loss of at least VaR at the lowest level.
#[derive(Clone, Debug, Default)]
pub struct TailCells {
    /// The paths, ascending.
    pub paths: Vec<u64>,
    /// Where each of them begins in `cells`; one slot a path and one more.
    pub offsets: Vec<u64>,
    /// Cells that are not 0, each as a fraction of V(0)+C, ascending by cell within a path.
    pub cells: Vec<(Cell, f64)>,
}

impl TailCells {
    /// What was added to `cells` since the last path is of this one, which comes after it.
    pub fn close(&mut self, path: u64) {
        if self.offsets.is_empty() {
            self.offsets.push(0);
        }
        self.paths.push(path);
        self.offsets.push(self.cells.len() as u64);
    }
}

/// The same with each cell by its place in [`ReserveOutcomes::cell_means`](super::ReserveOutcomes::cell_means), which takes less room.
#[derive(Clone, Debug, Default)]
pub struct TailLedger {
    /// The paths, ascending.
    pub paths: Vec<u64>,
    /// Where each of them begins in `places`; one slot a path and one more.
    pub offsets: Vec<u64>,
    /// The place of the cell of each entry; [`TailLedger::NOWHERE`] for cells that are 0 on every path but
    /// for rounding.
    pub places: Vec<u32>,
    /// What was booked there, as a fraction of V(0)+C.
    pub values: Vec<f64>,
}

impl TailLedger {
    /// The place of a cell that has none.
    pub const NOWHERE: u32 = u32::MAX;

    /// The paths of a tail of which nobody asks what was booked.
    #[must_use]
    pub fn without_cells(paths: Vec<u64>) -> Self {
        Self { offsets: vec![0; paths.len() + 1], paths, ..Self::default() }
    }

    /// Puts the entries of later paths behind the others; `cells` are those that have a place, ascending, and
    /// `paths` is how many there will be in all, so that room is asked for once.
    pub fn append(&mut self, more: &TailCells, cells: &[(Cell, f64)], paths: usize) {
        if self.offsets.is_empty() {
            self.offsets.push(0);
        }
        let wanted = self.places.len() + more.cells.len();
        if wanted > self.places.capacity() {
            let whole = grown(wanted, self.paths.len() + more.paths.len(), paths) - self.places.len();
            self.places.reserve_exact(whole);
            self.values.reserve_exact(whole);
        }
        self.paths.extend(&more.paths);
        for bounds in more.offsets.windows(2) {
            // Both ascend, so each search begins where the last one ended.
            let mut from = 0;
            for (cell, value) in &more.cells[bounds[0] as usize..bounds[1] as usize] {
                from += steps_to(*cell, &cells[from..]);
                let is_there = cells.get(from).is_some_and(|(other, _)| other == cell);
                self.places.push(if is_there { from as u32 } else { Self::NOWHERE });
                self.values.push(*value);
            }
            self.offsets.push(self.places.len() as u64);
        }
    }
}

/// How many of `cells` come before `cell`: mostly few, of thousands of counterparties many.
fn steps_to(cell: Cell, cells: &[(Cell, f64)]) -> usize {
    const FEW: usize = 8;
    let near = cells.iter().take(FEW).take_while(|(other, _)| *other < cell).count();
    if near < FEW { near } else { cells.partition_point(|(other, _)| *other < cell) }
}
