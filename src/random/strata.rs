//! Evenly spread numbers, one in each stratum, in a drawn order: columns of a Latin hypercube.

use super::{PathKey, Purpose, Stream};

/// So many numbers in (0, 1), one in each of as many strata of equal width, in the order that the stream of `names` draws.
///
/// Source: McKay, Beckman and Conover (1979).
#[must_use]
pub fn strata(seed: u64, purpose: Purpose, names: &[&str], count: usize) -> Vec<f64> {
    let stream = Stream::new(seed, purpose, names);
    let draw = |point: usize, index| stream.uniform(PathKey::new(point as u64), index);
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| draw(*a, 0).total_cmp(&draw(*b, 0)).then(a.cmp(b)));
    let mut numbers = vec![0.0; count];
    for (stratum, point) in order.into_iter().enumerate() {
        numbers[point] = (stratum as f64 + draw(point, 1)) / count as f64;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stratum_holds_one_number() {
        let numbers = strata(1, Purpose::Sensitivity, &["a"], 1000);
        let mut seen: Vec<usize> = numbers.iter().map(|number| (number * 1000.0) as usize).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..1000).collect::<Vec<_>>());
        assert_ne!(numbers, strata(1, Purpose::Sensitivity, &["b"], 1000));
    }
}
