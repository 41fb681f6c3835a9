//! Jumps of the whole market (Merton 1976): a Poisson number a step, their sum shared by all assets.

use crate::market::MarketJumps;
use crate::numeric::lanes;
use crate::numeric::normal;
use crate::numeric::vector::{LANES, Machine, Row, Scalar};
use crate::random::{Purpose, Stream, VectorGenerators, unit_of_word};
use crate::units::TimeGrid;

/// So much closer to 1 lanes are handed to the exact comparison: more than single precision rounds.
const CAUTION: f64 = 1e-6;

/// Market jumps made ready to be drawn.
#[derive(Clone, Debug)]
pub struct JumpDraws {
    /// P(N ≤ n) for n = 0, 1, …, as far as a uniform can tell.
    cumulative: Vec<f64>,
    mean: f64,
    sd: f64,
    stream: Stream,
}

impl JumpDraws {
    /// Prepares `jumps` for steps of `grid`.
    #[must_use]
    pub fn new(jumps: MarketJumps, grid: TimeGrid, seed: u64) -> Self {
        let expected = jumps.per_year * grid.step_years();
        let mut term = libm::exp(-expected);
        let mut cumulative = vec![term];
        while cumulative[cumulative.len() - 1] < 1.0 - f64::EPSILON && cumulative.len() < 100_000 {
            term *= expected / cumulative.len() as f64;
            cumulative.push(cumulative[cumulative.len() - 1] + term);
            if term == 0.0 && cumulative.len() as f64 > expected {
                break;
            }
        }
        Self { cumulative, mean: jumps.mean, sd: jumps.sd, stream: Stream::new(seed, Purpose::Jumps, &[]) }
    }

    /// The stream from which they are drawn.
    #[must_use]
    pub const fn stream(&self) -> Stream {
        self.stream
    }

    /// Writes the sum of a step's jumps for the paths of one vector: N normals of mean m and sd s add up
    /// to one of mean N·m and sd √N·s, so two words are enough.
    #[inline(always)]
    pub fn next<M: Machine>(
        &self,
        machine: M,
        generators: &mut VectorGenerators<M>,
        into: &mut Row<M::Scalar>,
        lane: usize,
    ) {
        let (count, size) = (generators.draw(), generators.draw());
        machine.store(machine.constant(0.0), into.from_mut(lane));
        let calm = machine.constant(self.cumulative[0] * (1.0 - CAUTION));
        let mut jumping = machine.bits(machine.above(lanes::unit(machine, count), calm));
        if jumping != 0 {
            let (mut counts, mut sizes) = ([0; LANES], [0; LANES]);
            machine.store_words(count, &mut counts);
            machine.store_words(size, &mut sizes);
            while jumping != 0 {
                let place = jumping.trailing_zeros() as usize;
                jumping &= jumping - 1;
                into.0[lane + place] = M::Scalar::rounded(self.sum(unit_of_word(counts[place]), sizes[place]));
            }
        }
    }

    fn sum(&self, u: f64, size: u32) -> f64 {
        if u <= self.cumulative[0] {
            return 0.0;
        }
        let jumps = self.cumulative.partition_point(|below| *below < u) as f64;
        jumps * self.mean + jumps.sqrt() * self.sd * normal::quantile(unit_of_word(size))
    }
}
