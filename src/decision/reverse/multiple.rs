//! How many times as high all hazards would have to be for a tolerance to be broken.
//!
//! All hazards are multiplied by one number on the same draws: whoever fails then fails earlier, and others join. The
//! number is sought on a fixed lattice of 32 steps a decade, so that all reserves share runs, and between two steps
//! along a straight line. A chance is nearly a straight line over the multiple, so steps are chosen where the line
//! through what is known crosses.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Run as Simulated;
use crate::decision::runs::NEAR_PILOT_PATHS;
use crate::engine::{EngineError, Near, Run, Watch};
use crate::statistics::interval::{Z95, wilson};
use crate::statistics::{Ends, Estimate};
use crate::units::ReserveIndex;

/// Steps of the lattice in one decade.
const STEPS: i32 = 32;
/// The multiple is sought in so many steps up and down.
const FURTHEST: i32 = 2 * STEPS;
/// So many steps are guessed along straight lines before a bracket is halved.
const GUESSES: usize = 6;
/// A bracket is narrow enough with so many steps where the interval is told; at the ends of ranged inputs a straight line
/// over some more is near enough.
const NARROW: i32 = 1;
const NARROW_AT_END: i32 = 6;
/// Nobody runs more paths to tell a chance.
const MOST_PATHS: f64 = 1e15;
/// Runs that a search takes, about.
const ABOUT_RUNS: u64 = 8;

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
        /// searched is the last that was. It has a range where it is found at both ends of the ranged inputs.
        multiple: Estimate,
    },
    /// Not even at the largest multiple that was run.
    NotBroken {
        /// That multiple.
        largest: f64,
        /// How likely the loss is there.
        exceeds: Estimate,
    },
    /// The paths are too few to tell: the interval of the chance holds the tolerated one even at the largest multiple.
    TooFewPaths {
        /// That multiple.
        largest: f64,
        /// How likely the loss is there.
        exceeds: Estimate,
        /// So many paths would tell, about; 0 where no number would.
        needed: u64,
    },
}

/// The same with the ranged inputs at an end.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "found", rename_all = "kebab-case")]
pub enum MultipleAtEnd {
    /// The market alone breaks it there.
    MarketAlone,
    /// It is broken from this multiple on.
    At {
        /// The multiple.
        multiple: f64,
    },
    /// It is not broken there.
    NotBroken {
        /// The largest multiple that was run.
        largest: f64,
    },
    /// The paths are too few to tell.
    TooFewPaths {
        /// The largest multiple that was run.
        largest: f64,
    },
}

/// What multiples are sought of.
#[derive(Clone, Copy)]
pub(super) struct Sought<'a> {
    /// Of which reserves.
    pub places: &'a [ReserveIndex],
    /// The loss.
    pub loss: f64,
    /// How likely it may be.
    pub probability: f64,
    /// Threads to use; 0 for all cores.
    pub threads: usize,
    /// Where progress is told, and the wish to stop.
    pub watch: &'a Watch,
}

impl Sought<'_> {
    /// Runs that take this long, in paths, where so many scenarios are searched.
    pub fn work(&self, paths: u64, scenarios: u64) -> u64 {
        ABOUT_RUNS * scenarios * (paths + NEAR_PILOT_PATHS)
    }

    /// The multiple of each reserve at which the loss is likelier than it may be.
    pub fn here(self, run: &Simulated) -> Result<Vec<Multiple>, EngineError> {
        let mut lattice = Lattice::of(run, self, NARROW);
        self.places.iter().map(|place| lattice.found(place.0)).collect()
    }

    /// The same at an end, without intervals.
    pub fn at_end(self, run: &Simulated) -> Result<Vec<MultipleAtEnd>, EngineError> {
        let mut lattice = Lattice::of(run, self, NARROW_AT_END);
        self.places.iter().map(|place| lattice.found_at_end(place.0)).collect()
    }
}

impl Multiple {
    /// The same with what it is at both ends for its range.
    pub(super) fn with_ends(self, ends: [MultipleAtEnd; 2]) -> Self {
        match (self, ends) {
            (Self::At { multiple }, [MultipleAtEnd::At { multiple: low }, MultipleAtEnd::At { multiple: high }]) => {
                Self::At { multiple: Estimate { range: Some(Ends { low, high }), ..multiple } }
            }
            (other, _) => other,
        }
    }
}

