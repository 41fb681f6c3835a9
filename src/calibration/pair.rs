//! How two columns of returns go together: Pearson, Spearman and Kendall, each with its standard error.
//!
//! The errors come from how much each row moves the figure, so they hold for heavy tails too, as far as rows are
//! independent.

use serde::Serialize;

use super::estimate::Measured;

/// Three correlations of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PairCorrelation {
    /// Of the returns.
    pub pearson: Measured,
    /// Of their ranks.
    pub spearman: Measured,
    /// Kendall's τ-b: pairs of rows that agree in direction less those that do not.
    pub kendall: Measured,
}

/// Both columns are as long, and neither is constant.
#[must_use]
pub fn correlations(a: &[f64], b: &[f64]) -> PairCorrelation {
    PairCorrelation { pearson: pearson(a, b), spearman: pearson(&ranks(a), &ranks(b)), kendall: kendall(a, b) }
}

/// Pearson's correlation.
#[must_use]
pub fn pearson(a: &[f64], b: &[f64]) -> Measured {
    let (a, b) = (standardised(a), standardised(b));
    let count = a.len() as f64;
    let value = (a.iter().zip(&b).map(|(a, b)| a * b).sum::<f64>() / count).clamp(-1.0, 1.0);
    let moved = a.iter().zip(&b).map(|(a, b)| a * b - 0.5 * value * (a * a + b * b));
    let variance = moved.map(|moved| moved * moved).sum::<f64>() / count;
    Measured::correlation(value, (variance / count).sqrt())
}

/// With mean 0 and variance 1, divisor n.
fn standardised(values: &[f64]) -> Vec<f64> {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let sd = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count).sqrt();
    values.iter().map(|value| (value - mean) / sd).collect()
}

/// The rank of each number, from 1; those that are equal share the average of theirs.
#[must_use]
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut begin = 0;
    while begin < order.len() {
        let equal = order[begin..].iter().take_while(|place| values[**place] == values[order[begin]]).count();
        for place in &order[begin..begin + equal] {
            ranks[*place] = begin as f64 + 0.5 * (equal as f64 + 1.0);
        }
        begin += equal;
    }
    ranks
}

/// Kendall's τ-b. Each row's part of it gives the standard error.
#[must_use]
pub fn kendall(a: &[f64], b: &[f64]) -> Measured {
    let agreements = agreements(a, b);
    let count = a.len() as f64;
    let pairs = count * (count - 1.0);
    let (untied_a, untied_b) = (pairs - tied(a), pairs - tied(b));
    let scale = (untied_a * untied_b).sqrt();
    let value = agreements.iter().sum::<f64>() / scale;
    let mean = agreements.iter().sum::<f64>() / count;
    let variance = agreements.iter().map(|part| (part - mean).powi(2)).sum::<f64>() / count;
    // A mean over pairs of rows moves by twice the part of one row.
    Measured::correlation(value.clamp(-1.0, 1.0), 2.0 * variance.sqrt() * count / scale / count.sqrt())
}

/// Ordered pairs of equal numbers.
fn tied(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a == b).map(|equal| (equal.len() * (equal.len() - 1)) as f64).sum()
}

/// For each row, how many others agree with it in the direction of both numbers, less those that oppose it.
fn agreements(a: &[f64], b: &[f64]) -> Vec<f64> {
    let levels = levels(b);
    let mut order: Vec<usize> = (0..a.len()).collect();
    order.sort_by(|x, y| a[*x].total_cmp(&a[*y]));
    let mut result = vec![0.0; a.len()];
    // From the left, rows with a smaller number agree where their other number is smaller too; from the right the other way.
    for sign in [1.0, -1.0] {
        let mut counts = Counts::new(a.len());
        for equal in order.chunk_by(|x, y| a[*x] == a[*y]) {
            for row in equal {
                let (below, above) = counts.beside(levels[*row]);
                result[*row] += sign * (below as f64 - above as f64);
            }
            equal.iter().for_each(|row| counts.add(levels[*row]));
        }
        order.reverse();
    }
    result
}

/// The place of each number among those that differ, from 1.
fn levels(values: &[f64]) -> Vec<usize> {
    let mut distinct = values.to_vec();
    distinct.sort_by(f64::total_cmp);
    distinct.dedup();
    values.iter().map(|value| distinct.partition_point(|other| other < value) + 1).collect()
}

/// Counts by level, summed quickly (Fenwick 1994).
struct Counts {
    sums: Vec<usize>,
    all: usize,
}

