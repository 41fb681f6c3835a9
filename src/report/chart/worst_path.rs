//! One bad path of each reserve told as a story: what failed on which day, and what it cost.

use super::axis::Axis;
use super::canvas::{Canvas, Mark, Pen, Side};
use super::frame::{LABEL, NAME, Region, framed, room};
use super::panel::{LEFT, Panel};
use super::{BLUE, Chart, GREY, INK, PALE, Subject, VERMILION, shortened};
use crate::assessment::{BadPath, BadPathEvent, Curves, Estimate, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::look::Colour;
use crate::report::sheet::Sheet;

/// A panel with its name above and its ticks below.
const PANEL: f64 = 226.0;
/// A line of the story.
const LINE: f64 = 22.0;
/// Room between panels.
const GAP: f64 = 16.0;
/// Most reserves and most failures of each that are drawn; the data has all.
const MOST: usize = 3;
const MOST_EVENTS: usize = 4;
/// Below this share of what was put in, a failure is counted and not told.
const LEAST: f64 = 0.0005;
/// Where the words of the story begin, and most lines of one sentence.
const INDENT: f64 = 26.0;
const MOST_LINES: usize = 3;
/// Sample paths behind the story.
const SAMPLES: usize = 6;

type Story<'a> = (&'a ReserveFigures, &'a Curves, &'a BadPath);

/// The chart; `None` where no values were taken on the way, or nobody knows who failed.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let told = subject.with_curves().filter_map(|(reserve, curves)| Some((reserve, curves, curves.bad_path.as_ref()?)));
    // Of the first day and the last alone nothing is known of the way.
    let mut stories: Vec<Story> = told.filter(|(.., path)| path.days.len() > 2).collect();
    // Those first to which failures did most.
    stories.sort_by(|a, b| b.2.counterparty_cost.total_cmp(&a.2.counterparty_cost));
    let days = stories.iter().flat_map(|(.., path)| &path.days).max().copied().unwrap_or(0);
    if days == 0 {
        return Ok(None);
    }
    let (tongue, drawn) = (subject.tongue, &stories[..stories.len().min(MOST)]);
    let level = tongue.level(1.0 - drawn[0].2.level);
    // A single one is the path itself.
    let others = if drawn.iter().any(|(_, curves, _)| curves.sample_paths.len() > 1) { "yes" } else { "no" };
    let shortfall = subject.shortfall();
    let subtitle = say!(tongue, "worst-path-subtitle", worst = level, shortfall = shortfall, others = others);
    let note = [Some(say!(tongue, "worst-path-note")), subject.more_than(drawn.len(), stories.len())];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let words = subject.words(title(subject, drawn), subtitle, alt(subject, drawn), note);
    let height = drawn.iter().map(|(.., path)| story_height(subject, path)).sum();
    framed(subject.style, "worst-path", words, sheet(&stories), height, |canvas, region| {
        let mut top = region.top;
        for (reserve, curves, path) in drawn {
            let plot = Region {
                left: region.left + LEFT,
                right: region.right - 12.0,
                top: top + 58.0,
                bottom: top + PANEL - 34.0,
            };
            let x = Axis::days(days as f64, (plot.left, plot.right));
            let y = Axis::linear((0.0, highest(curves, path)), (plot.bottom, plot.top));
            let remark = remark(subject, path);
            let panel = Panel::begin(canvas, plot, x, y, &subject.name(reserve), &remark);
            draw(canvas, &panel, curves, path);
            tell(subject, canvas, region, top + PANEL, path);
            top += story_height(subject, path);
        }
    })
    .map(Some)
}

fn story_height(subject: Subject, path: &BadPath) -> f64 {
    let lines: usize = story(subject, path).iter().map(|(_, lines)| lines.len()).sum();
    PANEL + LINE * lines as f64 + GAP
}

