//! What removing a group saves, step by step on the same paths: the only chart that speaks of causes.

use super::frame::{Region, framed};
use super::strip::{Bar, Line, Piece, Strip};
use super::{
    BLUE, Chart, GREEN, GREY, ROOMY, Subject, VERMILION, at_level, change_in_digits, line_ends, range_fields,
    shortened, tail, worst_first,
};
use crate::assessment::{Estimate, RemovalFigures, RemovalLadder, RemovalStep, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::sheet::{Field, Sheet};

/// Above this many reserves the rest is only in the table.
const MOST_RESERVES: usize = 12;
/// Most groups drawn of one reserve.
const MOST_GROUPS: usize = 5;

/// The chart; `None` where no removal was run, or none changes anything.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut all: Vec<Removals> =
        subject.reserves().iter().filter_map(|reserve| Removals::of(subject, reserve)).collect();
    if all.is_empty() {
        return Ok(None);
    }
    worst_first(&mut all, MOST_RESERVES, |removals| {
        removals.largest().map_or(f64::MIN, |(_, removal)| removal.cost_mean.value)
    });
    let drawn = &all[..all.len().min(MOST_RESERVES)];
    let (tongue, shortfall) = (subject.tongue, subject.shortfall());
    let strips = strips(subject, drawn);
    let subtitle = say!(tongue, "removal-ladder-subtitle", shortfall = shortfall, horizon = subject.horizon());
    let subtitle = format!("{subtitle} {}", subject.doubt());
    let mut note = say!(tongue, "removal-ladder-note");
    if all.len() > drawn.len() {
        note = format!("{note} {}", say!(tongue, "removal-ladder-more", count = all.len() - drawn.len()));
    }
    let words = subject.words(title(subject, drawn), subtitle, alt(subject, drawn), note);
    let height = strips.iter().map(|strip| strip.height(subject.style)).sum();
    framed(subject.style, "removal-ladder", words, sheet(subject, drawn), height, |canvas, region| {
        let mut top = region.top;
        for strip in &strips {
            let height = strip.height(subject.style);
            strip.draw(canvas, Region { top, bottom: top + height, ..region });
            top += height;
        }
    })
    .map(Some)
}

/// Both measures side by side, or where that is too narrow one below the other.
fn strips(subject: Subject, drawn: &[Removals]) -> Vec<Strip> {
    let heads = [
        say!(subject.tongue, "removal-ladder-cost"),
        say!(subject.tongue, "removal-ladder-shortfall", shortfall = subject.shortfall()),
    ];
    let measures: &[&[usize]] = if subject.style.width < ROOMY { &[&[0], &[1]] } else { &[&[0, 1]] };
    let strip = |shown: &&[usize]| Strip {
        columns: shown.iter().map(|&place| heads[place].clone()).collect(),
        lines: drawn.iter().flat_map(|removals| removals.lines(subject, shown)).collect(),
    };
    measures.iter().map(strip).collect()
}

/// A change: what it saves, and what it leaves.
#[derive(Clone, Copy)]
struct Change<'a> {
    saved: &'a RemovalFigures,
    left: &'a RemovalStep,
}

/// One of the two figures of a change.
#[derive(Clone, Copy)]
struct Pair {
    saved: Estimate,
    left: Estimate,
}

impl Change<'_> {
    fn is_beyond_chance(&self) -> bool {
        let figures = [Some(self.saved.cost_mean), at_level(&self.saved.loss_es)];
        figures.into_iter().flatten().any(Estimate::is_beyond_sampling_error)
    }

    fn cost(self) -> Option<Pair> {
        Pair::of(self.saved.cost_mean, self.left.cost_mean)
    }

    fn shortfall(self) -> Option<Pair> {
        Pair::of(at_level(&self.saved.loss_es)?, at_level(&self.left.loss_es)?)
    }
}

impl Pair {
    /// `None` where the figures aren't told.
    fn of(saved: Estimate, left: Estimate) -> Option<Self> {
        (saved.value.is_finite() && left.value.is_finite()).then_some(Self { saved, left })
    }

