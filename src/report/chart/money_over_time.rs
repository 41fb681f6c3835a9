//! What can be spent after a failure: at once, and when claims are paid.

use super::axis::Axis;
use super::canvas::{Canvas, Mark, Pen, Side};
use super::frame::{LABEL, NAME, Region, framed, room};
use super::{BLUE, Chart, GREY, INK, PALE, ROOMY, Subject, VERMILION, range_fields, shortened, worst_first};
use crate::assessment::{AfterDays, AfterFailure, ConditionalEstimate, Curves, Ends, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::look::Colour;
use crate::report::sheet::Sheet;

const HEAD: f64 = 26.0;
const NAMES: f64 = 28.0;
const ROW: f64 = 40.0;
const TICKS: f64 = 28.0;
/// From one line of words to the next.
const LINE: f64 = 19.0;
/// How far in the names of groups stand.
const INDENT: f64 = 12.0;
/// Room for the digits beside each bar.
const DIGITS: f64 = 46.0;
/// Most groups of a reserve, and most reserves, that are drawn; the data has all.
const MOST_GROUPS: usize = 4;
const MOST: usize = 8;

type Group<'a> = (&'a ReserveFigures, Vec<&'a AfterFailure>);

/// The chart; `None` where no failure takes anything from any reserve.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut reserves: Vec<Group> = subject.with_curves().filter_map(touched).collect();
    worst_first(&mut reserves, MOST, |(_, groups)| -at_once(groups[0]));
    let Some(days) = reserves.first().map(|(_, groups)| groups[0].days.iter().map(|at| at.day).collect::<Vec<_>>())
    else {
        return Ok(None);
    };
    let (tongue, drawn) = (subject.tongue, &reserves[..reserves.len().min(MOST)]);
    let note = [Some(say!(tongue, "money-note")), subject.more_than(drawn.len(), reserves.len())];
    let words = subject.words(
        title(subject, drawn),
        say!(tongue, "money-subtitle", ranged = if subject.has_ranges() { "yes" } else { "no" }),
        alt(subject, drawn),
        note.into_iter().flatten().collect::<Vec<_>>().join(" "),
    );
    let layout = Layout::new(subject, &days);
    let height = layout.head + drawn.iter().map(|group| layout.height(subject, group)).sum::<f64>() + TICKS;
    framed(subject.style, "money-over-time", words, sheet(&reserves), height, |canvas, region| {
        let columns = Columns::new(Region { left: region.left + layout.labels, ..region }, drawn, days.len());
        layout
            .heads
            .iter()
            .enumerate()
            .for_each(|(place, head)| lines(canvas, head, columns.left(place), region.top + 14.0, GREY));
        let mut top = region.top + layout.head;
        for (reserve, groups) in drawn {
            for name in names(subject, reserve) {
                canvas.text(&name, (region.left, top + NAMES - 8.0), Side::Right, NAME, INK);
                top += LINE;
            }
            top += NAMES - LINE;
            for group in groups.iter().take(MOST_GROUPS) {
                top = layout.draw(canvas, &columns, group, &subject.names.group(&group.group), (region.left, top));
            }
        }
        columns.ticks(canvas, region, days.len());
    })
    .map(Some)
}

/// Where words stand: names of groups beside their bars, or above them where the sheet is narrow.
struct Layout {
    /// Width of the names at the left, or how far in the bars stand below them.
    labels: f64,
    /// The words above each column, in lines.
    heads: Vec<Vec<String>>,
    /// Their height.
    head: f64,
    /// Whether names stand above.
    is_narrow: bool,
}

impl Layout {
    fn new(subject: Subject, days: &[u64]) -> Self {
        let (tongue, width) = (subject.tongue, room(subject.style));
        let is_narrow = subject.style.width < ROOMY;
        let labels = if is_narrow { INDENT } else { (0.3 * width).min(240.0) };
        let column = (width - labels) / days.len().max(1) as f64;
        let head = |&day: &u64| match day {
            0 => say!(tongue, "money-at-once"),
            day => say!(tongue, "money-after", count = day),
        };
        let heads: Vec<Vec<String>> = days.iter().map(|day| LABEL.wrap(&head(day), column - 6.0, 2)).collect();
        let most = heads.iter().map(Vec::len).max().unwrap_or(1);
        Self { labels, head: HEAD + LINE * most.saturating_sub(1) as f64, heads, is_narrow }
    }

