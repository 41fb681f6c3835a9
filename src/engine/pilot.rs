//! The pilot: scales k at which realised probabilities are the stated ones.
//!
//! It runs the market-and-failure model without reserves on paths and a seed of its own, so that
//! neither `seed` nor `paths` enters. All factors that scales tame are at least 1, so every k is at
//! most 1, and a path on which nobody fails at k = 1 has no failure at any smaller k: later rounds
//! run only on the paths on which something happened in the first.

use rayon::prelude::*;

use crate::engine::chunk_ranges;
use crate::engine::worker::Worker;
use crate::engine::world::World;
use crate::engine::{EngineError, Watch};
use crate::failure::Anchor;
use crate::numeric::vector::{LANES, Scalar};
use crate::outcome::AnchorScales;
use crate::scenario::Scenario;

/// Paths of the pilot.
pub const PILOT_PATHS: u64 = 200_000;
const PILOT_SEED: u64 = 0x6c69_6e63_6870_696e;
const MOST_ROUNDS: u32 = 50;
/// What may be left of the gap between stated and realised crossings.
const LARGEST_GAP: f64 = 0.01;

/// Whether any scale has to be found.
#[must_use]
pub fn is_needed(scenario: &Scenario) -> bool {
    scenario.counterparties().iter().any(|counterparty| counterparty.anchor == Anchor::Average)
}

/// The way of one scale towards its fixed point. Counts are whole numbers and hang on each other, so
/// full steps may go back and forth around it for ever: each turn halves the steps that follow.
struct Search {
    share: f64,
    last_step: f64,
}

impl Default for Search {
    fn default() -> Self {
        Self { share: 1.0, last_step: 0.0 }
    }
}

impl Search {
    /// The part of a full step that is taken.
    fn damp(&mut self, step: f64) -> f64 {
        if step * self.last_step < 0.0 {
            self.share /= 2.0;
        }
        self.last_step = step;
        self.share * step
    }
}

/// What one round counts; one slot a counterparty.
#[derive(Clone)]
struct Counts {
    /// Own crossings.
    dynamic: Vec<u64>,
    /// Crossings of the same thresholds under λ alone.
    still: Vec<u64>,
    /// Paths on which the two differ.
    differ: Vec<u64>,
    /// Paths on which something happened, ascending.
    eventful: Vec<u64>,
}

/// Finds the scales of `scenario`.
///
/// # Errors
///
/// When stopped, or when more than 1% of a gap is left after 50 rounds.
pub fn find_scales<S: Scalar>(scenario: &Scenario, watch: &Watch) -> Result<AnchorScales, EngineError> {
    let mut scale = vec![1.0; scenario.counterparties().len()];
    if !is_needed(scenario) {
        return Ok(AnchorScales { scale, rounds: 0, gap: 0.0 });
    }
    let anchored: Vec<usize> =
        (0..scale.len()).filter(|c| scenario.counterparties()[*c].anchor == Anchor::Average).collect();
    let all: Vec<u64> = (0..PILOT_PATHS).collect();
    let first = count::<S>(scenario, &scale, &all, Some(watch))?;
    let mut counts = first.clone();
    let mut search: Vec<Search> = anchored.iter().map(|_| Search::default()).collect();
    for round in 1..=MOST_ROUNDS {
        let agrees = |c: &usize| {
            let allowed = (counts.differ[*c] as f64).sqrt() / 10.0;
            counts.dynamic[*c].abs_diff(first.still[*c]) as f64 <= allowed.max(2.0)
        };
        if anchored.iter().all(agrees) {
            return Ok(AnchorScales { gap: largest_gap(&anchored, &counts, &first), rounds: round, scale });
        }
        if round == MOST_ROUNDS {
            break;
        }
        for (&c, search) in anchored.iter().zip(&mut search) {
            let step = libm::log(cumulative_hazard(first.still[c]) / cumulative_hazard(counts.dynamic[c]));
            scale[c] = (scale[c] * libm::exp(search.damp(step))).min(1.0);
        }
        counts = count::<S>(scenario, &scale, &first.eventful, None)?;
        if watch.is_stopped() {
            return Err(EngineError::Interrupted);
        }
    }
    settle(scenario, &anchored, &counts, &first, scale)
}

