//! The few figures by which inputs are held against each other.

use crate::assessment::HEADLINE_LEVEL;
use crate::engine::Run;
use crate::numeric::vector::Scalar;
use crate::statistics::Tail;

/// What a run of few figures yields.
#[derive(Clone, Debug)]
pub struct Yield {
    /// X, averaged over reserves, path by path.
    pub costs: Vec<f64>,
    /// E\[X\] and ES 99% of loss of each reserve.
    pub reserves: Vec<(f64, f64)>,
}

impl Yield {
    /// That of the paths so far.
    pub fn of<S: Scalar>(run: &Run<'_, S>) -> Self {
        let mut costs = vec![0.0; run.paths() as usize];
        let reserves: Vec<(f64, f64)> = run
            .reserves()
            .map(|reserve| {
                let cost = reserve.counterparty_cost();
                costs.iter_mut().zip(&cost).for_each(|(sum, cost)| *sum += cost);
                (mean(&cost), Tail::of_losses(&reserve.loss, HEADLINE_LEVEL).expected_shortfall)
            })
            .collect();
        costs.iter_mut().for_each(|sum| *sum /= reserves.len() as f64);
        Self { costs, reserves }
    }

    /// E\[X\], averaged over reserves.
    pub fn cost(&self) -> f64 {
        self.reserves.iter().map(|(cost, _)| cost).sum::<f64>() / self.reserves.len() as f64
    }

    /// ES 99% of loss, averaged over reserves.
    pub fn es(&self) -> f64 {
        self.reserves.iter().map(|(_, es)| es).sum::<f64>() / self.reserves.len() as f64
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
