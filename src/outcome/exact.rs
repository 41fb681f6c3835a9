//! Sums that are exact, so that no order of paths and no split of a run can show in them.

/// Columns are rounded to whole multiples of 2⁻⁴⁰.
const UNIT: f64 = (1_u64 << 40) as f64;
/// A gain of more than four million times what was put in counts as that many.
const FARTHEST: i64 = 1 << 62;
/// Squares of numbers from here on would overflow; those are summed in coarser units.
const FAR: i64 = 1 << 48;
const COARSER: u32 = 16;

/// A number of a column in units.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub fn units(value: f64) -> i64 {
    ((value * UNIT).floor() as i64).clamp(-FARTHEST, FARTHEST)
}

/// Units as a number.
#[must_use]
pub const fn value(units: i64) -> f64 {
    units as f64 / UNIT
}

/// How many numbers, their sum and that of their squares: exact below 256, and to ten digits beyond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExactSums {
    near: Powers,
    far: Powers,
}

/// Sums in one unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Powers {
    count: u64,
    sum: i128,
    squares: i128,
}

impl Powers {
    fn add(&mut self, units: i64, times: u64) {
        let (units, times) = (i128::from(units), i128::from(times));
        self.count += times as u64;
        self.sum += units * times;
        self.squares += units * units * times;
    }

    /// Σ(x − origin) and Σ(x − origin)²: whatever overflows on the way comes back.
    fn about(&self, origin: i64) -> (i128, i128) {
        let (count, origin) = (i128::from(self.count), i128::from(origin));
        let cross = origin.wrapping_mul(self.sum).wrapping_mul(2);
        let squares = self.squares.wrapping_sub(cross).wrapping_add(count.wrapping_mul(origin * origin));
        (self.sum - count * origin, squares)
    }
}

impl ExactSums {
    /// Adds a number.
    pub fn add(&mut self, units: i64) {
        self.add_times(units, 1);
    }

    /// Adds a number so many times.
    pub fn add_times(&mut self, units: i64, times: u64) {
        if units.abs() < FAR {
            self.near.add(units, times);
        } else {
            self.far.add(units >> COARSER, times);
        }
    }

    /// How many numbers there are.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.near.count + self.far.count
    }

    /// Σ(x − origin) and Σ(x − origin)², the origin in units.
    #[must_use]
    pub fn about(&self, origin: i64) -> (f64, f64) {
        // A far number is as far from anything near.
        let origin = origin.clamp(-FAR, FAR);
        let coarse = f64::from(1_u32 << COARSER) / UNIT;
        let (near, far) = (self.near.about(origin), self.far.about(origin >> COARSER));
        let sum = near.0 as f64 / UNIT + far.0 as f64 * coarse;
        (sum, near.1 as f64 / UNIT / UNIT + far.1 as f64 * coarse * coarse)
    }

    /// The mean; 0 of nothing.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.about(0).0 / self.count().max(1) as f64
    }

    /// The standard deviation, divisor n − 1; 0 of fewer than two.
    #[must_use]
    pub fn sd(&self) -> f64 {
        let (sum, squares) = self.about(units(self.mean()));
        let count = self.count().max(2) as f64;
        ((squares - sum * sum / count).max(0.0) / (count - 1.0)).sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(values: &[f64]) -> ExactSums {
        let mut sums = ExactSums::default();
        values.iter().for_each(|value| sums.add(units(*value)));
        sums
    }

    #[test]
    fn mean_and_spread_by_hand() {
        let found = sums(&[1.0, 2.0, 6.0]);
        assert_eq!((found.count(), found.mean(), found.sd()), (3, 3.0, 7.0_f64.sqrt()));
        assert_eq!((sums(&[0.25; 9]).sd(), sums(&[]).mean(), sums(&[0.5]).sd()), (0.0, 0.0, 0.0));
    }

    #[test]
    fn enormous_gains_do_not_overflow() {
        let found = sums(&[-1e6, 1e6, -1e6, 1e6]);
        assert_eq!(found.mean(), 0.0);
        assert!((found.sd() / (1e6 * (4.0_f64 / 3.0).sqrt()) - 1.0).abs() < 1e-9);
        assert_eq!(units(-1e300), -FARTHEST);
    }

    #[test]
    fn the_order_does_not_show() {
        let mut values: Vec<f64> = (0..1000).map(|i| value(i * i * 7_919_317 % 1_000_003 - 500_000)).collect();
        let forth = sums(&values);
        values.reverse();
        assert_eq!(forth, sums(&values));
    }
}
