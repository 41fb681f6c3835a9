//! Every figure that a person will see, each with its interval.
//!
//! The shape is that of `summary.json`; what charts need beyond it stands in [`Curves`]. Nothing
//! below this room computes.

use serde::Serialize;

use crate::scenario::{Assumption, Tolerance};

/// The answer to a scenario.
#[derive(Clone, Debug, Serialize)]
pub struct Assessment {
    /// Every figure of the report.
    pub summary: Summary,
    /// What charts draw beyond single figures; one entry a reserve.
    pub curves: Vec<Curves>,
    /// What the figures rest on.
    pub register: Register,
}

/// What the figures rest on.
#[derive(Clone, Debug, Serialize)]
pub struct Register {
    /// The scenario's own words.
    pub description: String,
    /// Currency of all money.
    pub base_currency: String,
    /// H in days.
    pub horizon_days: u64,
    /// Length of a step in days.
    pub step_days: u32,
    /// Lines on charts, and limits.
    pub tolerances: Vec<Tolerance>,
    /// Numbers and laws with their sources.
    pub assumptions: Vec<Assumption>,
    /// Names for people: of counterparties, groups, assets, reserves, by id.
    pub names: Vec<Named>,
    /// The scenario as resolved.
    pub scenario: serde_json::Value,
    /// How the scales of the intensities were found.
    pub anchor: AnchorNote,
}

/// An id and the name that people know it by.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// `asset`, `counterparty`, `group` or `reserve`.
    pub what: &'static str,
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// How the scales of the intensities were found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AnchorNote {
    /// Rounds of the pilot; 0 where none was needed.
    pub rounds: u32,
    /// Largest relative gap that is left.
    pub gap: f64,
}

/// A figure with its 95% interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// Best estimate.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A mean with its interval, and the range in which nine of ten paths fall.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ConditionalEstimate {
    /// Mean.
    pub value: f64,
    /// Lower end of the interval of the mean.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// 5% quantile of the paths.
    pub p05: f64,
    /// 95% quantile of the paths.
    pub p95: f64,
}

/// A figure at a level.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LevelEstimate {
    /// The level, 0.99 for 99%.
    pub level: f64,
    /// The figure.
    #[serde(flatten)]
    pub estimate: Estimate,
}

/// VaR or ES with what one must know to trust it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TailEstimate {
    /// The level.
    pub level: f64,
    /// The figure.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Paths beyond VaR.
    pub tail_paths: u64,
    /// `few-tail-paths` (fewer than 10), `saturated` (more than 99% of the tail share a failed group).
    pub flags: Vec<String>,
}

/// A quantile.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quantile {
    /// The level.
    pub level: f64,
    /// The value.
    pub value: f64,
}

/// P(loss > x).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Exceedance {
    /// x.
    pub loss: f64,
    /// Its probability.
    pub probability: f64,
    /// Lower end of the Wilson interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A loss distribution in figures.
#[derive(Clone, Debug, Serialize)]
pub struct Distribution {
    /// Mean.
    pub mean: Estimate,
    /// Standard deviation.
    pub sd: f64,
    /// Quantiles at .01 .05 .1 .25 .5 .75 .9 .95 .99.
    pub quantiles: Vec<Quantile>,
    /// VaR by level.
    pub var: Vec<TailEstimate>,
    /// ES by level.
    pub es: Vec<TailEstimate>,
    /// P(· > x) by threshold.
    pub exceedance: Vec<Exceedance>,
}

/// Contents of `summary.json`.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// Shape of this file.
    pub schema: u32,
    /// Which scenario.
    pub scenario: ScenarioWords,
    /// Which run.
    pub run: RunFacts,
    /// What the reader must know.
    pub warnings: Vec<String>,
    /// Who can fail.
    pub counterparties: Vec<CounterpartyFigures>,
    /// The market.
    pub market: MarketFigures,
    /// P(exactly n groups fail).
    pub joint_failures: Vec<JointFailures>,
    /// One entry a reserve.
    pub reserves: Vec<ReserveFigures>,
    /// Pairs of reserves.
    pub comparison: Vec<Comparison>,
}

/// The scenario's names.
#[derive(Clone, Debug, Serialize)]
pub struct ScenarioWords {
    /// Its id.
    pub name: String,
    /// Its title.
    pub title: String,
    /// SHA-256 of the resolved scenario.
    pub hash: String,
}

/// How the run was made.
#[derive(Clone, Debug, Serialize)]
pub struct RunFacts {
    /// N.
    pub paths: u64,
    /// Seed.
    pub seed: u64,
    /// Effective sample size.
    pub effective_paths: f64,
    /// `auto`, `all` or `none`.
    pub removal: crate::scenario::Removal,
    /// Version of the program.
    pub version: &'static str,
    /// Rises when any result changes.
    pub numbers: u32,
}

