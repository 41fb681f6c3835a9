//! Whether the interval at which a run stops still holds the truth.

use super::{FIRST_PATHS, Look, Width, next};
use crate::engine::whole_tasks;
use crate::numeric::oracle::uniforms;
use crate::statistics::interval::expected_shortfall;
use crate::statistics::{Estimate, Sorted, Tail};

const LEVEL: f64 = 0.99;

/// ES where a run of these losses stops.
fn stopped(losses: &mut impl Iterator<Item = f64>, within: f64) -> Estimate {
    let (mut drawn, mut paths) = (Vec::new(), whole_tasks(FIRST_PATHS));
    loop {
        drawn.extend(losses.take(paths as usize - drawn.len()));
        let tail = Tail::of(&Sorted::of(&drawn), LEVEL);
        let estimate = expected_shortfall(&tail);
        let look = Look { paths, within, widths: vec![Width::new("r", estimate, tail.beyond)] };
        if look.is_enough(1) {
            return estimate;
        }
        paths = next(paths, look.paths_wanted(1));
    }
}

/// The share of runs whose last interval holds `exact`.
fn coverage(losses: &mut impl Iterator<Item = f64>, exact: f64, runs: u32) -> f64 {
    let holds = |estimate: Estimate| estimate.low <= exact && exact <= estimate.high;
    let held = (0..runs).filter(|_| holds(stopped(losses, 0.04))).count();
    held as f64 / f64::from(runs)
}

#[test]
fn the_interval_at_the_stop_covers_nearly_as_often_as_a_plain_one() {
    let runs = 300;
    let standard_error = (0.95_f64 * 0.05 / f64::from(runs)).sqrt();
    let mut exponential = uniforms(20_250_929).map(|u| -u.ln());
    let mut heavy = uniforms(7).map(|u| u.powf(-0.25));
    let light = coverage(&mut exponential, 1.0 - (1.0 - LEVEL).ln(), runs);
    let heavy = coverage(&mut heavy, 4.0 / 3.0 * (1.0 - LEVEL).powf(-0.25), runs);
    // A plain run's 95%, and less the two points that looking may take.
    for share in [light, heavy] {
        assert!(share > 0.93 - 4.0 * standard_error && share < 0.95 + 4.0 * standard_error, "covers at {share}");
    }
}
