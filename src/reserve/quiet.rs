//! A block of paths on which nobody fails, for a reserve that only buys and holds: its value is a sum
//! of holdings times prices, the same holdings on every path.

use crate::market::{MarketBlock, MarketPlan};
use crate::numeric::wide::{self, Kernel};
use crate::reserve::book::Book;
use crate::reserve::drawdown::NO_DRAWDOWN;

/// What each path of a block yields where nothing fails; one slot a path.
#[derive(Clone, Debug, Default)]
pub struct QuietValues {
    /// V(T).
    pub value: Vec<f64>,
    /// Largest fall of the value from its peak.
    pub max_drawdown: Vec<f64>,
    /// Longest spell under the peak, in steps.
    pub longest_spell: Vec<f64>,
}

impl QuietValues {
    /// Values `book` along the paths of `block`.
    pub fn fill(&mut self, book: &Book, plan: &MarketPlan, block: &MarketBlock, start: &[f64], steps: usize) {
        let mut constant = 0.0;
        let mut holdings: Vec<(usize, f64)> = Vec::new();
        for asset in &book.assets {
            let units: f64 = book.slots.iter().filter(|slot| slot.asset == *asset).map(|slot| slot.units).sum();
            match plan.column(*asset) {
                Some(column) if units != 0.0 => holdings.push((column, units)),
                Some(_) => {}
                None => constant += units * start[asset.0],
            }
        }
        for column in [&mut self.value, &mut self.max_drawdown, &mut self.longest_spell] {
            column.clear();
            column.resize(block.lanes(), 0.0);
        }
        wide::run(Valuation { values: self, holdings: &holdings, constant, initial: book.initial_value, block, steps });
    }
}

struct Valuation<'a> {
    values: &'a mut QuietValues,
    holdings: &'a [(usize, f64)],
    constant: f64,
    initial: f64,
    block: &'a MarketBlock,
    steps: usize,
}

impl Kernel for Valuation<'_> {
    #[inline(always)]
    fn run(self) {
        let Self {
            values: QuietValues { value, max_drawdown, longest_spell },
            holdings,
            constant,
            initial,
            block,
            steps,
        } = self;
        let scale = 1.0 / initial;
        let (mut peaks, mut spells): (Vec<f64>, Vec<f64>) = (vec![1.0; value.len()], vec![0.0; value.len()]);
        for step in 1..=steps {
            value.fill(constant);
            for (column, units) in holdings {
                for (value, price) in value.iter_mut().zip(block.row(step, *column)) {
                    *value += units * price;
                }
            }
            let watched = value.iter().zip(peaks.iter_mut().zip(spells.iter_mut()));
            for ((value, (peak, spell)), (worst, longest)) in
                watched.zip(max_drawdown.iter_mut().zip(longest_spell.iter_mut()))
            {
                let unit = scale * value;
                *peak = peak.max(unit);
                let drawdown = 1.0 - unit / *peak;
                *worst = worst.max(drawdown);
                *spell = if drawdown > NO_DRAWDOWN { *spell + 1.0 } else { 0.0 };
                *longest = longest.max(*spell);
            }
        }
    }
}