/// The story in words, each sentence in lines, with its number where it tells of a failure.
fn story(subject: Subject, path: &BadPath) -> Vec<(Option<usize>, Vec<String>)> {
    let (tongue, more) = (subject.tongue, more(path));
    let told = |words: String| LABEL.wrap(&words, room(subject.style) - INDENT, MOST_LINES);
    let numbered = |(number, event)| (Some(number), told(sentence(subject, event)));
    let mut story: Vec<_> = events(path).into_iter().enumerate().map(numbered).collect();
    story.extend((more > 0).then(|| (None, told(say!(tongue, "worst-path-more", count = more)))));
    if story.is_empty() {
        story.push((None, told(say!(tongue, "worst-path-nobody"))));
    }
    story
}

/// The failures that are told, in order.
fn events(path: &BadPath) -> Vec<&BadPathEvent> {
    path.events.iter().filter(|event| event.booked.abs() >= LEAST).take(MOST_EVENTS).collect()
}

/// How many failures are not told.
fn more(path: &BadPath) -> u64 {
    path.more_failures + (path.events.len() - events(path).len()) as u64
}

fn highest(curves: &Curves, path: &BadPath) -> f64 {
    let fan = curves.fan.iter().map(|point| point.quantiles[4].value);
    fan.chain(path.values.iter().copied()).chain(path.without_failures.iter().copied()).fold(1.0, f64::max)
}

/// The fan and some paths behind, the twin dashed, the path, and a number at each failure.
fn draw(canvas: &Canvas, panel: &Panel, curves: &Curves, path: &BadPath) {
    let band: Vec<_> =
        curves.fan.iter().map(|point| (point.day as f64, point.quantiles[0].value, point.quantiles[4].value)).collect();
    panel.band(canvas, &band, BLUE, 0.14);
    for sample in curves.sample_paths.iter().take(SAMPLES) {
        let days = curves.fan.iter().map(|point| point.day as f64);
        panel.curve(canvas, days.zip(sample.iter().copied()), Pen::solid(PALE, 1.2));
    }
    let along = |values: &[f64]| -> Vec<(f64, f64)> {
        path.days.iter().map(|day| *day as f64).zip(values.iter().copied()).collect()
    };
    panel.curve(canvas, along(&path.without_failures).into_iter(), Pen::dashed(GREY, 2.0, 5.0));
    panel.curve(canvas, along(&path.values).into_iter(), Pen::solid(BLUE, 2.6));
    for (number, event) in events(path).into_iter().enumerate() {
        let value = path.days.iter().position(|day| *day == event.day).and_then(|place| path.values.get(place));
        let at = panel.at(event.day as f64, value.copied().unwrap_or(0.0));
        // Failures of one day stand above one another.
        let before = events(path)[..number].iter().filter(|other| other.day == event.day).count();
        numbered(canvas, (at.0, at.1 - 18.0 * before as f64), number);
    }
}

fn numbered(canvas: &Canvas, at: (f64, f64), number: usize) {
    canvas.mark(Mark::Disc, at, 9.0, VERMILION);
    let upon: Colour = canvas.style.palette.upon(VERMILION);
    canvas.text(&(number + 1).to_string(), (at.0, at.1 + 5.0), Side::Middle, NAME, upon);
}

/// The story in words below its panel.
fn tell(subject: Subject, canvas: &Canvas, region: Region, top: f64, path: &BadPath) {
    let mut down = top + 10.0;
    for (number, lines) in story(subject, path) {
        if let Some(number) = number {
            numbered(canvas, (region.left + 10.0, down - 5.0), number);
        }
        for words in lines {
            canvas.text(&words, (region.left + INDENT, down), Side::Right, LABEL, INK);
            down += LINE;
        }
    }
}

/// What was lost or gained, beside the market alone.
fn remark(subject: Subject, path: &BadPath) -> String {
    let ((goes, loss), (market_goes, market)) = (told(subject, path.loss), told(subject, path.market_alone));
    say!(subject.tongue, "worst-path-remark", goes = goes, loss = loss, market_goes = market_goes, market = market)
}

