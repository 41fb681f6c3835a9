//! Where a likelihood is largest, how sharply it bends there, and where it has fallen by so much.
//!
//! The one home of the optimiser.

use argmin::core::{CostFunction, Error, Executor, State};
use argmin::solver::brent::{BrentOpt, BrentRoot};
use argmin::solver::neldermead::NelderMead;
use nalgebra::DMatrix;

/// How far the log-likelihood falls below its largest value at the ends of a 95% profile interval: half the 95% quantile of
/// χ² with one degree of freedom.
pub(super) const PROFILE_FALL: f64 = 1.920_729_410_347_062;

const MOST_ROUNDS: u64 = 4_000;
/// The simplex stops when the likelihoods at its corners vary by no more.
const TOLERANCE: f64 = 1e-9;

/// A function to be made large, as the package wants it.
struct Negative<F>(F);

impl<F: Fn(&[f64]) -> f64> CostFunction for Negative<F> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, point: &Vec<f64>) -> Result<f64, Error> {
        let value = (self.0)(point);
        Ok(if value.is_finite() { -value } else { f64::MAX })
    }
}

struct Line<F>(F);

impl<F: Fn(f64) -> f64> CostFunction for Line<F> {
    type Param = f64;
    type Output = f64;

    fn cost(&self, x: &f64) -> Result<f64, Error> {
        Ok((self.0)(*x))
    }
}

/// The point where `likelihood` is largest, of those that the simplex reaches from `starts`, and its value there.
///
/// `steps` are the sizes of the first simplex. From the best point it begins once more, since a simplex may
/// collapse before it has arrived.
pub(super) fn largest(
    likelihood: impl Fn(&[f64]) -> f64,
    starts: &[Vec<f64>],
    steps: &[f64],
) -> Option<(Vec<f64>, f64)> {
    let climb = |start: &Vec<f64>, scale: f64| {
        let corner = |axis: usize| {
            let mut corner = start.clone();
            corner[axis] += scale * steps[axis];
            corner
        };
        let corners = std::iter::once(start.clone()).chain((0..start.len()).map(corner)).collect();
        let solver = NelderMead::new(corners).with_sd_tolerance(TOLERANCE).ok()?;
        let run =
            Executor::new(Negative(&likelihood), solver).configure(|state| state.max_iters(MOST_ROUNDS)).run().ok()?;
        let (point, cost) = (run.state().get_best_param()?.clone(), run.state().get_best_cost());
        (cost < f64::MAX).then_some((point, -cost))
    };
    let higher = |a: &(Vec<f64>, f64), b: &(Vec<f64>, f64)| a.1.total_cmp(&b.1);
    let first = starts.iter().filter_map(|start| climb(start, 1.0)).max_by(higher)?;
    climb(&first.0, 0.3).into_iter().chain([first]).max_by(higher)
}

/// The x in a window where `likelihood` is largest, and its value there.
pub(super) fn largest_on_line(likelihood: impl Fn(f64) -> f64, window: (f64, f64)) -> (f64, f64) {
    let run = Executor::new(Line(|x| -likelihood(x)), BrentOpt::new(window.0, window.1).set_tolerance(1e-8, 1e-9))
        .configure(|state| state.max_iters(200))
        .run();
    let found = run.ok().and_then(|run| run.state().get_best_param().copied()).unwrap_or(window.0);
    // The method never looks at the very ends.
    let (x, value) = [found, window.0, window.1]
        .map(|x| (x, likelihood(x)))
        .into_iter()
        .fold((found, f64::MIN), |best, point| if point.1 > best.1 { point } else { best });
    (x, value)
}

/// Between `inside`, where `likelihood` is largest, and `end`, the x where it has fallen by [`PROFILE_FALL`]; `None` where
/// it has not even at the end.
pub(super) fn profile_end(likelihood: impl Fn(f64) -> f64, inside: (f64, f64), end: f64) -> Option<f64> {
    let over = |x: f64| likelihood(x) - inside.1 + PROFILE_FALL;
    if over(end) >= 0.0 || inside.0 == end {
        return None;
    }
    root(over, (inside.0.min(end), inside.0.max(end)))
}

/// The x in a window where `function` is 0; it has another sign at either end.
pub(super) fn root(function: impl Fn(f64) -> f64, window: (f64, f64)) -> Option<f64> {
    let solver = BrentRoot::new(window.0, window.1, 1e-10);
    let run = Executor::new(Line(function), solver).configure(|state| state.max_iters(200)).run().ok()?;
    run.state().get_best_param().copied()
}

