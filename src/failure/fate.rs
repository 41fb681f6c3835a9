//! How the failures of some would go, were they to fail.

use crate::distribution::{DrawnLaws, Law};
use crate::failure::plan::{Parts, link_draws};
use crate::failure::severity::{FailureDraws, LinkDraws};
use crate::failure::unfold::power;
use crate::failure::{Failure, Link, Mode};
use crate::random::PathKey;
use crate::units::{AssetIndex, CounterpartyIndex, GroupIndex, ModeIndex};

/// Failures of some, each in one mode, made ready to be drawn: as bad as they would be on the paths of a seed.
pub struct Fates<'a> {
    parts: Parts<'a>,
    failing: Vec<(CounterpartyIndex, ModeIndex, FailureDraws)>,
    /// Links that fire, with the draws of each.
    links: Vec<(&'a Link, LinkDraws)>,
}

/// One draw of all severities.
#[derive(Clone, Debug, Default)]
pub struct Fate {
    /// Who fails, at step 0.
    pub failures: Vec<Failure>,
    /// What it does to prices.
    pub cuts: Vec<PriceCut>,
    /// Own-token claims that courts value at zero.
    pub worthless: Vec<(AssetIndex, GroupIndex)>,
}

/// One fall of one price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceCut {
    /// Whose price.
    pub asset: AssetIndex,
    /// By what it is multiplied.
    pub factor: f64,
    /// After how many days it is restored, where it is.
    pub restored_after_days: Option<f64>,
}

impl<'a> Fates<'a> {
    /// The failures of `failing`.
    #[must_use]
    pub fn new(parts: Parts<'a>, seed: u64, failing: &[(CounterpartyIndex, ModeIndex)]) -> Self {
        let mut laws = DrawnLaws::default();
        let fires =
            |link: &&Link| failing.iter().any(|(who, mode)| link.counterparty == *who && link.modes.contains(mode));
        let links = parts.links.iter().filter(fires);
        let links = links.map(|link| (link, link_draws(parts, link, seed, &mut laws))).collect();
        let of_one = |&(who, mode): &(CounterpartyIndex, ModeIndex)| {
            (who, mode, FailureDraws::new(seed, &parts.counterparties[who.0], &mut laws))
        };
        Self { failing: failing.iter().map(of_one).collect(), links, parts }
    }

    /// Whether nothing is left to chance.
    #[must_use]
    pub fn are_certain(&self) -> bool {
        let is_fixed = |law: &Law| law.min() == law.max();
        let certain = |(link, _): &(&Link, LinkDraws)| {
            is_fixed(&link.drawdown) && link.recovers_after_days.as_ref().is_none_or(is_fixed)
        };
        self.failing.iter().all(|(who, mode, _)| self.mode(*who, *mode).is_certain()) && self.links.iter().all(certain)
    }

    /// Whether any price falls.
    #[must_use]
    pub fn move_prices(&self) -> bool {
        let moves = |mode: &Mode| mode.market_drawdown.as_ref().is_some_and(|law| law.max() > 0.0);
        !self.links.is_empty() || self.failing.iter().any(|(who, mode, _)| moves(self.mode(*who, *mode)))
    }

    fn mode(&self, who: CounterpartyIndex, mode: ModeIndex) -> &Mode {
        &self.parts.counterparties[who.0].modes[mode.0]
    }

    /// How they go on a path.
    pub fn draw(&self, path: PathKey, into: &mut Fate) {
        into.failures.clear();
        into.cuts.clear();
        into.worthless.clear();
        for (who, mode, draws) in &self.failing {
            let severity = draws.severity(path, *mode);
            into.failures.push(Failure {
                step: 0,
                counterparty: *who,
                mode: *mode,
                is_keys: draws.is_keys(),
                severity,
            });
            let moved = self.parts.assets.iter().enumerate().filter(|(_, asset)| asset.contagion_beta > 0.0);
            for (number, asset) in moved.filter(|_| severity.market_drawdown > 0.0) {
                let factor = power(1.0 - severity.market_drawdown, asset.contagion_beta);
                into.cuts.push(PriceCut { asset: AssetIndex(number), factor, restored_after_days: None });
            }
        }
        for (link, draws) in &self.links {
            let (factor, restored_after_days) = (1.0 - draws.drawdown(path), draws.recovery_days(path));
            into.cuts.push(PriceCut { asset: link.asset, factor, restored_after_days });
            if !link.claim_survives {
                into.worthless.push((link.asset, self.parts.counterparties[link.counterparty.0].group));
            }
        }
    }
}
