//! Prices of a block of paths before anything fails: structure of arrays, lane = path.

use crate::market::evolve::Room;
use crate::numeric::vector::{Row, Scalar};

/// Prices of a block of paths over those at time 0, column by column, each at the ends of steps 0 to T.
#[derive(Clone, Debug, Default)]
pub struct MarketBlock<S: Scalar> {
    /// T + 1.
    pub(super) moments: usize,
    pub(super) relatives: Vec<Row<S>>,
    pub(super) room: Room<S>,
}

impl<S: Scalar> MarketBlock<S> {
    /// T + 1.
    #[must_use]
    pub const fn moments(&self) -> usize {
        self.moments
    }

    /// One column at the ends of steps 0 to T.
    #[inline(always)]
    #[must_use]
    pub fn column(&self, column: usize) -> &[Row<S>] {
        &self.relatives[column * self.moments..(column + 1) * self.moments]
    }
}
