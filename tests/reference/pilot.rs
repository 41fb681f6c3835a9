//! Section 3, "Anchor": the scales k by naive rounds on paths of their own.

use libm::{log1p, sqrt};
use linchpin::failure::Anchor;
use linchpin::scenario::Scenario;
use rayon::prelude::*;

use super::change::World;
use super::draws::Draws;
use super::market::MarketModel;
use super::path;

/// k of one counterparty.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    pub value: f64,
    /// About the standard error of ln k: only paths on which stress and raises decide tell anything.
    pub error: f64,
}

/// The scales at which each counterparty crosses its own threshold as often as its stated hazard
/// alone makes it cross. All draws are kept in memory, so `paths` is a few ten thousand at most.
pub fn scales(scenario: &Scenario, paths: u64, seed: u64) -> Vec<Scale> {
    let counterparties = scenario.counterparties();
    let market = MarketModel::new(scenario);
    let draws: Vec<Draws> = (0..paths).into_par_iter().map(|path| Draws::new(scenario, &market, seed, path)).collect();
    let world = World { reserves: Vec::new(), ..World::as_it_is(scenario) };
    let horizon = scenario.grid().horizon_years();
    let crosses_by_hazard_alone =
        |draws: &Draws, c: usize| draws.rates[c].iter().sum::<f64>() * horizon >= draws.thresholds[c];
    let hazard = |count: usize| -log1p(-(count as f64).max(0.5) / paths as f64);
    let mut scales = vec![Scale { value: 1.0, error: 0.0 }; counterparties.len()];
    for _ in 0..12 {
        let values: Vec<f64> = scales.iter().map(|scale| scale.value).collect();
        let run = |draws: &Draws| path::run(scenario, &world, &values, draws).crossed;
        let crossed: Vec<Vec<Option<usize>>> = draws.par_iter().map(run).collect();
        for c in (0..scales.len()).filter(|c| counterparties[*c].anchor == Anchor::Average) {
            let (mut alone, mut moved, mut differ) = (0, 0, 0);
            for (draws, crossed) in draws.iter().zip(&crossed) {
                let (by_hazard, now) = (crosses_by_hazard_alone(draws, c), crossed[c].is_some());
                alone += usize::from(by_hazard);
                moved += usize::from(now);
                differ += usize::from(by_hazard != now);
            }
            scales[c].value *= hazard(alone) / hazard(moved);
            scales[c].error = sqrt(differ as f64) / alone as f64;
        }
    }
    scales
}
