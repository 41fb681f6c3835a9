//! How many times as high all hazards would have to be for a tolerance to be broken.
//!
//! All hazards are multiplied by one number on the same draws: whoever fails then fails earlier, and others join. The
//! number is sought on a fixed lattice of 32 steps a decade, so that all reserves share runs, and between two steps
//! along a straight line.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use serde::Serialize;

use crate::engine::{EngineError, Near, Run, Watch};
use crate::outcome::Outcomes;
use crate::scenario::Scenario;
use crate::statistics::Estimate;
use crate::statistics::interval::wilson;
use crate::units::ReserveIndex;

/// Steps of the lattice in one decade.
const STEPS: i32 = 32;
/// Decades up and down in which the multiple is sought.
const DECADES: i32 = 2;
/// Paths of the pilot of each run; differences on the same draws need few.
const PILOT_PATHS: u64 = 49_152;
/// Runs that a search takes, about.
const ABOUT_RUNS: u64 = 16;

/// At how many times the stated hazards a tolerance is broken.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum Multiple {
    /// Already without any failure: the market alone does it.
    MarketAlone {
        /// How likely the loss is from the market alone.
        market: Estimate,
    },
    /// From this multiple on; below 1 it is broken today.
    At {
        /// The multiple, with the ends between which the error of sampling leaves it; an end that lies beyond what was
        /// searched is the last that was.
        multiple: Estimate,
    },
    /// Not even at the largest multiple that was run.
    NotBroken {
        /// That multiple.
        largest: f64,
        /// How likely the loss is there.
        exceeds: Estimate,
    },
}

/// The multiple of each of some reserves at which `loss` is likelier than `probability`.
pub fn multiples(
    scenario: &Scenario,
    outcomes: &Outcomes,
    places: &[ReserveIndex],
    [loss, probability]: [f64; 2],
    threads: usize,
    watch: &Watch,
) -> Result<Vec<Multiple>, EngineError> {
    let known: Vec<u64> = outcomes.reserves.iter().map(|columns| above(&columns.loss, loss)).collect();
    watch.is_guess.store(true, Ordering::Relaxed);
    watch.beyond.fetch_add(ABOUT_RUNS * (outcomes.kept as u64 + PILOT_PATHS), Ordering::Relaxed);
    let mut lattice = Lattice {
        scenario: &scenario.with_paths(outcomes.kept as u64),
        scale: &outcomes.anchor.scale,
        loss,
        threads,
        watch,
        counts: BTreeMap::from([(0, known)]),
        highest: DECADES * STEPS,
    };
    let search = |place: &ReserveIndex| {
        let market = wilson(above(&outcomes.reserves[place.0].market_alone(), loss), outcomes.kept as u64);
        if market.value > probability {
            return Ok(Multiple::MarketAlone { market });
        }
        lattice.begin()?;
        lattice.search(place.0, probability)
    };
    let found = places.iter().map(search).collect();
    watch.is_guess.store(false, Ordering::Relaxed);
    watch.beyond.store(0, Ordering::Relaxed);
    found
}

fn above(column: &[f64], loss: f64) -> u64 {
    column.iter().filter(|lost| **lost > loss).count() as u64
}

/// Runs at steps of the lattice; each is made once.
struct Lattice<'a> {
    scenario: &'a Scenario,
    scale: &'a [f64],
    loss: f64,
    threads: usize,
    watch: &'a Watch,
    /// Paths that lose more, one slot a reserve, by step.
    counts: BTreeMap<i32, Vec<u64>>,
    /// The highest step that is run.
    highest: i32,
}

/// Which of the three curves is followed.
#[derive(Clone, Copy)]
enum Curve {
    Value,
    Low,
    High,
}

impl Curve {
    const fn of(self, estimate: Estimate) -> f64 {
        match self {
            Self::Value => estimate.value,
            Self::Low => estimate.low,
            Self::High => estimate.high,
        }
    }
}

impl Lattice<'_> {
    /// Finds the highest step at which the anchor can be met.
    fn begin(&mut self) -> Result<(), EngineError> {
        while !self.counts.contains_key(&self.highest) {
            match self.run(self.highest) {
                Err(EngineError::Anchor(_)) if self.highest > 0 => self.highest -= STEPS / 4,
                found => _ = self.counts.insert(self.highest, found?),
            }
        }
        Ok(())
    }

    fn search(&mut self, place: usize, probability: f64) -> Result<Multiple, EngineError> {
        let Some(value) = self.crossing(place, probability, Curve::Value)? else {
            let exceeds = self.exceeds(self.highest, place)?;
            return Ok(Multiple::NotBroken { largest: times(self.highest), exceeds });
        };
        // The upper end of the interval of the chance crosses first.
        let low = self.crossing(place, probability, Curve::High)?.unwrap_or(value);
        let high = self.crossing(place, probability, Curve::Low)?.unwrap_or_else(|| times(self.highest));
        Ok(Multiple::At { multiple: Estimate::between(value, low, high) })
    }

    /// Where a curve crosses the tolerated chance; `None` where it doesn't. One that lies above it all the way crosses
    /// at the lowest step.
    fn crossing(&mut self, place: usize, probability: f64, curve: Curve) -> Result<Option<f64>, EngineError> {
        let (mut below, mut beyond) = (-DECADES * STEPS - 1, self.highest);
        if curve.of(self.exceeds(beyond, place)?) <= probability {
            return Ok(None);
        }
        while beyond - below > 1 {
            let middle = below + (beyond - below) / 2;
            if curve.of(self.exceeds(middle, place)?) > probability {
                beyond = middle;
            } else {
                below = middle;
            }
        }
        if below < -DECADES * STEPS {
            return Ok(Some(times(beyond)));
        }
        let [under, over] =
            [self.exceeds(below, place)?, self.exceeds(beyond, place)?].map(|estimate| curve.of(estimate));
        let part = (probability - under) / (over - under);
        Ok(Some(libm::exp10((f64::from(below) + part) / f64::from(STEPS))))
    }

    /// How likely the loss is at a step.
    fn exceeds(&mut self, step: i32, place: usize) -> Result<Estimate, EngineError> {
        if !self.counts.contains_key(&step) {
            let counts = self.run(step)?;
            self.counts.insert(step, counts);
        }
        Ok(wilson(self.counts[&step][place], self.scenario.simulation().paths))
    }

    fn run(&self, step: i32) -> Result<Vec<u64>, EngineError> {
        let scenario = self.scenario.with_hazards_times(times(step));
        let near = Near { scale: self.scale, pilot_paths: PILOT_PATHS, keeps_scales: false };
        let mut run = Run::<f32>::begin_near(&scenario, near, self.threads, self.watch)?;
        run.extend(scenario.simulation().paths, self.watch)?;
        Ok(run.reserves().map(|columns| above(&columns.loss, self.loss)).collect())
    }
}

/// The multiple of a step.
fn times(step: i32) -> f64 {
    libm::exp10(f64::from(step) / f64::from(STEPS))
}
