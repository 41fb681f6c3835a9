//! A scenario made ready to run: market, failures and reserves as the step loop wants them.

use crate::custody::ClaimMarks;
use crate::failure::{FailurePlan, Parts};
use crate::market::MarketPlan;
use crate::numeric::vector::Scalar;
use crate::reserve::{Book, Fleet};
use crate::scenario::{Removal, Scenario};
use crate::units::{AssetIndex, CounterpartyIndex, GroupIndex};

/// Removal is run by itself for scenarios of at most this many groups.
const FEW_GROUPS: usize = 10;

/// A scenario made ready, for one seed, one set of scales and lanes of `S`.
pub struct World<'a, S: Scalar> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// How prices move.
    pub market: MarketPlan<S>,
    /// Who fails.
    pub failures: FailurePlan<'a>,
    /// The reserves.
    pub books: Vec<Book>,
    /// Those that only buy and hold, made ready to be followed together.
    pub fleet: Fleet<S>,
    /// Groups to be removed.
    pub removals: Vec<Removable>,
    /// What young claims fetch.
    pub marks: ClaimMarks,
    /// Prices at time 0.
    pub start: Vec<f64>,
}

/// A group to be removed.
pub struct Removable {
    /// Which.
    pub group: GroupIndex,
    /// Its members.
    pub members: Vec<CounterpartyIndex>,
    /// The reserves with what members hold at own keys; `None` for groups of keys, from which nothing
    /// can be moved.
    pub moved: Option<Vec<Book>>,
    /// Whether moving keys changes paths on which nobody fails: where two positions become one, a band
    /// is left on other days, and a withdrawal takes from others.
    pub trades_otherwise: bool,
    /// Whether it does so once any other place has failed.
    pub counts_places: bool,
}

impl<'a, S: Scalar> World<'a, S> {
    /// Makes `scenario` ready for draws from `seed` with scales k.
    #[must_use]
    pub fn new(scenario: &'a Scenario, scale: &[f64], seed: u64) -> Self {
        let start = start_prices(scenario);
        let books = |moved: &[CounterpartyIndex]| -> Vec<Book> {
            let (cash, counterparties) = (scenario.market().cash, scenario.counterparties().len());
            scenario.reserves().iter().map(|reserve| Book::new(reserve, &start, cash, counterparties, moved)).collect()
        };
        let kept = books(&[]);
        let removals = removed_groups(scenario).into_iter().map(|group| {
            let members = scenario.groups()[group.0].members.clone();
            let keys = members.iter().all(|member| scenario.counterparties()[member.0].is_keys());
            let moved = (!keys).then(|| books(&members));
            let merges = |(moved, kept): (&Book, &Book)| kept.counts_places() && moved.used_slots() < kept.used_slots();
            let trades_otherwise = moved.iter().any(|moved| moved.iter().zip(&kept).any(merges));
            let counts_places = moved.is_some() && kept.iter().any(Book::counts_places);
            Removable { group, members, moved, trades_otherwise, counts_places }
        });
        let removals = removals.collect();
        let market = MarketPlan::new(scenario.market(), scenario.grid(), seed);
        Self::assemble(scenario, market, scale, seed, kept, removals)
    }

    /// The same without reserves and with those prices only that stress somebody, for the pilot.
    #[must_use]
    pub fn without_reserves(scenario: &'a Scenario, scale: &[f64], seed: u64) -> Self {
        let stresses = |asset: &AssetIndex| {
            scenario.counterparties().iter().any(|c| c.stress.is_some_and(|stress| stress.asset == *asset))
        };
        let wanted: Vec<AssetIndex> = (0..scenario.assets().len()).map(AssetIndex).filter(stresses).collect();
        let market = MarketPlan::of_assets(scenario.market(), scenario.grid(), seed, &wanted);
        Self::assemble(scenario, market, scale, seed, Vec::new(), Vec::new())
    }

    fn assemble(
        scenario: &'a Scenario,
        market: MarketPlan<S>,
        scale: &[f64],
        seed: u64,
        books: Vec<Book>,
        removals: Vec<Removable>,
    ) -> Self {
        let simulation = scenario.simulation();
        let (failures, start) = (FailurePlan::new(parts(scenario), scale, seed), start_prices(scenario));
        Self {
            fleet: Fleet::new(&books, &market, &start, scenario.counterparties().len()),
            failures,
            marks: ClaimMarks {
                petition_date: simulation.claim_mark_petition_date,
                in_kind: simulation.claim_mark_in_kind,
            },
            start,
            books,
            removals,
            market,
            scenario,
        }
    }

    /// T.
    #[must_use]
    pub const fn steps(&self) -> usize {
        self.scenario.grid().steps
    }
}

fn start_prices(scenario: &Scenario) -> Vec<f64> {
    scenario.assets().iter().map(|asset| asset.price).collect()
}

/// What the failure process is made of.
pub fn parts(scenario: &Scenario) -> Parts<'_> {
    Parts {
        grid: scenario.grid(),
        assets: scenario.assets(),
        counterparties: scenario.counterparties(),
        groups: scenario.groups(),
        links: scenario.links(),
        pools: scenario.pools(),
        factors: scenario.factors(),
        copula: *scenario.copula(),
    }
}

/// The groups for which removal is run; own keys only where they are stated.
#[must_use]
pub fn removed_groups(scenario: &Scenario) -> Vec<GroupIndex> {
    let stated = (0..scenario.groups().len())
        .map(GroupIndex)
        .filter(|group| *group != GroupIndex::OWN_KEYS || scenario.own_keys_stated());
    let groups: Vec<GroupIndex> = stated.collect();
    match scenario.simulation().removal {
        Removal::All => groups,
        Removal::Auto if groups.len() <= FEW_GROUPS => groups,
        Removal::Auto | Removal::None => Vec::new(),
    }
}
