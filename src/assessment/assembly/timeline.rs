//! Shares of paths by stretch of the horizon.

use ndarray::Array2;

use super::Basis;
use super::chances::{OTHER, average_share};
use super::listing::Named;
use crate::assessment::{FailuresByBin, Timeline, TimelineBin};
use crate::statistics::interval::wilson;
use crate::statistics::timeline::{Stretches, Timeline as Counts};

/// A stretch is about a month of a year, and of a longer horizon no finer than a 24th.
const FEWEST_STRETCHES: f64 = 12.0;
const MOST_STRETCHES: f64 = 24.0;

/// Groups that fail at most so many days one after the other are told as near.
const NEAR_DAYS: u32 = 30;

/// When who fails, and how often together.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn timeline(basis: &Basis<'_>) -> Timeline {
    if !basis.has_names() {
        return Timeline::default();
    }
    let grid = basis.scenario.grid();
    let months = (12.0 * grid.horizon_years()).round().clamp(FEWEST_STRETCHES, MOST_STRETCHES) as usize;
    let stretches = Stretches::of(grid.steps, months);
    let near_steps = (NEAR_DAYS / grid.step_days) as usize;
    let counts = Counts::of(&basis.outcomes.failures, &basis.membership, &stretches, near_steps);
    let days = |step: usize| step as u64 * u64::from(grid.step_days);
    let together = counts.joint.iter().zip(&counts.near);
    let bin = |((after, to), (&joint, &near)): ((usize, usize), (&u64, &u64))| TimelineBin {
        after_day: days(after),
        to_day: days(to),
        joint: wilson(joint, basis.kept()),
        within_30_days: wilson(near, basis.kept()),
    };
    let (groups, counterparties) = (basis.scenario.groups(), basis.scenario.counterparties());
    Timeline {
        bins: stretches.bounds().zip(together).map(bin).collect(),
        groups: rows(basis, &basis.listing.groups, &counts.by_group, |place| groups[place].id.clone()),
        counterparties: rows(basis, &basis.listing.counterparties, &counts.by_counterparty, |place| {
            counterparties[place].id.clone()
        }),
        together: wilson(basis.tally.exactly.iter().skip(2).sum(), basis.kept()),
    }
}

/// One row a name, and one for the others.
fn rows(basis: &Basis<'_>, named: &Named, counts: &Array2<u64>, id: impl Fn(usize) -> String) -> Vec<FailuresByBin> {
    let row = |&place: &usize| FailuresByBin {
        id: id(place),
        by_bin: counts.row(place).iter().map(|&paths| wilson(paths, basis.kept())).collect(),
    };
    let average = |bin: usize| average_share(named.other.iter().map(|&place| counts[[place, bin]]), basis.kept());
    let others = (!named.other.is_empty())
        .then(|| FailuresByBin { id: OTHER.to_owned(), by_bin: (0..counts.ncols()).map(average).collect() });
    named.named.iter().map(row).chain(others).collect()
}
