//! What a reserve holds, what flows in and out, and how it is rebalanced.

mod account;
mod book;
mod bookings;
mod claims;
mod drawdown;
mod fleet;
mod holdings;
mod ledger;
mod toll;
mod trading;
mod valuation;
mod voyage;

pub use account::{Account, Ending, Surroundings};
pub use book::{Book, Slot, SlotFlow};
pub use bookings::Bookings;
pub use drawdown::{Fall, NOTHING, Watch};
pub use fleet::Fleet;
pub use holdings::Holdings;
pub use ledger::{Cell, Ledger};
pub use toll::Toll;
pub use valuation::{Falls, Valuation};
pub use voyage::{Landing, Sea, Voyage};

use crate::units::{AssetIndex, CounterpartyIndex};

/// A composition to be compared with others.
#[derive(Clone, Debug)]
pub struct Reserve {
    /// Its id.
    pub id: String,
    /// Its title for people; the id where none is given.
    pub title: String,
    /// V(0) > 0.
    pub initial_value: f64,
    /// What it holds and where; weights sum to exactly what the file says (1 ± 1e-6).
    pub positions: Vec<Position>,
    /// What comes in, in file order.
    pub contributions: Vec<Flow>,
    /// What goes out, in file order.
    pub withdrawals: Vec<Flow>,
    /// When it trades back to its targets.
    pub rebalance: Rebalance,
    /// What really became of such a reserve, where the scenario is of the past.
    pub real: Option<RealOutcome>,
}

impl Reserve {
    /// A unit of money in one asset at one place, held to the end: of reserves that only hold, all is a sum of these.
    #[must_use]
    pub fn of_one(asset: AssetIndex, custodian: CounterpartyIndex) -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            initial_value: 1.0,
            positions: vec![Position { asset, custodian, weight: 1.0 }],
            contributions: Vec::new(),
            withdrawals: Vec::new(),
            rebalance: Rebalance::None,
            real: None,
        }
    }
}

/// Losses that really happened over the horizon of a scenario of the past; a fraction each, where it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RealOutcome {
    /// With open claims at nothing.
    pub liquid: Option<f64>,
    /// With open claims at what they sold for.
    pub marked: Option<f64>,
    /// With open claims at what they paid in the end.
    pub eventual: Option<f64>,
    /// The largest fall from a peak on the way.
    pub max_drawdown: Option<f64>,
}

/// An asset at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// The asset.
    pub asset: AssetIndex,
    /// Where it is kept.
    pub custodian: CounterpartyIndex,
    /// Share of V(0), and target.
    pub weight: f64,
}

/// What happens every n days at one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flow {
    /// n ≥ 1.
    pub every_days: u32,
    /// How much each time.
    pub amount: FlowAmount,
    /// In which asset.
    pub asset: AssetIndex,
    /// Where.
    pub custodian: CounterpartyIndex,
}

/// How much flows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FlowAmount {
    /// Money, in base currency.
    Money(f64),
    /// Units of the asset.
    Units(f64),
}

/// When a reserve trades back to its targets, and what that costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rebalance {
    /// Never.
    None,
    /// Every n days.
    Calendar {
        /// n ≥ 1.
        every_days: u32,
        /// How.
        trading: Trading,
    },
    /// When a share differs from its target by more than `width`.
    Band {
        /// Absolute, in (0, 1).
        width: f64,
        /// How.
        trading: Trading,
    },
}

/// What trading costs and what it leaves alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trading {
    /// Cost in basis points of turnover.
    pub cost_bps: f64,
    /// Y of the square-root impact law.
    pub impact: f64,
    /// What happens to an asset that a link has cut.
    pub after_failure: AfterFailure,
}

/// What rebalancing does with assets whose price a link has cut and not restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterFailure {
    /// Neither trade nor count them.
    Hold,
    /// Go on trading them to their targets.
    Target,
}
