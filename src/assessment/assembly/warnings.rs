//! What the reader must know, in sentences.

use super::Basis;
use super::chances::{own_crossings, stated};
use super::distribution::{FEW, FEW_TAIL_PATHS, SATURATED};
use super::percent::{grouped, listed, percent, rounded_percent};
use crate::assessment::{Comparison, Distribution, ReserveFigures};
use crate::statistics::Estimate;

/// Figures that should agree are further apart than this share of the one.
const FAR_APART: f64 = 0.25;

/// Of thousands of names some are two or three standard errors off by chance; none is by more than this.
const STANDARD_ERRORS: f64 = 4.0;

/// What a figure smaller than this is: nothing.
const NOTHING: f64 = 1e-9;

/// The scenario's own warnings, then those of the run.
pub fn warnings(basis: &Basis<'_>, reserves: &[ReserveFigures], comparison: &[Comparison]) -> Vec<String> {
    let mut warnings = basis.scenario.warnings().to_vec();
    warnings.extend(without_names(basis));
    warnings.extend(not_all_kept(basis));
    warnings.extend(few_tail_paths(basis, reserves));
    warnings.extend(few_failing_paths(basis));
    warnings.extend(saturated(reserves, "losses", |reserve| &reserve.loss));
    warnings.extend(saturated(reserves, "counterparty costs", |reserve| &reserve.counterparty_cost.marked));
    if basis.has_names() {
        warnings.extend(realised_apart_from_stated(basis));
    }
    warnings.extend(reserves.iter().filter_map(envelope_apart));
    warnings.extend(rebalancing_differs(basis, comparison));
    warnings
}

/// What nobody asked for.
fn without_names(basis: &Basis<'_>) -> Option<String> {
    (!basis.has_names()).then(|| {
        "Figures by name were not asked for, so it was not noted who fails on which path: how often each one failed, \
         joint failures, what is lost on paths where one fails, what the tail is made of, what removal saves and \
         whether tails share a failed group are left out. Chances as stated and what a failure would cost tomorrow \
         need no paths and are told."
            .to_owned()
    })
}

/// On how many paths each figure rests, where that differs.
fn not_all_kept(basis: &Basis<'_>) -> Option<String> {
    let (chances, first) = if basis.has_names() {
        (
            "chances of loss and of failures from own causes",
            "what is told by name, by pair or on condition (attribution, removal, what is lost if one fails, comparisons, \
             failures from all causes and joint ones) rests",
        )
    } else {
        ("chances of loss", "comparisons rest")
    };
    (basis.kept() < basis.paths()).then(|| {
        format!(
            "Means, spreads, quantiles, VaR, ES, {chances} rest on all {} paths; {first} on the first {} of them.",
            grouped(basis.paths()),
            grouped(basis.kept())
        )
    })
}

fn few_tail_paths(basis: &Basis<'_>, reserves: &[ReserveFigures]) -> Option<String> {
    let few = |figure: &&crate::assessment::TailEstimate| figure.flags.iter().any(|flag| flag == FEW);
    let levels: Vec<f64> = reserves.first()?.loss.es.iter().filter(few).map(|figure| figure.level).collect();
    let highest = levels.last()?;
    let enough = (FEW_TAIL_PATHS as f64 / (1.0 - highest)).ceil();
    let names: Vec<String> = levels.iter().copied().map(percent).collect();
    Some(format!(
        "At {} fewer than {FEW_TAIL_PATHS} of the {} paths lie beyond VaR, so VaR and ES there rest on almost nothing: \
         run at least {} paths before relying on them.",
        listed(&names),
        grouped(basis.paths()),
        grouped(enough as u64)
    ))
}

fn few_failing_paths(basis: &Basis<'_>) -> Option<String> {
    let groups = basis.listing.groups.named.iter();
    let is_few = |&&group: &&usize| (1..FEW_TAIL_PATHS as u64).contains(&basis.tally.by_group[group]);
    let few: Vec<usize> = groups.filter(is_few).copied().collect();
    let fewest = few.iter().map(|&group| basis.tally.by_group[group]).min()?;
    let names: Vec<String> = few.iter().map(|&group| basis.scenario.groups()[group].id.clone()).collect();
    let enough = (basis.kept() as f64 * FEW_TAIL_PATHS as f64 / fewest as f64).ceil();
    Some(format!(
        "Fewer than {FEW_TAIL_PATHS} of the {} paths show a failure of {}: what is lost if it fails is an average over \
         these alone, and its interval is too narrow. Run about {} paths, or read what it would cost tomorrow, which \
         needs no paths.",
        grouped(basis.kept()),
        listed(&names),
        grouped(enough as u64)
    ))
}

