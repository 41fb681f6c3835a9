//! What charts draw, at the ends.

use super::{booked, fill_estimate, fill_exceedance, removed};
use crate::assessment::{AfterFailure, Curves, Ends, Exceedance, FailuresByBin, FanPoint, Timeline};

/// Puts the curves of the runs at both ends beside those of the scenario itself.
pub fn fill_curves(curves: &mut Curves, low: &Curves, high: &Curves) {
    removed::fill_ladders(&mut curves.removal_ladders, &low.removal_ladders, &high.removal_ladders);
    booked::fill_waterfalls(&mut curves.booked_waterfalls, &low.booked_waterfalls, &high.booked_waterfalls);
    fill_exceedances(&mut curves.loss_exceedance, &low.loss_exceedance, &high.loss_exceedance);
    fill_exceedances(&mut curves.market_exceedance, &low.market_exceedance, &high.market_exceedance);
    fill_exceedances(&mut curves.cost_exceedance, &low.cost_exceedance, &high.cost_exceedance);
    let tolerances = low.tolerance_exceedance.iter().zip(&high.tolerance_exceedance);
    for (point, (low, high)) in curves.tolerance_exceedance.iter_mut().zip(tolerances) {
        fill_exceedance(point, low, high);
    }
    fill_fan(&mut curves.fan, &low.fan, &high.fan);
    fill_after_failure(&mut curves.after_failure, &low.after_failure, &high.after_failure);
}

/// Shares of paths by stretch, which are the same at the ends.
pub fn fill_timeline(timeline: &mut Timeline, low: &Timeline, high: &Timeline) {
    fill_rows(&mut timeline.groups, &low.groups, &high.groups);
    fill_rows(&mut timeline.counterparties, &low.counterparties, &high.counterparties);
    for (bin, (low, high)) in timeline.bins.iter_mut().zip(low.bins.iter().zip(&high.bins)) {
        fill_estimate(&mut bin.joint, low.joint, high.joint);
        fill_estimate(&mut bin.within_30_days, low.within_30_days, high.within_30_days);
    }
    fill_estimate(&mut timeline.together, low.together, high.together);
}

fn fill_rows(rows: &mut [FailuresByBin], low: &[FailuresByBin], high: &[FailuresByBin]) {
    for row in rows {
        let is_same = |other: &&FailuresByBin| other.id == row.id;
        let (Some(low), Some(high)) = (low.iter().find(is_same), high.iter().find(is_same)) else { continue };
        for (chance, (low, high)) in row.by_bin.iter_mut().zip(low.by_bin.iter().zip(&high.by_bin)) {
            fill_estimate(chance, *low, *high);
        }
    }
}

/// Each run has its own grid; what both others tell of a loss of this very size stands beside it.
fn fill_exceedances(points: &mut [Exceedance], low: &[Exceedance], high: &[Exceedance]) {
    for point in points {
        let (Some(less), Some(more)) = (above(low, point.loss), above(high, point.loss)) else { continue };
        point.range = Ends::told(less, more);
    }
}

/// P(· > `loss`) by a curve that ends where nothing is larger; `None` between two of its points.
fn above(curve: &[Exceedance], loss: f64) -> Option<f64> {
    let place = curve.partition_point(|point| point.loss < loss);
    match curve.get(place) {
        Some(point) => (point.loss == loss).then_some(point.probability),
        None => (!curve.is_empty()).then_some(0.0),
    }
}

fn fill_fan(fan: &mut [FanPoint], low: &[FanPoint], high: &[FanPoint]) {
    for (point, (low, high)) in fan.iter_mut().zip(low.iter().zip(high)) {
        for (quantile, (low, high)) in point.quantiles.iter_mut().zip(low.quantiles.iter().zip(&high.quantiles)) {
            fill_estimate(quantile, *low, *high);
        }
    }
}

fn fill_after_failure(own: &mut [AfterFailure], low: &[AfterFailure], high: &[AfterFailure]) {
    for failure in own {
        // Each end has its own costliest modes.
        let is_same = |other: &&AfterFailure| other.group == failure.group;
        let (Some(low), Some(high)) = (low.iter().find(is_same), high.iter().find(is_same)) else { continue };
        for (at, (low, high)) in failure.days.iter_mut().zip(low.days.iter().zip(&high.days)) {
            for (figure, low, high) in [(&mut at.money, low.money, high.money), (&mut at.coins, low.coins, high.coins)]
            {
                figure.range = Ends::told(low.value, high.value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(points: &[(f64, f64)]) -> Vec<Exceedance> {
        let point =
            |&(loss, probability): &(f64, f64)| Exceedance { loss, probability, low: 0.0, high: 1.0, range: None };
        points.iter().map(point).collect()
    }

    #[test]
    fn a_point_has_the_range_of_points_of_its_own_size_alone() {
        let mut points = curve(&[(0.0, 0.5), (0.1, 0.2), (0.2, 0.1), (0.3, 0.05)]);
        let low = curve(&[(0.0, 0.4), (0.1, 0.1), (0.2, 0.0)]);
        let high = curve(&[(0.0, 0.6), (0.2, 0.3), (0.4, 0.1)]);
        fill_exceedances(&mut points, &low, &high);
        let told: Vec<_> = points.iter().map(|point| point.range.map(|ends| (ends.low, ends.high))).collect();
        // At 0.1 one run has no point, at 0.3 it has none though losses are larger.
        assert_eq!(told, [Some((0.4, 0.6)), None, Some((0.0, 0.3)), None]);
        let mut beyond = curve(&[(0.4, 0.05)]);
        fill_exceedances(&mut beyond, &low, &high);
        assert_eq!(
            beyond[0].range.map(|ends| (ends.low, ends.high)),
            Some((0.0, 0.1)),
            "beyond the largest loss: never"
        );
    }
}
