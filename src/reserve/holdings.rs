//! What a reserve holds between the steps in which anything happens.

use std::ops::Range;

use crate::market::PathPrices;
use crate::numeric::vector::Scalar;
use crate::units::AssetIndex;

/// The holdings of one reserve on one path, from step to step in which they change.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    /// Assets that it can hold.
    assets: Vec<AssetIndex>,
    /// Steps from whose end on something else is held; the first is 0.
    steps: Vec<usize>,
    /// Values at the ends of those steps.
    values: Vec<f64>,
    /// Of each of those steps: money that no price moves, then units of each asset, jumps included.
    amounts: Vec<f64>,
}

/// What is held from a step on.
#[derive(Clone, Copy, Debug)]
struct Holding<'a> {
    step: usize,
    value: f64,
    money: f64,
    units: &'a [f64],
}

impl Holdings {
    /// Forgets everything; from now on these assets can be held.
    pub fn clear(&mut self, assets: &[AssetIndex]) {
        self.assets.clear();
        self.assets.extend_from_slice(assets);
        self.steps.clear();
        self.values.clear();
        self.amounts.clear();
    }

    /// Notes what is held from a step on.
    pub fn note(&mut self, step: usize, value: f64, money: f64, units: impl Fn(AssetIndex) -> f64) {
        self.steps.push(step);
        self.values.push(value);
        self.amounts.push(money);
        self.amounts.extend(self.assets.iter().map(|asset| units(*asset)));
    }

    fn at(&self, number: usize) -> Holding<'_> {
        let width = self.assets.len() + 1;
        let amounts = &self.amounts[number * width..(number + 1) * width];
        Holding { step: self.steps[number], value: self.values[number], money: amounts[0], units: &amounts[1..] }
    }

    /// The values at the ends of some steps of what was noted last.
    pub fn course<S: Scalar>(&self, steps: Range<usize>, prices: &PathPrices<S>, into: &mut Vec<f64>) {
        into.clear();
        let Some(last) = self.steps.len().checked_sub(1) else { return };
        let Holding { money, units, .. } = self.at(last);
        into.resize(steps.len(), money);
        for (asset, units) in self.assets.iter().zip(units).filter(|(_, units)| **units != 0.0) {
            for (value, step) in into.iter_mut().zip(steps.clone()) {
                *value += units * prices.price(*asset, step);
            }
        }
    }

    /// The value at the end of a step.
    #[must_use]
    pub fn value_at<S: Scalar>(&self, step: usize, prices: &PathPrices<S>) -> f64 {
        let Some(number) = self.steps.partition_point(|noted| *noted <= step).checked_sub(1) else { return 0.0 };
        let Holding { step: noted, value, money, units } = self.at(number);
        if noted == step {
            return value;
        }
        let worth = |(asset, units): (&AssetIndex, &f64)| units * prices.price(*asset, step);
        self.assets.iter().zip(units).map(worth).fold(money, |sum, value| sum + value)
    }
}
