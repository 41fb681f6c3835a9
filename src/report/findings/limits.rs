//! How much may be held where.

use super::{Findings, Subject};
use crate::decision::limits::{Bound, Decision, Exposure, Limit, Limits, PositionLimit};
use crate::report::ReportError;
use crate::report::chart;
use crate::report::language::say;
use crate::report::table::{Column, Entry, Table};
use crate::statistics::Estimate;

/// So many decisions of authorities are told; the table has all.
const MOST_AUTHORITIES: usize = 3;
/// So many sentences of reserves are told; the table has all.
const MOST_SENTENCES: usize = 6;

pub(super) fn findings(found: &Limits, subject: Subject) -> Result<Findings, ReportError> {
    let brief = subject.brief();
    let chart = chart::findings::limits::chart(found, title(found, brief), brief)?;
    let mut notes = vec![say!(subject.tongue, "limits-note"), say!(subject.tongue, "limits-note-ends")];
    notes.push(say!(subject.tongue, "limits-note-set"));
    Ok(Findings {
        title: title(found, subject),
        sentences: sentences(found, subject),
        charts: chart.into_iter().collect(),
        tables: [limits(found, subject), positions(found, subject), authorities(found, subject)]
            .into_iter()
            .filter(|table| !table.rows.is_empty())
            .collect(),
        brief: &["group", "asset", "custodian", "loss", "most"],
        notes,
    })
}

/// A loss or weight as it is told: a figure without sampling error, and its range.
fn ranged(value: f64, range: Option<crate::assessment::Ends>) -> Estimate {
    Estimate { range, ..Estimate::between(value, value, value) }
}

fn share(subject: Subject, value: f64, range: Option<crate::assessment::Ends>) -> String {
    entry(value, range).text(subject.tongue)
}

/// The same as an entry of a table.
fn entry(value: f64, range: Option<crate::assessment::Ends>) -> Entry {
    range.map_or(Entry::Share(value), |_| Entry::Interval(ranged(value, range)))
}

/// A limit as it may be written into a policy.
fn most(limit: &Limit) -> Entry {
    Entry::AtMost(ranged(limit.most, limit.most_range))
}

/// The tightest limit.
fn title(found: &Limits, subject: Subject) -> String {
    let (tongue, names) = (subject.tongue, subject.names);
    let tolerance = tongue.level(found.tolerance);
    let Some(limit) = found.limits.iter().find(|limit| limit.most < 1.0) else {
        return say!(tongue, "limits-title-none", tolerance = tolerance);
    };
    let (group, asset) = (names.group(&limit.group), names.asset(&limit.asset));
    let most = most(limit).text(tongue);
    let id = if limit.keys_with_group { "limits-title-with-keys" } else { "limits-title-coin" };
    say!(tongue, id, tolerance = tolerance, group = group, asset = asset, most = most)
}

fn sentences(found: &Limits, subject: Subject) -> Vec<String> {
    let (tongue, names) = (subject.tongue, subject.names);
    let tolerance = tongue.level(found.tolerance);
    let mut breaking: Vec<&Exposure> = found.reserves.iter().filter(|one| !one.is_within).collect();
    breaking.sort_by(|a, b| b.loss.marked.total_cmp(&a.loss.marked));
    let told = |one: &&Exposure| {
        let (reserve, group) = (names.reserve(&one.reserve), names.group(&one.group));
        let loss = share(subject, one.loss.marked, one.loss_range);
        match mending(one) {
            Some(position) => say!(
                tongue,
                match position.bound {
                    Bound::AtLeast => "limits-breaks-least",
                    // Of one position there are no others that could be scaled.
                    _ if position.loss_without.is_none() => "limits-breaks-sole",
                    _ => "limits-breaks",
                },
                reserve = reserve,
                group = group,
                loss = loss,
                asset = names.asset(&position.asset),
                custodian = names.counterparty(&position.custodian),
                weight = tongue.percent(position.weight),
                bound = at_tolerance(position).text(tongue),
            ),
            None => say!(tongue, "limits-breaks-alone", reserve = reserve, group = group, loss = loss),
        }
    };
    let mut sentences = vec![say!(tongue, "limits-lead", tolerance = tolerance.clone())];
    if found.limits.iter().any(|limit| limit.most < 1.0) {
        sentences.push(say!(tongue, "limits-together", tolerance = tolerance.clone()));
    }
    sentences.extend(breaking.iter().take(MOST_SENTENCES).map(told));
    if breaking.is_empty() {
        sentences.push(say!(tongue, "limits-all-within", tolerance = tolerance));
    } else if breaking.len() > MOST_SENTENCES {
        sentences.push(say!(tongue, "limits-more", count = breaking.len() - MOST_SENTENCES));
    }
    sentences.extend(found.authorities.iter().take(MOST_AUTHORITIES).map(|one| {
        let expected = share(subject, one.expected.marked, one.expected_range);
        let (authority, reserve) = (names.counterparty(&one.authority), names.reserve(&one.reserve));
        let certain = tongue.percent(one.certain.marked);
        if (one.certain.marked - one.expected.marked).abs() < 1e-9 {
            return say!(tongue, "limits-authority-alone", authority = authority, reserve = reserve, loss = expected);
        }
        say!(
            tongue,
            "limits-authority",
            authority = authority,
            reserve = reserve,
            expected = expected,
            certain = certain
        )
    }));
    sentences
}

