//! Section 2: the log returns of one path, before any failure.

use libm::{exp, sqrt};
use linchpin::market::{Asset, Dynamics, History, Innovations, MarketJumps};
use linchpin::scenario::Scenario;
use ndarray::Array2;
use rand::RngExt;
use rand::rngs::StdRng;
use rand_distr::{ChiSquared, Poisson, StandardNormal};

/// What a path's market needs that no draw changes.
pub struct MarketModel<'a> {
    scenario: &'a Scenario,
    /// C with C·Cᵀ = R; without columns where a history stands in.
    root: Array2<f64>,
    /// Rows of the history, demeaned and rescaled as it says.
    rows: Array2<f64>,
}

impl<'a> MarketModel<'a> {
    pub fn new(scenario: &'a Scenario) -> Self {
        let none = Array2::zeros((0, 0));
        let (root, rows) = match &scenario.market().dynamics {
            Dynamics::Parametric { correlation, .. } => (square_root(correlation), none),
            Dynamics::History(history) => (none, adjusted_rows(history, scenario)),
        };
        Self { scenario, root, rows }
    }

    /// One row a step, one column an asset.
    pub fn draw(&self, random: &mut StdRng) -> Array2<f64> {
        match &self.scenario.market().dynamics {
            Dynamics::Parametric { innovations, risky, jumps, .. } => {
                let places: Vec<usize> = risky.iter().map(|asset| asset.0).collect();
                self.parametric(*innovations, &places, *jumps, random)
            }
            Dynamics::History(history) => self.bootstrap(history, random),
        }
    }

    fn parametric(
        &self,
        innovations: Innovations,
        risky: &[usize],
        jumps: Option<MarketJumps>,
        random: &mut StdRng,
    ) -> Array2<f64> {
        let assets = self.scenario.assets();
        let dt = self.scenario.grid().step_years();
        let mut returns = Array2::zeros((self.scenario.grid().steps, assets.len()));
        let mut variances: Vec<f64> = assets.iter().map(|asset| first_variance(asset, dt)).collect();
        for mut row in returns.rows_mut() {
            let draws = correlated(&self.root, innovations, random);
            let mut standard = vec![0.0; assets.len()];
            for (place, draw) in risky.iter().zip(&draws) {
                standard[*place] = draw.clamp(-40.0, 40.0);
            }
            let jump = jumps.map_or(0.0, |jumps| sum_of_jumps(jumps, dt, random));
            for (a, asset) in assets.iter().enumerate() {
                let shock = sqrt(variances[a]) * standard[a];
                row[a] = asset.drift * dt - variances[a] / 2.0 + shock + asset.jump_beta * jump;
                variances[a] = next_variance(asset, variances[a], shock, dt);
            }
        }
        returns
    }

    fn bootstrap(&self, history: &History, random: &mut StdRng) -> Array2<f64> {
        let grid = self.scenario.grid();
        let (dt, length) = (grid.step_years(), self.rows.nrows());
        let restart = (f64::from(grid.step_days) / history.mean_block_days).min(1.0);
        let drifts: Vec<f64> = self.scenario.assets().iter().map(|asset| asset.drift * dt).collect();
        let mut returns = Array2::zeros((grid.steps, drifts.len()));
        let mut at = 0;
        for (step, mut row) in returns.rows_mut().into_iter().enumerate() {
            let afresh = step == 0 || random.random::<f64>() < restart;
            at = if afresh { random.random_range(0..length) } else { (at + 1) % length };
            for (a, drift) in drifts.iter().enumerate() {
                row[a] = *drift;
            }
            for (column, asset) in history.columns.iter().enumerate() {
                row[asset.0] = self.rows[[at, column]];
            }
        }
        returns
    }
}

/// h(1): the variance of the first step's log return.
fn first_variance(asset: &Asset, dt: f64) -> f64 {
    let volatility = asset.garch.map_or(asset.volatility, |garch| garch.initial_volatility);
    volatility * volatility * dt
}

fn next_variance(asset: &Asset, variance: f64, shock: f64, dt: f64) -> f64 {
    let Some(garch) = asset.garch else { return variance };
    let long_run = asset.volatility * asset.volatility * dt;
    let omega = long_run * (1.0 - garch.alpha - garch.gamma / 2.0 - garch.beta);
    let reaction = if shock < 0.0 { garch.alpha + garch.gamma } else { garch.alpha };
    omega + reaction * shock * shock + garch.beta * variance
}

fn correlated(root: &Array2<f64>, innovations: Innovations, random: &mut StdRng) -> Vec<f64> {
    let independent: Vec<f64> = (0..root.nrows()).map(|_| random.sample(StandardNormal)).collect();
    let scale = match innovations {
        Innovations::Gaussian => 1.0,
        Innovations::StudentT { dof } => {
            let mixing: f64 = random.sample(ChiSquared::new(dof).unwrap());
            sqrt((dof - 2.0) / mixing)
        }
    };
    let row = |a: usize| (0..=a).map(|b| root[[a, b]] * independent[b]).sum::<f64>() * scale;
    (0..root.nrows()).map(row).collect()
}

fn sum_of_jumps(jumps: MarketJumps, dt: f64, random: &mut StdRng) -> f64 {
    if jumps.per_year <= 0.0 {
        return 0.0;
    }
    let count: f64 = random.sample(Poisson::new(jumps.per_year * dt).unwrap());
    let mut sum = 0.0;
    for _ in 0..count as u64 {
        sum += jumps.mean + jumps.sd * random.sample::<f64, _>(StandardNormal);
    }
    sum
}

/// Cholesky's root. A pivot of 0 (R may be singular) leaves its column empty.
fn square_root(correlation: &Array2<f64>) -> Array2<f64> {
    let n = correlation.nrows();
    let mut root: Array2<f64> = Array2::zeros((n, n));
    for column in 0..n {
        for row in column..n {
            let known: f64 = (0..column).map(|k| root[[row, k]] * root[[column, k]]).sum();
            let rest = correlation[[row, column]] - known;
            root[[row, column]] = if row == column {
                sqrt(rest.max(0.0))
            } else if root[[column, column]] > 1e-7 {
                rest / root[[column, column]]
            } else {
                0.0
            };
        }
    }
    root
}

fn adjusted_rows(history: &History, scenario: &Scenario) -> Array2<f64> {
    let dt = scenario.grid().step_years();
    let mut rows = history.returns.clone();
    for (column, asset) in rows.columns_mut().into_iter().zip(&history.columns) {
        let asset = &scenario.assets()[asset.0];
        let n = column.len() as f64;
        let mean = column.sum() / n;
        let sd = sqrt(column.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n);
        let wanted = if history.rescale { asset.volatility * sqrt(dt) } else { sd };
        let stretch = if sd > 0.0 { wanted / sd } else { 0.0 };
        let centre = if history.demean { asset.drift * dt - wanted * wanted / 2.0 } else { mean };
        for value in column {
            *value = centre + stretch * (*value - mean);
        }
    }
    rows
}

/// The factor by which a log return moves a price.
pub fn growth(log_return: f64) -> f64 {
    exp(log_return)
}
