//! What a scenario states about a counterparty: the chance that it crosses its own threshold within
//! the horizon, before stress and raises move anything.

use libm::{exp, expm1};

use super::{Counterparty, EvidencePool, Hazard};
use crate::units::PoolIndex;

/// 1 − exp(−H·Σ fixed λ)·Π_P (Y_P/(Y_P + j_P·H))^(n_P + ½): the stated probability over the horizon,
/// j_P being the sum of the shares of the modes that cite pool P.
#[must_use]
pub fn stated_probability(counterparty: &Counterparty, pools: &[EvidencePool], horizon_years: f64) -> f64 {
    stated_of_any([counterparty], pools, horizon_years)
}

/// The stated probability that any of some crosses its own threshold within so many years, as if thresholds were
/// independent. Who cites the same pool shares its doubt.
///
/// It hangs on hazard times years alone: over twice the years it is that of hazards twice as high over one.
#[must_use]
pub fn stated_of_any<'a>(
    counterparties: impl IntoIterator<Item = &'a Counterparty>,
    pools: &[EvidencePool],
    years: f64,
) -> f64 {
    -expm1(-Causes::of(counterparties).negative_log_calm(pools, years))
}

/// The stated probability by mode, one slot a mode: competing risks, which share out
/// [`stated_probability`] and sum to it.
///
/// Mode m takes ∫ E[λ_cm·exp(−λ_c·t)] dt over the horizon; the mean runs over the pools' posteriors.
#[must_use]
pub fn stated_by_mode(counterparty: &Counterparty, pools: &[EvidencePool], horizon_years: f64) -> Vec<f64> {
    let causes = Causes::of([counterparty]);
    let now = causes.mean_rate_after(pools, 0.0);
    let total = -expm1(-causes.negative_log_calm(pools, horizon_years));
    let mut shares = vec![0.0; counterparty.modes.len()];
    if now == 0.0 || horizon_years <= 0.0 {
        return shares;
    }
    // Panels that double in length: short where hazards still act, long where most have failed.
    let first = (0.5 / now).clamp(SHORTEST_PANEL * horizon_years, horizon_years);
    let (mut start, mut length) = (0.0, first);
    while start < horizon_years {
        let end = f64::min(start + length, horizon_years);
        causes.add_panel(pools, (start, end), counterparty, &mut shares);
        (start, length) = (end, end);
    }
    // What the integral lacks is rounding; the shares of a whole add up to it.
    let sum: f64 = shares.iter().sum();
    shares.iter().map(|share| total * share / sum).collect()
}

/// The path's own annual hazard of each mode, λ_cm, from that path's rate of each pool.
pub fn hazard_rates<'a>(counterparty: &'a Counterparty, pool_rates: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
    counterparty.modes.iter().map(|mode| mode.hazard.rate(pool_rates))
}

/// The shortest panel of integration, as a share of the horizon: a hazard beyond its inverse acts at once.
const SHORTEST_PANEL: f64 = 1e-30;

/// Nodes in (0, 1) and weights of the Gauss–Legendre rule of 16 points; those below 0 mirror them.
const GAUSS_LEGENDRE: [(f64, f64); 8] = [
    (0.09501250983763744, 0.1894506104550685),
    (0.2816035507792589, 0.18260341504492358),
    (0.45801677765722737, 0.16915651939500254),
    (0.6178762444026438, 0.14959598881657674),
    (0.755404408355003, 0.12462897125553388),
    (0.8656312023878318, 0.09515851168249279),
    (0.9445750230732326, 0.062253523938647894),
    (0.9894009349916499, 0.027152459411754096),
];

/// The hazards of a counterparty, or of several, gathered by what they rest on.
struct Causes {
    /// Σ of the rates that are known.
    fixed: f64,
    /// The pools that are cited, in the order of the modes, each with the sum of its shares.
    cited: Vec<(PoolIndex, f64)>,
}