fn above(column: &[f64], loss: f64) -> u64 {
    column.iter().filter(|lost| **lost > loss).count() as u64
}

/// What is known of a step.
struct Step {
    /// Paths that lose more, one slot a reserve.
    counts: Vec<u64>,
    /// The scales of intensities.
    scale: Vec<f64>,
}

/// Runs at steps of the lattice; each is made once.
struct Lattice<'a> {
    run: &'a Simulated,
    sought: Sought<'a>,
    steps: BTreeMap<i32, Step>,
    /// The highest step that is run.
    highest: i32,
    /// Steps of a bracket that is narrow enough.
    narrow: i32,
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

/// A step, and how likely the loss is there.
type Seen = (i32, f64);

impl<'a> Lattice<'a> {
    fn of(run: &'a Simulated, sought: Sought<'a>, narrow: i32) -> Self {
        let counts = run.outcomes.reserves.iter().map(|columns| above(&columns.loss, sought.loss)).collect();
        let today = Step { counts, scale: run.outcomes.anchor.scale.clone() };
        Self { run, sought, steps: BTreeMap::from([(0, today)]), highest: FURTHEST, narrow }
    }

    fn paths(&self) -> u64 {
        self.run.outcomes.kept as u64
    }

    /// How likely the loss is from the market alone.
    fn market(&self, place: usize) -> Estimate {
        wilson(above(&self.run.outcomes.reserves[place].market_alone(), self.sought.loss), self.paths())
    }

    fn found(&mut self, place: usize) -> Result<Multiple, EngineError> {
        let market = self.market(place);
        if market.value > self.sought.probability {
            return Ok(Multiple::MarketAlone { market });
        }
        let Some(value) = self.crossing(place, Curve::Value)? else {
            let (largest, exceeds) = (times(self.highest), self.exceeds(self.highest, place)?);
            if exceeds.high >= self.sought.probability {
                return Ok(Multiple::TooFewPaths { largest, exceeds, needed: self.needed(exceeds.value) });
            }
            return Ok(Multiple::NotBroken { largest, exceeds });
        };
        // The upper end of the interval of the chance crosses first.
        let low = self.crossing(place, Curve::High)?.unwrap_or(value);
        let high = self.crossing(place, Curve::Low)?.unwrap_or_else(|| times(self.highest));
        Ok(Multiple::At { multiple: Estimate::between(value, low, high) })
    }

    fn found_at_end(&mut self, place: usize) -> Result<MultipleAtEnd, EngineError> {
        if self.market(place).value > self.sought.probability {
            return Ok(MultipleAtEnd::MarketAlone);
        }
        Ok(match self.crossing(place, Curve::Value)? {
            Some(multiple) => MultipleAtEnd::At { multiple },
            None => {
                let (largest, exceeds) = (times(self.highest), self.exceeds(self.highest, place)?);
                match exceeds.high >= self.sought.probability {
                    true => MultipleAtEnd::TooFewPaths { largest },
                    false => MultipleAtEnd::NotBroken { largest },
                }
            }
        })
    }

