//! The points of a sweep, and which of them share a run.

use crate::decision::axis::Axis;
use crate::decision::refusal::Refusal;
use crate::reserve::Reserve;
use crate::scenario::Scenario;

/// All points, the first axis slowest.
pub(super) fn points(axes: &[Axis]) -> Vec<Vec<f64>> {
    axes.iter().fold(vec![Vec::new()], |points, axis| {
        let further = |point: Vec<f64>| axis.values.iter().map(move |value| [point.as_slice(), &[*value]].concat());
        points.into_iter().flat_map(further).collect()
    })
}

/// Points that share their draws and all but weights.
pub(super) struct Together {
    /// The changes that they share.
    pub sets: Vec<String>,
    /// Which points.
    pub points: Vec<usize>,
}

/// The points by what is not a weight, in the order of their first.
pub(super) fn together(axes: &[Axis], points: &[Vec<f64>], scenario: &Scenario) -> Vec<Together> {
    let mut found: Vec<Together> = Vec::new();
    for (place, point) in points.iter().enumerate() {
        let sets = changes(axes, point, scenario, |axis| axis.weight_of().is_none());
        match found.iter_mut().find(|one| one.sets == sets) {
            Some(one) => one.points.push(place),
            None => found.push(Together { sets, points: vec![place] }),
        }
    }
    found
}

/// What a point changes of a scenario. What is there already is left as it is, so that today's point is the plain run.
fn changes(axes: &[Axis], point: &[f64], scenario: &Scenario, of: impl Fn(&Axis) -> bool) -> Vec<String> {
    let moved = axes.iter().zip(point).filter(|(axis, _)| of(axis));
    let moved = moved.filter(|(axis, value)| scenario.number_at(&axis.address) != Some(**value));
    moved.map(|(axis, value)| axis.set(*value)).collect()
}

/// The reserves of a point, those whose weights change; `scenario` is set to the rest.
pub(super) fn reserves_at(axes: &[Axis], point: &[f64], scenario: &Scenario) -> Result<Vec<Reserve>, Refusal> {
    let sets = changes(axes, point, scenario, |axis| axis.weight_of().is_some());
    let changed = scenario.with_sets(&sets).map_err(|error| Refusal::Question(error.to_string()))?;
    Ok(changed.reserves().to_vec())
}

/// A point in words: its addresses and their values.
pub(super) fn in_words(axes: &[Axis], point: &[f64]) -> String {
    let parts: Vec<String> = axes.iter().zip(point).map(|(axis, value)| axis.set(*value)).collect();
    parts.join(", ")
}
