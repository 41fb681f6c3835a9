//! Who fails, when and how.

mod case;
mod evidence;
mod falling;
mod fate;
mod followed;
mod log;
mod plan;
mod pressure;
mod pursuit;
mod severity;
mod sieve;
pub mod stated;
mod threshold;
mod unfold;

pub use case::{Case, Change};
pub use fate::{Fate, Fates, PriceCut};
pub use log::{Cause, Failure, FailureLog, PriceEvent, WorthlessClaim};
pub use plan::{FailurePlan, Parts, PathDraws, can_move};
pub use severity::Severity;
pub use unfold::{Unfolding, power};

use crate::distribution::Law;
use crate::units::{AssetIndex, CounterpartyIndex, FactorIndex, GroupIndex, ModeIndex, PoolIndex};

/// Anything whose failure hurts the reserve.
#[derive(Clone, Debug, PartialEq)]
pub struct Counterparty {
    /// Its id in the scenario file; `self` for own keys.
    pub id: String,
    /// Its name for people; the id where none is given.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The family that it belongs to.
    pub group: GroupIndex,
    /// What the stated probability means where the intensity moves. Already resolved: `Baseline`
    /// where neither stress nor an inbound multiplier above 1 can move it.
    pub anchor: Anchor,
    /// b_cf by factor; Σb² ≤ 1. Empty for own keys.
    pub loadings: Vec<(FactorIndex, f64)>,
    /// How a falling asset raises the intensity.
    pub stress: Option<Stress>,
    /// How this counterparty's failure raises the intensity of all others (`"*"`), itself and own
    /// keys left out.
    pub raises_all: Option<Raise>,
    /// How it raises the intensity of named others; replaces `raises_all` for them.
    pub raises: Vec<(CounterpartyIndex, Raise)>,
    /// Whose failure takes this one down in the same step.
    pub fails_with: Vec<FailsWith>,
    /// The ways in which it fails; at least one.
    pub modes: Vec<Mode>,
}

impl Counterparty {
    /// How this counterparty's failure raises the intensity of `target`.
    #[must_use]
    pub fn raise_on(&self, this: CounterpartyIndex, target: CounterpartyIndex) -> Option<Raise> {
        let named = self.raises.iter().find(|(other, _)| *other == target).map(|(_, raise)| *raise);
        let by_all = (this != target && target != CounterpartyIndex::OWN_KEYS).then_some(self.raises_all).flatten();
        named.or(by_all)
    }

    /// Whether it holds keys only: own keys, or a vault of kind `keys`. There is no claim on it, and
    /// the place stays open after a loss.
    #[must_use]
    pub fn is_keys(&self) -> bool {
        matches!(self.kind, Kind::OwnKeys | Kind::Keys)
    }
}

/// What a counterparty is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The reserve's own keys, `self`.
    OwnKeys,
    /// An exchange.
    Exchange,
    /// A custodian.
    Custodian,
    /// A further vault of keys.
    Keys,
    /// A lender.
    Lender,
    /// A bank.
    Bank,
    /// An issuer of a token.
    Issuer,
    /// A chain.
    Chain,
    /// A regulator or another power.
    Authority,
    /// Anything else.
    Other,
}

/// What a stated probability means where stress or contagion moves the intensity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The realised probability of crossing the own threshold equals the stated one.
    Average,
    /// The stated hazard is that of calm times.
    Baseline,
}

/// How a falling asset raises an intensity: min(exp(κ·D), cap).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stress {
    /// The asset whose drawdown counts.
    pub asset: AssetIndex,
    /// κ ≥ 0.
    pub sensitivity: f64,
    /// Largest factor, ≥ 1.
    pub cap: f64,
}

impl Stress {
    /// By how much the intensity is multiplied while the asset is `drawdown` under its peak.
    #[must_use]
    pub fn factor(self, drawdown: f64) -> f64 {
        libm::exp(self.sensitivity * drawdown).min(self.cap)
    }
}

/// How a failure raises an intensity: 1 + (m − 1)·2^(−days/half-life).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Raise {
    /// m ≥ 1.
    pub multiplier: f64,
    /// h > 0, in days.
    pub half_life_days: f64,
}

/// A failure that takes this counterparty down in the same step.
#[derive(Clone, Debug, PartialEq)]
pub struct FailsWith {
    /// Whose failure.
    pub trigger: CounterpartyIndex,
    /// q.
    pub probability: f64,
    /// In which of the trigger's modes.
    pub modes: Vec<ModeIndex>,
    /// In which mode this one then fails.
    pub as_mode: ModeIndex,
}

/// One kind of failure of a counterparty.
#[derive(Clone, Debug, PartialEq)]
pub struct Mode {
    /// Its id: the kind unless given.
    pub id: String,
    /// hack, insolvency, fraud, …
    pub kind: String,
    /// λ_cm.
    pub hazard: Hazard,
    /// G, the share lost of what did not escape.
    pub loss_given_failure: Law,
    /// How what is not lost comes back; `None` where nothing can, and for keys.
    pub recovery: Option<Recovery>,
    /// The share of the balance that gets out before withdrawals stop.
    pub escape_fraction: Law,
    /// J_m, by how much all prices fall; `None` where they don't.
    pub market_drawdown: Option<Law>,
}

/// An annual hazard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hazard {
    /// A fixed rate a year.
    Rate(f64),
    /// A share of the rate that a pool's evidence implies, drawn once a path.
    Evidence {
        /// Which pool.
        pool: PoolIndex,
        /// 1, or the weight of the mode where one hazard is split.
        share: f64,
    },
}

/// How a claim is paid.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovery {
    /// Days from the failure to the payment.
    pub delay_days: Law,
    /// In coins or in money.
    pub basis: Basis,
}

/// What a claim is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Units, following the price.
    InKind,
    /// Money at the prices of the day of failure.
    PetitionDate,
}

/// n failures in Y years: a hazard of Gamma(n + ½, rate Y), the Jeffreys posterior.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidencePool {
    /// Its id.
    pub id: String,
    /// What it counts.
    pub counts: String,
    /// n ≥ 0.
    pub failures: f64,
    /// Y > 0.
    pub exposure_years: f64,
}

/// How thresholds hang together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Copula {
    /// Normal.
    Gaussian,
    /// Common chi-square t.
    StudentT {
        /// n ≥ 1.
        dof: f64,
    },
}

/// An asset whose price rests on a counterparty.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The asset.
    pub asset: AssetIndex,
    /// On whom its price rests.
    pub counterparty: CounterpartyIndex,
    /// The counterparty's id unless given.
    pub id: String,
    /// The modes in which it fires.
    pub modes: Vec<ModeIndex>,
    /// J.
    pub drawdown: Law,
    /// Days until the price is restored, where it is.
    pub recovers_after_days: Option<Law>,
    /// Whether a petition-date claim in this asset keeps its value.
    pub claim_survives: bool,
}

/// Counterparties of one family.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Its members in file order.
    pub members: Vec<CounterpartyIndex>,
}
