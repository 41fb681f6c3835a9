//! How far and how long a reserve stands under its peak, flows taken out.

use crate::units::TimeGrid;

/// Half of the unit to which drawdowns are rounded: what is not above it counts as no drawdown.
pub const NO_DRAWDOWN: f64 = 1.0 / (1_u64 << 41) as f64;

/// What is at most this share of V(0) is nothing: a rest that rounding left of a drained reserve.
/// Divided by it, the next contribution would make a unit value of noise.
pub const NOTHING: f64 = 1e-12;

/// How far and how long a reserve stood under its peak.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fall {
    /// Largest fall of the unit value from its peak.
    pub max_drawdown: f64,
    /// Longest spell under the peak.
    pub days_under_water: u32,
}

/// Follows the unit value U of a reserve: U(t) = U(t−1)·(V(t) − flow(t))/V(t−1), U(0) = 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Watch {
    /// Values up to here are 0.
    nothing: f64,
    /// U/V of the last step.
    scale: f64,
    last_unit: f64,
    last_value: f64,
    peak: f64,
    worst: f64,
    spell: u32,
    longest: u32,
}

impl Watch {
    /// Begins with the value V(0).
    #[must_use]
    pub fn new(initial_value: f64) -> Self {
        Self {
            nothing: NOTHING * initial_value,
            scale: 1.0 / initial_value,
            last_unit: 1.0,
            last_value: initial_value,
            peak: 1.0,
            worst: 0.0,
            spell: 0,
            longest: 0,
        }
    }

    /// Takes note of the value at the end of a step in which `flow` came in (or, negative, went out).
    #[inline]
    pub fn observe(&mut self, value: f64, flow: f64) {
        let value = if value.abs() <= self.nothing { 0.0 } else { value };
        // Where the last value was 0, U stays.
        let unit = if self.last_value == 0.0 { self.last_unit } else { self.scale * (value - flow) };
        if flow != 0.0 || self.last_value == 0.0 {
            self.scale = if value == 0.0 { 0.0 } else { unit / value };
        }
        self.last_unit = unit;
        self.last_value = value;
        self.peak = self.peak.max(unit);
        let drawdown = 1.0 - unit / self.peak;
        self.worst = self.worst.max(drawdown);
        self.spell = if drawdown > NO_DRAWDOWN { self.spell + 1 } else { 0 };
        self.longest = self.longest.max(self.spell);
    }

    /// Takes note of the values at the ends of steps in which nothing flows.
    pub fn follow(&mut self, values: &[f64]) {
        let Self { nothing, scale, mut peak, mut worst, mut spell, mut longest, .. } = *self;
        if self.last_value == 0.0 || values.iter().any(|value| value.abs() <= nothing) {
            values.iter().for_each(|value| self.observe(*value, 0.0));
            return;
        }
        // Without branches, for peaks come unforeseen.
        let mut lowest = 1.0;
        for value in values {
            let unit = scale * value;
            peak = if unit > peak { unit } else { peak };
            let ratio = unit / peak;
            lowest = if ratio < lowest { ratio } else { lowest };
            spell = if 1.0 - ratio > NO_DRAWDOWN { spell + 1 } else { 0 };
            longest = longest.max(spell);
        }
        worst = worst.max(1.0 - lowest);
        if let Some(value) = values.last() {
            *self = Self { peak, worst, spell, longest, last_value: *value, last_unit: scale * value, ..*self };
        }
    }

    /// How far and how long the reserve has stood under its peak.
    #[must_use]
    pub const fn fall(&self, grid: TimeGrid) -> Fall {
        Fall { max_drawdown: self.worst, days_under_water: self.longest * grid.step_days }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounding_leaves_of_a_drained_reserve_is_nothing() {
        let mut watch = Watch::new(100.0);
        watch.observe(7e-15, -100.0);
        // Nobody has lost anything since.
        watch.observe(-3e-15, 0.0);
        watch.observe(1e-15, -1e-15);
        watch.observe(8.0, 8.0);
        assert_eq!(watch.worst, 0.0);
        watch.observe(6.0, 0.0);
        assert_eq!(watch.worst, 0.25);
    }

    #[test]
    fn steps_can_be_taken_one_by_one_or_at_once() {
        let values: Vec<f64> =
            (0..400).map(|day| 100.0 + f64::from((day * day * 7 + day) % 61) - f64::from(day) / 10.0).collect();
        for drained in [None, Some(200)] {
            let mut values = values.clone();
            if let Some(day) = drained {
                values[day..].fill(0.0);
            }
            let (mut one_by_one, mut at_once) = (Watch::new(110.0), Watch::new(110.0));
            values.iter().for_each(|value| one_by_one.observe(*value, 0.0));
            at_once.follow(&values[..150]);
            at_once.follow(&[]);
            at_once.follow(&values[150..]);
            assert_eq!(at_once.longest, one_by_one.longest);
            assert_eq!(at_once.worst, one_by_one.worst);
            assert_eq!((at_once.last_value, at_once.last_unit), (one_by_one.last_value, one_by_one.last_unit));
        }
    }

    #[test]
    fn flows_are_no_gains_and_no_losses() {
        let mut watch = Watch::new(100.0);
        // 50 more come in while the price stands still; then everything halves.
        watch.observe(150.0, 50.0);
        watch.observe(75.0, 0.0);
        assert_eq!(watch.worst, 0.5);
        // 25 go out, nothing moves, then all of it doubles.
        watch.observe(50.0, -25.0);
        watch.observe(100.0, 0.0);
        assert_eq!(watch.worst, 0.5);
        assert_eq!(watch.fall(TimeGrid { step_days: 7, steps: 4 }).days_under_water, 14);
    }

    #[test]
    fn an_empty_reserve_stays_where_it_fell() {
        let mut watch = Watch::new(100.0);
        watch.observe(50.0, 0.0);
        watch.observe(0.0, -50.0);
        watch.observe(80.0, 80.0);
        watch.observe(160.0, 0.0);
        assert_eq!(watch.worst, 0.5);
    }
}
