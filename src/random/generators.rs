//! The daily draws of the market: one xoshiro128++ generator a path and stream (Blackman and Vigna 2021),
//! side by side in lanes.

use crate::numeric::vector::{LANES, Machine, WordRow};
use crate::random::{PathKey, Stream};

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
    pub fn draw(&mut self) -> M::Words {
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
    use crate::random::Purpose;

    struct Draw<'a>(&'a mut Generators, &'a mut [u32; LANES]);

    impl Kernel for Draw<'_> {
        type Scalar = f32;

        #[inline(always)]
        fn run<M: Machine<Scalar = f32>>(self, machine: M) {
            for lane in (0..LANES).step_by(M::WIDTH) {
                let mut generators = self.0.load(machine, lane);
                machine.store_words(generators.draw(), &mut self.1[lane..]);
                self.0.store(&generators, lane);
            }
        }
    }

    #[test]
    fn a_path_draws_the_same_in_any_company_and_on_any_vectors() {
        let stream = Stream::new(9, Purpose::Asset, &["BTC"]);
        let key = |lane: usize| PathKey::new(if lane.is_multiple_of(2) { 5 } else { lane as u64 });
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
}