    /// How many paths tell a chance from the tolerated one, which is no less: by the score interval, to two digits.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn needed(&self, chance: f64) -> u64 {
        let tolerated = self.sought.probability;
        // Where the two are the same, half a path lies between them.
        let apart = if chance < tolerated { tolerated - chance } else { 0.5 / self.paths() as f64 };
        let paths = Z95 * Z95 * tolerated * (1.0 - tolerated) / (apart * apart);
        if tolerated <= 0.0 || !paths.is_finite() || paths > MOST_PATHS {
            return 0;
        }
        let unit = libm::exp10((libm::floor(libm::log10(paths)) - 1.0).max(0.0));
        (libm::ceil(paths / unit) * unit) as u64
    }

    /// Where a curve crosses the tolerated chance; `None` where it doesn't. One that lies above it all the way crosses
    /// at the lowest step.
    fn crossing(&mut self, place: usize, curve: Curve) -> Result<Option<f64>, EngineError> {
        for guess in 0.. {
            let (below, beyond) = self.bracket(place, curve);
            let next = match (below, beyond) {
                (Some(below), Some(beyond)) if beyond.0 - below.0 <= self.narrow => {
                    return Ok(Some(self.between(below, beyond)));
                }
                (Some(below), None) if below.0 >= self.highest => return Ok(None),
                (None, Some(beyond)) if beyond.0 <= -FURTHEST => return Ok(Some(times(beyond.0))),
                (Some(below), Some(beyond)) if guess < GUESSES => {
                    step_below(self.between(below, beyond)).clamp(below.0 + 1, beyond.0 - 1)
                }
                (Some(below), Some(beyond)) => below.0 + (beyond.0 - below.0) / 2,
                (Some((step, chance)), None) => (step + self.leap(chance)).min(self.highest),
                (None, Some((step, chance))) => (step - self.leap(chance)).max(-FURTHEST),
                (None, None) => return Ok(None),
            };
            self.look(next)?;
        }
        Ok(None)
    }

    /// The highest known step that keeps the tolerance and the lowest that breaks it.
    fn bracket(&self, place: usize, curve: Curve) -> (Option<Seen>, Option<Seen>) {
        let seen = |(step, known): (&i32, &Step)| (*step, curve.of(wilson(known.counts[place], self.paths())));
        let breaks = |seen: &Seen| seen.1 > self.sought.probability;
        let beyond = self.steps.iter().map(seen).find(breaks);
        let last = beyond.map_or(i32::MAX, |beyond| beyond.0);
        (self.steps.range(..last).next_back().map(seen), beyond)
    }

    /// The multiple at which a straight line crosses.
    fn between(&self, below: Seen, beyond: Seen) -> f64 {
        let part = (self.sought.probability - below.1) / (beyond.1 - below.1);
        times(below.0) + part * (times(beyond.0) - times(below.0))
    }

    /// How far to go on where one side is known alone: somewhat further than a chance that grows as the hazards do.
    #[allow(clippy::cast_possible_truncation)]
    fn leap(&self, chance: f64) -> i32 {
        let decades = libm::fabs(libm::log10(self.sought.probability / chance));
        if decades.is_finite() {
            (1.25 * decades * f64::from(STEPS)).clamp(2.0, f64::from(STEPS)) as i32
        } else {
            STEPS
        }
    }

    /// How likely the loss is at a step.
    fn exceeds(&mut self, step: i32, place: usize) -> Result<Estimate, EngineError> {
        self.look(step)?;
        let paths = self.paths();
        Ok(self.steps.get(&step).map_or_else(Estimate::untold, |known| wilson(known.counts[place], paths)))
    }

    /// Runs a step; where its anchor can't be met, it and what lies above are given up.
    fn look(&mut self, step: i32) -> Result<(), EngineError> {
        if self.steps.contains_key(&step) {
            return Ok(());
        }
        match self.simulated(step) {
            Err(EngineError::Anchor(_)) if self.steps.range(step..).next().is_none() => {
                let known = self.steps.range(..step).next_back().map_or(0, |(known, _)| *known);
                self.highest = (step - STEPS / 4).max(known);
            }
            found => _ = self.steps.insert(step, found?),
        }
        Ok(())
    }

    fn simulated(&self, step: i32) -> Result<Step, EngineError> {
        let Sought { threads, watch, loss, .. } = self.sought;
        let scenario = self.run.scenario.with_paths(self.paths()).with_hazards_times(None, times(step));
        // Scales fall as hazards rise, so those of the next lower step are no less; below all none is known.
        let ones = || vec![1.0; scenario.counterparties().len()];
        let scale = self.steps.range(..step).next_back().map_or_else(ones, |(_, known)| known.scale.clone());
        let near = Near { scale: &scale, pilot_paths: NEAR_PILOT_PATHS, keeps_scales: false, kept: None };
        let mut run = Run::<f32>::begin_near(&scenario, near, threads, watch)?;
        run.extend(scenario.simulation().paths, watch)?;
        let counts = run.reserves().map(|columns| above(&columns.loss, loss)).collect();
        Ok(Step { counts, scale: run.scales().to_vec() })
    }
}

/// The multiple of a step.
fn times(step: i32) -> f64 {
    libm::exp10(f64::from(step) / f64::from(STEPS))
}

/// The last step that is not above a multiple.
#[allow(clippy::cast_possible_truncation)]
fn step_below(multiple: f64) -> i32 {
    libm::floor(f64::from(STEPS) * libm::log10(multiple)) as i32
}
