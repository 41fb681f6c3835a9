//! `run.json`: what made a run, and what it takes to make it again.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::folder;
use super::look::Look;
use crate::assessment::Assessment;
use crate::numeric::precision::Precision;
use crate::stopping::Stop;

/// When a run was made and how long it took; it stands in `run.json` alone, so that all other files
/// of two runs of one scenario are the same bytes.
#[derive(Clone, Copy, Debug)]
pub struct RunTimes {
    /// When it began.
    pub started: SystemTime,
    /// How long the simulation took, removals and pilot included.
    pub simulation: Duration,
    /// On how many threads.
    pub threads: usize,
}

/// What was asked of a run beside its scenario, as the program's own words say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RunChoices {
    /// Every counterparty is named.
    pub all_names: bool,
    /// No figure is told by name.
    pub no_names: bool,
    /// So many paths are kept number by number; `None` for as many as suit.
    pub keep_paths: Option<u64>,
    /// Ranged inputs are not run at their ends.
    pub no_ranges: bool,
    /// Levels beyond the evidence are told too.
    pub force_tail: bool,
}

/// How a run was made.
#[derive(Clone, Copy, Debug)]
pub struct RunMade<'a> {
    /// When, and in what time.
    pub times: RunTimes,
    /// What was asked of it.
    pub choices: RunChoices,
    /// How its report looks.
    pub look: Look,
    /// Where it stopped, if it was to find out by itself how many paths it takes.
    pub stop: Option<&'a Stop>,
}

/// Contents of `run.json`.
#[derive(Serialize)]
pub(super) struct RunRecord<'a> {
    program: &'static str,
    version: &'a str,
    numbers: u32,
    scenario_name: &'a str,
    scenario_hash: &'a str,
    seed: u64,
    paths: u64,
    precision: Precision,
    options: RunChoices,
    look: Look,
    started_unix_seconds: u64,
    simulation_seconds: f64,
    threads: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<&'a Stop>,
    scenario: &'a serde_json::Value,
}

impl<'a> RunRecord<'a> {
    pub fn new(assessment: &'a Assessment, made: &RunMade<'a>) -> Self {
        let (scenario, run) = (&assessment.summary.scenario, &assessment.summary.run);
        let RunMade { times, choices, look, stop } = *made;
        let since_1970 = times.started.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self {
            program: folder::PROGRAM,
            version: &run.version,
            numbers: run.numbers,
            scenario_name: &scenario.name,
            scenario_hash: &scenario.hash,
            seed: run.seed,
            paths: run.paths,
            precision: assessment.register.precision,
            options: choices,
            look,
            started_unix_seconds: since_1970.as_secs(),
            simulation_seconds: times.simulation.as_secs_f64(),
            threads: times.threads,
            until: stop,
            scenario: &assessment.register.scenario,
        }
    }
}

/// What is read of a `run.json`.
#[derive(Clone, Debug, Deserialize)]
pub struct Record {
    /// Version of the program that made the run.
    pub version: String,
    /// Its numbers version.
    pub numbers: u32,
    /// Id of the scenario.
    pub scenario_name: String,
    /// SHA-256 of the scenario as resolved.
    pub scenario_hash: String,
    /// Seed of every draw.
    pub seed: u64,
    /// N.
    pub paths: u64,
    /// How fine the numbers of the daily work were.
    #[serde(default)]
    pub precision: Precision,
    /// What was asked of the run; of runs that don't say, the default.
    #[serde(default)]
    pub options: RunChoices,
    /// How its report looked when it was made.
    #[serde(default)]
    pub look: Look,
    /// The scenario as resolved.
    pub scenario: serde_json::Value,
}
