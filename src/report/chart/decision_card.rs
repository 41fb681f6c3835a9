//! The decision card: for each reserve what dependence costs a year, what each failure takes tomorrow and what leaving
//! saves, and how much may be held so; for each pair what the coin must earn.

mod pairs;

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{BLUE, Chart, Subject, VERMILION, doubted, shortened, worst_first};
use crate::assessment::{Ends, Estimate, GroupDecision, OutEarn, PairDecision, ReserveDecision};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::sheet::{Field, Sheet};

/// Most reserves, and groups of each, drawn; the tables have all.
const MOST: usize = 6;
const MOST_GROUPS: usize = 4;

/// The columns of the data: money in the base currency, and shares of the reserve.
const HEADER: [&str; 9] = ["reserve", "group", "measure", "unit", "value", "low", "high", "range_low", "range_high"];

/// The card; `None` where nobody's failure costs anything.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let card = &subject.assessment.summary.decision;
    let mut reserves: Vec<&ReserveDecision> =
        card.reserves.iter().filter(|reserve| !reserve.groups.is_empty()).collect();
    if reserves.is_empty() {
        return Ok(None);
    }
    worst_first(&mut reserves, MOST, |reserve| reserve.price_per_year.value);
    let tongue = subject.tongue;
    let has_saved = reserves.iter().flat_map(|reserve| &reserve.groups).any(|group| group.saved_per_year.is_some());
    let (mut lines, mut sheet) = (Vec::new(), Sheet::new(&HEADER));
    for (place, reserve) in reserves.iter().enumerate() {
        let groups = leading(reserve);
        write(subject, reserve, &groups, &mut sheet);
        if place < MOST {
            lines.push(Line::Heading(subject.names.reserve(&reserve.reserve)));
            lines.extend(paragraphs(subject, reserve));
            lines.extend(groups.into_iter().take(MOST_GROUPS).map(|group| line(subject, reserve, group, has_saved)));
        }
    }
    pairs::add(subject, &mut lines, &mut sheet);
    let mut columns = vec![say!(tongue, "decision-card-column-loss")];
    columns.extend(has_saved.then(|| say!(tongue, "decision-card-column-saved")));
    let subtitle = if has_saved { "decision-card-subtitle" } else { "decision-card-subtitle-losses" };
    let strip = Strip { columns, lines };
    let has_more = reserves.iter().take(MOST).any(|reserve| reserve.groups.len() > MOST_GROUPS);
    let more = has_more.then(|| say!(tongue, "decision-card-more-groups"));
    let note = [Some(say!(tongue, "decision-card-note")), more, subject.more_than(MOST, reserves.len())];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let title = title(subject);
    let alt = say!(tongue, "decision-card-alt", title = title.as_str(), count = reserves.len());
    let words = subject.words(title, say!(tongue, subtitle), alt, note);
    framed(subject.style, "decision-card", words, sheet, strip.height(subject.style), |canvas, region| {
        strip.draw(canvas, region)
    })
    .map(Some)
}

/// Groups that cost most tomorrow first.
fn leading(reserve: &ReserveDecision) -> Vec<&GroupDecision> {
    let mut groups: Vec<&GroupDecision> = reserve.groups.iter().collect();
    groups.sort_by(|a, b| b.marked.value.total_cmp(&a.marked.value));
    groups
}

/// What dependence costs a year, and how much may be held so.
fn paragraphs(subject: Subject, reserve: &ReserveDecision) -> Vec<Line> {
    let tongue = subject.tongue;
    let mut told = vec![say!(tongue, "decision-card-price", price = money(subject, reserve.price_per_year))];
    if let (Some(within), Some(tolerance)) = (&reserve.within, subject.assessment.summary.decision.tolerance) {
        let (tolerance, most) = (tongue.stated_percent(tolerance, &[]), within.most);
        let least = most.range.map_or(most.value, |ends| ends.in_order().0);
        told.push(match &within.group {
            Some(group) if most.value < 1.0 => say!(
                tongue,
                "decision-card-most",
                tolerance = tolerance,
                group = shortened(&subject.names.group(group)),
                most = tongue.percent_at_most_with_range(most)
            ),
            Some(_) if least < 1.0 => {
                say!(tongue, "decision-card-within-open", tolerance = tolerance, most = tongue.percent_at_most(least))
            }
            _ => say!(tongue, "decision-card-within", tolerance = tolerance),
        });
    }
    told.into_iter().map(Line::Words).collect()
}

