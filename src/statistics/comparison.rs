//! Two reserves on the same paths.

use super::interval::{Estimate, MeanAndSd, sparse_standard_error, wilson};
use super::ranks::{Ranks, rank};
use super::sorted::Sorted;
use super::tail::Tail;

/// How many standard errors a violation of dominance may have and still count as none: one-sided 95%.
const BAND: f64 = 1.645;

/// Mean of a − b with the interval of the paired differences.
#[must_use]
pub fn difference_of_means(a: &[f64], b: &[f64]) -> Estimate {
    paired(a.iter().zip(b).map(|(a, b)| a - b)).estimate()
}

/// ES(a) − ES(b) with the interval of the difference of the two influence functions.
///
/// `losses` are those of a and b on all paths that are in the tail of either; others have no influence. Unknown where
/// one tail has too few paths.
#[must_use]
pub fn difference_of_shortfalls(losses: &[(f64, f64)], tail_a: &Tail, tail_b: &Tail) -> Estimate {
    let value = tail_a.expected_shortfall - tail_b.expected_shortfall;
    let influence = losses.iter().map(|&(a, b)| tail_a.influence(a) - tail_b.influence(b));
    let (sum, squares) = influence.fold((0.0, 0.0), |(sum, squares), x| (sum + x, squares + x * x));
    let is_known = tail_a.tells_its_error() && tail_b.tells_its_error();
    Estimate::normal(value, if is_known { sparse_standard_error(tail_a.paths, sum, squares) } else { f64::NAN })
}

fn standard_error_of_shortfalls(a: &[f64], b: &[f64], tail_a: &Tail, tail_b: &Tail) -> f64 {
    if !(tail_a.tells_its_error() && tail_b.tells_its_error()) {
        return f64::NAN;
    }
    paired(a.iter().zip(b).map(|(&a, &b)| tail_a.influence(a) - tail_b.influence(b))).standard_error()
}

/// P(a > b) with its Wilson interval; a tie is no loss.
#[must_use]
pub fn probability_that_a_loses_more(a: &[f64], b: &[f64]) -> Estimate {
    let worse = a.iter().zip(b).filter(|(a, b)| a > b).count();
    wilson(worse as u64, a.len() as u64)
}

/// Mean and sd of numbers that are made as they are read, relative to the first, which keeps the sums small.
fn paired(differences: impl Iterator<Item = f64>) -> MeanAndSd {
    let mut differences = differences.peekable();
    let first = differences.peek().copied().unwrap_or(0.0);
    let (mut count, mut sum, mut squares) = (0_usize, 0.0, 0.0);
    for difference in differences {
        let apart = difference - first;
        count += 1;
        sum += apart;
        squares += apart * apart;
    }
    let mean = sum / count.max(1) as f64;
    let variance = (squares - sum * mean).max(0.0) / count.saturating_sub(1).max(1) as f64;
    MeanAndSd { count, mean: first + mean, sd: variance.sqrt() }
}

/// Which of two is to be preferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preferred {
    /// The first.
    A,
    /// The second.
    B,
}

/// Whether one of two dominates, and by how much the better of the two directions is violated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// The one whose violation stays inside its band while the other's doesn't; `None` for both or neither, and where a
    /// band is unknown.
    pub winner: Option<Preferred>,
    /// The smaller violation of the two directions.
    pub largest_violation: f64,
}

/// A direction's largest violation and the standard error at that point.
#[derive(Clone, Copy, Debug)]
struct Violation {
    size: f64,
    standard_error: f64,
}

impl Violation {
    fn is_inside_its_band(self) -> bool {
        self.size <= BAND * self.standard_error
    }
}

fn verdict(of_a: Violation, of_b: Violation) -> Verdict {
    let winner = match (of_a.is_inside_its_band(), of_b.is_inside_its_band()) {
        _ if of_a.standard_error.is_nan() || of_b.standard_error.is_nan() => None,
        (true, false) => Some(Preferred::A),
        (false, true) => Some(Preferred::B),
        _ => None,
    };
    Verdict { winner, largest_violation: of_a.size.min(of_b.size) }
}

/// A column as it came, path by path, and sorted, made ready to be compared with many others.
#[derive(Clone, Debug)]
pub struct Column<'a> {
    values: &'a [f64],
    sorted: Sorted,
    /// ES at the levels 0, .01, …, .99.
    shortfalls: Vec<f64>,
}

impl<'a> Column<'a> {
    /// Sorts a copy of `values`, which are one a path.
    #[must_use]
    pub fn of(values: &'a [f64]) -> Self {
        let sorted = Sorted::of(values);
        Self { values, shortfalls: shortfall_curve(&sorted), sorted }
    }

    /// One number a path.
    #[must_use]
    pub const fn values(&self) -> &'a [f64] {
        self.values
    }

    /// The same, ascending.
    #[must_use]
    pub const fn sorted(&self) -> &Sorted {
        &self.sorted
    }
}

