//! From daily prices to the market of a scenario: what can be measured, how surely, and what is wrong with the data.
//!
//! Prices are read and joined on one calendar; faults are found and told, and nothing is filled unless it is asked for. Then
//! each asset is estimated by itself, all of them together, and a fragment is chosen of which every figure is an estimate or
//! has a note that says why it is not.

mod asset;
mod copula;
mod curves;
mod dependence;
mod estimate;
mod extremes;
mod fault;
mod file;
mod fragment;
mod garch;
mod jumps;
mod moments;
mod optimise;
mod pair;
mod prices;
#[cfg(test)]
mod reference;
mod returns;
mod shared;
#[cfg(test)]
mod simulated;
mod student;
mod tails;
#[cfg(test)]
mod tests;
mod whitened;

use std::path::PathBuf;

use rayon::prelude::*;
use serde::Serialize;
use thiserror::Error;

use crate::calendar::Day;

pub use asset::AssetFigures;
pub use copula::CopulaFit;
pub use curves::{AssetCurves, ROLLING_DAYS};
pub use dependence::{Dependence, Pair};
pub use estimate::Measured;
pub use extremes::{Drawdown, Worst};
pub use fault::{Fault, FaultKind};
pub use fragment::{Fragment, FragmentAsset, FragmentGarch, LEAST_DOF, MOST_PERSISTENCE};
pub use garch::{GarchFit, Spells};
pub use jumps::Jumps;
pub use moments::Moments;
pub use pair::PairCorrelation;
pub use prices::{AssetPrices, Prices};
pub use shared::SharedFit;
pub use student::StudentFit;
pub use tails::{JointTail, JointTailMean, TAIL};

use dependence::LEAST_ROWS;
use extremes::LENGTHS;
use fragment::Parts;
use returns::without_holes;
use tails::Horizon;

/// What is to be estimated, and from what.
#[derive(Clone, Debug)]
pub struct Request {
    /// The files of prices.
    pub files: Vec<PathBuf>,
    /// The assets that are wanted; all where nothing is said.
    pub assets: Option<Vec<String>>,
    /// The days that count.
    pub window: Window,
    /// Days of a step.
    pub step_days: u32,
    /// Days of a step at which correlations of the fragment are measured.
    pub correlation_step_days: u32,
    /// What is done about days without a price.
    pub gaps: Gaps,
    /// How volatility moves in the fragment.
    pub volatility: Volatility,
}

/// The days of the first and the last price that count.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Window {
    /// The first; the earliest where nothing is said.
    pub from: Option<Day>,
    /// The last; the latest where nothing is said.
    pub to: Option<Day>,
    /// Instead of the first: so many years before the last.
    pub years: Option<u32>,
}

impl Window {
    /// The first and the last day, within those that have a row.
    fn around(self, earliest: Day, latest: Day) -> (Day, Day) {
        let to = self.to.map_or(latest, |to| to.min(latest));
        let from = self.years.map(|years| to.years_before(years)).or(self.from);
        (from.map_or(earliest, |from| from.max(earliest)), to)
    }
}

/// What is done about days without a price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gaps {
    /// They are left: no return is taken over them.
    #[default]
    Leave,
    /// They get the price of the day before, and are counted.
    ForwardFill,
}

/// How volatility moves in the fragment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Volatility {
    /// Not at all.
    #[default]
    Constant,
    /// By GARCH(1,1).
    Garch,
    /// By GARCH with an extra reaction to falls.
    Gjr,
}

/// Why nothing was estimated.
#[derive(Debug, Error)]
pub enum CalibrationError {
    /// A file that can't be read as prices.
    #[error("{0}")]
    Unreadable(String),
    /// Prices that must be mended first.
    #[error("the prices can't be used as they are; nothing was estimated or written.\n{}", listed(.0))]
    Faulty(Vec<Fault>),
    /// Too little to estimate from, or too much.
    #[error("{0}")]
    TooFew(String),
}

/// Most faults that an error lists.
const MOST_LISTED: usize = 20;

fn listed(faults: &[Fault]) -> String {
    let mut lines: Vec<String> = faults.iter().take(MOST_LISTED).map(|fault| format!("  {fault}")).collect();
    if faults.len() > MOST_LISTED {
        lines.push(format!("  … and {} more", faults.len() - MOST_LISTED));
    }
    lines.join("\n")
}

