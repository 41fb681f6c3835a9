//! What a reserve holds between the steps in which anything happens.

use std::ops::Range;

use crate::market::PathPrices;
use crate::numeric::vector::Scalar;
use crate::units::AssetIndex;

/// The holdings of one reserve on one path, since they changed last.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    /// Assets that it can hold.
    assets: Vec<AssetIndex>,
    /// What no price moves.
    money: f64,
    /// Of each asset, jumps included.
    units: Vec<f64>,
}

impl Holdings {
    /// Begins a path on which these assets can be held, and no money.
    pub fn begin(&mut self, assets: &[AssetIndex], units: impl Fn(AssetIndex) -> f64) {
        self.assets.clear();
        self.assets.extend_from_slice(assets);
        self.note(0.0, units);
    }

    /// Notes what is held from now on.
    pub fn note(&mut self, money: f64, units: impl Fn(AssetIndex) -> f64) {
        self.money = money;
        self.units.clear();
        self.units.extend(self.assets.iter().map(|asset| units(*asset)));
    }

    /// The values at the ends of some steps.
    pub fn course<S: Scalar>(&self, steps: Range<usize>, prices: &PathPrices<S>, into: &mut Vec<f64>) {
        into.clear();
        into.resize(steps.len(), self.money);
        for (asset, units) in self.assets.iter().zip(&self.units).filter(|(_, units)| **units != 0.0) {
            for (value, step) in into.iter_mut().zip(steps.clone()) {
                *value += units * prices.price(*asset, step);
            }
        }
    }
}
