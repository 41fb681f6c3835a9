//! What happens if an event happens.

use super::{Findings, Subject};
use crate::decision::{Failed, Lost, Node, OtherMode, Raised, Reached, WhatIf};
use crate::report::ReportError;
use crate::report::chart;
use crate::report::language::say;
use crate::report::table::{Column, Entry, Table};

/// So many names are told in a sentence, and sentences of reserves.
const MOST_NAMES: usize = 6;
/// What adds less adds nothing.
const ROUNDING: f64 = 1e-12;

pub(super) fn findings(found: &WhatIf, subject: Subject) -> Result<Findings, ReportError> {
    let brief = subject.brief();
    let chart = chart::findings::what_if::chart(found, title(found, brief), brief)?;
    Ok(Findings {
        title: title(found, subject),
        sentences: sentences(found, subject),
        charts: chart.into_iter().collect(),
        tables: vec![nodes(found, subject), reserves(found, subject)],
        brief: &["failure", "chance", "reserve", "marked", "money"],
        notes: notes(found, subject),
    })
}

/// The reserve that loses most, and what it loses.
fn title(found: &WhatIf, subject: Subject) -> String {
    let (tongue, condition) = (subject.tongue, condition(&found.event, subject));
    let told = |lost: &&Lost| lost.expected.marked.value.is_finite() && lost.all.marked.value > 0.0;
    let marked = |lost: &Lost| lost.expected.marked.value;
    let hardest = found.reserves.iter().filter(told).max_by(|a, b| marked(a).total_cmp(&marked(b)));
    let Some(hardest) = hardest else { return say!(tongue, "what-if-title-nothing", condition = condition) };
    let (loss, reserve) = (tongue.percent_with_interval(hardest.expected.marked.estimate()), reserve(hardest, subject));
    match &found.event[..] {
        [one] if found.is_decision => {
            let who = subject.names.counterparty(&one.counterparty);
            say!(tongue, "what-if-title-decision", who = who, loss = loss, reserve = reserve)
        }
        _ => say!(tongue, "what-if-title", condition = condition, loss = loss, reserve = reserve),
    }
}

fn reserve(lost: &Lost, subject: Subject) -> String {
    subject.quoted(&lost.id)
}

/// `if A should become insolvent and if B should be hacked`.
fn condition(event: &[Failed], subject: Subject) -> String {
    let one =
        |failed: &Failed| subject.names.if_failure(&subject.names.counterparty(&failed.counterparty), &failed.mode);
    let all = event.iter().map(one);
    all.reduce(|first, second| say!(subject.tongue, "what-if-and", first = first, second = second)).unwrap_or_default()
}

fn failure(failed: &Failed, subject: Subject) -> String {
    subject.names.failure(&subject.names.counterparty(&failed.counterparty), &failed.mode)
}

fn sentences(found: &WhatIf, subject: Subject) -> Vec<String> {
    let mut sentences = vec![followers(found, subject)];
    sentences.extend(found.reserves.iter().take(MOST_NAMES).map(|lost| sentence(lost, subject)));
    if found.reserves.len() > MOST_NAMES {
        sentences.push(say!(subject.tongue, "reserves-more", count = found.reserves.len() - MOST_NAMES));
    }
    if !found.untouched_members.is_empty() {
        let names = found.untouched_members.iter().map(|id| subject.names.counterparty(id)).collect();
        sentences.push(say!(subject.tongue, "what-if-untouched", names = some(names, subject)));
    }
    if !found.raised.is_empty() {
        let rows = found.raised.iter().map(|one| raised(one, subject)).collect();
        sentences.push(say!(subject.tongue, "what-if-raised", rows = some(rows, subject)));
    }
    if !found.other_modes.is_empty() {
        let modes = found.other_modes.iter().map(|one| other_mode(one, subject)).collect();
        sentences.push(say!(subject.tongue, "what-if-other-modes", modes = some(modes, subject)));
    }
    sentences
}

/// The first of many, and how many more there are.
fn some(mut names: Vec<String>, subject: Subject) -> String {
    let more = names.len().saturating_sub(MOST_NAMES);
    names.truncate(MOST_NAMES);
    let names = names.join("; ");
    if more == 0 { names } else { say!(subject.tongue, "what-if-and-more", names = names, count = more) }
}

fn followers(found: &WhatIf, subject: Subject) -> String {
    let following: Vec<&Node> = found.nodes.iter().filter(|node| node.depth > 0).collect();
    let one = |node: &&Node| {
        let failure = failure(&node.failed, subject);
        if node.is_certain {
            return say!(subject.tongue, "what-if-follower-certain", failure = failure);
        }
        say!(subject.tongue, "what-if-follower", failure = failure, chance = subject.tongue.percent(node.probability))
    };
    let names = some(following.iter().map(one).collect(), subject);
    match following.len() {
        0 => say!(subject.tongue, "what-if-no-followers"),
        count => say!(subject.tongue, "what-if-followers", count = count, names = names),
    }
}

