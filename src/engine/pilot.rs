//! The pilot: scales k at which realised probabilities are the stated ones.
//!
//! It runs the market-and-failure model without reserves on paths and a seed of its own, so that
//! neither `seed` nor `paths` enters. All factors that scales tame are at least 1, so every k is at
//! most 1, and a path on which nobody crosses a threshold with some scales has no crossing with smaller
//! ones: rounds run only on paths on which something can happen.

use std::ops::Range;

use rayon::prelude::*;

use crate::engine::chunk_ranges;
use crate::engine::recall;
use crate::engine::worker::Worker;
use crate::engine::world::World;
use crate::engine::{EngineError, TASK_PATHS, Unmet, Watch};
use crate::failure::Anchor;
use crate::numeric::vector::{LANES, Scalar};
use crate::outcome::AnchorScales;
use crate::scenario::Scenario;

/// Paths of the pilot.
pub const PILOT_PATHS: u64 = 200_000;
/// Paths of the first search.
pub const FEW_PATHS: u64 = 12_288;
/// What it may leave of a gap.
const ROUGH_GAP: f64 = 0.01;
/// By how much the scales of the second search may exceed those of the first.
const REACH: f64 = 1.06;
const PILOT_SEED: u64 = 0x6c69_6e63_6870_696e;
const MOST_ROUNDS: u32 = 50;
/// What may be left of the gap between stated and realised crossings.
const LARGEST_GAP: f64 = 0.01;

/// Whether any scale has to be found.
#[must_use]
pub fn is_needed(scenario: &Scenario) -> bool {
    scenario.counterparties().iter().any(|counterparty| counterparty.anchor == Anchor::Average)
}

/// The way of one scale towards its fixed point. Counts are whole numbers and hang on each other, so full
/// steps may go back and forth around it for ever: a turn that gains little halves the steps that follow.
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
        if step * self.last_step < 0.0 && step.abs() > self.last_step.abs() / 4.0 {
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
    /// Paths on which the thresholds that are crossed differ from those crossed under λ alone.
    differ: Vec<u64>,
}

/// Paths looked at with the largest scales that are of interest, and what doesn't change on them from round
/// to round; one slot a counterparty.
#[derive(Clone)]
struct Ground {
    /// How many paths there are.
    paths: u64,
    /// Crossings of the thresholds under λ alone.
    still: Vec<u64>,
    /// Those of them on paths on which nobody crosses.
    still_elsewhere: Vec<u64>,
    /// Paths on which somebody crosses, ascending.
    eventful: Vec<u64>,
    /// What was counted.
    counts: Counts,
}

/// The scales of `scenario`: those found before in this process, where the question was the same.
///
/// # Errors
///
/// When stopped, or when more than 1% of a gap is left after 50 rounds.
pub fn find_scales<S: Scalar>(scenario: &Scenario, watch: &Watch) -> Result<AnchorScales, EngineError> {
    if !is_needed(scenario) {
        return Ok(AnchorScales { scale: vec![1.0; scenario.counterparties().len()], rounds: 0, gap: 0.0 });
    }
    if let Some(known) = recall::scales_of(scenario, S::PRECISION) {
        return Ok(known);
    }
    let found = search_scales::<S>(scenario, watch)?;
    recall::keep(scenario, S::PRECISION, &found);
    Ok(found)
}

/// Finds the scales.
///
/// A first search among few paths tells about where the scales will be. Scales a little above them give
/// the paths on which anybody can cross at all, and only those are followed in the search that counts.
fn search_scales<S: Scalar>(scenario: &Scenario, watch: &Watch) -> Result<AnchorScales, EngineError> {
    let ones = vec![1.0; scenario.counterparties().len()];
    let mut pilot = Pilot::<S>::new(scenario, watch);
    let few = pilot.look(&ones, FEW_PATHS)?;
    let rough = pilot.search(&ones, &few)?.scale;
    let reach: Vec<f64> = rough.iter().map(|scale| (REACH * scale).min(1.0)).collect();
    let all = pilot.look(&reach, PILOT_PATHS)?;
    let found = pilot.search(&reach, &all)?;
    if found.scale.iter().zip(&reach).all(|(scale, reach)| scale <= reach) {
        return pilot.settle(found);
    }
    // The few paths misled: all are looked at where no scale can be larger.
    let all = pilot.look(&ones, PILOT_PATHS)?;
    let found = pilot.search(&ones, &all)?;
    pilot.settle(found)
}

