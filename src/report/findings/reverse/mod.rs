//! What leads to a loss.

mod tables;

use super::{Findings, Subject};
use crate::decision::Failed;
use crate::decision::reverse::{EventSet, Multiple, MultipleAtEnd, Reverse, Reversed};
use crate::report::ReportError;
use crate::report::chart;
use crate::report::language::say;
use crate::statistics::Estimate;

/// So many reserves are told in sentences, each with so many sets.
const MOST_RESERVES: usize = 4;
const MOST_SETS: usize = 3;

pub(super) fn findings(found: &Reverse, subject: Subject) -> Result<Findings, ReportError> {
    let brief = subject.brief();
    let chart = chart::findings::reverse::chart(found, title(found, brief), brief)?;
    Ok(Findings {
        title: title(found, subject),
        sentences: sentences(found, subject),
        charts: chart.into_iter().collect(),
        tables: tables::all(found, subject),
        brief: &["reserve", "groups", "share", "market_loss", "probability"],
        notes: notes(found, subject),
    })
}

fn title(found: &Reverse, subject: Subject) -> String {
    let (tongue, loss) = (subject.tongue, subject.tongue.percent(found.loss));
    let hardest = found.reserves.iter().max_by(|a, b| a.exceeds.value.total_cmp(&b.exceeds.value));
    let first = hardest.and_then(|reserve| Some((reserve, reserve.combinations.first()?)));
    let Some((reserve, first)) = first else {
        return match found.reserves.as_slice() {
            [only] => {
                let reserve = quoted(only, subject);
                say!(tongue, "reverse-title-nothing-of-one", reserve = reserve, loss = loss, paths = found.paths)
            }
            _ => say!(tongue, "reverse-title-nothing", loss = loss, paths = found.paths),
        };
    };
    let id = if first.groups.is_empty() { "reverse-title-market" } else { "reverse-title" };
    say!(
        tongue,
        id,
        reserve = quoted(reserve, subject),
        loss = loss,
        groups = subject.groups(&first.groups),
        share = tongue.percent(first.share.value),
        exceeds = tongue.percent_with_interval(reserve.exceeds)
    )
}

fn quoted(reserve: &Reversed, subject: Subject) -> String {
    subject.quoted(&reserve.id)
}

fn failures(all: &[Failed], subject: Subject) -> String {
    let one = |failed: &Failed| subject.names.failure(&subject.names.counterparty(&failed.counterparty), &failed.mode);
    all.iter().map(one).collect::<Vec<_>>().join(" + ")
}

fn sentences(found: &Reverse, subject: Subject) -> Vec<String> {
    let mut sentences = Vec::new();
    for reserve in found.reserves.iter().take(MOST_RESERVES) {
        sentences.push(ways(found, reserve, subject));
        sentences.push(smallest(found, reserve, subject));
        if let Some(multiple) = reserve.multiple {
            let ends = reserve.multiple_at_ends.map(|ends| ends_told(ends, subject));
            let told = told(found, reserve, multiple, subject);
            sentences.push(ends.into_iter().fold(told, |told, ends| format!("{told} {ends}")));
        }
    }
    if found.reserves.len() > MOST_RESERVES {
        sentences.push(say!(subject.tongue, "reserves-more", count = found.reserves.len() - MOST_RESERVES));
    }
    sentences
}

/// How likely the loss is, and what leads there most often.
fn ways(found: &Reverse, reserve: &Reversed, subject: Subject) -> String {
    let (tongue, loss) = (subject.tongue, subject.tongue.percent(found.loss));
    let name = quoted(reserve, subject);
    let Some(first) = reserve.combinations.first() else {
        let (worst, most) = (tongue.percent(reserve.worst), tongue.percent(reserve.exceeds.high));
        return say!(tongue, "reverse-nothing", reserve = name, loss = loss, worst = worst, most = most);
    };
    let id = if first.groups.is_empty() { "reverse-ways-market" } else { "reverse-ways" };
    say!(
        tongue,
        id,
        reserve = name,
        loss = loss,
        exceeds = tongue.percent_with_interval(reserve.exceeds),
        market = tongue.percent_with_interval(reserve.market_alone),
        groups = subject.groups(&first.groups),
        share = tongue.percent_with_interval(first.share),
        fall = tongue.percent(first.market_loss)
    )
}

