//! All prices on one calendar, one slot a day, and what is to be looked at in them.

use super::fault::{Fault, FaultKind};
use super::file::{Column, PriceFile};
use super::{CalibrationError, Gaps, Window};
use crate::calendar::Day;

/// A move that the next day takes back is a spike from so many times the asset's median move on.
const SPIKE_MEDIANS: f64 = 8.0;
/// …but not below this size: a pegged coin wavers all the time…
const LEAST_SPIKE: f64 = 0.02;
/// …and if no more than this part of it is left after the second day.
const SPIKE_LEFT: f64 = 0.25;
/// The same price for so many days in a row is stale.
const STALE_DAYS: usize = 4;
/// Most assets: each pair is estimated.
const MOST_ASSETS: usize = 60;

/// Prices of all assets, day by day.
#[derive(Clone, Debug)]
pub struct Prices {
    /// The day of the first slot.
    pub first: Day,
    /// The assets, in the order of the files.
    pub assets: Vec<AssetPrices>,
}

/// Prices of one asset.
#[derive(Clone, Debug)]
pub struct AssetPrices {
    /// Its id.
    pub id: String,
    /// One slot a day from the first of all on; `None` where there is no price.
    pub closes: Vec<Option<f64>>,
    /// How many slots were filled from the day before.
    pub filled: u64,
    /// The line of the file of each day that has one.
    rows: Vec<Option<u64>>,
    file: String,
    column: usize,
}

impl AssetPrices {
    /// The slots of its first and last price.
    #[must_use]
    pub fn span(&self) -> Option<(usize, usize)> {
        let first = self.closes.iter().position(Option::is_some)?;
        Some((first, self.closes.iter().rposition(Option::is_some)?))
    }

    fn fault(&self, kind: FaultKind, slot: usize, first: Day, message: String) -> Fault {
        // Days that are missing stand after the last row before them.
        let row = self.rows[..=slot].iter().rev().flatten().next().copied().unwrap_or(1);
        Fault::new(kind, &self.file, message).on(row, Some(first.plus(slot as i64))).of(self.column, &self.id)
    }
}

impl Prices {
    /// Joins files on one calendar within a window, and finds the faults; those that stop are an error.
    pub(super) fn join(
        files: &[PriceFile],
        window: Window,
        gaps: Gaps,
    ) -> Result<(Self, Vec<Fault>), CalibrationError> {
        let days = || files.iter().flat_map(|file| file.rows.iter().map(|(day, _)| *day));
        let (Some(earliest), Some(latest)) = (days().min(), days().max()) else {
            return Err(first_fault(files));
        };
        let (from, to) = window.around(earliest, latest);
        if to < from {
            return Err(CalibrationError::TooFew(format!(
                "there is no day from {from} to {to} in the prices, which go from {earliest} to {latest}: correct --from and --to"
            )));
        }
        let stops: Vec<Fault> = twice(files).into_iter().chain(stopping(files, from, to)).collect();
        if !stops.is_empty() {
            return Err(CalibrationError::Faulty(stops));
        }
        let slots = usize::try_from(to.since(from) + 1).unwrap_or_default();
        let assets = files.iter().flat_map(|file| file.columns.iter().map(move |column| (file, column)));
        let mut prices =
            Self { first: from, assets: assets.map(|(file, column)| laid_out(file, column, from, slots)).collect() };
        prices.check()?;
        let mut faults = prices.findings();
        if gaps == Gaps::ForwardFill {
            prices.fill();
        }
        faults.sort_by_key(|fault| fault.date);
        Ok((prices, faults))
    }

    /// The last day of all.
    #[must_use]
    pub fn last(&self) -> Day {
        self.first.plus(self.assets.first().map_or(0, |asset| asset.closes.len() as i64 - 1))
    }