impl Counts {
    fn new(levels: usize) -> Self {
        Self { sums: vec![0; levels + 1], all: 0 }
    }

    fn add(&mut self, level: usize) {
        let mut place = level;
        while place < self.sums.len() {
            self.sums[place] += 1;
            place += place & place.wrapping_neg();
        }
        self.all += 1;
    }

    fn up_to(&self, level: usize) -> usize {
        let (mut place, mut sum) = (level, 0);
        while place > 0 {
            sum += self.sums[place];
            place &= place - 1;
        }
        sum
    }

    /// How many are below a level, and how many above.
    fn beside(&self, level: usize) -> (usize, usize) {
        (self.up_to(level - 1), self.all - self.up_to(level))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibration::simulated;
    use proptest::prelude::*;

    /// τ-b as it is defined, pair by pair.
    fn kendall_by_pairs(a: &[f64], b: &[f64]) -> f64 {
        let (mut sum, mut untied_a, mut untied_b) = (0.0, 0.0, 0.0);
        for i in 0..a.len() {
            for j in 0..i {
                let sign = |x: f64, y: f64| if x == y { 0.0 } else { (x - y).signum() };
                let (x, y) = (sign(a[i], a[j]), sign(b[i], b[j]));
                sum += x * y;
                untied_a += x * x;
                untied_b += y * y;
            }
        }
        sum / f64::sqrt(untied_a * untied_b)
    }

    #[test]
    fn four_rows_by_hand() {
        let found = correlations(&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 5.0]);
        // Five of six pairs of rows agree; the squares of rank differences add up to 2.
        assert!((found.kendall.value - 4.0 / 6.0).abs() < 1e-15);
        assert!((found.spearman.value - (1.0 - 12.0 / 60.0)).abs() < 1e-15);
        assert!((found.pearson.value - 5.5 / (5.0_f64 * 8.75).sqrt()).abs() < 1e-15);
        assert_eq!(ranks(&[3.0, 1.0, 3.0]), [2.5, 1.0, 2.5]);
    }

    #[test]
    fn intervals_hold_the_truth_of_a_heavy_tailed_pair() {
        let truth: f64 = 0.6;
        let tau = 2.0 / std::f64::consts::PI * truth.asin();
        let (mut pearson, mut kendall) = (0, 0);
        for seed in 0..300 {
            let rows = simulated::student_rows(seed, 400, 2, truth, 5.0);
            let column = |place: usize| rows.iter().map(|row| row[place]).collect::<Vec<f64>>();
            let found = correlations(&column(0), &column(1));
            pearson += usize::from((found.pearson.low..=found.pearson.high).contains(&truth));
            kendall += usize::from((found.kendall.low..=found.kendall.high).contains(&tau));
        }
        // Binomial: 300 samples at 95% have a standard error of 1.26 points.
        let near = |held: usize| (held as f64 / 300.0 - 0.95).abs() < 4.0 * 0.0126;
        assert!(near(pearson) && near(kendall), "{pearson} {kendall}");
    }

    proptest! {
        #[test]
        fn kendall_is_that_of_its_pairs(rows in prop::collection::vec((0..6_i32, 0..6_i32), 8..60)) {
            let (a, b): (Vec<f64>, Vec<f64>) = rows.iter().map(|(a, b)| (f64::from(*a), f64::from(*b))).unzip();
            let constant = |values: &[f64]| values.iter().all(|value| *value == values[0]);
            prop_assume!(!constant(&a) && !constant(&b));
            prop_assert!((kendall(&a, &b).value - kendall_by_pairs(&a, &b)).abs() < 1e-12);
        }

        #[test]
        fn units_and_order_of_rows_change_nothing(rows in prop::collection::vec((-1.0..1.0_f64, -1.0..1.0_f64), 10..50), factor in 0.01..100.0_f64) {
            let (a, b): (Vec<f64>, Vec<f64>) = rows.iter().copied().unzip();
            let (c, d): (Vec<f64>, Vec<f64>) = rows.iter().rev().map(|(a, b)| (factor * a + 1.0, *b)).unzip();
            let (one, other) = (correlations(&a, &b), correlations(&c, &d));
            prop_assert!((one.pearson.value - other.pearson.value).abs() < 1e-9);
            prop_assert!((one.kendall.value - other.kendall.value).abs() < 1e-12);
            prop_assert!((one.spearman.value - other.spearman.value).abs() < 1e-12);
        }
    }
}
