//! Prices of one path: market moves, falls by links and failures, repegs, peaks and drawdowns.

use libm::pow;
use linchpin::outcome::{Cell, FailureEvent};
use linchpin::scenario::Scenario;
use linchpin::units::{AssetIndex, CounterpartyIndex};
use ndarray::ArrayView1;

use super::draws::{Draws, value};
use super::market::growth;

/// One change of one price, and the cell to which holders book it.
#[derive(Clone, Copy)]
pub struct Move {
    pub cell: Cell,
    pub asset: AssetIndex,
    pub from: f64,
    pub to: f64,
}

/// What a link did to its asset's price.
#[derive(Clone, Copy)]
struct Cut {
    drawdown: f64,
    restored_in: Option<usize>,
    restored: bool,
}

/// Prices as they are and as they would be if nobody failed.
pub struct Prices<'a> {
    scenario: &'a Scenario,
    draws: &'a Draws,
    /// Links that never fire: the removed.
    dead_links: &'a [bool],
    /// With all that failures did.
    pub actual: Vec<f64>,
    /// The market alone.
    pub market_only: Vec<f64>,
    peaks: Vec<f64>,
    /// D_a at the end of the last step.
    pub drawdowns: Vec<f64>,
    cuts: Vec<Option<Cut>>,
}

impl<'a> Prices<'a> {
    pub fn new(scenario: &'a Scenario, draws: &'a Draws, dead_links: &'a [bool]) -> Self {
        let prices: Vec<f64> = scenario.assets().iter().map(|asset| asset.price).collect();
        let peaks: Vec<f64> = scenario.assets().iter().map(|asset| asset.peak).collect();
        let drawdowns = prices.iter().zip(&peaks).map(|(price, peak)| 1.0 - price / peak).collect();
        Self {
            scenario,
            draws,
            dead_links,
            actual: prices.clone(),
            market_only: prices,
            peaks,
            drawdowns,
            cuts: vec![None; scenario.links().len()],
        }
    }

    /// Step 1: the market moves, then prices of links that recover are restored.
    pub fn market_moves(&mut self, step: usize, log_returns: ArrayView1<f64>) -> Vec<Move> {
        let mut moves = Vec::new();
        for (a, log_return) in log_returns.iter().enumerate() {
            let factor = growth(*log_return);
            self.market_only[a] *= factor;
            self.multiply(AssetIndex(a), factor, Cell::Market(AssetIndex(a)), &mut moves);
        }
        for c in 0..self.scenario.counterparties().len() {
            for (l, link) in self.scenario.links().iter().enumerate() {
                let Some(cut) = self.cuts[l].filter(|cut| link.counterparty.0 == c && cut.restored_in == Some(step))
                else {
                    continue;
                };
                self.cuts[l] = Some(Cut { restored: true, ..cut });
                let cell = Cell::Linked(link.counterparty, link.asset);
                self.multiply(link.asset, 1.0 / (1.0 - cut.drawdown), cell, &mut moves);
            }
        }
        moves
    }

    /// Step 2: links fire and the whole market falls, counterparty by counterparty.
    pub fn failure_moves(&mut self, step: usize, failing: &[FailureEvent]) -> Vec<Move> {
        let mut moves = Vec::new();
        for event in failing {
            self.fire_links(step, event, &mut moves);
            let mode = &self.scenario.counterparties()[event.who().0].modes[event.how().0];
            let Some(law) = &mode.market_drawdown else { continue };
            let left = 1.0 - value(law, self.draws.severities[event.who().0][3]);
            for (a, asset) in self.scenario.assets().iter().enumerate() {
                // pow(0, 0) is 1, as the model wants it.
                let factor = pow(left, asset.contagion_beta);
                self.multiply(AssetIndex(a), factor, Cell::Contagion(event.who(), AssetIndex(a)), &mut moves);
            }
        }
        moves
    }

    fn fire_links(&mut self, step: usize, event: &FailureEvent, moves: &mut Vec<Move>) {
        for (l, link) in self.scenario.links().iter().enumerate() {
            if link.counterparty != event.who() || !link.modes.contains(&event.how()) || self.dead_links[l] {
                continue;
            }
            let [fall, wait] = self.draws.links[l];
            let drawdown = value(&link.drawdown, fall);
            let days = link.recovers_after_days.as_ref().map(|law| value(law, wait));
            let due = days.and_then(|days| self.scenario.grid().due(step, days));
            self.cuts[l] = Some(Cut { drawdown, restored_in: due.map(|due| due.max(step + 1)), restored: false });
            self.multiply(link.asset, 1.0 - drawdown, Cell::Linked(event.who(), link.asset), moves);
        }
    }

    fn multiply(&mut self, asset: AssetIndex, factor: f64, cell: Cell, moves: &mut Vec<Move>) {
        let from = self.actual[asset.0];
        // A price of 0 stays 0.
        let to = if from == 0.0 { 0.0 } else { from * factor };
        self.actual[asset.0] = to;
        moves.push(Move { cell, asset, from, to });
    }

    /// After step 6: running peaks and drawdowns.
    pub fn close_step(&mut self) {
        for (a, price) in self.actual.iter().enumerate() {
            self.peaks[a] = self.peaks[a].max(*price);
            self.drawdowns[a] = 1.0 - price / self.peaks[a];
        }
    }

    /// Which assets a link has cut and not restored. A fall of 0 cuts nothing.
    pub fn cut_assets(&self) -> Vec<bool> {
        let mut cut_assets = vec![false; self.actual.len()];
        for (link, cut) in self.scenario.links().iter().zip(&self.cuts) {
            cut_assets[link.asset.0] |= cut.is_some_and(|cut| !cut.restored && cut.drawdown > 0.0);
        }
        cut_assets
    }

    /// Whether courts value a petition-date claim on `counterparty` in `asset` at nothing: a link of
    /// the asset to its group has fired, and does not say that claims survive.
    pub fn claim_is_void(&self, counterparty: CounterpartyIndex, asset: AssetIndex) -> bool {
        let group = |c: CounterpartyIndex| self.scenario.counterparties()[c.0].group;
        self.scenario.links().iter().zip(&self.cuts).any(|(link, cut)| {
            let own_token = link.asset == asset && group(link.counterparty) == group(counterparty);
            cut.is_some() && own_token && !link.claim_survives
        })
    }
}
