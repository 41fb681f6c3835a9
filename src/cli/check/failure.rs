//! Each counterparty's chance of failing, and what then happens; who raises or falls with whom.

use super::holding::{days_words, share_words};
use super::sources::{source, source_beside_modes};
use super::{MOST_TOLD, Page, asset_name, clean_paragraph, failure_of, if_one_fails, listed, name_of};
use crate::cli::wording::{clean, grouped, percent, three_digits, two_digits};
use crate::failure::stated::{stated_by_mode, stated_probability};
use crate::failure::{Anchor, Basis, Copula, Counterparty, EvidencePool, Hazard, Kind, Mode};
use crate::scenario::Scenario;
use crate::units::{CounterpartyIndex, GroupIndex, ModeIndex};

/// Tells of counterparties, of what ties them together, and of evidence.
pub fn tell(page: &mut Page, scenario: &Scenario) {
    let days = grouped(scenario.grid().horizon_days() as f64);
    page.title(&format!("Who can fail within {days} days, and what then happens"));
    let told = told(scenario);
    for who in &told {
        tell_counterparty(page, scenario, *who);
    }
    let untold = scenario.counterparties().len() - usize::from(!scenario.own_keys_stated()) - told.len();
    if untold > 0 {
        page.item("  ", &format!("{} more who hold less", grouped(untold as f64)));
    }
    page.title("Who falls or suffers with whom");
    tell_ties(page, scenario, &told);
    if !scenario.pools().is_empty() {
        page.title("What chances rest on evidence");
        for pool in scenario.pools() {
            tell_pool(page, scenario, pool);
        }
    }
}

/// Who is told of: all, or of a long list those who hold most.
fn told(scenario: &Scenario) -> Vec<CounterpartyIndex> {
    let first = usize::from(!scenario.own_keys_stated());
    let mut told: Vec<CounterpartyIndex> = (first..scenario.counterparties().len()).map(CounterpartyIndex).collect();
    if told.len() > MOST_TOLD {
        let mut held = vec![0.0; scenario.counterparties().len()];
        for position in scenario.reserves().iter().flat_map(|reserve| &reserve.positions) {
            held[position.custodian.0] += position.weight;
        }
        told.sort_by(|a, b| held[b.0].total_cmp(&held[a.0]));
        told.truncate(MOST_TOLD);
    }
    told
}

fn tell_counterparty(page: &mut Page, scenario: &Scenario, who: CounterpartyIndex) {
    let counterparty = &scenario.counterparties()[who.0];
    let years = scenario.grid().horizon_years();
    let chance = percent(stated_probability(counterparty, scenario.pools(), years));
    let by_mode = stated_by_mode(counterparty, scenario.pools(), years);
    let group = &scenario.groups()[counterparty.group.0];
    let family = if group.members.len() > 1 { format!(", of the group {}", group.id) } else { String::new() };
    let beside = if counterparty.fails_with.is_empty() { "" } else { " of its own causes" };
    let title = match counterparty.kind {
        Kind::OwnKeys => "Own keys".to_owned(),
        kind => format!("{} ({}{family})", name_of(scenario, who), kind_words(kind)),
    };
    page.say("  ", &format!("{title}: {chance}%{beside}"));
    for (place, mode) in counterparty.modes.iter().enumerate() {
        page.item("    ", &mode_words(scenario, who, ModeIndex(place), by_mode[place]));
        let id = if who == CounterpartyIndex::OWN_KEYS { "self.".to_owned() } else { mode_address(counterparty, mode) };
        page.source(
            "      ",
            source(scenario, &id).filter(|source| Some(*source) != source_beside_modes(scenario, &counterparty.id)),
        );
    }
    for words in moods(scenario, counterparty) {
        page.item("    ", &words);
    }
    page.source("    ", source_beside_modes(scenario, &counterparty.id));
}

fn mode_address(counterparty: &Counterparty, mode: &Mode) -> String {
    format!("counterparty.{}.mode.{}.", counterparty.id, mode.id)
}

fn kind_words(kind: Kind) -> &'static str {
    match kind {
        Kind::OwnKeys => "own keys",
        Kind::Exchange => "exchange",
        Kind::Custodian => "custodian",
        Kind::Keys => "a vault of keys",
        Kind::Lender => "lender",
        Kind::Bank => "bank",
        Kind::Issuer => "issuer",
        Kind::Chain => "chain",
        Kind::Authority => "authority",
        Kind::Other => "other",
    }
}

fn mode_words(scenario: &Scenario, who: CounterpartyIndex, how: ModeIndex, chance: f64) -> String {
    let counterparty = &scenario.counterparties()[who.0];
    let mode = &counterparty.modes[how.0];
    let evidence = match mode.hazard {
        Hazard::Evidence { pool, .. } => format!(" (evidence {})", scenario.pools()[pool.0].id),
        Hazard::Rate(_) => String::new(),
    };
    let mut words = vec![format!("{}: {}%{evidence}.", failure_of(scenario, who, how), percent(chance))];
    words.push(if counterparty.is_keys() { keys_lost(mode) } else { custody_lost(mode) });
    if let Some(fall) = &mode.market_drawdown {
        words.push(format!("All prices fall with it, by {}.", share_words(fall)));
    }
    words.join(" ")
}

fn keys_lost(mode: &Mode) -> String {
    format!("Of what is there, {} is lost for good; the place stays open.", share_words(&mode.loss_given_failure))
}

