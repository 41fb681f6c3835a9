//! Who of thousands may fail on a path: a look at one word each, many names side by side.
//!
//! Given the factors, a name fails if a uniform number of its own is at most Φ of a limit. The sieve
//! rounds Φ up, bin by bin, and lets through all for whom the first digits of that number leave it open.
//! Names that hang on the factors alike stand in blocks, ordered by their limits, so that one look at Φ
//! serves a block.

use crate::failure::threshold::{Shared, Sieved};
use crate::numeric::lanes::unit;
use crate::numeric::normal;
use crate::numeric::vector::{self, Kernel, Machine};
use crate::random::{PathKey, quick_words};

/// Bins of one 256th from −9 to 9.
const REACH: f64 = 9.0;
const DENSITY: f64 = 256.0;
/// Names of a block: one of the widest vectors.
const BLOCK: usize = 16;
/// Blocks whose bits make a word.
const QUARTET: usize = 4;
/// By so much the limit and its uniform are rounded in single precision, at most.
const ROUNDING: f64 = 1e-4;

/// Names with a fixed hazard.
#[derive(Clone, Debug, Default)]
pub struct Sieve {
    /// Block by block: first those of level blocks, whose names have the same loadings.
    counterparties: Vec<u32>,
    /// One more than the last of them.
    end: usize,
    /// Halves of their streams.
    streams: Vec<[[u32; BLOCK]; 2]>,
    /// The highest and the lowest limit of each level block.
    level: [Limits; 2],
    /// The limits of the names in the other blocks, one by one.
    single: Limits,
    /// Φ at the lower end of each bin, rounded down.
    lower: Vec<f32>,
    /// Φ at the upper end of each bin, rounded up.
    upper: Vec<f32>,
}

/// What limits follow from once the factors are known, column by column, padded to whole blocks.
#[derive(Clone, Debug, Default)]
struct Limits {
    critical: Vec<f32>,
    /// One column a factor.
    loadings: Vec<Vec<f32>>,
}

/// Room for the look at one path.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Φ of each level block, rounded up and rounded down.
    upper: Vec<f32>,
    lower: Vec<f32>,
    /// Who is let through, and who surely fails: one bit a name, block by block.
    open: Vec<u16>,
    sure: Vec<u16>,
    /// Who fails: one bit a counterparty, in file order.
    failing: Vec<u64>,
}

impl Sieve {
    /// A sieve for `names`, which load on `factors` factors.
    #[must_use]
    pub fn new(names: &[Sieved], factors: usize) -> Self {
        let (level, mixed) = blocks(names);
        let extreme = |block: &[&Sieved], largest: bool| {
            let criticals = block.iter().map(|name| name.critical);
            criticals.reduce(if largest { f64::max } else { f64::min }).unwrap_or(f64::NEG_INFINITY)
        };
        let limits_of = |largest: bool| {
            let block = |block: &Vec<&Sieved>| (extreme(block, largest), block[0].loadings.clone());
            Limits::new(level.iter().map(block), factors)
        };
        let single = mixed.iter().map(|name| (name.critical, name.loadings.clone()));
        let ordered: Vec<&Sieved> = level.iter().flatten().chain(&mixed).copied().collect();
        let mut streams = vec![[[0; BLOCK]; 2]; ordered.len().div_ceil(BLOCK)];
        for (place, name) in ordered.iter().enumerate() {
            let halves = name.stream.halves();
            for (half, stream) in halves.into_iter().zip(&mut streams[place / BLOCK]) {
                stream[place % BLOCK] = half;
            }
        }
        Self {
            end: ordered.iter().map(|name| name.counterparty + 1).max().unwrap_or(0),
            counterparties: ordered.iter().map(|name| name.counterparty as u32).collect(),
            streams,
            single: Limits::new(single, factors),
            level: [limits_of(true), limits_of(false)],
            lower: bounds(lower_bound),
            upper: bounds(upper_bound),
        }
    }