/// The scales of `scenario` as a search among the first `paths` of the pilot finds them that begins at scales
/// found for a scenario that is near: of differences between such scenarios, for which few paths do.
///
/// # Errors
///
/// When stopped, or when more than 1% of a gap is left after 50 rounds.
pub fn find_scales_near<S: Scalar>(
    scenario: &Scenario,
    near: &[f64],
    paths: u64,
    watch: &Watch,
) -> Result<AnchorScales, EngineError> {
    let ones = vec![1.0; scenario.counterparties().len()];
    if !is_needed(scenario) {
        return Ok(AnchorScales { scale: ones, rounds: 0, gap: 0.0 });
    }
    let mut pilot = Pilot::<S>::new(scenario, watch);
    let reach: Vec<f64> = near.iter().map(|scale| (REACH * scale).min(1.0)).collect();
    for from in [reach, ones] {
        let ground = pilot.look(&from, paths)?;
        let found = pilot.search(&from, &ground)?;
        if found.scale.iter().zip(&from).all(|(scale, from)| scale <= from) {
            return pilot.settle(found);
        }
    }
    // Not reached: no scale is above 1, from which the second search began.
    Err(EngineError::Anchor(Unmet { counterparty: String::new(), rounds: 0, gap: 1.0 }))
}

/// The search for scales.
struct Pilot<'a, S: Scalar> {
    world: World<'a, S>,
    anchored: Vec<usize>,
    watch: &'a Watch,
}

/// Where a search ended.
struct Found {
    scale: Vec<f64>,
    rounds: u32,
    /// Relative gap between stated and realised crossings, one slot a counterparty.
    gaps: Vec<f64>,
    agrees: bool,
}

impl<'a, S: Scalar> Pilot<'a, S> {
    fn new(scenario: &'a Scenario, watch: &'a Watch) -> Self {
        let is_anchored = |c: &usize| scenario.counterparties()[*c].anchor == Anchor::Average;
        Self {
            world: World::without_reserves(scenario, &vec![1.0; scenario.counterparties().len()], PILOT_SEED),
            anchored: (0..scenario.counterparties().len()).filter(is_anchored).collect(),
            watch,
        }
    }

    /// Looks at paths 0, 1, … with these scales.
    fn look(&mut self, scale: &[f64], paths: u64) -> Result<Ground, EngineError> {
        self.world.failures.rescale(scale);
        let (world, watch) = (&self.world, self.watch);
        let ranges = chunk_ranges(0..paths);
        let look = |worker: &mut Worker<S>, range: Range<u64>| {
            if watch.is_stopped() {
                return None;
            }
            let mut ground = Ground::new(scale.len());
            let paths: Vec<u64> = range.collect();
            paths.chunks(LANES).for_each(|block| ground.add_block(world, worker, block));
            watch.advance(paths.len() as u64);
            Some(ground)
        };
        let parts: Vec<Option<Ground>> = ranges.into_par_iter().map_init(|| Worker::new(world), look).collect();
        let mut total = Ground::new(scale.len());
        for part in parts {
            total.merge(part.ok_or(EngineError::Interrupted)?);
        }
        Ok(total)
    }

    /// Moves scales from those of the ground until what is realised on its paths is what is stated.
    fn search(&mut self, from: &[f64], ground: &Ground) -> Result<Found, EngineError> {
        let mut search: Vec<Search> = self.anchored.iter().map(|_| Search::default()).collect();
        let (mut scale, mut counts, mut round) = (from.to_vec(), ground.counts.clone(), 1);
        loop {
            let agrees = |c: &usize| {
                let allowed = (counts.differ[*c] as f64).sqrt() / 10.0;
                let rough = if ground.paths <= FEW_PATHS { ROUGH_GAP * ground.still[*c] as f64 } else { 0.0 };
                counts.dynamic[*c].abs_diff(ground.still[*c]) as f64 <= allowed.max(rough).max(2.0)
            };
            let agrees = self.anchored.iter().all(agrees);
            if agrees || round == MOST_ROUNDS {
                let gap = |(dynamic, still): (&u64, &u64)| dynamic.abs_diff(*still) as f64 / (*still as f64).max(0.5);
                let gaps = counts.dynamic.iter().zip(&ground.still).map(gap).collect();
                return Ok(Found { scale, rounds: round, gaps, agrees });
            }
            for (&c, search) in self.anchored.iter().zip(&mut search) {
                let hazard = |crossings: u64| cumulative_hazard(crossings, ground.paths);
                let step = libm::log(hazard(ground.still[c]) / hazard(counts.dynamic[c]));
                scale[c] = (scale[c] * libm::exp(search.damp(step))).min(1.0);
            }
            counts = self.count(&scale, ground)?;
            round += 1;
        }
    }

