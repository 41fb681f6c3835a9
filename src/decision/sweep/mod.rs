//! Figures over the values of one or two addresses: the same draws at every point.
//!
//! Weights ride together: each of their values is one more reserve on the same paths. Everything else is run again,
//! on the scales of the run before where these would be found again. A point is the plain run of the scenario with its
//! numbers set, to the last digit.

mod measured;
mod partial;
mod points;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::atomic::Ordering;

use serde::Serialize;
use serde_json::json;

use super::axis::{Axis, Over, held_still};
use super::refusal::{Refusal, why_not_ranged};
use super::runs::{Manner, Runs};
use crate::assessment::Ends;
use crate::engine::Plan;
use crate::outcome::ReserveOutcomes;
use crate::reserve::Reserve;
use crate::scenario::{Scenario, hash_of_json};
use crate::statistics::Estimate;
use crate::units::ReserveIndex;
use partial::Partial;
use points::{Together, in_words, points, reserves_at, together};

pub use measured::{Asked, Measured, SweptMeasure};
pub(super) use measured::{all_or, no_such_reserve};
pub use partial::forget;

/// Points of a sweep at most.
pub const MOST_POINTS: usize = 2_000;
/// Numbers of a column over all reserves that share a run, at most, and reserves.
const MOST_ROWS: u64 = 1 << 23;
const MOST_TOGETHER: u64 = 128;

/// What is asked.
#[derive(Clone, Debug)]
pub struct SweepQuestion {
    /// One or two addresses with their values.
    pub over: Vec<Over>,
    /// What is measured; nothing for the usual figures of all reserves.
    pub measures: Vec<Asked>,
}

/// Figures over the values of addresses.
#[derive(Clone, Debug, Serialize)]
pub struct Sweep {
    /// One or two.
    pub axes: Vec<Axis>,
    /// What was measured.
    pub measured: Vec<Measured>,
    /// Point by point, the first axis slowest.
    pub points: Vec<SweptPoint>,
    /// How many simulations that took, without ends of ranges; points that were kept from an earlier run count too.
    pub runs: usize,
    /// Why figures have no range, though inputs are ranged.
    pub not_ranged: Option<String>,
}

/// The figures of one point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SweptPoint {
    /// The value of each address.
    pub at: Vec<f64>,
    /// What was measured, one slot a measure.
    pub figures: Vec<Estimate>,
}

/// Figures of `scenario` over the values of addresses; `resume` is where finished points are kept on the way, until whoever
/// has written the answer calls [`forget`].
///
/// # Errors
///
/// When the question can't be asked of this scenario, a point is refused, or a run is stopped.
pub fn sweep(
    scenario: &Scenario,
    question: &SweepQuestion,
    resume: Option<&Path>,
    manner: Manner<'_>,
) -> Result<Sweep, Refusal> {
    let axes = axes(scenario, question)?;
    let measured = measured::all(&question.measures, scenario)?;
    let points = points(&axes);
    let partial = Partial::open(resume, fingerprint(scenario, &axes, &measured))?;
    let course = Course { axes: &axes, measured: &measured, points: &points };
    let scenario = &scenario.without_removal();
    let batches = course.batches(scenario)?;
    let still = held_still(scenario, axes.iter())?;
    let each = batches.len() as u64 * Plan::of(scenario).path_equivalents;
    let parts = if manner.has_ends(&still) { 3 } else { 1 };
    manner.watch.total.store(parts * each + manner.work_of_ends(&still), Ordering::Relaxed);
    let mut sweeping = Sweeping { course, partial, manner };
    let mut figures = sweeping.figures("value", scenario, &batches)?;
    let not_ranged = why_not_ranged(sweeping.add_ranges(&still, &mut figures))?;
    let runs = batches.len();
    let points = points.iter().zip(figures).map(|(at, figures)| SweptPoint { at: at.clone(), figures }).collect();
    Ok(Sweep { axes, measured, points, runs, not_ranged })
}

/// The axes that a question names.
fn axes(scenario: &Scenario, question: &SweepQuestion) -> Result<Vec<Axis>, Refusal> {
    let axes: Vec<Axis> = question.over.iter().map(|over| Axis::of(over, scenario)).collect::<Result<_, _>>()?;
    let refused = |why: String| Err(Refusal::Question(why));
    if axes.is_empty() || axes.len() > 2 {
        return refused(format!("{} addresses are named: a sweep goes over one or two", axes.len()));
    }
    let count: usize = axes.iter().map(|axis| axis.values.len()).product();
    if count > MOST_POINTS {
        return refused(format!("these are {count} points, and {MOST_POINTS} is the most: ask for fewer steps"));
    }
    if let [one, other] = axes.as_slice() {
        if one.address == other.address {
            return refused(format!("{} is named twice", one.address));
        }
        if let (Some(a), Some(b)) = (one.weighted(scenario), other.weighted(scenario))
            && a == b
        {
            let why = "the second would scale the first, as all other weights of the reserve";
            return refused(format!("{} and {} are weights of one reserve: {why}", one.address, other.address));
        }
    }
    Ok(axes)
}

/// By which finished points are known to be of this question.
fn fingerprint(scenario: &Scenario, axes: &[Axis], measured: &[Measured]) -> String {
    let version = env!("CARGO_PKG_VERSION");
    hash_of_json(&json!({ "version": version, "scenario": scenario.hash(), "axes": axes, "measured": measured }))
}

#[derive(Clone, Copy)]
struct Course<'a> {
    axes: &'a [Axis],
    measured: &'a [Measured],
    points: &'a [Vec<f64>],
}

/// Points that share one run.
struct Batch {
    sets: Vec<String>,
    points: Vec<usize>,
}

