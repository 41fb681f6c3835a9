//! The mixing draw of Student-t innovations: √((ν−2)/W), W chi-square with ν degrees of freedom.
//!
//! ν = 4 has a closed form. Every other ν takes the base-2 logarithm of the factor from a table over the
//! logit of the uniform, where it is nearly a straight line in both tails: a cubic a cell, so that it
//! costs about the same.

use std::f64::consts::LOG2_E;

use crate::numeric::lanes;
use crate::numeric::special::chi_square_quantile;
use crate::numeric::vector::{Machine, Scalar};
use crate::random::VectorGenerators;

/// Cells per unit of the logit.
const DENSITY: f64 = 16.0;
/// The table reaches from −REACH to REACH: the logit of a uniform of 32 bits stays inside.
const REACH: f64 = 23.0;

/// How words become a mixing factor.
#[derive(Clone, Debug)]
pub enum Mixing<S> {
    /// ν = 4: W = −2·ln(u₁u₂).
    Four,
    /// Any other ν: the coefficients of each cell's cubic, power by power.
    Table(Box<[Vec<S>; 4]>),
}

/// log₂ of the factor and its rise over one cell at that slope, at one node.
struct Node {
    value: f64,
    rise: f64,
}

impl<S: Scalar> Mixing<S> {
    /// The mixing for `dof` > 2.
    #[must_use]
    pub fn new(dof: f64) -> Self {
        if dof == 4.0 {
            return Self::Four;
        }
        let cells = (2.0 * REACH * DENSITY) as usize;
        let nodes: Vec<Node> = (0..=cells).map(|k| node(dof, k as f64 / DENSITY - REACH)).collect();
        // Hermite's cubic through both ends of a cell, with their slopes.
        let cubic = |ends: &[Node]| {
            let (a, b) = (&ends[0], &ends[1]);
            let step = b.value - a.value;
            [a.value, a.rise, 3.0 * step - 2.0 * a.rise - b.rise, a.rise + b.rise - 2.0 * step]
        };
        let cubics: Vec<[f64; 4]> = nodes.windows(2).map(cubic).collect();
        let power = |power: usize| cubics.iter().map(|cubic| S::rounded(cubic[power])).collect();
        Self::Table(Box::new(std::array::from_fn(power)))
    }

    /// The next factor of each path.
    #[inline(always)]
    pub fn next<M: Machine<Scalar = S>>(&self, machine: M, generators: &mut VectorGenerators<M>) -> M::Reals {
        let (first, second) = (generators.draw(), generators.draw());
        match self {
            Self::Four => {
                let half = lanes::half_chi_square_of_four(machine, first, second);
                machine.sqrt(machine.constant(1.0) / half)
            }
            Self::Table(cubics) => interpolate(machine, cubics, first),
        }
    }
}

fn node(dof: f64, logit: f64) -> Node {
    let share = 1.0 / (1.0 + libm::exp(-logit));
    let rest = 1.0 / (1.0 + libm::exp(logit));
    let w = chi_square_quantile(dof, share);
    let half = dof / 2.0;
    // ln of W's density, so that neither tail overflows on the way.
    let log_density = (half - 1.0) * libm::log(w) - w / 2.0 - half * std::f64::consts::LN_2 - libm::lgamma(half);
    let elasticity = share * rest / (w * libm::exp(log_density));
    Node { value: LOG2_E * 0.5 * (libm::log(dof - 2.0) - libm::log(w)), rise: LOG2_E * -0.5 * elasticity / DENSITY }
}