/// The position that mends it by itself: the one that must fall most, or else the one that must grow least.
fn mending(one: &Exposure) -> Option<&PositionLimit> {
    let change = |position: &PositionLimit| position.at_tolerance.map_or(0.0, |at| (position.weight - at).abs());
    let of = |bound: Bound| one.positions.iter().filter(move |position| position.bound == bound);
    let falls = of(Bound::AtMost).max_by(|a, b| change(a).total_cmp(&change(b)));
    falls.or_else(|| of(Bound::AtLeast).min_by(|a, b| change(a).total_cmp(&change(b))))
}

/// The weight at the tolerance, rounded to the side that keeps it.
fn at_tolerance(position: &PositionLimit) -> Entry {
    match (position.bound, position.at_tolerance) {
        (_, None) => Entry::Nothing,
        (Bound::AtLeast, Some(weight)) => Entry::AtLeast(weight),
        (_, Some(weight)) => Entry::AtMost(ranged(weight, None)),
    }
}

/// Limits group by group, those of the tightest first.
fn by_group(found: &Limits) -> Vec<&Limit> {
    let mut groups: Vec<&str> = found.limits.iter().map(|limit| limit.group.as_str()).collect();
    let mut seen = std::collections::BTreeSet::new();
    groups.retain(|group| seen.insert(*group));
    groups.iter().flat_map(|group| found.limits.iter().filter(move |limit| limit.group == **group)).collect()
}

fn limits(found: &Limits, subject: Subject) -> Table {
    let (tongue, names) = (subject.tongue, subject.names);
    let tolerance = tongue.level(found.tolerance);
    let row = |limit: &Limit| {
        let keys = if limit.keys_with_group { "limits-keys-with" } else { "limits-keys-elsewhere" };
        let arithmetic = match limit.most < 1.0 {
            true => {
                // Cut, so that what is written keeps the tolerance too.
                let most = libm::floor(limit.most * 1e4) / 1e4;
                format!("{tolerance} ÷ {} = {}", tongue.hundredfold(limit.loss.marked, 2), tongue.hundredfold(most, 2))
            }
            false => say!(tongue, "limits-no-limit"),
        };
        let mut entries = vec![
            Entry::words(&*limit.group, names.group(&limit.group)),
            Entry::words(&*limit.asset, names.asset(&limit.asset)),
            Entry::words(&*limit.custodian, names.counterparty(&limit.custodian)),
            Entry::words(if limit.keys_with_group { "with-group" } else { "elsewhere" }, say!(tongue, keys)),
            entry(limit.loss.marked, limit.loss_range),
            Entry::words(format!("{}/{}", found.tolerance, limit.loss.marked), arithmetic),
            most(limit),
        ];
        entries.push(Entry::words(today(limit), told_today(limit, subject)));
        entries
    };
    let head = |id: &str| say!(tongue, id);
    Table {
        tongue,
        id: "limits",
        caption: say!(tongue, "limits-caption", tolerance = tolerance.clone(), source = subject.source()),
        columns: vec![
            Column::words("group", head("limits-head-group")),
            Column::words("asset", head("limits-head-asset")),
            Column::words("custodian", head("limits-head-custodian")),
            Column::words("keys", head("limits-head-keys")),
            Column::interval("loss", head("limits-head-loss")),
            Column::words("arithmetic", head("limits-head-arithmetic")),
            Column::interval("most", head("limits-head-most")),
            Column::words("today", head("limits-head-today")),
        ],
        rows: by_group(found).into_iter().map(row).collect(),
    }
}