    fn check(&self) -> Result<(), CalibrationError> {
        let (first, last) = (self.first, self.last());
        if self.assets.is_empty() {
            return Err(CalibrationError::TooFew("no asset is left: --assets names none of the columns".to_owned()));
        }
        if self.assets.len() > MOST_ASSETS {
            let count = self.assets.len();
            let mend = "choose with --assets";
            return Err(CalibrationError::TooFew(format!(
                "{count} assets are more than {MOST_ASSETS}, the most that are estimated together: {mend}"
            )));
        }
        match self.assets.iter().find(|asset| asset.span().is_none()) {
            Some(asset) => {
                let mend = "widen the window, or leave it out with --assets";
                Err(CalibrationError::TooFew(format!("{} has no price from {first} to {last}: {mend}", asset.id)))
            }
            None => Ok(()),
        }
    }

    /// All that is to be looked at but stops nothing.
    fn findings(&self) -> Vec<Fault> {
        let first = self.first;
        self.spans()
            .into_iter()
            .chain(
                self.assets
                    .iter()
                    .flat_map(|asset| [gaps(asset, first), spikes(asset, first), stale_runs(asset, first)].concat()),
            )
            .collect()
    }

    /// Assets that begin after the first or end before the last.
    fn spans(&self) -> Vec<Fault> {
        let spans = || self.assets.iter().filter_map(AssetPrices::span);
        let (earliest, latest) = (spans().map(|span| span.0).min(), spans().map(|span| span.1).max());
        let mut found = Vec::new();
        for asset in &self.assets {
            let Some((begin, end)) = asset.span() else { continue };
            let day = |slot: usize| self.first.plus(slot as i64);
            if let Some(before) = earliest.filter(|earliest| *earliest < begin) {
                let message = format!(
                    "{} begins on {}, others on {}: joint estimates begin with the last of all",
                    asset.id,
                    day(begin),
                    day(before)
                );
                found.push(asset.fault(FaultKind::Span, begin, self.first, message).for_days((begin - before) as u64));
            }
            if let Some(after) = latest.filter(|latest| *latest > end) {
                let message = format!(
                    "{} ends on {}, others on {}: joint estimates end with the first of all",
                    asset.id,
                    day(end),
                    day(after)
                );
                found.push(asset.fault(FaultKind::Span, end, self.first, message).for_days((after - end) as u64));
            }
        }
        found
    }

    /// Gives days without a price that of the day before, between the first price and the last.
    fn fill(&mut self) {
        for asset in &mut self.assets {
            let Some((begin, end)) = asset.span() else { continue };
            for slot in begin + 1..=end {
                if asset.closes[slot].is_none() {
                    asset.closes[slot] = asset.closes[slot - 1];
                    asset.filled += 1;
                }
            }
        }
    }
}

/// The prices of a column, one slot a day.
fn laid_out(file: &PriceFile, column: &Column, from: Day, slots: usize) -> AssetPrices {
    let (mut closes, mut rows) = (vec![None; slots], vec![None; slots]);
    for ((day, row), close) in file.rows.iter().zip(&column.closes) {
        if let Some(slot) = usize::try_from(day.since(from)).ok().filter(|slot| *slot < slots) {
            (closes[slot], rows[slot]) = (*close, Some(*row));
        }
    }
    let (id, file) = (column.asset.clone(), file.name.clone());
    AssetPrices { id, closes, filled: 0, rows, file, column: column.place }
}

/// Faults that stop, of the window, or of no day. Rows out of order stop in any case: the window itself is found from
/// the rows that are in order.
fn stopping(files: &[PriceFile], from: Day, to: Day) -> impl Iterator<Item = Fault> {
    let inside = move |fault: &&Fault| {
        fault.kind == FaultKind::OutOfOrder || fault.date.is_none_or(|day| (from..=to).contains(&day))
    };
    files.iter().flat_map(|file| &file.faults).filter(inside).cloned()
}