#[inline(always)]
fn interpolate<M: Machine>(machine: M, cubics: &[Vec<M::Scalar>; 4], words: M::Words) -> M::Reals {
    // In fine steps near 0, where W is small and the factor large.
    let u = lanes::open_unit(machine, words);
    let logit = lanes::ln(machine, u) + lanes::negative_ln_1m(machine, u);
    let position = machine.mul_add(logit, machine.constant(DENSITY), machine.constant(REACH * DENSITY));
    let cell = machine.whole(position);
    let along = position - machine.signed(cell);
    let [zeroth, first, second, third] = cubics;
    let bend = machine.mul_add(machine.gather(third, cell), along, machine.gather(second, cell));
    let slope = machine.mul_add(bend, along, machine.gather(first, cell));
    lanes::exp2(machine, machine.mul_add(slope, along, machine.gather(zeroth, cell)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::vector::{Kernel, LANES, Row, Vectors, run_on};
    use crate::random::{Generators, PathKey, Purpose, Stream};

    struct At<'a>(&'a [Vec<f32>; 4], [u32; 16], &'a mut [f32; 16]);

    impl Kernel for At<'_> {
        type Scalar = f32;

        #[inline(always)]
        fn run<M: Machine<Scalar = f32>>(self, machine: M) {
            for lane in (0..16).step_by(M::WIDTH) {
                let factor = interpolate(machine, self.0, machine.load_words(&self.1[lane..]));
                machine.store(factor, &mut self.2[lane..]);
            }
        }
    }

    #[test]
    fn the_table_meets_the_exact_quantile_in_body_and_tails() {
        const WORDS: [u32; 9] =
            [0, 9, 5_000, 4_000_000, 129_000_000, 858_000_000, 2_147_483_648, 3_337_000_000, 4_252_000_000];
        for dof in [2.1, 3.0, 4.5, 10.0, 60.0] {
            let Mixing::Table(cubics) = Mixing::new(dof) else { panic!("{dof} has a table") };
            let mut factors = [0.0; 16];
            run_on(Vectors::chosen(), At(&cubics, std::array::from_fn(|lane| WORDS[lane % 9]), &mut factors));
            for (word, ours) in WORDS.iter().zip(factors) {
                let u = (f64::from(*word >> 1) + 0.5) / 2_147_483_648.0;
                let exact = ((dof - 2.0) / chi_square_quantile(dof, u)).sqrt();
                let error = f64::from(ours) / exact - 1.0;
                // The logit of a small uniform has fewer digits, and the tail of 2.1 is steep.
                assert!(error.abs() < 2e-6, "dof {dof}, u {u}: {ours} is not {exact}, off by {error:e}");
            }
        }
    }

    struct Fill<'a>(&'a Mixing<f32>, &'a mut Generators, &'a mut [Row<f32>]);

    impl Kernel for Fill<'_> {
        type Scalar = f32;

        #[inline(always)]
        fn run<M: Machine<Scalar = f32>>(self, machine: M) {
            for lane in (0..LANES).step_by(M::WIDTH) {
                let mut generators = self.1.load(machine, lane);
                for row in self.2.iter_mut() {
                    machine.store(self.0.next(machine, &mut generators), row.from_mut(lane));
                }
            }
        }
    }

    #[test]
    fn four_degrees_of_freedom_have_the_exact_tail() {
        // P(factor > x) = P(W < 2/x²) = 1 − e^{−y}(1 + y), y = 1/x². The variance is infinite at ν = 4,
        // so moments would tell little.
        let mut generators = Generators::default();
        let stream = Stream::new(1, Purpose::Mixing, &[]);
        generators.start(stream, &std::array::from_fn(|lane| PathKey::new(lane as u64)));
        let mut rows = vec![Row::default(); 12_500];
        run_on(Vectors::chosen(), Fill(&Mixing::Four, &mut generators, &mut rows));
        let n = (rows.len() * LANES) as f64;
        for x in [0.5_f32, 1.0, 2.0, 5.0] {
            let beyond = rows.iter().flat_map(|row| row.0).filter(|factor| *factor > x).count() as f64 / n;
            let y = 1.0 / f64::from(x * x);
            let exact = 1.0 - (-y).exp() * (1.0 + y);
            let error = (exact * (1.0 - exact) / n).sqrt();
            assert!((beyond - exact).abs() < 4.0 * error, "P(> {x}) = {beyond}, not {exact}");
        }
    }
}
