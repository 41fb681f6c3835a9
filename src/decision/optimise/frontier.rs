//! What must be given up of one to have less of the other: ES of loss against E\[X\].

use serde::Serialize;

use super::cost::Cost;
use super::measure::Measure;
use super::payoffs::{Figures, Payoffs};
use super::programme::{Programme, Solved};
use super::rule::{Row, Rule};
use super::wish::{Task, Wish};
use super::{OptimiseError, SolverError};
use crate::statistics::{Ends, Estimate};

/// Costs that differ by less than this are the same.
const NOTHING: f64 = 1e-9;
/// A bound on E\[X\] is laid to first order about the weights so far, at most so often.
const MOST_LAID: usize = 12;

/// Weights of which ES of loss is least, of all whose mean counterparty cost is no higher.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// One slot a place.
    pub weights: Vec<f64>,
    /// ES of loss.
    pub loss_es: Estimate,
    /// ES of the market alone.
    pub market_es: Estimate,
    /// Mean of the money lost to failures.
    pub lost_mean: Estimate,
    /// E\[X\].
    pub cost_mean: Estimate,
}

impl Point {
    fn figures_mut(&mut self) -> [&mut Estimate; 4] {
        [&mut self.loss_es, &mut self.market_es, &mut self.lost_mean, &mut self.cost_mean]
    }
}

/// Where a reserve stands beside the frontier.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// The reserve.
    pub reserve: String,
    /// What it is.
    pub role: Role,
    /// Where it stands.
    #[serde(flatten)]
    pub point: Point,
}

/// What stands beside the frontier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The reserve that is bettered.
    Today,
    /// The same with the best weights.
    Optimum,
    /// Another reserve of the scenario.
    Other,
}

/// Walks from the least ES of loss to the least E\[X\], in even steps of the latter.
///
/// Where the best are the best in ES or in E\[X\], they are an end of it.
pub(super) fn walk(task: &Task, wish: &Wish, payoffs: &Payoffs, best: &Solved) -> Result<Vec<Point>, OptimiseError> {
    if wish.frontier == 0 {
        return Ok(Vec::new());
    }
    let (programme, level, cost) = (task.programme(wish, payoffs), task.level(), Cost::of(payoffs, None));
    let shortfall = payoffs.measure(Some(level));
    let safest = match (task.goal.of_cost, task.goal.level) {
        (false, Some(_)) => best.clone(),
        _ => programme.minimise(&shortfall, &best.weights).map_err(OptimiseError::Solver)?,
    };
    let cheapest = match (task.goal.of_cost, task.goal.level) {
        (true, None) => best.clone(),
        _ => {
            let begin = [&*task.today, &safest.weights, &best.weights];
            cost.minimise(&programme, &begin).map_err(OptimiseError::Solver)?
        }
    };
    let (most, least) = (cost.at(&safest.weights), cheapest.value);
    let mut weights = safest.weights.clone();
    let mut points = vec![point(payoffs, safest.weights, level)];
    let steps = if most - least > NOTHING { wish.frontier.saturating_sub(1) } else { 0 };
    for step in 1..=steps {
        let bound = Bound { cost: &cost, most: least + (most - least) * (steps - step) as f64 / steps as f64 };
        let within = |about: &[f64]| bound.within(&programme, about, &shortfall);
        // Where the ES of the cheapest can't be bettered to first order, they are themselves the point.
        weights = match within(&weights)? {
            Some(weights) => weights,
            None => within(&cheapest.weights)?.unwrap_or_else(|| cheapest.weights.clone()),
        };
        points.push(point(payoffs, weights.clone(), level));
    }
    Ok(points)
}

/// A bound on E\[X\], which is no sum over the weights.
struct Bound<'a> {
    cost: &'a Cost<'a>,
    most: f64,
}

impl Bound<'_> {
    /// The weights of least `measure` within the bound, laid about `about` first; `None` where none are found.
    fn within(
        &self,
        programme: &Programme,
        about: &[f64],
        measure: &Measure<'_>,
    ) -> Result<Option<Vec<f64>>, OptimiseError> {
        let mut weights = about.to_vec();
        for _ in 0..MOST_LAID {
            let terms = self.cost.mean_about(&weights).iter().map(|term| term * SCALE).collect();
            let rule = Rule::CostMost { cost: self.most };
            let row = Row { rule, terms, most: (self.most + NOTHING) * SCALE, is_of_changes: false };
            let mut laid = programme.clone();
            laid.rows.push(row);
            match laid.minimise(measure, &weights) {
                Ok(solved) => weights = solved.weights,
                Err(SolverError::Infeasible) => return Ok(None),
                Err(error) => return Err(OptimiseError::Solver(error)),
            }
            if self.cost.at(&weights) <= self.most + 2.0 * NOTHING {
                return Ok(Some(weights));
            }
        }
        Ok(None)
    }
}

/// Costs are small: in these units the solver tells them as sharply as the rest.
const SCALE: f64 = 1e2;

fn point(payoffs: &Payoffs, weights: Vec<f64>, level: f64) -> Point {
    let figures = payoffs.figures(&weights, level);
    let Figures { loss_es, market_es, lost_mean, cost_mean, .. } = figures;
    Point { weights, loss_es, market_es, lost_mean, cost_mean }
}

/// What each point is worth under other assumptions: its four figures.
pub(super) fn under<'p>(points: impl Iterator<Item = &'p Point>, payoffs: &Payoffs, level: f64) -> Vec<[f64; 4]> {
    points.map(|at| point(payoffs, at.weights.clone(), level).figures_mut().map(|figure| figure.value)).collect()
}

/// Puts what points are worth at both ends beside their figures.
pub(super) fn add_ends<'p>(points: impl Iterator<Item = &'p mut Point>, low: &[[f64; 4]], high: &[[f64; 4]]) {
    for (point, (low, high)) in points.zip(low.iter().zip(high)) {
        for (figure, (low, high)) in point.figures_mut().into_iter().zip(low.iter().zip(high)) {
            figure.range = Ends::told(*low, *high);
        }
    }
}

/// Where today's reserve, the best and the other reserves stand.
pub(super) fn marks(task: &Task, payoffs: &Payoffs, best: &Solved) -> Vec<Mark> {
    let mark = |reserve: &str, role: Role, weights: &[f64]| Mark {
        reserve: reserve.to_owned(),
        role,
        point: point(payoffs, weights.to_vec(), task.level()),
    };
    let ours = [(Role::Today, &task.today), (Role::Optimum, &best.weights)];
    let ours = ours.into_iter().map(|(role, weights)| mark(&task.reserve, role, weights));
    let others = task.others.iter().map(|(reserve, weights)| mark(reserve, Role::Other, weights));
    ours.chain(others).collect()
}