/// Why there is no row at all.
fn first_fault(files: &[PriceFile]) -> CalibrationError {
    let faults: Vec<Fault> = files.iter().flat_map(|file| &file.faults).cloned().collect();
    if faults.is_empty() {
        return CalibrationError::TooFew("there is no row of prices below the header".to_owned());
    }
    CalibrationError::Faulty(faults)
}

/// Assets that two columns hold.
fn twice(files: &[PriceFile]) -> Vec<Fault> {
    let mut seen: Vec<(&str, &PriceFile, &Column)> = Vec::new();
    let mut found = Vec::new();
    for (file, column) in files.iter().flat_map(|file| file.columns.iter().map(move |column| (file, column))) {
        if let Some((_, first, at)) = seen.iter().find(|(asset, _, _)| *asset == column.asset) {
            let message = format!(
                "{} stands twice: it is column {} of {} too; keep one of them",
                column.asset, at.place, first.name
            );
            found.push(Fault::new(FaultKind::AssetTwice, &file.name, message).of(column.place, &column.asset));
        }
        seen.push((&column.asset, file, column));
    }
    found
}

fn days_in_words(count: usize) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// Days without a price between days with one.
fn gaps(asset: &AssetPrices, first: Day) -> Vec<Fault> {
    let Some((begin, end)) = asset.span() else { return Vec::new() };
    let mut found = Vec::new();
    let mut slot = begin;
    while slot < end {
        let length = asset.closes[slot..=end].iter().take_while(|close| close.is_none()).count();
        if length > 0 {
            let (from, to) = (first.plus(slot as i64), first.plus((slot + length - 1) as i64));
            let when = if length == 1 { format!("on {from}") } else { format!("from {from} to {to}") };
            let message = format!("no price {when} ({})", days_in_words(length));
            found.push(asset.fault(FaultKind::Gap, slot, first, message).for_days(length as u64));
        }
        slot += length.max(1);
    }
    found
}

/// Moves of one day that the next takes back: a wrong price, or a wild day.
fn spikes(asset: &AssetPrices, first: Day) -> Vec<Fault> {
    let move_to = |slot: usize| Some(libm::log(asset.closes[slot]? / asset.closes[slot.checked_sub(1)?]?));
    let moves: Vec<Option<f64>> = (0..asset.closes.len()).map(move_to).collect();
    let mut sizes: Vec<f64> = moves.iter().flatten().map(|size| size.abs()).collect();
    sizes.sort_by(f64::total_cmp);
    let Some(median) = sizes.get(sizes.len() / 2).copied().filter(|median| *median > 0.0) else { return Vec::new() };
    let mut found = Vec::new();
    for (slot, pair) in moves.windows(2).enumerate() {
        let (Some(there), Some(back)) = (pair[0], pair[1]) else { continue };
        if there.abs() >= LEAST_SPIKE.max(SPIKE_MEDIANS * median) && (there + back).abs() <= SPIKE_LEFT * there.abs() {
            let (percent, left) = (100.0 * libm::expm1(there), 100.0 * libm::expm1(there + back));
            let message = format!(
                "a move of {percent:+.1}% on {} that the next day takes back ({left:+.1}% over both): a wrong price? It is kept",
                first.plus(slot as i64)
            );
            found.push(asset.fault(FaultKind::Spike, slot, first, message));
        }
    }
    found
}

/// The same price for days on end.
fn stale_runs(asset: &AssetPrices, first: Day) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut slot = 0;
    while slot < asset.closes.len() {
        let Some(price) = asset.closes[slot] else {
            slot += 1;
            continue;
        };
        let length = asset.closes[slot..].iter().take_while(|close| **close == Some(price)).count();
        if length >= STALE_DAYS {
            let message = format!(
                "the same price, {price}, on {length} days from {} on: a feed that stood still? It is kept",
                first.plus(slot as i64)
            );
            found.push(asset.fault(FaultKind::Stale, slot, first, message).for_days(length as u64));
        }
        slot += length;
    }
    found
}
