//! Charts of answers to what the fund should do.

pub(in crate::report) mod limits;
