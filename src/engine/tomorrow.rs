//! If it fails tomorrow: the deterministic loss of one failure at prices and weights of time 0.
//!
//! It runs through the same custody and ledger as every path: one step without any market move, law
//! means plugged in, claims pending unless their mean delay is 0.

use crate::engine::world::World;
use crate::failure::{Cause, Failure, FailureLog, PriceEvent, Severity, WorthlessClaim, power};
use crate::market::PathPrices;
use crate::numeric::vector::Scalar;
use crate::outcome::{Rungs, Tomorrow, costliest};
use crate::reserve::{Account, Book, Ending, Rebalance, Surroundings};
use crate::scenario::Scenario;
use crate::units::{AssetIndex, CounterpartyIndex, GroupIndex, ModeIndex, ReserveIndex, TimeGrid};

/// One step, after which nothing is due.
const ONE_STEP: TimeGrid = TimeGrid { step_days: 1, steps: 1 };

/// The losses of every single failure, and of every group's members together; one entry a reserve.
#[must_use]
pub fn tomorrow<S: Scalar>(world: &World<S>) -> Vec<Tomorrow> {
    world.books.iter().map(|book| of_reserve(world, &held_still(book))).collect()
}

/// What all of `failing` failing at once, in the order of the file, would cost each reserve of `scenario`: at prices and
/// weights of time 0, law means plugged in, no market move.
#[must_use]
pub fn losses_if(scenario: &Scenario, failing: &[(CounterpartyIndex, ModeIndex)]) -> Vec<Rungs> {
    let cases = (0..scenario.reserves().len()).map(|reserve| (ReserveIndex(reserve), failing.to_vec()));
    losses_of(scenario, &cases.collect::<Vec<_>>())
}

/// The same for many cases, each of one reserve and what fails there, in the order of the file.
#[must_use]
pub fn losses_of(scenario: &Scenario, cases: &[(ReserveIndex, Vec<(CounterpartyIndex, ModeIndex)>)]) -> Vec<Rungs> {
    let scales = vec![1.0; scenario.counterparties().len()];
    let world = World::<f64>::new(scenario, &scales, scenario.simulation().seed);
    let (mut log, mut account) = (FailureLog::default(), Account::default());
    let still: Vec<Book> = world.books.iter().map(held_still).collect();
    let mut of_case = |(reserve, failing): &(ReserveIndex, Vec<_>)| {
        let book = &still[reserve.0];
        if !is_touched(&world, book, failing) {
            return Rungs::default();
        }
        happen(&world, failing, &mut log);
        loss(&world, book, &log, &mut account)
    };
    cases.iter().map(&mut of_case).collect()
}

/// The loss of each reserve of `scenario` if every member of one group fails at once, each in its costliest mode.
#[must_use]
pub fn losses_of_group(scenario: &Scenario, group: GroupIndex) -> Vec<Rungs> {
    let scales = vec![1.0; scenario.counterparties().len()];
    let world = World::<f64>::new(scenario, &scales, scenario.simulation().seed);
    let (mut log, mut account) = (FailureLog::default(), Account::default());
    let mut of_reserve = |book: &Book| {
        let mut loss_of = |failing: &[(CounterpartyIndex, ModeIndex)]| {
            if !is_touched(&world, book, failing) {
                return Rungs::default();
            }
            happen(&world, failing, &mut log);
            loss(&world, book, &log, &mut account)
        };
        let members = scenario.groups()[group.0].members.iter().map(|member| {
            let modes = 0..scenario.counterparties()[member.0].modes.len();
            let by_mode: Vec<Rungs> = modes.map(|mode| loss_of(&[(*member, ModeIndex(mode))])).collect();
            (*member, costliest(&by_mode))
        });
        let members: Vec<_> = members.collect();
        loss_of(&members)
    };
    world.books.iter().map(|book| of_reserve(&held_still(book))).collect()
}

/// The losses of every single failure and group of `scenario`, without simulating; one entry a reserve.
#[must_use]
pub fn tomorrow_of(scenario: &Scenario) -> Vec<Tomorrow> {
    let scales = vec![1.0; scenario.counterparties().len()];
    tomorrow(&World::<f64>::new(scenario, &scales, scenario.simulation().seed))
}

