//! The rows of neighbouring paths, column by column, as they will be kept.

use crate::engine::row::Row;
use crate::engine::row_block::RowBlock;
use crate::numeric::vector::LANES;
use crate::outcome::{Departures, Moments};

/// The rows of neighbouring paths for one reserve.
#[derive(Default)]
pub struct Rows {
    pub loss: Vec<f64>,
    pub liquid_loss: Departures,
    pub eventual_loss: Departures,
    pub market_alone: Departures,
    pub counterparty_cost: Departures,
    pub liquid_cost: Departures,
    pub eventual_cost: Departures,
    pub max_drawdown: Vec<f64>,
    pub market_alone_drawdown: Departures,
    pub days_under_water: Vec<u32>,
    pub shortfall: Departures,
    pub terminal: Sums,
    pub contributions: Sums,
    pub withdrawals: Sums,
}

impl Rows {
    /// No rows, with room for so many.
    #[must_use]
    pub fn with_capacity(paths: usize) -> Self {
        Self {
            loss: Vec::with_capacity(paths),
            max_drawdown: Vec::with_capacity(paths),
            days_under_water: Vec::with_capacity(paths),
            ..Self::default()
        }
    }

    /// Puts one more path behind the others.
    pub fn push(&mut self, row: &Row) {
        self.loss.push(row.loss);
        self.liquid_loss.push(row.liquid_loss, row.loss);
        self.eventual_loss.push(row.eventual_loss, row.loss);
        self.market_alone.push(row.market_alone, row.loss);
        self.counterparty_cost.push(row.counterparty_cost, 0.0);
        self.liquid_cost.push(row.liquid_cost, 0.0);
        self.eventual_cost.push(row.eventual_cost, 0.0);
        self.max_drawdown.push(row.max_drawdown);
        self.market_alone_drawdown.push(row.market_alone_drawdown, row.max_drawdown);
        self.days_under_water.push(row.days_under_water);
        self.shortfall.push(row.shortfall, 0.0);
        self.terminal.add(row.terminal_value);
        self.contributions.add(row.contributions);
        self.withdrawals.add(row.withdrawals);
    }
}

impl Rows {
    /// Puts the first paths of a block behind the others. All blocks but the last are whole.
    pub fn push_block(&mut self, block: &RowBlock, paths: usize) {
        let nothing = [0.0; LANES];
        self.loss.extend_from_slice(&block.loss[..paths]);
        self.max_drawdown.extend_from_slice(&block.max_drawdown[..paths]);
        self.days_under_water.extend_from_slice(&block.days_under_water[..paths]);
        self.liquid_loss.push_block(&block.liquid_loss, &block.loss, paths);
        self.eventual_loss.push_block(&block.eventual_loss, &block.loss, paths);
        self.market_alone.push_block(&block.market_alone, &block.loss, paths);
        self.market_alone_drawdown.push_block(&block.market_alone_drawdown, &block.max_drawdown, paths);
        self.counterparty_cost.push_block(&block.counterparty_cost, &nothing, paths);
        self.liquid_cost.push_block(&block.liquid_cost, &nothing, paths);
        self.eventual_cost.push_block(&block.eventual_cost, &nothing, paths);
        self.shortfall.push_expected(paths);
        block.terminal_value[..paths].iter().for_each(|value| self.terminal.add(*value));
        self.contributions.add_nothings(paths);
        self.withdrawals.add_nothings(paths);
    }

    /// Forgets all rows; their room stays.
    pub fn clear(&mut self) {
        self.loss.clear();
        self.max_drawdown.clear();
        self.days_under_water.clear();
        for column in [
            &mut self.liquid_loss,
            &mut self.eventual_loss,
            &mut self.market_alone,
            &mut self.market_alone_drawdown,
            &mut self.counterparty_cost,
            &mut self.liquid_cost,
            &mut self.eventual_cost,
            &mut self.shortfall,
        ] {
            column.clear();
        }
        (self.terminal, self.contributions, self.withdrawals) = <(Sums, Sums, Sums)>::default();
    }
}

/// Sums of deviations from the first value, so that little is lost to rounding.
#[derive(Clone, Copy, Default)]
pub struct Sums {
    count: u64,
    origin: f64,
    sum: f64,
    squares: f64,
}

impl Sums {
    fn add(&mut self, value: f64) {
        if self.count == 0 {
            self.origin = value;
        }
        let deviation = value - self.origin;
        self.count += 1;
        self.sum += deviation;
        self.squares += deviation * deviation;
    }

    /// Adds so many zeros to zeros.
    const fn add_nothings(&mut self, many: usize) {
        self.count += many as u64;
    }

    /// Adds the sums of later paths.
    pub fn merge(&mut self, later: &Self) {
        if self.count == 0 {
            *self = *later;
            return;
        }
        // Σ(x − a)² from Σ(x − b) and Σ(x − b)², with x − a = (x − b) + (b − a).
        let (shift, count) = (later.origin - self.origin, later.count as f64);
        self.count += later.count;
        self.sum += later.sum + count * shift;
        self.squares += later.squares + shift * (2.0 * later.sum + count * shift);
    }

    /// How many values were added.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Mean and deviation.
    #[must_use]
    pub fn moments(&self) -> Moments {
        let count = self.count as f64;
        let mean = self.sum / count;
        let variance = if self.count > 1 { (self.squares - count * mean * mean) / (count - 1.0) } else { 0.0 };
        Moments { count: self.count, mean: self.origin + mean, sd: variance.max(0.0).sqrt() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_parts_are_those_of_the_whole() {
        let values: Vec<f64> = (0..50).map(|k| 1e9 + f64::from(k * k % 17)).collect();
        let of = |values: &[f64]| {
            let mut sums = Sums::default();
            values.iter().for_each(|value| sums.add(*value));
            sums
        };
        let mut parts = of(&values[..13]);
        parts.merge(&of(&values[13..20]));
        parts.merge(&of(&values[20..]));
        let (parts, whole) = (parts.moments(), of(&values).moments());
        assert_eq!((parts.count, parts.mean), (whole.count, whole.mean));
        assert!((parts.sd - whole.sd).abs() < 1e-12 * whole.sd);
        let mut same = of(&[0.1; 7]);
        same.merge(&of(&[0.1; 9]));
        assert_eq!(same.moments().sd, 0.0);
    }
}
