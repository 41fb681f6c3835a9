//! A column to its figures.

use crate::assessment::warning::FEW_TAIL_PATHS;
use crate::assessment::{DaysExceedance, DaysUnderWater, Distribution, Exceedance, LevelEstimate, TailEstimate};
use crate::outcome::DayCounts;
use crate::statistics::interval::{MeanAndSd, expected_shortfall, quantile};
use crate::statistics::{Estimate, Ranks, Tail, exceedance};

/// The levels at which quantiles are told.
const QUANTILES: [f64; 9] = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

/// The flag of a level with too few paths.
pub const FEW: &str = "few-tail-paths";

/// The flag of a level whose tail paths nearly all share a failed group.
pub const SATURATED: &str = "saturated";

/// The tails of a column, one a level.
pub fn tails(column: &impl Ranks, levels: &[f64]) -> Vec<Tail> {
    levels.iter().map(|&level| Tail::of(column, level)).collect()
}

/// All that was put in, or that a twin has: no loss, no cost and no drawdown is more.
pub const ALL: f64 = 1.0;

/// ES of losses, costs or drawdowns.
pub fn shortfall(tail: &Tail) -> Estimate {
    expected_shortfall(tail).at_most(ALL)
}

/// The figures of a column of losses, costs or drawdowns; `saturated` says by level whether its tail shares a failed group.
pub fn distribution(
    moments: MeanAndSd,
    column: &impl Ranks,
    tails: &[Tail],
    saturated: &[bool],
    thresholds: &[f64],
) -> Distribution {
    let figure = |tail: &Tail, saturated: bool, estimate: Estimate| TailEstimate {
        level: tail.level,
        estimate,
        tail_paths: tail.beyond as u64,
        flags: flags(tail, saturated),
    };
    let levels = || tails.iter().zip(saturated.iter().copied().chain(std::iter::repeat(false)));
    Distribution {
        mean: moments.estimate().at_most(ALL),
        sd: moments.sd,
        quantiles: quantiles(column),
        var: levels().map(|(tail, shared)| figure(tail, shared, quantile(column, tail.level))).collect(),
        es: levels().map(|(tail, shared)| figure(tail, shared, shortfall(tail))).collect(),
        exceedance: exceedances(column, thresholds),
    }
}

fn flags(tail: &Tail, saturated: bool) -> Vec<String> {
    let few = (tail.beyond < FEW_TAIL_PATHS).then_some(FEW);
    few.into_iter().chain(saturated.then_some(SATURATED)).map(str::to_owned).collect()
}

fn quantiles(column: &impl Ranks) -> Vec<LevelEstimate> {
    QUANTILES.iter().map(|&level| LevelEstimate { level, estimate: quantile(column, level) }).collect()
}

/// P(· > x) at each of `thresholds`.
pub fn exceedances(column: &impl Ranks, thresholds: &[f64]) -> Vec<Exceedance> {
    let at = |&loss: &f64| {
        let Estimate { value, low, high, .. } = exceedance::probability_above(column, loss);
        Exceedance { loss, probability: value, low, high, range: None }
    };
    thresholds.iter().map(at).collect()
}

/// The longest spell under the peak, in figures.
pub fn days_under_water(days: &DayCounts) -> DaysUnderWater {
    DaysUnderWater { mean: days.mean(), quantiles: quantiles(days) }
}

/// About so many points has the curve of spells.
const SPELL_POINTS: usize = 100;

/// P(longest spell > x) in even steps of whole days, to the longest of all or just above it.
pub fn days_exceedance(days: &DayCounts) -> Vec<DaysExceedance> {
    let longest = days.by_days().len().saturating_sub(1);
    let step = longest.div_ceil(SPELL_POINTS).max(1);
    let at = |point: usize| {
        let days_after = point * step;
        let Estimate { value, low, high, .. } = exceedance::probability_above(days, days_after as f64);
        DaysExceedance { days: days_after as u64, probability: value, low, high }
    };
    (0..=longest.div_ceil(step)).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Sorted;

    #[test]
    fn a_column_of_one_number_has_every_figure() {
        let sorted = Sorted::of(&[0.2; 30]);
        let tails = tails(&sorted, &[0.5, 0.99]);
        let found = distribution(MeanAndSd::of(&[0.2; 30]), &sorted, &tails, &[true, false], &[0.1, 0.2]);
        assert!((found.mean.value - 0.2).abs() < 1e-15 && found.sd < 1e-15);
        assert!(found.var.iter().chain(&found.es).all(|figure| figure.estimate.value == 0.2));
        assert_eq!(found.es[0].flags, [SATURATED]);
        assert_eq!(found.es[1].flags, [FEW]);
        assert_eq!((found.exceedance[0].probability, found.exceedance[1].probability), (1.0, 0.0));
    }

    #[test]
    fn no_interval_reaches_beyond_all() {
        let mut losses = [0.0; 100];
        losses[..3].copy_from_slice(&[1.0, 1.0, 0.6]);
        let sorted = Sorted::of(&losses);
        let es = shortfall(&Tail::of(&sorted, 0.97));
        assert!(es.value < 1.0 && es.low < es.value && es.high == 1.0, "{es:?}");
    }

    #[test]
    fn days_are_told_by_mean_and_quantiles() {
        let found = days_under_water(&DayCounts::of(&[0, 10, 20]));
        assert_eq!((found.mean, found.quantiles[4].estimate.value), (10.0, 10.0));
    }

    #[test]
    fn spells_end_where_none_is_longer() {
        let found = days_exceedance(&DayCounts::of(&[0, 150, 301]));
        assert_eq!((found[0].days, found[0].probability), (0, 2.0 / 3.0));
        // 301 days in at most a hundred steps: four days each.
        assert_eq!((found[1].days, found.len()), (4, 77));
        assert_eq!((found[76].days, found[76].probability), (304, 0.0));
        assert_eq!(days_exceedance(&DayCounts::of(&[0])).len(), 1);
    }
}