/// All that was estimated. Serialised, it is `calibration.json`.
#[derive(Clone, Debug, Serialize)]
pub struct Calibration {
    /// Version of this format.
    pub schema: u32,
    /// Version of the program.
    pub version: &'static str,
    /// The files.
    pub inputs: Vec<Input>,
    /// The first day that counts.
    pub from: Day,
    /// The last.
    pub to: Day,
    /// Days of a step.
    pub step_days: u32,
    /// What was done about gaps.
    pub gaps: Gaps,
    /// How many days were filled, over all assets.
    pub filled: u64,
    /// How volatility moves in the fragment.
    pub volatility: Volatility,
    /// What is to be looked at in the prices.
    pub faults: Vec<Fault>,
    /// Each asset by itself.
    pub assets: Vec<AssetFigures>,
    /// All together, step by step; null where no two assets move.
    pub by_steps: Option<Dependence>,
    /// All together at the step of the correlations.
    pub by_correlation_steps: Option<Dependence>,
    /// The dof that all assets share, of the returns.
    pub shared: SharedFit,
    /// The same of what GARCH leaves of the returns; null where GARCH was not fitted to all.
    pub shared_of_residuals: Option<SharedFit>,
    /// Worst twentieths together, against what the fragment implies with constant volatility.
    pub joint_tails: Vec<JointTail>,
    /// The same, averaged over all pairs.
    pub joint_tail_means: Vec<JointTailMean>,
    /// What `market.toml` holds.
    pub fragment: Fragment,
    /// What charts draw.
    #[serde(skip)]
    pub curves: Vec<AssetCurves>,
}

/// A file as it was read.
#[derive(Clone, Debug, Serialize)]
pub struct Input {
    /// As it was named.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// Reads the prices and estimates everything.
///
/// # Errors
///
/// When a file can't be read, when prices must be mended first, or when there are too few.
pub fn calibrate(request: &Request) -> Result<Calibration, CalibrationError> {
    let wanted = |asset: &str| request.assets.as_ref().is_none_or(|assets| assets.iter().any(|wanted| wanted == asset));
    let files = request.files.iter().map(|path| file::read(path, wanted)).collect::<Result<Vec<_>, _>>()?;
    if let Some(missing) = missing(request, &files) {
        return Err(CalibrationError::TooFew(format!("no file has the asset {missing}: correct --assets")));
    }
    let inputs = files.iter().map(|file| Input { file: file.name.clone(), sha256: file.sha256.clone() }).collect();
    let (prices, faults) = Prices::join(&files, request.window, request.gaps)?;
    let assets = figures(&prices, request.step_days)?;
    let moving: Vec<usize> = (0..assets.len()).filter(|place| assets[*place].varies()).collect();
    let shared = shared::fit(&columns(&prices, &moving, request.step_days)).ok_or_else(|| too_few(&prices, &assets))?;
    let together = |step: u32| if moving.len() < 2 { None } else { Dependence::of(&prices, &moving, step) };
    let (by_steps, by_correlation_steps) =
        rayon::join(|| together(request.step_days), || together(request.correlation_step_days));
    if moving.len() > 1 && by_correlation_steps.is_none() {
        return Err(too_few_for_correlations(request.correlation_step_days));
    }
    let shared_of_residuals = residuals(&prices, &assets, &moving, request).and_then(|columns| shared::fit(&columns));
    let reacts = request.volatility != Volatility::Constant;
    let fragment = fragment::fragment(&Parts {
        volatility: request.volatility,
        step_days: request.step_days,
        assets: &assets,
        dependence: by_correlation_steps.as_ref(),
        shared: shared_of_residuals.as_ref().filter(|_| reacts).unwrap_or(&shared),
    });
    let joint_tails = joint_tails(&prices, &moving, request.step_days, &fragment, by_steps.as_ref());
    let curves = curves(&prices, &assets, request.step_days);
    Ok(Calibration {
        schema: 1,
        version: env!("CARGO_PKG_VERSION"),
        inputs,
        from: prices.first,
        to: prices.last(),
        step_days: request.step_days,
        gaps: request.gaps,
        filled: prices.assets.iter().map(|asset| asset.filled).sum(),
        volatility: request.volatility,
        faults,
        assets,
        by_steps,
        by_correlation_steps,
        shared,
        shared_of_residuals,
        joint_tail_means: tails::means(&joint_tails),
        joint_tails,
        fragment,
        curves,
    })
}

/// An asset that was asked for and is in no file.
fn missing<'a>(request: &'a Request, files: &[file::PriceFile]) -> Option<&'a String> {
    let is_there = |asset: &&String| files.iter().flat_map(|file| &file.columns).any(|column| column.asset == **asset);
    request.assets.iter().flatten().find(|asset| !is_there(asset))
}

fn figures(prices: &Prices, step_days: u32) -> Result<Vec<AssetFigures>, CalibrationError> {
    let figures = prices.assets.par_iter().map(|asset| {
        AssetFigures::of(asset, prices.first, step_days).ok_or_else(|| {
            CalibrationError::TooFew(format!(
                "{} has fewer than two returns over {step_days} days: widen the window, or leave it out with --assets",
                asset.id
            ))
        })
    });
    figures.collect()
}

