//! What the worst paths are made of: an account, not a cause.

use super::canvas::Mark;
use super::frame::framed;
use super::loss_distribution::worst;
use super::strip::{Figure, Line, Strip};
use super::{
    BLUE, Chart, GREY, PURPLE, Subject, VERMILION, range_fields, shortened, tail, with_line_ends, worst_first,
};
use crate::assessment::{CellFigures, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::names::Names;
use crate::report::sheet::Sheet;

/// Most cells drawn of one reserve; all stand in the table.
const MOST_CELLS: usize = 8;

/// Most reserves drawn; all stand in the data.
const MOST: usize = 8;

/// The chart; `None` where nothing was booked.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut lines = Vec::new();
    let mut sheet =
        Sheet::new(&["reserve", "channel", "of", "asset", "level", "es", "low", "high", "range_low", "range_high"]);
    let mut reserves: Vec<&ReserveFigures> = subject.reserves().iter().collect();
    worst_first(&mut reserves, MOST, |reserve| tail(&reserve.loss.es).map_or(f64::MIN, |es| es.value));
    for (place, &reserve) in reserves.iter().enumerate() {
        let drawn = drawn(subject, reserve);
        let is_shown = place < MOST;
        if is_shown && !drawn.is_empty() {
            lines.push(Line::Heading(subject.name(reserve)));
        }
        for cell in drawn {
            lines.extend(is_shown.then(|| line(subject, cell)));
            let estimate = cell.es;
            let words =
                [Some(reserve.id.as_str()), Some(cell.channel.as_str()), cell.of.as_deref(), cell.asset.as_deref()];
            let words = words.map(|word| word.unwrap_or_default().into());
            let figures = [subject.level, estimate.value, estimate.low, estimate.high].map(Into::into);
            sheet.rows.push(words.into_iter().chain(figures).chain(range_fields(estimate.range)).collect());
        }
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let (tongue, share) = (subject.tongue, subject.worst_share());
    let strip = Strip { columns: vec![say!(tongue, "tail-cells-column", share = share.as_str())], lines };
    let subtitle = say!(
        tongue,
        "tail-cells-subtitle",
        share = share,
        days = subject.horizon_days(),
        shortfall = subject.shortfall(),
    );
    let subtitle = format!("{subtitle} {}", subject.doubt());
    let note = [Some(say!(tongue, "tail-cells-note", boxes = MOST_CELLS)), subject.more_than(MOST, reserves.len())];
    let note = note.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let words = subject.words(title(subject), subtitle, alt(subject, &reserves), note);
    framed(subject.style, "tail-cells", words, sheet, strip.height(subject.style), |canvas, region| {
        strip.draw(canvas, region)
    })
    .map(Some)
}

/// The largest cells: market first, then by size.
fn drawn<'a>(subject: Subject, reserve: &'a ReserveFigures) -> Vec<&'a CellFigures> {
    let Some(attribution) = reserve.attribution.iter().find(|attribution| attribution.level == subject.level) else {
        return Vec::new();
    };
    let mut cells: Vec<&CellFigures> = attribution.cells.iter().filter(|cell| cell.es.value != 0.0).collect();
    cells.sort_by(|a, b| b.es.value.abs().total_cmp(&a.es.value.abs()));
    cells.truncate(MOST_CELLS);
    cells.sort_by_key(|cell| cell.channel != "market");
    cells
}

/// A cell in plain words.
pub(in crate::report) fn cell_words(names: Names, cell: &CellFigures) -> String {
    let asset = cell.asset.as_deref().map(|id| names.asset(id)).unwrap_or_default();
    let who = cell.of.as_deref().map(|id| names.counterparty(id)).unwrap_or_default();
    let (tongue, own_keys) = (names.tongue(), cell.of.as_deref() == Some("self"));
    match cell.channel.as_str() {
        "market" => say!(tongue, "cell-market", asset = asset),
        "linked" => say!(tongue, "cell-linked", asset = asset, who = who),
        "contagion" => say!(tongue, "cell-contagion", asset = asset, who = who),
        "custody" if own_keys => say!(tongue, "cell-own-keys", asset = asset),
        "custody" => say!(tongue, "cell-custody", asset = asset, who = who),
        "claim" => say!(tongue, "cell-claim", asset = asset, who = who),
        "cost" => say!(tongue, "cell-cost"),
        other => format!("{other} {who} {asset}"),
    }
}

fn line(subject: Subject, cell: &CellFigures) -> Line {
    let (mark, colour) = match cell.channel.as_str() {
        "market" => (Mark::Square, GREY),
        "linked" | "contagion" => (Mark::Triangle, PURPLE),
        "cost" => (Mark::Diamond, BLUE),
        _ => (Mark::Disc, VERMILION),
    };
    let range = Some((cell.es.value.min(0.0), cell.es.value.max(0.0)));
    let figure = Figure {
        estimate: with_line_ends(cell.es),
        range,
        strokes: Vec::new(),
        mark,
        colour,
        words: subject.tongue.percent(cell.es.value),
    };
    Line::Figures { label: cell_words(subject.names, cell), indent: 8.0, columns: vec![Some(figure)] }
}

fn title(subject: Subject) -> String {
    let tongue = subject.tongue;
    let sentence = |reserve: &ReserveFigures| {
        let largest = drawn(subject, reserve).into_iter().max_by(|a, b| a.es.value.total_cmp(&b.es.value))?;
        let (goes, total) = subject.loss_or_gain(tail(&reserve.loss.es)?);
        let (market_goes, market) = subject.loss_or_gain(tail(&reserve.market_alone.es)?);
        Some(say!(
            tongue,
            "tail-cells-title",
            share = subject.worst_share(),
            reserve = subject.quoted(reserve),
            goes = goes,
            total = total,
            market_goes = market_goes,
            market = market,
            cell = shortened(&cell_words(subject.names, largest)),
            cell_goes = if largest.es.value < 0.0 { "gain" } else { "loss" },
            loss = subject.points(if largest.es.value < 0.0 { largest.es.turned() } else { largest.es }),
        ))
    };
    worst(subject).and_then(sentence).unwrap_or_else(|| say!(tongue, "tail-cells-title-plain"))
}

fn alt(subject: Subject, reserves: &[&ReserveFigures]) -> String {
    let tongue = subject.tongue;
    let part = |cell: &CellFigures| {
        let (cell, loss) = (cell_words(subject.names, cell), tongue.percent(cell.es.value));
        say!(tongue, "tail-cells-alt-cell", cell = cell, loss = loss)
    };
    let sentence = |reserve: &ReserveFigures| {
        let parts: Vec<String> = drawn(subject, reserve).into_iter().take(4).map(part).collect();
        say!(tongue, "tail-cells-alt-reserve", reserve = subject.name(reserve), cells = parts.join("; "))
    };
    let all: Vec<String> = reserves.iter().take(12).copied().map(sentence).collect();
    say!(tongue, "tail-cells-alt", reserves = all.join(" "))
}
