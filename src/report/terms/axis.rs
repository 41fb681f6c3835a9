//! Addresses that figures are told over, and values there, in words of the reader's language.

use super::Subject;
use crate::decision::axis::Axis;
use crate::report::inputs;

/// An address in words.
pub(in crate::report) fn axis(subject: Subject, axis: &Axis) -> String {
    inputs::spoken(subject.names, &axis.address)
}

/// A value there.
pub(in crate::report) fn at(subject: Subject, axis: &Axis, value: f64) -> String {
    inputs::said(subject.tongue, &axis.address, value)
}
