//! The worst paths as a way from nothing to ES: the market, then group by group. An account, not a cause.

use super::frame::framed;
use super::strip::{Bar, Line, Piece, Strip};
use super::{
    BLUE, Chart, GREEN, GREY, Subject, VERMILION, change_in_digits, line_ends, range_fields, shortened, tail,
    worst_first,
};
use crate::assessment::{Attribution, Estimate, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::sheet::Sheet;

/// Above this many reserves the rest is only in the tables.
const MOST_RESERVES: usize = 6;
/// Most groups with a step of their own; the rest is summed.
const MOST_GROUPS: usize = 5;

/// The chart; `None` where nothing was booked to any group.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut ways: Vec<Way> = subject.reserves().iter().filter_map(|reserve| Way::of(subject, reserve)).collect();
    if ways.is_empty() {
        return Ok(None);
    }
    worst_first(&mut ways, MOST_RESERVES, |way| way.largest().map_or(f64::MIN, |_| way.shortfall.value));
    let drawn = &ways[..ways.len().min(MOST_RESERVES)];
    let tongue = subject.tongue;
    let (shortfall, share) = (subject.shortfall(), tongue.level(1.0 - subject.level));
    let lines = drawn.iter().flat_map(|way| way.lines(subject)).collect();
    let strip = Strip { columns: vec![say!(tongue, "booked-waterfall-column")], lines };
    let subtitle =
        say!(tongue, "booked-waterfall-subtitle", share = share, shortfall = shortfall, horizon = subject.horizon());
    let subtitle = format!("{subtitle} {}", subject.doubt());
    let mut note = say!(tongue, "booked-waterfall-note");
    if ways.len() > drawn.len() {
        note = format!("{note} {}", say!(tongue, "booked-waterfall-more", count = ways.len() - drawn.len()));
    }
    let words = subject.words(title(subject, drawn), subtitle, alt(subject, drawn), note);
    framed(
        subject.style,
        "booked-waterfall",
        words,
        sheet(subject, drawn),
        strip.height(subject.style),
        |canvas, region| {
            strip.draw(canvas, region);
        },
    )
    .map(Some)
}

/// What a step is of.
#[derive(Clone, Copy, PartialEq)]
enum Part<'a> {
    Market,
    Group(&'a str),
    /// The sum of so many groups.
    Others(usize),
    Cost,
}

/// The steps of one reserve.
struct Way<'a> {
    reserve: &'a ReserveFigures,
    /// Each with what is booked of it; a sum of several has no interval.
    steps: Vec<(Part<'a>, Estimate)>,
    shortfall: Estimate,
    market_alone: Estimate,
}

impl<'a> Way<'a> {
    fn of(subject: Subject, reserve: &'a ReserveFigures) -> Option<Self> {
        let attribution = reserve.attribution.iter().find(|attribution| attribution.level == subject.level)?;
        let steps = steps(attribution);
        let is_of_groups = |(part, _): &(Part, Estimate)| matches!(part, Part::Group(_) | Part::Others(_));
        steps.iter().any(is_of_groups).then_some(())?;
        let (shortfall, market_alone) = (tail(&reserve.loss.es)?, tail(&reserve.market_alone.es)?);
        Some(Self { reserve, steps, shortfall, market_alone })
    }

    /// The group to which most is booked.
    fn largest(&self) -> Option<(&'a str, Estimate)> {
        let groups = self.steps.iter().filter_map(|(part, es)| match part {
            Part::Group(id) => Some((*id, *es)),
            _ => None,
        });
        groups.max_by(|a, b| a.1.value.total_cmp(&b.1.value))
    }

    fn lines(&self, subject: Subject) -> Vec<Line> {
        let mut lines = vec![Line::Heading(subject.name(self.reserve))];
        let mut from = 0.0;
        for (part, es) in &self.steps {
            let to = from + es.value;
            let colour = match part {
                Part::Market => GREY,
                _ if es.value < 0.0 => GREEN,
                _ => VERMILION,
            };
            let (low, high) = line_ends(*es);
            let interval = Some((from + low, from + high));
            let pieces = vec![Piece { ends: (from, to), colour, goes: false }];
            let words = change_in_digits(subject.style, *es, 1);
            let bar = Bar { pieces, interval, joint: Some(to), words };
            lines.push(Line::Bars { label: told(subject, *part), indent: 8.0, columns: vec![Some(bar)] });
            from = to;
        }
        let total = |label: String, es: Estimate, piece: Piece| {
            let interval = Some(line_ends(es));
            let words = subject.tongue.percent(es.value);
            Line::Bars {
                label,
                indent: 0.0,
                columns: vec![Some(Bar { pieces: vec![piece], interval, joint: None, words })],
            }
        };
        let (whole, market) = (self.shortfall, self.market_alone);
        let sum = Piece { ends: (0.0, whole.value), colour: BLUE, goes: false };
        lines.push(total(subject.shortfall(), whole, sum));
        let alone = Piece { ends: (0.0, market.value), colour: GREY, goes: true };
        lines.push(total(say!(subject.tongue, "booked-waterfall-market-alone"), market, alone));
        lines
    }
}