fn saturated(
    reserves: &[ReserveFigures],
    what: &str,
    column: impl Fn(&ReserveFigures) -> &Distribution,
) -> Option<String> {
    let of_reserve = |reserve: &ReserveFigures| {
        let shared = column(reserve).es.iter().filter(|figure| figure.flags.iter().any(|flag| flag == SATURATED));
        let levels: Vec<String> = shared.map(|figure| percent(figure.level)).collect();
        (!levels.is_empty()).then(|| format!("{} (at {})", reserve.id, listed(&levels)))
    };
    let named: Vec<String> = reserves.iter().filter_map(of_reserve).collect();
    (!named.is_empty()).then(|| {
        format!(
            "More than 99% of the paths with the worst {what} share a failed group, so VaR and ES no longer react to how \
             likely that failure is: {}. Read what is lost if the group fails, and how likely losses beyond 10, 25 and \
             50% are.",
            listed(&named)
        )
    })
}

/// Whether `found` is more than a quarter away from `expected`.
fn is_far(found: f64, expected: f64) -> bool {
    (found - expected).abs() > FAR_APART * expected.abs() && (found - expected).abs() > NOTHING
}

fn realised_apart_from_stated(basis: &Basis<'_>) -> Vec<String> {
    let counterparties = basis.scenario.counterparties();
    let first = usize::from(!basis.scenario.own_keys_stated());
    let (mut beyond, mut within) = (Vec::new(), Vec::new());
    for (place, counterparty) in counterparties.iter().enumerate().skip(first) {
        let (stated, paths) = (stated(basis, place), basis.paths() as f64);
        let realised = own_crossings(basis, place) as f64 / paths;
        if is_far(realised, stated) {
            let by_chance = (realised - stated).abs() <= STANDARD_ERRORS * (stated * (1.0 - stated) / paths).sqrt();
            let text = format!("{} ({} for {})", counterparty.id, rounded_percent(realised), rounded_percent(stated));
            if by_chance { &mut within } else { &mut beyond }.push(text);
        }
    }
    let told = |names: &[String], why: &str| {
        let sentence = format!(
            "Failures from own causes, as simulated, differ from what the scenario states by more than a quarter: {}. {why}",
            listed(names)
        );
        (!names.is_empty()).then_some(sentence)
    };
    let meant = "Stress or contagion moves them (anchor \"baseline\"), or the pilot did not settle: read the realised \
                 probability, not the stated one.";
    let chance = "Sampling error alone can explain this: run more paths to tell.";
    told(&beyond, meant).into_iter().chain(told(&within, chance)).collect()
}

fn envelope_apart(reserve: &ReserveFigures) -> Option<String> {
    let (mean, envelope) = (reserve.counterparty_cost.marked.mean, reserve.counterparty_cost.envelope);
    is_far(mean.value, envelope).then(|| {
        let why = if is_within(envelope, mean) {
            "Sampling error alone can explain this: run more paths to tell."
        } else {
            "The sum knows of joint failures only who falls with whom, and neither how market and failures go together \
             nor what was traded meanwhile; where none of these explains it, look for a mistake in the scenario."
        };
        format!(
            "Reserve {}: the mean counterparty cost, {}, is more than a quarter away from {}, the sum over single \
             failures of chance times cost. {why}",
            reserve.id,
            rounded_percent(mean.value),
            rounded_percent(envelope)
        )
    })
}

fn is_within(value: f64, estimate: Estimate) -> bool {
    (estimate.low..=estimate.high).contains(&value)
}

fn rebalancing_differs(basis: &Basis<'_>, comparison: &[Comparison]) -> Option<String> {
    let rule = |id: &str| {
        let reserve = basis.scenario.reserves().iter().find(|reserve| reserve.id == id);
        reserve.map(|reserve| reserve.rebalance)
    };
    let differs = |pair: &&Comparison| pair.not_compared.is_none() && rule(&pair.a) != rule(&pair.b);
    let pairs: Vec<String> =
        comparison.iter().filter(differs).map(|pair| format!("{} with {}", pair.a, pair.b)).collect();
    (!pairs.is_empty()).then(|| {
        format!(
            "Compared reserves rebalance by different rules ({}): their difference is one of composition and of trading \
             together.",
            listed(&pairs)
        )
    })
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
