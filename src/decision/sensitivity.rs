//! Sensitivity: which of the ranged inputs decides a figure.
//!
//! All ranged inputs move at once, each over its whole range, even or, where it spans a decade, even in logarithms; the
//! draws of the engine stay the same from run to run, so that what varies is what was assumed. Sobol indices share the
//! variance of the figure out.

use std::sync::atomic::Ordering;

use serde::Serialize;

use crate::engine::{EngineError, Near, Plan, Run, Watch, check_memory, each_on_threads, keeps_scales, whole_tasks};
use crate::random::{Purpose, strata};
use crate::scenario::{RangedInput, Scenario};
use crate::statistics::sobol::{Indices, Samples, indices};
use crate::statistics::{Ends, Estimate, Ranks, Sorted};
use crate::stopping::Figure;
use crate::units::{InputIndex, ReserveIndex};

/// Runs that are made where nobody says how many: they take a few minutes.
const ABOUT_RUNS: u64 = 2_048;
/// Points of each sample, at least and at most, where nobody says how many.
const FEWEST_POINTS: u64 = 32;
const MOST_POINTS: u64 = 1_024;
/// Paths of one run, and of its pilot: differences on the same draws need few.
const PATHS: u64 = 4_096;
const PILOT_PATHS: u64 = 8_192;
/// From this ratio of its ends on a range is even in logarithms.
const DECADE: f64 = 10.0;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The figure.
    pub figure: Figure,
    /// Of which reserve.
    pub reserve: ReserveIndex,
    /// Points of each of the two samples; `None` for as many as take a few minutes.
    pub points: Option<u64>,
}

/// The answer.
#[derive(Clone, Debug, Serialize)]
pub struct Sensitivity {
    /// The figure, in the words that name it.
    pub figure: Figure,
    /// Id of the reserve.
    pub reserve: String,
    /// Points of each of the two samples.
    pub points: u64,
    /// Points that were left out, for their values can't stand together.
    pub left_out: u64,
    /// Runs that were made.
    pub runs: u64,
    /// Paths of each.
    pub paths: u64,
    /// Paths of the pilot of each; 0 where none is needed.
    pub pilot_paths: u64,
    /// The figure with all inputs at their values, on as many paths.
    pub at_values: f64,
    /// Its mean over the assumptions.
    pub mean: f64,
    /// Nine in ten of all assumptions leave it between these.
    pub spread: Ends,
    /// The inputs; those first that decide most. Empty where the figure does not vary.
    pub inputs: Vec<Share>,
    /// What no input explains by itself.
    pub together: f64,
}

/// What an input explains of the variance.
#[derive(Clone, Debug, Serialize)]
pub struct Share {
    /// The input.
    #[serde(flatten)]
    pub input: RangedInput,
    /// Whether it was spread evenly in logarithms.
    pub in_logarithms: bool,
    /// By itself: the first-order index.
    pub first: Estimate,
    /// Together with all others: the total index.
    pub total: Estimate,
}

/// What such an answer takes: points of each sample and runs.
#[must_use]
pub fn points_and_runs(scenario: &Scenario, points: Option<u64>) -> (u64, u64) {
    let each = scenario.ranged_inputs().len() as u64 + 2;
    let points = points.unwrap_or_else(|| (ABOUT_RUNS / each).clamp(FEWEST_POINTS, MOST_POINTS));
    (points, points * each)
}

/// Finds which ranged inputs decide.
///
/// # Errors
///
/// When stopped, when the anchor can't be met at the values themselves, or when threads or memory can't be had.
pub fn sensitivity(
    scenario: &Scenario,
    question: Question,
    threads: usize,
    watch: &Watch,
) -> Result<Sensitivity, EngineError> {
    let Question { figure, reserve, points } = question;
    let paths = whole_tasks(PATHS).min(scenario.simulation().paths);
    let bench = Bench::begin(scenario, question, paths, threads, watch)?;
    let (points, runs) = points_and_runs(scenario, points);
    watch.total.fetch_add(runs * (paths + bench.pilot_paths), Ordering::Relaxed);
    let hypercube = Hypercube::of(scenario, points as usize);
    let found = each_on_threads(threads, &hypercube.all(), |shares| bench.figure_at(shares, watch));
    let found: Vec<Option<f64>> = found.into_iter().collect::<Result<_, _>>()?;
    let samples = whole_points(&found, points as usize, scenario.ranged_inputs().len());
    let shares = indices(&samples).unwrap_or_default();
    let all = Sorted::of(&[samples.a.as_slice(), &samples.b].concat());
    let mut inputs: Vec<Share> =
        scenario.ranged_inputs().iter().zip(shares).map(|(input, found)| share(input, found)).collect();
    let together = 1.0 - inputs.iter().map(|share| share.first.value).sum::<f64>();
    inputs.sort_by(|a, b| b.total.value.total_cmp(&a.total.value));
    let ends = |level| if all.values().is_empty() { f64::NAN } else { all.quantile(level) };
    Ok(Sensitivity {
        figure,
        reserve: scenario.reserves()[reserve.0].id.clone(),
        points,
        left_out: points - samples.a.len() as u64,
        runs,
        paths,
        pilot_paths: bench.pilot_paths,
        at_values: bench.at_values,
        mean: all.values().iter().sum::<f64>() / all.values().len().max(1) as f64,
        spread: Ends { low: ends(0.05), high: ends(0.95) },
        inputs,
        together,
    })
}

