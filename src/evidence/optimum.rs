//! Where a function of one number is least, and where it is 0: Brent's methods, from a library.

use argmin::core::{CostFunction, Error, Executor, State};
use argmin::solver::brent::{BrentOpt, BrentRoot};

/// Most steps; each method needs a few dozen.
const STEPS: u64 = 200;

struct Function<F>(F);

impl<F: Fn(f64) -> f64> CostFunction for Function<F> {
    type Param = f64;
    type Output = f64;

    fn cost(&self, at: &f64) -> Result<f64, Error> {
        Ok((self.0)(*at))
    }
}

/// The argument between `low` and `high` at which a function of one valley is least.
pub(super) fn least(function: impl Fn(f64) -> f64, low: f64, high: f64) -> f64 {
    let solver = BrentOpt::new(low, high).set_tolerance(1e-10, 1e-10);
    let found = Executor::new(Function(&function), solver).configure(|state| state.max_iters(STEPS)).run();
    let inside = found.ok().and_then(|found| found.state().get_best_param().copied()).unwrap_or(low);
    // The method never tries the ends themselves.
    [low, high].into_iter().fold(inside, |best, end| if function(end) < function(best) { end } else { best })
}

/// An argument between `low` and `high`, where a function has different signs, at which it is 0.
pub(super) fn root(function: impl Fn(f64) -> f64, low: f64, high: f64) -> Option<f64> {
    let solver = BrentRoot::new(low, high, 1e-10);
    let found = Executor::new(Function(function), solver).configure(|state| state.max_iters(STEPS)).run();
    found.ok().and_then(|found| found.state().get_best_param().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_valley_and_a_crossing_are_found() {
        assert!((least(|x| (x - 0.3) * (x - 0.3), 0.0, 1.0) - 0.3).abs() < 1e-7);
        assert_eq!(least(|x| x, 0.0, 1.0), 0.0);
        assert_eq!(least(|x| -x, 0.0, 1.0), 1.0);
        assert!((root(|x| x * x - 2.0, 0.0, 2.0).unwrap() - std::f64::consts::SQRT_2).abs() < 1e-8);
        assert_eq!(root(|x| x + 1.0, 0.0, 2.0), None);
    }
}
