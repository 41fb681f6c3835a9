//! The worst paths by asset and counterparty: a matrix whose rows and columns add up.

mod heat;

use super::frame::framed;
use super::{Chart, Subject, range_fields, shortened, tail, worst_first};
use crate::assessment::{Attribution, BookedPart, Estimate, ReserveFigures};
use crate::report::ReportError;
use crate::report::language::say;
use crate::report::names::Names;
use crate::report::sheet::Sheet;
use heat::{HeatMap, most_columns};

/// Above this many reserves the rest is only in the data.
const MOST_RESERVES: usize = 6;
/// Most assets with a row of their own; as many counterparties have a column, where there is room.
const MOST: usize = 12;

/// The chart; `None` where nothing was booked to a counterparty.
pub(super) fn chart(subject: Subject) -> Result<Option<Chart>, ReportError> {
    let mut all: Vec<Matrix> = subject.reserves().iter().filter_map(|reserve| Matrix::of(subject, reserve)).collect();
    if all.is_empty() {
        return Ok(None);
    }
    worst_first(&mut all, MOST_RESERVES, |matrix| matrix.leading().first().map_or(f64::MIN, |(.., es)| es.value));
    let drawn = &all[..all.len().min(MOST_RESERVES)];
    let tongue = subject.tongue;
    let subtitle = say!(tongue, "tail-matrix-subtitle", shortfall = subject.shortfall(), horizon = subject.horizon());
    let mut note = say!(tongue, "tail-matrix-note", shortfall = subject.shortfall());
    if all.len() > drawn.len() {
        note = format!("{note} {}", say!(tongue, "tail-matrix-more", count = all.len() - drawn.len()));
    }
    let words = subject.words(title(subject, drawn), subtitle, alt(subject, drawn), note);
    let maps: Vec<HeatMap> = drawn.iter().map(|matrix| matrix.heat_map(subject)).collect();
    let strongest = maps.iter().map(HeatMap::strongest).fold(0.0, f64::max);
    let height = maps.iter().map(|map| map.height(subject.style)).sum();
    framed(subject.style, "tail-matrix", words, sheet(subject, drawn), height, |canvas, region| {
        let mut top = region.top;
        for map in &maps {
            map.draw(canvas, (region.left, top), strongest);
            top += map.height(subject.style);
        }
    })
    .map(Some)
}

/// What a row or a column is of: ids, of which `None` is no asset or no counterparty, and their sum.
struct Line<'a> {
    ids: Vec<Option<&'a str>>,
    sum: Estimate,
}

impl Line<'_> {
    /// As in the data: several are `other`, none is empty.
    fn id(&self) -> &str {
        if self.ids.len() > 1 { "other" } else { self.ids.first().copied().flatten().unwrap_or_default() }
    }
}

/// The matrix of one reserve.
struct Matrix<'a> {
    reserve: &'a ReserveFigures,
    attribution: &'a Attribution,
    /// By size, then what trading cost.
    assets: Vec<Line<'a>>,
    /// The market, then by size.
    counterparties: Vec<Line<'a>>,
    whole: Estimate,
    market_alone: Estimate,
}

impl<'a> Matrix<'a> {
    fn of(subject: Subject, reserve: &'a ReserveFigures) -> Option<Self> {
        let attribution = reserve.attribution.iter().find(|attribution| attribution.level == subject.level)?;
        let channel = |id: &str| attribution.by_channel.iter().find(|part| part.id == id).map(|part| part.es);
        let cost = channel("cost").filter(|es| es.value != 0.0).map(|sum| Line { ids: vec![None], sum });
        // What trading cost stands in the column of the market, so that columns add up too.
        let market = summed(channel("market").into_iter().chain(cost.as_ref().map(|line| line.sum)));
        let mut counterparties: Vec<Line> = market.map(|sum| Line { ids: vec![None], sum }).into_iter().collect();
        let named = lines(&attribution.by_counterparty, most_columns(subject.style).min(MOST));
        (!named.is_empty() && !attribution.by_asset_and_counterparty.is_empty()).then_some(())?;
        counterparties.extend(named);
        let mut assets: Vec<Line> = lines(&attribution.by_asset, MOST).into_iter().chain(cost).collect();
        let (whole, market_alone) = (tail(&reserve.loss.es)?, tail(&reserve.market_alone.es)?);
        // A row or column by itself is the whole, and no more sure than that.
        for alone in [&mut assets, &mut counterparties] {
            if let [line] = &mut alone[..] {
                line.sum = whole;
            }
        }
        Some(Self { reserve, attribution, assets, counterparties, whole, market_alone })
    }

