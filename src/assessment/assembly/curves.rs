//! What charts draw of each reserve, on grids that all reserves share.

use super::Basis;
use super::distribution::exceedances;
use crate::assessment::{Curves, Exceedance, FanPoint, ReserveFigures};
use crate::outcome::{Outcomes, ReserveOutcomes, ValueSample};
use crate::scenario::Scenario;
use crate::statistics::Sorted;
use crate::statistics::density::Bins;
use crate::statistics::exceedance::grid;
use crate::statistics::fan::fan;

/// About so many points has an exceedance curve.
const POINTS: usize = 200;

/// About so many bars has a histogram.
const BARS: usize = 100;

/// So many single paths are shown.
const SAMPLE_PATHS: usize = 20;

/// Where curves have points, the same for all reserves.
pub struct Grids {
    loss: Vec<f64>,
    cost: Vec<f64>,
    tolerances: Vec<f64>,
    /// Of any path and reserve: loss on any rung but eventual, which is never above liquid, and drawdown.
    largest_loss: f64,
}

impl Grids {
    pub fn of(scenario: &Scenario, outcomes: &Outcomes) -> Self {
        let largest = |column: &[f64]| column.iter().copied().fold(0.0, f64::max);
        let reserves = || outcomes.reserves.iter();
        let losses = |reserve: &ReserveOutcomes| {
            let ReserveOutcomes { loss, liquid_loss, market_alone, max_drawdown, .. } = reserve;
            [loss, liquid_loss, market_alone, max_drawdown]
                .map(|column| largest(column))
                .into_iter()
                .fold(0.0, f64::max)
        };
        let largest_loss = reserves().map(losses).fold(0.0, f64::max);
        let largest_cost = reserves().map(|reserve| largest(&reserve.counterparty_cost)).fold(0.0, f64::max);
        Self {
            loss: grid(largest_loss, POINTS),
            cost: grid(largest_cost, POINTS),
            tolerances: scenario.tolerances().iter().map(|tolerance| tolerance.loss).collect(),
            largest_loss,
        }
    }
}

/// A column of which an exceedance curve is drawn.
#[derive(Clone, Copy)]
pub enum Curve {
    Loss,
    Liquid,
    Eventual,
    MarketAlone,
    Cost,
    Drawdown,
}

/// The exceedance curves of one reserve, drawn while its columns stand sorted.
pub struct Drawing<'a> {
    grids: &'a Grids,
    curves: [Vec<Exceedance>; 6],
    tolerances: Vec<Exceedance>,
}

impl<'a> Drawing<'a> {
    pub fn new(grids: &'a Grids) -> Self {
        Self { grids, curves: Default::default(), tolerances: Vec::new() }
    }

    /// Draws one curve of a column that stands sorted.
    pub fn draw(&mut self, curve: Curve, sorted: &Sorted) {
        let points = match curve {
            Curve::Cost => &self.grids.cost,
            _ => &self.grids.loss,
        };
        self.curves[curve as usize] = exceedances(sorted, points);
        if matches!(curve, Curve::Loss) {
            self.tolerances = exceedances(sorted, &self.grids.tolerances);
        }
    }
}

/// Adds histograms and fans.
pub fn finish(basis: &Basis<'_>, drawings: Vec<Drawing<'_>>, figures: &[ReserveFigures]) -> Vec<Curves> {
    // Below the 1% quantile a few paths of great gains would squeeze all others into a corner.
    let lowest =
        |figures: &ReserveFigures| figures.loss.quantiles[0].value.min(figures.market_alone.quantiles[0].value);
    let low = figures.iter().map(lowest).fold(0.0, f64::min);
    let reserves = basis.outcomes.reserves.iter().zip(figures);
    let curve = |(drawing, (outcomes, figures)): (Drawing<'_>, (&ReserveOutcomes, &ReserveFigures))| {
        let bins = Bins::covering(low, drawing.grids.largest_loss, BARS);
        let [
            loss_exceedance,
            liquid_exceedance,
            eventual_exceedance,
            market_exceedance,
            cost_exceedance,
            drawdown_exceedance,
        ] = drawing.curves;
        Curves {
            reserve: figures.id.clone(),
            loss_density: bins.density(&outcomes.loss),
            market_density: bins.density(&outcomes.market_alone),
            loss_exceedance,
            market_exceedance,
            cost_exceedance,
            liquid_exceedance,
            eventual_exceedance,
            drawdown_exceedance,
            tolerance_exceedance: drawing.tolerances,
            fan: fan_points(&outcomes.sample, basis.scenario.grid().step_days),
            sample_paths: sample_paths(&outcomes.sample),
        }
    };
    drawings.into_iter().zip(reserves).map(curve).collect()
}

fn fan_points(sample: &ValueSample, step_days: u32) -> Vec<FanPoint> {
    let days = sample.steps.iter().map(|&step| step as u64 * u64::from(step_days));
    days.zip(fan(sample.values.view())).map(|(day, quantiles)| FanPoint { day, quantiles }).collect()
}

fn sample_paths(sample: &ValueSample) -> Vec<Vec<f64>> {
    sample.values.rows().into_iter().take(SAMPLE_PATHS).map(|row| row.to_vec()).collect()
}
