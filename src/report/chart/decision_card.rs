//! The decision card: for each reserve what dependence costs a year, what each failure takes tomorrow and what leaving
//! saves, and how much may be held so.

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{BLUE, Chart, Subject, VERMILION, shortened};
use crate::assessment::{Ends, Estimate, GroupDecision, OutEarn, PairDecision, ReserveDecision};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::sheet::{Field, Sheet};

/// Most reserves, and groups of each, drawn; the tables have all.
const MOST: usize = 6;
const MOST_GROUPS: usize = 3;

const HEADER: [&str; 12] = [
    "reserve",
    "group",
    "liquid",
    "marked",
    "eventual",
    "marked_range_low",
    "marked_range_high",
    "saved_per_year",
    "low",
    "high",
    "range_low",
    "range_high",
];

/// The card; `None` where nobody's failure costs anything.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let card = &subject.assessment.summary.decision;
    let reserves: Vec<&ReserveDecision> = card.reserves.iter().filter(|reserve| !reserve.groups.is_empty()).collect();
    if reserves.is_empty() {
        return Ok(None);
    }
    let tongue = subject.tongue;
    let (mut lines, mut sheet) = (Vec::new(), Sheet::new(&HEADER));
    for (place, reserve) in reserves.iter().enumerate() {
        let groups = leading(reserve);
        groups.iter().for_each(|group| sheet.rows.push(row(reserve, group)));
        if place < MOST {
            lines.push(Line::Heading(subject.names.reserve(&reserve.reserve)));
            lines.extend(paragraphs(subject, reserve));
            lines.extend(groups.into_iter().take(MOST_GROUPS).map(|group| line(subject, reserve, group)));
        }
    }
    let columns = vec![say!(tongue, "decision-card-column-loss"), say!(tongue, "decision-card-column-saved")];
    let strip = Strip { columns, lines };
    let note = [Some(say!(tongue, "decision-card-note")), subject.more_than(MOST, reserves.len())];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let title = title(subject);
    let alt = say!(tongue, "decision-card-alt", title = title.as_str(), count = reserves.len());
    let words = subject.words(title, say!(tongue, "decision-card-subtitle"), alt, note);
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
    let money = |amount: f64| tongue.money_about(amount, &subject.assessment.register.base_currency);
    let price = reserve.price_per_year;
    let mut told = vec![match price.range {
        Some(Ends { low, high }) => {
            say!(tongue, "decision-card-price-ranged", price = money(price.value), low = money(low), high = money(high))
        }
        None => say!(tongue, "decision-card-price", price = money(price.value)),
    }];
    if let (Some(within), Some(tolerance)) = (&reserve.within, subject.assessment.summary.decision.tolerance) {
        let tolerance = tongue.stated_percent(tolerance, &[]);
        told.push(match &within.group {
            Some(group) if within.most.value < 1.0 => say!(
                tongue,
                "decision-card-most",
                tolerance = tolerance,
                group = shortened(&subject.names.group(group)),
                most = match within.most.range {
                    Some(_) => tongue.percent_with_interval(within.most),
                    None => tongue.percent(within.most.value),
                }
            ),
            _ => say!(tongue, "decision-card-within", tolerance = tolerance),
        });
    }
    told.into_iter().map(Line::Words).collect()
}

fn line(subject: Subject, reserve: &ReserveDecision, group: &GroupDecision) -> Line {
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
    Line::Figures { label, indent: 8.0, columns: vec![Some(loss), saved] }
}

fn row(reserve: &ReserveDecision, group: &GroupDecision) -> Vec<Field> {
    let (low, high) = group.marked.range.map(|ends| (ends.low, ends.high)).unzip();
    let saved = group.saved_per_year.unwrap_or_else(Estimate::untold);
    let (saved_low, saved_high) = saved.range.map(|ends| (ends.low, ends.high)).unzip();
    let figures = [Some(group.liquid.value), Some(group.marked.value), Some(group.eventual.value), low, high];
    let others = [Some(saved.value), Some(saved.low), Some(saved.high), saved_low, saved_high];
    let ids = [&reserve.reserve, &group.group].map(|id| id.as_str().into());
    ids.into_iter().chain(figures.into_iter().chain(others).map(Into::into)).collect()
}

/// The dearest dependence, and what the coin would have to earn for it.
fn title(subject: Subject) -> String {
    let (tongue, card) = (subject.tongue, &subject.assessment.summary.decision);
    let dearest = card.reserves.iter().max_by(|a, b| a.price_per_year.value.total_cmp(&b.price_per_year.value));
    let Some(dearest) = dearest else { return String::new() };
    let currency = &subject.assessment.register.base_currency;
    let price = dearest.price_per_year;
    let told = match price.range {
        Some(Ends { low, high }) => say!(
            tongue,
            "interval",
            value = tongue.money_about(price.value, currency),
            low = tongue.money_about(low, currency),
            high = tongue.money_about(high, currency)
        ),
        None => tongue.money_about(price.value, currency),
    };
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