    /// How high a reserve stands with its groups.
    fn height(&self, subject: Subject, (reserve, groups): &Group) -> f64 {
        let lines = names(subject, reserve).len() as f64 - 1.0;
        NAMES + LINE * lines + self.row() * groups.len().min(MOST_GROUPS) as f64
    }

    /// How high a group stands.
    fn row(&self) -> f64 {
        if self.is_narrow { ROW + LINE } else { ROW }
    }

    /// Draws a group from here, and returns where it ends.
    fn draw(&self, canvas: &Canvas, columns: &Columns, group: &AfterFailure, name: &str, at: (f64, f64)) -> f64 {
        let bottom = at.1 + self.row();
        let middle = bottom - 0.5 * ROW;
        let left = at.0 + INDENT;
        if self.is_narrow {
            let name = LABEL.fit(name, room(canvas.style) - INDENT);
            canvas.text(&name, (left, at.1 + LINE - 5.0), Side::Right, LABEL, INK);
        } else {
            let name = LABEL.wrap(name, self.labels - INDENT - 10.0, 2);
            let first = middle + 5.5 - 0.5 * LINE * (name.len() as f64 - 1.0);
            lines(canvas, &name, left, first, INK);
        }
        for (place, at) in group.days.iter().take(self.heads.len()).enumerate() {
            columns.draw(canvas, place, at, middle);
        }
        bottom
    }
}

/// The reserve and what its shares are of, in lines.
fn names(subject: Subject, reserve: &ReserveFigures) -> Vec<String> {
    let money = subject.tongue.money(reserve.initial_value, &subject.assessment.register.base_currency);
    let name = say!(subject.tongue, "money-reserve", reserve = subject.name(reserve), money = money);
    NAME.wrap(&name, room(subject.style), 2)
}

/// Words in lines.
fn lines(canvas: &Canvas, words: &[String], left: f64, first: f64, colour: Colour) {
    for (down, line) in words.iter().enumerate() {
        canvas.text(line, (left, first + LINE * down as f64), Side::Right, LABEL, colour);
    }
}

/// The groups whose failure takes something, those first that leave least at once.
fn touched<'a>((reserve, curves): (&'a ReserveFigures, &'a Curves)) -> Option<Group<'a>> {
    let takes = |at: &AfterDays| at.money.value < 0.9995 || at.coins.value < 0.9995;
    let mut groups: Vec<&AfterFailure> =
        curves.after_failure.iter().filter(|group| group.days.iter().any(takes)).collect();
    groups.sort_by(|a, b| at_once(a).total_cmp(&at_once(b)));
    (!groups.is_empty()).then_some((reserve, groups))
}

fn at_once(group: &AfterFailure) -> f64 {
    group.days.first().map_or(1.0, |at| at.money.value)
}

/// Columns of bars, all on one scale from nothing.
struct Columns {
    left: f64,
    width: f64,
    most: f64,
}

impl Columns {
    fn new(region: Region, reserves: &[Group], columns: usize) -> Self {
        let all = reserves.iter().flat_map(|(_, groups)| groups.iter().flat_map(|group| &group.days));
        let most = all.flat_map(|at| [at.money.p95, at.coins.p95, at.money.value]).fold(1.0, f64::max);
        Self { left: region.left, width: (region.right - region.left) / columns as f64, most }
    }

    fn left(&self, place: usize) -> f64 {
        self.left + self.width * place as f64
    }

    fn axis(&self, place: usize) -> Axis {
        Axis::linear((0.0, self.most), (self.left(place), self.left(place) + self.width - DIGITS - 12.0))
    }

