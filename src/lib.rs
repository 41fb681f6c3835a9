//! How much of a reserve can be lost because it leans on one counterparty, and on which one?
//!
//! A loss travels one way:
//!
//! ```text
//! scenario file -> Scenario -> engine -> Outcomes -> statistics -> Assessment -> report -> output/
//!                                 |
//!       each path, each step:  market -> failure -> custody -> reserve
//! ```
//!
//! The rooms are listed in reading order. A room uses only rooms above it; `tests/architecture.rs`
//! holds us to that.

pub mod units;

pub mod calendar;

pub mod numeric;

pub mod random;

pub mod distribution;

pub mod market;

pub mod failure;

pub mod custody;

pub mod reserve;

pub mod scenario;

pub mod outcome;

pub mod engine;

pub mod statistics;

pub mod calibration;

pub mod evidence;

pub mod assessment;

pub mod stopping;

pub mod ranges;

pub mod pairing;

pub mod decision;

pub mod report;

pub mod cli;

use std::borrow::Cow;
use std::sync::atomic::Ordering;

use assessment::Assessment;
use engine::{EngineError, Keeping, Watch};
use numeric::precision::Precision;
use outcome::Outcomes;
use pairing::{Side, SideBySide, Source, Yields};
use ranges::RangePlan;
use scenario::Scenario;
use stopping::{Stop, Until};

/// How an assessment is made; but for the numbers of paths, none of it changes a figure that is told, and precision moves
/// its last digits only.
#[derive(Clone, Copy, Debug, Default)]
pub struct AssessOptions {
    /// Threads to use; 0 for all cores.
    pub threads: usize,
    /// Whether every counterparty is named, however many there are.
    pub all_names: bool,
    /// Whether no figure is told by name: nobody asks who fails, which books of thousands in one step run
    /// faster without.
    pub no_names: bool,
    /// How sure one figure must be: the run takes as many paths as that needs. `None` takes those of the
    /// scenario.
    pub until: Option<Until>,
    /// The most paths that such a run takes; `None` for 100 million, or as many as fit into memory.
    pub most_paths: Option<u64>,
    /// How fine the numbers of the daily work are.
    pub precision: Precision,
    /// How many paths are kept number by number; `None` for as many as suit. Longer runs count the rest.
    pub kept_paths: Option<u64>,
    /// Whether ranged inputs are run at their ends too; single paths are then forgotten.
    pub ranges: bool,
    /// Whether VaR and ES are told also at levels beyond what the evidence behind them has seen.
    pub force_tail: bool,
}

/// The answer to a scenario, and what every path yielded.
#[derive(Clone, Debug)]
pub struct Assessed {
    /// Every figure.
    pub assessment: Assessment,
    /// The columns from which the figures come; single paths can be drawn again from them.
    pub outcomes: Outcomes,
    /// Where the run stopped, if it was to find that out; the answer is that of a plain run of as many paths.
    pub stop: Option<Stop>,
}

/// The one door: simulates a scenario and computes every figure.
///
/// # Errors
///
/// When `watch` asks to stop, when the anchor can't be met, or when threads or memory can't be had.
pub fn assess(scenario: &Scenario, options: AssessOptions, watch: &Watch) -> Result<Assessed, EngineError> {
    let keeping = Keeping { paths: options.kept_paths, nameless: options.no_names };
    let ranges = if options.ranges { RangePlan::of(scenario).path_equivalents } else { 0 };
    watch.beyond.store(ranges, Ordering::Relaxed);
    let assessed = assess_values(scenario, options, keeping, watch)?;
    if !options.ranges || scenario.ranged_inputs().is_empty() {
        return Ok(assessed);
    }
    with_ranges(scenario, options, keeping, assessed, watch)
}

/// The answer with the inputs at their values.
fn assess_values(
    scenario: &Scenario,
    options: AssessOptions,
    keeping: Keeping,
    watch: &Watch,
) -> Result<Assessed, EngineError> {
    let Some(until) = options.until else {
        let outcomes = engine::simulate_keeping(keeping, options.precision, scenario, options.threads, watch)?;
        return assessed(scenario, outcomes, options, None);
    };
    let most_paths = stopping::most_paths(scenario, options.most_paths);
    let AssessOptions { threads, precision, .. } = options;
    let (outcomes, stop) = stopping::simulate(scenario, until, most_paths, keeping, threads, precision, watch)?;
    assessed(&scenario.with_paths(stop.paths()), outcomes, options, Some(stop))
}