    /// What is left in dark, what goes away pale; where something is added, that is dark and red. The line is at the
    /// ends of the assumptions what is then left, or else the interval of what goes away, where that begins.
    fn bar(self, subject: Subject, columns: usize) -> Bar {
        let Self { saved, left: Estimate { value: left, range, .. } } = self;
        let today = left + saved.value;
        let (stays, moves) = (
            Piece { ends: (0.0, left.min(today)), colour: BLUE, goes: false },
            Piece { ends: (left, today), colour: if left <= today { GREEN } else { VERMILION }, goes: left <= today },
        );
        Bar {
            pieces: vec![stays, moves],
            interval: Some(range.map_or((today - saved.high, today - saved.low), |ends| (ends.low, ends.high))),
            joint: None,
            words: change_in_digits(subject.style, saved.turned(), columns),
        }
    }
}

/// The groups of one reserve whose removal changes anything, that which saves most first.
struct Removals<'a> {
    reserve: &'a ReserveFigures,
    today: &'a RemovalStep,
    groups: Vec<(&'a str, Vec<Change<'a>>)>,
    market_alone: Option<Estimate>,
}

impl<'a> Removals<'a> {
    fn of(subject: Subject<'a>, reserve: &'a ReserveFigures) -> Option<Self> {
        let ladders = &subject.assessment.curves.iter().find(|curves| curves.reserve == reserve.id)?.removal_ladders;
        let ladder = |group: &str| ladders.iter().find(|ladder| ladder.group == group);
        let mut groups: Vec<_> = reserve
            .leading_removals()
            .into_iter()
            .filter_map(|(group, changes)| Some((group, steps(ladder(group)?, &changes))))
            .filter(|(_, changes)| changes.iter().any(Change::is_beyond_chance))
            .collect();
        groups.truncate(MOST_GROUPS);
        let today = step(ladder(groups.first()?.0)?, "today")?;
        Some(Self { reserve, today, groups, market_alone: tail(&reserve.market_alone.es) })
    }

    /// Today, the ladder of the first group, what each other group saves, and what is left where nobody fails; `shown`
    /// names the measures by their place.
    fn lines(&self, subject: Subject, shown: &[usize]) -> Vec<Line> {
        let (tongue, names) = (subject.tongue, subject.names);
        let row = |label: String, indent: f64, bars: [Option<Bar>; 2]| {
            let mut bars = bars.map(Some);
            let columns = shown.iter().map(|&place| bars[place].take().flatten()).collect();
            Line::Bars { label, indent, columns }
        };
        let whole = |figures: [Option<Estimate>; 2], alone: bool| {
            figures.map(|figure| figure.and_then(|figure| total(subject, figure, alone)))
        };
        let mut lines = vec![Line::Heading(subject.name(self.reserve))];
        lines.push(row(say!(tongue, "removal-ladder-today"), 8.0, whole(self.today(), false)));
        for (place, (group, changes)) in self.groups.iter().enumerate() {
            let is_ladder = place == 0 && changes.len() > 1;
            if is_ladder {
                lines.push(row(names.group(group), 8.0, [None, None]));
            }
            for change in changes.iter().filter(|change| is_ladder || change.saved.what == "all") {
                let (label, indent) = if is_ladder {
                    (say!(tongue, rung_id(&change.saved.what)), 24.0)
                } else {
                    (say!(tongue, "removal-ladder-without", group = names.group(group)), 8.0)
                };
                let pairs = [change.cost(), change.shortfall()];
                lines.push(row(label, indent, pairs.map(|pair| pair.map(|pair| pair.bar(subject, shown.len())))));
            }
        }
        let nobody = [Some(Estimate::default()), self.market_alone];
        lines.push(row(say!(tongue, "removal-ladder-nobody"), 8.0, whole(nobody, true)));
        lines
    }

    /// Mean cost and ES as they are.
    fn today(&self) -> [Option<Estimate>; 2] {
        [Some(self.today.cost_mean), at_level(&self.today.loss_es)]
    }

    /// The removal of the first group.
    fn largest(&self) -> Option<(&'a str, &'a RemovalFigures)> {
        let (group, changes) = self.groups.first()?;
        Some((group, changes.iter().find(|change| change.saved.what == "all")?.saved))
    }
}

/// The changes of a group in the order in which they go further: keys, coin, both, all.
fn steps<'a>(ladder: &'a RemovalLadder, changes: &[&'a RemovalFigures]) -> Vec<Change<'a>> {
    let of = |what: &str| {
        let saved = changes.iter().find(|change| change.what == what)?;
        Some(Change { saved, left: step(ladder, what)? })
    };
    ["keys", "links", "both", "all"].into_iter().filter_map(of).collect()
}

fn step<'a>(ladder: &'a RemovalLadder, what: &str) -> Option<&'a RemovalStep> {
    ladder.steps.iter().find(|step| step.what == what)
}

