//! What is known of prices beforehand, which takes most of the chance of their draws out of a comparison.

use crate::market::{Asset, Dynamics, MarketJumps};
use crate::scenario::Scenario;
use crate::statistics::controls::Controls;
use crate::units::AssetIndex;

/// Log returns over the horizon without failures and their squares, less what the scenario says that they are on
/// average: of the assets of which growth is given, path by path. How far they lie from it says by how much the draws
/// erred.
pub fn of_log_returns<'g>(scenario: &Scenario, growths: impl Iterator<Item = (AssetIndex, &'g [f64])>) -> Controls {
    let mut columns = Vec::new();
    for (asset, growth) in growths {
        let Some((mean, variance)) = log_return(scenario, asset) else { continue };
        if growth.iter().any(|growth| *growth <= 0.0) {
            continue;
        }
        let deviations: Vec<f64> = growth.iter().map(|growth| libm::log(*growth) - mean).collect();
        columns.push(deviations.iter().map(|deviation| deviation * deviation - variance).collect());
        columns.push(deviations);
    }
    Controls::of(columns)
}

/// Mean and variance of what an asset's log return over the horizon is without failures; `None` where its volatility
/// moves, where rows of the past are drawn, and where it has no chance in it.
fn log_return(scenario: &Scenario, asset: AssetIndex) -> Option<(f64, f64)> {
    let Dynamics::Parametric { jumps, .. } = &scenario.market().dynamics else { return None };
    let Asset { drift, volatility, jump_beta, garch: None, .. } = scenario.assets()[asset.0] else { return None };
    let years = scenario.grid().horizon_years();
    let (jumps, mean_jump, jump_sd) =
        jumps.map_or((0.0, 0.0, 0.0), |MarketJumps { per_year, mean, sd }| (per_year * years, mean, sd));
    let mean = (drift - 0.5 * volatility * volatility) * years + jumps * jump_beta * mean_jump;
    let variance =
        volatility * volatility * years + jumps * jump_beta * jump_beta * (mean_jump * mean_jump + jump_sd * jump_sd);
    (variance > 0.0).then_some((mean, variance))
}
