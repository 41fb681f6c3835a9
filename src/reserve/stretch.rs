//! What reserves that only buy and hold are worth day by day, several side by side.
//!
//! Between two steps in which anything happens such a reserve is a sum of holdings times prices. An
//! account notes the holdings of each stretch; how far and how long the value stood under its peak is
//! then found for many reserves on the same path at once.

use std::ops::Range;

use crate::market::PathPrices;
use crate::numeric::vector::{self, Kernel, Machine};
use crate::reserve::drawdown::{Fall, NO_DRAWDOWN, NOTHING};
use crate::units::TimeGrid;

/// Reserves that are watched side by side: one of the widest vectors in double precision.
pub const ABREAST: usize = 8;

/// The stretches of one reserve on one path.
#[derive(Clone, Debug, Default)]
pub struct Stretches {
    /// Steps in which only the market moves; may be none.
    steps: Vec<Range<usize>>,
    /// Of each stretch: what no price moves, then the units in each column, jumps included.
    holdings: Vec<f64>,
    /// Columns and one.
    width: usize,
    /// The value in the step that ends each stretch; the last has none.
    stops: Vec<f64>,
}

impl Stretches {
    /// Forgets everything; from now on there are so many columns of prices.
    pub fn clear(&mut self, columns: usize) {
        self.steps.clear();
        self.holdings.clear();
        self.stops.clear();
        self.width = columns + 1;
    }

    /// Begins a stretch, so far of `constant`, which no price moves.
    pub fn begin(&mut self, steps: Range<usize>, constant: f64) {
        self.steps.push(steps);
        self.holdings.push(constant);
        self.holdings.resize(self.steps.len() * self.width, 0.0);
    }

    /// Adds units of one column's asset to the last stretch.
    pub fn add_units(&mut self, column: usize, units: f64) {
        let place = self.holdings.len() - self.width;
        self.holdings[place + 1 + column] += units;
    }

    /// Adds to what no price moves in the last stretch.
    pub fn add_constant(&mut self, more: f64) {
        let place = self.holdings.len() - self.width;
        self.holdings[place] += more;
    }

    /// Ends a stretch with a step in which something happens.
    pub fn stop(&mut self, value: f64) {
        self.stops.push(value);
    }

    fn holdings(&self, stretch: usize) -> &[f64] {
        &self.holdings[stretch * self.width..(stretch + 1) * self.width]
    }

    /// The values at the ends of the steps of the last stretch.
    pub fn last_course(&self, prices: &PathPrices, into: &mut Vec<f64>) {
        into.clear();
        let Some(steps) = self.steps.last() else { return };
        let [constant, units @ ..] = self.holdings(self.steps.len() - 1) else { return };
        into.resize(steps.len(), *constant);
        for (column, units) in units.iter().enumerate().filter(|(_, units)| **units != 0.0) {
            for (value, price) in into.iter_mut().zip(prices.column(column, steps.clone())) {
                *value += units * price;
            }
        }
    }

    /// The value at the end of a step.
    #[must_use]
    pub fn value_at(&self, step: usize, prices: &PathPrices) -> f64 {
        let stretch = self.steps.partition_point(|steps| steps.end < step);
        if self.steps[stretch].end == step && stretch < self.stops.len() {
            return self.stops[stretch];
        }
        let [constant, units @ ..] = self.holdings(stretch) else { return 0.0 };
        let worth = |(column, units): (usize, &f64)| units * prices.column(column, step..step + 1)[0];
        units.iter().enumerate().map(worth).fold(*constant, |sum, value| sum + value)
    }
}

/// Reserves side by side on one path, whose stretches have the same steps.
#[derive(Clone, Debug, Default)]
pub struct Abreast {
    lanes: usize,
    steps: Vec<Range<usize>>,
    /// As in [`Stretches`], one number a reserve.
    holdings: Vec<[f64; ABREAST]>,
    stops: Vec<[f64; ABREAST]>,
    initial: [f64; ABREAST],
}

impl Abreast {
    /// How many reserves stand here.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.lanes
    }

    /// Whether nobody stands here.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.lanes == 0
    }

    /// Sends all away.
    pub fn clear(&mut self) {
        self.lanes = 0;
    }

    /// Adds a reserve that began with `initial`; there must be room.
    pub fn add(&mut self, stretches: &Stretches, initial: f64) {
        if self.lanes == 0 {
            // Lanes that stay empty repeat the first reserve.
            self.steps.clone_from(&stretches.steps);
            self.initial = [initial; ABREAST];
            self.holdings.clear();
            self.holdings.extend(stretches.holdings.iter().map(|units| [*units; ABREAST]));
            self.stops.clear();
            self.stops.extend(stretches.stops.iter().map(|value| [*value; ABREAST]));
        }
        debug_assert_eq!(self.steps, stretches.steps, "all stop in the same steps");
        self.initial[self.lanes] = initial;
        for (abreast, units) in self.holdings.iter_mut().zip(&stretches.holdings) {
            abreast[self.lanes] = *units;
        }
        for (abreast, value) in self.stops.iter_mut().zip(&stretches.stops) {
            abreast[self.lanes] = *value;
        }
        self.lanes += 1;
    }

    /// How far and how long each stood under its peak.
    #[must_use]
    pub fn falls(&self, prices: &PathPrices, grid: TimeGrid) -> [Fall; ABREAST] {
        let mut watch = Watch::new(&self.initial);
        vector::run(Watching { abreast: self, prices, watch: &mut watch });
        std::array::from_fn(|lane| Fall {
            max_drawdown: 1.0 - watch.lowest[lane],
            days_under_water: watch.longest[lane] as u32 * grid.step_days,
        })
    }
}

