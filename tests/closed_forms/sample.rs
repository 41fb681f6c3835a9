//! Paths of one scenario by either program, and the comparison of their figures with exact ones.

use linchpin::engine::{Watch, simulate};
use linchpin::outcome::FailureEvent;
use linchpin::scenario::{Options, Scenario};

use crate::reference;

/// Standard errors within which a figure must lie. A run of this file judges a few hundred figures;
/// the largest of 300 normal deviations passes 4 once in fifty runs, and seeds are fixed.
const LIMIT: f64 = 4.0;

/// What one reserve's paths yielded.
#[derive(Default)]
pub struct Columns {
    pub loss: Vec<f64>,
    pub eventual_loss: Vec<f64>,
    pub counterparty_cost: Vec<f64>,
    pub max_drawdown: Vec<f64>,
}

/// Paths of one scenario, by one program.
pub struct Sample {
    pub made_by: &'static str,
    pub paths: usize,
    pub failures: Vec<Vec<FailureEvent>>,
    pub own_crossings: Vec<u64>,
    pub reserves: Vec<Columns>,
}

/// A scenario from its text.
pub fn scenario(text: &str) -> Scenario {
    Scenario::parse(text, "scenario.toml", &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// The paths of the engine and, up to `plain_paths` of them, of the reference.
pub fn both(scenario: &Scenario, plain_paths: u64) -> [Sample; 2] {
    let ours = by_engine(scenario);
    let scales = simulate_scales(scenario);
    [ours, by_reference(scenario, &scales, plain_paths)]
}

fn simulate_scales(scenario: &Scenario) -> Vec<f64> {
    vec![1.0; scenario.counterparties().len()]
}

pub fn by_engine(scenario: &Scenario) -> Sample {
    let outcomes = simulate(scenario, 0, &Watch::default()).unwrap();
    let columns = outcomes.reserves.iter().map(|reserve| Columns {
        loss: reserve.loss.clone(),
        eventual_loss: reserve.eventual_loss(),
        counterparty_cost: reserve.counterparty_cost(),
        max_drawdown: reserve.max_drawdown.clone(),
    });
    Sample {
        made_by: "engine",
        paths: outcomes.paths,
        failures: (0..outcomes.paths).map(|path| outcomes.failures.of(path).to_vec()).collect(),
        own_crossings: outcomes.own_crossings.clone(),
        reserves: columns.collect(),
    }
}

pub fn by_reference(scenario: &Scenario, scales: &[f64], paths: u64) -> Sample {
    let outcomes = reference::simulate(scenario, scales, paths, 71);
    let columns = |r: usize| {
        let of = |column: fn(&reference::path::ReserveOutcome) -> f64| {
            outcomes.iter().map(|path| column(&path.reserves[r])).collect()
        };
        Columns {
            loss: of(|path| path.loss),
            eventual_loss: of(|path| path.eventual_loss),
            counterparty_cost: of(|path| path.counterparty_cost),
            max_drawdown: of(|path| path.max_drawdown),
        }
    };
    let crossings = |c: usize| outcomes.iter().filter(|path| path.crossed[c].is_some()).count() as u64;
    Sample {
        made_by: "reference",
        paths: outcomes.len(),
        own_crossings: (0..scenario.counterparties().len()).map(crossings).collect(),
        reserves: (0..scenario.reserves().len()).map(columns).collect(),
        failures: outcomes.into_iter().map(|path| path.failures).collect(),
    }
}

impl Sample {
    /// How many paths have this many failures.
    pub fn paths_with(&self, failures: usize) -> usize {
        self.failures.iter().filter(|events| events.len() == failures).count()
    }

    /// Share of the paths on which `holds`, against its exact probability.
    pub fn share(&self, what: &str, holds: impl Fn(&[FailureEvent]) -> bool, exact: f64) {
        let count = self.failures.iter().filter(|events| holds(events)).count();
        self.count(what, count, exact);
    }

    pub fn count(&self, what: &str, count: usize, exact: f64) {
        let error = libm::sqrt(exact * (1.0 - exact) / self.paths as f64);
        self.judge(what, count as f64 / self.paths as f64, exact, error);
    }

    /// The mean of a column, against the exact one.
    pub fn mean(&self, what: &str, values: &[f64], exact: f64) {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
        self.judge(what, mean, exact, libm::sqrt(squares / (n - 1.0) / n));
    }

    /// The variance of a column, against the exact one.
    pub fn variance(&self, what: &str, values: &[f64], exact: f64) {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let squares: Vec<f64> = values.iter().map(|x| (x - mean) * (x - mean)).collect();
        self.mean(what, &squares, exact);
    }

    /// A figure with its standard error, against the exact one.
    pub fn judge(&self, what: &str, figure: f64, exact: f64, error: f64) {
        let deviation = (figure - exact).abs() / error;
        let digits = (figure - exact).abs() <= 1e-11;
        assert!(
            digits || deviation <= LIMIT,
            "{} of the {}: {figure:.8} is {deviation:.1} standard errors from {exact:.8}",
            what,
            self.made_by
        );
    }
}
