//! Log returns, and the rows that all assets have.

use super::prices::{AssetPrices, Prices};

impl AssetPrices {
    /// Log returns over `step` slots each, end to end from `start` on; `None` where either price is missing.
    #[must_use]
    pub fn returns(&self, step: u32, start: usize) -> Vec<Option<f64>> {
        let ends = (start + step as usize..self.closes.len()).step_by(step as usize);
        ends.map(|end| self.change(end - step as usize, end)).collect()
    }

    /// Log returns over `step` slots from every slot, so that they overlap.
    #[must_use]
    pub fn overlapping_returns(&self, step: u32) -> Vec<Option<f64>> {
        (step as usize..self.closes.len()).map(|end| self.change(end - step as usize, end)).collect()
    }

    fn change(&self, from: usize, to: usize) -> Option<f64> {
        Some(libm::log(self.closes[to]? / self.closes[from]?))
    }
}

impl Prices {
    /// Log returns of each asset over `step` days, end to end from slot `start` on.
    #[must_use]
    pub fn returns(&self, step: u32, start: usize) -> Vec<Vec<Option<f64>>> {
        self.assets.iter().map(|asset| asset.returns(step, start)).collect()
    }

    /// The first slot in which all assets have a price.
    #[must_use]
    pub fn common_start(&self) -> Option<usize> {
        let slots = self.assets.first().map_or(0, |asset| asset.closes.len());
        (0..slots).find(|slot| self.assets.iter().all(|asset| asset.closes[*slot].is_some()))
    }
}

/// Of columns with holes the rows that have none, column by column, and which rows these are.
#[must_use]
pub(super) fn without_holes(columns: &[Vec<Option<f64>>]) -> (Vec<Vec<f64>>, Vec<usize>) {
    let count = columns.iter().map(Vec::len).min().unwrap_or(0);
    let rows: Vec<usize> = (0..count).filter(|row| columns.iter().all(|column| column[*row].is_some())).collect();
    let kept = columns.iter().map(|column| rows.iter().filter_map(|row| column[*row]).collect()).collect();
    (kept, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_with_a_hole_are_left_out() {
        let (columns, rows) = without_holes(&[vec![Some(1.0), None, Some(3.0)], vec![Some(4.0), Some(5.0), Some(6.0)]]);
        assert_eq!((columns, rows), (vec![vec![1.0, 3.0], vec![4.0, 6.0]], vec![0, 2]));
    }
}
