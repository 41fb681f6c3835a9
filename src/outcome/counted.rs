//! A column of a run that is too long to keep every number.
//!
//! Nothing here knows an order of paths: counts and sums are whole numbers, so the same paths give the
//! same bytes on any threads and in any parts.

use super::bins::FineBins;
use super::exact::{ExactSums, units, value};
use crate::numeric::order::nth_largest;

/// How many standard errors a window reaches to both sides of where the kept paths have VaR.
const REACH: f64 = 8.0;

/// What is known of a column of all paths: exact sums, counts by fine bins, and, wherever a level has its
/// VaR, every single number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counted {
    all: ExactSums,
    smallest: i64,
    largest: i64,
    bins: FineBins,
    /// Ascending.
    points: Vec<Point>,
    /// Ascending; none touches another.
    windows: Vec<Window>,
}

/// A number of which it is counted exactly how many are above it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Point {
    at: i64,
    above: u64,
}

/// A stretch of numbers in which all are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Window {
    low: i64,
    high: i64,
    /// Sums of all numbers above the window.
    above: ExactSums,
    /// Numbers inside and how often each was met, ascending.
    runs: Vec<(i64, u64)>,
    /// Numbers that are not among the runs yet.
    fresh: Vec<i64>,
}

impl Counted {
    /// Counts the numbers of the kept paths; around what is VaR of these at `levels`, all numbers that come
    /// will be kept, and of each of `points` it will be known how many are above.
    #[must_use]
    pub fn beginning(kept: &[f64], levels: &[f64], points: &[f64]) -> Self {
        let mut points: Vec<i64> = points.iter().map(|point| units(*point)).collect();
        points.sort_unstable();
        points.dedup();
        let mut counted = Self {
            smallest: i64::MAX,
            largest: i64::MIN,
            points: points.into_iter().map(|at| Point { at, above: 0 }).collect(),
            windows: windows(kept, levels),
            ..Self::default()
        };
        kept.iter().for_each(|value| counted.add(*value));
        counted
    }

    /// Counts the number of one more path.
    pub fn add(&mut self, value: f64) {
        let units = units(value);
        self.all.add(units);
        self.smallest = self.smallest.min(units);
        self.largest = self.largest.max(units);
        self.bins.add(units);
        self.points.iter_mut().take_while(|point| point.at < units).for_each(|point| point.above += 1);
        for window in self.windows.iter_mut().take_while(|window| window.low <= units) {
            window.add(units);
        }
    }

    /// Puts what windows hold in order, after the last path.
    pub fn settle(&mut self) {
        self.windows.iter_mut().for_each(Window::settle);
    }

    /// Sums over all paths.
    #[must_use]
    pub const fn sums(&self) -> &ExactSums {
        &self.all
    }

    /// The largest number.
    #[must_use]
    pub const fn largest(&self) -> f64 {
        value(self.largest)
    }

    /// The number of rank `rank`, from 1 for the smallest: exact in a window, else the upper end of its bin.
    #[must_use]
    pub fn number_of_rank(&self, rank: u64) -> f64 {
        let from_top = (self.all.count() + 1).saturating_sub(rank.max(1)).max(1);
        let exact = self.windows.iter().find_map(|window| window.at_place(from_top));
        let roughly = || nth(self.bins.downwards(), from_top).unwrap_or(self.smallest);
        value(exact.unwrap_or_else(roughly).clamp(self.smallest, self.largest))
    }

    /// How many paths are above `x`: exact at the points and in a window, else whole bins.
    #[must_use]
    pub fn paths_above(&self, x: f64) -> u64 {
        self.above_units(units(x))
    }

    /// How many paths are at `x` or above.
    #[must_use]
    pub fn paths_at_or_above(&self, x: f64) -> u64 {
        self.above_units(units(x) - i64::from(value(units(x)) == x))
    }