/// Money with its doubt: the range of the assumptions, or else the interval of sampling.
fn money(subject: Subject, estimate: Estimate) -> String {
    let tongue = subject.tongue;
    let told = |amount: f64| tongue.money_about(amount, &subject.assessment.register.base_currency);
    let value = told(estimate.value);
    let (low, high) = estimate.range.map_or((estimate.low, estimate.high), |ends| (ends.low, ends.high));
    if !(low.is_finite() && high.is_finite()) {
        return say!(tongue, "interval-unknown", value = value);
    }
    let (low, high) = (told(low), told(high));
    let id = if subject.is_sampling_alone(estimate) { "interval-of-sampling" } else { "interval" };
    if low == value && high == value { value } else { say!(tongue, id, value = value, low = low, high = high) }
}

fn line(subject: Subject, reserve: &ReserveDecision, group: &GroupDecision, has_saved: bool) -> Line {
    let tongue = subject.tongue;
    let share = |estimate: Estimate| estimate.scaled(1.0 / reserve.initial_value);
    let (liquid, marked, eventual) = (share(group.liquid), share(group.marked), share(group.eventual));
    let loss = Figure {
        estimate: marked,
        range: marked.range.map(|Ends { low, high }| (low, high)),
        strokes: vec![liquid.value, eventual.value],
        mark: Mark::Disc,
        colour: VERMILION,
        words: tongue.percent(marked.value),
    };
    let saved = group.saved_per_year.map(|saved| {
        let saved = share(saved);
        let range = saved.range.map(Ends::in_order);
        Figure {
            estimate: saved,
            range,
            strokes: Vec::new(),
            mark: Mark::Square,
            colour: BLUE,
            words: tongue.percent(saved.value),
        }
    });
    let label = say!(tongue, "decision-card-label", group = shortened(&subject.names.group(&group.group)));
    let columns = [Some(loss)].into_iter().chain(has_saved.then_some(saved)).collect();
    Line::Figures { label, indent: 8.0, columns }
}

/// All that is told of a reserve, a figure a row.
fn write(subject: Subject, reserve: &ReserveDecision, groups: &[&GroupDecision], sheet: &mut Sheet) {
    let mut row = |group: &str, measure: &str, unit: &str, estimate: Estimate| {
        let words = [reserve.reserve.as_str(), group, measure, unit].map(Field::from);
        sheet.rows.push(words.into_iter().chain(doubted(estimate)).collect());
    };
    row("", "price_per_year", &subject.assessment.register.base_currency, reserve.price_per_year);
    if let Some(within) = &reserve.within {
        row(within.group.as_deref().unwrap_or_default(), "hold_at_most", "share", within.most);
    }
    for group in groups {
        let share = |estimate: Estimate| estimate.scaled(1.0 / reserve.initial_value);
        let lost = [("lost_liquid", group.liquid), ("lost_marked", group.marked), ("lost_eventual", group.eventual)];
        let saved = group.saved_per_year.map(|saved| ("saved_per_year", saved));
        lost.into_iter().chain(saved).for_each(|(measure, figure)| row(&group.group, measure, "share", share(figure)));
    }
}

/// The dearest dependence, and what the coin would have to earn for it.
fn title(subject: Subject) -> String {
    let (tongue, card) = (subject.tongue, &subject.assessment.summary.decision);
    let dearest = card.reserves.iter().max_by(|a, b| a.price_per_year.value.total_cmp(&b.price_per_year.value));
    let Some(dearest) = dearest else { return String::new() };
    let told = money(subject, dearest.price_per_year);
    let reserve = super::quoted(tongue, &subject.names.reserve(&dearest.reserve));
    match best_pair(&card.pairs, &dearest.reserve) {
        Some((pair, earn)) => say!(
            tongue,
            "decision-card-title",
            reserve = reserve,
            price = told,
            coin = subject.names.asset(pair.coin.as_deref().unwrap_or_default()),
            earn = subject.percent(earn),
            other = super::quoted(tongue, &subject.names.reserve(&pair.less))
        ),
        None => say!(tongue, "decision-card-title-plain", reserve = reserve, price = told),
    }
}

/// The pair in which a reserve's coin has most to make up for, risk left aside.
pub(super) fn best_pair<'a>(pairs: &'a [PairDecision], reserve: &str) -> Option<(&'a PairDecision, Estimate)> {
    let neutral = |pair: &'a PairDecision| {
        let earned = pair.out_earn.iter().find(|one: &&OutEarn| one.risk_aversion == 0.0)?;
        Some((pair, earned.with_failures?))
    };
    let of = pairs.iter().filter(|pair| pair.more == reserve).filter_map(neutral);
    of.filter(|(_, earn)| earn.value > 0.0).max_by(|a, b| a.1.value.total_cmp(&b.1.value))
}
