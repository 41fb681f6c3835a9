//! What is known of prices beforehand, which takes most of the chance of their draws out of a comparison.
//!
//! Without failures the log return of an asset over the horizon has a mean and a variance that the scenario states. How far
//! those of the draws lie from them says by how much the draws erred (control variates; Glasserman, *Monte Carlo
//! Methods in Financial Engineering*, 2003, section 4.1).

use nalgebra::{Cholesky, DMatrix, DVector, Dyn};

use crate::market::{Asset, Dynamics, MarketJumps};
use crate::scenario::Scenario;
use crate::units::AssetIndex;

/// Fewer paths a control than these say too little of how it goes with anything.
const FEWEST_PATHS: usize = 100;

/// Log returns and their squares, less what they are on average.
pub struct Controls {
    /// One a control, one number a path.
    columns: Vec<Vec<f64>>,
    /// Their means on the paths; 0 but for chance.
    means: DVector<f64>,
    /// Their covariances.
    covariances: Option<Cholesky<f64, Dyn>>,
}

impl Controls {
    /// Where nothing is known beforehand.
    #[cfg(test)]
    pub fn none() -> Self {
        Self { columns: Vec::new(), means: DVector::zeros(0), covariances: None }
    }

    /// Of the assets of which growth without failures is given, path by path; none where the scenario does not state
    /// what they do on average.
    pub fn of<'g>(scenario: &Scenario, growths: impl Iterator<Item = (AssetIndex, &'g [f64])>) -> Self {
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
        let paths = columns.first().map_or(0, Vec::len);
        if paths < FEWEST_PATHS * columns.len() {
            columns.clear();
        }
        let means = DVector::from_iterator(columns.len(), columns.iter().map(|column| mean(column)));
        let covariance = |row: usize, column: usize| covariance(&columns[row], &columns[column]);
        let covariances = DMatrix::from_fn(columns.len(), columns.len(), covariance).cholesky();
        Self { columns, means, covariances }
    }

    /// Takes what the controls explain out of `influence`, which is 0 on average over the paths; yields by how much its
    /// mean over the paths was in error.
    pub fn explain(&self, influence: &mut [f64]) -> f64 {
        let Some(covariances) = self.covariances.as_ref().filter(|_| !self.columns.is_empty()) else { return 0.0 };
        let with = self.columns.iter().map(|column| covariance(column, influence));
        let slopes = covariances.solve(&DVector::from_iterator(self.columns.len(), with));
        for (column, (slope, mean)) in self.columns.iter().zip(slopes.iter().zip(self.means.iter())) {
            influence.iter_mut().zip(column).for_each(|(moved, control)| *moved -= slope * (control - mean));
        }
        slopes.dot(&self.means)
    }
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

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn covariance(a: &[f64], b: &[f64]) -> f64 {
    let (mean_a, mean_b) = (mean(a), mean(b));
    a.iter().zip(b).map(|(a, b)| (a - mean_a) * (b - mean_b)).sum::<f64>() / a.len().max(1) as f64
}
