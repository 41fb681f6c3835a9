//! How much of a reserve stands with few groups.

use crate::assessment::Index;
use crate::failure::Counterparty;
use crate::reserve::Reserve;
use crate::scenario::Scenario;
use crate::statistics::concentration::index;

/// Shares of V(0) at time 0, by row.
pub struct Weights {
    /// In custody of the row.
    pub custody: Vec<f64>,
    /// In its custody or resting on it by a link; a position counts once a row.
    pub linked: Vec<f64>,
}

impl Weights {
    /// The weights of `reserve` by the row of each counterparty; those without a row count nowhere.
    pub fn of(
        scenario: &Scenario,
        reserve: &Reserve,
        rows: usize,
        row_of: impl Fn(&Counterparty) -> Option<usize>,
    ) -> Self {
        let row = |place: usize| row_of(&scenario.counterparties()[place]);
        let mut by_link = vec![Vec::new(); scenario.assets().len()];
        for link in scenario.links() {
            by_link[link.asset.0].extend(row(link.counterparty.0));
        }
        let mut weights = Self { custody: vec![0.0; rows], linked: vec![0.0; rows] };
        for position in &reserve.positions {
            let custodian = row(position.custodian.0);
            if let Some(custodian) = custodian {
                weights.custody[custodian] += position.weight;
            }
            let mut touched: Vec<usize> = by_link[position.asset.0].iter().copied().chain(custodian).collect();
            touched.sort_unstable();
            touched.dedup();
            for row in touched {
                weights.linked[row] += position.weight;
            }
        }
        weights
    }
}

/// The group whose concentration counts: none for own keys and vaults.
pub fn group_at_risk(counterparty: &Counterparty) -> Option<usize> {
    (!counterparty.is_keys()).then_some(counterparty.group.0)
}

/// The two indices of a reserve at time 0: by custody, and by custody and links.
pub fn at_time_0(scenario: &Scenario, reserve: &Reserve) -> (Option<Index>, Option<Index>) {
    let weights = Weights::of(scenario, reserve, scenario.groups().len(), group_at_risk);
    (index(&weights.custody), index(&weights.linked))
}
