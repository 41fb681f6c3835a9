//! The model a second time: one path after another, one step after another, in plain scalar code.
//!
//! It was written from the model's page alone, without a look at the engine, and shares with it only
//! the checked scenario and the quantiles of the laws. Its draws come from `rand_distr`. Where the two
//! disagree by more than chance allows, one of them is wrong.
//!
//! Where the page leaves room, this reading is taken:
//! - money contributed to an asset of price 0 stays cash, at own keys;
//! - a link that fired with a fall of 0 cuts nothing, so `hold` goes on trading its asset;
//! - a withdrawal of units asks for their money at the step's price;
//! - positions that removal brings to the same own place become one position with one target;
//! - who is pulled by several in one step falls by the first entry in the file that pulls.

pub mod account;
pub mod change;
pub mod custody;
pub mod draws;
pub mod failure;
pub mod flows;
pub mod ledger;
pub mod market;
pub mod path;
pub mod pilot;
pub mod prices;
pub mod rebalance;
pub mod threshold;
pub mod tomorrow;

use linchpin::scenario::Scenario;
use rayon::prelude::*;

use change::World;
use draws::Draws;
use market::MarketModel;
use path::PathOutcome;

/// `paths` paths of `scenario` as it is, with the scales `scales`.
pub fn simulate(scenario: &Scenario, scales: &[f64], paths: u64, seed: u64) -> Vec<PathOutcome> {
    simulate_in(scenario, &World::as_it_is(scenario), scales, paths, seed)
}

/// The same draws in another world.
pub fn simulate_in(scenario: &Scenario, world: &World, scales: &[f64], paths: u64, seed: u64) -> Vec<PathOutcome> {
    let market = MarketModel::new(scenario);
    let run = |path| path::run(scenario, world, scales, &Draws::new(scenario, &market, seed, path));
    (0..paths).into_par_iter().map(run).collect()
}