/// Unit values and their peaks, side by side.
#[derive(Clone, Copy)]
struct Watch {
    nothing: [f64; ABREAST],
    /// U/V; 0 from the first value of 0 on, for there U stays.
    scale: [f64; ABREAST],
    peak: [f64; ABREAST],
    /// The lowest share of its peak.
    lowest: [f64; ABREAST],
    spell: [f64; ABREAST],
    longest: [f64; ABREAST],
}

impl Watch {
    fn new(initial: &[f64; ABREAST]) -> Self {
        let (one, zero) = ([1.0; ABREAST], [0.0; ABREAST]);
        Self {
            nothing: initial.map(|value| NOTHING * value),
            scale: initial.map(|value| 1.0 / value),
            peak: one,
            lowest: one,
            spell: zero,
            longest: zero,
        }
    }

    /// One plain loop an operation, on values of its own: so it becomes vector code.
    #[inline(always)]
    fn observe(self, values: &[f64; ABREAST]) -> Self {
        let Self { nothing, mut scale, mut peak, mut lowest, mut spell, mut longest } = self;
        let mut share = [0.0; ABREAST];
        for lane in 0..ABREAST {
            scale[lane] = if values[lane] > nothing[lane] { scale[lane] } else { 0.0 };
        }
        for lane in 0..ABREAST {
            share[lane] = scale[lane] * values[lane];
        }
        for lane in 0..ABREAST {
            peak[lane] = if share[lane] > peak[lane] { share[lane] } else { peak[lane] };
        }
        for lane in 0..ABREAST {
            share[lane] /= peak[lane];
        }
        for lane in 0..ABREAST {
            lowest[lane] = if share[lane] < lowest[lane] { share[lane] } else { lowest[lane] };
        }
        for lane in 0..ABREAST {
            spell[lane] = if 1.0 - share[lane] > NO_DRAWDOWN { spell[lane] + 1.0 } else { 0.0 };
        }
        for lane in 0..ABREAST {
            longest[lane] = if spell[lane] > longest[lane] { spell[lane] } else { longest[lane] };
        }
        Self { nothing, scale, peak, lowest, spell, longest }
    }
}

/// Plain loops over arrays: compiled with the machine's instructions they become vectors, and nothing is
/// fused that is not written so.
struct Watching<'a> {
    abreast: &'a Abreast,
    prices: &'a PathPrices<'a>,
    watch: &'a mut Watch,
}

impl Kernel for Watching<'_> {
    type Scalar = f64;

    #[inline(always)]
    fn run<M: Machine<Scalar = f64>>(self, _machine: M) {
        let Self { abreast, prices, watch } = self;
        let width = abreast.holdings.len() / abreast.steps.len().max(1);
        let mut now = *watch;
        for (stretch, steps) in abreast.steps.iter().enumerate() {
            let holdings = &abreast.holdings[stretch * width..(stretch + 1) * width];
            for step in steps.clone() {
                let mut values = holdings[0];
                for (column, units) in holdings[1..].iter().enumerate() {
                    let price = prices.prices[column * prices.moments + step];
                    for lane in 0..ABREAST {
                        values[lane] += units[lane] * price;
                    }
                }
                now = now.observe(&values);
            }
            if let Some(values) = abreast.stops.get(stretch) {
                now = now.observe(values);
            }
        }
        *watch = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reserve::drawdown;

    #[test]
    fn many_are_watched_as_one_is() {
        let grid = TimeGrid { step_days: 7, steps: 9 };
        let course: Vec<f64> = (0..10).map(|step| [5.0, 6.0, 4.5, 7.0, 7.0, 3.0, 8.0, 2.0, 2.5, 9.0][step]).collect();
        let column_of = [Some(0)];
        let prices = PathPrices { prices: &course, moments: 10, column_of: &column_of, start: &[5.0] };
        let mut abreast = Abreast::default();
        let mut expected = Vec::new();
        // Some hold cash, some are drained at a stop and never recover, whatever comes back.
        for (number, left) in [0.0, 1.0, 0.3, 0.0, 2.0].into_iter().enumerate() {
            let mut stretches = Stretches::default();
            stretches.clear(1);
            stretches.begin(1..4, number as f64);
            stretches.add_units(0, 2.0);
            stretches.stop(left * 10.0);
            stretches.begin(5..10, 0.5 * left);
            stretches.add_units(0, left);
            let initial = 10.0 + number as f64;
            let mut watch = drawdown::Watch::new(initial);
            for step in 1..10 {
                watch.observe(stretches.value_at(step, &prices), 0.0);
            }
            expected.push(watch.fall(grid));
            abreast.add(&stretches, initial);
        }
        let falls = abreast.falls(&prices, grid);
        assert_eq!(falls[..5], expected);
        assert_eq!(falls[0].max_drawdown, 1.0);
    }
}