/// The reserve without flows and trades.
fn held_still(book: &Book) -> Book {
    Book { contributions: Vec::new(), withdrawals: Vec::new(), rebalance: Rebalance::None, ..book.clone() }
}

fn of_reserve<S: Scalar>(world: &World<S>, book: &Book) -> Tomorrow {
    let counterparties = world.scenario.counterparties();
    let mut log = FailureLog::default();
    let mut account = Account::default();
    let mut loss_of = |failing: &[(CounterpartyIndex, ModeIndex)]| {
        if !is_touched(world, book, failing) {
            return Rungs::default();
        }
        happen(world, failing, &mut log);
        loss(world, book, &log, &mut account)
    };
    let by_mode: Vec<Vec<Rungs>> = counterparties
        .iter()
        .enumerate()
        .map(|(c, counterparty)| {
            (0..counterparty.modes.len()).map(|mode| loss_of(&[(CounterpartyIndex(c), ModeIndex(mode))])).collect()
        })
        .collect();
    let by_group = world.scenario.groups().iter().map(|group| {
        let costliest = |member: &CounterpartyIndex| (*member, costliest(&by_mode[member.0]));
        loss_of(&group.members.iter().map(costliest).collect::<Vec<_>>())
    });
    let by_group = by_group.collect();
    Tomorrow { by_mode, by_group }
}

/// Whether any of the failures can cost this reserve anything; most of a large book can't.
fn is_touched<S: Scalar>(world: &World<S>, book: &Book, failing: &[(CounterpartyIndex, ModeIndex)]) -> bool {
    let counterparties = world.scenario.counterparties();
    failing.iter().any(|(who, mode)| {
        let moves_market = counterparties[who.0].modes[mode.0].market_drawdown.is_some();
        let linked = || world.scenario.links().iter().any(|link| link.counterparty == *who);
        !book.slots_at[who.0].is_empty() || moves_market || linked()
    })
}

/// Writes the failures of step 1, in the order of the file.
fn happen<S: Scalar>(world: &World<S>, failing: &[(CounterpartyIndex, ModeIndex)], log: &mut FailureLog) {
    log.clear();
    let counterparties = world.scenario.counterparties();
    for &(who, mode) in failing {
        let counterparty = &counterparties[who.0];
        let severity = Severity::at_means(&counterparty.modes[mode.0]);
        log.failures.push(Failure { step: 1, counterparty: who, mode, is_keys: counterparty.is_keys(), severity });
        let mut strike = |asset, factor, cause| log.prices.push(PriceEvent { step: 1, asset, factor, cause });
        let fires = world.scenario.links().iter().filter(|link| link.counterparty == who && link.modes.contains(&mode));
        for link in fires {
            strike(link.asset, 1.0 - link.drawdown.mean(), Cause::Linked(who));
            if !link.claim_survives {
                log.worthless.push(WorthlessClaim { step: 1, asset: link.asset, group: counterparties[who.0].group });
            }
        }
        if severity.market_drawdown > 0.0 {
            for (number, asset) in
                world.scenario.assets().iter().enumerate().filter(|(_, asset)| asset.contagion_beta > 0.0)
            {
                let factor = power(1.0 - severity.market_drawdown, asset.contagion_beta);
                strike(AssetIndex(number), factor, Cause::Contagion(who));
            }
        }
    }
    log.note_stops(ONE_STEP);
}

fn loss<S: Scalar>(world: &World<S>, book: &Book, log: &FailureLog, account: &mut Account) -> Rungs {
    let around = Surroundings {
        grid: ONE_STEP,
        assets: world.scenario.assets(),
        counterparties: world.scenario.counterparties(),
        marks: world.marks,
        log,
    };
    let prices = PathPrices::<S> { moving: None, start: &world.start };
    let Ending { liquid, marked, eventual, .. } = account.follow(book, &around, &prices, &[]);
    let share = |value: f64| 1.0 - value / book.initial_value;
    Rungs { liquid: share(liquid), marked: share(marked), eventual: share(eventual) }
}