const fn rung_id(what: &str) -> &'static str {
    match what.as_bytes() {
        b"keys" => "removal-ladder-keys",
        b"links" => "removal-ladder-links",
        b"both" => "removal-ladder-both",
        _ => "removal-ladder-all",
    }
}

/// A whole figure, with the range of assumptions or else its interval.
fn total(subject: Subject, figure: Estimate, alone: bool) -> Option<Bar> {
    let value = figure.value;
    let piece = Piece { ends: (0.0, value), colour: if alone { GREY } else { BLUE }, goes: false };
    let interval = Some(line_ends(figure));
    value.is_finite().then(|| Bar { pieces: vec![piece], interval, joint: None, words: subject.tongue.percent(value) })
}

fn sheet(subject: Subject, all: &[Removals]) -> Sheet {
    let mut sheet =
        Sheet::new(&["reserve", "group", "what", "measure", "level", "left", "saved", "saved_low", "saved_high"]);
    let ranges = ["left_range_low", "left_range_high", "saved_range_low", "saved_range_high"];
    sheet.header.extend(ranges.map(str::to_owned));
    let mut row = |words: [&str; 4], level: Option<f64>, left: Estimate, saved: Estimate| {
        let figures =
            [level.into()].into_iter().chain([left.value, saved.value, saved.low, saved.high].map(Field::from));
        let figures = figures.chain(range_fields(left.range)).chain(range_fields(saved.range));
        sheet.rows.push(words.map(Field::from).into_iter().chain(figures).collect());
    };
    let untold = Estimate::untold();
    for Removals { reserve, today, groups, market_alone } in all {
        let id = reserve.id.as_str();
        row([id, "", "today", "counterparty_cost_mean"], None, today.cost_mean, untold);
        if let Some(es) = at_level(&today.loss_es) {
            row([id, "", "today", "loss_es"], Some(subject.level), es, untold);
        }
        for (place, (group, changes)) in groups.iter().enumerate() {
            for change in changes.iter().filter(|change| place == 0 || change.saved.what == "all") {
                let measures = [
                    ("counterparty_cost_mean", None, change.cost()),
                    ("loss_es", Some(subject.level), change.shortfall()),
                ];
                for (measure, level, pair) in measures {
                    let Some(Pair { saved, left }) = pair else { continue };
                    row([id, group, &change.saved.what, measure], level, left, saved);
                }
            }
        }
        if let Some(es) = market_alone {
            row([id, "", "market_alone", "loss_es"], Some(subject.level), *es, untold);
        }
    }
    sheet
}

/// The removal that saves most on the mean, beside what all counterparties cost.
fn title(subject: Subject, all: &[Removals]) -> String {
    let tongue = subject.tongue;
    let told = all.iter().filter_map(|removals| Some((removals, removals.largest()?)));
    let largest = told.max_by(|a, b| a.1.1.cost_mean.value.total_cmp(&b.1.1.cost_mean.value));
    largest.filter(|(_, (_, removal))| removal.cost_mean.is_beyond_sampling_error()).map_or_else(
        || say!(tongue, "removal-ladder-title"),
        |(removals, (group, removal))| {
            say!(
                tongue,
                "removal-ladder-title-group",
                group = shortened(&subject.names.group(group)),
                reserve = subject.quoted(removals.reserve),
                saved = subject.points(removal.cost_mean),
                today = subject.points(removals.reserve.counterparty_cost.marked.mean)
            )
        },
    )
}

fn alt(subject: Subject, all: &[Removals]) -> String {
    let tongue = subject.tongue;
    let sentence = |removals: &Removals| {
        let parts = removals.groups.iter().filter_map(|(group, changes)| {
            let all = changes.iter().find(|change| change.saved.what == "all")?;
            Some(say!(
                tongue,
                "removal-ladder-alt-group",
                group = subject.names.group(group),
                saved = subject.points(all.saved.cost_mean)
            ))
        });
        let parts: Vec<String> = parts.collect();
        format!("{}: {}.", subject.name(removals.reserve), parts.join(", "))
    };
    let all: Vec<String> = all.iter().map(sentence).collect();
    format!("{} {}", say!(tongue, "removal-ladder-alt"), all.join(" "))
}
