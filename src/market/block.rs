//! Prices of a block of paths before anything fails: structure of arrays, lane = path.

use crate::market::evolve::Room;
use crate::numeric::vector::{Row, Scalar};

/// What chance makes of prices on a block of paths: factors on the certain part of each price, at the
/// ends of steps 0 to T. Prices that only drift have none.
#[derive(Clone, Debug, Default)]
pub struct MarketBlock<S: Scalar> {
    pub(super) columns: usize,
    /// Step by step, column by column.
    pub(super) factors: Vec<Row<S>>,
    pub(super) room: Room<S>,
}

impl<S: Scalar> MarketBlock<S> {
    /// One column's factors at the end of a step.
    #[inline(always)]
    #[must_use]
    pub fn row(&self, step: usize, column: usize) -> &Row<S> {
        &self.factors[step * self.columns + column]
    }

    /// All columns' factors at the end of a step.
    #[inline(always)]
    #[must_use]
    pub fn rows(&self, step: usize) -> &[Row<S>] {
        &self.factors[step * self.columns..(step + 1) * self.columns]
    }
}