/// First order: for no x is a's P(L > x) above b's.
///
/// Violation of "a is to be preferred": max over x of P(L_a > x) − P(L_b > x); its band is 1.645 paired standard errors
/// at that x.
///
/// Source: Hadar and Russell (1969), "Rules for ordering uncertain prospects".
#[must_use]
pub fn first_order_dominance(a: &Column<'_>, b: &Column<'_>) -> Verdict {
    let (of_a, of_b) = widest_gaps(&a.sorted, &b.sorted);
    let paths = a.values.len().max(1) as f64;
    let violation = |gap: Gap| {
        let standard_error = if gap.count > 0 { standard_error_at(a.values, b.values, gap.at) } else { 0.0 };
        Violation { size: gap.count as f64 / paths, standard_error }
    };
    verdict(violation(of_a), violation(of_b))
}

/// Standard error of P(a > x) − P(b > x), from the paths where only one of the two is above.
fn standard_error_at(a: &[f64], b: &[f64], x: f64) -> f64 {
    let apart = |(sum, squares): (i64, u64), (a, b): (&f64, &f64)| {
        let side = i64::from(*a > x) - i64::from(*b > x);
        (sum + side, squares + side.unsigned_abs())
    };
    let (sum, squares) = a.iter().zip(b).fold((0, 0), apart);
    sparse_standard_error(a.len(), sum as f64, squares as f64)
}

/// Where one of two has most paths more above a point than the other.
#[derive(Clone, Copy, Debug)]
struct Gap {
    count: i64,
    at: f64,
}

/// The largest #{a > x} − #{b > x}, and the largest #{b > x} − #{a > x}, over all x; at least 0, as beyond all paths.
///
/// Where both hold the same number, they pass it together and then one passes the rest: on the way the gap lies
/// between what it was and what it becomes, so looking there finds no other. Steps without branches are what makes a
/// walk fast in which nobody knows who comes next.
fn widest_gaps(a: &Sorted, b: &Sorted) -> (Gap, Gap) {
    let (a, b) = (a.values(), b.values());
    let far = f64::INFINITY;
    let (mut a_over_b, mut b_over_a) = (Gap { count: 0, at: far }, Gap { count: 0, at: far });
    let (mut passed_a, mut passed_b) = (0, 0);
    while passed_a < a.len() && passed_b < b.len() {
        let (next_a, next_b) = (a[passed_a], b[passed_b]);
        passed_a += usize::from(next_a <= next_b);
        passed_b += usize::from(next_b <= next_a);
        let count = passed_b as i64 - passed_a as i64;
        if count > a_over_b.count {
            a_over_b = Gap { count, at: next_b };
        }
        if -count > b_over_a.count {
            b_over_a = Gap { count: -count, at: next_a };
        }
    }
    (a_over_b, b_over_a)
}

/// Second order: at no level u = 0, .01, …, .99 is a's ES above b's.
///
/// Violation of "a is to be preferred": max over u of ES_u(a) − ES_u(b), 0 where it is negative; its band is 1.645
/// standard errors of the paired difference of influence functions at that u.
///
/// Source: Ogryczak and Ruszczyński (2002), "Dual stochastic dominance and related mean-risk models".
#[must_use]
pub fn second_order_dominance(a: &Column<'_>, b: &Column<'_>) -> Verdict {
    let differences: Vec<f64> = a.shortfalls.iter().zip(&b.shortfalls).map(|(a, b)| a - b).collect();
    let violation = |sign: f64| {
        let sizes = differences.iter().map(|difference| sign * difference).enumerate();
        let (percent, size) = sizes.fold((0, 0.0), |most, next| if next.1 > most.1 { next } else { most });
        if size == 0.0 {
            return Violation { size, standard_error: 0.0 };
        }
        let level = percent as f64 / 100.0;
        let (tail_a, tail_b) = (Tail::of(&a.sorted, level), Tail::of(&b.sorted, level));
        let standard_error = standard_error_of_shortfalls(a.values, b.values, &tail_a, &tail_b);
        Violation { size, standard_error }
    };
    verdict(violation(1.0), violation(-1.0))
}

