//! What may be held where: an asset and who keeps it.

use std::collections::BTreeSet;

use crate::reserve::{Position, Reserve};
use crate::scenario::Scenario;
use crate::units::{AssetIndex, CounterpartyIndex};

/// All assets at all keepers are looked at where these are no more; else only what some reserve holds.
const MOST_PLACES: usize = 400;

/// An asset and who keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// What is held.
    pub asset: AssetIndex,
    /// Where.
    pub custodian: CounterpartyIndex,
}

impl Place {
    /// A reserve that holds nothing else.
    #[must_use]
    pub fn alone(self) -> Reserve {
        Reserve::of_one(self.asset, self.custodian)
    }

    /// `BNB@binance`, as addresses of weights have it.
    #[must_use]
    pub fn address(self, scenario: &Scenario) -> String {
        format!("{}@{}", scenario.assets()[self.asset.0].id, scenario.counterparties()[self.custodian.0].id)
    }

    /// The share of a reserve that is held so.
    #[must_use]
    pub fn weight_in(self, reserve: &Reserve) -> f64 {
        let here = |position: &&Position| position.asset == self.asset && position.custodian == self.custodian;
        // A sum of none begins at −0.
        reserve.positions.iter().filter(here).map(|position| position.weight).sum::<f64>() + 0.0
    }
}

/// The places that reserves use, by asset and keeper; where these are few, every asset at every keeper.
#[must_use]
pub fn places(scenario: &Scenario) -> Vec<Place> {
    let held = scenario.reserves().iter().flat_map(|reserve| &reserve.positions);
    let held: BTreeSet<Place> =
        held.map(|position| Place { asset: position.asset, custodian: position.custodian }).collect();
    let assets: BTreeSet<AssetIndex> = held.iter().map(|place| place.asset).collect();
    let custodians: BTreeSet<CounterpartyIndex> = held.iter().map(|place| place.custodian).collect();
    if assets.len() * custodians.len() > MOST_PLACES {
        return held.into_iter().collect();
    }
    assets.into_iter().flat_map(|asset| custodians.iter().map(move |&custodian| Place { asset, custodian })).collect()
}
