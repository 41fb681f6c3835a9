//! A card for each group: how likely its failure is assumed to be and why, what it then takes, what its removal saves.

use super::canvas::Mark;
use super::frame::{LABEL, framed};
use super::strip::{Figure, Line, Strip};
use super::{
    Chart, GREY, PURPLE, Subject, VERMILION, at_level, mean_and_nine_in_ten, points, range_fields, shortened,
    with_line_ends,
};
use crate::assessment::{
    ConditionalEstimate, Estimate, GroupFigures, HeadlineMode, RemovalFigures, ReserveFigures, StatedChance,
};
use crate::report::ReportError;
use crate::report::escape::printable;
use crate::report::language::{Tongue, say};
use crate::report::look::Colour;
use crate::report::sheet::{Field, Sheet};
use crate::scenario::{Confidence, Grounds};

/// Most cards; the tables have all groups.
const MOST_CARDS: usize = 8;
/// Most chances and modes told on one card.
const MOST_TOLD: usize = 3;
/// Most lines of one paragraph.
const MOST_LINES: usize = 7;

/// The chart; `None` where nobody fails on whom a reserve leans.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let all = cards(subject);
    if all.is_empty() {
        return Ok(None);
    }
    let drawn = &all[..all.len().min(MOST_CARDS)];
    let tongue = subject.tongue;
    let lines = drawn.iter().flat_map(|card| card.lines(subject)).collect();
    let strip = Strip { columns: vec![say!(tongue, "counterparty-cards-column")], lines };
    let subtitle = say!(tongue, "counterparty-cards-subtitle", horizon = subject.horizon());
    let subtitle = format!("{subtitle} {}", subject.doubt());
    let mut note = say!(tongue, "counterparty-cards-note");
    if all.len() > drawn.len() {
        note = format!("{note} {}", say!(tongue, "counterparty-cards-more", count = all.len() - drawn.len()));
    }
    let words = subject.words(title(subject, drawn), subtitle, alt(subject, drawn), note);
    framed(subject.style, "counterparty-cards", words, sheet(drawn), strip.height(subject.style), |canvas, region| {
        strip.draw(canvas, region);
    })
    .map(Some)
}

/// A group, and the reserve that leans on it most.
struct Card<'a> {
    reserve: &'a ReserveFigures,
    group: &'a GroupFigures,
    mode: &'a HeadlineMode,
    cost: ConditionalEstimate,
    chances: Vec<&'a StatedChance>,
    removal: Option<&'a RemovalFigures>,
    /// What its failures cost on average.
    weight: f64,
}