    fn cell(&self, asset: &Line, counterparty: &Line) -> Option<Estimate> {
        let cells = self.attribution.by_asset_and_counterparty.iter();
        let inside = cells.filter(|cell| {
            asset.ids.contains(&cell.asset.as_deref()) && counterparty.ids.contains(&cell.of.as_deref())
        });
        summed(inside.map(|cell| cell.es))
    }

    fn heat_map(&self, subject: Subject) -> HeatMap {
        let Self { assets, counterparties, .. } = self;
        let tongue = subject.tongue;
        let remark = say!(
            tongue,
            "tail-matrix-remark",
            shortfall = subject.shortfall(),
            loss = tongue.percent(self.whole.value),
            market = tongue.percent(self.market_alone.value)
        );
        let has_cost = assets.iter().any(|asset| asset.ids == [None]);
        let market = if has_cost { "tail-matrix-market-and-trading" } else { "tail-matrix-market" };
        let told = |line: &Line, none: &str, name: fn(Names, &str) -> String| match line.ids[..] {
            [Some(id)] => name(subject.names, id),
            [None] => say!(tongue, none),
            _ => say!(tongue, "tail-matrix-others", count = line.ids.len()),
        };
        let row = |asset: &Line| -> Vec<Option<Estimate>> {
            counterparties.iter().map(|counterparty| self.cell(asset, counterparty)).collect()
        };
        HeatMap {
            name: subject.name(self.reserve),
            remark,
            rows: assets.iter().map(|line| told(line, "tail-matrix-cost", |names, id| names.asset(id))).collect(),
            columns: counterparties.iter().map(|line| told(line, market, |names, id| names.counterparty(id))).collect(),
            cells: assets.iter().map(row).collect(),
            row_sums: assets.iter().map(|line| line.sum).collect(),
            column_sums: counterparties.iter().map(|line| line.sum).collect(),
            whole: self.whole,
        }
    }

    /// The largest cells of one counterparty and one asset.
    fn leading(&self) -> Vec<(&'a str, &'a str, Estimate)> {
        let cells = self.attribution.by_asset_and_counterparty.iter();
        let named = cells.filter_map(|cell| Some((cell.asset.as_deref()?, cell.of.as_deref()?, cell.es)));
        let mut named: Vec<_> = named.collect();
        named.sort_by(|a, b| b.2.value.total_cmp(&a.2.value));
        named
    }
}

/// The largest parts, and the sum of those that are left.
fn lines(parts: &[BookedPart], most: usize) -> Vec<Line<'_>> {
    let mut parts: Vec<&BookedPart> = parts.iter().filter(|part| part.es.value != 0.0).collect();
    parts.sort_by(|a, b| b.es.value.abs().total_cmp(&a.es.value.abs()));
    // A sum of one is no sum.
    let own = if parts.len() > most { most.saturating_sub(1) } else { parts.len() };
    let (own, others) = parts.split_at(own);
    let others = summed(others.iter().map(|part| part.es))
        .map(|sum| Line { ids: others.iter().map(|part| Some(part.id.as_str())).collect(), sum });
    own.iter().map(|part| Line { ids: vec![Some(part.id.as_str())], sum: part.es }).chain(others).collect()
}