    fn above_units(&self, at: i64) -> u64 {
        if at >= self.largest {
            return 0;
        }
        let window = || self.windows.iter().find(|window| window.holds(at));
        if let Some(point) = self.points.iter().find(|point| point.at == at) {
            point.above
        } else if let Some(window) = window() {
            window.above.count() + window.inside_above(at).map(|(_, count)| count).sum::<u64>()
        } else {
            self.bins.above(at)
        }
    }

    /// Σ(value − x) and Σ(value − x)² over the paths above `x`: exact in a window, else from bins.
    #[must_use]
    pub fn excess_over(&self, x: f64) -> (f64, f64) {
        let at = units(x);
        let Some(window) = self.windows.iter().find(|window| window.holds(at)) else {
            let over = self.bins.downwards().map(|(end, count)| ((value(end) - x).max(0.0), count as f64));
            return over
                .fold((0.0, 0.0), |(sum, squares), (over, count)| (sum + count * over, squares + count * over * over));
        };
        let mut inside = ExactSums::default();
        for (units, count) in window.inside_above(at) {
            inside.add_times(units, count);
        }
        let (inside, above) = (inside.about(at), window.above.about(at));
        (inside.0 + above.0, inside.1 + above.1)
    }

    /// The upper end of every bin and how many paths stand in it.
    pub fn bins(&self) -> impl Iterator<Item = (f64, u64)> {
        self.bins.downwards().map(|(end, count)| (value(end.min(self.largest)), count))
    }
}

/// The number at a place from the top, from 1, among numbers that come from the top with how often each is met.
fn nth(from_the_top: impl Iterator<Item = (i64, u64)>, place: u64) -> Option<i64> {
    let mut passed = 0;
    from_the_top.into_iter().find_map(|(number, count)| {
        passed += count;
        (passed >= place).then_some(number)
    })
}

impl Window {
    fn add(&mut self, units: i64) {
        if units > self.high {
            self.above.add(units);
            return;
        }
        self.fresh.push(units);
        // Numbers that many paths share must not pile up.
        if self.fresh.len() > self.runs.len().max(1 << 16) {
            self.settle();
        }
    }

    fn settle(&mut self) {
        let mut all = std::mem::take(&mut self.runs);
        all.extend(self.fresh.drain(..).map(|units| (units, 1)));
        all.sort_unstable();
        all.dedup_by(|next, run| {
            let is_same = next.0 == run.0;
            run.1 += if is_same { next.1 } else { 0 };
            is_same
        });
        self.runs = all;
    }

    /// Whether all numbers above `at` are either inside the window or above it.
    fn holds(&self, at: i64) -> bool {
        self.low <= at.saturating_add(1) && at <= self.high
    }

    /// The numbers inside that are above `at`.
    fn inside_above(&self, at: i64) -> impl Iterator<Item = (i64, u64)> {
        self.runs[self.runs.partition_point(|run| run.0 <= at)..].iter().copied()
    }

    /// The number at a place from the top of all, if it is inside.
    fn at_place(&self, place: u64) -> Option<i64> {
        let inside = place.checked_sub(self.above.count()).filter(|place| *place > 0)?;
        nth(self.runs.iter().rev().copied(), inside)
    }
}

