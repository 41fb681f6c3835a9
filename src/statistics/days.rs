//! Spells in whole days, by size.

use super::ranks::Ranks;
use crate::outcome::DayCounts;

impl Ranks for DayCounts {
    fn paths(&self) -> usize {
        self.by_days().iter().sum::<u64>() as usize
    }

    fn at_rank(&self, rank: usize) -> f64 {
        let mut below = 0;
        let reaches = |paths: &u64| {
            below += *paths as usize;
            below >= rank.max(1)
        };
        self.by_days().iter().position(reaches).unwrap_or(self.by_days().len().saturating_sub(1)) as f64
    }

    fn above(&self, x: f64) -> usize {
        at_least(self, x.floor() + 1.0)
    }

    fn at_or_above(&self, x: f64) -> usize {
        at_least(self, x)
    }

    fn excess(&self, x: f64) -> (f64, f64) {
        let spells = self.by_days().iter().enumerate().map(|(days, paths)| ((days as f64 - x).max(0.0), *paths as f64));
        spells.fold((0.0, 0.0), |(sum, squares), (over, paths)| (sum + paths * over, squares + paths * over * over))
    }
}

/// How many paths have a spell of at least `days`.
fn at_least(counts: &DayCounts, days: f64) -> usize {
    let spells = counts.by_days().iter().enumerate().filter(|(spell, _)| *spell as f64 >= days);
    spells.map(|(_, paths)| *paths as usize).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::interval::MeanAndSd;
    use crate::statistics::{Sorted, Tail};

    #[test]
    fn counts_are_as_if_the_days_were_sorted() {
        let days: Vec<u32> = (0..900).map(|path| path * 37 % 90 / 2).collect();
        let column: Vec<f64> = days.iter().copied().map(f64::from).collect();
        let (counts, sorted) = (DayCounts::of(&days), Sorted::of(&column));
        for level in [0.001, 0.25, 0.5, 0.99, 1.0] {
            assert_eq!(counts.quantile(level), sorted.quantile(level));
        }
        for x in [-1.0, 0.0, 3.5, 7.0, 44.0, 99.0] {
            assert_eq!((counts.above(x), counts.at_or_above(x)), (sorted.above(x), sorted.at_or_above(x)), "{x}");
        }
        assert_eq!(Tail::of(&counts, 0.9), Tail::of(&sorted, 0.9));
        assert_eq!(counts.mean(), MeanAndSd::of(&column).mean);
        assert_eq!((DayCounts::default().mean(), DayCounts::default().at_rank(1)), (0.0, 0.0));
    }
}