/// One counterparty's chances.
#[derive(Clone, Debug, Serialize)]
pub struct CounterpartyFigures {
    /// Id, or `other` for all that are not listed.
    pub id: String,
    /// Group; empty for `other`.
    pub group: String,
    /// k.
    pub anchor_scale: f64,
    /// Probability of crossing the own threshold, as stated.
    pub stated_failure_probability: f64,
    /// P(own threshold crossed).
    pub own_failure_probability: Estimate,
    /// P(fails), all causes.
    pub failure_probability: Estimate,
    /// By mode.
    pub by_mode: Vec<ModeFigures>,
}

/// One mode's chances.
#[derive(Clone, Debug, Serialize)]
pub struct ModeFigures {
    /// Id of the mode.
    pub mode: String,
    /// Own probability as stated.
    pub stated: f64,
    /// Realised, unconditional, all causes.
    pub probability: Estimate,
}

/// Figures of the market.
#[derive(Clone, Debug, Serialize)]
pub struct MarketFigures {
    /// Growth that market jumps add.
    pub jump_growth: Vec<JumpGrowth>,
}

/// Growth that market jumps add to an asset.
#[derive(Clone, Debug, Serialize)]
pub struct JumpGrowth {
    /// The asset.
    pub asset: String,
    /// λ_J·(exp(β m_J + β² s_J²/2) − 1), a year.
    pub per_year: f64,
}

/// P(exactly n groups fail).
#[derive(Clone, Debug, Serialize)]
pub struct JointFailures {
    /// n.
    pub count: u64,
    /// Its probability.
    pub probability: Estimate,
}

/// Everything about one reserve.
#[derive(Clone, Debug, Serialize)]
pub struct ReserveFigures {
    /// Id.
    pub id: String,
    /// V(0).
    pub initial_value: f64,
    /// Mean C.
    pub contributions: f64,
    /// Mean W.
    pub withdrawals: f64,
    /// V(T), marked.
    pub terminal_value: Estimate,
    /// Marked loss.
    pub loss: Distribution,
    /// Pending claims at 0.
    pub liquid_loss: Distribution,
    /// Pending claims at 1.
    pub eventual_loss: Distribution,
    /// The shadow's loss.
    pub market_alone: Distribution,
    /// Maximum drawdown.
    pub max_drawdown: Distribution,
    /// X.
    pub counterparty_cost: CostDistribution,
    /// Longest spell under the peak.
    pub days_under_water: DaysUnderWater,
    /// P(shortfall).
    pub shortfall_probability: Estimate,
    /// What goes away when a group is removed.
    pub removal: Vec<RemovalFigures>,
    /// By counterparty and mode.
    pub if_it_fails: Vec<IfItFails>,
    /// Booked cells of the tail, by level.
    pub attribution: Vec<Attribution>,
    /// By group.
    pub groups: Vec<GroupFigures>,
    /// ES against the number of paths.
    pub convergence: Vec<Convergence>,
    /// Concentration by group.
    pub concentration: Concentration,
}

/// X in figures.
#[derive(Clone, Debug, Serialize)]
pub struct CostDistribution {
    /// X, marked.
    #[serde(flatten)]
    pub marked: Distribution,
    /// E[X]/H.
    pub per_year: Estimate,
    /// E[X], liquid.
    pub liquid_mean: f64,
    /// E[X], eventual.
    pub eventual_mean: f64,
    /// Σ p·x, beside E[X].
    pub envelope: f64,
}

/// Longest spell under the peak.
#[derive(Clone, Debug, Serialize)]
pub struct DaysUnderWater {
    /// Mean.
    pub mean: f64,
    /// Quantiles.
    pub quantiles: Vec<Quantile>,
}

/// What goes away when a group is removed.
#[derive(Clone, Debug, Serialize)]
pub struct RemovalFigures {
    /// The group.
    pub group: String,
    /// `all`, `keys`, `links` or `both`.
    pub what: &'static str,
    /// Fall of mean loss.
    pub loss_mean: Estimate,
    /// Fall of mean X.
    pub cost_mean: Estimate,
    /// Fall of ES of loss.
    pub loss_es: Vec<LevelEstimate>,
    /// Fall of ES of X.
    pub cost_es: Vec<LevelEstimate>,
}

/// The ladder of one deterministic failure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Ladder {
    /// Pending claims at 0.
    pub liquid: f64,
    /// Pending claims at their mark.
    pub marked: f64,
    /// Pending claims at 1.
    pub eventual: f64,
}

/// What is lost if one counterparty fails in one mode.
#[derive(Clone, Debug, Serialize)]
pub struct IfItFails {
    /// Id, or `other`.
    pub counterparty: String,
    /// Its group.
    pub group: String,
    /// The mode.
    pub mode: String,
    /// Tomorrow, without any market move.
    pub tomorrow: Ladder,
    /// L on the paths where it fails so; `None` where there are none.
    pub loss: Option<ConditionalEstimate>,
    /// X on those paths.
    pub cost: Option<ConditionalEstimate>,
}

