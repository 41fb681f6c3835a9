//! What charts draw of each reserve, on grids that all reserves share.

use super::Basis;
use super::distribution::exceedances;
use crate::assessment::{
    Convergence, Curves, DaysExceedance, Exceedance, FanPoint, RemovalLadder, ReserveFigures, Waterfall,
};
use crate::outcome::{AllPaths, Counted, Departures, Outcomes, ReserveOutcomes, ValueSample};
use crate::scenario::Scenario;
use crate::statistics::Ranks;
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
        let largest_loss = outcomes.reserves.iter().map(largest_loss).fold(0.0, f64::max);
        let largest_cost = outcomes.reserves.iter().map(largest_cost).fold(0.0, f64::max);
        Self {
            loss: grid(largest_loss, POINTS),
            cost: grid(largest_cost, POINTS),
            tolerances: scenario.tolerances().iter().map(|tolerance| tolerance.loss).collect(),
            largest_loss,
        }
    }
}

fn largest(column: &[f64]) -> f64 {
    column.iter().copied().fold(0.0, f64::max)
}

fn largest_loss(reserve: &ReserveOutcomes) -> f64 {
    let ReserveOutcomes { loss, liquid_loss, market_alone, max_drawdown, market_alone_drawdown, all, .. } = reserve;
    let largest_of_all = all.as_ref().map(|all| {
        let AllPaths { loss, liquid_loss, market_alone, max_drawdown, market_alone_drawdown, .. } = &**all;
        [loss, liquid_loss, market_alone, max_drawdown, market_alone_drawdown].map(Counted::largest)
    });
    // What departs from the loss is enough: the rest is looked at with it.
    let departing = [liquid_loss, market_alone, market_alone_drawdown].map(Departures::values);
    let of_kept = || [loss, max_drawdown, departing[0], departing[1], departing[2]].map(largest);
    largest_of_all.unwrap_or_else(of_kept).into_iter().fold(0.0, f64::max)
}

fn largest_cost(reserve: &ReserveOutcomes) -> f64 {
    let of_kept = || largest(reserve.counterparty_cost.values());
    reserve.all.as_ref().map_or_else(of_kept, |all| all.counterparty_cost.largest())
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
    MarketDrawdown,
}

impl Curve {
    /// What is known of the column on all paths.
    pub const fn of(self, all: &AllPaths) -> &Counted {
        match self {
            Self::Loss => &all.loss,
            Self::Liquid => &all.liquid_loss,
            Self::Eventual => &all.eventual_loss,
            Self::MarketAlone => &all.market_alone,
            Self::Cost => &all.counterparty_cost,
            Self::Drawdown => &all.max_drawdown,
            Self::MarketDrawdown => &all.market_alone_drawdown,
        }
    }
}

/// The curves of one reserve, drawn while its columns stand by size.
pub struct Drawing<'a> {
    grids: &'a Grids,
    curves: [Vec<Exceedance>; 7],
    tolerances: Vec<Exceedance>,
    pub days_under_water: Vec<DaysExceedance>,
    pub convergence: Vec<Convergence>,
    pub removal_ladders: Vec<RemovalLadder>,
    pub booked_waterfalls: Vec<Waterfall>,
}

impl<'a> Drawing<'a> {
    pub fn new(grids: &'a Grids) -> Self {
        Self {
            grids,
            curves: Default::default(),
            tolerances: Vec::new(),
            days_under_water: Vec::new(),
            convergence: Vec::new(),
            removal_ladders: Vec::new(),
            booked_waterfalls: Vec::new(),
        }
    }

    /// Draws a curve as another was drawn.
    pub fn repeat(&mut self, drawn: Curve, curve: Curve) {
        self.curves[curve as usize] = self.curves[drawn as usize].clone();
    }

    /// Draws the curve of a column.
    pub fn draw(&mut self, curve: Curve, column: &impl Ranks) {
        let points = match curve {
            Curve::Cost => &self.grids.cost,
            _ => &self.grids.loss,
        };
        self.curves[curve as usize] = exceedances(column, points);
        if matches!(curve, Curve::Loss) {
            self.tolerances = exceedances(column, &self.grids.tolerances);
        }
    }
}

/// Adds histograms and fans.
pub fn finish(basis: &Basis<'_>, drawings: Vec<Drawing<'_>>, figures: &[ReserveFigures]) -> Vec<Curves> {
    // Below the 1% quantile a few paths of great gains would squeeze all others into a corner.
    let lowest = |figures: &ReserveFigures| {
        figures.loss.quantiles[0].estimate.value.min(figures.market_alone.quantiles[0].estimate.value)
    };
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
            market_drawdown_exceedance,
        ] = drawing.curves;
        Curves {
            reserve: figures.id.clone(),
            loss_density: outcomes.all.as_ref().map_or_else(
                || bins.density(&outcomes.loss),
                |all| bins.density_of_bins(all.loss.bins(), basis.paths()),
            ),
            market_density: outcomes.all.as_ref().map_or_else(
                || bins.density(&outcomes.market_alone()),
                |all| bins.density_of_bins(all.market_alone.bins(), basis.paths()),
            ),
            loss_exceedance,
            market_exceedance,
            cost_exceedance,
            liquid_exceedance,
            eventual_exceedance,
            drawdown_exceedance,
            market_drawdown_exceedance,
            tolerance_exceedance: drawing.tolerances,
            fan: fan_points(&outcomes.sample, basis.scenario.grid().step_days),
            sample_paths: sample_paths(&outcomes.sample),
            bad_path: None,
            after_failure: Vec::new(),
            days_under_water: drawing.days_under_water,
            convergence: drawing.convergence,
            removal_ladders: drawing.removal_ladders,
            booked_waterfalls: drawing.booked_waterfalls,
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
