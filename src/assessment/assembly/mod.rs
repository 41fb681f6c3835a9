//! Outcomes to figures: which statistic of which column stands where in the assessment.

mod after_failure;
mod attribution;
mod bad_path;
mod chances;
mod comparison;
mod concentration;
mod curves;
mod decision;
mod distribution;
#[cfg(test)]
mod drawn_tests;
mod envelope;
mod evidence;
mod group_modes;
mod groups;
mod if_it_fails;
mod listing;
mod real_outcome;
mod register;
mod removal;
mod reserve;
mod summary;
#[cfg(test)]
mod tests;
mod timeline;
mod warnings;
mod waterfall;

use rayon::prelude::*;

use crate::failure::stated::stated_by_mode;
use crate::outcome::Outcomes;
use crate::scenario::Scenario;
use crate::statistics::joint::{Membership, Tally};

pub use self::comparison::{Compared, pair, why_not_compared};
pub use self::decision::decide;
pub use self::evidence::hold_to_evidence;
pub use self::register::names;

use self::envelope::Envelope;
use self::listing::Listing;
use super::{Assessment, NUMBERS, SCHEMA};

/// What every part of the assembly looks at.
struct Basis<'a> {
    scenario: &'a Scenario,
    outcomes: &'a Outcomes,
    membership: Membership,
    tally: Tally,
    listing: Listing,
    /// Own probability as stated, by counterparty and mode.
    stated: Vec<Vec<f64>>,
}

impl<'a> Basis<'a> {
    fn of(scenario: &'a Scenario, outcomes: &'a Outcomes, all_names: bool) -> Self {
        let counterparties = scenario.counterparties();
        let membership = Membership {
            modes: counterparties.iter().map(|counterparty| counterparty.modes.len()).collect(),
            group: counterparties.iter().map(|counterparty| counterparty.group.0).collect(),
            groups: scenario.groups().len(),
        };
        let years = scenario.grid().horizon_years();
        let stated = counterparties.iter().map(|counterparty| stated_by_mode(counterparty, scenario.pools(), years));
        let stated: Vec<Vec<f64>> = stated.collect();
        Self {
            tally: Tally::of(&outcomes.failures, &membership),
            listing: Listing::of(scenario, outcomes, &stated, all_names),
            stated,
            scenario,
            outcomes,
            membership,
        }
    }

    /// Whether it is known who failed on which path.
    const fn has_names(&self) -> bool {
        !self.outcomes.are_nameless()
    }

    fn levels(&self) -> &[f64] {
        &self.scenario.simulation().levels
    }

    fn paths(&self) -> u64 {
        self.outcomes.paths as u64
    }

    /// Paths of which figures by name, by pair and on condition are made.
    fn kept(&self) -> u64 {
        self.outcomes.kept as u64
    }
}

/// Every figure of a run.
pub fn assess(scenario: &Scenario, outcomes: &Outcomes, all_names: bool) -> Assessment {
    let basis = Basis::of(scenario, outcomes, all_names);
    let envelope = Envelope::of(&basis);
    let failing = if_it_fails::FailingPaths::of(&basis, &envelope);
    let grids = curves::Grids::of(scenario, outcomes);
    let figures = |place: usize| {
        let mut drawing = curves::Drawing::new(&grids);
        (reserve::figures(&basis, &envelope, &failing, place, &mut drawing), drawing)
    };
    let all: Vec<_> = (0..scenario.reserves().len()).into_par_iter().map(figures).collect();
    let (reserves, curves): (Vec<_>, Vec<_>) = all.into_iter().unzip();
    let mut curves = curves::finish(&basis, curves, &reserves);
    for (place, (curves, figures)) in curves.iter_mut().zip(&reserves).enumerate() {
        curves.after_failure = after_failure::after_failures(scenario, outcomes, figures, place);
    }
    let comparison = comparison::pairs(&basis);
    let warnings = warnings::warnings(&basis, &reserves, &comparison);
    Assessment {
        summary: summary::summary(&basis, reserves, comparison, &warnings),
        curves,
        timeline: timeline::timeline(&basis),
        register: register::register(&basis),
        warnings,
    }
}

/// Adds what charts draw that takes a path again: a bad one of each reserve.
pub fn draw_again(scenario: &Scenario, outcomes: &Outcomes, assessment: &mut Assessment) {
    bad_path::tell_bad_paths(scenario, outcomes, assessment);
}