    /// Money as a bar with its doubt and digits, coins as a mark with theirs.
    fn draw(&self, canvas: &Canvas, place: usize, at: &AfterDays, down: f64) {
        let (x, AfterDays { money, coins, .. }) = (self.axis(place), at);
        let tongue = canvas.style.tongue;
        canvas.line(&[(x.at(0.0), down - 13.0), (x.at(0.0), down + 13.0)], Pen::solid(GREY, 1.0));
        canvas.line(&[(x.at(1.0), down - 13.0), (x.at(1.0), down + 13.0)], Pen::solid(PALE, 0.8));
        canvas.block((x.at(0.0), down - 8.0), (x.at(money.value), down + 8.0), BLUE, 0.45);
        if money.p95 - money.p05 > 1e-6 {
            canvas.block((x.at(money.p05), down + 8.0), (x.at(money.p95), down + 12.0), GREY, 0.6);
        }
        if let Some(Ends { low, high }) = money.range.filter(|range| range.low != range.high) {
            canvas.line(&[(x.at(low), down), (x.at(high), down)], Pen::solid(INK, 1.4));
            for end in [low, high] {
                canvas.line(&[(x.at(end), down - 4.0), (x.at(end), down + 4.0)], Pen::solid(INK, 1.4));
            }
        }
        canvas.mark(Mark::Diamond, (x.at(coins.value), down), 4.6, VERMILION);
        let right = self.left(place) + self.width - 8.0;
        canvas.text(&tongue.percent(money.value), (right, down - 2.5), Side::Left, LABEL, INK);
        canvas.text(&tongue.percent(coins.value), (right, down + 14.5), Side::Left, LABEL, VERMILION);
    }

    fn ticks(&self, canvas: &Canvas, region: Region, columns: usize) {
        for place in 0..columns {
            // In narrow columns one tick would stand on the other.
            let shares =
                if self.axis(place).at(1.0) - self.axis(place).at(0.0) > 52.0 { &[0.0, 1.0][..] } else { &[1.0] };
            for share in shares.iter().copied() {
                let words = canvas.style.tongue.percent(share);
                canvas.text(&words, (self.axis(place).at(share), region.bottom - 8.0), Side::Middle, LABEL, GREY);
            }
        }
    }
}

fn sheet(reserves: &[Group]) -> Sheet {
    let mut sheet = Sheet::new(&[
        "reserve",
        "group",
        "day",
        "what",
        "value",
        "low",
        "high",
        "p05",
        "p95",
        "range_low",
        "range_high",
        "of_money",
    ]);
    for (reserve, groups) in reserves {
        for group in groups {
            for at in &group.days {
                for (what, figures) in [("money", at.money), ("coins", at.coins)] {
                    let ConditionalEstimate { value, low, high, p05, p95, range } = figures;
                    let words =
                        [reserve.id.as_str().into(), group.group.as_str().into(), (at.day as f64).into(), what.into()];
                    let numbers = [value, low, high, p05, p95].map(Into::into);
                    // What a share of 1 is in the reserve's currency; coins are weighed at prices of time 0.
                    let whole = Some(reserve.initial_value.into());
                    sheet.rows.push(words.into_iter().chain(numbers).chain(range_fields(range)).chain(whole).collect());
                }
            }
        }
    }
    sheet
}

/// The reserve and group that leave least at once, and how much has come back in the end.
fn title(subject: Subject, reserves: &[Group]) -> String {
    let least = reserves.iter().min_by(|a, b| at_once(a.1[0]).total_cmp(&at_once(b.1[0])));
    let Some((reserve, group)) = least.map(|(reserve, groups)| (reserve, groups[0])) else { return String::new() };
    let tongue = subject.tongue;
    let told = |at: Option<&AfterDays>| at.map_or_else(String::new, |at| subject.percent(at.money.mean()));
    let last = group.days.last();
    say!(
        tongue,
        "money-title",
        group = shortened(&subject.names.group(&group.group)),
        reserve = subject.quoted(reserve),
        first = told(group.days.first()),
        last = told(last),
        days = tongue.count(last.map_or(0, |at| at.day))
    )
}

fn alt(subject: Subject, reserves: &[Group]) -> String {
    let tongue = subject.tongue;
    let mut told = vec![say!(tongue, "money-alt")];
    for (reserve, groups) in reserves {
        for group in groups.iter().take(MOST_GROUPS) {
            let (Some(first), Some(last)) = (group.days.first(), group.days.last()) else { continue };
            told.push(say!(
                tongue,
                "money-alt-group",
                reserve = subject.name(reserve),
                group = subject.names.group(&group.group),
                first = subject.percent(first.money.mean()),
                first_coins = tongue.percent(first.coins.value),
                last = subject.percent(last.money.mean()),
                last_coins = tongue.percent(last.coins.value),
                days = tongue.count(last.day)
            ));
        }
    }
    told.join(" ")
}