fn sentence(lost: &Lost, subject: Subject) -> String {
    let (tongue, reserve) = (subject.tongue, reserve(lost, subject));
    let share = |exact: crate::decision::Exact| tongue.percent_with_interval(exact.estimate());
    if lost.all.liquid.value <= 0.0 {
        return say!(tongue, "what-if-reserve-nothing", reserve = reserve);
    }
    if !lost.expected.marked.value.is_finite() {
        let (certain, all) = (share(lost.certain.marked), share(lost.all.marked));
        return say!(tongue, "what-if-reserve-untold", reserve = reserve, certain = certain, all = all);
    }
    let is_sure = lost.certain.marked.value == lost.all.marked.value;
    let is_same = lost.expected.liquid.value == lost.expected.eventual.value;
    let id = match (is_sure, is_same) {
        (true, true) => "what-if-reserve-certain-without-claims",
        (true, false) => "what-if-reserve-certain",
        (false, true) => "what-if-reserve-without-claims",
        (false, false) => "what-if-reserve",
    };
    say!(
        tongue,
        id,
        reserve = reserve,
        marked = share(lost.expected.marked),
        money = tongue.money(lost.expected_money, &subject.ground.base_currency),
        liquid = share(lost.expected.liquid),
        eventual = share(lost.expected.eventual),
        certain = share(lost.certain.marked),
        all = share(lost.all.marked),
    )
}

fn raised(one: &Raised, subject: Subject) -> String {
    let (tongue, by) = (subject.tongue, subject.names.counterparty(&one.by));
    let (times, days) = (tongue.plain(one.multiplier), tongue.plain(one.half_life_days));
    match &one.whom {
        Some(whom) => {
            let whom = subject.names.counterparty(whom);
            say!(tongue, "what-if-raises", by = by, whom = whom, times = times, days = days)
        }
        None => say!(tongue, "what-if-raises-all", by = by, times = times, days = days),
    }
}

fn other_mode(one: &OtherMode, subject: Subject) -> String {
    let most = one.expected.iter().map(|ladder| ladder.marked.value).fold(0.0, f64::max);
    say!(
        subject.tongue,
        "what-if-other-mode",
        failure = failure(&one.failed, subject),
        loss = subject.tongue.percent(most)
    )
}

fn notes(found: &WhatIf, subject: Subject) -> Vec<String> {
    let tongue = subject.tongue;
    let mut notes = vec![say!(tongue, "what-if-note"), say!(tongue, "what-if-note-ladder")];
    let hidden = found.nodes.iter().filter(|node| !node.is_told).count();
    if hidden > 0 {
        notes.push(say!(tongue, "what-if-note-rest", count = hidden));
    }
    if found.reserves.iter().any(|lost| lost.expected.marked.range.is_some()) {
        notes.push(say!(tongue, "what-if-note-range"));
    }
    if found.nodes.iter().any(|node| node.probability.is_nan()) {
        notes.push(say!(tongue, "what-if-note-untold"));
    }
    notes
}

/// One row a node and reserve that it costs anything.
fn nodes(found: &WhatIf, subject: Subject) -> Table {
    let tongue = subject.tongue;
    let mut rows = Vec::new();
    for node in found.nodes.iter().filter(|node| node.is_told) {
        let costs = |(_, reached): &(usize, &Reached)| match node.depth {
            0 => reached.loss.liquid.value > 0.0,
            _ => reached.adds.abs() > ROUNDING,
        };
        let touched: Vec<_> = node.losses.iter().enumerate().filter(costs).collect();
        if touched.is_empty() {
            rows.push(row(node, None, found, subject));
        }
        rows.extend(touched.into_iter().map(|reached| row(node, Some(reached), found, subject)));
    }
    rows.extend(found.reserves.iter().filter(|lost| lost.rest != 0.0).map(|lost| rest(lost, found, subject)));
    let head = |id: &str| say!(tongue, id);
    Table {
        tongue,
        id: "what-if",
        caption: say!(tongue, "what-if-caption", source = subject.source()),
        columns: vec![
            Column::words("failure", head("what-if-head-failure")),
            Column::words("falls_with", head("what-if-head-with")),
            Column::number("chance", head("what-if-head-chance")),
            Column::words("moves", head("what-if-head-moves")),
            Column::words("reserve", head("table-head-reserve")),
            Column::interval("liquid", head("what-if-head-liquid")),
            Column::interval("marked", head("what-if-head-marked")),
            Column::interval("eventual", head("what-if-head-eventual")),
            Column::number("adds", head("what-if-head-adds")),
            Column::number("money", head("what-if-head-money")),
        ],
        rows,
    }
}

