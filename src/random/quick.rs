//! Single words for streams of which thousands are read on every path, in 32 bits so that vectors of
//! names take them side by side.

use crate::numeric::vector::Machine;
use crate::random::{PathKey, Stream};

/// Odd multipliers that spread the bits of a word well.
const QUICK: [u32; 3] = [0x7feb_352d, 0x846c_a68b, 0x9e37_79b1];

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::vector::{Kernel, Vectors, run_on};
    use crate::random::Purpose;

    struct Quick<'a>(PathKey, &'a [[u32; 16]; 2], &'a mut [u32; 16]);

    impl Kernel for Quick<'_> {
        type Scalar = f32;

        #[inline(always)]
        fn run<M: Machine<Scalar = f32>>(self, machine: M) {
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
}
