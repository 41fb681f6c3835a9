//! Value at risk and expected shortfall.

use super::ranks::{Ranks, excess_over, rank};
use super::sorted::Sorted;

/// The worst `1 − level` of the paths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tail {
    /// α.
    pub level: f64,
    /// N.
    pub paths: usize,
    /// VaR: inf{x : F(x) ≥ α}.
    pub value_at_risk: f64,
    /// ES: the mean over the worst 1 − α, the paths at VaR counted in part.
    pub expected_shortfall: f64,
    /// How many paths have a rank above that of VaR.
    pub beyond: usize,
    /// With which share each path tied at VaR belongs to the tail.
    pub tied_share: f64,
    /// Σ max(x − VaR, 0) over all paths.
    pub excess: f64,
    /// Σ max(x − VaR, 0)².
    pub excess_squares: f64,
}

impl Tail {
    /// The tail of a column.
    ///
    /// ES = (1/(1−α))·∫_α^1 VaR_u du, which for N paths of equal weight is VaR + Σ max(x − VaR, 0)/(N(1−α)): an atom
    /// at VaR counts with the share that fills the tail up. A tail of less than one path is the largest one.
    ///
    /// Source: Acerbi and Tasche (2002), "On the coherence of expected shortfall".
    #[must_use]
    pub fn of(column: &impl Ranks, level: f64) -> Self {
        let value_at_risk = column.quantile(level);
        let above = column.above(value_at_risk);
        let ties = column.at_or_above(value_at_risk) - above;
        Self::assemble(column.paths(), level, value_at_risk, (above, ties), column.excess(value_at_risk))
    }

    /// That of losses of which nothing but the tail is asked.
    #[must_use]
    pub fn of_losses(losses: &[f64], level: f64) -> Self {
        Self::of(&Sorted::from_rank(losses, rank(losses.len(), level)), level)
    }

    /// The tail whose VaR is known, from the losses above it, of which none is tied at it but one.
    #[must_use]
    pub fn with(paths: usize, level: f64, value_at_risk: f64, worst: &[f64]) -> Self {
        let excess = excess_over(value_at_risk, worst.iter().copied(), (0.0, 0.0));
        Self::assemble(paths, level, value_at_risk, (worst.len(), 1), excess)
    }

    fn assemble(
        paths: usize,
        level: f64,
        value_at_risk: f64,
        (above, ties): (usize, usize),
        (excess, excess_squares): (f64, f64),
    ) -> Self {
        let mass = paths as f64 * (1.0 - level);
        Self {
            level,
            paths,
            value_at_risk,
            expected_shortfall: value_at_risk + excess / mass.max(f64::MIN_POSITIVE),
            beyond: paths - rank(paths, level).min(paths),
            tied_share: ((mass - above as f64) / ties.max(1) as f64).clamp(0.0, 1.0),
            excess,
            excess_squares,
        }
    }

    /// N(1 − α): how many paths, in whole and in part, the tail holds.
    #[must_use]
    pub fn mass(&self) -> f64 {
        self.paths as f64 * (1.0 - self.level)
    }

    /// Whether there are paths enough beyond VaR, two at least, to say anything of the error of their mean.
    #[must_use]
    pub const fn tells_its_error(&self) -> bool {
        self.beyond >= 2
    }

    /// With which share a path of this loss belongs to the tail.
    #[must_use]
    pub fn share(&self, loss: f64) -> f64 {
        if loss > self.value_at_risk {
            1.0
        } else if loss == self.value_at_risk {
            self.tied_share
        } else {
            0.0
        }
    }

    /// max(x − VaR, 0)/(1 − α): what the influence of a path of loss x on ES is, but for a constant.
    #[must_use]
    pub fn influence(&self, loss: f64) -> f64 {
        (loss - self.value_at_risk).max(0.0) / (1.0 - self.level)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::statistics::Sorted;

    #[test]
    fn shortfall_of_an_exponential_is_one_above_its_quantile() {
        let count = 200_000;
        let losses: Vec<f64> = (0..count).map(|i| -(1.0 - (f64::from(i) + 0.5) / f64::from(count)).ln()).collect();
        let tail = Tail::of(&Sorted::of(&losses), 0.99);
        let quantile = -(0.01_f64).ln();
        assert!((tail.value_at_risk - quantile).abs() < 1e-3, "{tail:?}");
        assert!((tail.expected_shortfall - quantile - 1.0).abs() < 1e-3, "{tail:?}");
    }

    #[test]
    fn the_path_at_the_boundary_counts_in_part() {
        let tail = Tail::of(&Sorted::of(&[10.0, 4.0]), 0.25);
        // The worst three quarters of two paths: all of the 10, half of the 4.
        assert!((tail.expected_shortfall - (10.0 + 0.5 * 4.0) / 1.5).abs() < 1e-15);
        assert_eq!((tail.value_at_risk, tail.tied_share, tail.beyond), (4.0, 0.5, 1));
    }

    #[test]
    fn an_atom_fills_the_tail_up() {
        // Ten paths, the worst two fifths of them: the 9 whole, three of the six tied at 5.
        let losses = [5.0, 5.0, 5.0, 5.0, 5.0, 5.0, 1.0, 1.0, 1.0, 9.0];
        let tail = Tail::of(&Sorted::of(&losses), 0.6);
        assert!((tail.expected_shortfall - (9.0 + 3.0 * 5.0) / 4.0).abs() < 1e-14);
        assert!((tail.tied_share - 0.5).abs() < 1e-15);
        assert_eq!((tail.share(9.0), tail.share(1.0)), (1.0, 0.0));
    }

    #[test]
    fn a_tail_of_less_than_one_path_is_the_largest() {
        let tail = Tail::of(&Sorted::of(&[0.1, 0.7, 0.3]), 0.9);
        assert_eq!((tail.value_at_risk, tail.expected_shortfall, tail.beyond), (0.7, 0.7, 0));
        let single = Tail::of(&Sorted::of(&[0.2]), 0.5);
        assert_eq!((single.value_at_risk, single.expected_shortfall), (0.2, 0.2));
    }

    proptest! {
        #[test]
        fn shortfall_lies_between_value_at_risk_and_the_worst_loss(
            losses in prop::collection::vec(-1.0..1.0_f64, 1..200),
            level in 0.001..0.999_f64,
        ) {
            let sorted = Sorted::of(&losses);
            let tail = Tail::of(&sorted, level);
            prop_assert!(tail.value_at_risk <= tail.expected_shortfall);
            prop_assert!(tail.expected_shortfall <= sorted.at_rank(losses.len()) + 1e-12);
        }

        #[test]
        fn shares_of_the_tail_weigh_losses_to_the_shortfall(
            losses in prop::collection::vec(0_u8..6, 1..60),
            level in 0.01..0.99_f64,
        ) {
            let losses: Vec<f64> = losses.into_iter().map(f64::from).collect();
            let tail = Tail::of(&Sorted::of(&losses), level);
            let shares: f64 = losses.iter().map(|&loss| tail.share(loss)).sum();
            let weighed: f64 = losses.iter().map(|&loss| tail.share(loss) * loss).sum();
            prop_assert!((shares - tail.mass()).abs() < 1e-6);
            prop_assert!((weighed / tail.mass() - tail.expected_shortfall).abs() < 1e-6);
        }
    }
}
