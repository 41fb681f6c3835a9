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
    /// One a reserve.
    pub reserves: Vec<OfReserve>,
}

/// What a run of few figures yields of one reserve.
#[derive(Clone, Copy, Debug)]
pub struct OfReserve {
    /// E\[X\].
    pub cost: f64,
    /// ES 99% of the loss.
    pub es: f64,
    /// ES 99% of the market alone.
    pub market_es: f64,
}

impl Yield {
    /// That of the paths so far.
    pub fn of<S: Scalar>(run: &Run<'_, S>) -> Self {
        let mut costs = vec![0.0; run.paths() as usize];
        let reserves: Vec<OfReserve> = run
            .reserves()
            .map(|reserve| {
                let cost = reserve.counterparty_cost();
                costs.iter_mut().zip(&cost).for_each(|(sum, cost)| *sum += cost);
                let es = |losses: &[f64]| Tail::of_losses(losses, HEADLINE_LEVEL).expected_shortfall;
                OfReserve { cost: mean(&cost), es: es(&reserve.loss), market_es: es(&reserve.market_alone()) }
            })
            .collect();
        costs.iter_mut().for_each(|sum| *sum /= reserves.len() as f64);
        Self { costs, reserves }
    }

    /// E\[X\], averaged over reserves.
    pub fn cost(&self) -> f64 {
        self.mean_over_reserves(|reserve| reserve.cost)
    }

    /// ES 99% of loss, averaged over reserves.
    pub fn es(&self) -> f64 {
        self.mean_over_reserves(|reserve| reserve.es)
    }

    /// ES 99% of the market alone, averaged over reserves.
    pub fn market_es(&self) -> f64 {
        self.mean_over_reserves(|reserve| reserve.market_es)
    }

    fn mean_over_reserves(&self, of: impl Fn(&OfReserve) -> f64) -> f64 {
        self.reserves.iter().map(of).sum::<f64>() / self.reserves.len() as f64
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
