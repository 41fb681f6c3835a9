//! Columns of all paths of a run that is too long to keep every number, by size.

use super::interval::MeanAndSd;
use super::ranks::Ranks;
use crate::outcome::Counted;

impl Ranks for Counted {
    fn paths(&self) -> usize {
        self.sums().count() as usize
    }

    fn at_rank(&self, rank: usize) -> f64 {
        self.number_of_rank(rank as u64)
    }

    fn above(&self, x: f64) -> usize {
        self.paths_above(x) as usize
    }

    fn at_or_above(&self, x: f64) -> usize {
        self.paths_at_or_above(x) as usize
    }

    fn excess(&self, x: f64) -> (f64, f64) {
        self.excess_over(x)
    }
}

impl From<&Counted> for MeanAndSd {
    fn from(column: &Counted) -> Self {
        let sums = column.sums();
        Self { count: sums.count() as usize, mean: sums.mean(), sd: sums.sd() }
    }
}