    /// What is realised on these paths with these scales.
    fn count(&mut self, scale: &[f64], ground: &Ground) -> Result<Counts, EngineError> {
        self.world.failures.rescale(scale);
        let (world, watch) = (&self.world, self.watch);
        let count = |worker: &mut Worker<S>, paths: &[u64]| {
            let mut counts = Counts::new(scale.len());
            if !watch.is_stopped() {
                for block in paths.chunks(LANES) {
                    worker.load(block);
                    (0..block.len()).for_each(|lane| counts.add_path(world, worker, lane));
                }
            }
            counts
        };
        let tasks = ground.eventful.par_chunks(TASK_PATHS as usize);
        let parts: Vec<Counts> = tasks.map_init(|| Worker::new(world), count).collect();
        if watch.is_stopped() {
            return Err(EngineError::Interrupted);
        }
        let mut total = Counts::new(scale.len());
        total.differ.clone_from(&ground.still_elsewhere);
        parts.iter().for_each(|part| total.merge(part));
        Ok(total)
    }

    fn settle(&self, found: Found) -> Result<AnchorScales, EngineError> {
        let Found { scale, rounds, gaps, agrees } = found;
        let worst = self.anchored.iter().copied().max_by(|a, b| gaps[*a].total_cmp(&gaps[*b]));
        let gap = worst.map_or(0.0, |c| gaps[c]);
        if agrees || gap <= LARGEST_GAP {
            return Ok(AnchorScales { scale, rounds, gap });
        }
        let counterparty = worst.map_or_else(String::new, |c| self.world.scenario.counterparties()[c].id.clone());
        Err(EngineError::Anchor(Unmet { counterparty, rounds, gap }))
    }
}

/// −ln(1 − crossings/paths); a count of 0 counts as ½.
fn cumulative_hazard(crossings: u64, paths: u64) -> f64 {
    let crossings = if crossings == 0 { 0.5 } else { crossings as f64 };
    -libm::log1p(-(crossings / paths as f64).min(1.0 - 0.5 / paths as f64))
}

fn add(sums: &mut [u64], more: &[u64]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}

impl Ground {
    fn new(counterparties: usize) -> Self {
        let none = vec![0; counterparties];
        let counts = Counts::new(counterparties);
        Self { paths: 0, still: none.clone(), still_elsewhere: none, eventful: Vec::new(), counts }
    }

    fn add_block<S: Scalar>(&mut self, world: &World<S>, worker: &mut Worker<S>, block: &[u64]) {
        worker.load(block);
        self.paths += block.len() as u64;
        for (lane, path) in block.iter().enumerate() {
            let is_quiet = worker.log(lane).crossed.is_empty();
            if !is_quiet {
                self.eventful.push(*path);
            }
            self.counts.add_path(world, worker, lane);
            let draws = worker.draws(lane);
            for tracked in &draws.tracked {
                let would = u64::from(world.failures.fails_calmly(tracked, draws));
                self.still[tracked.counterparty] += would;
                self.still_elsewhere[tracked.counterparty] += if is_quiet { would } else { 0 };
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.paths += other.paths;
        add(&mut self.still, &other.still);
        add(&mut self.still_elsewhere, &other.still_elsewhere);
        self.eventful.extend(other.eventful);
        self.counts.merge(&other.counts);
    }
}

impl Counts {
    fn new(counterparties: usize) -> Self {
        Self { dynamic: vec![0; counterparties], differ: vec![0; counterparties] }
    }

    fn add_path<S: Scalar>(&mut self, world: &World<S>, worker: &Worker<S>, lane: usize) {
        let (log, draws) = (worker.log(lane), worker.draws(lane));
        for tracked in &draws.tracked {
            let c = tracked.counterparty;
            let crosses = log.crossed.iter().any(|crossed| crossed.0 == c);
            self.dynamic[c] += u64::from(crosses);
            self.differ[c] += u64::from(crosses != world.failures.fails_calmly(tracked, draws));
        }
    }

    fn merge(&mut self, other: &Self) {
        add(&mut self.dynamic, &other.dynamic);
        add(&mut self.differ, &other.differ);
    }
}