/// Booked cells of the tail.
#[derive(Clone, Debug, Serialize)]
pub struct Attribution {
    /// The level.
    pub level: f64,
    /// The cells.
    pub cells: Vec<CellFigures>,
}

/// One booked cell.
#[derive(Clone, Debug, Serialize)]
pub struct CellFigures {
    /// `market`, `linked`, `contagion`, `custody`, `claim` or `cost`.
    pub channel: &'static str,
    /// Counterparty, or `None`.
    pub of: Option<String>,
    /// Asset, or `None`.
    pub asset: Option<String>,
    /// E[cell | tail].
    pub es: Estimate,
    /// E[cell].
    pub mean: f64,
}

/// A group's figures for one reserve.
#[derive(Clone, Debug, Serialize)]
pub struct GroupFigures {
    /// Id, or `other`.
    pub id: String,
    /// Share of V(0) in its custody.
    pub custody_weight: f64,
    /// Share of V(0) in its custody or resting on it.
    pub linked_weight: f64,
    /// P(any member fails).
    pub probability: Estimate,
    /// The mode that is named.
    pub headline_mode: Option<HeadlineMode>,
    /// Every member at once, each in its costliest mode.
    pub tomorrow: Ladder,
    /// L in the headline mode.
    pub loss_if_fails: Option<ConditionalEstimate>,
    /// X in the headline mode.
    pub cost_if_fails: Option<ConditionalEstimate>,
    /// P(other group fails within 90 days after this one | this one fails).
    pub failures_within_90_days: Vec<FailureWithin90Days>,
    /// Booked share of ES.
    pub booked_es_share: Vec<LevelEstimate>,
}

/// The member mode that is named.
#[derive(Clone, Debug, Serialize)]
pub struct HeadlineMode {
    /// The member.
    pub counterparty: String,
    /// Its mode.
    pub mode: String,
}

/// P(group fails within 90 days after another).
#[derive(Clone, Debug, Serialize)]
pub struct FailureWithin90Days {
    /// The other group.
    pub group: String,
    /// The probability; `None` where the first never fails.
    pub probability: Option<Estimate>,
}

/// ES from the first paths only.
#[derive(Clone, Debug, Serialize)]
pub struct Convergence {
    /// How many.
    pub paths: u64,
    /// ES by level.
    pub es: Vec<LevelEstimate>,
}

/// Concentration by group.
#[derive(Clone, Debug, Serialize)]
pub struct Concentration {
    /// By custody weight.
    pub custody: Option<Index>,
    /// By custody and links.
    pub custody_and_links: Option<Index>,
    /// By booked ES share.
    pub booked_es_share: Vec<LevelIndex>,
}

/// Herfindahl–Hirschman index.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Index {
    /// Σ share².
    pub hhi: f64,
    /// 1/HHI.
    pub effective_number: f64,
}

/// An index at a level.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LevelIndex {
    /// The level.
    pub level: f64,
    /// Σ share², or `None`.
    pub hhi: Option<f64>,
    /// 1/HHI, or `None`.
    pub effective_number: Option<f64>,
}

/// Two reserves on the same paths.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// Why they are not compared, or `None`; the figures are then `None`.
    pub not_compared: Option<String>,
    /// ES(a) − ES(b).
    pub es_difference: Option<Vec<LevelEstimate>>,
    /// E[X(a)] − E[X(b)].
    pub cost_difference: Option<Estimate>,
    /// P(L(a) > L(b)).
    pub a_loses_more: Option<Estimate>,
    /// First order dominance.
    pub first_order_dominance: Option<Dominance>,
    /// Second order dominance.
    pub second_order_dominance: Option<Dominance>,
}

/// Who is to be preferred.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dominance {
    /// `a`, `b` or `None`.
    pub winner: Option<&'static str>,
    /// The smaller violation of the two directions.
    pub largest_violation: f64,
}

/// What charts draw of one reserve beyond single figures.
#[derive(Clone, Debug, Serialize)]
pub struct Curves {
    /// Its id.
    pub reserve: String,
    /// Share of paths by bin of marked loss.
    pub loss_density: Density,
    /// The same for the market alone.
    pub market_density: Density,
    /// P(loss > x) on a fine grid.
    pub loss_exceedance: Vec<Exceedance>,
    /// P(market alone > x).
    pub market_exceedance: Vec<Exceedance>,
    /// P(X > x).
    pub cost_exceedance: Vec<Exceedance>,
    /// Value over time.
    pub fan: Vec<FanPoint>,
}

/// A histogram: bins of equal width.
#[derive(Clone, Debug, Serialize)]
pub struct Density {
    /// Left end of the first bin.
    pub start: f64,
    /// Width of a bin.
    pub width: f64,
    /// Share of paths in each bin, divided by the width.
    pub density: Vec<f64>,
}

/// Quantiles of V(t)/V(0).
#[derive(Clone, Debug, Serialize)]
pub struct FanPoint {
    /// t in days.
    pub day: u64,
    /// At 5, 25, 50, 75 and 95%.
    pub quantiles: [f64; 5],
}
