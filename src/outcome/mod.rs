//! What paths yield, in columns: one slot a path, rounded to 2⁻⁴⁰ so that ties are ties.
//!
//! Booked cells are sparse. Means are kept of all cells; single paths only of the tail, where the
//! attribution needs them, for thousands of counterparties make a dense matrix impossible. Columns that
//! say the same as another on most paths keep only what departs. Of very many paths the first are kept, and
//! all are counted.

mod all;
mod bins;
mod counted;
mod days;
mod departures;
mod exact;

use ndarray::Array2;

use crate::failure::Failure;
use crate::numeric::precision::Precision;
use crate::units::{CounterpartyIndex, GroupIndex, ModeIndex};

pub use crate::reserve::Cell;
pub use all::AllPaths;
pub use counted::Counted;
pub use days::DayCounts;
pub use departures::Departures;
use departures::grown;
pub use exact::{ExactSums, units};

/// Everything a run yields.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// N.
    pub paths: usize,
    /// How many paths, from the first, are kept number by number: all, or those of which figures by name, by
    /// pair and on condition are made.
    pub kept: usize,
    /// Who failed on which kept path, how and when; of no path where nobody asked.
    pub failures: Failures,
    /// Of all paths those on which each counterparty crossed its own threshold; one slot a counterparty, or
    /// none where nobody asked who fails.
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

impl Outcomes {
    /// Whether nobody asked who fails, so that no figure can be told by name.
    #[must_use]
    pub const fn are_nameless(&self) -> bool {
        self.own_crossings.is_empty()
    }

    /// Leaves what single paths can be drawn again from, and gives the room of all that is known of them back.
    pub fn forget_paths(&mut self) {
        self.failures = Failures::default();
        self.removals = Vec::new();
        for reserve in &mut self.reserves {
            let cell_means = std::mem::take(&mut reserve.cell_means);
            *reserve = ReserveOutcomes { cell_means, ..ReserveOutcomes::default() };
        }
    }
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

/// The columns of one reserve, of the kept paths. Losses are fractions of V(0)+C; gains are negative.
#[derive(Clone, Debug, Default)]
pub struct ReserveOutcomes {
    /// Marked loss, the headline.
    pub loss: Vec<f64>,
    /// Loss with pending claims at 0, where it is not the marked one.
    pub liquid_loss: Departures,
    /// Loss with pending claims at 1, where it is not the marked one.
    pub eventual_loss: Departures,
    /// Loss of the shadow, where it is not the marked one.
    pub market_alone: Departures,
    /// X, marked, where there is any.
    pub counterparty_cost: Departures,
    /// X, liquid, where there is any.
    pub liquid_cost: Departures,
    /// X, eventual, where there is any.
    pub eventual_cost: Departures,
    /// Largest fall of the unit value from its peak.
    pub max_drawdown: Vec<f64>,
    /// Longest spell under the peak, in days.
    pub days_under_water: Vec<u32>,
    /// Withdrawals that could not be paid, as a fraction of V(0)+C, where there were any.
    pub shortfall: Departures,
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
    pub tail: TailLedger,
    /// Marked value on the way, of the first paths, for fans.
    pub sample: ValueSample,
    /// What is known of all paths where not all are kept.
    pub all: Option<Box<AllPaths>>,
}

impl ReserveOutcomes {
    /// Loss with pending claims at 0, path by path.
    #[must_use]
    pub fn liquid_loss(&self) -> Vec<f64> {
        self.liquid_loss.from(&self.loss)
    }

    /// Loss with pending claims at 1, path by path.
    #[must_use]
    pub fn eventual_loss(&self) -> Vec<f64> {
        self.eventual_loss.from(&self.loss)
    }

    /// Loss of the shadow, path by path.
    #[must_use]
    pub fn market_alone(&self) -> Vec<f64> {
        self.market_alone.from(&self.loss)
    }

    /// X, marked, path by path.
    #[must_use]
    pub fn counterparty_cost(&self) -> Vec<f64> {
        self.counterparty_cost.from_nothing()
    }
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

impl TailCells {
    /// What was added to `cells` since the last path is of this one, which comes after it.
    pub fn close(&mut self, path: u64) {
        if self.offsets.is_empty() {
            self.offsets.push(0);
        }
        self.paths.push(path);
        self.offsets.push(self.cells.len() as u64);
    }
}

/// The same with each cell by its place in [`ReserveOutcomes::cell_means`], which takes less room.
#[derive(Clone, Debug, Default)]
pub struct TailLedger {
    /// The paths, ascending.
    pub paths: Vec<u64>,
    /// Where each of them begins in `places`; one slot a path and one more.
    pub offsets: Vec<u64>,
    /// The place of the cell of each entry; [`TailLedger::NOWHERE`] for cells that are 0 on every path but
    /// for rounding.
    pub places: Vec<u32>,
    /// What was booked there, as a fraction of V(0)+C.
    pub values: Vec<f64>,
}

impl TailLedger {
    /// The place of a cell that has none.
    pub const NOWHERE: u32 = u32::MAX;

    /// The paths of a tail of which nobody asks what was booked.
    #[must_use]
    pub fn without_cells(paths: Vec<u64>) -> Self {
        Self { offsets: vec![0; paths.len() + 1], paths, ..Self::default() }
    }

    /// Puts the entries of later paths behind the others; `cells` are those that have a place, ascending, and
    /// `paths` is how many there will be in all, so that room is asked for once.
    pub fn append(&mut self, more: &TailCells, cells: &[(Cell, f64)], paths: usize) {
        if self.offsets.is_empty() {
            self.offsets.push(0);
        }
        let wanted = self.places.len() + more.cells.len();
        if wanted > self.places.capacity() {
            let whole = grown(wanted, self.paths.len() + more.paths.len(), paths) - self.places.len();
            self.places.reserve_exact(whole);
            self.values.reserve_exact(whole);
        }
        self.paths.extend(&more.paths);
        for bounds in more.offsets.windows(2) {
            // Both ascend, so each search begins where the last one ended.
            let mut from = 0;
            for (cell, value) in &more.cells[bounds[0] as usize..bounds[1] as usize] {
                from += steps_to(*cell, &cells[from..]);
                let is_there = cells.get(from).is_some_and(|(other, _)| other == cell);
                self.places.push(if is_there { from as u32 } else { Self::NOWHERE });
                self.values.push(*value);
            }
            self.offsets.push(self.places.len() as u64);
        }
    }
}

/// How many of `cells` come before `cell`: mostly few, of thousands of counterparties many.
fn steps_to(cell: Cell, cells: &[(Cell, f64)]) -> usize {
    const FEW: usize = 8;
    let near = cells.iter().take(FEW).take_while(|(other, _)| *other < cell).count();
    if near < FEW { near } else { cells.partition_point(|(other, _)| *other < cell) }
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

impl ChangedPaths {
    /// Forgets all paths; their room stays.
    pub fn clear(&mut self) {
        self.paths.clear();
        self.loss.clear();
        self.counterparty_cost.clear();
    }
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
