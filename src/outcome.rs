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
#[derive(Clone, Debug, Default)]
pub struct Failures {
    /// Where each path begins in `events`; one slot a path and one more.
    pub offsets: Vec<u64>,
    /// Failures in the order in which they happened.
    pub events: Vec<FailureEvent>,
}

impl Failures {
    /// The failures of one path.
    #[must_use]
    pub fn of(&self, path: usize) -> &[FailureEvent] {
        &self.events[self.offsets[path] as usize..self.offsets[path + 1] as usize]
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
