//! How far a reserve falls from a peak on the way, beside the market alone, and for how long it stays below one.

use super::axis::Axis;
use super::canvas::{Canvas, Mark, Pen, Side};
use super::frame::{LABEL, NAME, Region, framed, ticks_within};
use super::{BLUE, Chart, GREY, INK, PALE, Subject, VERMILION, doubted, worst_first};
use crate::assessment::{Estimate, LevelEstimate, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::look::Colour;
use crate::report::sheet::Sheet;

/// Heads of the columns.
const HEAD: f64 = 24.0;
/// A reserve: its name, and its boxes below.
const ROW: f64 = 52.0;
const TICKS: f64 = 30.0;
const GAP: f64 = 26.0;
/// Above this many reserves the rest is only in the data.
const MOST: usize = 20;

/// Levels of a box: its whiskers, its edges and its middle.
const LEVELS: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];

/// The chart; `None` where a run has one step alone, and so nothing on the way.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut reserves: Vec<Row> = subject.reserves().iter().filter_map(Row::of).collect();
    if reserves.is_empty() || subject.assessment.curves.iter().all(|curves| curves.fan.len() < 2) {
        return Ok(None);
    }
    worst_first(&mut reserves, MOST, |row| row.boxes[0][2].value);
    let drawn = &reserves[..reserves.len().min(MOST)];
    let tongue = subject.tongue;
    let subtitle = say!(tongue, "drawdown-subtitle", horizon = subject.horizon());
    let note = subject.more_than(drawn.len(), reserves.len()).unwrap_or_default();
    let words = subject.words(title(subject, drawn), subtitle, alt(subject, drawn), note);
    let height = HEAD + ROW * drawn.len() as f64 + TICKS;
    framed(subject.style, "drawdown", words, sheet(&reserves), height, |canvas, region| {
        let middle = 0.5 * (region.left + region.right);
        let columns = [
            (Region { right: middle - 0.5 * GAP, ..region }, "drawdown-fall", BLUE),
            (Region { left: middle + 0.5 * GAP, ..region }, "drawdown-days", VERMILION),
        ];
        for (place, (region, head, colour)) in columns.into_iter().enumerate() {
            let words = say!(tongue, head);
            canvas.text(
                &LABEL.fit(&words, region.right - region.left),
                (region.left, region.top + 14.0),
                Side::Right,
                LABEL,
                GREY,
            );
            column(canvas, region, drawn, place, colour);
        }
        for (place, row) in drawn.iter().enumerate() {
            let down = region.top + HEAD + ROW * place as f64 + 18.0;
            let name = NAME.fit(&subject.name(row.reserve), region.right - region.left);
            canvas.text(&name, (region.left, down), Side::Right, NAME, INK);
        }
    })
    .map(Some)
}

/// The quantiles of one reserve at [`LEVELS`]: of its falls, and of its days.
struct Row<'a> {
    reserve: &'a ReserveFigures,
    boxes: [[Estimate; 5]; 2],
    /// Of the falls of the market alone.
    market_alone: [Estimate; 5],
}

impl<'a> Row<'a> {
    fn of(reserve: &'a ReserveFigures) -> Option<Self> {
        let at = |quantiles: &[LevelEstimate]| -> Option<[Estimate; 5]> {
            let found = LEVELS.map(|level| quantiles.iter().find(|quantile| (quantile.level - level).abs() < 1e-9));
            let told = || found.map(|quantile| quantile.map_or_else(Estimate::untold, |found| found.estimate));
            found.iter().all(Option::is_some).then(told)
        };
        let boxes = [at(&reserve.max_drawdown.quantiles)?, at(&reserve.days_under_water.quantiles)?];
        Some(Self { reserve, boxes, market_alone: at(&reserve.market_alone_drawdown.quantiles)? })
    }

    /// The market alone beside the falls; nothing beside the days.
    fn beside(&self, place: usize) -> Option<[Estimate; 5]> {
        (place == 0).then_some(self.market_alone)
    }
}

