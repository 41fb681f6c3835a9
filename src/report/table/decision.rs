//! The decision card in figures.

use super::{Column, Entry, Subject, Table};
use crate::assessment::{Estimate, GroupDecision, NotTold, OutEarn, PairDecision, ReserveDecision};
use crate::report::language::say;

/// One row a reserve and group: what dependence costs and what its failure takes.
pub(super) fn of_reserves(subject: Subject) -> Table {
    let tongue = subject.tongue;
    let card = &subject.assessment.summary.decision;
    let rows =
        card.reserves.iter().flat_map(|reserve| reserve.groups.iter().map(move |group| row(subject, reserve, group)));
    let columns = vec![
        subject.reserves(),
        Column::number("price_per_year", say!(tongue, "decision-head-money")),
        Column::interval("price_share", say!(tongue, "decision-head-share")),
        Column::words("group", say!(tongue, "limits-head-group")),
        Column::interval("liquid", say!(tongue, "decision-head-liquid")),
        Column::interval("marked", say!(tongue, "decision-head-marked")),
        Column::interval("eventual", say!(tongue, "decision-head-eventual")),
        Column::interval("saved_per_year", say!(tongue, "decision-head-saved")),
        Column::interval("most", say!(tongue, "decision-head-most")),
    ];
    let mut told = vec![say!(tongue, "decision-caption")];
    let tolerance = card.tolerance.map(|tolerance| tongue.stated_percent(tolerance, &[]));
    told.extend(tolerance.map(|tolerance| say!(tongue, "decision-caption-tolerance", tolerance = tolerance)));
    subject.table("decision", told, columns, rows.collect())
}

fn row(subject: Subject, reserve: &ReserveDecision, group: &GroupDecision) -> Vec<Entry> {
    let share = |estimate: Estimate| certain_or(estimate.scaled(1.0 / reserve.initial_value));
    let price = reserve.price_per_year.value;
    vec![
        subject.reserve(&reserve.reserve),
        Entry::Money(price, subject.tongue.money_about(price, &subject.assessment.register.base_currency)),
        share(reserve.price_per_year),
        Entry::words(&*group.group, subject.names.group(&group.group)),
        share(group.liquid),
        share(group.marked),
        share(group.eventual),
        group.saved_per_year.map_or(Entry::Nothing, share),
        group.most.map_or(Entry::Nothing, Entry::AtMost),
    ]
}

/// A figure that is no estimate stands without an interval.
fn certain_or(estimate: Estimate) -> Entry {
    match estimate {
        Estimate { value, low, high, range: None } if low == value && high == value => Entry::Share(value),
        other => Entry::Interval(other),
    }
}

/// One row a pair and risk aversion: what the coin must earn.
pub(super) fn of_pairs(subject: Subject) -> Table {
    let tongue = subject.tongue;
    let pairs = &subject.assessment.summary.decision.pairs;
    let rows = pairs.iter().flat_map(|pair| rows_of_pair(subject, pair));
    let columns = vec![
        Column::words("more", say!(tongue, "out-earn-head-more")),
        Column::words("less", say!(tongue, "out-earn-head-less")),
        Column::words("coin", say!(tongue, "out-earn-head-coin")),
        Column::number("risk_aversion", say!(tongue, "out-earn-head-aversion")),
        Column::interval("with_failures", say!(tongue, "out-earn-column-with")),
        Column::interval("without_failures", say!(tongue, "out-earn-column-without")),
        Column::number("least_share", say!(tongue, "out-earn-head-least")),
        Column::number("largest_share", say!(tongue, "out-earn-head-share")),
        Column::words("not_told", say!(tongue, "out-earn-head-why-not")),
    ];
    subject.table("out-earn", vec![say!(tongue, "out-earn-caption")], columns, rows.collect())
}

fn rows_of_pair(subject: Subject, pair: &PairDecision) -> Vec<Vec<Entry>> {
    let tongue = subject.tongue;
    let (key, why) = match pair.not_told {
        Some(NotTold::SameCoins) => ("same-coins", say!(tongue, "out-earn-same-coins")),
        Some(NotTold::Trades) => ("trades", say!(tongue, "out-earn-trades")),
        Some(NotTold::ManyPositions) => ("many-positions", say!(tongue, "out-earn-many-positions")),
        None => ("", String::new()),
    };
    let row = |earn: Option<&OutEarn>| {
        let told = |estimate: Option<Estimate>| Entry::interval(estimate);
        vec![
            subject.reserve(&pair.more),
            subject.reserve(&pair.less),
            pair.coin.as_ref().map_or(Entry::Nothing, |coin| Entry::words(&**coin, subject.names.asset(coin))),
            earn.map_or(Entry::Nothing, |earn| Entry::Plain(earn.risk_aversion)),
            told(earn.and_then(|earn| earn.with_failures)),
            told(earn.and_then(|earn| earn.without_failures)),
            pair.least_share.map_or(Entry::Nothing, Entry::AtLeast),
            pair.largest_share.map_or(Entry::Nothing, |share| Entry::AtMost(Estimate::between(share, share, share))),
            Entry::words(key, why.clone()),
        ]
    };
    match pair.out_earn.is_empty() {
        true => vec![row(None)],
        false => pair.out_earn.iter().map(|earn| row(Some(earn))).collect(),
    }
}