    /// Adds those who fail on a path to `into`, in file order; `falls` tells of those whom the first
    /// digits leave open.
    pub fn pass(
        &self,
        path: PathKey,
        shared: &Shared,
        look: &mut Look,
        falls: impl Fn(usize) -> bool,
        into: &mut Vec<usize>,
    ) {
        if self.counterparties.is_empty() {
            return;
        }
        for bits in [&mut look.open, &mut look.sure] {
            bits.resize(self.streams.len().next_multiple_of(QUARTET), 0);
        }
        for bounds in [&mut look.upper, &mut look.lower] {
            bounds.resize(self.level[0].critical.len(), 0.0);
        }
        vector::run(Passing { sieve: self, path, shared, look });
        look.failing.resize(self.end.div_ceil(64), 0);
        let quartets = look.open.as_chunks().0.iter().zip(look.sure.as_chunks().0);
        for (quartet, (open, sure)) in quartets.enumerate() {
            let names = &self.counterparties[(quartet * 64).min(self.counterparties.len())..];
            // Past the end stand the names that pad.
            let fails = |place: &usize| names.get(*place).is_some_and(|name| falls(*name as usize));
            let (open, sure) = (word(open), word(sure));
            let doubted = ones(open & !sure).filter(fails).fold(0, |found, place| found | 1 << place);
            for place in ones(sure | doubted) {
                let name = names[place];
                look.failing[name as usize / 64] |= 1 << (name % 64);
            }
        }
        for (word, failing) in look.failing.iter_mut().enumerate() {
            into.extend(ones(std::mem::take(failing)).map(|bit| word * 64 + bit));
        }
    }
}

/// Full blocks of names that load alike, ordered by their limits, and the names that are left over.
fn blocks(names: &[Sieved]) -> (Vec<Vec<&Sieved>>, Vec<&Sieved>) {
    let bits = |name: &Sieved| -> Vec<(usize, u64)> {
        name.loadings.iter().map(|(factor, loading)| (*factor, loading.to_bits())).collect()
    };
    let mut ordered: Vec<(Vec<(usize, u64)>, &Sieved)> = names.iter().map(|name| (bits(name), name)).collect();
    ordered.sort_by(|(a, one), (b, other)| a.cmp(b).then(one.critical.total_cmp(&other.critical)));
    let (mut level, mut mixed) = (Vec::new(), Vec::new());
    for alike in ordered.chunk_by(|(a, _), (b, _)| a == b) {
        let (full, rest) = alike.as_chunks::<BLOCK>();
        level.extend(full.iter().map(|block| block.iter().map(|(_, name)| *name).collect()));
        mixed.extend(rest.iter().map(|(_, name)| *name));
    }
    (level, mixed)
}

/// The bits of four blocks, the first lowest.
fn word(blocks: &[u16; QUARTET]) -> u64 {
    blocks.iter().rev().fold(0, |word, bits| word << BLOCK | u64::from(*bits))
}

/// The places of the ones of a word, ascending.
fn ones(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (word != 0).then(|| word.trailing_zeros() as usize)?;
        word &= word - 1;
        Some(place)
    })
}

impl Limits {
    fn new(of: impl Iterator<Item = (f64, Vec<(usize, f64)>)>, factors: usize) -> Self {
        let mut limits = Self { critical: Vec::new(), loadings: vec![Vec::new(); factors] };
        for (critical, loadings) in of {
            limits.critical.push(critical as f32);
            for (factor, column) in limits.loadings.iter_mut().enumerate() {
                let loading = loadings.iter().find(|(on, _)| *on == factor).map_or(0.0, |(_, loading)| *loading);
                column.push(loading as f32);
            }
        }
        let padded = limits.critical.len().next_multiple_of(BLOCK);
        limits.critical.resize(padded, f32::NEG_INFINITY);
        for column in &mut limits.loadings {
            column.resize(padded, 0.0);
        }
        limits
    }

    /// The bins of Φ of one vector of limits, from place `first` on.
    #[inline(always)]
    fn bins<M: Machine<Scalar = f32>>(&self, machine: M, first: usize, shared: &Shared) -> M::Words {
        let mut limit = machine.load(&self.critical[first..]) * machine.splat(shared.scale as f32);
        for (loadings, factor) in self.loadings.iter().zip(&shared.factors) {
            limit = machine.sub_mul(limit, machine.load(&loadings[first..]), machine.splat(*factor as f32));
        }
        let (density, reach) = (machine.splat(DENSITY as f32), machine.splat((REACH * DENSITY) as f32));
        machine.whole(machine.max(machine.mul_add(limit, density, reach), machine.splat(0.0)))
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
    if end > REACH { 2.0 } else { normal::cdf(end + ROUNDING) * (1.0 + ROUNDING) + 1.0 / 2_147_483_648.0 }
}

struct Passing<'a> {
    sieve: &'a Sieve,
    path: PathKey,
    shared: &'a Shared,
    look: &'a mut Look,
}

