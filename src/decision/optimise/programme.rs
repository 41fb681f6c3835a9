//! The linear programme: what is least within the rules.
//!
//! ES of a reserve that only holds is a convex function of its weights w, and for N paths it is the largest of very many
//! linear ones: of Σ q(p)·L(p)·w over all ways q to give the paths a tail of mass N(1 − α). Rockafellar and Uryasev write
//! that as a linear programme with a row a path. We solve the same programme by its rows that matter: of the weights at
//! hand the way q that is largest there is one more row, until the largest row and ES itself agree. What is left between
//! them bounds from above how far the weights are from the best. Of weights that are equally good those nearest to today's
//! are taken, found by a second programme: as little turnover as the rows allow that the best keeps to.
//!
//! Sources: Rockafellar and Uryasev (2000), "Optimization of conditional value-at-risk"; Kelley (1960), "The
//! cutting-plane method for solving convex programs"; Künzi-Bay and Mayer (2006), "Computational aspects of minimizing
//! conditional value-at-risk".

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Solution, Variable};

use super::measure::Measure;
use super::rule::Row;

/// What is left between the rows and the measure itself when the weights count as the best.
pub(super) const GAP: f64 = 1e-9;
/// The solver keeps rows to 1e-7; in units so small that is less than the gap.
const SCALE: f64 = 1e3;
/// More rows than this were never needed; should they be, what is left between is told.
const MOST_ROUNDS: usize = 2_000;
/// Rows that it may take to find the nearest of equally good weights; should more be needed, those at hand are taken.
const MOST_NEARER: usize = 400;
/// Turnover that equally good weights must save to be taken: weights a trifle apart are those that differ by a rounding.
const SAVED: f64 = 1e-5;
/// Weights below this are rounding of the solver.
const NOTHING: f64 = 1e-9;

/// Weights that sum to 1, none below 0, within rows.
#[derive(Clone, Debug)]
pub(super) struct Programme {
    /// Whether a place may be held; one slot a place.
    pub open: Vec<bool>,
    /// Today's weights, from which change is counted.
    pub today: Vec<f64>,
    /// What was asked for.
    pub rows: Vec<Row>,
    /// Weights from which none may be further than a reach, where a step is sought.
    pub within: Option<(Vec<f64>, f64)>,
}

/// The best weights.
#[derive(Clone, Debug)]
pub(super) struct Solved {
    /// One slot a place.
    pub weights: Vec<f64>,
    /// The measure there.
    pub value: f64,
    /// No weights within the rules have a measure that is lower by more than this; of the counterparty cost, its slope
    /// leads no lower than this.
    pub gap: f64,
    /// How many rows of the measure it took.
    pub rounds: usize,
}

/// What a problem has least.
#[derive(Clone, Copy)]
enum Aim {
    /// The level.
    Level,
    /// Σ |w − today's|.
    Turnover,
}

/// The variables of a problem.
struct Variables {
    weights: Vec<Variable>,
    level: Variable,
}

impl Programme {
    /// The weights within all rows of which a measure is least, of equals those nearest to today's; `begin` are weights
    /// near which they may be.
    pub fn minimise(&self, measure: &Measure<'_>, begin: &[f64]) -> Result<Solved, Error> {
        let mut slopes = self.slopes(measure, begin);
        let best = self.lowest(measure, &mut slopes)?;
        self.nearest(measure, &slopes, best)
    }

    /// The same where any of equals will do.
    pub fn any_of_least(&self, measure: &Measure<'_>, begin: &[f64]) -> Result<Solved, Error> {
        self.lowest(measure, &mut self.slopes(measure, begin))
    }

    fn slopes(&self, measure: &Measure<'_>, begin: &[f64]) -> Vec<Vec<f64>> {
        vec![measure.at(begin).1, measure.at(&self.today).1]
    }

    /// Of the best weights any.
    fn lowest(&self, measure: &Measure<'_>, slopes: &mut Vec<Vec<f64>>) -> Result<Solved, Error> {
        let (mut problem, variables) = self.problem(&self.rows, Aim::Level);
        for slope in slopes.iter() {
            problem.add_constraint(cut(&variables, slope), ComparisonOp::Ge, 0.0);
        }
        let mut solution = solution(problem.solve()?)?;
        let mut best: Option<Solved> = None;
        for rounds in 1.. {
            let weights = cleaned(&variables, &solution);
            let bound = solution.var_value(variables.level) / SCALE;
            let (value, slope) = measure.at(&weights);
            if best.as_ref().is_none_or(|best| value < best.value) {
                best = Some(Solved { weights, value, gap: 0.0, rounds });
            }
            let Some(best) = &mut best else { break };
            (best.gap, best.rounds) = ((best.value - bound).max(0.0), rounds);
            if best.gap <= GAP || rounds >= MOST_ROUNDS {
                break;
            }
            let row = cut(&variables, &slope);
            slopes.push(slope);
            solution = self::solution(solution.add_constraint(row, ComparisonOp::Ge, 0.0)?)?;
        }
        best.ok_or_else(|| Error::InternalError("no weights were found".to_owned()))
    }

