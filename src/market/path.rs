//! The prices of one path before any failure jump.

use crate::units::AssetIndex;

/// A view of one path's prices.
#[derive(Clone, Copy, Debug)]
pub struct PathPrices<'a> {
    /// Step by step, column by column.
    pub rows: &'a [f64],
    /// Number of columns.
    pub columns: usize,
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
            Some(column) => self.rows[step * self.columns + column],
            None => self.start[asset.0],
        }
    }
}
