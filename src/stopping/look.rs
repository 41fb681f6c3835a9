//! One look at a figure of every reserve: is it narrow enough, and if not, how many paths would do?

use serde::Serialize;

use super::{MARGIN, Until};
use crate::engine::Run;
use crate::numeric::vector::Scalar;
use crate::outcome::ReserveOutcomes;
use crate::reserve::Reserve;
use crate::scenario::Scenario;
use crate::statistics::Estimate;

/// With fewer paths in the tail its interval is not believed.
const FEW_TAIL_PATHS: usize = 10;

/// The figure of every reserve at one number of paths.
#[derive(Clone, Debug)]
pub struct Look {
    /// How many paths.
    pub paths: u64,
    /// How narrow the figure should be, as a share of itself.
    pub within: f64,
    /// One entry a reserve.
    pub widths: Vec<Width>,
}

/// How narrow the figure of one reserve is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Width {
    /// The reserve.
    pub id: String,
    /// The figure.
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Half the interval over the figure; `None` of 0, NaN where the interval is unknown.
    pub half_width: Option<f64>,
    /// Paths in the tail; all for a mean.
    #[serde(skip)]
    pub tail_paths: usize,
}

impl Width {
    /// How wide `estimate` is.
    #[must_use]
    pub fn new(id: &str, estimate: Estimate, tail_paths: usize) -> Self {
        let half = (estimate.high - estimate.low) / 2.0;
        let half_width = (estimate.value != 0.0).then(|| half / estimate.value.abs());
        Self { id: id.to_owned(), estimate, half_width, tail_paths }
    }

    /// Whether the figure is 0 without any doubt: nothing has happened yet, or nothing can.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.estimate.is_nothing()
    }

    /// Whether its tail holds paths enough for its interval to mean anything.
    #[must_use]
    pub fn is_believed(&self) -> bool {
        self.tail_paths >= FEW_TAIL_PATHS
    }

    fn is_narrow(&self, within: f64) -> bool {
        self.is_believed() && self.half_width.is_some_and(|half_width| half_width <= within)
    }

    /// How many times as many paths are wanted, about: errors fall with the square root of their number.
    fn factor(&self, within: f64) -> f64 {
        let tail = FEW_TAIL_PATHS as f64 / self.tail_paths.max(1) as f64;
        let half_width = self.half_width.unwrap_or(f64::INFINITY);
        (half_width / within).powi(2).max(tail)
    }
}

impl Look {
    /// Looks at the paths of a run so far.
    #[must_use]
    pub fn at<S: Scalar>(run: &Run<'_, S>, scenario: &Scenario, until: Until) -> Self {
        let width = |(reserve, outcomes): (&Reserve, &ReserveOutcomes)| {
            let (estimate, tail_paths) = until.figure.of(outcomes);
            Width::new(&reserve.id, estimate, tail_paths)
        };
        Self {
            paths: run.paths(),
            within: until.within,
            widths: scenario.reserves().iter().zip(run.reserves()).map(width).collect(),
        }
    }

    /// Whether there are paths enough. A figure that is 0 on every path has no width relative to itself;
    /// it is left aside, but then there are at least as many paths as the scenario states.
    #[must_use]
    pub fn is_enough(&self, stated: u64) -> bool {
        let is_fine = |width: &Width| width.is_narrow(self.within) || (width.is_nothing() && self.paths >= stated);
        self.widths.iter().all(is_fine)
    }

    /// How many paths would do, about; `u64::MAX` where no number is in sight, and no fewer than are
    /// `stated` where a figure is 0 on every path.
    #[must_use]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn paths_wanted(&self, stated: u64) -> u64 {
        let seen = self.widths.iter().filter(|width| !width.is_nothing());
        let factor = seen.map(|width| width.factor(self.within)).fold(1.0, f64::max);
        let least = if self.widths.iter().any(Width::is_nothing) { stated } else { 0 };
        ((self.paths as f64 * factor * MARGIN) as u64).max(least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(paths: u64, figures: &[(f64, f64, usize)]) -> Look {
        let width = |&(value, half, tail): &(f64, f64, usize)| {
            Width::new("r", Estimate::between(value, value - half, value + half), tail)
        };
        Look { paths, within: 0.01, widths: figures.iter().map(width).collect() }
    }

    #[test]
    fn every_reserve_must_be_narrow() {
        assert!(look(1000, &[(0.5, 0.004, 50), (-0.5, 0.004, 50)]).is_enough(1));
        assert!(!look(1000, &[(0.5, 0.004, 50), (0.5, 0.006, 50)]).is_enough(1));
    }

    #[test]
    fn few_paths_make_no_tail_to_believe() {
        let look = look(1000, &[(0.5, 0.0, 4)]);
        assert!(!look.is_enough(1));
        assert_eq!(look.paths_wanted(1), 2625);
    }

    #[test]
    fn an_unknown_interval_is_not_narrow_and_does_not_say_how_many_paths_would_do() {
        let width = Width::new("r", Estimate::with_unknown_interval(0.5), 1);
        let look = Look { paths: 100, within: 0.01, widths: vec![width] };
        assert!(!look.is_enough(1));
        assert_eq!(look.paths_wanted(1), 1050);
    }

    #[test]
    fn half_the_width_takes_four_times_the_paths() {
        assert_eq!(look(1000, &[(0.5, 0.01, 50), (0.5, 0.005, 50)]).paths_wanted(1), 4200);
    }

    #[test]
    fn what_is_nothing_waits_for_the_paths_of_the_scenario() {
        let nothing = |paths| look(paths, &[(0.0, 0.0, 50), (0.5, 0.001, 50)]);
        assert!(!nothing(1000).is_enough(2000));
        assert_eq!(nothing(1000).paths_wanted(2000), 2000);
        assert!(nothing(2000).is_enough(2000));
    }

    #[test]
    fn what_is_nothing_on_average_is_never_narrow() {
        let look = look(1000, &[(0.0, 0.1, 50)]);
        assert!(!look.is_enough(1));
        assert_eq!(look.paths_wanted(1), u64::MAX);
    }
}