fn curves(prices: &Prices, assets: &[AssetFigures], step_days: u32) -> Vec<AssetCurves> {
    let both = prices.assets.iter().zip(assets);
    both.map(|(asset, figures)| AssetCurves::of(asset, prices.first, step_days, figures.student_t.as_ref())).collect()
}

/// Returns of all moving assets on the rows that all have.
fn columns(prices: &Prices, moving: &[usize], step_days: u32) -> Vec<Vec<f64>> {
    let start = prices.common_start().unwrap_or_default();
    let returns: Vec<_> = moving.iter().map(|place| prices.assets[*place].returns(step_days, start)).collect();
    without_holes(&returns).0
}

fn too_few(prices: &Prices, assets: &[AssetFigures]) -> CalibrationError {
    let (begins, ends) = (assets.iter().max_by_key(|asset| asset.from), assets.iter().min_by_key(|asset| asset.to));
    let words = begins.zip(ends).map_or_else(String::new, |(begins, ends)| {
        format!(" ({} begins on {}, {} ends on {})", begins.id, begins.from, ends.id, ends.to)
    });
    if prices.common_start().is_none() {
        return CalibrationError::TooFew(format!(
            "there is no day on which all assets have a price{words}: leave some out with --assets"
        ));
    }
    let least = student::LEAST_RETURNS.max(3 * assets.len());
    CalibrationError::TooFew(format!(
        "the law that all assets share needs at least {least} days on which all of them have a return{words}, and no asset that only repeats others: widen the window, or leave assets out with --assets"
    ))
}

fn too_few_for_correlations(step: u32) -> CalibrationError {
    CalibrationError::TooFew(format!(
        "correlations over {step} days need at least {LEAST_ROWS} returns that all assets have, and prices that move in them: widen the window, or give a shorter --correlation-step"
    ))
}

/// What GARCH leaves of the returns, on the rows that all moving assets have; `None` where one has no fit.
fn residuals(prices: &Prices, assets: &[AssetFigures], moving: &[usize], request: &Request) -> Option<Vec<Vec<f64>>> {
    let start = prices.common_start()?;
    let step = request.step_days as usize;
    let column = |place: &usize| {
        let spells = assets[*place].spells.as_ref()?;
        let fit = if request.volatility == Volatility::Gjr { &spells.gjr } else { &spells.garch };
        let begin = prices.assets[*place].span()?.0;
        let mut left = fit.residuals.iter();
        let whole = prices.assets[*place].returns(request.step_days, begin);
        let mut column: Vec<Option<f64>> = whole.iter().map(|value| value.and_then(|_| left.next().copied())).collect();
        // Steps of several days begin with each asset's own first price; where these differ, rows do not meet.
        (((start - begin) % step) == 0).then(|| column.split_off(((start - begin) / step).min(column.len())))
    };
    let columns = moving.iter().map(column).collect::<Option<Vec<_>>>()?;
    Some(without_holes(&columns).0)
}

/// Each pair at 1, 7 and 30 days, of those that are whole steps.
fn joint_tails(
    prices: &Prices,
    moving: &[usize],
    step_days: u32,
    fragment: &Fragment,
    by_steps: Option<&Dependence>,
) -> Vec<JointTail> {
    let lengths: Vec<u32> = LENGTHS.into_iter().filter(|days| days % step_days == 0).collect();
    let steps: Vec<u32> = lengths.iter().map(|days| days / step_days).collect();
    let laws = if moving.len() < 2 { Vec::new() } else { Horizon::after(&steps, fragment.dof) };
    let mut found = Vec::new();
    for (days, law) in lengths.iter().zip(&laws) {
        let returns: Vec<_> = moving.iter().map(|place| prices.assets[*place].overlapping_returns(*days)).collect();
        let (columns, rows) = without_holes(&returns);
        if rows.len() < LEAST_ROWS * *days as usize {
            continue;
        }
        let pairs = fragment.correlations.par_iter().enumerate().map(|(place, (a, b, correlation))| {
            let column = |id: &String| moving.iter().position(|at| prices.assets[*at].id == *id).unwrap_or_default();
            let (together, measured) = tails::measured(&columns[column(a)], &columns[column(b)], *days);
            let stepwise =
                by_steps.and_then(|found| found.pairs.get(place)).map(|pair| law.share(pair.correlation.pearson.value));
            let (days, windows, implied) = (*days, rows.len(), Some(law.share(*correlation)));
            JointTail {
                days,
                a: a.clone(),
                b: b.clone(),
                windows,
                together,
                measured,
                implied,
                implied_by_steps: stepwise,
            }
        });
        found.extend(pairs.collect::<Vec<_>>());
    }
    found
}