/// One box a reserve, all on one axis from 0.
fn column(canvas: &Canvas, region: Region, rows: &[Row], place: usize, colour: Colour) {
    let tongue = canvas.style.tongue;
    let told = |value: f64| if place == 0 { tongue.percent(value) } else { tongue.number(value, 0) };
    let digits = rows.iter().map(|row| NAME.width(&told(row.boxes[place][2].value))).fold(0.0, f64::max) + 12.0;
    let across = (region.left + 6.0, region.right - digits);
    let beside = rows.iter().filter_map(|row| row.beside(place)).map(|figures| figures[4].value);
    let most = rows.iter().map(|row| row.boxes[place][4].value).chain(beside).fold(0.0, f64::max);
    let x = if place == 0 { Axis::linear((0.0, most), across) } else { Axis::plain((0.0, most), across) };
    let bottom = region.top + HEAD + ROW * rows.len() as f64;
    for (tick, words) in ticks_within(tongue, x, 6) {
        let pen = Pen::solid(PALE, 0.8);
        (0..rows.len()).for_each(|row| {
            let top = region.top + HEAD + ROW * row as f64 + 24.0;
            canvas.line(&[(x.at(tick), top), (x.at(tick), top + ROW - 26.0)], pen);
        });
        canvas.text(&words, (x.at(tick), bottom + 20.0), Side::Middle, LABEL, INK);
    }
    for (index, row) in rows.iter().enumerate() {
        let [low, lower, middle, upper, high] = row.boxes[place].map(|quantile| quantile.value);
        let down = region.top + HEAD + ROW * index as f64 + 37.0;
        canvas.line(&[(x.at(low), down), (x.at(high), down)], Pen::solid(colour, 1.8));
        canvas.block((x.at(lower), down - 7.0), (x.at(upper), down + 7.0), colour, 0.35);
        let mark = if place == 0 { Mark::Disc } else { Mark::Diamond };
        canvas.mark(mark, (x.at(middle), down), 4.6, colour);
        canvas.text(&told(middle), (region.right, down + 5.5), Side::Left, NAME, INK);
        if let Some([low, _, middle, _, high]) = row.beside(place).map(|beside| beside.map(|quantile| quantile.value)) {
            let (down, pen) = (down + 11.0, Pen::solid(GREY, 1.4));
            canvas.line(&[(x.at(low), down), (x.at(high), down)], pen);
            canvas.line(&[(x.at(middle), down - 3.0), (x.at(middle), down + 3.0)], pen);
        }
    }
}

/// Every quantile drawn, with its interval and the ends of its range.
fn sheet(rows: &[Row]) -> Sheet {
    let mut sheet = Sheet::new(&["reserve", "what", "level", "value", "low", "high", "range_low", "range_high"]);
    for row in rows {
        let [falls, days] = row.boxes;
        let all = [("max_drawdown", falls), ("market_alone_drawdown", row.market_alone), ("days_under_water", days)];
        for (what, figures) in all {
            for (level, quantile) in LEVELS.into_iter().zip(figures) {
                let words = [row.reserve.id.as_str().into(), what.into(), level.into()];
                sheet.rows.push(words.into_iter().chain(doubted(quantile)).collect());
            }
        }
    }
    sheet
}

/// The reserve that falls furthest on half of the paths.
fn title(subject: Subject, rows: &[Row]) -> String {
    let furthest = rows.iter().max_by(|a, b| a.boxes[0][2].value.total_cmp(&b.boxes[0][2].value));
    furthest.map_or_else(String::new, |row| {
        let tongue = subject.tongue;
        let (falls, market) = (row.boxes[0], row.market_alone);
        say!(
            tongue,
            "drawdown-title",
            reserve = subject.quoted(row.reserve),
            fall = subject.percent(falls[2]),
            worse = subject.percent(falls[4]),
            market = subject.percent(market[2]),
            market_worse = subject.percent(market[4])
        )
    })
}

fn alt(subject: Subject, rows: &[Row]) -> String {
    let tongue = subject.tongue;
    let sentence = |row: &Row| {
        let [fall, days] = row.boxes.map(|quantiles| quantiles.map(|quantile| quantile.value));
        say!(
            tongue,
            "drawdown-alt-reserve",
            market = tongue.percent(row.market_alone[2].value),
            reserve = subject.name(row.reserve),
            middle = tongue.percent(fall[2]),
            low = tongue.percent(fall[0]),
            high = tongue.percent(fall[4]),
            days = tongue.number(days[2], 0),
            fewest = tongue.number(days[0], 0),
            most = tongue.number(days[4], 0)
        )
    };
    let told: Vec<String> = rows.iter().take(12).map(sentence).collect();
    format!("{} {}", say!(tongue, "drawdown-alt"), told.join(" "))
}