impl Causes {
    fn of<'a>(counterparties: impl IntoIterator<Item = &'a Counterparty>) -> Self {
        let mut causes = Self { fixed: 0.0, cited: Vec::new() };
        for mode in counterparties.into_iter().flat_map(|counterparty| &counterparty.modes) {
            match mode.hazard {
                Hazard::Rate(rate) => causes.fixed += rate,
                Hazard::Evidence { pool, share } => match causes.cited.iter_mut().find(|(cited, _)| *cited == pool) {
                    Some((_, sum)) => *sum += share,
                    None => causes.cited.push((pool, share)),
                },
            }
        }
        causes
    }

    /// −ln of the chance to stand for so many years.
    fn negative_log_calm(&self, pools: &[EvidencePool], years: f64) -> f64 {
        let evidence: f64 = self.cited.iter().map(|(pool, share)| pools[pool.0].negative_log_calm(share * years)).sum();
        self.fixed * years + evidence
    }

    /// The mean annual hazard of those who have stood for so many years.
    fn mean_rate_after(&self, pools: &[EvidencePool], years: f64) -> f64 {
        let evidence: f64 =
            self.cited.iter().map(|(pool, share)| share * pools[pool.0].mean_rate_after(share * years)).sum();
        self.fixed + evidence
    }

    /// Adds each mode's integral over one panel.
    fn add_panel(
        &self,
        pools: &[EvidencePool],
        (start, end): (f64, f64),
        counterparty: &Counterparty,
        shares: &mut [f64],
    ) {
        let half = 0.5 * (end - start);
        for (node, weight) in GAUSS_LEGENDRE {
            for side in [-node, node] {
                let years = start + half * (1.0 + side);
                let calm = exp(-self.negative_log_calm(pools, years));
                for (share, mode) in shares.iter_mut().zip(&counterparty.modes) {
                    *share += half * weight * calm * self.mean_rate_of(mode.hazard, pools, years);
                }
            }
        }
    }

    /// The mean annual hazard of one mode among those who have stood for so many years.
    fn mean_rate_of(&self, hazard: Hazard, pools: &[EvidencePool], years: f64) -> f64 {
        match hazard {
            Hazard::Rate(rate) => rate,
            Hazard::Evidence { pool, share } => {
                let cited = self.cited.iter().find(|(cited, _)| *cited == pool).map_or(share, |(_, sum)| *sum);
                share * pools[pool.0].mean_rate_after(cited * years)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::Law;
    use crate::failure::{Anchor, Kind, Mode};
    use crate::units::GroupIndex;
    use rand::rngs::Xoshiro256PlusPlus;
    use rand::{RngExt, SeedableRng};

    const EVEN: Hazard = Hazard::Rate(0.03);

    fn pools() -> Vec<EvidencePool> {
        let pool = |failures, exposure_years| EvidencePool {
            id: "pool".to_owned(),
            counts: "customer loss".to_owned(),
            failures,
            exposure_years,
        };
        vec![pool(1.0, 80.0), pool(0.0, 6.0)]
    }

    fn evidence(pool: usize, share: f64) -> Hazard {
        Hazard::Evidence { pool: PoolIndex(pool), share }
    }

    fn failing_by(hazards: &[Hazard]) -> Counterparty {
        let mode = |hazard: &Hazard| Mode {
            id: "mode".to_owned(),
            kind: "mode".to_owned(),
            hazard: *hazard,
            loss_given_failure: Law::fixed(1.0),
            recovery: None,
            escape_fraction: Law::fixed(0.0),
            market_drawdown: None,
        };
        Counterparty {
            id: "exchange".to_owned(),
            name: "exchange".to_owned(),
            kind: Kind::Exchange,
            group: GroupIndex(1),
            anchor: Anchor::Baseline,
            loadings: Vec::new(),
            stress: None,
            raises_all: None,
            raises: Vec::new(),
            fails_with: Vec::new(),
            modes: hazards.iter().map(mode).collect(),
        }
    }

    fn assert_close(value: f64, exact: f64) {
        assert!((value - exact).abs() <= 1e-14 * exact.abs(), "{value} is not {exact}");
    }

    #[test]
    fn known_hazards_share_the_probability_in_proportion() {
        let counterparty = failing_by(&[EVEN, Hazard::Rate(0.09), Hazard::Rate(0.0)]);
        let stated = stated_probability(&counterparty, &[], 2.0);
        assert_close(stated, -expm1(-0.24));
        let by_mode = stated_by_mode(&counterparty, &[], 2.0);
        assert_close(by_mode[0], 0.25 * stated);
        assert_close(by_mode[1], 0.75 * stated);
        assert_eq!(by_mode[2], 0.0);
    }

    #[test]
    fn modes_that_cite_one_pool_share_one_unknown() {
        let counterparty = failing_by(&[evidence(0, 1.0), evidence(0, 1.0)]);
        // Twice the exposure of one unknown hazard, not two unknown hazards.
        assert_close(stated_probability(&counterparty, &pools(), 1.0), pools()[0].chance_within(2.0));
        let by_mode = stated_by_mode(&counterparty, &pools(), 1.0);
        assert_close(by_mode[0], by_mode[1]);
    }

    #[test]
    fn any_of_several_fails_as_one_with_all_their_hazards_would() {
        let [one, other] = [&[EVEN, evidence(0, 1.0)], &[evidence(0, 0.5), evidence(1, 0.5)]].map(|of| failing_by(of));
        let together = failing_by(&[EVEN, evidence(0, 1.5), evidence(1, 0.5)]);
        for years in [0.25, 1.0, 4.0] {
            let exact = stated_probability(&together, &pools(), years);
            assert_close(stated_of_any([&one, &other], &pools(), years), exact);
        }
        assert_eq!(stated_of_any([], &pools(), 1.0), 0.0);
    }

    #[test]
    fn one_year_of_evidence_has_its_closed_form_beside_a_known_hazard() {
        let counterparty = failing_by(&[EVEN, evidence(1, 1.0)]);
        // With n = 0 the evidence mode takes ∫ ½/(6 + t)·(1 + t/6)^(−½)·e^(−0.03·t) dt over three years.
        let by_mode = stated_by_mode(&counterparty, &pools(), 3.0);
        assert_close(by_mode[1], 0.17628687684422814);
        assert_close(by_mode[0] + by_mode[1], stated_probability(&counterparty, &pools(), 3.0));
    }

    #[test]
    fn nothing_is_lost_of_a_hazard_that_kills_at_once() {
        let by_mode = stated_by_mode(&failing_by(&[Hazard::Rate(900.0), Hazard::Rate(100.0)]), &[], 3.0);
        assert_close(by_mode[0], 0.9);
        assert_close(by_mode[1], 0.1);
    }

    #[test]
    fn what_cannot_fail_has_probability_0() {
        let counterparty = failing_by(&[Hazard::Rate(0.0)]);
        assert_eq!(stated_probability(&counterparty, &[], 1.0), 0.0);
        assert_eq!(stated_by_mode(&counterparty, &[], 1.0), [0.0]);
    }

    #[test]
    fn paths_fail_as_often_and_in_such_modes_as_stated() {
        let (pools, years) = (pools(), 4.0);
        let counterparty = failing_by(&[EVEN, evidence(0, 1.0), evidence(1, 0.4), evidence(1, 0.6)]);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(11);
        let paths = 200_000;
        let mut counts = [0_u32; 4];
        for _ in 0..paths {
            let drawn: Vec<f64> = pools.iter().map(|pool| pool.rate_quantile(random.random())).collect();
            let rates: Vec<f64> = hazard_rates(&counterparty, &drawn).collect();
            let total: f64 = rates.iter().sum();
            if total * years < -libm::log1p(-random.random::<f64>()) {
                continue;
            }
            let mut left = total * random.random::<f64>();
            let mode = rates.iter().position(|rate| {
                left -= rate;
                left < 0.0
            });
            counts[mode.unwrap_or(3)] += 1;
        }
        for (count, chance) in counts.iter().zip(stated_by_mode(&counterparty, &pools, years)) {
            let seen = f64::from(*count) / f64::from(paths);
            let standard_error = (chance * (1.0 - chance) / f64::from(paths)).sqrt();
            assert!((seen - chance).abs() < 4.0 * standard_error, "{seen} is not {chance}");
        }
    }
}
