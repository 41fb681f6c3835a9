//! The prices of one path before any failure jump.

use std::ops::Range;

use crate::units::AssetIndex;

/// A view of one path's prices.
#[derive(Clone, Copy, Debug)]
pub struct PathPrices<'a> {
    /// Column by column, at the ends of steps 0 to T.
    pub prices: &'a [f64],
    /// T + 1.
    pub moments: usize,
    /// Where an asset's column is; `None` where its price never moves.
    pub column_of: &'a [Option<usize>],
    /// Price at time 0, one slot an asset.
    pub start: &'a [f64],
}

impl PathPrices<'_> {
    /// An asset's price at the end of a step.
    #[inline]
    #[must_use]
    pub fn price(&self, asset: AssetIndex, step: usize) -> f64 {
        match self.column_of[asset.0] {
            Some(column) => self.prices[column * self.moments + step],
            None => self.start[asset.0],
        }
    }

    /// Number of columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.prices.len().checked_div(self.moments).unwrap_or(0)
    }

    /// The prices of one column at the ends of some steps.
    #[inline]
    #[must_use]
    pub fn column(&self, column: usize, steps: Range<usize>) -> &[f64] {
        &self.prices[column * self.moments..(column + 1) * self.moments][steps]
    }
}
