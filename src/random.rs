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

/// Odd multipliers that spread the bits of a word well.
const QUICK: [u32; 3] = [0x7feb_352d, 0x846c_a68b, 0x9e37_79b1];

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

impl Stream {
    /// Low and high half.
    #[must_use]
    pub const fn halves(self) -> [u32; 2] {
        [self.0 as u32, (self.0 >> 32) as u32]
    }

    /// One word of 32 bits a path, for streams of which thousands are read on every path: the same as
    /// [`quick_words`] gives for many at once.
    #[inline]
    #[must_use]
    pub const fn quick_word(self, path: PathKey) -> u32 {
        let ([low, high], [path_low, path_high]) = (self.halves(), path.halves());
        let x = (low ^ path_low).wrapping_mul(QUICK[0]);
        let x = (x ^ (x >> 16)).wrapping_add(high ^ path_high).wrapping_mul(QUICK[1]);
        let x = (x ^ (x >> 15)).wrapping_mul(QUICK[2]);
        x ^ (x >> 16)
    }

    /// A number evenly spread over (0, 1) whose first 32 bits are the quick word, with finer digits
    /// below them.
    #[inline]
    #[must_use]
    pub fn quick_uniform(self, path: PathKey) -> f64 {
        let fine = self.uniform(path, 0);
        ((f64::from(self.quick_word(path)) + fine) / 4_294_967_296.0).min(1.0 - f64::EPSILON / 2.0)
    }
}

/// The quick words of a vector of streams on one path, from the streams' halves.
#[inline(always)]
#[must_use]
pub fn quick_words<M: Machine>(machine: M, [low, high]: [M::Words; 2], path: PathKey) -> M::Words {
    let [path_low, path_high] = path.halves();
    let x = machine.mul_words(machine.xor(low, machine.splat_word(path_low)), machine.splat_word(QUICK[0]));
    let high = machine.xor(high, machine.splat_word(path_high));
    let x = machine.add_words(machine.xor(x, machine.shift_right::<16>(x)), high);
    let x = machine.mul_words(x, machine.splat_word(QUICK[1]));
    let x = machine.mul_words(machine.xor(x, machine.shift_right::<15>(x)), machine.splat_word(QUICK[2]));
    machine.xor(x, machine.shift_right::<16>(x))
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

    struct Quick<'a>(PathKey, &'a [[u32; 16]; 2], &'a mut [u32; 16]);

    impl Kernel for Quick<'_> {
        #[inline(always)]
        fn run<M: Machine>(self, machine: M) {
            for lane in (0..16).step_by(M::WIDTH) {
                let halves = [0, 1].map(|half: usize| machine.load_words(&self.1[half][lane..]));
                machine.store_words(quick_words(machine, halves, self.0), &mut self.2[lane..]);
            }
        }
    }

    #[test]
    fn quick_words_are_the_same_one_by_one_and_side_by_side() {
        let streams: [Stream; 16] =
            std::array::from_fn(|name| Stream::new(5, Purpose::Threshold, &[&name.to_string()]));
        let halves = [0, 1].map(|half: usize| streams.map(|stream| stream.halves()[half]));
        for (path, vectors) in (0..40).zip(Vectors::at_hand().into_iter().cycle()) {
            let mut words = [0; 16];
            run_on(vectors, Quick(PathKey::new(path), &halves, &mut words));
            assert_eq!(words, streams.map(|stream| stream.quick_word(PathKey::new(path))));
        }
    }

    /// Pearson's statistic of pairs of uniforms in 16 × 16 boxes, in its own standard deviations.
    fn excess_of_pairs(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
        let mut boxes = vec![0_u32; 256];
        for (one, other) in pairs {
            boxes[(one * 16.0) as usize * 16 + (other * 16.0) as usize] += 1;
        }
        let expected = f64::from(boxes.iter().sum::<u32>()) / 256.0;
        let statistic: f64 = boxes.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
        (statistic - 255.0) / (2.0 * 255.0_f64).sqrt()
    }

    #[test]
    fn quick_uniforms_of_neighbours_know_nothing_of_each_other() {
        let stream = |name: u64| Stream::new(5, Purpose::Threshold, &[&format!("name-{name}")]);
        let (names, paths) = (200, 2_000);
        let streams: Vec<Stream> = (0..=names).map(stream).collect();
        let draw = |name: u64, path: u64| streams[name as usize].quick_uniform(PathKey::new(path));
        let all = || (0..names).flat_map(|name| (0..paths).map(move |path| (name, path)));
        let excesses = [
            excess_of_pairs(all().map(|(name, path)| (draw(name, path), draw(name + 1, path)))),
            excess_of_pairs(all().map(|(name, path)| (draw(name, path), draw(name, path + 1)))),
            excess_of_pairs(all().map(|(name, path)| (draw(name, path), draw(name + 1, path + 1)))),
            // Low bits of the quick word against high ones.
            excess_of_pairs(all().map(|(name, path)| (draw(name, path), (draw(name, path) * 65_536.0).fract()))),
        ];
        assert!(excesses.iter().all(|excess| excess.abs() < 5.0), "{excesses:?}");
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
