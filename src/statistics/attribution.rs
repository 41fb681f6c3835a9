//! What the tail is made of: booked cells, which add up to ES.
//!
//! An account of where the money went, not of causes.

use super::interval::Estimate;
use super::ranks::{Ranks, rank};
use super::tail::Tail;

/// The paths of a tail with what was booked on them, summed into slots.
///
/// A slot is a cell or a sum of cells: an asset, a group, a channel. The mean of a slot over the tail weighs each path as
/// ES does, so that the slots of all cells add up to ES.
#[derive(Clone, Debug)]
pub struct TailMeans {
    /// N(1 − α).
    mass: f64,
    paths: usize,
    /// 1 − α.
    beyond: f64,
    whole: Sums,
    slots: Vec<Sums>,
    near: f64,
    /// Whether there are paths enough to say anything of errors.
    tells_errors: bool,
}

/// Sums over the paths of the tail, each weighed with its share y of a slot and the loss L of the path.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// Σ y.
    sum: f64,
    /// Σ y².
    squares: f64,
    /// Σ y·L.
    cross: f64,
    /// Σ y over the paths near VaR, each counted whole.
    near: f64,
}

/// What was booked on the paths of a tail, path by path.
#[derive(Clone, Copy, Debug)]
pub struct BookedPaths<'a> {
    /// Losses of the paths of which entries are known.
    pub losses: &'a [f64],
    /// Where each of them begins in `values`; one slot a path and one more.
    pub offsets: &'a [u64],
    /// What was booked, as a fraction.
    pub values: &'a [f64],
    /// The key of each entry of `values`.
    pub keys: &'a [u32],
}

impl TailMeans {
    /// Sums what `booked` knows of `tail` into `slots` slots; `slot_of` says by key to which one an entry belongs.
    /// Paths up to the loss `highest_near` count as near VaR.
    #[must_use]
    pub fn of(booked: BookedPaths<'_>, tail: &Tail, highest_near: f64, slots: usize, slot_of: &[Option<u32>]) -> Self {
        let mut means = Self {
            mass: tail.mass(),
            paths: tail.paths,
            beyond: 1.0 - tail.level,
            whole: Sums::default(),
            slots: vec![Sums::default(); slots],
            near: 0.0,
            tells_errors: tail.tells_its_error(),
        };
        let mut row = Row::new(slots);
        for (place, &loss) in booked.losses.iter().enumerate() {
            if loss < tail.value_at_risk {
                continue;
            }
            let share = tail.share(loss);
            let near = f64::from(loss <= highest_near);
            means.near += near;
            means.whole.add(loss, loss, share, near);
            row.clear();
            for entry in booked.offsets[place] as usize..booked.offsets[place + 1] as usize {
                if let Some(Some(slot)) = slot_of.get(booked.keys[entry] as usize) {
                    row.add(*slot as usize, booked.values[entry]);
                }
            }
            for &slot in &row.touched {
                means.slots[slot].add(row.values[slot], loss, share, near);
            }
        }
        means
    }

    /// E\[slot | tail\] with its interval.
    #[must_use]
    pub fn mean(&self, slot: usize) -> Estimate {
        let value = self.slots[slot].sum / self.mass.max(f64::MIN_POSITIVE);
        Estimate::normal(value, self.standard_error(self.slots[slot], 0.0))
    }

    /// The slot's share of ES, with the interval of the ratio by the delta method; `None` where ES is not positive.
    #[must_use]
    pub fn share_of_shortfall(&self, slot: usize) -> Option<Estimate> {
        let whole = self.whole.sum;
        (whole > 0.0).then(|| {
            let share = self.slots[slot].sum / whole;
            Estimate::normal(share, self.standard_error(self.slots[slot], share) / (whole / self.mass))
        })
    }