/// The smallest sets of failures that cost so much tomorrow.
fn smallest(found: &Reverse, reserve: &Reversed, subject: Subject) -> String {
    let (tongue, loss) = (subject.tongue, subject.tongue.percent(found.loss));
    let name = quoted(reserve, subject);
    if reserve.sets.is_empty() {
        let all = tongue.percent_with_interval(reserve.all_together.estimate());
        let most = reserve.searched.most_together;
        return if reserve.all_together.value > found.loss {
            say!(tongue, "reverse-sets-larger", reserve = name, loss = loss, all = all, most = most)
        } else {
            say!(tongue, "reverse-sets-never", reserve = name, loss = loss, all = all)
        };
    }
    let one = |set: &EventSet| {
        say!(
            tongue,
            "reverse-set",
            failures = failures(&set.failures, subject),
            cost = tongue.percent_with_interval(set.loss.marked.estimate()),
            stated = tongue.percent_with_interval(set.stated.estimate())
        )
    };
    let sets: Vec<String> = reserve.sets.iter().take(MOST_SETS).map(one).collect();
    let count = reserve.searched.sets;
    say!(tongue, "reverse-sets", reserve = name, loss = loss, count = count, sets = sets.join("; "))
}

/// At which multiple of the hazards the tolerance is broken.
fn told(found: &Reverse, reserve: &Reversed, multiple: Multiple, subject: Subject) -> String {
    let tongue = subject.tongue;
    let (name, loss) = (quoted(reserve, subject), tongue.percent(found.loss));
    let probability = tongue.percent(found.probability.unwrap_or(f64::NAN));
    match multiple {
        Multiple::MarketAlone { market } => {
            let market = tongue.percent_with_interval(market);
            say!(
                tongue,
                "reverse-multiple-market",
                reserve = name,
                loss = loss,
                probability = probability,
                market = market
            )
        }
        Multiple::At { multiple } => {
            let id = if multiple.value < 1.0 { "reverse-multiple-broken" } else { "reverse-multiple-at" };
            let times = times(multiple, subject);
            say!(tongue, id, reserve = name, loss = loss, probability = probability, times = times)
        }
        Multiple::NotBroken { largest, exceeds } => say!(
            tongue,
            "reverse-multiple-never",
            reserve = name,
            loss = loss,
            probability = probability,
            largest = tongue.plain(largest),
            exceeds = tongue.percent_with_interval(exceeds)
        ),
    }
}

/// The same with the ranged inputs at the ends that hurt less and more.
fn ends_told(ends: [MultipleAtEnd; 2], subject: Subject) -> String {
    let [sparing, hurting] = ends.map(|end| at_end(end, subject));
    say!(subject.tongue, "reverse-multiple-ends", sparing = sparing, hurting = hurting)
}

fn at_end(end: MultipleAtEnd, subject: Subject) -> String {
    let tongue = subject.tongue;
    match end {
        MultipleAtEnd::MarketAlone => say!(tongue, "reverse-found-market"),
        MultipleAtEnd::At { multiple } => say!(tongue, "reverse-end-at", times = tongue.plain(multiple)),
        MultipleAtEnd::NotBroken { largest } => say!(tongue, "reverse-end-never", largest = tongue.plain(largest)),
    }
}

fn times(multiple: Estimate, subject: Subject) -> String {
    subject.tongue.plain_with_interval(multiple)
}

fn notes(found: &Reverse, subject: Subject) -> Vec<String> {
    let tongue = subject.tongue;
    let mut notes = vec![say!(tongue, "reverse-note-ways"), say!(tongue, "reverse-note-sets")];
    for reserve in &found.reserves {
        let searched = reserve.searched;
        if searched.searched < searched.events {
            let (name, events, all) = (quoted(reserve, subject), searched.searched, searched.events);
            let most = searched.most_together;
            notes.push(say!(tongue, "reverse-note-bound", reserve = name, events = events, all = all, most = most));
        }
    }
    match found.probability {
        Some(_) => notes.push(say!(tongue, "reverse-note-multiple")),
        None => notes.push(say!(tongue, "reverse-note-no-tolerance")),
    }
    notes
}
