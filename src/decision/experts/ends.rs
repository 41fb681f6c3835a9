//! What ranges leave open of both answers, and of their difference.

use super::Compared;
use super::lattice::Lattice;
use crate::decision::refusal::Refusal;
use crate::decision::runs::{Manner, Runs};
use crate::engine::Plan;
use crate::scenario::{End, Scenario};
use crate::statistics::{Ends, Estimate};
use crate::units::InputIndex;

/// What the ends of one expert take: to find them, to run them, and to run half of the difference at them.
pub(super) fn work(own: &Scenario, manner: Manner<'_>) -> u64 {
    if manner.has_ends(own) { manner.work_of_ends(own) + 4 * Plan::of(own).path_equivalents } else { 0 }
}

/// Whether the ends of an input hurt, by its address.
type Hurting = Vec<(String, End)>;

/// Puts what ranges leave open beside the figures.
pub(super) fn add(
    lattice: &Lattice<'_>,
    own: &[Scenario; 2],
    manner: Manner<'_>,
    compared: &mut [Compared],
) -> Result<(), Refusal> {
    let mut runs = Runs::of(lattice.scenario, manner);
    let mut hurting: Hurting = Vec::new();
    let sides: [fn(&mut Compared) -> &mut Estimate; 2] = [|one| &mut one.a, |one| &mut one.b];
    for (own, side) in own.iter().zip(sides) {
        let Some(ends) = Runs::of(own, manner).at_ends(own)? else { continue };
        let (low, high) = (lattice.measure(&ends.sparing, &mut runs)?, lattice.measure(&ends.hurting, &mut runs)?);
        for ((one, low), high) in compared.iter_mut().zip(low).zip(high) {
            side(one).range = Ends::told(low.figure.value, high.figure.value);
        }
        let address = |input: InputIndex| own.ranged_inputs()[input.0].address.clone();
        let found = ends.hurting_ends.iter().map(|(input, end)| (address(*input), *end));
        // Where both range an input, the first's end goes for both.
        let new: Hurting = found.filter(|(address, _)| !hurting.iter().any(|(known, _)| known == address)).collect();
        hurting.extend(new);
    }
    hurting.retain(|(address, _)| !is_disputed(address, lattice));
    if !hurting.is_empty() {
        let low = differences(lattice, &hurting, false, &mut runs)?;
        let high = differences(lattice, &hurting, true, &mut runs)?;
        for ((one, low), high) in compared.iter_mut().zip(low).zip(high) {
            one.difference.range = Ends::told(low, high);
        }
    }
    Ok(())
}

/// The difference of each measure with all that is not disputed at the ends that hurt more, or less.
fn differences(
    lattice: &Lattice<'_>,
    hurting: &Hurting,
    hurts: bool,
    runs: &mut Runs<'_>,
) -> Result<Vec<f64>, Refusal> {
    let mut figures = Vec::new();
    for mask in [0, lattice.full()] {
        let scenario = lattice.at(mask, true)?;
        let inputs = scenario.ranged_inputs().iter().enumerate();
        let ends: Vec<(InputIndex, End)> = inputs
            .filter_map(|(place, input)| {
                let (_, end) = hurting.iter().find(|(address, _)| *address == input.address)?;
                Some((InputIndex(place), if hurts { *end } else { end.other() }))
            })
            .collect();
        let moved = scenario.at_ends(&ends).map_err(|error| Refusal::Question(error.to_string()))?;
        figures.push(lattice.measure(&moved, runs)?);
    }
    Ok(figures[1].iter().zip(&figures[0]).map(|(b, a)| b.figure.value - a.figure.value).collect())
}

/// Whether an input is disputed, or a part of what is, or holds a part that is.
fn is_disputed(address: &str, lattice: &Lattice<'_>) -> bool {
    let within = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
    let disputed = (0..lattice.disputed()).map(|place| lattice.address(place));
    disputed.into_iter().any(|other| other == address || within(address, other) || within(other, address))
}