    /// Standard error of the tail mean of Z = slot − `share`·L.
    ///
    /// NaN where the tail has too few paths. VaR is estimated too, and moves paths at the boundary in and out of the tail. So the influence of a path in the
    /// tail is (Z − m)/(1 − α), m the mean of Z at VaR, which is taken from the paths near it.
    fn standard_error(&self, slot: Sums, share: f64) -> f64 {
        if !self.tells_errors {
            return f64::NAN;
        }
        let (count, loss) = (self.paths as f64, self.whole);
        let at_boundary = (slot.near - share * loss.near) / self.near.max(1.0);
        let sum = slot.sum - share * loss.sum;
        let squares = slot.squares - 2.0 * share * slot.cross + share * share * loss.squares;
        let centred = sum - at_boundary * self.mass;
        let centred_squares = squares - 2.0 * at_boundary * sum + at_boundary * at_boundary * self.mass;
        let variance = (centred_squares - centred * centred / count).max(0.0) / count;
        (variance / count).sqrt() / self.beyond
    }
}

impl Sums {
    fn add(&mut self, value: f64, loss: f64, share: f64, near: f64) {
        self.sum += share * value;
        self.squares += share * value * value;
        self.cross += share * value * loss;
        self.near += near * value;
    }
}

/// The largest loss that counts as near VaR of `tail`, which is of `column`.
#[must_use]
pub fn highest_near(column: &impl Ranks, tail: &Tail) -> f64 {
    column.at_rank(rank(tail.paths, tail.level) + near_paths(tail))
}

/// How many paths above VaR count as near it: the root of those in the tail, at least ten, so that their share of the
/// tail vanishes as it grows while their number grows with it.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn near_paths(tail: &Tail) -> usize {
    tail.mass().sqrt().max(10.0) as usize
}

/// The slots of one path.
#[derive(Clone, Debug)]
struct Row {
    values: Vec<f64>,
    used: Vec<bool>,
    touched: Vec<usize>,
}

impl Row {
    fn new(slots: usize) -> Self {
        Self { values: vec![0.0; slots], used: vec![false; slots], touched: Vec::new() }
    }

    fn add(&mut self, slot: usize, value: f64) {
        if !std::mem::replace(&mut self.used[slot], true) {
            self.touched.push(slot);
        }
        self.values[slot] += value;
    }

