//! What charts draw: taken here, so that the report only draws.

use super::extremes::depths;
use super::prices::AssetPrices;
use super::student::StudentFit;
use crate::calendar::Day;
use crate::numeric::special::student_t_quantile;
use crate::units::DAYS_PER_YEAR;

/// Days of the rolling volatility.
pub const ROLLING_DAYS: u32 = 90;
/// Least returns in such a stretch.
const LEAST_ROLLING: usize = 10;
/// About so many points a line.
const MOST_POINTS: usize = 500;
/// Points of the middle of a QQ plot; in the tails each return is one.
const QQ_TAIL: usize = 40;

/// Lines over time and the QQ plot of one asset.
#[derive(Clone, Debug)]
pub struct AssetCurves {
    /// Its id.
    pub id: String,
    /// Its prices.
    pub prices: Vec<(Day, f64)>,
    /// The volatility of the 90 days up to each day, a year.
    pub rolling_volatility: Vec<(Day, f64)>,
    /// How far the price stands under its highest so far.
    pub depths: Vec<(Day, f64)>,
    /// What the fitted t says a return of each rank should be, and what it was, both in scales from the middle.
    pub quantiles: Vec<(f64, f64)>,
}

impl AssetCurves {
    pub(super) fn of(asset: &AssetPrices, first: Day, step_days: u32, student: Option<&StudentFit>) -> Self {
        let days = |values: &[Option<f64>]| -> Vec<(Day, f64)> {
            values.iter().enumerate().filter_map(|(slot, value)| Some((first.plus(slot as i64), (*value)?))).collect()
        };
        Self {
            id: asset.id.clone(),
            prices: thinned(&days(&asset.closes)),
            rolling_volatility: thinned(&rolling(asset, first, step_days)),
            depths: thinned(&days(&depths(&asset.closes))),
            quantiles: student.map_or_else(Vec::new, |fit| quantiles(asset, step_days, fit)),
        }
    }
}

/// About [`MOST_POINTS`] of the points: of each stretch the lowest and the highest.
fn thinned(points: &[(Day, f64)]) -> Vec<(Day, f64)> {
    if points.len() <= MOST_POINTS {
        return points.to_vec();
    }
    let stretch = points.len().div_ceil(MOST_POINTS / 2);
    let mut kept = Vec::with_capacity(MOST_POINTS + 2);
    for points in points.chunks(stretch) {
        let by_size = |a: &&(Day, f64), b: &&(Day, f64)| a.1.total_cmp(&b.1);
        let mut ends: Vec<(Day, f64)> =
            [points.iter().min_by(by_size), points.iter().max_by(by_size)].into_iter().flatten().copied().collect();
        ends.sort_by_key(|(day, _)| *day);
        ends.dedup();
        kept.extend(ends);
    }
    if let Some(last) = points.last().filter(|last| kept.last() != Some(last)) {
        kept.push(*last);
    }
    kept
}

fn rolling(asset: &AssetPrices, first: Day, step_days: u32) -> Vec<(Day, f64)> {
    let Some((begin, _)) = asset.span() else { return Vec::new() };
    let returns = asset.returns(step_days, begin);
    let length = (ROLLING_DAYS / step_days).max(1) as usize;
    let volatility = |(place, returns): (usize, &[Option<f64>])| {
        let known: Vec<f64> = returns.iter().flatten().copied().collect();
        let count = known.len() as f64;
        let mean = known.iter().sum::<f64>() / count;
        let variance = known.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0);
        let end = begin + (place + length) * step_days as usize;
        (known.len() >= LEAST_ROLLING.min(length))
            .then(|| (first.plus(end as i64), (variance * DAYS_PER_YEAR / f64::from(step_days)).sqrt()))
    };
    if length < 2 { Vec::new() } else { returns.windows(length).enumerate().filter_map(volatility).collect() }
}

fn quantiles(asset: &AssetPrices, step_days: u32, fit: &StudentFit) -> Vec<(f64, f64)> {
    // Below one degree of freedom the program has no quantile.
    let Some((begin, _)) = asset.span().filter(|_| fit.dof.value >= 1.0) else { return Vec::new() };
    let mut sorted: Vec<f64> = asset.returns(step_days, begin).into_iter().flatten().collect();
    sorted.sort_by(f64::total_cmp);
    let count = sorted.len();
    let middle = (count / 200).max(1);
    let is_kept = |rank: &usize| *rank < QQ_TAIL || *rank + QQ_TAIL >= count || rank.is_multiple_of(middle);
    let point = |rank: usize| {
        let share = (rank as f64 + 0.5) / count as f64;
        (student_t_quantile(share, fit.dof.value), (sorted[rank] - fit.location) / fit.scale)
    };
    (0..count).filter(is_kept).map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thinning_keeps_the_ends_and_the_extremes() {
        let first: Day = "2020-01-01".parse().unwrap();
        let mut points: Vec<(Day, f64)> = (0..5_000).map(|day| (first.plus(day), (day % 7) as f64)).collect();
        points[1_234].1 = -50.0;
        points[4_321].1 = 50.0;
        let kept = thinned(&points);
        assert!(kept.len() <= MOST_POINTS + 2, "{}", kept.len());
        assert!(kept.contains(&points[1_234]) && kept.contains(&points[4_321]) && kept.last() == points.last());
        assert!(kept.is_sorted_by_key(|(day, _)| *day));
    }
}