/// Where VaR at each level may lie, from what it is on the kept paths.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn windows(kept: &[f64], levels: &[f64]) -> Vec<Window> {
    let count = kept.len() as f64;
    let bounds = levels.iter().map(|level| {
        let reach = REACH * (count * level * (1.0 - level)).sqrt() + 1.0;
        ((count * level - reach).floor(), (count * level + reach).ceil())
    });
    let bounds: Vec<(f64, f64)> = bounds.collect();
    let lowest = bounds.iter().map(|(low, _)| *low).fold(count, f64::min).max(1.0) as usize;
    let bar = nth_largest(kept, (kept.len() + 1).saturating_sub(lowest));
    let mut top: Vec<f64> = kept.iter().copied().filter(|value| *value >= bar).collect();
    top.sort_unstable_by(f64::total_cmp);
    let at = |rank: f64, beyond: i64| {
        let from_top = (count + 1.0 - rank).max(0.0) as usize;
        let place = top.len().checked_sub(from_top).filter(|_| rank >= 1.0);
        place.and_then(|place| top.get(place)).map_or(beyond, |value| units(*value))
    };
    let mut windows: Vec<Window> = Vec::new();
    for (low, high) in bounds {
        let (low, high) = (at(low, i64::MIN), at(high, i64::MAX));
        match windows.last_mut() {
            Some(last) if low <= last.high => last.high = last.high.max(high),
            _ => windows.push(Window { low, high, ..Window::default() }),
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Losses of a law with an atom at 0, another at 1, and gains.
    fn losses(paths: u64) -> Vec<f64> {
        let mut state = 7_u64;
        let loss = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let u = ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
            let x = if u < 0.2 {
                0.0
            } else if u > 0.998 {
                1.0
            } else {
                0.5 + 0.3 * (u / (1.0 - u)).ln()
            };
            value(units(x))
        };
        (0..paths).map(loss).collect()
    }

    fn counted(losses: &[f64], kept: usize) -> Counted {
        let mut counted = Counted::beginning(&losses[..kept], &[0.95, 0.99, 0.995, 0.999], &[0.1, 0.25]);
        losses[kept..].iter().for_each(|loss| counted.add(*loss));
        counted.settle();
        counted
    }

    #[test]
    fn the_tail_is_exact_and_the_rest_is_within_a_bin() {
        let losses = losses(200_000);
        let counted = counted(&losses, 20_000);
        let mut sorted = losses.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        for level in [0.95, 0.99, 0.995, 0.999, 0.9501, 0.9989] {
            let rank = (200_000.0 * level) as u64;
            let exact = sorted[rank as usize - 1];
            assert_eq!(counted.number_of_rank(rank), exact, "{level}");
            assert_eq!(counted.paths_above(exact), sorted.iter().filter(|loss| **loss > exact).count() as u64);
            assert_eq!(counted.paths_at_or_above(exact), sorted.iter().filter(|loss| **loss >= exact).count() as u64);
            let over: f64 = sorted.iter().map(|loss| (loss - exact).max(0.0)).sum();
            assert!((counted.excess_over(exact).0 - over).abs() < 1e-9, "{level}");
        }
        for level in [0.01, 0.1, 0.25, 0.5, 0.9] {
            let rank = (200_000.0 * level) as u64;
            let apart = counted.number_of_rank(rank) - sorted[rank as usize - 1];
            assert!((0.0..1.01 / 16384.0).contains(&apart), "{level}: {apart}");
        }
        for point in [0.1, 0.25] {
            assert_eq!(counted.paths_above(point), losses.iter().filter(|loss| **loss > point).count() as u64);
        }
    }

    #[test]
    fn no_order_of_paths_shows() {
        let mut losses = losses(50_000);
        let forth = counted(&losses, 10_000);
        losses[10_000..].reverse();
        assert_eq!(forth, counted(&losses, 10_000));
    }

    #[test]
    fn sums_are_those_of_the_units() {
        let losses = losses(10_000);
        let exact: i128 = losses.iter().map(|loss| i128::from(units(*loss))).sum();
        assert_eq!(counted(&losses, 5_000).sums().mean(), exact as f64 / (1_u64 << 40) as f64 / 1e4);
    }

    #[test]
    fn a_number_that_all_paths_share_takes_no_room() {
        let counted = counted(&vec![0.0; 300_000], 1000);
        assert_eq!(
            (counted.number_of_rank(1), counted.number_of_rank(300_000), counted.paths_above(0.0)),
            (0.0, 0.0, 0)
        );
        assert_eq!(counted.windows.iter().map(|window| window.runs.len()).max(), Some(1));
    }
}
