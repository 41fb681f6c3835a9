//! A history of prices to draw from, in blocks.

use ndarray::Array2;

use super::Desk;
use super::number::positive;
use crate::calendar::Day;
use crate::market::{Asset, History};
use crate::scenario::csv_text::{Cell, rows};
use crate::scenario::files::CSV_LIMIT;
use crate::scenario::source::{Fault, quoted};
use crate::scenario::text::{self, Placed};
use crate::units::AssetIndex;

/// Refuses what has no meaning beside a history.
pub(super) fn refuse_beside(text: &text::Market) -> Result<(), Fault> {
    if text.history.is_none() {
        return Ok(());
    }
    let beside = [
        ("innovations", text.innovations.as_ref().map(|stated| stated.span)),
        ("jumps", text.jumps.as_ref().map(|stated| stated.span)),
        ("default_correlation", text.default_correlation.as_ref().map(|stated| stated.span)),
        ("correlation", text.correlation.first().map(|stated| stated.assets.span)),
    ];
    for (key, place) in beside {
        if let Some(place) = place {
            let what = format!("`{key}` can't stand beside `history`, whose prices decide it: remove one of the two");
            return Err(Fault::new(what).at(place));
        }
    }
    Ok(())
}

/// Reads the prices and makes them returns; also gives the text's SHA-256.
pub(super) fn read(
    text: &Placed<text::History>,
    assets: &[text::Asset],
    checked: &[Asset],
    step_days: u32,
    desk: &mut Desk<'_>,
) -> Result<(History, String), Fault> {
    let stated = &text.value;
    let file = &stated.file;
    let from = desk.sources.path(file.span);
    let prices = desk.files.open(from, &file.value, CSV_LIMIT).map_err(|words| file.fault(words))?;
    let sha256 = crate::scenario::resolved::sha256(prices.text.as_bytes());
    if let Some(wanted) = stated.sha256.as_ref().filter(|wanted| wanted.value != sha256) {
        return Err(
            wanted.fault(format!("the file has another SHA-256, {sha256}: its prices are not those meant here"))
        );
    }
    let base = desk.sources.add(prices.name, prices.path, prices.text);
    let mut table = Prices { step_days, ..Prices::default() };
    rows(desk.sources.text(base), base, |cells| table.take(cells, checked))?;
    let history = History {
        returns: table.returns(file)?,
        columns: table.columns.iter().map(|(_, asset)| AssetIndex(*asset)).collect(),
        mean_block_days: positive(&stated.mean_block_days)?,
        demean: stated.demean.unwrap_or(true),
        rescale: stated.rescale.unwrap_or(true),
    };
    check_assets(&history, file, assets, checked)?;
    Ok((history, sha256))
}

fn check_assets(
    history: &History,
    file: &Placed<String>,
    assets: &[text::Asset],
    checked: &[Asset],
) -> Result<(), Fault> {
    for (at, (text, asset)) in assets.iter().zip(checked).enumerate() {
        let column = history.columns.iter().position(|column| column.0 == at);
        let name = quoted(&asset.id);
        match (column, &text.drift) {
            (None, _) if asset.volatility > 0.0 => {
                let mend = "add the column, or leave the asset out";
                return Err(file.fault(format!("the history has no column for the asset {name}: {mend}")));
            }
            (Some(_), Some(drift)) if !history.demean => {
                return Err(
                    drift.fault("a drift means nothing where the history keeps its own (demean = false): remove it")
                );
            }
            (Some(column), _) if history.rescale && asset.volatility > 0.0 => {
                let column = history.returns.column(column);
                if column.iter().all(|value| *value == column[0]) {
                    let mend = "prices that never vary can't be scaled to a volatility above 0";
                    return Err(file.fault(format!("the column of {name} is constant: {mend}")));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Prices as they come, row by row.
#[derive(Default)]
struct Prices {
    step_days: u32,
    date: Option<usize>,
    /// Where the column of an asset stands among the cells, and which asset it is.
    columns: Vec<(usize, usize)>,
    day: Option<Day>,
    last: Vec<f64>,
    returns: Vec<f64>,
}

impl Prices {
    fn take(&mut self, cells: &[Cell], assets: &[Asset]) -> Result<(), Fault> {
        let Some(date) = self.date else { return self.take_header(cells, assets) };
        let day = self.next_day(&cells[date])?;
        let mut prices = Vec::with_capacity(self.columns.len());
        for (column, asset) in &self.columns {
            let (cell, name) = (&cells[*column], &assets[*asset].id);
            let price = cell.number(name)?;
            if price <= 0.0 {
                return Err(Fault::new(format!(
                    "{price} in column {} is not a price: it must be above 0",
                    quoted(name)
                ))
                .at(cell.span));
            }
            prices.push(price);
        }
        if self.day.replace(day).is_some() {
            self.returns.extend(prices.iter().zip(&self.last).map(|(now, before)| libm::log(now / before)));
        }
        self.last = prices;
        Ok(())
    }

    fn take_header(&mut self, cells: &[Cell], assets: &[Asset]) -> Result<(), Fault> {
        for (at, cell) in cells.iter().enumerate() {
            if cells[..at].iter().any(|other| other.text == cell.text) {
                return Err(Fault::new(format!("the column {} stands twice", quoted(&cell.text))).at(cell.span));
            }
            if let Some(asset) = assets.iter().position(|asset| asset.id == cell.text) {
                self.columns.push((at, asset));
            }
        }
        self.columns.sort_unstable_by_key(|(_, asset)| *asset);
        self.date = cells.iter().position(|cell| cell.text == "date");
        match self.date {
            Some(_) => Ok(()),
            None => Err(Fault::new("a history of prices has a column \"date\"").at(cells[0].span)),
        }
    }

    /// The day of a row, which must come one step after the last.
    fn next_day(&self, cell: &Cell) -> Result<Day, Fault> {
        let wanted = || Fault::new(format!("{} is not a date: write YYYY-MM-DD", quoted(&cell.text))).at(cell.span);
        let day: Day = cell.text.parse().map_err(|_| wanted())?;
        let step = i64::from(self.step_days);
        match self.day {
            Some(last) if day.since(last) != step => {
                let gap = day.since(last);
                let mend = "rows are `step_days` apart, in order and without holes";
                Err(Fault::new(format!("this row is {gap} days after the one before, not {step}: {mend}"))
                    .at(cell.span))
            }
            _ => Ok(day),
        }
    }

    fn returns(&mut self, file: &Placed<String>) -> Result<Array2<f64>, Fault> {
        let columns = self.columns.len();
        let rows = self.returns.len().checked_div(columns).unwrap_or(0);
        if columns > 0 && rows < 2 {
            return Err(file.fault("a history needs at least three rows of prices"));
        }
        Array2::from_shape_vec((rows, columns), std::mem::take(&mut self.returns))
            .map_err(|error| file.fault(format!("these prices make no table: {error}")))
    }
}