    /// Of weights as good as these those nearest to today's.
    fn nearest(&self, measure: &Measure<'_>, slopes: &[Vec<f64>], best: Solved) -> Result<Solved, Error> {
        let (mut problem, variables) = self.problem(&self.rows, Aim::Turnover);
        let most = best.value + GAP;
        problem.add_constraint([(variables.level, 1.0)], ComparisonOp::Le, most * SCALE);
        for slope in slopes.iter() {
            problem.add_constraint(cut(&variables, slope), ComparisonOp::Ge, 0.0);
        }
        let mut outcome = problem.solve().and_then(solution);
        for _ in 0..MOST_NEARER {
            // Rows that the best itself keeps to only in the last digit may seem to exclude each other.
            let Ok(solution) = outcome else { break };
            let weights = cleaned(&variables, &solution);
            let (value, slope) = measure.at(&weights);
            if value <= most + GAP {
                let is_nearer = self.is_nearer(&weights, &best.weights);
                let gap = best.gap + (value - best.value).max(0.0);
                return Ok(if is_nearer { Solved { weights, value, gap, ..best } } else { best });
            }
            let row = cut(&variables, &slope);
            outcome = solution.add_constraint(row, ComparisonOp::Ge, 0.0).and_then(self::solution);
        }
        Ok(best)
    }

    /// Whether some weights save turnover beside others by more than the tolerance of equals lets them.
    pub fn is_nearer(&self, weights: &[f64], than: &[f64]) -> bool {
        self.turnover(weights) < self.turnover(than) - SAVED
    }

    /// Σ |w − today's|.
    pub fn turnover(&self, weights: &[f64]) -> f64 {
        weights.iter().zip(&self.today).map(|(weight, today)| (weight - today).abs()).sum()
    }

    /// Rows that no weights keep together, though they would if any of them were not there; nothing where all can be
    /// kept.
    ///
    /// Source: Chinneck and Dravnieks (1991), "Locating minimal infeasible constraint sets in linear programs": row by
    /// row is left out, and stays out where the others alone can't be kept either.
    pub fn conflict(&self) -> Result<Vec<&Row>, Error> {
        let mut left: Vec<&Row> = self.rows.iter().collect();
        if self.can_keep(&left)? {
            return Ok(Vec::new());
        }
        let mut place = 0;
        while place < left.len() {
            let row = left.remove(place);
            if self.can_keep(&left)? {
                left.insert(place, row);
                place += 1;
            }
        }
        Ok(left)
    }

    fn can_keep(&self, rows: &[&Row]) -> Result<bool, Error> {
        let (mut problem, variables) = self.problem(rows.iter().copied(), Aim::Level);
        problem.add_constraint([(variables.level, 1.0)], ComparisonOp::Ge, 0.0);
        match problem.solve() {
            Ok(_) => Ok(true),
            Err(Error::Infeasible) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The problem with some rows: weights, how far each is from today's where a row or the aim is about that, and the
    /// level that is above all slopes.
    fn problem<'r>(&self, rows: impl IntoIterator<Item = &'r Row>, aim: Aim) -> (Problem, Variables) {
        let rows: Vec<&Row> = rows.into_iter().collect();
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let (of_level, of_turnover) = match aim {
            Aim::Level => (1.0, 0.0),
            Aim::Turnover => (0.0, 1.0),
        };
        let level = problem.add_var(of_level, (f64::NEG_INFINITY, f64::INFINITY));
        let weights: Vec<Variable> = self.bounds().map(|bounds| problem.add_var(0.0, bounds)).collect();
        problem.add_constraint(weights.iter().map(|weight| (*weight, 1.0)), ComparisonOp::Eq, 1.0);
        let changes = if of_turnover > 0.0 || rows.iter().any(|row| row.is_of_changes) {
            self.changes(&mut problem, &weights, of_turnover)
        } else {
            Vec::new()
        };
        for row in rows {
            let of = if row.is_of_changes { &changes } else { &weights };
            let terms = of.iter().copied().zip(row.terms.iter().copied()).filter(|(_, factor)| *factor != 0.0);
            problem.add_constraint(terms, ComparisonOp::Le, row.most);
        }
        (problem, Variables { weights, level })
    }

    /// Between what each weight may be.
    fn bounds(&self) -> impl Iterator<Item = (f64, f64)> {
        let reach = |place: usize| {
            self.within.as_ref().map_or((0.0, 1.0), |(centre, reach)| {
                ((centre[place] - reach).max(0.0), (centre[place] + reach).min(1.0))
            })
        };
        self.open.iter().enumerate().map(move |(place, open)| if *open { reach(place) } else { (0.0, 0.0) })
    }

    /// A variable a place that is at least |w − today's|.
    fn changes(&self, problem: &mut Problem, weights: &[Variable], of_turnover: f64) -> Vec<Variable> {
        let change = |(weight, today): (&Variable, &f64)| {
            let change = problem.add_var(of_turnover, (0.0, 1.0));
            problem.add_constraint([(change, 1.0), (*weight, -1.0)], ComparisonOp::Ge, -today);
            problem.add_constraint([(change, 1.0), (*weight, 1.0)], ComparisonOp::Ge, *today);
            change
        };
        weights.iter().zip(&self.today).map(change).collect()
    }
}

/// Level − Σ slope·w ≥ 0.
fn cut(variables: &Variables, slope: &[f64]) -> Vec<(Variable, f64)> {
    let terms = variables.weights.iter().zip(slope).map(|(weight, slope)| (*weight, -slope * SCALE));
    std::iter::once((variables.level, 1.0)).chain(terms.filter(|(_, slope)| *slope != 0.0)).collect()
}

fn solution(outcome: microlp::SolveOutcome) -> Result<Solution, Error> {
    outcome.into_solution().map_err(|_| Error::InternalError("stopped before there was a solution".to_owned()))
}

/// Weights without what is rounding of the solver.
fn cleaned(variables: &Variables, solution: &Solution) -> Vec<f64> {
    let weight = |variable: &Variable| Some(solution.var_value(*variable)).filter(|weight| *weight > NOTHING);
    let weights: Vec<f64> = variables.weights.iter().map(|variable| weight(variable).unwrap_or(0.0)).collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}
