//! On what an answer rests.

use serde::Serialize;

use crate::assessment::{NUMBERS, Named, SCHEMA, ScenarioWords, names};
use crate::scenario::Scenario;

/// On what an answer rests.
#[derive(Clone, Debug, Serialize)]
pub struct Ground {
    /// Shape of the file.
    pub schema: u32,
    /// The word that asked.
    pub verb: &'static str,
    /// Version of the program.
    pub version: &'static str,
    /// Its numbers version.
    pub numbers: u32,
    /// Which scenario.
    pub scenario: ScenarioWords,
    /// H in days.
    pub horizon_days: u64,
    /// Currency of all money.
    pub base_currency: String,
    /// Seed of every draw.
    pub seed: u64,
    /// N; `None` where nothing was simulated.
    pub paths: Option<u64>,
    /// Names for people.
    #[serde(skip)]
    pub names: Vec<Named>,
}

impl Ground {
    /// What an answer to the question `verb` of a scenario rests on.
    #[must_use]
    pub fn of(scenario: &Scenario, verb: &'static str, paths: Option<u64>) -> Self {
        let simulation = scenario.simulation();
        Self {
            schema: SCHEMA,
            verb,
            version: env!("CARGO_PKG_VERSION"),
            numbers: NUMBERS,
            scenario: ScenarioWords {
                name: scenario.name().to_owned(),
                title: scenario.title().to_owned(),
                hash: scenario.hash().to_owned(),
            },
            horizon_days: simulation.grid.horizon_days(),
            base_currency: simulation.base_currency.clone(),
            seed: simulation.seed,
            paths,
            names: names(scenario),
        }
    }
}
