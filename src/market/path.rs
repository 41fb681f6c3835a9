//! The prices of one path before any failure jump.

use crate::market::block::MarketBlock;
use crate::market::plan::MarketPlan;
use crate::numeric::vector::Scalar;
use crate::units::AssetIndex;

/// A view of one path's prices.
#[derive(Clone, Copy, Debug)]
pub struct PathPrices<'a, S: Scalar> {
    /// How prices move and where; `None` where they stand still.
    pub moving: Option<Drawn<'a, S>>,
    /// Price at time 0, one slot an asset.
    pub start: &'a [f64],
}

/// One path of a block.
#[derive(Clone, Copy, Debug)]
pub struct Drawn<'a, S: Scalar> {
    /// How prices move.
    pub market: &'a MarketPlan<S>,
    /// The paths that were drawn together.
    pub block: &'a MarketBlock<S>,
    /// Which of them.
    pub lane: usize,
}

impl<S: Scalar> PathPrices<'_, S> {
    /// An asset's price at the end of a step.
    #[inline]
    #[must_use]
    pub fn price(&self, asset: AssetIndex, step: usize) -> f64 {
        let moving = self.moving.and_then(|drawn| Some((drawn.market.column(asset)?, drawn)));
        match moving {
            Some((column, Drawn { market, block, lane })) => market.price(block, column, step, lane),
            None => self.start[asset.0],
        }
    }
}
