//! What paths yield, in columns: one slot a path, rounded to 2⁻⁴⁰ so that ties are ties.
//!
//! Booked cells are sparse. Means are kept of all cells; single paths only of the tail, where the
//! attribution needs them, for thousands of counterparties make a dense matrix impossible.

use ndarray::Array2;

use crate::failure::Failure;
use crate::numeric::precision::Precision;
use crate::units::{CounterpartyIndex, GroupIndex, ModeIndex};

pub use crate::reserve::Cell;

/// Everything a run yields.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// N.
    pub paths: usize,
    /// Who failed on which path, how and when.
    pub failures: Failures,
    /// Paths on which each counterparty crossed its own threshold; one slot a counterparty.
    pub own_crossings: Vec<u64>,
    /// One entry a reserve.
    pub reserves: Vec<ReserveOutcomes>,
    /// One entry a group and change, for all groups for which removal was run; empty otherwise.
    pub removals: Vec<Removed>,
    /// The scales k and how they were found.
    pub anchor: AnchorScales,
    /// How fine the numbers of the daily work were.
    pub precision: Precision,
    /// What one failure would cost tomorrow; one entry a reserve.
    pub tomorrow: Vec<Tomorrow>,
}

/// The deterministic loss of single failures at prices and weights of time 0.
#[derive(Clone, Debug, Default)]
pub struct Tomorrow {
    /// By counterparty (as in `Scenario::counterparties`) and mode.
    pub by_mode: Vec<Vec<Rungs>>,
    /// By group: every member at once, each in its costliest mode.
    pub by_group: Vec<Rungs>,
}

/// A loss on the ladder: liquid, marked, eventual; fractions of V(0)+C.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rungs {
    /// Pending claims at 0.
    pub liquid: f64,
    /// Pending claims at their mark.
    pub marked: f64,
    /// Pending claims at 1.
    pub eventual: f64,
}

/// Failures of all paths, path by path.
#[derive(Clone, Debug)]
pub struct Failures {
    /// Where each path begins among all failures; one slot a path and one more.
    offsets: Vec<u64>,
    /// Failures in the order in which they happened, as tasks yielded them, for gigabytes are not copied.
    /// All parts but the last are of as many paths as the first.
    parts: Vec<Vec<FailureEvent>>,
    paths_of_part: usize,
}

impl Default for Failures {
    fn default() -> Self {
        Self { offsets: vec![0], parts: Vec::new(), paths_of_part: 1 }
    }
}

impl Failures {
    /// How many paths there are.
    #[must_use]
    pub fn paths(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Makes room for this many more paths, and for no others.
    pub fn reserve(&mut self, more: usize) {
        self.offsets.reserve_exact(more);
    }

    /// Puts more paths behind all others: how often somebody fails on each, and those failures.
    pub fn append(&mut self, counts: &[u32], events: Vec<FailureEvent>) {
        if self.parts.is_empty() {
            self.paths_of_part = counts.len().max(1);
        }
        let are_whole = self.paths() == self.parts.len() * self.paths_of_part;
        let mut end = self.offsets[self.paths()];
        self.offsets.extend(counts.iter().map(|count| {
            end += u64::from(*count);
            end
        }));
        match self.parts.last_mut().filter(|_| !are_whole) {
            Some(last) => last.extend(events),
            None => self.parts.push(events),
        }
    }

    /// The failures of one path.
    #[must_use]
    pub fn of(&self, path: usize) -> &[FailureEvent] {
        let part = (path / self.paths_of_part).min(self.parts.len() - 1);
        let place = |path: usize| (self.offsets[path] - self.offsets[part * self.paths_of_part]) as usize;
        &self.parts[part][place(path)..place(path + 1)]
    }

    /// All failures.
    pub fn all(&self) -> impl Iterator<Item = &FailureEvent> {
        self.parts.iter().flatten()
    }
}

/// One failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailureEvent {
    /// Who, as a position in `Scenario::counterparties`.
    pub counterparty: u32,
    /// How, as a position among its modes.
    pub mode: u16,
    /// When: the step, from 1.
    pub step: u16,
}

impl From<&Failure> for FailureEvent {
    fn from(failure: &Failure) -> Self {
        Self { counterparty: failure.counterparty.0 as u32, mode: failure.mode.0 as u16, step: failure.step as u16 }
    }
}

impl FailureEvent {
    /// Who.
    #[must_use]
    pub const fn who(self) -> CounterpartyIndex {
        CounterpartyIndex(self.counterparty as usize)
    }

    /// How.
    #[must_use]
    pub const fn how(self) -> ModeIndex {
        ModeIndex(self.mode as usize)
    }
}

