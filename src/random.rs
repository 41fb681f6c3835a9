//! Every draw is a function of (seed, stream, path, index).
//!
//! A stream is named by what it is for and by the ids that it belongs to, so that a change of one
//! hazard, or one more counterparty, leaves every other draw as it was. Single draws come from
//! SplitMix64 (Steele, Lea and Flood 2014), which can be entered anywhere; the daily draws of the
//! market come from xoshiro128++ (Blackman and Vigna 2021), one generator a path and stream, side by
//! side in lanes.

use crate::numeric::elementary::unit;
use crate::numeric::vector::{LANES, Machine, WordRow};

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

/// A word of [`Generators`] as a number evenly spread over (0, 1): an odd multiple of 2⁻³³.
#[must_use]
pub fn unit_of_word(word: u32) -> f64 {
    (f64::from(word) + 0.5) / 4_294_967_296.0
}

/// One xoshiro128++ generator for each path of a block, side by side.
#[derive(Clone, Debug, Default)]
pub struct Generators {
    state: [WordRow; 4],
}

impl Generators {
    /// Starts the generators of `stream` for the paths of a block.
    pub fn start(&mut self, stream: Stream, keys: &[PathKey; LANES]) {
        let [a, b, c, d] = &mut self.state;
        for (lane, key) in keys.iter().enumerate() {
            let (first, second) = (stream.word(*key, 0), stream.word(*key, 1));
            (a.0[lane], b.0[lane]) = (first as u32, (first >> 32) as u32);
            (c.0[lane], d.0[lane]) = (second as u32, (second >> 32) as u32);
        }
    }

    /// The generators of one vector of paths, from lane `lane` on.
    #[inline(always)]
    pub fn load<M: Machine>(&self, machine: M, lane: usize) -> VectorGenerators<M> {
        VectorGenerators { machine, state: std::array::from_fn(|part| machine.load_words(&self.state[part].0[lane..])) }
    }

    /// Takes them back where they have got to.
    #[inline(always)]
    pub fn store<M: Machine>(&mut self, generators: &VectorGenerators<M>, lane: usize) {
        for (part, state) in self.state.iter_mut().zip(generators.state) {
            generators.machine.store_words(state, &mut part.0[lane..]);
        }
    }
}

/// The generators of one vector of paths.
pub struct VectorGenerators<M: Machine> {
    machine: M,
    state: [M::Words; 4],
}

impl<M: Machine> VectorGenerators<M> {
    /// The next word of each path.
    #[inline(always)]
    pub fn next(&mut self) -> M::Words {
        let (machine, [mut a, mut b, mut c, mut d]) = (self.machine, self.state);
        let word = machine.add_words(machine.rotate::<7, 25>(machine.add_words(a, d)), a);
        let shifted = machine.shift_left::<9>(b);
        c = machine.xor(c, a);
        d = machine.xor(d, b);
        b = machine.xor(b, c);
        a = machine.xor(a, d);
        c = machine.xor(c, shifted);
        d = machine.rotate::<11, 21>(d);
        self.state = [a, b, c, d];
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::vector::{Kernel, Vectors, run_on};

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

    struct Draw<'a>(&'a mut Generators, &'a mut [u32; LANES]);

    impl Kernel for Draw<'_> {
        #[inline(always)]
        fn run<M: Machine>(self, machine: M) {
            for lane in (0..LANES).step_by(M::WIDTH) {
                let mut generators = self.0.load(machine, lane);
                machine.store_words(generators.next(), &mut self.1[lane..]);
                self.0.store(&generators, lane);
            }
        }
    }

    #[test]
    fn a_path_draws_the_same_in_any_company_and_on_any_vectors() {
        let stream = Stream::new(9, Purpose::Asset, &["BTC"]);
        let key = |lane: usize| PathKey::new(if lane % 2 == 0 { 5 } else { lane as u64 });
        let words = Vectors::at_hand().into_iter().map(|vectors| {
            let mut generators = Generators::default();
            generators.start(stream, &std::array::from_fn(key));
            let mut words = [[0; LANES]; 10];
            for words in &mut words {
                run_on(vectors, Draw(&mut generators, words));
                assert!((0..LANES).step_by(2).all(|lane| words[lane] == words[0]));
                assert_ne!(words[0], words[1]);
            }
            words
        });
        let words: Vec<_> = words.collect();
        assert!(words.iter().all(|other| *other == words[0]));
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