/// A sum; only one figure by itself has an interval.
fn summed(mut figures: impl Iterator<Item = Estimate>) -> Option<Estimate> {
    let first = figures.next()?;
    let rest: Vec<f64> = figures.map(|figure| figure.value).collect();
    if rest.is_empty() {
        return Some(first);
    }
    Some(Estimate::between(first.value + rest.iter().sum::<f64>(), f64::NAN, f64::NAN))
}

fn sheet(subject: Subject, all: &[Matrix]) -> Sheet {
    let mut sheet = Sheet::new(&[
        "reserve",
        "part",
        "asset",
        "counterparty",
        "level",
        "es",
        "low",
        "high",
        "range_low",
        "range_high",
    ]);
    for matrix in all {
        let mut row = |part: &str, asset: &str, counterparty: &str, Estimate { value, low, high, range }: Estimate| {
            let words = [matrix.reserve.id.as_str(), part, asset, counterparty].map(Into::into);
            let figures = [subject.level, value, low, high].map(Into::into);
            sheet.rows.push(words.into_iter().chain(figures).chain(range_fields(range)).collect());
        };
        for asset in &matrix.assets {
            for counterparty in &matrix.counterparties {
                if let Some(es) = matrix.cell(asset, counterparty) {
                    row("cell", asset.id(), counterparty.id(), es);
                }
            }
            row("asset", asset.id(), "", asset.sum);
        }
        for counterparty in &matrix.counterparties {
            row("counterparty", "", counterparty.id(), counterparty.sum);
        }
        row("total", "", "", matrix.whole);
        row("market_alone", "", "", matrix.market_alone);
    }
    sheet
}

fn title(subject: Subject, all: &[Matrix]) -> String {
    let tongue = subject.tongue;
    let told = all.iter().filter_map(|matrix| Some((matrix, *matrix.leading().first()?)));
    let largest = told.max_by(|a, b| a.1.2.value.total_cmp(&b.1.2.value));
    largest.map_or_else(
        || say!(tongue, "tail-matrix-title"),
        |(matrix, (asset, who, es))| {
            let (goes, loss) = subject.loss_or_gain(matrix.whole);
            let (market_goes, market) = subject.loss_or_gain(matrix.market_alone);
            say!(
                tongue,
                "tail-matrix-title-cell",
                share = tongue.level(1.0 - subject.level),
                asset = shortened(&subject.names.asset(asset)),
                who = shortened(&subject.names.counterparty(who)),
                part = subject.points(es),
                goes = goes,
                loss = loss,
                reserve = subject.quoted(matrix.reserve),
                market_goes = market_goes,
                market = market
            )
        },
    )
}

fn alt(subject: Subject, all: &[Matrix]) -> String {
    let (tongue, names) = (subject.tongue, subject.names);
    let sentence = |matrix: &Matrix| {
        let cells = matrix.leading().into_iter().take(4).map(|(asset, who, es)| {
            say!(
                tongue,
                "tail-matrix-alt-cell",
                asset = names.asset(asset),
                who = names.counterparty(who),
                part = tongue.percent(es.value)
            )
        });
        let cells: Vec<String> = cells.collect();
        format!("{}: {}.", subject.name(matrix.reserve), cells.join("; "))
    };
    let all: Vec<String> = all.iter().map(sentence).collect();
    format!("{} {}", say!(tongue, "tail-matrix-alt"), all.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;
    use crate::report::look::Style;

    #[test]
    fn a_row_by_itself_is_as_sure_as_the_whole() {
        let mut assessment = fixture::assessment(1);
        for attribution in &mut assessment.summary.reserves[0].attribution {
            attribution.by_asset.truncate(1);
            attribution.by_channel.retain(|part| part.id != "cost");
        }
        let subject = Subject::new(&assessment, Style::default());
        let matrix = Matrix::of(subject, &subject.reserves()[0]).unwrap();
        assert_eq!(matrix.assets.len(), 1);
        assert_eq!(matrix.assets[0].sum, matrix.whole);
    }
}