fn share(input: &RangedInput, Indices { first, total }: Indices) -> Share {
    Share { input: input.clone(), in_logarithms: is_in_logarithms(input), first, total }
}

fn is_in_logarithms(input: &RangedInput) -> bool {
    input.low > 0.0 && input.high >= DECADE * input.low
}

/// The value at a share of the range.
fn value_at(input: &RangedInput, share: f64) -> f64 {
    let RangedInput { low, high, .. } = *input;
    let value = if is_in_logarithms(input) {
        low * libm::exp(share * libm::log(high / low))
    } else {
        low + share * (high - low)
    };
    value.clamp(low, high)
}

/// What each run is made from.
struct Bench<'a> {
    scenario: Scenario,
    question: Question,
    scale: Vec<f64>,
    pilot_paths: u64,
    at_values: f64,
    whole: &'a Scenario,
}

impl<'a> Bench<'a> {
    fn begin(
        whole: &'a Scenario,
        question: Question,
        paths: u64,
        threads: usize,
        watch: &Watch,
    ) -> Result<Self, EngineError> {
        let scenario = whole.with_paths(paths).without_removal();
        check_memory(&scenario)?;
        let needs_pilot = Plan::of(&scenario).path_equivalents > paths;
        watch.total.store(Plan::of(&scenario).path_equivalents, Ordering::Relaxed);
        let alone = only(&scenario, question.reserve);
        let mut run = Run::<f32>::begin(&alone, threads, watch)?;
        run.extend(paths, watch)?;
        let at_values = figure_of(&run, question.figure);
        let (scale, pilot_paths) = (run.scales().to_vec(), if needs_pilot { PILOT_PATHS } else { 0 });
        Ok(Self { scenario, question, scale, pilot_paths, at_values, whole })
    }

    /// The figure with the inputs at these shares of their ranges; `None` where they can't stand together.
    fn figure_at(&self, shares: &[f64], watch: &Watch) -> Result<Option<f64>, EngineError> {
        let inputs = self.whole.ranged_inputs().iter().zip(shares).enumerate();
        let values: Vec<(InputIndex, f64)> =
            inputs.map(|(place, (input, share))| (InputIndex(place), value_at(input, *share))).collect();
        let Ok(scenario) = self.scenario.at_values(&values) else { return Ok(None) };
        let keeps_scales = self.pilot_paths == 0 || keeps_scales(&self.scenario, &scenario);
        let near = Near { scale: &self.scale, pilot_paths: self.pilot_paths, keeps_scales, kept: None };
        let scenario = only(&scenario, self.question.reserve);
        // Runs stand side by side: each has one thread.
        let mut run = match Run::<f32>::begin_near(&scenario, near, 1, watch) {
            Err(EngineError::Anchor(_)) => return Ok(None),
            begun => begun?,
        };
        run.extend(scenario.simulation().paths, watch)?;
        Ok(Some(figure_of(&run, self.question.figure)))
    }
}

fn only(scenario: &Scenario, reserve: ReserveIndex) -> Scenario {
    scenario.with_reserves(vec![scenario.reserves()[reserve.0].clone()])
}

fn figure_of(run: &Run<'_, f32>, figure: Figure) -> f64 {
    run.reserves().next().map_or(f64::NAN, |columns| figure.of(columns).0.value)
}

/// Two Latin hypercubes; one column an input, one number a point.
struct Hypercube {
    a: Vec<Vec<f64>>,
    b: Vec<Vec<f64>>,
    points: usize,
}

impl Hypercube {
    fn of(scenario: &Scenario, points: usize) -> Self {
        let column = |sample: &str, input: &RangedInput| {
            strata(scenario.simulation().seed, Purpose::Sensitivity, &[sample, &input.address], points)
        };
        let sample = |sample| scenario.ranged_inputs().iter().map(|input| column(sample, input)).collect();
        Self { a: sample("a"), b: sample("b"), points }
    }