/// ES at the levels 0, .01, …, .99, all in one walk from the largest loss down.
fn shortfall_curve(sorted: &Sorted) -> Vec<f64> {
    let paths = sorted.paths();
    let (mut sum, mut taken) = (0.0, 0);
    let mut curve: Vec<f64> = (0..100_u32)
        .rev()
        .map(|percent| {
            let mass = paths as f64 * (1.0 - f64::from(percent) / 100.0);
            let boundary = rank(paths, f64::from(percent) / 100.0);
            sum += sorted.values()[boundary..paths - taken].iter().sum::<f64>();
            taken = paths - boundary;
            (sum + (mass - taken as f64) * sorted.at_rank(boundary)) / mass.max(f64::MIN_POSITIVE)
        })
        .collect();
    curve.reverse();
    curve
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn with_columns<R>(a: &[f64], b: &[f64], f: impl Fn(&Column<'_>, &Column<'_>) -> R) -> R {
        f(&Column::of(a), &Column::of(b))
    }

    fn ramp(paths: usize, scale: f64) -> Vec<f64> {
        (0..paths).map(|i| scale * (i as f64 + 0.5) / paths as f64).collect()
    }

    #[test]
    fn the_shortfall_curve_is_that_of_single_levels() {
        let sorted = Sorted::of(&[0.1, 0.3, 0.3, -0.2, 0.9, 0.05, 0.0]);
        for (percent, value) in shortfall_curve(&sorted).into_iter().enumerate() {
            let single = Tail::of(&sorted, percent as f64 / 100.0).expected_shortfall;
            assert!((value - single).abs() < 1e-9, "{percent}: {value} is not {single}");
        }
    }

    #[test]
    fn the_one_that_always_loses_less_dominates_in_both_orders() {
        let (a, b) = (ramp(1_000, 0.5), ramp(1_000, 1.0));
        assert_eq!(
            with_columns(&a, &b, first_order_dominance),
            Verdict { winner: Some(Preferred::A), largest_violation: 0.0 }
        );
        assert_eq!(
            with_columns(&b, &a, second_order_dominance),
            Verdict { winner: Some(Preferred::B), largest_violation: 0.0 }
        );
    }

    #[test]
    fn a_narrower_loss_of_the_same_mean_dominates_in_second_order_only() {
        let wide = ramp(1_000, 1.0);
        let narrow: Vec<f64> = wide.iter().map(|loss| 0.25 + loss / 2.0).collect();
        let first = with_columns(&narrow, &wide, first_order_dominance);
        // Uniform on (1/4, 3/4) against (0, 1): the distribution functions are a quarter apart at most.
        assert_eq!(first.winner, None);
        assert!((first.largest_violation - 0.25).abs() < 2e-3, "{first:?}");
        let second = with_columns(&narrow, &wide, second_order_dominance);
        assert_eq!(second.winner, Some(Preferred::A));
        assert!(second.largest_violation < 1e-12, "{second:?}");
    }

    #[test]
    fn equal_reserves_have_no_winner() {
        let a = ramp(100, 1.0);
        for verdict in [with_columns(&a, &a, first_order_dominance), with_columns(&a, &a, second_order_dominance)] {
            assert_eq!(verdict, Verdict { winner: None, largest_violation: 0.0 });
        }
    }

    #[test]
    fn a_difference_within_sampling_error_decides_nothing() {
        let mut b = ramp(100, 1.0);
        let a = b.clone();
        // One path of a hundred a little worse: 1 − 0 of 100, within 1.645 · 0.1/√100.
        b[50] += 0.01;
        assert_eq!(with_columns(&a, &b, first_order_dominance).winner, None);
    }

    proptest! {
        #[test]
        fn the_widest_gap_is_that_of_all_numbers(
            pairs in prop::collection::vec((-20_i8..60, -20_i8..60), 1..700),
            shift in -3_i8..4,
        ) {
            let a: Vec<f64> = pairs.iter().map(|pair| f64::from(pair.0)).collect();
            let b: Vec<f64> = pairs.iter().map(|pair| f64::from(pair.1.saturating_add(shift))).collect();
            let above = |column: &[f64], x: f64| column.iter().filter(|value| **value > x).count() as i64;
            let gap = |x: f64| above(&a, x) - above(&b, x);
            let mut points: Vec<f64> = a.iter().chain(&b).copied().collect();
            points.sort_unstable_by(f64::total_cmp);
            let widest = |sign: i64| points.iter().map(|x| sign * gap(*x)).max().unwrap_or(0).max(0);
            let (of_a, of_b) = widest_gaps(&Sorted::of(&a), &Sorted::of(&b));
            prop_assert_eq!((of_a.count, of_b.count), (widest(1), widest(-1)));
            for (found, sign) in [(of_a, 1), (of_b, -1)] {
                let first = points.iter().find(|x| found.count > 0 && sign * gap(**x) == found.count);
                prop_assert_eq!(found.at, first.copied().unwrap_or(f64::INFINITY));
            }
        }
    }

    #[test]
    fn paired_differences_by_hand() {
        let (a, b) = ([0.5, 0.1, 0.3], [0.2, 0.1, 0.6]);
        let difference = difference_of_means(&a, &b);
        assert!(difference.value.abs() < 1e-15);
        assert!((difference.high - 1.959_963_984_540_054 * 0.3 / 3.0_f64.sqrt()).abs() < 1e-12);
        assert_eq!(probability_that_a_loses_more(&a, &b).value, 1.0 / 3.0);
    }

    #[test]
    fn what_two_share_is_no_doubt_about_their_difference() {
        let a = ramp(1_000, 1.0);
        let b: Vec<f64> = a.iter().map(|loss| loss - 0.25).collect();
        let (tail_a, tail_b) = (Tail::of(&Sorted::of(&a), 0.9), Tail::of(&Sorted::of(&b), 0.9));
        let losses: Vec<(f64, f64)> = a.into_iter().zip(b).collect();
        let difference = difference_of_shortfalls(&losses, &tail_a, &tail_b);
        assert!((difference.value - 0.25).abs() < 1e-12);
        assert!(difference.high - difference.low < 1e-7, "{difference:?}");
    }
}