/// One card a group, that which costs most on average first.
fn cards(subject: Subject<'_>) -> Vec<Card<'_>> {
    let mut cards: Vec<Card> = Vec::new();
    for reserve in subject.reserves() {
        for (group, mode, cost) in reserve.leading_groups() {
            let by_chance = group.probability.map_or(0.0, |chance| chance.value) * cost.value;
            let weight = group.cost_where_fails.map_or(by_chance, |cost| cost.value);
            let known = cards.iter().position(|card| card.group.id == group.id);
            if known.is_some_and(|place| cards[place].weight >= weight) {
                continue;
            }
            let chances = &subject.assessment.register.chances;
            let card = Card {
                reserve,
                group,
                mode,
                cost,
                chances: chances.iter().filter(|chance| chance.group == group.id).collect(),
                removal: reserve.removal.iter().find(|change| change.group == group.id && change.what == "all"),
                weight,
            };
            match known {
                Some(place) => cards[place] = card,
                None => cards.push(card),
            }
        }
    }
    cards.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    cards
}

impl Card<'_> {
    fn lines(&self, subject: Subject) -> Vec<Line> {
        let tongue = subject.tongue;
        let heading = say!(
            tongue,
            "counterparty-cards-heading",
            group = shortened(&subject.names.group(&self.group.id)),
            reserve = subject.quoted(self.reserve)
        );
        let mut lines = vec![Line::Heading(heading)];
        lines.extend(paragraph(subject, &self.chance(subject)));
        lines.extend(self.ladder().into_iter().filter_map(|(id, cost, mark, colour)| {
            cost.map(|cost| rung(tongue, say!(tongue, id), cost, mark, colour))
        }));
        lines.extend(self.saving(subject).iter().flat_map(|words| paragraph(subject, words)));
        lines.extend(self.split(subject).iter().flat_map(|words| paragraph(subject, words)));
        lines
    }

    /// The cost of the failure with claims at nothing, at their mark and in full.
    fn ladder(&self) -> [(&'static str, Option<ConditionalEstimate>, Mark, Colour); 3] {
        [
            ("counterparty-cards-liquid", self.group.liquid_cost_if_fails, Mark::Triangle, PURPLE),
            ("counterparty-cards-marked", Some(self.cost), Mark::Disc, VERMILION),
            ("counterparty-cards-eventual", self.group.eventual_cost_if_fails, Mark::Square, GREY),
        ]
    }

    /// How likely, and on what that rests; how that is known is told once where it is so of all.
    fn chance(&self, subject: Subject) -> String {
        let (tongue, horizon) = (subject.tongue, subject.horizon());
        let chance = self.group.probability.map_or_else(String::new, |chance| subject.percent(chance));
        let mut stated: Vec<&StatedChance> = self.chances.clone();
        let size = |chance: &StatedChance| chance.stated.value.parse::<f64>().unwrap_or(f64::MAX);
        stated.sort_by(|a, b| size(b).total_cmp(&size(a)));
        let Some(first) = stated.first().map(|chance| known(tongue, chance)) else {
            return say!(tongue, "counterparty-cards-chance", horizon = horizon, chance = chance);
        };
        let is_one = stated.iter().all(|chance| known(tongue, chance) == first);
        let told = stated.iter().take(MOST_TOLD).map(|chance| {
            let value = stated_value(subject, chance);
            if is_one {
                value
            } else {
                say!(tongue, "counterparty-cards-known", value = value, how = known(tongue, chance))
            }
        });
        let more = stated.len().saturating_sub(MOST_TOLD);
        let more = (more > 0).then(|| say!(tongue, "counterparty-cards-more-chances", count = more));
        let told: Vec<String> = told.chain(more).collect();
        let told = told.join("; ");
        let stated = if is_one { say!(tongue, "counterparty-cards-known", value = told, how = first) } else { told };
        say!(tongue, "counterparty-cards-chance-stated", horizon = horizon, chance = chance, stated = stated)
    }

    /// What removal saves; `None` where it was not run.
    fn saving(&self, subject: Subject) -> Option<String> {
        let tongue = subject.tongue;
        let removal = self.removal?;
        let mean = subject.points(removal.cost_mean);
        let es = at_level(&removal.loss_es).filter(|es| es.value.is_finite());
        Some(es.map_or_else(
            || say!(tongue, "counterparty-cards-saves-mean", mean = mean.clone()),
            |es| {
                say!(
                    tongue,
                    "counterparty-cards-saves",
                    mean = mean.clone(),
                    shortfall = subject.shortfall(),
                    es = subject.points(es)
                )
            },
        ))
    }

    /// Which modes that comes from; `None` where there is nothing to split.
    fn split(&self, subject: Subject) -> Option<String> {
        let tongue = subject.tongue;
        let modes = self.modes();
        if modes.len() < 2 {
            return None;
        }
        let told: Vec<String> = modes
            .iter()
            .take(MOST_TOLD)
            .map(|(who, mode, part)| {
                let who = shortened(&subject.names.counterparty(who));
                let failure = subject.names.failure(&who, mode);
                say!(tongue, "counterparty-cards-mode", failure = failure, part = points(tongue, part.value))
            })
            .collect();
        let rest: f64 = modes.iter().skip(MOST_TOLD).map(|(_, _, part)| part.value).sum();
        let rest = (modes.len() > MOST_TOLD)
            .then(|| say!(tongue, "counterparty-cards-other-modes", part = points(tongue, rest)));
        let told: Vec<String> = told.into_iter().chain(rest).collect();
        let id = if self.is_of_removal() { "counterparty-cards-modes-saved" } else { "counterparty-cards-modes-cost" };
        Some(say!(tongue, id, modes = told.join("; ")))
    }

    /// Whether the modes tell what removal saves, and not what is lost where they come.
    fn is_of_removal(&self) -> bool {
        self.removal.is_some() && self.group.by_mode.iter().all(|mode| mode.saved.is_some())
    }

    /// The modes with what each saves, or else costs, on average; the largest first.
    fn modes(&self) -> Vec<(&str, &str, Estimate)> {
        let is_of_removal = self.is_of_removal();
        let part = |mode: &crate::assessment::GroupModeFigures| {
            if is_of_removal { mode.saved.unwrap_or_default() } else { mode.cost }
        };
        let modes = self.group.by_mode.iter().map(|mode| (mode.counterparty.as_str(), mode.mode.as_str(), part(mode)));
        let mut modes: Vec<_> = modes.filter(|(_, _, part)| part.value != 0.0).collect();
        modes.sort_by(|a, b| b.2.value.total_cmp(&a.2.value));
        modes
    }
}

/// Words in lines as wide as the sheet.
fn paragraph(subject: Subject, words: &str) -> Vec<Line> {
    let lines = LABEL.wrap(words, subject.style.width - 40.0, MOST_LINES);
    lines.into_iter().map(Line::Words).collect()
}

/// Mean, and nine paths in ten.
fn rung(tongue: Tongue, label: String, cost: ConditionalEstimate, mark: Mark, colour: Colour) -> Line {
    let words = mean_and_nine_in_ten(tongue, cost);
    let range = Some((cost.p05, cost.p95));
    let figure = Figure { estimate: with_line_ends(cost.mean()), range, strokes: Vec::new(), mark, colour, words };
    Line::Figures { label, indent: 8.0, columns: vec![Some(figure)] }
}

/// A stated chance with its range.
fn stated_value(subject: Subject, chance: &StatedChance) -> String {
    let (tongue, stated) = (subject.tongue, &chance.stated);
    let who = shortened(&subject.names.counterparty(&chance.counterparty));
    let who = chance.mode.as_ref().map_or_else(|| who.clone(), |mode| subject.names.failure(&who, mode));
    if chance.how == "evidence" {
        return say!(tongue, "counterparty-cards-evidence", who = who, pool = shortened(&printable(&stated.value)));
    }
    let value = stated.value.parse::<f64>().map_or_else(|_| printable(&stated.value), |share| tongue.percent(share));
    let value = match (stated.low, stated.high) {
        (Some(low), Some(high)) => {
            say!(tongue, "interval", value = value, low = tongue.percent(low), high = tongue.percent(high))
        }
        _ => value,
    };
    say!(tongue, "counterparty-cards-stated", who = who, value = value)
}

/// How it is known, and how surely.
fn known(tongue: Tongue, chance: &StatedChance) -> String {
    let grounds = say!(
        tongue,
        match chance.stated.basis {
            Grounds::Measured => "counterparty-cards-measured",
            Grounds::Published => "counterparty-cards-published",
            Grounds::Judgement => "counterparty-cards-judgement",
        }
    );
    let confidence = chance.stated.confidence.map(|confidence| match confidence {
        Confidence::High => "counterparty-cards-high",
        Confidence::Medium => "counterparty-cards-medium",
        Confidence::Low => "counterparty-cards-low",
    });
    confidence.map_or_else(|| grounds.clone(), |id| format!("{grounds}, {}", say!(tongue, id)))
}

fn sheet(cards: &[Card]) -> Sheet {
    let header = [
        "reserve",
        "group",
        "measure",
        "counterparty",
        "mode",
        "value",
        "low",
        "high",
        "p05",
        "p95",
        "range_low",
        "range_high",
    ];
    let mut sheet = Sheet::new(&header);
    for card in cards {
        let mut row = |measure: &str, who: &str, mode: &str, figures: [Field; 7]| {
            let words = [card.reserve.id.as_str(), &card.group.id, measure, who, mode].map(Field::from);
            sheet.rows.push(words.into_iter().chain(figures).collect());
        };
        let plain = |Estimate { value, low, high, range }: Estimate| {
            let [less, more] = range_fields(range);
            [value.into(), low.into(), high.into(), Field::Nothing, Field::Nothing, less, more]
        };
        if let Some(chance) = card.group.probability {
            row("failure_probability", "", "", plain(chance));
        }
        for chance in &card.chances {
            let value =
                chance.stated.value.parse::<f64>().map_or_else(|_| chance.stated.value.as_str().into(), Field::from);
            let nothing = Field::Nothing;
            let (low, high) = (chance.stated.low.into(), chance.stated.high.into());
            let figures = [value, low, high, nothing.clone(), nothing.clone(), nothing.clone(), nothing];
            row(&chance.how, &chance.counterparty, chance.mode.as_deref().unwrap_or_default(), figures);
        }
        let (who, mode) = (card.mode.counterparty.as_str(), card.mode.mode.as_str());
        for (measure, (_, cost, ..)) in ["cost_liquid", "cost_marked", "cost_eventual"].into_iter().zip(card.ladder()) {
            if let Some(ConditionalEstimate { value, low, high, p05, p95, range }) = cost {
                let [less, more] = range_fields(range);
                let [value, low, high, p05, p95] = [value, low, high, p05, p95].map(Field::from);
                row(measure, who, mode, [value, low, high, p05, p95, less, more]);
            }
        }
        if let Some(removal) = card.removal {
            row("removal_saves_cost_mean", "", "", plain(removal.cost_mean));
            if let Some(es) = at_level(&removal.loss_es) {
                row("removal_saves_loss_es", "", "", plain(es));
            }
        }
        let measure = if card.is_of_removal() { "removal_saves_cost_mean" } else { "cost_where_fails" };
        for (who, mode, part) in card.modes() {
            row(measure, who, mode, plain(part));
        }
    }
    sheet
}

fn title(subject: Subject, cards: &[Card]) -> String {
    let tongue = subject.tongue;
    cards.first().map_or_else(String::new, |card| {
        let who = shortened(&subject.names.counterparty(&card.mode.counterparty));
        say!(
            tongue,
            "counterparty-cards-title",
            reserve = subject.quoted(card.reserve),
            cost = subject.percent(card.cost.mean()),
            failure = subject.names.if_failure(&who, &card.mode.mode),
            group = shortened(&subject.names.group(&card.group.id)),
            chance = card.group.probability.map_or_else(String::new, |chance| subject.percent(chance)),
            horizon = subject.horizon()
        )
    })
}

fn alt(subject: Subject, cards: &[Card]) -> String {
    let tongue = subject.tongue;
    let sentence = |card: &Card| {
        say!(
            tongue,
            "counterparty-cards-alt-group",
            group = subject.names.group(&card.group.id),
            reserve = subject.quoted(card.reserve),
            chance = card.group.probability.map_or_else(String::new, |chance| tongue.percent(chance.value)),
            cost = tongue.percent(card.cost.value),
            low = tongue.percent(card.cost.p05),
            high = tongue.percent(card.cost.p95)
        )
    };
    let all: Vec<String> = cards.iter().map(sentence).collect();
    format!("{} {}", say!(tongue, "counterparty-cards-alt"), all.join(" "))
}
