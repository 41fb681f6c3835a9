//! Scales that the pilot found before in this process: neither reserves nor seed nor paths enter into them,
//! so that runs over many allocations need it once.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::failure::{Copula, Counterparty, EvidencePool, Link};
use crate::market::{Asset, Market};
use crate::numeric::precision::Precision;
use crate::outcome::AnchorScales;
use crate::scenario::Scenario;
use crate::units::TimeGrid;

/// How many answers are kept.
const KEPT: usize = 8;

static ANSWERS: Mutex<VecDeque<(Question, AnchorScales)>> = Mutex::new(VecDeque::new());

/// All that the pilot's answer hangs on.
struct Question {
    market: Market,
    counterparties: Vec<Counterparty>,
    links: Vec<Link>,
    pools: Vec<EvidencePool>,
    factors: Vec<String>,
    copula: Copula,
    grid: TimeGrid,
    precision: Precision,
}

impl Question {
    fn of(scenario: &Scenario, precision: Precision) -> Self {
        Self {
            market: scenario.market().clone(),
            counterparties: scenario.counterparties().to_vec(),
            links: scenario.links().to_vec(),
            pools: scenario.pools().to_vec(),
            factors: scenario.factors().to_vec(),
            copula: *scenario.copula(),
            grid: scenario.grid(),
            precision,
        }
    }

    fn is_of(&self, scenario: &Scenario, precision: Precision) -> bool {
        self.precision == precision
            && self.grid == scenario.grid()
            && self.copula == *scenario.copula()
            && self.market == *scenario.market()
            && self.counterparties == scenario.counterparties()
            && self.links == scenario.links()
            && self.pools == scenario.pools()
            && self.factors == scenario.factors()
    }
}

/// Whether the scales of `one` are those of the other, without any search: they differ at most in reserves, paths
/// and what is lost or comes back after a failure, which the pilot does not look at.
#[must_use]
pub fn keeps_scales(one: &Scenario, other: &Scenario) -> bool {
    let mut counterparties = one.counterparties().to_vec();
    for (counterparty, other) in counterparties.iter_mut().zip(other.counterparties()) {
        for (mode, other) in counterparty.modes.iter_mut().zip(&other.modes) {
            mode.loss_given_failure = other.loss_given_failure.clone();
            mode.recovery = other.recovery.clone();
            mode.escape_fraction = other.escape_fraction.clone();
        }
    }
    let stresses =
        |asset: usize| one.counterparties().iter().any(|c| c.stress.is_some_and(|stress| stress.asset.0 == asset));
    // An asset that moves at all and stresses nobody moves nothing that the pilot looks at.
    let is_same_asset = |(place, (a, b)): (usize, (&Asset, &Asset))| {
        a == b || (!stresses(place) && a.volatility > 0.0 && b.volatility > 0.0)
    };
    let (here, there) = (one.market(), other.market());
    here.cash == there.cash
        && here.dynamics == there.dynamics
        && here.assets.iter().zip(&there.assets).enumerate().all(is_same_asset)
        && one.grid() == other.grid()
        && one.copula() == other.copula()
        && one.links() == other.links()
        && one.pools() == other.pools()
        && one.factors() == other.factors()
        && counterparties == other.counterparties()
}

/// What was found for the same question.
pub fn scales_of(scenario: &Scenario, precision: Precision) -> Option<AnchorScales> {
    let answers = ANSWERS.lock().unwrap_or_else(PoisonError::into_inner);
    let same = answers.iter().find(|(question, _)| question.is_of(scenario, precision));
    same.map(|(_, scales)| scales.clone())
}

/// Keeps an answer; the oldest goes where there are many.
pub fn keep(scenario: &Scenario, precision: Precision, scales: &AnchorScales) {
    let mut answers = ANSWERS.lock().unwrap_or_else(PoisonError::into_inner);
    if answers.len() == KEPT {
        answers.pop_front();
    }
    answers.push_back((Question::of(scenario, precision), scales.clone()));
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::atomic::Ordering;

    use super::*;
    use crate::engine::{Watch, simulate};
    use crate::scenario::Options;

    #[test]
    fn another_seed_and_other_paths_ask_the_same_question() {
        let shelf = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/alem-bnb-or-btc.toml");
        // A question that no other test of this process asks.
        let sets = vec!["asset.BNB.volatility=0.613".to_owned()];
        let options = |seed| Options { sets: sets.clone(), paths: Some(64), seed: Some(seed), ..Options::default() };
        let load = |seed| Scenario::load(&shelf, &options(seed));
        let (first, second) = (load(1).unwrap(), load(2).unwrap());
        let watches = [Watch::default(), Watch::default()];
        let found = simulate(&first, 0, &watches[0]).unwrap().anchor;
        let recalled = simulate(&second, 0, &watches[1]).unwrap().anchor;
        assert_eq!(found.scale, recalled.scale);
        assert!(watches[0].done.load(Ordering::Relaxed) > 64);
        assert_eq!(watches[1].done.load(Ordering::Relaxed), 64);
        assert!(scales_of(&second, Precision::Double).is_none());
    }
}
