//! What the reader must know of a run.

use super::Basis;
use super::chances::{own_crossings, stated};
use super::distribution::{FEW, SATURATED};
use crate::assessment::warning::{AtLevels, Column, FEW_TAIL_PATHS, Realised, Warning};
use crate::assessment::{Comparison, Distribution, ReserveFigures};
use crate::statistics::Estimate;

/// Figures that should agree are further apart than this share of the one.
const FAR_APART: f64 = 0.25;

/// Of thousands of names some are two or three standard errors off by chance; none is by more than this.
const STANDARD_ERRORS: f64 = 4.0;

/// What a figure smaller than this is: nothing.
const NOTHING: f64 = 1e-9;

/// The scenario's own warnings, then those of the run.
pub fn warnings(basis: &Basis<'_>, reserves: &[ReserveFigures], comparison: &[Comparison]) -> Vec<Warning> {
    let before = basis.scenario.warnings().iter().cloned();
    let mut warnings: Vec<Warning> = before.map(|caution| Warning::BeforeTheRun { caution }).collect();
    warnings.extend((!basis.has_names()).then_some(Warning::WithoutNames));
    warnings.extend(not_all_kept(basis));
    warnings.extend(few_tail_paths(basis, reserves));
    warnings.extend(few_failing_paths(basis));
    warnings.extend(saturated(reserves, Column::Loss, |reserve| &reserve.loss));
    warnings.extend(saturated(reserves, Column::CounterpartyCost, |reserve| &reserve.counterparty_cost.marked));
    if basis.has_names() {
        warnings.extend(realised_apart_from_stated(basis));
    }
    warnings.extend(reserves.iter().filter_map(envelope_apart));
    warnings.extend(rebalancing_differs(basis, comparison));
    warnings
}

/// On how many paths each figure rests, where that differs.
fn not_all_kept(basis: &Basis<'_>) -> Option<Warning> {
    let (paths, kept) = (basis.paths(), basis.kept());
    (kept < paths).then(|| Warning::NotAllKept { paths, kept, names: basis.has_names() })
}

fn few_tail_paths(basis: &Basis<'_>, reserves: &[ReserveFigures]) -> Option<Warning> {
    let few = |figure: &&crate::assessment::TailEstimate| figure.flags.iter().any(|flag| flag == FEW);
    let levels: Vec<f64> = reserves.first()?.loss.es.iter().filter(few).map(|figure| figure.level).collect();
    let enough = (FEW_TAIL_PATHS as f64 / (1.0 - levels.last()?)).ceil();
    Some(Warning::FewTailPaths { levels, paths: basis.paths(), enough: enough as u64 })
}

fn few_failing_paths(basis: &Basis<'_>) -> Option<Warning> {
    let groups = basis.listing.groups.named.iter();
    let is_few = |&&group: &&usize| (1..FEW_TAIL_PATHS as u64).contains(&basis.tally.by_group[group]);
    let few: Vec<usize> = groups.filter(is_few).copied().collect();
    let fewest = few.iter().map(|&group| basis.tally.by_group[group]).min()?;
    let groups = few.iter().map(|&group| basis.scenario.groups()[group].id.clone()).collect();
    let enough = (basis.kept() as f64 * FEW_TAIL_PATHS as f64 / fewest as f64).ceil();
    Some(Warning::FewFailingPaths { groups, paths: basis.kept(), enough: enough as u64 })
}

fn saturated(
    reserves: &[ReserveFigures],
    column: Column,
    figures: impl Fn(&ReserveFigures) -> &Distribution,
) -> Option<Warning> {
    let of_reserve = |reserve: &ReserveFigures| {
        let shared = figures(reserve).es.iter().filter(|figure| figure.flags.iter().any(|flag| flag == SATURATED));
        AtLevels { reserve: reserve.id.clone(), levels: shared.map(|figure| figure.level).collect() }
    };
    let reserves: Vec<AtLevels> = reserves.iter().map(of_reserve).filter(|one| !one.levels.is_empty()).collect();
    (!reserves.is_empty()).then_some(Warning::Saturated { column, reserves })
}

/// Whether `found` is more than a quarter away from `expected`.
fn is_far(found: f64, expected: f64) -> bool {
    (found - expected).abs() > FAR_APART * expected.abs() && (found - expected).abs() > NOTHING
}

/// Those beyond what sampling error explains first.
fn realised_apart_from_stated(basis: &Basis<'_>) -> Vec<Warning> {
    let counterparties = basis.scenario.counterparties();
    let first = usize::from(!basis.scenario.own_keys_stated());
    let (mut beyond, mut within) = (Vec::new(), Vec::new());
    for (place, counterparty) in counterparties.iter().enumerate().skip(first) {
        let (stated, paths) = (stated(basis, place), basis.paths() as f64);
        let realised = own_crossings(basis, place) as f64 / paths;
        if is_far(realised, stated) {
            let by_chance = (realised - stated).abs() <= STANDARD_ERRORS * (stated * (1.0 - stated) / paths).sqrt();
            let one = Realised { id: counterparty.id.clone(), realised, stated };
            if by_chance { &mut within } else { &mut beyond }.push(one);
        }
    }
    let told = [(beyond, false), (within, true)].into_iter().filter(|(counterparties, _)| !counterparties.is_empty());
    told.map(|(counterparties, by_chance)| Warning::RealisedApart { counterparties, by_chance }).collect()
}

fn envelope_apart(reserve: &ReserveFigures) -> Option<Warning> {
    let (cost, envelope) = (reserve.counterparty_cost.marked.mean, reserve.counterparty_cost.envelope);
    is_far(cost.value, envelope).then(|| Warning::EnvelopeApart {
        reserve: reserve.id.clone(),
        cost: cost.value,
        envelope,
        by_chance: is_within(envelope, cost),
    })
}

/// Whether chance can explain it; chance of unknown size can.
fn is_within(value: f64, estimate: Estimate) -> bool {
    estimate.has_unknown_interval() || (estimate.low..=estimate.high).contains(&value)
}

fn rebalancing_differs(basis: &Basis<'_>, comparison: &[Comparison]) -> Option<Warning> {
    let rule = |id: &str| {
        let reserve = basis.scenario.reserves().iter().find(|reserve| reserve.id == id);
        reserve.map(|reserve| reserve.rebalance)
    };
    let differs = |pair: &&Comparison| pair.not_compared.is_none() && rule(&pair.a) != rule(&pair.b);
    let pairs: Vec<[String; 2]> =
        comparison.iter().filter(differs).map(|pair| [pair.a.clone(), pair.b.clone()]).collect();
    (!pairs.is_empty()).then_some(Warning::RebalancingDiffers { pairs })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_is_more_than_a_quarter_of_what_was_expected() {
        assert!(is_far(0.126, 0.1) && is_far(0.074, 0.1) && is_far(0.01, 0.0));
        assert!(!is_far(0.124, 0.1) && !is_far(0.0, 0.0) && !is_far(1e-12, 0.0));
    }
}
