//! Charts of answers to what the fund should do.

pub(in crate::report) mod limits;
pub(in crate::report) mod what_if;
