//! Jumps of the whole market (Merton 1976): a Poisson number a step, their sum shared by all assets.

use crate::market::MarketJumps;
use crate::numeric::normal;
use crate::random::{Lanes, Purpose, Stream, unit_of_word};
use crate::units::TimeGrid;

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

    /// Writes the sum of each step's jumps: N normals of mean m and sd s add up to one of mean N·m and
    /// sd √N·s, so two uniforms are enough.
    pub fn draw(&self, generator: &mut Lanes, [count, size]: &mut [Vec<u32>; 2], out: &mut [f32], lanes: usize) {
        for row in out.chunks_exact_mut(lanes) {
            generator.next(count);
            generator.next(size);
            for ((sum, count), size) in row.iter_mut().zip(count.iter()).zip(size.iter()) {
                *sum = self.sum(unit_of_word(*count), *size) as f32;
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
