//! One path: market, failure, custody, reserve, one step at a time.

use std::collections::BTreeMap;

use linchpin::outcome::{Cell, FailureEvent};
use linchpin::scenario::Scenario;

use super::account::{Account, Ladder, round};
use super::change::World;
use super::draws::Draws;
use super::failure::Failures;
use super::prices::Prices;

/// What one path yields.
pub struct PathOutcome {
    pub failures: Vec<FailureEvent>,
    /// The step in which each counterparty crossed its own threshold.
    pub crossed: Vec<Option<usize>>,
    pub reserves: Vec<ReserveOutcome>,
}

/// What one path yields for one reserve: the columns of `ReserveOutcomes`.
#[derive(Clone, Debug)]
pub struct ReserveOutcome {
    pub loss: f64,
    pub liquid_loss: f64,
    pub eventual_loss: f64,
    pub market_alone: f64,
    pub counterparty_cost: f64,
    pub liquid_cost: f64,
    pub eventual_cost: f64,
    pub max_drawdown: f64,
    pub market_alone_drawdown: f64,
    pub days_under_water: u32,
    pub shortfall: f64,
    pub terminal_value: f64,
    pub contributions: f64,
    pub withdrawals: f64,
    /// As fractions of V(0) + C.
    pub cells: BTreeMap<Cell, f64>,
}

/// Runs `draws` through `world`, with the scales `scales` on the intensities.
pub fn run(scenario: &Scenario, world: &World, scales: &[f64], draws: &Draws) -> PathOutcome {
    let mut prices = Prices::new(scenario, draws, &world.dead_links);
    let mut failures = Failures::new(scenario, draws, scales, &world.immune, &world.order);
    let mut accounts: Vec<Account> = world.reserves.iter().map(|reserve| Account::new(scenario, reserve)).collect();
    let mut shadows: Vec<Account> = world.reserves.iter().map(|reserve| Account::new(scenario, reserve)).collect();
    let nothing_cut = vec![false; scenario.assets().len()];
    for step in 1..=scenario.grid().steps {
        let mut moves = prices.market_moves(step, draws.returns.row(step - 1));
        let failing = failures.step(step, &prices.drawdowns);
        moves.extend(prices.failure_moves(step, &failing));
        let cut_assets = prices.cut_assets();
        for account in &mut accounts {
            for change in &moves {
                account.book_move(change);
            }
            for event in &failing {
                account.close(step, *event, &prices, draws);
            }
            account.pay_claims(step, &prices.actual);
            let flow = account.flow(step, &prices.actual, &|c| failures.has_failed(c));
            account.rebalance(step, &prices.actual, &cut_assets);
            account.close_step(flow, &prices.actual);
        }
        for shadow in &mut shadows {
            let flow = shadow.flow(step, &prices.market_only, &|_| false);
            shadow.rebalance(step, &prices.market_only, &nothing_cut);
            shadow.close_step(flow, &prices.market_only);
        }
        prices.close_step();
    }
    let days = scenario.grid().step_days;
    let pairs = accounts.iter().zip(&shadows);
    let reserves = pairs.map(|(account, shadow)| outcome(account, shadow, days)).collect();
    PathOutcome { failures: failures.events, crossed: failures.crossed, reserves }
}

fn outcome(account: &Account, shadow: &Account, step_days: u32) -> ReserveOutcome {
    account.check_books();
    let Ladder { liquid, marked, eventual } = account.value;
    let loss = |account: &Account, value: f64| round(1.0 - (value + account.flowed.withdrawn) / account.put_in());
    let without = shadow.value.marked + shadow.flowed.withdrawn;
    let cost = |value: f64| {
        if without == 0.0 { 0.0 } else { round(1.0 - (value + account.flowed.withdrawn) / without) }
    };
    ReserveOutcome {
        loss: loss(account, marked),
        liquid_loss: loss(account, liquid),
        eventual_loss: loss(account, eventual),
        market_alone: loss(shadow, shadow.value.marked),
        counterparty_cost: cost(marked),
        liquid_cost: cost(liquid),
        eventual_cost: cost(eventual),
        max_drawdown: account.max_drawdown,
        market_alone_drawdown: shadow.max_drawdown,
        days_under_water: account.longest_under * step_days,
        shortfall: account.flowed.missing / account.put_in(),
        terminal_value: marked,
        contributions: account.flowed.contributed,
        withdrawals: account.flowed.withdrawn,
        cells: account.ledger.cells(account.put_in()),
    }
}
