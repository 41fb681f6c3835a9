//! What is lost if a group fails.

use super::canvas::Mark;
use super::frame::framed;
use super::strip::{Figure, Line, Strip};
use super::{Chart, Subject, VERMILION, mean_and_nine_in_ten, range_fields, shortened, with_line_ends, worst_first};
use crate::assessment::{ConditionalEstimate, GroupFigures, HeadlineMode, IfItFails, Ladder, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::sheet::Sheet;

/// Most groups drawn of one reserve; all stand in the table.
const MOST_GROUPS: usize = 8;

const HEADER: [&str; 14] = [
    "reserve",
    "group",
    "counterparty",
    "mode",
    "cost_mean",
    "low",
    "high",
    "p05",
    "p95",
    "tomorrow_liquid",
    "tomorrow_marked",
    "tomorrow_eventual",
    "range_low",
    "range_high",
];

/// Most reserves drawn; all stand in the data.
const MOST: usize = 8;

/// The chart; `None` where no group ever fails.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut lines = Vec::new();
    let mut sheet = Sheet::new(&HEADER);
    let mut reserves: Vec<&ReserveFigures> = subject.reserves().iter().collect();
    worst_first(&mut reserves, MOST, |reserve| {
        if drawn(reserve).is_empty() { f64::MIN } else { reserve.counterparty_cost.per_year.value }
    });
    for (place, &reserve) in reserves.iter().enumerate() {
        let drawn = drawn(reserve);
        let is_shown = place < MOST;
        if is_shown && !drawn.is_empty() {
            lines.push(Line::Heading(subject.name(reserve)));
        }
        for (group, mode, cost) in drawn {
            lines.extend(is_shown.then(|| line(subject, reserve, mode, cost)));
            let who = [&reserve.id, &group.id, &mode.counterparty, &mode.mode].map(|id| id.as_str().into());
            let ladder = tomorrow(reserve, mode)
                .map_or([None; 3], |ladder| [ladder.liquid, ladder.marked, ladder.eventual].map(Some));
            let figures = [cost.value, cost.low, cost.high, cost.p05, cost.p95]
                .map(Some)
                .into_iter()
                .chain(ladder)
                .map(Into::into);
            sheet.rows.push(who.into_iter().chain(figures).chain(range_fields(cost.range)).collect());
        }
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let strip = Strip { columns: vec![say!(subject.tongue, "if-it-fails-column")], lines };
    let subtitle = say!(subject.tongue, "if-it-fails-subtitle", days = subject.horizon_days());
    let subtitle = format!("{subtitle} {}", subject.doubt());
    let note = [Some(say!(subject.tongue, "if-it-fails-note")), subject.more_than(MOST, reserves.len())];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let words = subject.words(title(subject), subtitle, alt(subject, &reserves), note);
    framed(subject.style, "if-it-fails", words, sheet, strip.height(subject.style), |canvas, region| {
        strip.draw(canvas, region)
    })
    .map(Some)
}

type Drawn<'a> = (&'a GroupFigures, &'a HeadlineMode, ConditionalEstimate);

fn drawn(reserve: &ReserveFigures) -> Vec<Drawn<'_>> {
    let mut drawn = reserve.leading_groups();
    drawn.truncate(MOST_GROUPS);
    drawn
}

/// The ladder of that failure tomorrow.
fn tomorrow(reserve: &ReserveFigures, mode: &HeadlineMode) -> Option<Ladder> {
    let of_mode = |failure: &&IfItFails| failure.counterparty == mode.counterparty && failure.mode == mode.mode;
    reserve.if_it_fails.iter().find(of_mode).map(|failure| failure.tomorrow)
}

/// `if Binance should become insolvent`.
fn told(subject: Subject, mode: &HeadlineMode) -> String {
    subject.names.if_failure(&shortened(&subject.names.counterparty(&mode.counterparty)), &mode.mode)
}

fn line(subject: Subject, reserve: &ReserveFigures, mode: &HeadlineMode, cost: ConditionalEstimate) -> Line {
    let strokes = tomorrow(reserve, mode)
        .map_or_else(Vec::new, |Ladder { liquid, marked, eventual }| vec![eventual, marked, liquid]);
    let tongue = subject.tongue;
    let words = mean_and_nine_in_ten(tongue, cost);
    let (estimate, range) = (with_line_ends(cost.mean()), Some((cost.p05, cost.p95)));
    let figure = Figure { estimate, range, strokes, mark: Mark::Disc, colour: VERMILION, words };
    let (who, how) = (subject.names.counterparty(&mode.counterparty), subject.names.mode(&mode.mode));
    let label = say!(tongue, "if-it-fails-label", who = who, mode = how);
    Line::Figures { label, indent: 8.0, columns: vec![Some(figure)] }
}

fn title(subject: Subject) -> String {
    // Of the reserve to which dependence costs most: losses of other reserves are on condition of other failures.
    let cost = |reserve: &ReserveFigures| reserve.counterparty_cost.per_year.value;
    let failing = subject.reserves().iter().filter_map(|reserve| Some((reserve, drawn(reserve).into_iter().next()?)));
    let tongue = subject.tongue;
    failing.max_by(|a, b| cost(a.0).total_cmp(&cost(b.0))).map_or_else(
        || say!(tongue, "if-it-fails-title-plain"),
        |(reserve, (_, mode, cost))| {
            let (condition, reserve) = (told(subject, mode), subject.quoted(reserve));
            if cost.mean().has_unknown_interval() {
                let cost = tongue.percent_with_interval(cost.mean());
                return say!(
                    tongue,
                    "if-it-fails-title-few-paths",
                    condition = condition,
                    reserve = reserve,
                    cost = cost
                );
            }
            say!(
                tongue,
                "if-it-fails-title",
                condition = condition,
                reserve = reserve,
                cost = subject.percent(cost.mean()),
                low = tongue.percent(cost.p05),
                high = tongue.percent(cost.p95),
            )
        },
    )
}

fn alt(subject: Subject, reserves: &[&ReserveFigures]) -> String {
    let tongue = subject.tongue;
    let part = |(_, mode, cost): &Drawn| {
        let (condition, cost) = (told(subject, mode), tongue.percent(cost.value));
        say!(tongue, "if-it-fails-alt-failure", condition = condition, cost = cost)
    };
    let sentence = |reserve: &&ReserveFigures| {
        let parts: Vec<String> = drawn(reserve).iter().map(part).collect();
        let reserve = subject.name(reserve);
        match parts.is_empty() {
            true => say!(tongue, "if-it-fails-alt-nothing", reserve = reserve),
            false => say!(tongue, "if-it-fails-alt-reserve", reserve = reserve, failures = parts.join("; ")),
        }
    };
    let all: Vec<String> = reserves.iter().take(12).map(sentence).collect();
    say!(tongue, "if-it-fails-alt", reserves = all.join(" "))
}
