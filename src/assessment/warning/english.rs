//! Warnings in English.

use std::fmt;

use super::words::{exact, grouped, listed, percent, rounded_percent};
use super::{AtLevels, Column, FEW_TAIL_PATHS, Realised, Warning};

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&match self {
            Self::BeforeTheRun { caution } => caution.to_string(),
            Self::WithoutNames => without_names(),
            Self::NotAllKept { paths, kept, names } => not_all_kept(*paths, *kept, *names),
            Self::FewTailPaths { levels, paths, enough } => few_tail_paths(levels, *paths, *enough),
            Self::FewFailingPaths { groups, paths, enough } => few_failing_paths(groups, *paths, *enough),
            Self::Saturated { column, reserves } => saturated(*column, reserves),
            Self::RealisedApart { counterparties, by_chance } => realised_apart(counterparties, *by_chance),
            Self::EnvelopeApart { reserve, cost, envelope, by_chance } => {
                envelope_apart(reserve, *cost, *envelope, *by_chance)
            }
            Self::RebalancingDiffers { pairs } => rebalancing_differs(pairs),
            Self::BeyondEvidence { pool, exposure_years, reserves } => beyond_evidence(pool, *exposure_years, reserves),
            Self::NoRanges { why } => {
                format!("Figures have no range, for all ranged inputs can't be run at their ends together: {why}")
            }
        })
    }
}

fn without_names() -> String {
    "Figures by name were not asked for, so it was not noted who fails on which path: how often each one failed, joint \
     failures, what is lost on paths where one fails, what the tail is made of, what removal saves and whether tails share \
     a failed group are left out. Chances as stated and what a failure would cost tomorrow need no paths and are told."
        .to_owned()
}

fn not_all_kept(paths: u64, kept: u64, names: bool) -> String {
    let (chances, first) = if names {
        (
            "chances of loss and of failures from own causes",
            "what is told by name, by pair or on condition (attribution, removal, what is lost if one fails, comparisons, \
             failures from all causes and joint ones) rests",
        )
    } else {
        ("chances of loss", "comparisons rest")
    };
    format!(
        "Means, spreads, quantiles, VaR, ES, {chances} rest on all {} paths; {first} on the first {} of them.",
        grouped(paths),
        grouped(kept)
    )
}

fn few_tail_paths(levels: &[f64], paths: u64, enough: u64) -> String {
    let levels: Vec<String> = levels.iter().copied().map(percent).collect();
    format!(
        "At {} fewer than {FEW_TAIL_PATHS} of the {} paths lie beyond VaR, so VaR and ES there rest on almost nothing: \
         run at least {} paths before relying on them.",
        listed(&levels),
        grouped(paths),
        grouped(enough)
    )
}

fn few_failing_paths(groups: &[String], paths: u64, enough: u64) -> String {
    format!(
        "Fewer than {FEW_TAIL_PATHS} of the {} paths show a failure of {}: what is lost if it fails is an average over \
         these alone, and its interval is too narrow. Run about {} paths, or read what it would cost tomorrow, which \
         needs no paths.",
        grouped(paths),
        listed(groups),
        grouped(enough)
    )
}

fn saturated(column: Column, reserves: &[AtLevels]) -> String {
    let what = match column {
        Column::Loss => "losses",
        Column::CounterpartyCost => "counterparty costs",
    };
    format!(
        "More than 99% of the paths with the worst {what} share a failed group, so VaR and ES no longer react to how \
         likely that failure is: {}. Read what is lost if the group fails, and how likely losses beyond 10, 25 and \
         50% are.",
        at_levels(reserves)
    )
}

fn at_levels(reserves: &[AtLevels]) -> String {
    let one = |AtLevels { reserve, levels }: &AtLevels| {
        let levels: Vec<String> = levels.iter().copied().map(percent).collect();
        format!("{reserve} (at {})", listed(&levels))
    };
    listed(&reserves.iter().map(one).collect::<Vec<String>>())
}

fn realised_apart(counterparties: &[Realised], by_chance: bool) -> String {
    let one = |Realised { id, realised, stated }: &Realised| {
        format!("{id} ({} for {})", rounded_percent(*realised), rounded_percent(*stated))
    };
    let why = if by_chance {
        "Sampling error alone can explain this: run more paths to tell."
    } else {
        "Stress or contagion moves them (anchor \"baseline\"), or the pilot did not settle: read the realised \
         probability, not the stated one."
    };
    format!(
        "Failures from own causes, as simulated, differ from what the scenario states by more than a quarter: {}. {why}",
        listed(&counterparties.iter().map(one).collect::<Vec<String>>())
    )
}

fn envelope_apart(reserve: &str, cost: f64, envelope: f64, by_chance: bool) -> String {
    let why = if by_chance {
        "Sampling error alone can explain this: run more paths to tell."
    } else {
        "The sum knows of joint failures only who falls with whom, and neither how market and failures go together \
         nor what was traded meanwhile; where none of these explains it, look for a mistake in the scenario."
    };
    format!(
        "Reserve {reserve}: the mean counterparty cost, {}, is more than a quarter away from {}, the sum over single \
         failures of chance times cost. {why}",
        rounded_percent(cost),
        rounded_percent(envelope)
    )
}

fn rebalancing_differs(pairs: &[[String; 2]]) -> String {
    let pairs: Vec<String> = pairs.iter().map(|[a, b]| format!("{a} with {b}")).collect();
    format!(
        "Compared reserves rebalance by different rules ({}): their difference is one of composition and of trading \
         together.",
        listed(&pairs)
    )
}

fn beyond_evidence(pool: &str, exposure_years: f64, reserves: &[AtLevels]) -> String {
    format!(
        "VaR and ES are not told of {}: more than half of those worst paths rest on the evidence {pool}, and \
         {} years of exposure say nothing of chances below 1 in {}. --force-tail tells them all the same.",
        at_levels(reserves),
        exact(exposure_years),
        exact(Warning::one_in(exposure_years).round())
    )
}
