//! What leads to a loss.

use super::{Findings, Subject};
use crate::decision::Failed;
use crate::decision::reverse::{Combination, EventSet, Multiple, Reverse, Reversed};
use crate::report::ReportError;
use crate::report::chart;
use crate::report::language::say;
use crate::report::table::{Column, Entry, Table};
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
        tables: vec![combinations(found, subject), sets(found, subject), multiples(found, subject)],
        brief: &["reserve", "groups", "share", "market_loss", "probability"],
        notes: notes(found, subject),
    })
}

fn title(found: &Reverse, subject: Subject) -> String {
    let (tongue, loss) = (subject.tongue, subject.tongue.percent(found.loss));
    let hardest = found.reserves.iter().max_by(|a, b| a.exceeds.value.total_cmp(&b.exceeds.value));
    let first = hardest.and_then(|reserve| Some((reserve, reserve.combinations.first()?)));
    let Some((reserve, first)) = first else {
        return say!(tongue, "reverse-title-nothing", loss = loss, paths = found.paths);
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
    say!(subject.tongue, "quoted", name = subject.names.reserve(&reserve.id))
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
        sentences.extend(reserve.multiple.map(|multiple| told(found, reserve, multiple, subject)));
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
            stated = tongue.percent(set.stated)
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

fn times(Estimate { value, low, high, .. }: Estimate, subject: Subject) -> String {
    let [value, low, high] = [value, low, high].map(|times| subject.tongue.plain(times));
    say!(subject.tongue, "interval", value = value, low = low, high = high)
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

fn combinations(found: &Reverse, subject: Subject) -> Table {
    let row = |reserve: &Reversed, one: &Combination| {
        let key = if one.groups.is_empty() { "market".to_owned() } else { one.groups.join("+") };
        vec![
            Entry::words(&*reserve.id, subject.names.reserve(&reserve.id)),
            Entry::words(key, subject.groups(&one.groups)),
            Entry::Interval(one.share),
            Entry::Interval(one.probability),
            Entry::Interval(one.exceeds_if),
            Entry::Share(one.market_loss),
            Entry::Share(one.loss),
        ]
    };
    let mut rows = Vec::new();
    for reserve in &found.reserves {
        rows.extend(reserve.combinations.iter().map(|one| row(reserve, one)));
        if reserve.others.count > 0 {
            rows.push(vec![
                Entry::words(&*reserve.id, subject.names.reserve(&reserve.id)),
                Entry::words("others", say!(subject.tongue, "reverse-others", count = reserve.others.count)),
                Entry::Interval(reserve.others.share),
                Entry::Interval(reserve.others.probability),
                Entry::Nothing,
                Entry::Nothing,
                Entry::Nothing,
            ]);
        }
    }
    let (head, loss) = (|id: &str| say!(subject.tongue, id), subject.tongue.percent(found.loss));
    Table {
        tongue: subject.tongue,
        id: "reverse",
        caption: say!(subject.tongue, "reverse-caption", loss = loss, source = subject.source()),
        columns: vec![
            Column::words("reserve", head("table-head-reserve")),
            Column::words("groups", head("reverse-head-groups")),
            Column::interval("share", head("reverse-head-share")),
            Column::interval("probability", head("reverse-head-probability")),
            Column::interval("exceeds_if", head("reverse-head-exceeds-if")),
            Column::number("market_loss", head("reverse-head-market")),
            Column::number("loss", head("reverse-head-loss")),
        ],
        rows,
    }
}

fn sets(found: &Reverse, subject: Subject) -> Table {
    let ids = |all: &[Failed]| {
        all.iter().map(|failed| format!("{}:{}", failed.counterparty, failed.mode)).collect::<Vec<_>>().join("+")
    };
    let row = |reserve: &Reversed, set: &EventSet| {
        let falls_too = if set.falls_too.is_empty() { "–".to_owned() } else { failures(&set.falls_too, subject) };
        vec![
            Entry::words(&*reserve.id, subject.names.reserve(&reserve.id)),
            Entry::words(ids(&set.failures), failures(&set.failures, subject)),
            Entry::words(ids(&set.falls_too), falls_too),
            Entry::Interval(set.loss.marked.estimate()),
            Entry::Money(set.money, subject.ground.base_currency.clone()),
            Entry::Share(set.stated),
            Entry::Interval(set.simulated),
        ]
    };
    let rows = found.reserves.iter().flat_map(|reserve| reserve.sets.iter().map(move |set| row(reserve, set)));
    let (head, loss) = (|id: &str| say!(subject.tongue, id), subject.tongue.percent(found.loss));
    Table {
        tongue: subject.tongue,
        id: "reverse-sets",
        caption: say!(subject.tongue, "reverse-sets-caption", loss = loss, source = subject.source()),
        columns: vec![
            Column::words("reserve", head("table-head-reserve")),
            Column::words("failures", head("reverse-head-failures")),
            Column::words("falls_too", head("reverse-head-falls-too")),
            Column::interval("loss", head("reverse-head-cost")),
            Column::number("money", head("reverse-head-money")),
            Column::number("stated", head("reverse-head-stated")),
            Column::interval("simulated", head("reverse-head-simulated")),
        ],
        rows: rows.collect(),
    }
}

fn multiples(found: &Reverse, subject: Subject) -> Table {
    let row = |reserve: &Reversed| {
        let (key, id, multiple) = match reserve.multiple {
            Some(Multiple::MarketAlone { .. }) => ("market-alone", "reverse-found-market", None),
            Some(Multiple::At { multiple }) if multiple.value < 1.0 => {
                ("broken", "reverse-found-broken", Some(multiple))
            }
            Some(Multiple::At { multiple }) => ("at", "reverse-found-at", Some(multiple)),
            Some(Multiple::NotBroken { .. }) => ("not-broken", "reverse-found-never", None),
            None => ("untold", "reverse-found-untold", None),
        };
        let number = |of: fn(Estimate) -> f64| match multiple.map(of) {
            Some(times) => Entry::Told(times, subject.tongue.plain(times)),
            None => Entry::Nothing,
        };
        vec![
            Entry::words(&*reserve.id, subject.names.reserve(&reserve.id)),
            Entry::Interval(reserve.exceeds),
            Entry::Interval(reserve.market_alone),
            Entry::words(key, say!(subject.tongue, id)),
            number(|multiple| multiple.value),
            number(|multiple| multiple.low),
            number(|multiple| multiple.high),
        ]
    };
    let (head, loss) = (|id: &str| say!(subject.tongue, id), subject.tongue.percent(found.loss));
    Table {
        tongue: subject.tongue,
        id: "reverse-multiples",
        caption: say!(subject.tongue, "reverse-multiples-caption", loss = loss, source = subject.source()),
        columns: vec![
            Column::words("reserve", head("table-head-reserve")),
            Column::interval("exceeds", head("reverse-head-exceeds")),
            Column::interval("market_alone", head("reverse-head-market-alone")),
            Column::words("found", head("reverse-head-found")),
            Column::number("multiple", head("reverse-head-multiple")),
            Column::number("multiple_low", head("reverse-head-multiple-low")),
            Column::number("multiple_high", head("reverse-head-multiple-high")),
        ],
        rows: found.reserves.iter().map(row).collect(),
    }
}