/// The answer with what the ranged inputs leave open.
fn with_ranges(
    scenario: &Scenario,
    options: AssessOptions,
    keeping: Keeping,
    mut assessed: Assessed,
    watch: &Watch,
) -> Result<Assessed, EngineError> {
    // The runs at the ends want the room.
    assessed.outcomes.forget_paths();
    let Assessed { assessment, outcomes, stop } = &mut assessed;
    let scenario = &stop.as_ref().map_or_else(|| scenario.clone(), |stop| scenario.with_paths(stop.paths()));
    let AssessOptions { threads, precision, all_names, .. } = options;
    let course = ranges::Course { scenario, scale: &outcomes.anchor.scale, threads, precision, keeping, all_names };
    ranges::add(course, assessment, watch)?;
    Ok(assessed)
}

fn assessed(
    scenario: &Scenario,
    outcomes: Outcomes,
    options: AssessOptions,
    stop: Option<Stop>,
) -> Result<Assessed, EngineError> {
    let assess = if options.all_names { assessment::assess_all_names } else { assessment::assess_outcomes };
    let mut assessment = engine::on_threads(options.threads, || assess(scenario, &outcomes))?;
    if !options.force_tail {
        assessment::hold_to_evidence(scenario, &outcomes, &mut assessment);
    }
    engine::on_threads(options.threads, || assessment::draw_again(scenario, &outcomes, &mut assessment))?;
    assessment::decide(scenario, &outcomes, options.threads, &mut assessment)?;
    Ok(Assessed { assessment, outcomes, stop })
}

/// One of those that are compared.
#[derive(Clone, Debug)]
pub struct Contender {
    /// How the reader named it.
    pub name: String,
    /// What was run, or is to be.
    pub scenario: Scenario,
    /// How fine the numbers of its daily work are.
    pub precision: Precision,
    /// Its figures, where it was run already.
    pub assessment: Option<Assessment>,
    /// What its paths yield, where they are stored.
    pub yields: Option<Vec<Yields>>,
}

/// Compares every reserve of each of them with those of the others; simulates what is not known of them.
///
/// # Errors
///
/// As [`assess`].
pub fn compare(contenders: &[Contender], threads: usize, watch: &Watch) -> Result<SideBySide, EngineError> {
    // Of many paths as many are kept of each as of the one with most reserves: pairs need both.
    let most = contenders.iter().map(|contender| contender.scenario.reserves().len()).max().unwrap_or(0);
    let kept = engine::most_kept(most, None);
    let known = |contender| known(contender, kept, threads, watch);
    let known: Vec<Known<'_>> = contenders.iter().map(known).collect::<Result<_, _>>()?;
    let sides: Vec<Side<'_>> = contenders
        .iter()
        .zip(&known)
        .map(|(contender, known)| Side {
            name: &contender.name,
            scenario: &contender.scenario,
            precision: contender.precision,
            assessment: &known.assessment,
            yields: &known.yields,
            source: known.source,
        })
        .collect();
    engine::on_threads(threads, || pairing::side_by_side(&sides))
}

/// What a comparison rests on.
struct Known<'a> {
    assessment: Cow<'a, Assessment>,
    yields: Cow<'a, [Yields]>,
    source: Source,
}

fn known<'a>(contender: &'a Contender, kept: u64, threads: usize, watch: &Watch) -> Result<Known<'a>, EngineError> {
    watch.done.store(0, Ordering::Relaxed);
    let Contender { scenario, precision, assessment, yields, .. } = contender;
    let assessment = assessment.as_ref().map(Cow::Borrowed);
    if let (Some(assessment), Some(yields)) = (&assessment, yields) {
        let (assessment, yields) = (assessment.clone(), Cow::Borrowed(yields.as_slice()));
        return Ok(Known { assessment, yields, source: Source::Stored });
    }
    // What only names, removal and ranges would tell isn't compared.
    let nameless = assessment.is_some();
    let options = AssessOptions { threads, no_names: nameless, precision: *precision, ..AssessOptions::default() };
    let options = AssessOptions { kept_paths: Some(kept), force_tail: nameless, ..options };
    let assessed = assess(&scenario.without_removal(), options, watch)?;
    let yields = Cow::Owned(Yields::of(&assessed.outcomes));
    Ok(Known { assessment: assessment.unwrap_or(Cow::Owned(assessed.assessment)), yields, source: Source::Simulated })
}
