//! What holds on every path of every scenario: random small worlds, and changes of them whose effect
//! is known.

mod addition;
mod coverage;
mod monotone;
mod one_step;
mod sameness;
mod world;
