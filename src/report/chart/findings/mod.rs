//! Charts of answers to what the fund should do.

pub(in crate::report) mod break_even;
pub(in crate::report) mod experts;
pub(in crate::report) mod limits;
pub(in crate::report) mod optimise;
pub(in crate::report) mod reverse;
pub(in crate::report) mod sensitivity;
pub(in crate::report) mod sweep;
pub(in crate::report) mod what_if;