impl Kernel for Passing<'_> {
    type Scalar = f32;

    #[inline(always)]
    fn run<M: Machine<Scalar = Self::Scalar>>(self, machine: M) {
        let Self { sieve, path, shared, look } = self;
        let [highest, lowest] = &sieve.level;
        for first in (0..highest.critical.len()).step_by(M::WIDTH) {
            let upper = machine.gather(&sieve.upper, highest.bins(machine, first, shared));
            let lower = machine.gather(&sieve.lower, lowest.bins(machine, first, shared));
            machine.store(upper, &mut look.upper[first..]);
            machine.store(lower, &mut look.lower[first..]);
        }
        let single_blocks = sieve.single.critical.len() / BLOCK;
        let (level, single) = sieve.streams.split_at(sieve.streams.len() - single_blocks);
        let bounds = look.upper.iter().zip(&look.lower);
        let passed = look.open.iter_mut().zip(&mut look.sure);
        for ((streams, (upper, lower)), (open, sure)) in level.iter().zip(bounds).zip(passed) {
            let bounds = (machine.splat(*upper), machine.splat(*lower));
            (*open, *sure) = compare(machine, streams, path, |_| bounds);
        }
        let passed = look.open.iter_mut().zip(&mut look.sure).skip(level.len());
        for ((number, streams), (open, sure)) in single.iter().enumerate().zip(passed) {
            (*open, *sure) = compare(machine, streams, path, |lane| {
                let bins = sieve.single.bins(machine, number * BLOCK + lane, shared);
                (machine.gather(&sieve.upper, bins), machine.gather(&sieve.lower, bins))
            });
        }
    }
}

/// Who of a block may fail, and who surely does; `bounds` are those from a lane on.
#[inline(always)]
fn compare<M: Machine<Scalar = f32>>(
    machine: M,
    [low, high]: &[[u32; BLOCK]; 2],
    path: PathKey,
    bounds: impl Fn(usize) -> (M::Reals, M::Reals),
) -> (u16, u16) {
    let (mut open, mut sure) = (0, 0);
    for lane in (0..BLOCK).step_by(M::WIDTH) {
        let halves = [machine.load_words(&low[lane..]), machine.load_words(&high[lane..])];
        let u = unit(machine, quick_words(machine, halves, path));
        let (upper, lower) = bounds(lane);
        open |= machine.bits(machine.above(upper, u)) << lane;
        sure |= machine.bits(machine.above(lower, u)) << lane;
    }
    (open as u16, sure as u16)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::random::{Purpose, Stream};

    #[test]
    fn all_who_fail_are_found_and_few_take_a_closer_look() {
        let factors = [0.7, -2.9];
        let name = |number: usize| Sieved {
            counterparty: 2 * number,
            stream: Stream::new(3, Purpose::Threshold, &[&number.to_string()]),
            critical: [f64::NEG_INFINITY, -9.5, -4.0, -2.0, 0.0, 3.0, 12.0, f64::INFINITY][number % 8],
            // Every ninth has loadings of its own.
            loadings: match number % 9 {
                0 => vec![(0, 0.3), (1, -0.0001 * number as f64)],
                _ => vec![(0, 0.3), (1, -0.1 * (number % 3) as f64)],
            },
        };
        let names: Vec<Sieved> = (0..1_001).map(name).collect();
        let sieve = Sieve::new(&names, 2);
        let shared = Shared { factors: factors.to_vec(), scale: 0.8 };
        let (mut failing, closer) = (0, Cell::new(0));
        let (mut look, mut found) = (Look::default(), Vec::new());
        for path in (0..200).map(PathKey::new) {
            let falls = |name: &Sieved| {
                let systematic: f64 = name.loadings.iter().map(|(factor, loading)| factors[*factor] * loading).sum();
                name.stream.quick_uniform(path) <= normal::cdf(name.critical * 0.8 - systematic)
            };
            let looks_closer = |counterparty: usize| {
                closer.set(closer.get() + 1);
                falls(&names[counterparty / 2])
            };
            found.clear();
            sieve.pass(path, &shared, &mut look, looks_closer, &mut found);
            let expected: Vec<usize> = names.iter().filter(|name| falls(name)).map(|name| name.counterparty).collect();
            assert_eq!(found, expected);
            failing += found.len();
        }
        assert!(closer.get() * 10 < failing, "{} of {failing} were left open", closer.get());
    }
}
