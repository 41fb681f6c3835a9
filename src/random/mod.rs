//! Every draw is a function of (seed, stream, path, index).
//!
//! A stream is named by what it is for and by the ids that it belongs to, so that a change of one
//! hazard, or one more counterparty, leaves every other draw as it was. Single draws come from
//! SplitMix64 (Steele, Lea and Flood 2014), which can be entered anywhere; the daily draws of the
//! market come from xoshiro128++ (Blackman and Vigna 2021), one generator a path and stream, side by
//! side in lanes.

mod generators;
mod quick;
mod strata;

pub use generators::{Generators, VectorGenerators, unit_of_word};
pub use quick::quick_words;
pub use strata::strata;

use crate::numeric::elementary::unit;

/// The step of SplitMix64: 2⁶⁴ over the golden ratio.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// What a stream is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Innovations of an asset.
    Asset,
    /// The mixing draw of Student-t innovations.
    Mixing,
    /// Market jumps.
    Jumps,
    /// Blocks of the bootstrap.
    Bootstrap,
    /// A factor behind thresholds.
    Factor,
    /// A counterparty's own part of its threshold.
    Threshold,
    /// The mixing draw of the t copula.
    Copula,
    /// Mode and severities of a counterparty's failure.
    Failure,
    /// Depth and repair of a link.
    Link,
    /// Whether one counterparty falls with another.
    FallingTogether,
    /// The rate that a pool's evidence implies.
    Evidence,
    /// Values of ranged inputs, where it is asked which of them decide.
    Sensitivity,
}

/// The finaliser of SplitMix64: every bit of the result hangs on every bit of `z`.
#[inline(always)]
const fn mix(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A path's share of the state of every stream, computed once a path.
#[derive(Clone, Copy, Debug)]
pub struct PathKey(u64);

impl PathKey {
    /// The key of path number `path`.
    #[inline]
    #[must_use]
    pub const fn new(path: u64) -> Self {
        Self(mix(path.wrapping_add(GOLDEN)))
    }

    /// Low and high half.
    #[inline]
    #[must_use]
    pub const fn halves(self) -> [u32; 2] {
        [self.0 as u32, (self.0 >> 32) as u32]
    }
}

/// A source of draws for one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream(u64);

impl Stream {
    /// The stream of `seed` for `purpose` that belongs to `names` (ids, in a fixed order).
    #[must_use]
    pub fn new(seed: u64, purpose: Purpose, names: &[&str]) -> Self {
        let mut state = mix(seed ^ GOLDEN).wrapping_add(purpose as u64 + 1);
        for name in names {
            for byte in name.bytes() {
                state = mix(state ^ u64::from(byte)).wrapping_add(GOLDEN);
            }
            // A mark between names, so that ("ab", "c") and ("a", "bc") differ.
            state = mix(state ^ 0x100);
        }
        Self(state)
    }

    /// Draw number `index` of a path, evenly spread over (0, 1).
    #[inline]
    #[must_use]
    pub const fn word(self, path: PathKey, index: u64) -> u64 {
        mix((self.0 ^ path.0).wrapping_add(index.wrapping_mul(GOLDEN)))
    }

    /// Draw number `index` of a path, evenly spread over (0, 1).
    #[inline]
    #[must_use]
    pub fn uniform(self, path: PathKey, index: u64) -> f64 {
        unit(self.word(path, index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_is_a_function_of_seed_stream_path_and_index() {
        let stream = Stream::new(1, Purpose::Threshold, &["binance"]);
        let path = PathKey::new(7);
        assert_eq!(stream.word(path, 3), Stream::new(1, Purpose::Threshold, &["binance"]).word(path, 3));
        let others = [
            Stream::new(2, Purpose::Threshold, &["binance"]).word(path, 3),
            Stream::new(1, Purpose::Failure, &["binance"]).word(path, 3),
            Stream::new(1, Purpose::Threshold, &["okx"]).word(path, 3),
            stream.word(PathKey::new(8), 3),
            stream.word(path, 4),
        ];
        assert!(others.iter().all(|other| *other != stream.word(path, 3)));
    }

    #[test]
    fn names_do_not_run_into_each_other() {
        let one = Stream::new(1, Purpose::Link, &["ab", "c"]);
        assert_ne!(one, Stream::new(1, Purpose::Link, &["a", "bc"]));
    }

    #[test]
    fn uniforms_are_even_in_mean_and_spread() {
        let stream = Stream::new(3, Purpose::Factor, &["credit"]);
        let n = 100_000_u32;
        let draws: Vec<f64> = (0..u64::from(n)).map(|path| stream.uniform(PathKey::new(path), 0)).collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        let variance = draws.iter().map(|u| (u - 0.5) * (u - 0.5)).sum::<f64>() / f64::from(n);
        // Standard errors of the mean and of the second moment of a uniform.
        let (mean_error, variance_error) = ((1.0 / 12.0 / f64::from(n)).sqrt(), (1.0 / 180.0 / f64::from(n)).sqrt());
        assert!((mean - 0.5).abs() < 4.0 * mean_error, "{mean}");
        assert!((variance - 1.0 / 12.0).abs() < 4.0 * variance_error, "{variance}");
    }
}