    /// All points: those of A, those of B, and those of A with one column of B, input by input.
    fn all(&self) -> Vec<Vec<f64>> {
        let inputs = self.a.len();
        let point = |point: usize, from_b: &dyn Fn(usize) -> bool| -> Vec<f64> {
            (0..inputs).map(|input| if from_b(input) { self.b[input][point] } else { self.a[input][point] }).collect()
        };
        let sample = |from_b: &dyn Fn(usize) -> bool| (0..self.points).map(|at| point(at, from_b)).collect::<Vec<_>>();
        let mut all = sample(&|_| false);
        all.extend(sample(&|_| true));
        (0..inputs).for_each(|one| all.extend(sample(&|input| input == one)));
        all
    }
}

/// The figures of those points that could be run in every sample.
fn whole_points(found: &[Option<f64>], points: usize, inputs: usize) -> Samples {
    let at = |sample: usize, point: usize| found[sample * points + point];
    let whole: Vec<usize> =
        (0..points).filter(|point| (0..inputs + 2).all(|sample| at(sample, *point).is_some())).collect();
    let sample = |sample: usize| whole.iter().filter_map(|point| at(sample, *point)).collect::<Vec<f64>>();
    Samples { a: sample(0), b: sample(1), mixed: (2..inputs + 2).map(sample).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Options;

    /// One exchange: E[X] over a year is about the chance times the loss.
    fn scenario() -> Scenario {
        let text = r#"
schema = 1
name = "one"
simulation = { paths = 4_096, seed = 5, horizon_days = 365, step_days = 365, removal = "none" }
[market]
innovations = { kind = "gaussian" }
[[asset]]
id = "COIN"
price = 1.0
volatility = { value = 0.2, low = 0.1, high = 0.3 }
[[counterparty]]
id = "a"
kind = "exchange"
annual_failure_probability = { value = 0.3, low = 0.04, high = 0.9 }
[[counterparty.mode]]
kind = "hack"
weight = 1.0
loss_given_failure = { kind = "fixed", value = { value = 0.5, low = 0.45, high = 0.55 } }
recovery_delay_days = { kind = "fixed", value = 0 }
recovery_basis = "in-kind"
[[reserve]]
id = "all"
initial_value = 10.0
positions = [{ asset = "COIN", custodian = "a", weight = 1.0 }]
"#;
        Scenario::parse(text, "one.toml", &Options::default()).unwrap()
    }

    #[test]
    fn the_chance_decides_where_it_is_known_least() {
        let scenario = scenario();
        let question = Question { figure: "cost".parse().unwrap(), reserve: ReserveIndex(0), points: Some(64) };
        let found = sensitivity(&scenario, question, 1, &Watch::default()).unwrap();
        assert_eq!((found.runs, found.left_out, found.pilot_paths), (64 * 5, 0, 0));
        let first = &found.inputs[0];
        assert_eq!(first.input.address, "counterparty.a.annual_failure_probability");
        assert!(first.in_logarithms && first.first.value > 0.9, "{first:?}");
        // In kind, and paid at once: the market moves no share of coins.
        let market = found.inputs.iter().find(|share| share.input.address == "asset.COIN.volatility").unwrap();
        assert!(market.total.value.abs() < 1e-6, "{market:?}");
        let loss = &found.inputs[1];
        // X = chance·loss: Var = (E[p]² + Var p)·Var g + E[g]²·Var p, with p log-uniform over (0.04, 0.9).
        let (ln, mean) = (libm::log(0.9 / 0.04), |power: f64| (0.9_f64.powf(power) - 0.04_f64.powf(power)) / power);
        let (mean, square) = (mean(1.0) / ln, mean(2.0) / ln);
        let of_loss = square * 0.01 / 12.0;
        let exact = of_loss / (of_loss + 0.25 * (square - mean * mean));
        assert!(
            (loss.total.value - exact).abs() < 2.0 * (loss.total.high - loss.total.value),
            "{loss:?} is not {exact}"
        );
    }

    #[test]
    fn a_range_of_a_decade_is_spread_by_factors() {
        let input = |low, high| RangedInput { address: String::new(), value: low, low, high, source: None };
        assert!((value_at(&input(0.01, 1.0), 0.5) - 0.1).abs() < 1e-15);
        assert!((value_at(&input(0.2, 1.0), 0.5) - 0.6).abs() < 1e-15);
        assert!((value_at(&input(0.0, 1.0), 0.25) - 0.25).abs() < 1e-15);
    }
}
