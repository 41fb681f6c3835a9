//! Columns of which most numbers are known beforehand.

use crate::numeric::vector::LANES;

/// One number a path, of which only those are kept that depart from what is expected there: nothing
/// for a cost, the marked loss for a loss on another rung. Where nobody fails, no path departs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Departures {
    paths: usize,
    /// One bit a path: whether it departs.
    departs: Vec<u64>,
    /// How many depart before the first path of each word of bits.
    before: Vec<u32>,
    /// The numbers of those that depart.
    values: Vec<f64>,
}

const WORD: usize = u64::BITS as usize;

impl Departures {
    /// The column `values` where `expected` is expected.
    #[must_use]
    pub fn of(values: &[f64], expected: &[f64]) -> Self {
        let mut column = Self::default();
        values.iter().zip(expected).for_each(|(value, expected)| column.push(*value, *expected));
        column
    }

    /// Puts the number of one more path behind the others.
    pub fn push(&mut self, value: f64, expected: f64) {
        self.push_departure((value.to_bits() != expected.to_bits()).then_some(value));
    }

    /// Puts the first paths of a block of [`LANES`] behind the others; for all but the last of a column these
    /// are whole.
    pub fn push_block(&mut self, values: &[f64; LANES], expected: &[f64; LANES], paths: usize) {
        if !self.paths.is_multiple_of(LANES) {
            values.iter().zip(expected).take(paths).for_each(|(value, expected)| self.push(*value, *expected));
            return;
        }
        let departs =
            |(lane, (value, expected)): (usize, (&f64, &f64))| u64::from(value.to_bits() != expected.to_bits()) << lane;
        let bits = values.iter().zip(expected).enumerate().map(departs).fold(0, |all, bit| all | bit);
        let mut rest = bits & ((1 << paths) - 1);
        self.begin_word();
        if let Some(word) = self.departs.last_mut() {
            *word |= rest << (self.paths % WORD);
        }
        while rest != 0 {
            self.values.push(values[rest.trailing_zeros() as usize]);
            rest &= rest - 1;
        }
        self.paths += paths;
    }

    /// Puts so many paths behind the others on which the number is as expected; at most a block, and blocks
    /// are whole but for the last.
    pub fn push_expected(&mut self, paths: usize) {
        if self.paths.is_multiple_of(LANES) {
            self.begin_word();
            self.paths += paths;
        } else {
            (0..paths).for_each(|_| self.push_departure(None));
        }
    }

    /// Forgets all paths; their room stays.
    pub fn clear(&mut self) {
        self.paths = 0;
        self.departs.clear();
        self.before.clear();
        self.values.clear();
    }

    fn begin_word(&mut self) {
        if self.paths.is_multiple_of(WORD) {
            self.departs.push(0);
            self.before.push(self.values.len() as u32);
        }
    }

    #[inline]
    fn push_departure(&mut self, departure: Option<f64>) {
        self.begin_word();
        if let Some(value) = departure {
            self.departs[self.paths / WORD] |= 1 << (self.paths % WORD);
            self.values.push(value);
        }
        self.paths += 1;
    }

    /// Puts later paths behind the others; `paths` is how many there may be in all, so that room is asked for
    /// once.
    pub fn append(&mut self, later: &Self, paths: usize) {
        self.reserve(later, paths);
        if !self.paths.is_multiple_of(WORD) {
            (0..later.paths).for_each(|path| self.push_departure(later.at(path)));
            return;
        }
        let before = self.values.len() as u32;
        self.departs.extend_from_slice(&later.departs);
        self.before.extend(later.before.iter().map(|more| before + more));
        self.values.extend_from_slice(&later.values);
        self.paths += later.paths;
    }

    /// Makes room for `paths` of which as many depart as of those so far, where there is none for `later`.
    fn reserve(&mut self, later: &Self, paths: usize) {
        let wanted = self.values.len() + later.values.len();
        if wanted > self.values.capacity() {
            let whole = grown(wanted, self.paths + later.paths, paths);
            self.values.reserve_exact(whole - self.values.len());
            self.departs.reserve_exact((paths / WORD).saturating_sub(self.departs.len()));
            self.before.reserve_exact((paths / WORD).saturating_sub(self.before.len()));
        }
    }

    /// How many paths there are.
    #[must_use]
    pub const fn paths(&self) -> usize {
        self.paths
    }

    /// The number of a path, if it departs.
    #[must_use]
    pub fn at(&self, path: usize) -> Option<f64> {
        let (word, bit) = (self.departs[path / WORD], path % WORD);
        let earlier = (word & ((1 << bit) - 1)).count_ones();
        (word >> bit & 1 == 1).then(|| self.values[(self.before[path / WORD] + earlier) as usize])
    }

    /// The numbers of all paths that depart, in the order of paths.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The whole column where nothing is expected.
    #[must_use]
    pub fn from_nothing(&self) -> Vec<f64> {
        self.put_into(vec![0.0; self.paths])
    }

    /// The whole column where `expected` is expected.
    #[must_use]
    pub fn from(&self, expected: &[f64]) -> Vec<f64> {
        self.put_into(expected.to_vec())
    }

    fn put_into(&self, mut column: Vec<f64>) -> Vec<f64> {
        let mut values = self.values.iter();
        for (place, &word) in self.departs.iter().enumerate() {
            let mut rest = word;
            while rest != 0 {
                if let Some(value) = values.next() {
                    column[place * WORD + rest.trailing_zeros() as usize] = *value;
                }
                rest &= rest - 1;
            }
        }
        column
    }
}

/// How many entries all will have, and some more, where a part of them has so many.
pub(super) fn grown(entries: usize, part: usize, all: usize) -> usize {
    let rate = entries as f64 / part.max(1) as f64;
    (1.03 * rate * all as f64) as usize + entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_departs_is_kept_and_the_rest_is_as_expected() {
        let expected: Vec<f64> = (0..200).map(f64::from).collect();
        let values: Vec<f64> = expected.iter().map(|x| if x % 7.0 == 3.0 { -x } else { *x }).collect();
        let column = Departures::of(&values, &expected);
        assert_eq!(column.from(&expected), values);
        assert_eq!(column.values().len(), 29);
        assert_eq!((column.at(3), column.at(4), column.at(199)), (Some(-3.0), None, Some(-199.0)));
    }

    #[test]
    fn parts_put_together_are_the_whole() {
        let values: Vec<f64> = (0..300).map(|k| f64::from(k % 5 / 4)).collect();
        let none = vec![0.0; 300];
        for length in [128, 130] {
            let mut parts = Departures::of(&values[..length], &none);
            parts.append(&Departures::of(&values[length..], &none), 300);
            assert_eq!(parts, Departures::of(&values, &none));
        }
    }

    #[test]
    fn costs_depart_from_nothing() {
        let column = Departures::of(&[0.0, 0.5, 0.0], &[0.0; 3]);
        assert_eq!(column.from_nothing(), [0.0, 0.5, 0.0]);
    }
}