    fn clear(&mut self) {
        for slot in self.touched.drain(..) {
            self.values[slot] = 0.0;
            self.used[slot] = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Sorted;
    use crate::statistics::interval::{MeanAndSd, Z95, expected_shortfall};

    /// Two keys a path, all paths known.
    struct Example {
        losses: Vec<f64>,
        sorted: Sorted,
        offsets: Vec<u64>,
        values: Vec<f64>,
        keys: Vec<u32>,
    }

    impl Example {
        fn of(cells: &[(f64, f64)]) -> Self {
            let losses: Vec<f64> = cells.iter().map(|(a, b)| a + b).collect();
            Self {
                sorted: Sorted::of(&losses),
                losses,
                offsets: (0..=cells.len() as u64).map(|path| 2 * path).collect(),
                values: cells.iter().flat_map(|&(a, b)| [a, b]).collect(),
                keys: cells.iter().flat_map(|_| [0, 1]).collect(),
            }
        }

        fn booked(&self) -> BookedPaths<'_> {
            let Self { losses, offsets, values, keys, .. } = self;
            BookedPaths { losses, offsets, values, keys }
        }

        /// Both keys in one slot.
        fn sum(&self, tail: &Tail) -> TailMeans {
            TailMeans::of(self.booked(), tail, highest_near(&self.sorted, tail), 1, &[Some(0), Some(0)])
        }

        fn means(&self, level: f64) -> (Tail, TailMeans) {
            let tail = Tail::of(&self.sorted, level);
            let near = highest_near(&self.sorted, &tail);
            (tail, TailMeans::of(self.booked(), &tail, near, 2, &[Some(0), Some(1)]))
        }
    }

    #[test]
    fn the_cells_of_two_lone_failures_by_enumeration() {
        // Eight equally likely outcomes: A fails on four (costs 0.5), B on four (costs 0.3), independently of each other
        // and of a third coin that does nothing. The loss is 0.8 twice, 0.5 twice, 0.3 twice and 0 twice.
        let cells: Vec<(f64, f64)> =
            (0..8).map(|i| (if i & 1 == 0 { 0.5 } else { 0.0 }, if i & 2 == 0 { 0.3 } else { 0.0 })).collect();
        let example = Example::of(&cells);
        // Worst three eighths: both paths of 0.8, and half of each of the two at 0.5.
        let (tail, means) = example.means(0.625);
        assert!((means.mean(0).value - 0.5).abs() < 1e-15);
        assert!((means.mean(1).value - 0.6 / 3.0).abs() < 1e-15);
        assert!((means.mean(0).value + means.mean(1).value - tail.expected_shortfall).abs() < 1e-15);
        assert!((means.share_of_shortfall(0).unwrap().value - 0.5 / 0.7).abs() < 1e-15);
    }

    #[test]
    fn paths_tied_at_value_at_risk_share_equally() {
        // Four paths of the same loss, booked to A on one and to B on three.
        let example = Example::of(&[(0.4, 0.0), (0.0, 0.4), (0.0, 0.4), (0.0, 0.4)]);
        let (_, means) = example.means(0.9);
        assert!((means.mean(0).value - 0.1).abs() < 1e-15 && (means.mean(1).value - 0.3).abs() < 1e-15);
    }

    #[test]
    fn the_sum_of_all_cells_is_as_uncertain_as_the_shortfall() {
        let cells: Vec<(f64, f64)> =
            (0..50_000_u32).map(|i| (f64::from(i % 97) / 97.0, f64::from(i % 31) / 31.0)).collect();
        let example = Example::of(&cells);
        let tail = Tail::of(&example.sorted, 0.95);
        let all = example.sum(&tail).mean(0);
        let shortfall = expected_shortfall(&tail);
        assert!((all.value - shortfall.value).abs() < 1e-12);
        let (half, expected) = (all.high - all.value, shortfall.high - shortfall.value);
        assert!((half / expected - 1.0).abs() < 0.05, "{half} is not {expected}");
    }

    #[test]
    fn the_share_of_everything_is_one_without_doubt() {
        let example = Example::of(&[(0.1, 0.2), (0.4, 0.0), (0.0, 0.9), (0.3, 0.3)]);
        let tail = Tail::of(&example.sorted, 0.5);
        let all = example.sum(&tail).share_of_shortfall(0).unwrap();
        assert!((all.value - 1.0).abs() < 1e-15 && all.high - all.low < 1e-7, "{all:?}");
    }

    #[test]
    fn a_gain_in_the_tail_has_no_share() {
        let example = Example::of(&[(-0.1, -0.2), (-0.4, 0.0)]);
        assert_eq!(example.means(0.5).1.share_of_shortfall(0), None);
    }

    #[test]
    fn the_interval_is_as_wide_as_estimates_scatter() {
        // A: uniform. B: what is left of an exponential loss. Estimates of 400 samples scatter as their intervals say.
        let mut state = 1_u64;
        let mut uniform = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
        };
        let samples: Vec<(Estimate, Estimate)> = (0..400)
            .map(|_| {
                let cells: Vec<(f64, f64)> = (0..2_000)
                    .map(|_| {
                        let (loss, part) = (-uniform().ln(), uniform());
                        (part * loss * loss / (1.0 + loss), loss - part * loss * loss / (1.0 + loss))
                    })
                    .collect();
                let means = Example::of(&cells).means(0.9).1;
                (means.mean(0), means.share_of_shortfall(0).unwrap())
            })
            .collect();
        for part in [|sample: &(Estimate, Estimate)| sample.0, |sample: &(Estimate, Estimate)| sample.1] {
            let found: Vec<Estimate> = samples.iter().map(part).collect();
            let scatter = MeanAndSd::of(&found.iter().map(|estimate| estimate.value).collect::<Vec<_>>()).sd;
            let said = found.iter().map(|estimate| (estimate.high - estimate.value) / Z95).sum::<f64>() / 400.0;
            // The standard deviation of 400 numbers is itself known to 1/√800, 3.5%.
            assert!((said / scatter - 1.0).abs() < 4.0 * 0.0354, "said {said}, found {scatter}");
        }
    }
}
