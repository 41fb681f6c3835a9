//! What must be given up of one to have less of the other: ES of loss against the money lost to failures.

use serde::Serialize;

use super::payoffs::Payoffs;
use super::programme::Solved;
use super::rule::{Row, Rule};
use super::wish::{Task, Wish};
use super::{Goal, OptimiseError, SolverError};
use crate::statistics::Estimate;

/// Money lost below this is rounding.
const NOTHING: f64 = 1e-9;

/// Weights of which ES of loss is least, of all that lose no more to failures.
#[derive(Clone, Debug, Serialize)]
pub struct Point {
    /// One slot a place.
    pub weights: Vec<f64>,
    /// ES of loss.
    pub loss_es: Estimate,
    /// Mean of the money lost to failures.
    pub lost_mean: Estimate,
    /// E\[X\].
    pub cost_mean: Estimate,
}

/// Where a reserve stands beside the frontier.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// The reserve.
    pub reserve: String,
    /// What it is.
    pub role: Role,
    /// ES of loss.
    pub loss_es: Estimate,
    /// Mean of the money lost to failures.
    pub lost_mean: Estimate,
    /// E\[X\].
    pub cost_mean: Estimate,
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

/// Walks from the least ES of loss to the least money lost, in even steps of the latter.
pub(super) fn walk(task: &Task, wish: &Wish, payoffs: &Payoffs) -> Result<Vec<Point>, OptimiseError> {
    if wish.frontier == 0 {
        return Ok(Vec::new());
    }
    let programme = task.programme(wish, payoffs);
    let (lost, level) = (payoffs.mean_lost(), task.level());
    let of = |weights: &[f64]| -> f64 { lost.iter().zip(weights).map(|(lost, weight)| lost * weight).sum() };
    let shortfall = payoffs.measure(Goal { of_lost: false, level: Some(level) });
    let least_shortfall = programme.minimise(&shortfall, &task.today).map_err(OptimiseError::Solver)?;
    let cheapest = payoffs.measure(Goal { of_lost: true, level: None });
    let cheapest = programme.minimise(&cheapest, &task.today).map_err(OptimiseError::Solver)?;
    let (most, least) = (of(&least_shortfall.weights), cheapest.value);
    let mut points = vec![point(payoffs, least_shortfall.weights, level)];
    let steps = if most - least > NOTHING { wish.frontier.saturating_sub(1) } else { 0 };
    for step in 1..=steps {
        let cost = least + (most - least) * (steps - step) as f64 / steps as f64 + NOTHING;
        let mut within = programme.clone();
        let row = Row { rule: Rule::LostMost { cost }, terms: scaled(&lost), most: cost * SCALE, is_of_changes: false };
        within.rows.push(row);
        match within.minimise(&shortfall, &cheapest.weights) {
            Ok(solved) => points.push(point(payoffs, solved.weights, level)),
            // Less than that can't be told by the solver from nothing.
            Err(SolverError::Infeasible) => {}
            Err(error) => return Err(OptimiseError::Solver(error)),
        }
    }
    Ok(points)
}

/// Money lost is little: in these units the solver tells it as sharply as the rest.
const SCALE: f64 = 1e2;

fn scaled(lost: &[f64]) -> Vec<f64> {
    lost.iter().map(|lost| lost * SCALE).collect()
}

fn point(payoffs: &Payoffs, weights: Vec<f64>, level: f64) -> Point {
    let figures = payoffs.figures(&weights, level);
    Point { weights, loss_es: figures.loss_es, lost_mean: figures.lost_mean, cost_mean: figures.cost_mean }
}

/// Where today's reserve, the best and the other reserves stand.
pub(super) fn marks(task: &Task, payoffs: &Payoffs, best: &Solved) -> Vec<Mark> {
    let mark = |reserve: &str, role: Role, weights: &[f64]| {
        let Point { loss_es, lost_mean, cost_mean, .. } = point(payoffs, weights.to_vec(), task.level());
        Mark { reserve: reserve.to_owned(), role, loss_es, lost_mean, cost_mean }
    };
    let ours = [(Role::Today, &task.today), (Role::Optimum, &best.weights)];
    let ours = ours.into_iter().map(|(role, weights)| mark(&task.reserve, role, weights));
    let others = task.others.iter().map(|(reserve, weights)| mark(reserve, Role::Other, weights));
    ours.chain(others).collect()
}
