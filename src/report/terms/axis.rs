//! Addresses that figures are told over, and values there, in words of the reader's language.

use super::Subject;
use crate::decision::axis::Axis;
use crate::report::inputs;
use crate::report::language::say;

/// An address in words.
pub(in crate::report) fn axis(subject: Subject, axis: &Axis) -> String {
    inputs::spoken(subject.names, &axis.address)
}

/// A value there, with so many digits that it can't be taken for its neighbours.
pub(in crate::report) fn at(subject: Subject, axis: &Axis, value: f64) -> String {
    let below = axis.values.iter().rev().find(|other| **other < value);
    let above = axis.values.iter().find(|other| **other > value);
    let neighbours: Vec<f64> = below.into_iter().chain(above).copied().collect();
    inputs::stated(subject.tongue, &axis.address, value, &neighbours)
}

/// Over how many days figures are, where not even that is moved.
pub(in crate::report) fn horizon<'a>(subject: Subject, mut axes: impl Iterator<Item = &'a Axis>) -> String {
    match axes.any(|axis| axis.address == "simulation.horizon_days") {
        true => say!(subject.tongue, "over-each-horizon"),
        false => say!(subject.tongue, "over-days", count = subject.ground.horizon_days),
    }
}
