//! Fine bins that are the same for every run.

/// Log₂ of the width of a bin in units of 2⁻⁴⁰: 2⁻¹⁴, six thousandths of a percent.
const WIDTH: u32 = 26;
/// Log₂ of the gain from which on bins widen, each by the same share of the gain: 4.
const WIDENING: u32 = 42;
/// Bins from 0 to there, and from each gain to twice as much.
const OCTAVE: i64 = 1 << (WIDENING - WIDTH);

/// How many numbers stand in each bin; a bin is open below and closed above, so what is 0 or 1 stands at
/// its upper end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FineBins {
    /// The bin of the first slot.
    first: i64,
    counts: Vec<u64>,
}

/// The bin in which a number stands. The bin below 0 is −1.
fn bin(units: i64) -> i64 {
    let gain = units.unsigned_abs();
    if units > -(1 << WIDENING) {
        (units - 1) >> WIDTH
    } else {
        let octave = gain.ilog2() - WIDENING;
        let inside = (gain >> (octave + WIDTH)) as i64 - OCTAVE;
        -1 - OCTAVE - (i64::from(octave) * OCTAVE + inside)
    }
}

/// The largest number of a bin, in units.
fn upper_end(bin: i64) -> i64 {
    let below = -1 - OCTAVE - bin;
    if below <= 0 { (bin + 1) << WIDTH } else { -((OCTAVE + below % OCTAVE) << (below / OCTAVE + i64::from(WIDTH))) }
}

impl FineBins {
    /// Counts a number.
    pub fn add(&mut self, units: i64) {
        let bin = bin(units);
        if self.counts.is_empty() {
            self.first = bin;
        }
        if bin < self.first {
            // Room for more at once: a gain seldom stands alone.
            let more = (self.first - bin).max(self.counts.len() as i64 / 4);
            self.counts.splice(0..0, std::iter::repeat_n(0, more as usize));
            self.first -= more;
        }
        let slot = (bin - self.first) as usize;
        if slot >= self.counts.len() {
            self.counts.resize(slot + 1, 0);
        }
        self.counts[slot] += 1;
    }

    /// How many numbers stand in bins above that of `at`.
    pub fn above(&self, at: i64) -> u64 {
        let first = (bin(at) + 1 - self.first).max(0) as usize;
        self.counts.iter().skip(first).sum()
    }

    /// The upper end of every bin and how many stand in it, from the top.
    pub fn downwards(&self) -> impl Iterator<Item = (i64, u64)> {
        let bins = self.counts.iter().enumerate().rev();
        bins.map(|(slot, count)| (upper_end(self.first + slot as i64), *count))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_and_everything_lost_stand_at_an_end() {
        for end in [0, 1 << 40, 1 << 38, -(1 << 40), -(1 << 42), -(1 << 43), -(3 << 42)] {
            assert_eq!(upper_end(bin(end)), end);
        }
        assert_eq!((bin(1), bin(0), bin(-1)), (0, -1, -1));
    }

    proptest! {
        #[test]
        fn a_number_stands_below_the_end_of_its_bin_and_above_the_one_before(
            units in prop_oneof![-(1_i64 << 62)..1 << 42, -(1_i64 << 45)..1 << 41],
        ) {
            prop_assert!(units <= upper_end(bin(units)) && units > upper_end(bin(units) - 1));
        }

        #[test]
        fn numbers_in_any_order_are_all_counted(units in prop::collection::vec(-(1_i64 << 44)..1 << 41, 1..50)) {
            let mut bins = FineBins::default();
            units.iter().for_each(|units| bins.add(*units));
            prop_assert_eq!(bins.downwards().map(|(_, count)| count).sum::<u64>(), units.len() as u64);
        }
    }
}
