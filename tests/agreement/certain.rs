//! Scenarios without chance: every digit, path by path, on lanes of double precision.

use std::collections::BTreeSet;

use linchpin::engine::{Watch, records_in, simulate_in as simulate_ours};
use linchpin::numeric::precision::Precision;
use linchpin::outcome::{Cell, FailureEvent, PathRecord};
use linchpin::scenario::Scenario;

use super::tally::Tally;
use crate::reference::change::World;
use crate::reference::path::ReserveOutcome;
use crate::reference::{simulate as simulate_plainly, simulate_in, tomorrow};

/// Compares all that both yield for one path of `scenario`, and the failures of tomorrow.
pub fn compare(scenario: &Scenario) -> Tally {
    let outcomes = simulate_ours(Precision::Double, scenario, 1, &Watch::default()).unwrap();
    let scales = &outcomes.anchor.scale;
    let reference = simulate_plainly(scenario, scales, 1, 5);
    let mut tally = Tally::default();
    for record in records_in(Precision::Double, scenario, scales, 0..outcomes.paths as u64) {
        let reserve = &reference[0].reserves[record.reserve];
        let id = format!("{}, path {}", scenario.reserves()[record.reserve].id, record.path);
        let sorted = |events: &[FailureEvent]| {
            let mut events = events.to_vec();
            events.sort_by_key(|event| (event.step, event.counterparty));
            events
        };
        assert_eq!(sorted(&record.failures), sorted(&reference[0].failures), "{id}: failures");
        compare_record(&mut tally, &id, &record, reserve);
        let (column, path) = (&outcomes.reserves[record.reserve], record.path as usize);
        // Money is compared as a share of what was put in: what is left of a drained reserve is a small difference.
        let put_in = scenario.reserves()[record.reserve].initial_value + reserve.contributions;
        for (name, ours, theirs) in [
            ("liquid X", column.liquid_cost.from_nothing()[path], reserve.liquid_cost),
            ("eventual X", column.eventual_cost.from_nothing()[path], reserve.eventual_cost),
            ("V(T)", column.terminal_value.mean / put_in, reserve.terminal_value / put_in),
            ("C", column.contributions.mean / put_in, reserve.contributions / put_in),
            ("W", column.withdrawals.mean / put_in, reserve.withdrawals / put_in),
        ] {
            tally.exact(&format!("{id}: {name}"), ours, theirs);
        }
    }
    for removed in &outcomes.removals {
        let world = World::without(scenario, removed.group, removed.what);
        let changed = simulate_in(scenario, &world, scales, 1, 5);
        for (r, touched) in removed.reserves.iter().enumerate() {
            let group = &scenario.groups()[removed.group.0].id;
            let what = format!("{} without {:?} of {group}", scenario.reserves()[r].id, removed.what);
            let at = touched.paths.iter().position(|path| *path == 0);
            let (loss, cost) = at
                .map_or((outcomes.reserves[r].loss[0], outcomes.reserves[r].counterparty_cost()[0]), |at| {
                    (touched.loss[at], touched.counterparty_cost[at])
                });
            tally.exact(&format!("{what}: loss"), loss, changed[0].reserves[r].loss);
            tally.exact(&format!("{what}: X"), cost, changed[0].reserves[r].counterparty_cost);
        }
    }
    compare_tomorrow(&mut tally, scenario, &outcomes.tomorrow);
    tally
}

fn compare_record(tally: &mut Tally, id: &str, record: &PathRecord, reserve: &ReserveOutcome) {
    for (name, ours, theirs) in [
        ("loss", record.loss, reserve.loss),
        ("liquid loss", record.liquid_loss, reserve.liquid_loss),
        ("eventual loss", record.eventual_loss, reserve.eventual_loss),
        ("market alone", record.market_alone, reserve.market_alone),
        ("X", record.counterparty_cost, reserve.counterparty_cost),
        ("drawdown", record.max_drawdown, reserve.max_drawdown),
        ("drawdown of the market alone", record.market_alone_drawdown, reserve.market_alone_drawdown),
        ("days under water", f64::from(record.days_under_water), f64::from(reserve.days_under_water)),
        ("shortfall", record.shortfall, reserve.shortfall),
    ] {
        tally.exact(&format!("{id}: {name}"), ours, theirs);
    }
    let cells: BTreeSet<Cell> =
        record.cells.iter().map(|(cell, _)| *cell).chain(reserve.cells.keys().copied()).collect();
    for cell in cells {
        let ours = record.cells.iter().find(|(other, _)| *other == cell).map_or(0.0, |(_, money)| *money);
        let theirs = reserve.cells.get(&cell).copied().unwrap_or(0.0);
        tally.exact(&format!("{id}: {cell:?}"), ours, theirs);
    }
}

/// What one failure would cost tomorrow: by mode and by group.
pub fn compare_tomorrow(tally: &mut Tally, scenario: &Scenario, engine: &[linchpin::outcome::Tomorrow]) {
    for (reserve, ours) in scenario.reserves().iter().zip(engine) {
        let theirs = tomorrow::of(scenario, reserve);
        let by_mode = |of: &linchpin::outcome::Tomorrow| of.by_mode.iter().flatten().copied().collect::<Vec<_>>();
        let (our_modes, their_modes) = (by_mode(ours), by_mode(&theirs));
        assert_eq!(our_modes.len(), their_modes.len());
        assert_eq!(ours.by_group.len(), theirs.by_group.len());
        let modes = our_modes.into_iter().zip(their_modes);
        let groups = ours.by_group.iter().copied().zip(theirs.by_group.iter().copied());
        for (i, (ours, theirs)) in modes.chain(groups).enumerate() {
            let what = format!("{}: tomorrow, entry {i}", reserve.id);
            tally.exact(&format!("{what}, liquid"), ours.liquid, theirs.liquid);
            tally.exact(&format!("{what}, marked"), ours.marked, theirs.marked);
            tally.exact(&format!("{what}, eventual"), ours.eventual, theirs.eventual);
        }
    }
}
