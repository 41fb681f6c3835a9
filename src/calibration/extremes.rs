//! The worst that was: over 1, 7 and 30 days, and from the highest price down.

use crate::calendar::Day;
use serde::Serialize;

/// The lengths of which the worst is told.
pub(super) const LENGTHS: [u32; 3] = [1, 7, 30];

/// The worst change over so many days.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Worst {
    /// How many days.
    pub days: u32,
    /// The last price over the first, less 1.
    pub change: f64,
    /// The first day.
    pub from: Day,
    /// The last.
    pub to: Day,
}

/// The deepest fall from a highest price.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Drawdown {
    /// 1 less the lowest price over the highest before it.
    pub depth: f64,
    /// The day of the highest price.
    pub peak: Day,
    /// The day of the lowest.
    pub trough: Day,
    /// The first day on which the price was back; null where it was not.
    pub recovered: Option<Day>,
}

/// The worst change over `days`, of days that both have a price.
#[must_use]
pub fn worst(closes: &[Option<f64>], first: Day, days: u32) -> Option<Worst> {
    let length = days as usize;
    let change = |slot: usize| Some((slot, closes[slot + length]? / closes[slot]? - 1.0));
    let changes = (0..closes.len().saturating_sub(length)).filter_map(change);
    let (slot, change) = changes.min_by(|a, b| a.1.total_cmp(&b.1))?;
    let day = |slot: usize| first.plus(slot as i64);
    Some(Worst { days, change, from: day(slot), to: day(slot + length) })
}

/// How far each price stands under the highest so far; nothing where there is no price.
#[must_use]
pub fn depths(closes: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut highest = f64::MIN;
    let depth = |close: &Option<f64>| {
        highest = highest.max((*close)?);
        Some(1.0 - (*close)? / highest)
    };
    closes.iter().map(depth).collect()
}

/// The deepest fall; `None` without prices.
#[must_use]
pub fn drawdown(closes: &[Option<f64>], first: Day) -> Option<Drawdown> {
    let depths = depths(closes);
    let known = depths.iter().enumerate().filter_map(|(slot, depth)| depth.map(|depth| (slot, depth)));
    // The first of several that are as deep.
    let (trough, depth) = known.fold(None, |deepest: Option<(usize, f64)>, (slot, depth)| match deepest {
        Some(deepest) if deepest.1 >= depth => Some(deepest),
        _ => Some((slot, depth)),
    })?;
    let highest = closes[..=trough].iter().flatten().copied().fold(f64::MIN, f64::max);
    let peak = closes.iter().position(|close| *close == Some(highest))?;
    let back = |close: &Option<f64>| close.is_some_and(|close| close >= highest);
    let recovered = closes[trough..].iter().position(back).filter(|after| *after > 0).map(|after| trough + after);
    let day = |slot: usize| first.plus(slot as i64);
    Some(Drawdown { depth, peak: day(peak), trough: day(trough), recovered: recovered.map(day) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_fall_has_its_peak_its_trough_and_its_return() {
        let first = day("2024-01-01");
        let closes = [Some(8.0), Some(10.0), None, Some(5.0), Some(7.0), Some(10.0), Some(6.0)];
        let fall = drawdown(&closes, first).unwrap();
        assert_eq!((fall.depth, fall.peak, fall.trough), (0.5, day("2024-01-02"), day("2024-01-04")));
        assert_eq!(fall.recovered, Some(day("2024-01-06")));
        assert_eq!(drawdown(&closes[..5], first).unwrap().recovered, None);
        assert_eq!(drawdown(&[Some(1.0), Some(2.0)], first).unwrap().depth, 0.0);
        assert_eq!(drawdown(&[None], first), None);
    }

    #[test]
    fn the_worst_of_some_days_leaves_gaps_out() {
        let closes = [Some(4.0), Some(3.0), None, Some(1.0), Some(2.0)];
        let first = day("2024-01-01");
        let one = worst(&closes, first, 1).unwrap();
        assert_eq!((one.change, one.from, one.to), (-0.25, first, day("2024-01-02")));
        assert_eq!(worst(&closes, first, 3).unwrap().change, -0.75);
        assert_eq!(worst(&closes, first, 7), None);
    }
}
