//! What one failure does: its mode, its severities and the depth of the links that it breaks.
//!
//! One independent uniform each per failure, at a fixed place of a fixed stream, so that a change of
//! one law leaves the others' draws as they were.

use crate::failure::{Basis, Counterparty, Link, Mode, Recovery};
use crate::random::{PathKey, Purpose, Stream};
use crate::units::ModeIndex;

const MODE: u64 = 0;
const LOSS: u64 = 1;
const DELAY: u64 = 2;
const ESCAPE: u64 = 3;
const MARKET: u64 = 4;

/// The draws of one counterparty's failure, and what of it needs none: all that a book of thousands is
/// asked for on every path stands side by side.
#[derive(Clone, Copy, Debug)]
pub struct FailureDraws {
    stream: Stream,
    has_one_mode: bool,
    is_keys: bool,
    /// The severities where they are the same on every path.
    certain: Option<Severity>,
}

/// The severities of one failure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Severity {
    /// G.
    pub loss_given_failure: f64,
    /// How the rest is owed, and days until it is paid; `None` where nothing comes back.
    pub recovery: Option<(Basis, f64)>,
    /// The share that gets out before.
    pub escape_fraction: f64,
    /// J_m.
    pub market_drawdown: f64,
}

impl FailureDraws {
    /// The draws of this counterparty.
    #[must_use]
    pub fn new(seed: u64, counterparty: &Counterparty) -> Self {
        let Counterparty { id, modes, .. } = counterparty;
        let certain = modes.first().filter(|mode| modes.len() == 1 && Severity::is_certain(mode));
        Self {
            stream: Stream::new(seed, Purpose::Failure, &[id]),
            has_one_mode: modes.len() == 1,
            is_keys: counterparty.is_keys(),
            certain: certain.map(Severity::at_means),
        }
    }

    /// Whether it can fail in one way only.
    #[must_use]
    pub const fn has_one_mode(&self) -> bool {
        self.has_one_mode
    }

    /// Whether it fails in one way only, and equally badly on every path.
    #[must_use]
    pub const fn is_certain(&self) -> bool {
        self.certain.is_some()
    }

    /// Whether it holds keys only.
    #[must_use]
    pub const fn is_keys(&self) -> bool {
        self.is_keys
    }

    /// In which mode it fails, in proportion to the path's own hazards.
    #[must_use]
    pub fn mode(&self, path: PathKey, hazards: &[f64]) -> ModeIndex {
        let total: f64 = hazards.iter().sum();
        let mut rest = self.stream.uniform(path, MODE) * total;
        for (mode, hazard) in hazards.iter().enumerate() {
            if rest < *hazard {
                return ModeIndex(mode);
            }
            rest -= hazard;
        }
        // Rounding may leave a crumb: it belongs to the last mode that can happen.
        ModeIndex(hazards.iter().rposition(|hazard| *hazard > 0.0).unwrap_or(0))
    }

    /// How bad it is in mode number `mode`.
    #[must_use]
    pub fn severity(&self, path: PathKey, counterparty: &Counterparty, mode: ModeIndex) -> Severity {
        if let Some(severity) = self.certain {
            return severity;
        }
        let mode = &counterparty.modes[mode.0];
        let draw = |index| self.stream.uniform(path, index);
        let recovery = |recovery: &Recovery| (recovery.basis, recovery.delay_days.quantile(draw(DELAY)));
        Severity {
            loss_given_failure: mode.loss_given_failure.quantile(draw(LOSS)),
            recovery: mode.recovery.as_ref().map(recovery),
            escape_fraction: mode.escape_fraction.quantile(draw(ESCAPE)),
            market_drawdown: mode.market_drawdown.as_ref().map_or(0.0, |law| law.quantile(draw(MARKET))),
        }
    }
}

impl Severity {
    /// Whether nothing of a mode's severities is left to chance.
    fn is_certain(mode: &Mode) -> bool {
        let laws = [Some(&mode.loss_given_failure), Some(&mode.escape_fraction), mode.market_drawdown.as_ref()];
        let delay = mode.recovery.as_ref().map(|recovery| &recovery.delay_days);
        laws.into_iter().chain([delay]).flatten().all(|law| law.min() == law.max())
    }

    /// The severities at the means of their laws.
    #[must_use]
    pub fn at_means(mode: &Mode) -> Self {
        Self {
            loss_given_failure: mode.loss_given_failure.mean(),
            recovery: mode.recovery.as_ref().map(|recovery| (recovery.basis, recovery.delay_days.mean())),
            escape_fraction: mode.escape_fraction.mean(),
            market_drawdown: mode.market_drawdown.as_ref().map_or(0.0, crate::distribution::Law::mean),
        }
    }
}

/// The draws of one link.
#[derive(Clone, Copy, Debug)]
pub struct LinkDraws(Stream);

impl LinkDraws {
    /// The draws of `link`, which hangs `asset` on a counterparty.
    #[must_use]
    pub fn new(seed: u64, asset: &str, counterparty: &Counterparty, link: &Link) -> Self {
        Self(Stream::new(seed, Purpose::Link, &[asset, &counterparty.id, &link.id]))
    }

    /// J.
    #[must_use]
    pub fn drawdown(self, path: PathKey, link: &Link) -> f64 {
        link.drawdown.quantile(self.0.uniform(path, 0))
    }

    /// Days until the price is restored, where it is.
    #[must_use]
    pub fn recovery_days(self, path: PathKey, link: &Link) -> Option<f64> {
        link.recovers_after_days.as_ref().map(|law| law.quantile(self.0.uniform(path, 1)))
    }
}