/// Standard errors from the bend of the log-likelihood at its largest point: the square roots of the diagonal of
/// H⁻¹, or, with the scores of all observations, of H⁻¹·(Σ s·sᵀ)·H⁻¹, which stay right where the law
/// is only nearly that of the data (White 1982).
///
/// `None` where the likelihood does not bend down in every direction, as at an edge.
pub(super) fn standard_errors(
    terms: impl Fn(&[f64]) -> Vec<f64>,
    point: &[f64],
    scale: &[f64],
    is_robust: bool,
) -> Option<Vec<f64>> {
    let count = point.len();
    let step: Vec<f64> = scale.iter().map(|size| 1e-4 * size.abs().max(1e-8)).collect();
    let moved = |moves: &[(usize, f64)]| {
        let mut moved = point.to_vec();
        for (axis, steps) in moves {
            moved[*axis] += steps * step[*axis];
        }
        terms(&moved)
    };
    let total = |moves: &[(usize, f64)]| moved(moves).iter().sum::<f64>();
    let middle = total(&[]);
    let bend = DMatrix::from_fn(count, count, |a, b| {
        if a == b {
            return (total(&[(a, 1.0)]) - 2.0 * middle + total(&[(a, -1.0)])) / (step[a] * step[a]);
        }
        let corner = |up: f64, right: f64| total(&[(a, up), (b, right)]);
        (corner(1.0, 1.0) - corner(1.0, -1.0) - corner(-1.0, 1.0) + corner(-1.0, -1.0)) / (4.0 * step[a] * step[b])
    });
    let information = -0.5 * (&bend + bend.transpose());
    let inverse = information.cholesky()?.inverse();
    let covariance = if is_robust {
        let scores: Vec<Vec<f64>> = (0..count)
            .map(|axis| {
                let (up, down) = (moved(&[(axis, 1.0)]), moved(&[(axis, -1.0)]));
                up.iter().zip(&down).map(|(up, down)| (up - down) / (2.0 * step[axis])).collect()
            })
            .collect();
        let outer = DMatrix::from_fn(count, count, |a, b| scores[a].iter().zip(&scores[b]).map(|(a, b)| a * b).sum());
        &inverse * outer * &inverse
    } else {
        inverse
    };
    let errors: Vec<f64> = covariance.diagonal().iter().map(|variance| variance.sqrt()).collect();
    errors.iter().all(|error| error.is_finite()).then_some(errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_of_a_ridge_is_found_from_afar() {
        // Rosenbrock's valley, turned over.
        let ridge = |x: &[f64]| -(1.0 - x[0]).powi(2) - 100.0 * (x[1] - x[0] * x[0]).powi(2);
        let (point, value) = largest(ridge, &[vec![-1.2, 1.0]], &[0.5, 0.5]).unwrap();
        assert!((point[0] - 1.0).abs() < 1e-3 && (point[1] - 1.0).abs() < 2e-3 && value > -1e-6, "{point:?} {value}");
    }

    #[test]
    fn a_parabola_has_its_top_and_its_profile() {
        let parabola = |x: f64| -0.5 * ((x - 2.0) / 0.3).powi(2);
        let (x, value) = largest_on_line(parabola, (0.0, 10.0));
        assert!((x - 2.0).abs() < 1e-6 && value.abs() < 1e-10, "{x} {value}");
        let end = profile_end(parabola, (x, value), 10.0).unwrap();
        assert!((end - (2.0 + 0.3 * 1.959_963_984_540_054)).abs() < 1e-6, "{end}");
        assert_eq!(profile_end(parabola, (x, value), 2.1), None);
        assert_eq!(largest_on_line(|x| x, (0.0, 1.0)), (1.0, 1.0));
    }

    #[test]
    fn a_normal_mean_has_its_closed_form_errors() {
        let values = [1.0, 2.0, 4.0, 9.0];
        // Unit variance is wrong here: the plain error is 1/√n, the robust one the spread of the values over √n.
        let terms = |mean: &[f64]| values.iter().map(|value| -0.5 * (value - mean[0]).powi(2)).collect::<Vec<f64>>();
        let plain = standard_errors(terms, &[4.0], &[1.0], false).unwrap();
        let robust = standard_errors(terms, &[4.0], &[1.0], true).unwrap();
        assert!(
            (plain[0] - 0.5).abs() < 1e-6 && (robust[0] - 38.0_f64.sqrt() / 4.0).abs() < 1e-6,
            "{plain:?} {robust:?}"
        );
        assert_eq!(standard_errors(|x: &[f64]| vec![x[0] * x[0]], &[0.0], &[1.0], false), None);
    }
}
