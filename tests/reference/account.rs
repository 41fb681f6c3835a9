//! One reserve on one path, or its shadow: what it holds, what it is owed, what it was worth.

use linchpin::failure::Basis;
use linchpin::outcome::Cell;
use linchpin::reserve::Reserve;
use linchpin::scenario::Scenario;
use linchpin::units::{AssetIndex, CounterpartyIndex};

use super::custody::Claim;
use super::ledger::Ledger;
use super::prices::Move;

/// Units of an asset at a place.
pub struct Holding {
    pub asset: AssetIndex,
    pub custodian: CounterpartyIndex,
    pub units: f64,
    pub target: f64,
}

/// A value on the ladder, in money.
#[derive(Clone, Copy, Default)]
pub struct Ladder {
    pub liquid: f64,
    pub marked: f64,
    pub eventual: f64,
}

/// What flowed, in money.
#[derive(Clone, Copy, Default)]
pub struct Flowed {
    pub contributed: f64,
    pub withdrawn: f64,
    pub missing: f64,
}

/// A reserve on its way through one path.
pub struct Account<'a> {
    pub scenario: &'a Scenario,
    pub reserve: &'a Reserve,
    pub holdings: Vec<Holding>,
    pub claims: Vec<Claim>,
    pub ledger: Ledger,
    pub flowed: Flowed,
    pub value: Ladder,
    unit_value: f64,
    unit_peak: f64,
    pub max_drawdown: f64,
    steps_under: u32,
    pub longest_under: u32,
    largest_value: f64,
}

impl<'a> Account<'a> {
    pub fn new(scenario: &'a Scenario, reserve: &'a Reserve) -> Self {
        let holding = |position: &linchpin::reserve::Position| Holding {
            asset: position.asset,
            custodian: position.custodian,
            units: position.weight * reserve.initial_value / scenario.assets()[position.asset.0].price,
            target: position.weight,
        };
        let start = reserve.initial_value;
        Self {
            scenario,
            reserve,
            holdings: reserve.positions.iter().map(holding).collect(),
            claims: Vec::new(),
            ledger: Ledger::new(scenario.assets().len()),
            flowed: Flowed::default(),
            value: Ladder { liquid: start, marked: start, eventual: start },
            unit_value: 1.0,
            unit_peak: 1.0,
            max_drawdown: 0.0,
            steps_under: 0,
            longest_under: 0,
            largest_value: start,
        }
    }

    pub fn cash(&self) -> AssetIndex {
        self.scenario.market().cash
    }

    /// The position of an asset at a place; a new one has target 0.
    pub fn place(&mut self, asset: AssetIndex, custodian: CounterpartyIndex) -> usize {
        let found = self.holdings.iter().position(|holding| holding.asset == asset && holding.custodian == custodian);
        found.unwrap_or_else(|| {
            self.holdings.push(Holding { asset, custodian, units: 0.0, target: 0.0 });
            self.holdings.len() - 1
        })
    }

    pub fn mark(&self, basis: Basis) -> f64 {
        let simulation = self.scenario.simulation();
        match basis {
            Basis::InKind => simulation.claim_mark_in_kind,
            Basis::PetitionDate => simulation.claim_mark_petition_date,
        }
    }

    /// Books a price move of liquid units and of marked claims in kind.
    pub fn book_move(&mut self, change: &Move) {
        let liquid = self.holdings.iter().filter(|holding| holding.asset == change.asset);
        let owed = self.claims.iter().filter(|claim| claim.asset == change.asset && claim.basis == Basis::InKind);
        let units = liquid.map(|holding| holding.units).sum::<f64>()
            + self.mark(Basis::InKind) * owed.map(|claim| claim.amount).sum::<f64>();
        if units != 0.0 {
            self.ledger.book(change.cell, units * (change.from - change.to));
        }
    }

    /// Step 6: marking, and the unit value of a holder who neither adds nor takes. `flow` is what
    /// came in less what went out in this step.
    pub fn close_step(&mut self, flow: f64, prices: &[f64]) {
        let before = self.value.marked;
        let liquid: f64 = self.holdings.iter().map(|holding| holding.units * prices[holding.asset.0]).sum();
        let marked: f64 = self.claims.iter().map(|claim| self.mark(claim.basis) * claim.value(prices)).sum();
        let owed: f64 = self.claims.iter().map(|claim| claim.value(prices)).sum();
        self.value = Ladder { liquid, marked: liquid + marked, eventual: liquid + owed };
        self.largest_value = self.largest_value.max(self.value.marked);
        if before != 0.0 {
            self.unit_value *= (self.value.marked - flow) / before;
        }
        self.unit_peak = self.unit_peak.max(self.unit_value);
        let drawdown = round(1.0 - self.unit_value / self.unit_peak);
        self.max_drawdown = self.max_drawdown.max(drawdown);
        self.steps_under = if drawdown > 0.0 { self.steps_under + 1 } else { 0 };
        self.longest_under = self.longest_under.max(self.steps_under);
    }

    /// V(0) + C.
    pub fn put_in(&self) -> f64 {
        self.reserve.initial_value + self.flowed.contributed
    }

    /// Panics where the booked cells do not add up to (V(0) + C) − (V(T) + W).
    pub fn check_books(&self) {
        let booked: f64 = self.ledger.cells(1.0).values().sum();
        let lost = self.put_in() - (self.value.marked + self.flowed.withdrawn);
        let size = self.put_in() + self.largest_value + self.flowed.withdrawn;
        assert!((booked - lost).abs() <= 1e-11 * size, "cells add up to {booked}, the loss is {lost}");
    }

    /// Price moves of one asset and the traded rest are booked alike: to one cell.
    pub fn book_cost(&mut self, money: f64) {
        self.ledger.book(Cell::Cost, money);
    }
}

/// To the nearest multiple of 2⁻⁴⁰.
pub fn round(value: f64) -> f64 {
    let grid = libm::exp2(40.0);
    libm::round(value * grid) / grid
}
