//! What one failure does: its mode, its severities and the depth of the links that it breaks.
//!
//! One independent uniform each per failure, at a fixed place of a fixed stream, so that a change of
//! one law leaves the others' draws as they were.

use crate::failure::{Counterparty, Link, Mode};
use crate::random::{PathKey, Purpose, Stream};
use crate::units::ModeIndex;

const MODE: u64 = 0;
const LOSS: u64 = 1;
const DELAY: u64 = 2;
const ESCAPE: u64 = 3;
const MARKET: u64 = 4;

/// The draws of one counterparty's failure.
#[derive(Clone, Copy, Debug)]
pub struct FailureDraws(Stream);

/// The severities of one failure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Severity {
    /// G.
    pub loss_given_failure: f64,
    /// Days until claims are paid; `None` where nothing comes back.
    pub delay_days: Option<f64>,
    /// The share that gets out before.
    pub escape_fraction: f64,
    /// J_m.
    pub market_drawdown: f64,
}

impl FailureDraws {
    /// The draws of the counterparty with this id.
    #[must_use]
    pub fn new(seed: u64, id: &str) -> Self {
        Self(Stream::new(seed, Purpose::Failure, &[id]))
    }

    /// In which mode it fails, in proportion to the path's own hazards.
    #[must_use]
    pub fn mode(self, path: PathKey, hazards: &[f64]) -> ModeIndex {
        let total: f64 = hazards.iter().sum();
        let mut rest = self.0.uniform(path, MODE) * total;
        for (mode, hazard) in hazards.iter().enumerate() {
            if rest < *hazard {
                return ModeIndex(mode);
            }
            rest -= hazard;
        }
        // Rounding may leave a crumb: it belongs to the last mode that can happen.
        ModeIndex(hazards.iter().rposition(|hazard| *hazard > 0.0).unwrap_or(0))
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(self, path: PathKey, mode: &Mode) -> Severity {
        let draw = |index| self.0.uniform(path, index);
        Severity {
            loss_given_failure: mode.loss_given_failure.quantile(draw(LOSS)),
            delay_days: mode.recovery.as_ref().map(|recovery| recovery.delay_days.quantile(draw(DELAY))),
            escape_fraction: mode.escape_fraction.quantile(draw(ESCAPE)),
            market_drawdown: mode.market_drawdown.as_ref().map_or(0.0, |law| law.quantile(draw(MARKET))),
        }
    }
}

impl Severity {
    /// The severities at the means of their laws.
    #[must_use]
    pub fn at_means(mode: &Mode) -> Self {
        Self {
            loss_given_failure: mode.loss_given_failure.mean(),
            delay_days: mode.recovery.as_ref().map(|recovery| recovery.delay_days.mean()),
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