fn settle(
    scenario: &Scenario,
    anchored: &[usize],
    counts: &Counts,
    first: &Counts,
    scale: Vec<f64>,
) -> Result<AnchorScales, EngineError> {
    let gap = largest_gap(anchored, counts, first);
    if gap <= LARGEST_GAP {
        return Ok(AnchorScales { scale, rounds: MOST_ROUNDS, gap });
    }
    let worst = anchored.iter().max_by(|a, b| gap_of(**a, counts, first).total_cmp(&gap_of(**b, counts, first)));
    let name = worst.map_or("?", |c| scenario.counterparties()[*c].id.as_str());
    Err(EngineError::Anchor(format!(
        "the stated chance that {name} fails can't be met: after {MOST_ROUNDS} rounds the realised one is still {:.1}% off; \
         lower its stress sensitivity, its cap or the multipliers that raise it, or write anchor = \"baseline\" for it",
        100.0 * gap
    )))
}

fn gap_of(c: usize, counts: &Counts, first: &Counts) -> f64 {
    counts.dynamic[c].abs_diff(first.still[c]) as f64 / (first.still[c] as f64).max(0.5)
}

fn largest_gap(anchored: &[usize], counts: &Counts, first: &Counts) -> f64 {
    anchored.iter().map(|c| gap_of(*c, counts, first)).fold(0.0, f64::max)
}

/// −ln(1 − crossings/paths); a count of 0 counts as ½.
fn cumulative_hazard(crossings: u64) -> f64 {
    let crossings = if crossings == 0 { 0.5 } else { crossings as f64 };
    -libm::log1p(-(crossings / PILOT_PATHS as f64).min(1.0 - 0.5 / PILOT_PATHS as f64))
}

fn count<S: Scalar>(
    scenario: &Scenario,
    scale: &[f64],
    paths: &[u64],
    watch: Option<&Watch>,
) -> Result<Counts, EngineError> {
    let world = World::<S>::without_reserves(scenario, scale, PILOT_SEED);
    let empty = Counts::new(scale.len());
    let parts: Vec<Option<Counts>> = chunk_ranges(0..paths.len() as u64)
        .into_par_iter()
        .map_init(
            || Worker::new(&world),
            |worker, range| {
                if watch.is_some_and(Watch::is_stopped) {
                    return None;
                }
                let mut counts = empty.clone();
                for block in paths[range.start as usize..range.end as usize].chunks(LANES) {
                    counts.add_block(&world, worker, block);
                }
                if let Some(watch) = watch {
                    watch.advance(range.end - range.start);
                }
                Some(counts)
            },
        )
        .collect();
    let mut total = empty;
    for part in parts {
        total.merge(part.ok_or(EngineError::Interrupted)?);
    }
    Ok(total)
}

impl Counts {
    fn new(counterparties: usize) -> Self {
        let none = vec![0; counterparties];
        Self { dynamic: none.clone(), still: none.clone(), differ: none, eventful: Vec::new() }
    }

    fn add_block<S: Scalar>(&mut self, world: &World<S>, worker: &mut Worker<S>, block: &[u64]) {
        worker.load(block);
        for (lane, path) in block.iter().enumerate() {
            let (log, draws) = (worker.log(lane), worker.draws(lane));
            if log.crossed.is_empty() {
                continue;
            }
            self.eventful.push(*path);
            for tracked in &draws.tracked {
                let c = tracked.counterparty;
                let crosses = log.crossed.iter().any(|crossed| crossed.0 == c);
                let would = world.failures.fails_calmly(tracked, draws);
                self.dynamic[c] += u64::from(crosses);
                self.still[c] += u64::from(would);
                self.differ[c] += u64::from(crosses != would);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        let pairs =
            [(&mut self.dynamic, other.dynamic), (&mut self.still, other.still), (&mut self.differ, other.differ)];
        for (sums, more) in pairs {
            for (sum, more) in sums.iter_mut().zip(more) {
                *sum += more;
            }
        }
        self.eventful.extend(other.eventful);
    }
}
