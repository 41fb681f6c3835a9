//! Whether two sides see the same paths.

use super::not_paired::NotPaired;
use super::{Match, Side, difference, letter};
use crate::market::{Asset, Market};

/// What two sides have in common.
pub(super) fn of(sides: &[Side<'_>], a: usize, b: usize) -> Match {
    let why_not = why_not_paired(&sides[a], &sides[b]);
    let differences = difference::between(sides[a].scenario.resolved(), sides[b].scenario.resolved());
    Match { a: letter(a), b: letter(b), paired: why_not.is_empty(), why_not, differences }
}

/// Why the paths of two sides are not the same; empty where they are.
///
/// Draws hang on seed, path and the ids of assets. Prices come from them by the law of the market and by what moves each
/// asset before anybody fails; what follows on failures may differ, for that is what is compared.
fn why_not_paired(a: &Side<'_>, b: &Side<'_>) -> Vec<NotPaired> {
    let mut reasons = Vec::new();
    let (here, there) = (a.scenario.simulation(), b.scenario.simulation());
    let mut unlike = |why: fn(u64, u64) -> NotPaired, one: u64, other: u64| {
        if one != other {
            reasons.push(why(one, other));
        }
    };
    unlike(NotPaired::Seeds, here.seed, there.seed);
    unlike(NotPaired::Paths, here.paths, there.paths);
    unlike(NotPaired::Horizons, here.grid.horizon_days(), there.grid.horizon_days());
    unlike(NotPaired::Steps, u64::from(here.grid.step_days), u64::from(there.grid.step_days));
    reasons.extend(why_not_one_market(a.scenario.market(), b.scenario.market()));
    let lengths = |side: &Side<'_>| side.yields.first().map_or(0, |yields| yields.loss.len());
    if reasons.is_empty() && lengths(a) != lengths(b) {
        reasons.push(NotPaired::KeptPaths);
    }
    reasons
}

fn why_not_one_market(a: &Market, b: &Market) -> Option<NotPaired> {
    let ids = |market: &Market| market.assets.iter().map(|asset| asset.id.clone()).collect::<Vec<_>>();
    if ids(a) != ids(b) || a.cash != b.cash {
        return Some(NotPaired::Assets);
    }
    if let Some((one, _)) = a.assets.iter().zip(&b.assets).find(|(one, other)| !moves_alike(one, other)) {
        return Some(NotPaired::Price(one.id.clone()));
    }
    (a.dynamics != b.dynamics).then_some(NotPaired::Laws)
}

/// Whether the same draws move both prices alike before anybody fails.
fn moves_alike(a: &Asset, b: &Asset) -> bool {
    let same = [(a.drift, b.drift), (a.volatility, b.volatility), (a.jump_beta, b.jump_beta)];
    a.garch == b.garch && same.iter().all(|(one, other)| one == other)
}