/// The market, the groups by size, what is left of them, and what trading cost.
fn steps(attribution: &Attribution) -> Vec<(Part<'_>, Estimate)> {
    let channel = |id: &str| attribution.by_channel.iter().find(|part| part.id == id).map(|part| part.es);
    let mut groups: Vec<_> = attribution.by_group.iter().filter(|group| group.es.value != 0.0).collect();
    groups.sort_by(|a, b| b.es.value.abs().total_cmp(&a.es.value.abs()));
    // A sum of one is no sum.
    let own = if groups.len() > MOST_GROUPS + 1 { MOST_GROUPS } else { groups.len() };
    let (own, others) = groups.split_at(own);
    let mut own: Vec<_> = own.iter().map(|group| (Part::Group(&group.id), group.es)).collect();
    own.sort_by(|a, b| b.1.value.total_cmp(&a.1.value));
    let sum: f64 = others.iter().map(|group| group.es.value).sum();
    let others = (!others.is_empty()).then(|| (Part::Others(others.len()), Estimate::between(sum, f64::NAN, f64::NAN)));
    let market = channel("market").map(|es| (Part::Market, es));
    let cost = channel("cost").filter(|es| es.value != 0.0).map(|es| (Part::Cost, es));
    market.into_iter().chain(own).chain(others).chain(cost).collect()
}

fn told(subject: Subject, part: Part) -> String {
    match part {
        Part::Market => say!(subject.tongue, "booked-waterfall-market"),
        Part::Group(id) => subject.names.group(id),
        Part::Others(count) => say!(subject.tongue, "booked-waterfall-others", count = count),
        Part::Cost => say!(subject.tongue, "booked-waterfall-cost"),
    }
}

fn sheet(subject: Subject, ways: &[Way]) -> Sheet {
    let mut sheet = Sheet::new(&[
        "reserve",
        "part",
        "group",
        "level",
        "from",
        "to",
        "es",
        "low",
        "high",
        "range_low",
        "range_high",
    ]);
    for way in ways {
        let mut row = |part: &str, group: &str, (from, to): (f64, f64), es: Estimate| {
            let words = [way.reserve.id.as_str(), part, group].map(Into::into);
            let figures = [subject.level, from, to, es.value, es.low, es.high].map(Into::into);
            sheet.rows.push(words.into_iter().chain(figures).chain(range_fields(es.range)).collect());
        };
        let mut from = 0.0;
        for (part, es) in &way.steps {
            let (part, group) = match part {
                Part::Market => ("market", ""),
                Part::Group(id) => ("group", *id),
                Part::Others(_) => ("groups", "other"),
                Part::Cost => ("cost", ""),
            };
            row(part, group, (from, from + es.value), *es);
            from += es.value;
        }
        row("total", "", (0.0, way.shortfall.value), way.shortfall);
        row("market_alone", "", (0.0, way.market_alone.value), way.market_alone);
    }
    sheet
}

/// The reserve that loses most of those with a group to tell of.
fn title(subject: Subject, ways: &[Way]) -> String {
    let tongue = subject.tongue;
    let told = ways.iter().filter_map(|way| Some((way, way.largest()?)));
    let worst = told.max_by(|a, b| a.0.shortfall.value.total_cmp(&b.0.shortfall.value));
    worst.map_or_else(
        || say!(tongue, "booked-waterfall-title"),
        |(way, (group, es))| {
            let ((goes, loss), (market_goes, market)) =
                (subject.loss_or_gain(way.shortfall), subject.loss_or_gain(way.market_alone));
            say!(
                tongue,
                "booked-waterfall-title-group",
                share = tongue.level(1.0 - subject.level),
                reserve = subject.quoted(way.reserve),
                goes = goes,
                loss = loss,
                part = subject.points(es),
                group = shortened(&subject.names.group(group)),
                market_goes = market_goes,
                market = market
            )
        },
    )
}

fn alt(subject: Subject, ways: &[Way]) -> String {
    let tongue = subject.tongue;
    let sentence = |way: &Way| {
        let steps: Vec<String> = way
            .steps
            .iter()
            .map(|(part, es)| format!("{} {}", told(subject, *part), tongue.change(es.value)))
            .collect();
        say!(
            tongue,
            "booked-waterfall-alt-reserve",
            reserve = subject.name(way.reserve),
            steps = steps.join(", "),
            total = tongue.percent(way.shortfall.value),
            market = tongue.percent(way.market_alone.value)
        )
    };
    let all: Vec<String> = ways.iter().map(sentence).collect();
    format!("{} {}", say!(tongue, "booked-waterfall-alt"), all.join(" "))
}
