//! What one failure does: its mode, its severities and the depth of the links that it breaks.
//!
//! One independent uniform each per failure, at a fixed place of a fixed stream, so that a change of
//! one law leaves the others' draws as they were.

use crate::distribution::{DrawnLaw, DrawnLaws};
use crate::failure::{Basis, Counterparty, Link, Mode};
use crate::random::{PathKey, Purpose, Stream};
use crate::units::ModeIndex;

const MODE: u64 = 0;
const LOSS: u64 = 1;
const DELAY: u64 = 2;
const ESCAPE: u64 = 3;
const MARKET: u64 = 4;

/// The draws of one counterparty's failure, and what of it needs none: all that a book of thousands is
/// asked for on every path stands side by side.
#[derive(Clone, Debug)]
pub struct FailureDraws {
    stream: Stream,
    has_one_mode: bool,
    is_keys: bool,
    severities: Severities,
}

#[derive(Clone, Debug)]
enum Severities {
    /// The same on every path.
    Certain(Severity),
    /// One slot a mode.
    Drawn(Box<[DrawnMode]>),
}

/// The laws of one mode, made ready.
#[derive(Clone, Debug)]
struct DrawnMode {
    loss_given_failure: DrawnLaw,
    recovery: Option<(Basis, DrawnLaw)>,
    escape_fraction: DrawnLaw,
    market_drawdown: DrawnLaw,
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
    pub fn new(seed: u64, counterparty: &Counterparty, laws: &mut DrawnLaws) -> Self {
        let Counterparty { id, modes, .. } = counterparty;
        let severities = match &modes[..] {
            [mode] if mode.is_certain() => Severities::Certain(Severity::at_means(mode)),
            _ => Severities::Drawn(modes.iter().map(|mode| DrawnMode::new(mode, laws)).collect()),
        };
        Self {
            stream: Stream::new(seed, Purpose::Failure, &[id]),
            has_one_mode: modes.len() == 1,
            is_keys: counterparty.is_keys(),
            severities,
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
        matches!(self.severities, Severities::Certain(_))
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
    pub fn severity(&self, path: PathKey, mode: ModeIndex) -> Severity {
        let modes = match &self.severities {
            Severities::Certain(severity) => return *severity,
            Severities::Drawn(modes) => modes,
        };
        let DrawnMode { loss_given_failure, recovery, escape_fraction, market_drawdown } = &modes[mode.0];
        let draw = |law: &DrawnLaw, index| law.draw(|| self.stream.uniform(path, index));
        Severity {
            loss_given_failure: draw(loss_given_failure, LOSS),
            recovery: recovery.as_ref().map(|(basis, delay_days)| (*basis, draw(delay_days, DELAY))),
            escape_fraction: draw(escape_fraction, ESCAPE),
            market_drawdown: draw(market_drawdown, MARKET),
        }
    }
}

impl DrawnMode {
    fn new(mode: &Mode, laws: &mut DrawnLaws) -> Self {
        Self {
            loss_given_failure: laws.ready(&mode.loss_given_failure),
            recovery: mode.recovery.as_ref().map(|recovery| (recovery.basis, laws.ready(&recovery.delay_days))),
            escape_fraction: laws.ready(&mode.escape_fraction),
            market_drawdown: mode.market_drawdown.as_ref().map_or(DrawnLaw::Certain(0.0), |law| laws.ready(law)),
        }
    }
}

impl Mode {
    /// Whether nothing of its severities is left to chance.
    pub(super) fn is_certain(&self) -> bool {
        let laws = [Some(&self.loss_given_failure), Some(&self.escape_fraction), self.market_drawdown.as_ref()];
        let delay = self.recovery.as_ref().map(|recovery| &recovery.delay_days);
        laws.into_iter().chain([delay]).flatten().all(|law| law.min() == law.max())
    }
}

impl Severity {
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
#[derive(Clone, Debug)]
pub struct LinkDraws {
    stream: Stream,
    drawdown: DrawnLaw,
    recovers_after_days: Option<DrawnLaw>,
}

impl LinkDraws {
    /// The draws of `link`, which hangs `asset` on a counterparty.
    #[must_use]
    pub fn new(seed: u64, asset: &str, counterparty: &Counterparty, link: &Link, laws: &mut DrawnLaws) -> Self {
        Self {
            stream: Stream::new(seed, Purpose::Link, &[asset, &counterparty.id, &link.id]),
            drawdown: laws.ready(&link.drawdown),
            recovers_after_days: link.recovers_after_days.as_ref().map(|law| laws.ready(law)),
        }
    }

    /// J.
    #[must_use]
    pub fn drawdown(&self, path: PathKey) -> f64 {
        self.drawdown.draw(|| self.stream.uniform(path, 0))
    }

    /// Days until the price is restored, where it is.
    #[must_use]
    pub fn recovery_days(&self, path: PathKey) -> Option<f64> {
        self.recovers_after_days.as_ref().map(|law| law.draw(|| self.stream.uniform(path, 1)))
    }
}