/// The columns of one reserve. Losses are fractions of V(0)+C; gains are negative.
#[derive(Clone, Debug)]
pub struct ReserveOutcomes {
    /// Marked loss, the headline.
    pub loss: Vec<f64>,
    /// With pending claims at 0.
    pub liquid_loss: Vec<f64>,
    /// With pending claims at 1.
    pub eventual_loss: Vec<f64>,
    /// Loss of the shadow.
    pub market_alone: Vec<f64>,
    /// X, marked.
    pub counterparty_cost: Vec<f64>,
    /// X, liquid.
    pub liquid_cost: Vec<f64>,
    /// X, eventual.
    pub eventual_cost: Vec<f64>,
    /// Largest fall of the unit value from its peak.
    pub max_drawdown: Vec<f64>,
    /// Longest spell under the peak, in days.
    pub days_under_water: Vec<u32>,
    /// Withdrawals that could not be paid, as a fraction of V(0)+C.
    pub shortfall: Vec<f64>,
    /// V(T), marked, in base currency.
    pub terminal_value: Moments,
    /// C, in base currency.
    pub contributions: Moments,
    /// W as paid, in base currency.
    pub withdrawals: Moments,
    /// Mean over all paths of each cell/(V(0)+C); cells that are 0 on every path are left out.
    /// Ascending by cell.
    pub cell_means: Vec<(Cell, f64)>,
    /// Cells of the paths of the tail.
    pub tail: TailCells,
    /// Marked value on the way, of the first paths, for fans.
    pub sample: ValueSample,
}

/// Sums from which mean and standard error follow.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    /// Number of paths.
    pub count: u64,
    /// Mean.
    pub mean: f64,
    /// Standard deviation, divisor n − 1.
    pub sd: f64,
}

/// Booked cells of the paths with the largest losses: all with a loss of at least VaR at the lowest level.
#[derive(Clone, Debug, Default)]
pub struct TailCells {
    /// The paths, ascending.
    pub paths: Vec<u64>,
    /// Where each of them begins in `cells`; one slot a path and one more.
    pub offsets: Vec<u64>,
    /// Cells that are not 0, each as a fraction of V(0)+C, ascending by cell within a path.
    pub cells: Vec<(Cell, f64)>,
}

/// Marked values on the way.
#[derive(Clone, Debug, Default)]
pub struct ValueSample {
    /// The steps at which values were taken; the first is 0.
    pub steps: Vec<usize>,
    /// One row a path (0, 1, …), one column a step: V(t)/V(0).
    pub values: Array2<f64>,
}

/// What one change of one group leaves, on the same draws.
#[derive(Clone, Debug)]
pub struct Removed {
    /// Which group.
    pub group: GroupIndex,
    /// Which change.
    pub what: RemovalKind,
    /// One entry a reserve.
    pub reserves: Vec<ChangedPaths>,
}

/// The paths whose outcome the change touched; all others are as they were.
#[derive(Clone, Debug, Default)]
pub struct ChangedPaths {
    /// The paths, ascending.
    pub paths: Vec<u64>,
    /// Their marked loss after the change.
    pub loss: Vec<f64>,
    /// Their marked X after the change.
    pub counterparty_cost: Vec<f64>,
}

/// Which change removal makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemovalKind {
    /// No member fails.
    All,
    /// What members hold stands at own keys.
    Keys,
    /// Links to members never fire.
    Links,
    /// Keys and links.
    Both,
}

/// The scales of the intensities.
#[derive(Clone, Debug, Default)]
pub struct AnchorScales {
    /// k, one slot a counterparty.
    pub scale: Vec<f64>,
    /// Rounds that the pilot took; 0 where none was needed.
    pub rounds: u32,
    /// Largest relative gap between stated and realised crossings that is left.
    pub gap: f64,
}

/// One path and reserve, whole: what `--paths-out` writes.
#[derive(Clone, Debug)]
pub struct PathRecord {
    /// The path, from 0.
    pub path: u64,
    /// Position in `Scenario::reserves`.
    pub reserve: usize,
    /// The columns' values.
    pub loss: f64,
    /// See [`ReserveOutcomes`].
    pub liquid_loss: f64,
    /// See [`ReserveOutcomes`].
    pub eventual_loss: f64,
    /// See [`ReserveOutcomes`].
    pub market_alone: f64,
    /// See [`ReserveOutcomes`].
    pub counterparty_cost: f64,
    /// See [`ReserveOutcomes`].
    pub max_drawdown: f64,
    /// See [`ReserveOutcomes`].
    pub days_under_water: u32,
    /// See [`ReserveOutcomes`].
    pub shortfall: f64,
    /// Who failed.
    pub failures: Vec<FailureEvent>,
    /// Booked cells that are not 0, as fractions of V(0)+C, ascending by cell.
    pub cells: Vec<(Cell, f64)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_are_found_however_paths_were_put_together() {
        let counts: Vec<u32> = (0..23).map(|path| path * path % 4).collect();
        let event = |number: usize| FailureEvent { counterparty: number as u32, mode: 0, step: 1 };
        for lengths in [vec![23], vec![10, 10, 3], vec![4, 19], vec![10, 10, 1, 2], vec![1, 9, 13]] {
            let (mut failures, mut path, mut number) = (Failures::default(), 0, 0);
            for length in lengths {
                let part = &counts[path..path + length];
                let many = part.iter().sum::<u32>() as usize;
                failures.append(part, (number..number + many).map(event).collect());
                (path, number) = (path + length, number + many);
            }
            let found: Vec<FailureEvent> = (0..23).flat_map(|path| failures.of(path)).copied().collect();
            assert_eq!(found, (0..number).map(event).collect::<Vec<_>>());
            assert_eq!(failures.all().copied().collect::<Vec<_>>(), found);
            assert!((0..23).all(|path| failures.of(path).len() == counts[path] as usize));
        }
    }
}
