//! Scales that the pilot found before in this process: neither reserves nor seed nor paths enter into them,
//! so that runs over many allocations need it once.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::failure::{Copula, Counterparty, EvidencePool, Link};
use crate::market::Market;
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
        let load = |seed| Scenario::load(&shelf, &Options { paths: Some(64), seed: Some(seed), ..Options::default() });
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
