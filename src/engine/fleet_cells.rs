//! The booked cells of a fleet, summed over the paths of a task: member by member side by side.

use std::collections::BTreeMap;

use crate::reserve::{Cell, CellRow};

/// Sums of cells in money, one slot a member.
#[derive(Default)]
pub struct FleetCells {
    places: BTreeMap<Cell, usize>,
    cells: Vec<Summed>,
}

struct Summed {
    cell: Cell,
    sums: Vec<f64>,
    /// Whether it was not 0 on some path, even where the sum is.
    is_touched: Vec<bool>,
}

impl FleetCells {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.places.clear();
        self.cells.clear();
    }

    /// Adds the cells of one path.
    pub fn add(&mut self, rows: &[CellRow]) {
        for CellRow { cell, losses } in rows {
            let Self { places, cells } = self;
            let place = *places.entry(*cell).or_insert_with(|| {
                let (sums, is_touched) = (vec![0.0; losses.len()], vec![false; losses.len()]);
                cells.push(Summed { cell: *cell, sums, is_touched });
                cells.len() - 1
            });
            let Summed { sums, is_touched, .. } = &mut cells[place];
            for ((sum, is_touched), loss) in sums.iter_mut().zip(is_touched).zip(losses) {
                *sum += loss;
                *is_touched |= *loss != 0.0;
            }
        }
    }

    /// The cells of one member that were touched.
    pub fn of(&self, member: usize) -> impl Iterator<Item = (Cell, f64)> {
        self.cells.iter().filter(move |cell| cell.is_touched[member]).map(move |cell| (cell.cell, cell.sums[member]))
    }
}
