//! Simulated figures against exact ones, in standard errors: the engine's, and the reference's too,
//! which keeps the judge honest.

#[path = "../reference/mod.rs"]
#[allow(dead_code, reason = "the comparison with the engine uses the rest")]
mod reference;

mod books;
mod custody;
mod drawdown;
mod failure;
mod judge;
mod market;
mod mathematics;
mod sample;
