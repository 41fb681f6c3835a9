//! Section 3, "Anchor": the scales k by naive rounds on paths of their own.

use libm::log1p;
use linchpin::failure::Anchor;
use linchpin::scenario::Scenario;

use super::change::World;
use super::draws::Draws;
use super::market::MarketModel;
use super::path;

/// The scales at which each counterparty crosses its own threshold as often as its stated hazard
/// alone makes it cross. All draws are kept in memory, so `paths` is a few ten thousand at most.
pub fn scales(scenario: &Scenario, paths: u64, seed: u64) -> Vec<f64> {
    let counterparties = scenario.counterparties();
    let mut scales = vec![1.0; counterparties.len()];
    let anchored: Vec<bool> = counterparties.iter().map(|c| c.anchor == Anchor::Average).collect();
    if !anchored.contains(&true) {
        return scales;
    }
    let market = MarketModel::new(scenario);
    let draws: Vec<Draws> = (0..paths).map(|path| Draws::new(scenario, &market, seed, path)).collect();
    let world = World::as_it_is(scenario);
    let horizon = scenario.grid().horizon_years();
    let count_static = |c: usize| {
        let crosses = |draws: &&Draws| draws.rates[c].iter().sum::<f64>() * horizon >= draws.thresholds[c];
        draws.iter().filter(crosses).count() as f64
    };
    let wanted: Vec<f64> = (0..scales.len()).map(count_static).collect();
    let hazard = |count: f64| -log1p(-count.max(0.5) / paths as f64);
    for _ in 0..12 {
        let mut counts = vec![0.0; scales.len()];
        for draws in &draws {
            let crossed = path::run_failures(scenario, &world, &scales, draws);
            for (count, _) in counts.iter_mut().zip(crossed).filter(|(_, crossed)| crossed.is_some()) {
                *count += 1.0;
            }
        }
        for c in (0..scales.len()).filter(|c| anchored[*c]) {
            scales[c] *= hazard(wanted[c]) / hazard(counts[c]);
        }
    }
    scales
}