/// A loss of the path, by which word messages choose and how large it or the gain is.
fn told(subject: Subject, loss: f64) -> (&'static str, String) {
    subject.loss_or_gain(Estimate::between(loss, loss, loss))
}

fn sentence(subject: Subject, event: &BadPathEvent) -> String {
    let who = shortened(&subject.names.counterparty(&event.counterparty));
    say!(
        subject.tongue,
        "worst-path-event",
        day = subject.tongue.count(event.day),
        failure = subject.names.failure(&who, &event.mode),
        booked = subject.tongue.percent(event.booked)
    )
}

fn sheet(stories: &[Story]) -> Sheet {
    let mut sheet = Sheet::new(&[
        "reserve",
        "what",
        "day",
        "value",
        "counterparty",
        "mode",
        "booked",
        "linked",
        "contagion",
        "custody",
        "claim",
    ]);
    for (reserve, curves, path) in stories {
        let mut push = |what: &str, day: f64, value: Option<f64>, event: Option<&BadPathEvent>| {
            let (who, how) = event.map_or(("", ""), |event| (event.counterparty.as_str(), event.mode.as_str()));
            let booked =
                event.map(|event| [event.booked, event.linked, event.contagion, event.custody, event.claim].map(Some));
            let words = [reserve.id.as_str().into(), what.into(), day.into(), value.into(), who.into(), how.into()];
            sheet.rows.push(words.into_iter().chain(booked.unwrap_or([None; 5]).map(Into::into)).collect());
        };
        for (what, values) in [("path", &path.values), ("without_failures", &path.without_failures)] {
            path.days.iter().zip(values).for_each(|(day, value)| push(what, *day as f64, Some(*value), None));
        }
        for sample in curves.sample_paths.iter().take(SAMPLES) {
            curves
                .fan
                .iter()
                .zip(sample)
                .for_each(|(point, value)| push("sample", point.day as f64, Some(*value), None));
        }
        for (what, level) in [("p05", 0), ("p95", 4)] {
            curves.fan.iter().for_each(|point| push(what, point.day as f64, Some(point.quantiles[level].value), None));
        }
        path.events.iter().for_each(|event| push("failure", event.day as f64, None, Some(event)));
    }
    sheet
}

/// The story of the reserve to which failures did most.
fn title(subject: Subject, stories: &[Story]) -> String {
    let tongue = subject.tongue;
    let Some((reserve, _, path)) = stories.first() else { return String::new() };
    let (name, worst) = (subject.quoted(reserve), tongue.level(1.0 - path.level));
    let ((goes, loss), (market_goes, market)) = (told(subject, path.loss), told(subject, path.market_alone));
    let Some(event) = path.events.iter().max_by(|a, b| a.booked.total_cmp(&b.booked)) else {
        return say!(tongue, "worst-path-title-market", reserve = name, worst = worst, goes = goes, loss = loss);
    };
    let who = shortened(&subject.names.counterparty(&event.counterparty));
    say!(
        tongue,
        "worst-path-title",
        reserve = name,
        worst = worst,
        day = tongue.count(event.day),
        failure = subject.names.failure(&who, &event.mode),
        goes = goes,
        loss = loss,
        market_goes = market_goes,
        market = market
    )
}

fn alt(subject: Subject, stories: &[Story]) -> String {
    let told = stories.iter().map(|(reserve, _, path)| {
        let events: Vec<String> = events(path).into_iter().map(|event| sentence(subject, event)).collect();
        say!(
            subject.tongue,
            "worst-path-alt-reserve",
            reserve = subject.name(reserve),
            remark = remark(subject, path),
            events = events.join("; ")
        )
    });
    format!("{} {}", say!(subject.tongue, "worst-path-alt"), told.collect::<Vec<_>>().join(" "))
}
