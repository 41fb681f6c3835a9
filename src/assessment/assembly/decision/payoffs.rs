//! What each position alone yields: of a reserve that only holds, all is a sum of these.

use std::collections::BTreeSet;

use super::controls::of_log_returns;
use crate::engine::{EngineError, Keeping, Watch, simulate_keeping};
use crate::outcome::Outcomes;
use crate::reserve::{Position, Reserve};
use crate::scenario::Scenario;
use crate::statistics::controls::Controls;
use crate::units::{AssetIndex, CounterpartyIndex};

/// Figures of pairs are of so many of the first paths, or of all where these are fewer.
const PATHS: u64 = 1 << 16;
/// Of more positions than these nothing is told.
const MOST: usize = 64;

/// An asset at a keeper.
pub type Place = (AssetIndex, CounterpartyIndex);

/// What a unit of money at each place has become, path by path.
pub struct Payoffs {
    places: Vec<Place>,
    /// With failures.
    with: Vec<Vec<f64>>,
    /// If nobody ever failed.
    without: Vec<Vec<f64>>,
    /// What is known of the coins beforehand.
    pub controls: Controls,
}

/// What money in one coin, and in all others, has become, path by path.
pub struct Split {
    /// In the coin.
    pub coin: Vec<f64>,
    /// In the others.
    pub rest: Vec<f64>,
}

impl Payoffs {
    /// Of all places that `reserves` use; `None` where these are too many.
    pub fn of(
        scenario: &Scenario,
        outcomes: &Outcomes,
        reserves: &[&Reserve],
        threads: usize,
    ) -> Result<Option<Self>, EngineError> {
        let held = reserves.iter().flat_map(|reserve| &reserve.positions).filter(|position| position.weight > 0.0);
        let places: BTreeSet<Place> = held.map(|position| (position.asset, position.custodian)).collect();
        if places.is_empty() || places.len() > MOST {
            return Ok(None);
        }
        let places: Vec<Place> = places.into_iter().collect();
        let alone = scenario
            .with_reserves(places.iter().map(|(asset, custodian)| Reserve::of_one(*asset, *custodian)).collect())
            .without_removal();
        let alone = alone.with_paths(PATHS.min(outcomes.paths as u64));
        // Nothing of it is told by name.
        let keeping = Keeping { paths: None, nameless: true };
        let found = simulate_keeping(keeping, outcomes.precision, &alone, threads, &Watch::default())?;
        let wealth = |losses: Vec<f64>| losses.into_iter().map(|loss| 1.0 - loss).collect();
        let without: Vec<Vec<f64>> = found.reserves.iter().map(|reserve| wealth(reserve.market_alone())).collect();
        let with = found.reserves.into_iter().map(|reserve| wealth(reserve.loss)).collect();
        let growth = |(number, place): (usize, &Place)| (place.0, without[number].as_slice());
        // Places stand by asset, and without failures it does not matter where a coin is kept.
        let mut growths: Vec<(AssetIndex, &[f64])> = places.iter().enumerate().map(growth).collect();
        growths.dedup_by_key(|(asset, _)| *asset);
        let controls = of_log_returns(scenario, growths.into_iter());
        Ok(Some(Self { places, with, without, controls }))
    }

    /// A reserve's money in `coin` and in all else, with failures or without.
    pub fn split(&self, reserve: &Reserve, coin: AssetIndex, with_failures: bool) -> Split {
        let payoffs = if with_failures { &self.with } else { &self.without };
        let paths = payoffs.first().map_or(0, Vec::len);
        let mut split = Split { coin: vec![0.0; paths], rest: vec![0.0; paths] };
        for Position { asset, custodian, weight } in &reserve.positions {
            let Some(place) = self.places.iter().position(|place| *place == (*asset, *custodian)) else { continue };
            let sum = if *asset == coin { &mut split.coin } else { &mut split.rest };
            sum.iter_mut().zip(&payoffs[place]).for_each(|(sum, payoff)| *sum += weight * payoff);
        }
        split
    }
}