fn row(node: &Node, reached: Option<(usize, &Reached)>, found: &WhatIf, subject: Subject) -> Vec<Entry> {
    let tongue = subject.tongue;
    let Failed { counterparty, mode } = &node.failed;
    let mut entries = vec![
        Entry::words(
            format!("{counterparty}:{mode}"),
            format!("{}{}", "· ".repeat(node.depth), failure(&node.failed, subject)),
        ),
        node.with.map_or_else(|| Entry::words("", "–"), |with| falls_with(node, &found.nodes[with], subject)),
        Entry::Share(node.probability),
        moves(node, subject),
    ];
    match reached {
        Some((place, reached)) => {
            let id = &found.reserves[place].id;
            let rungs = [reached.loss.liquid, reached.loss.marked, reached.loss.eventual];
            entries.push(Entry::words(&**id, subject.names.reserve(id)));
            entries.extend(rungs.map(|exact| Entry::Interval(exact.estimate())));
            entries.push(Entry::Told(reached.adds, tongue.percent(reached.adds)));
            entries.push(money(reached.money, subject));
        }
        None => {
            entries.push(Entry::words("", "–"));
            entries.extend(std::iter::repeat_n(Entry::Nothing, 5));
        }
    }
    entries
}

/// With whom it falls, and with what chance; others with which it can fall too.
fn falls_with(node: &Node, above: &Node, subject: Subject) -> Entry {
    let (names, tongue) = (subject.names, subject.tongue);
    let who = names.counterparty(&above.failed.counterparty);
    let mut told = say!(tongue, "what-if-falls-with", who = who, chance = tongue.percent(node.falls_with));
    if !node.also_with.is_empty() {
        let others = node.also_with.iter().map(|id| names.counterparty(id)).collect::<Vec<_>>().join(", ");
        told = say!(tongue, "what-if-also-with", told = told, others = others);
    }
    let ids: Vec<&str> = node.also_with.iter().map(String::as_str).collect();
    Entry::words([&[above.failed.counterparty.as_str()][..], &ids].concat().join("; "), told)
}

/// Prices that a failure moves.
fn moves(node: &Node, subject: Subject) -> Entry {
    let tongue = subject.tongue;
    let (mut keys, mut told) = (Vec::new(), Vec::new());
    for link in &node.links {
        keys.push(format!("{}={}", link.asset, -link.drawdown));
        let (asset, drawdown) = (subject.names.asset(&link.asset), tongue.percent(link.drawdown));
        told.push(match link.recovers_after_days {
            Some(days) => {
                let days = tongue.plain(days);
                say!(tongue, "what-if-moves-for-a-while", asset = asset, drawdown = drawdown, days = days)
            }
            None => say!(tongue, "what-if-moves", asset = asset, drawdown = drawdown),
        });
        if link.claim_is_worthless {
            told.push(say!(tongue, "what-if-moves-worthless", asset = subject.names.asset(&link.asset)));
        }
    }
    if node.market_drawdown > 0.0 {
        keys.push(format!("market={}", -node.market_drawdown));
        told.push(say!(tongue, "what-if-moves-market", drawdown = tongue.percent(node.market_drawdown)));
    }
    let told = if told.is_empty() { "–".to_owned() } else { told.join("; ") };
    Entry::words(keys.join("; "), told)
}

/// What nodes that are not told one by one add.
fn rest(lost: &Lost, found: &WhatIf, subject: Subject) -> Vec<Entry> {
    let count = found.nodes.iter().filter(|node| !node.is_told).count();
    let nothing = || Entry::Nothing;
    vec![
        Entry::words("others", say!(subject.tongue, "what-if-others", count = count)),
        Entry::words("", "–"),
        nothing(),
        Entry::words("", "–"),
        Entry::words(&*lost.id, subject.names.reserve(&lost.id)),
        nothing(),
        nothing(),
        nothing(),
        Entry::Told(lost.rest, subject.tongue.percent(lost.rest)),
        money(lost.rest_money, subject),
    ]
}

fn money(amount: f64, subject: Subject) -> Entry {
    Entry::Money(amount, subject.tongue.money(amount, &subject.ground.base_currency))
}

/// One row a reserve.
fn reserves(found: &WhatIf, subject: Subject) -> Table {
    let row = |lost: &Lost| {
        let shares = [
            lost.event.marked,
            lost.certain.marked,
            lost.expected.liquid,
            lost.expected.marked,
            lost.expected.eventual,
            lost.all.marked,
        ];
        let mut entries = vec![Entry::words(&*lost.id, subject.names.reserve(&lost.id))];
        entries.extend(shares.map(|exact| Entry::Interval(exact.estimate())));
        entries.push(money(lost.expected_money, subject));
        entries
    };
    let head = |id: &str| say!(subject.tongue, id);
    Table {
        tongue: subject.tongue,
        id: "what-if-reserves",
        caption: say!(subject.tongue, "what-if-reserves-caption", source = subject.source()),
        columns: vec![
            Column::words("reserve", head("table-head-reserve")),
            Column::interval("event", head("what-if-head-event")),
            Column::interval("certain", head("what-if-head-certain")),
            Column::interval("mean_liquid", head("what-if-head-mean-liquid")),
            Column::interval("mean_marked", head("what-if-head-mean-marked")),
            Column::interval("mean_eventual", head("what-if-head-mean-eventual")),
            Column::interval("all", head("what-if-head-all")),
            Column::number("mean_money", head("what-if-head-mean-money")),
        ],
        rows: found.reserves.iter().map(row).collect(),
    }
}