fn custody_lost(mode: &Mode) -> String {
    let escape = mode.escape_fraction.max();
    let out = if escape > 0.0 {
        format!("{} gets out in time. Of the rest, ", share_words(&mode.escape_fraction))
    } else {
        "Of what is there, ".to_owned()
    };
    let lost =
        if mode.loss_given_failure.max() == 0.0 { "nothing".to_owned() } else { share_words(&mode.loss_given_failure) };
    let back = match &mode.recovery {
        None => "nothing comes back".to_owned(),
        Some(recovery) => {
            let basis = match recovery.basis {
                Basis::InKind => "in kind, whatever that is worth then",
                Basis::PetitionDate => "in money, at the prices of the day of failure",
            };
            let wait = if recovery.delay_days.max() == 0.0 {
                "at once".to_owned()
            } else {
                format!("after {}", days_words(&recovery.delay_days))
            };
            format!("what is left is paid {wait}, {basis}")
        }
    };
    format!("{out}{lost} is lost for good; {back}.")
}

/// What moves a counterparty's chance, and what its failure does to others.
fn moods(scenario: &Scenario, counterparty: &Counterparty) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(stress) = counterparty.stress {
        words.push(format!(
            "More likely in bad times: while {} is at half its peak, {} times as likely as at that peak.",
            asset_name(scenario, stress.asset),
            two_digits(stress.factor(0.5))
        ));
    }
    if let Some(raise) = counterparty.raises_all {
        words.push(format!("Its failure makes that of all others {}.", raised(raise.multiplier, raise.half_life_days)));
    }
    for (other, raise) in &counterparty.raises {
        let name = name_of(scenario, *other);
        words.push(format!("Its failure makes that of {name} {}.", raised(raise.multiplier, raise.half_life_days)));
    }
    let moves = counterparty.stress.is_some() || counterparty.anchor == Anchor::Average;
    if moves {
        words.push(match counterparty.anchor {
            Anchor::Average => "Its chance stays as stated on average; bad times only decide when.".to_owned(),
            Anchor::Baseline => "Its chance is that of calm times; bad times add to it.".to_owned(),
        });
    }
    words
}

fn raised(multiplier: f64, half_life_days: f64) -> String {
    format!(
        "{} times as likely at first, half of that gone every {} days",
        three_digits(multiplier),
        three_digits(half_life_days)
    )
}

fn tell_ties(page: &mut Page, scenario: &Scenario, told: &[CounterpartyIndex]) {
    let mut is_tied = false;
    for who in told {
        let counterparty = &scenario.counterparties()[who.0];
        for tie in &counterparty.fails_with {
            let cause = if_one_fails(scenario, tie.trigger, &tie.modes);
            let chance = percent(tie.probability);
            let then = failure_of(scenario, *who, tie.as_mode);
            page.item("  ", &format!("With a chance of {chance}%, {then} on the same day {cause}."));
            is_tied = true;
        }
    }
    for (place, factor) in scenario.factors().iter().enumerate() {
        let loaded = |who: &&CounterpartyIndex| {
            scenario.counterparties()[who.0].loadings.iter().any(|(index, loading)| index.0 == place && *loading != 0.0)
        };
        let names: Vec<String> = told.iter().filter(loaded).map(|who| name_of(scenario, *who)).collect();
        if names.len() > 1 {
            page.item("  ", &format!("Bad times named {} come to {} together.", clean(factor), listed(&names, "and")));
            is_tied = true;
        }
    }
    if let Copula::StudentT { dof } = scenario.copula() {
        let dof = three_digits(*dof);
        page.item(
            "  ",
            &format!("Extremely bad times come to all at once (Student-t copula, {dof} degrees of freedom)."),
        );
        is_tied = true;
    }
    for group in scenario.groups().iter().skip(GroupIndex::OWN_KEYS.0 + 1).filter(|group| group.members.len() > 1) {
        let members = group.members.iter().filter(|member| told.contains(member));
        let names: Vec<String> = members.map(|member| name_of(scenario, *member)).collect();
        page.item(
            "  ",
            &format!("{} are one group, {}: figures are given for it as a whole.", listed(&names, "and"), group.id),
        );
        is_tied = true;
    }
    if !is_tied {
        page.say("  ", "Nobody: failures have nothing to do with each other.");
    }
}

fn tell_pool(page: &mut Page, scenario: &Scenario, pool: &EvidencePool) {
    let users = scenario.counterparties().iter().filter(|counterparty| cites(scenario, counterparty, pool));
    let names: Vec<String> = users.take(MOST_TOLD).map(|counterparty| clean(&counterparty.name)).collect();
    page.item(
        "  ",
        &format!(
            "{}: {} of {} in {} years of exposure; used for {}. How little that tells is part of the figures.",
            pool.id,
            cases(pool.failures),
            clean_paragraph(&pool.counts),
            three_digits(pool.exposure_years),
            listed(&names, "and"),
        ),
    );
    page.source("    ", source(scenario, &format!("evidence.{}.", pool.id)));
}

fn cases(count: f64) -> String {
    if count == 1.0 { "1 case".to_owned() } else { format!("{} cases", three_digits(count)) }
}

fn cites(scenario: &Scenario, counterparty: &Counterparty, pool: &EvidencePool) -> bool {
    counterparty.modes.iter().any(|mode| match mode.hazard {
        Hazard::Evidence { pool: cited, .. } => scenario.pools()[cited.0].id == pool.id,
        Hazard::Rate(_) => false,
    })
}
