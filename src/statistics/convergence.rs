//! How a figure settles as paths are added.

use super::ranks::rank;
use super::sorted::Sorted;
use super::tail::Tail;
use crate::numeric::order::nth_largest;

/// 1000, 2000, 5000, 10000, … below `paths`, then `paths` itself.
#[must_use]
pub fn growing_prefixes(paths: usize) -> Vec<usize> {
    let steps = (3..18).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_usize.pow(power)));
    let mut prefixes: Vec<usize> = steps.take_while(|&prefix| prefix < paths).collect();
    prefixes.push(paths);
    prefixes
}

/// Numbers of paths that grow by the same factor, about `points` of them, from a thousandth of all, but from 100 at least
/// and from 1,000 at most, to all.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn even_prefixes(paths: usize, points: usize) -> Vec<usize> {
    let (last, first) = (paths as f64, (paths / 1000).clamp(100, 1000).min(paths) as f64);
    let at = |point: usize| first * libm::pow(last / first, point as f64 / (points - 1).max(1) as f64);
    let mut prefixes: Vec<usize> = (0..points).map(|point| at(point).round() as usize).collect();
    prefixes.push(paths);
    prefixes.iter_mut().for_each(|prefix| *prefix = (*prefix).min(paths));
    prefixes.dedup();
    prefixes
}

/// The tail at `level` of the first paths of `column`, for each number of them.
///
/// Numbers far below VaR of all paths are below VaR of the first ones too, so they are looked at once only; where too
/// few are left of some prefix, all of it is.
#[must_use]
pub fn tails_of_prefixes(column: &[f64], level: f64, prefixes: &[usize]) -> Vec<Tail> {
    let reach = rank(column.len(), 1.0 - 2.0 * (1.0 - level));
    let bar = nth_largest(column, (column.len() + 1).saturating_sub(reach));
    let high: Vec<usize> = (0..column.len()).filter(|path| column[*path] >= bar).collect();
    let tail = |&paths: &usize| {
        let lowest = rank(paths, level);
        let largest: Vec<f64> = high.iter().take_while(|path| **path < paths).map(|path| column[*path]).collect();
        let is_enough = largest.len() > paths - lowest;
        let top = if is_enough { Sorted::largest(paths, largest) } else { Sorted::from_rank(&column[..paths], lowest) };
        Tail::of(&top, level)
    };
    prefixes.iter().map(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::oracle::uniforms;

    #[test]
    fn prefixes_grow_by_the_same_factor() {
        assert_eq!(even_prefixes(1_000_000, 4), [1_000, 10_000, 100_000, 1_000_000]);
        assert_eq!(even_prefixes(20_000, 3), [100, 1414, 20_000]);
        assert_eq!((even_prefixes(1, 30), even_prefixes(70, 30)), (vec![1], vec![70]));
    }

    #[test]
    fn the_tail_of_a_prefix_is_that_of_its_paths() {
        let mut draws = uniforms(5);
        let smooth: Vec<f64> = draws.by_ref().take(5_000).map(|u| -u.ln()).collect();
        // The worst come first, so that later prefixes have next to none.
        let falling: Vec<f64> = (0..5_000).rev().map(f64::from).collect();
        let rising: Vec<f64> = (0..5_000).map(f64::from).collect();
        let flat = vec![0.25; 300];
        for column in [smooth, falling, rising, flat, vec![0.5]] {
            let prefixes = even_prefixes(column.len(), 7);
            for level in [0.5, 0.9, 0.999] {
                let found = tails_of_prefixes(&column, level, &prefixes);
                let whole = prefixes.iter().map(|paths| Tail::of(&Sorted::of(&column[..*paths]), level));
                assert_eq!(found, whole.collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn prefixes_grow_to_all_paths() {
        assert_eq!(growing_prefixes(12_000), [1_000, 2_000, 5_000, 10_000, 12_000]);
        assert_eq!(growing_prefixes(1_000), [1_000]);
        assert_eq!(growing_prefixes(3), [3]);
    }
}
