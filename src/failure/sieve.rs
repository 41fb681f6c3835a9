//! Who of thousands may fail on a path: a look at one word each, many names side by side.
//!
//! Given the factors, a name fails if a uniform number of its own is at most Φ of a limit. The sieve
//! rounds Φ up, bin by bin, and lets through all for whom the first digits of that number leave it open.

use crate::failure::threshold::{Shared, Sieved};
use crate::numeric::lanes::unit;
use crate::numeric::normal;
use crate::numeric::vector::{self, Kernel, Machine};
use crate::random::{PathKey, quick_words};

/// Bins of one sixteenth from −9 to 9.
const REACH: f64 = 9.0;
const DENSITY: f64 = 16.0;
/// Names are padded to whole vectors of any width.
const WIDEST: usize = 16;
/// By so much the limit and its uniform are rounded in single precision, at most.
const ROUNDING: f64 = 1e-4;

/// A name that the sieve lets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub counterparty: usize,
    /// Whether it surely fails; otherwise it takes a closer look.
    pub surely: bool,
}

/// Names with a fixed hazard, column by column.
#[derive(Clone, Debug, Default)]
pub struct Sieve {
    counterparties: Vec<usize>,
    halves: [Vec<u32>; 2],
    critical: Vec<f32>,
    /// One column a factor.
    loadings: Vec<Vec<f32>>,
    /// Φ at the lower end of each bin, rounded down.
    lower: Vec<f32>,
    /// Φ at the upper end of each bin, rounded up.
    upper: Vec<f32>,
}

impl Sieve {
    /// A sieve for `names`, which load on `factors` factors.
    #[must_use]
    pub fn new(names: &[Sieved], factors: usize) -> Self {
        let padded = names.len().next_multiple_of(WIDEST);
        let mut sieve = Self {
            counterparties: names.iter().map(|name| name.counterparty).collect(),
            halves: [vec![0; padded], vec![0; padded]],
            critical: vec![f32::NEG_INFINITY; padded],
            loadings: vec![vec![0.0; padded]; factors],
            lower: bounds(lower_bound),
            upper: bounds(upper_bound),
        };
        for (place, name) in names.iter().enumerate() {
            [sieve.halves[0][place], sieve.halves[1][place]] = name.stream.halves();
            sieve.critical[place] = name.critical as f32;
            for (factor, loading) in &name.loadings {
                sieve.loadings[*factor][place] = *loading as f32;
            }
        }
        sieve
    }

    /// Adds those who may fail on a path to `into`, in file order; nobody else does.
    pub fn pass(&self, path: PathKey, shared: &Shared, into: &mut Vec<Candidate>) {
        if !self.counterparties.is_empty() {
            vector::run(Passing { sieve: self, path, shared, into });
        }
    }
}

/// One bound a bin; the last bin has no end.
fn bounds(bound: impl Fn(f64) -> f64) -> Vec<f32> {
    let bins = (2.0 * REACH * DENSITY) as usize;
    (0..=bins).map(|bin| bound(bin as f64 / DENSITY - REACH) as f32).collect()
}

/// What is surely below Φ in the bin that begins here. The first bin holds all that is lower.
fn lower_bound(begin: f64) -> f64 {
    if begin <= -REACH { 0.0 } else { normal::cdf(begin - ROUNDING) * (1.0 - ROUNDING) - 1.0 / 2_147_483_648.0 }
}

/// What is surely above Φ in the bin that begins here. The last bin holds all that is higher.
fn upper_bound(begin: f64) -> f64 {
    let end = begin + 1.0 / DENSITY;
    if end > REACH { 1.0 } else { normal::cdf(end + ROUNDING) * (1.0 + ROUNDING) + 1.0 / 2_147_483_648.0 }
}

struct Passing<'a> {
    sieve: &'a Sieve,
    path: PathKey,
    shared: &'a Shared,
    into: &'a mut Vec<Candidate>,
}

impl Kernel for Passing<'_> {
    type Scalar = f32;

    #[inline(always)]
    fn run<M: Machine<Scalar = Self::Scalar>>(self, machine: M) {
        let Self { sieve, path, shared, into } = self;
        let scale = machine.splat(shared.scale as f32);
        let (density, reach, zero) =
            (machine.splat(DENSITY as f32), machine.splat((REACH * DENSITY) as f32), machine.splat(0.0));
        for first in (0..sieve.critical.len()).step_by(M::WIDTH) {
            let mut limit = machine.load(&sieve.critical[first..]) * scale;
            for (loadings, factor) in sieve.loadings.iter().zip(&shared.factors) {
                limit = machine.sub_mul(limit, machine.load(&loadings[first..]), machine.splat(*factor as f32));
            }
            let bin = machine.whole(machine.max(machine.mul_add(limit, density, reach), zero));
            let [low, high] = &sieve.halves;
            let halves = [machine.load_words(&low[first..]), machine.load_words(&high[first..])];
            let u = unit(machine, quick_words(machine, halves, path));
            let stopped = machine.bits(machine.above(u, machine.gather(&sieve.upper, bin)));
            let mut open = !stopped & (u32::MAX >> (32 - M::WIDTH));
            if open == 0 {
                continue;
            }
            let sure = machine.bits(machine.above(machine.gather(&sieve.lower, bin), u));
            while open != 0 {
                let lane = open.trailing_zeros();
                open &= open - 1;
                // Past the end stand the names that pad.
                if let Some(counterparty) = sieve.counterparties.get(first + lane as usize) {
                    into.push(Candidate { counterparty: *counterparty, surely: sure >> lane & 1 == 1 });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream};

    #[test]
    fn nobody_slips_through_and_who_surely_fails_does() {
        let factors = [0.7, -2.9];
        let name = |number: usize| Sieved {
            counterparty: 2 * number,
            stream: Stream::new(3, Purpose::Threshold, &[&number.to_string()]),
            critical: [f64::NEG_INFINITY, -9.5, -4.0, -2.0, 0.0, 3.0, 12.0, f64::INFINITY][number % 8],
            loadings: vec![(0, 0.3), (1, -0.1 * (number % 3) as f64)],
        };
        let names: Vec<Sieved> = (0..1_001).map(name).collect();
        let sieve = Sieve::new(&names, 2);
        let shared = Shared { factors: factors.to_vec(), scale: 0.8 };
        let (mut open, mut failing) = (0, 0);
        for path in (0..200).map(PathKey::new) {
            let mut candidates = Vec::new();
            sieve.pass(path, &shared, &mut candidates);
            let mut candidates = candidates.into_iter().peekable();
            for name in &names {
                let systematic: f64 = name.loadings.iter().map(|(factor, loading)| factors[*factor] * loading).sum();
                let limit = name.critical * 0.8 - systematic;
                let falls = name.stream.quick_uniform(path) <= normal::cdf(limit);
                let candidate = candidates.next_if(|candidate| candidate.counterparty == name.counterparty);
                assert!(candidate.is_some() || !falls, "{limit} was stopped");
                assert!(candidate.is_none_or(|candidate| falls || !candidate.surely), "{limit} is not sure");
                failing += usize::from(falls);
                open += usize::from(candidate.is_some_and(|candidate| !candidate.surely));
            }
            assert_eq!(candidates.next(), None);
        }
        assert!(open * 10 < failing, "{open} of {failing} were left open");
    }
}