impl Course<'_> {
    /// Which points share a run: as many as memory holds.
    fn batches(&self, scenario: &Scenario) -> Result<Vec<Batch>, Refusal> {
        let variants = self.moved(scenario).len().max(1) as u64;
        let most = (MOST_ROWS / scenario.simulation().paths.max(1)).clamp(1, MOST_TOGETHER) / variants;
        let of_together = |Together { sets, points }: Together| {
            let parts: Vec<Batch> = points
                .chunks(most.max(1) as usize)
                .map(|points| Batch { sets: sets.clone(), points: points.to_vec() })
                .collect();
            parts
        };
        let batches: Vec<Batch> =
            together(self.axes, self.points, scenario).into_iter().flat_map(of_together).collect();
        // A point that can't be is told before the first run.
        for batch in &batches {
            self.fleet(scenario, batch)?;
        }
        Ok(batches)
    }

    /// The measured reserves whose weights change.
    fn moved(&self, scenario: &Scenario) -> Vec<ReserveIndex> {
        let weighted = |place: &ReserveIndex| self.axes.iter().any(|axis| axis.weighted(scenario) == Some(*place));
        self.reserves().into_iter().filter(weighted).collect()
    }

    /// The reserves of which something is measured, in the order of the scenario.
    fn reserves(&self) -> Vec<ReserveIndex> {
        let mut places: Vec<ReserveIndex> = self.measured.iter().map(|one| one.place).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The scenario of a batch with all its reserves, and of each point where in it each measure's reserve stands.
    fn fleet(&self, scenario: &Scenario, batch: &Batch) -> Result<(Scenario, Vec<Vec<usize>>), Refusal> {
        let refused = |point: usize, why: String| Refusal::Question(why).at(&in_words(self.axes, &self.points[point]));
        let set = scenario.with_sets(&batch.sets).map_err(|error| refused(batch.points[0], error.to_string()))?;
        let moved = self.moved(scenario);
        let still: Vec<ReserveIndex> = self.reserves().into_iter().filter(|place| !moved.contains(place)).collect();
        let mut fleet: Vec<Reserve> = still.iter().map(|place| set.reserves()[place.0].clone()).collect();
        let mut places = Vec::new();
        for &point in &batch.points {
            let first = fleet.len();
            let reserves = reserves_at(self.axes, &self.points[point], &set)
                .map_err(|refusal| refusal.at(&in_words(self.axes, &self.points[point])))?;
            fleet.extend(moved.iter().map(|place| reserves[place.0].clone()));
            let stands = |one: &Measured| {
                let among = |list: &[ReserveIndex]| list.iter().position(|place| *place == one.place);
                among(&moved).map_or_else(|| among(&still).unwrap_or(0), |place| first + place)
            };
            places.push(self.measured.iter().map(stands).collect());
        }
        Ok((set.with_reserves(fleet), places))
    }
}

struct Sweeping<'a, 'w> {
    course: Course<'a>,
    partial: Partial,
    manner: Manner<'w>,
}

impl Sweeping<'_, '_> {
    /// The figures of all points, of `scenario` itself or at ends of its ranges.
    fn figures(&mut self, part: &str, scenario: &Scenario, batches: &[Batch]) -> Result<Vec<Vec<Estimate>>, Refusal> {
        let mut runs = Runs::of(scenario, self.manner);
        let name = |point: usize| format!("{part}-{point}");
        let mut figures = vec![Vec::new(); self.course.points.len()];
        for batch in batches {
            if batch.points.iter().any(|point| self.partial.point(&name(*point)).is_none()) {
                let found = self.run(&mut runs, scenario, batch)?;
                self.partial.keep(batch.points.iter().map(|point| name(*point)).zip(found))?;
            } else {
                let paths = Plan::of(scenario).path_equivalents;
                self.manner.watch.done.fetch_add(paths, Ordering::Relaxed);
            }
            for &point in &batch.points {
                figures[point] = self.partial.point(&name(point)).unwrap_or_default().to_vec();
            }
        }
        Ok(figures)
    }

    /// Puts the figures at the ends of ranged inputs beside them; addresses that are swept are no input.
    fn add_ranges(&mut self, still: &Scenario, figures: &mut [Vec<Estimate>]) -> Result<(), Refusal> {
        let Some(ends) = Runs::of(still, self.manner).at_ends(still)? else { return Ok(()) };
        let mut at = |part: &str, scenario: &Scenario| {
            let batches = self.course.batches(scenario)?;
            self.figures(part, scenario, &batches)
        };
        let (low, high) = (at("sparing", &ends.sparing)?, at("hurting", &ends.hurting)?);
        for ((figures, low), high) in figures.iter_mut().zip(low).zip(high) {
            for ((figure, low), high) in figures.iter_mut().zip(low).zip(high) {
                figure.range = Ends::told(low.value, high.value);
            }
        }
        Ok(())
    }

    /// The figures of the points of one run.
    fn run(&self, runs: &mut Runs<'_>, scenario: &Scenario, batch: &Batch) -> Result<Vec<Vec<Estimate>>, Refusal> {
        let Course { axes, measured, points } = self.course;
        let (fleet, places) = self.course.fleet(scenario, batch)?;
        // The horizon itself may be swept: a year is one of each point's own.
        let years = fleet.grid().horizon_years();
        let of_point = |reserves: &[&ReserveOutcomes], places: &[usize]| -> Vec<Estimate> {
            measured.iter().zip(places).map(|(one, place)| one.of(reserves[*place], years)).collect()
        };
        runs.look(&fleet, |reserves| places.iter().map(|places| of_point(reserves, places)).collect())
            .map_err(|refusal| refusal.at(&in_words(axes, &points[batch.points[0]])))
    }
}