fn today(limit: &Limit) -> String {
    let held = limit.today.iter().filter(|one| one.weight > 0.0);
    held.map(|one| format!("{}={}", one.reserve, one.weight)).collect::<Vec<_>>().join("; ")
}

fn told_today(limit: &Limit, subject: Subject) -> String {
    let held = limit.today.iter().filter(|one| one.weight > 0.0);
    let told = |one: &crate::decision::limits::Today| {
        let (reserve, weight) = (subject.names.reserve(&one.reserve), subject.tongue.percent(one.weight));
        let id = if one.weight > limit.most + 1e-12 { "limits-today-above" } else { "limits-today" };
        say!(subject.tongue, id, reserve = reserve, weight = weight)
    };
    let told: Vec<String> = held.map(told).collect();
    if told.is_empty() { "–".to_owned() } else { told.join("; ") }
}

fn positions(found: &Limits, subject: Subject) -> Table {
    let (tongue, names) = (subject.tongue, subject.names);
    let row = |one: &Exposure, position: &PositionLimit| {
        let (key, bound) = match position.bound {
            Bound::AtMost => ("at-most", "limits-bound-at-most"),
            Bound::AtLeast => ("at-least", "limits-bound-at-least"),
            Bound::Any => ("any", "limits-bound-any"),
            Bound::Never => ("never", "limits-bound-never"),
        };
        vec![
            Entry::words(&*one.reserve, names.reserve(&one.reserve)),
            Entry::words(&*one.group, names.group(&one.group)),
            entry(one.loss.marked, one.loss_range),
            Entry::words(
                format!("{}@{}", position.asset, position.custodian),
                format!("{}, {}", names.asset(&position.asset), names.counterparty(&position.custodian)),
            ),
            Entry::Share(position.weight),
            position.loss_without.map_or(Entry::Nothing, Entry::Share),
            Entry::Share(position.loss_alone),
            Entry::words(key, say!(tongue, bound)),
            at_tolerance(position),
            position.address.as_deref().map_or(Entry::Nothing, Entry::quoted),
        ]
    };
    let rows = found.reserves.iter().flat_map(|one| one.positions.iter().map(move |position| row(one, position)));
    let head = |id: &str| say!(tongue, id);
    let tolerance = tongue.level(found.tolerance);
    Table {
        tongue,
        id: "weights",
        caption: say!(tongue, "limits-weights-caption", tolerance = tolerance, source = subject.source()),
        columns: vec![
            Column::words("reserve", head("table-head-reserve")),
            Column::words("group", head("limits-head-group")),
            Column::interval("loss", head("limits-head-reserve-loss")),
            Column::words("position", head("limits-head-position")),
            Column::number("weight", head("limits-head-weight")),
            Column::number("loss_without", head("limits-head-without")),
            Column::number("loss_alone", head("limits-head-alone")),
            Column::words("bound", head("limits-head-bound")),
            Column::number("at_tolerance", head("limits-head-at-tolerance")),
            Column::words("address", head("limits-head-address")),
        ],
        rows: rows.collect(),
    }
}

fn authorities(found: &Limits, subject: Subject) -> Table {
    let (tongue, names) = (subject.tongue, subject.names);
    let row = |one: &Decision| {
        vec![
            Entry::words(&*one.authority, names.counterparty(&one.authority)),
            Entry::words(&*one.mode, names.mode(&one.mode)),
            Entry::words(&*one.reserve, names.reserve(&one.reserve)),
            Entry::Share(one.certain.marked),
            entry(one.expected.marked, one.expected_range),
            Entry::Share(one.expected.liquid),
            Entry::Share(one.expected.eventual),
        ]
    };
    let head = |id: &str| say!(tongue, id);
    Table {
        tongue,
        id: "authorities",
        caption: say!(tongue, "limits-authorities-caption", source = subject.source()),
        columns: vec![
            Column::words("authority", head("limits-head-authority")),
            Column::words("mode", head("limits-head-how")),
            Column::words("reserve", head("table-head-reserve")),
            Column::number("certain", head("limits-head-certain")),
            Column::interval("expected", head("limits-head-expected")),
            Column::number("expected_liquid", head("limits-head-expected-liquid")),
            Column::number("expected_eventual", head("limits-head-expected-eventual")),
        ],
        rows: found.authorities.iter().map(row).collect(),
    }
}
