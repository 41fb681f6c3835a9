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
mod failures;
mod tail;

use ndarray::Array2;

use crate::numeric::precision::Precision;
use crate::units::{CounterpartyIndex, GroupIndex, ModeIndex};

pub use crate::reserve::Cell;
pub use all::AllPaths;
pub use counted::Counted;
pub use days::DayCounts;
pub use departures::Departures;
pub use exact::{ExactSums, units};
pub use failures::{FailureEvent, Failures};
pub use tail::{TailCells, TailLedger};

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

impl Tomorrow {
    /// The mode in which a counterparty costs most, marked; the first of equals.
    #[must_use]
    pub fn costliest(&self, who: CounterpartyIndex) -> ModeIndex {
        costliest(&self.by_mode[who.0])
    }
}

/// The mode that costs most, marked; the first of equals.
#[must_use]
pub fn costliest(modes: &[Rungs]) -> ModeIndex {
    let most = (0..modes.len()).fold(0, |most, mode| if modes[mode].marked > modes[most].marked { mode } else { most });
    ModeIndex(most)
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
    /// The same of the shadow, where it is another.
    pub market_alone_drawdown: Departures,
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

    /// Largest fall of the shadow's unit value from its peak, path by path.
    #[must_use]
    pub fn market_alone_drawdown(&self) -> Vec<f64> {
        self.market_alone_drawdown.from(&self.max_drawdown)
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
    pub market_alone_drawdown: f64,
    /// See [`ReserveOutcomes`].
    pub days_under_water: u32,
    /// See [`ReserveOutcomes`].
    pub shortfall: f64,
    /// Who failed.
    pub failures: Vec<FailureEvent>,
    /// Booked cells that are not 0, as fractions of V(0)+C, ascending by cell.
    pub cells: Vec<(Cell, f64)>,
}

/// One reserve on one path day by day, and its shadow.
#[derive(Clone, Debug)]
pub struct Course {
    /// Steps, from 0.
    pub steps: Vec<usize>,
    /// V(t)/V(0) at their ends.
    pub values: Vec<f64>,
    /// The same of the shadow.
    pub without_failures: Vec<f64>,
    /// What the path yields.
    pub record: PathRecord,
}
