//! The summary around the reserves.

use super::Basis;
use super::chances::{counterparties, joint_failures};
use super::{NUMBERS, SCHEMA};
use crate::assessment::{
    Comparison, JumpGrowth, MarketFigures, ReserveFigures, RunFacts, ScenarioWords, Summary, Warning,
};
use crate::market::{Dynamics, Market, MarketJumps};

pub fn summary(
    basis: &Basis<'_>,
    reserves: Vec<ReserveFigures>,
    comparison: Vec<Comparison>,
    warnings: &[Warning],
) -> Summary {
    let (scenario, simulation) = (basis.scenario, basis.scenario.simulation());
    Summary {
        decision: Default::default(),
        schema: SCHEMA,
        scenario: ScenarioWords {
            name: scenario.name().to_owned(),
            title: scenario.title().to_owned(),
            hash: scenario.hash().to_owned(),
        },
        run: RunFacts {
            paths: basis.paths(),
            kept_paths: (basis.kept() < basis.paths()).then(|| basis.kept()),
            seed: simulation.seed,
            effective_paths: basis.outcomes.paths as f64,
            removal: simulation.removal,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            numbers: NUMBERS,
        },
        warnings: warnings.iter().map(ToString::to_string).collect(),
        counterparties: counterparties(basis),
        market: MarketFigures { jump_growth: jump_growth(scenario.market()) },
        joint_failures: joint_failures(basis),
        reserves,
        comparison,
        ranges: None,
    }
}

/// The growth that market jumps add to each asset that takes part in them.
fn jump_growth(market: &Market) -> Vec<JumpGrowth> {
    let Dynamics::Parametric { jumps: Some(jumps), .. } = market.dynamics else { return Vec::new() };
    let moved = market.assets.iter().filter(|asset| asset.jump_beta != 0.0);
    moved.map(|asset| JumpGrowth { asset: asset.id.clone(), per_year: growth(jumps, asset.jump_beta) }).collect()
}

/// λ(exp(βm + β²s²/2) − 1): the mean of a lognormal factor, as often as jumps come.
fn growth(jumps: MarketJumps, beta: f64) -> f64 {
    let MarketJumps { per_year, mean, sd } = jumps;
    per_year * libm::expm1(beta * mean + beta * beta * sd * sd / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jumps_of_a_fixed_size_add_their_size_as_often_as_they_come() {
        let jumps = MarketJumps { per_year: 3.0, mean: 0.5_f64.ln(), sd: 0.0 };
        assert!((growth(jumps, 1.0) + 1.5).abs() < 1e-15);
        // A spread of 0.2 adds exp(0.02) to the mean factor.
        assert!((growth(MarketJumps { sd: 0.2, ..jumps }, 1.0) - 3.0 * (0.5 * 0.02_f64.exp() - 1.0)).abs() < 1e-14);
    }
}
