//! Prices of a block of paths before anything fails: structure of arrays, lane = path.

use crate::market::evolve::Room;
use crate::numeric::vector::Row;

/// Prices of a block of paths at the ends of steps 0 to T, as multiples of the price at time 0.
///
/// Only prices that are drawn stand here; those that drift for certain are the same on every path.
#[derive(Clone, Debug, Default)]
pub struct MarketBlock {
    pub(super) columns: usize,
    /// Step by step, column by column.
    pub(super) ratios: Vec<Row>,
    pub(super) room: Room,
}

impl MarketBlock {
    /// One column's prices over those at time 0, at the end of a step.
    #[inline(always)]
    #[must_use]
    pub fn row(&self, step: usize, column: usize) -> &Row {
        &self.ratios[step * self.columns + column]
    }

    /// All columns' prices over those at time 0, at the end of a step.
    #[inline(always)]
    #[must_use]
    pub fn rows(&self, step: usize) -> &[Row] {
        &self.ratios[step * self.columns..(step + 1) * self.columns]
    }
}
