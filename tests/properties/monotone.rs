//! What makes a failure worse never makes a reserve that only holds lose less, on any path.

use linchpin::outcome::Departures;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde_json::{Value, json};

use crate::world::{CALM, ONE_MODE, PATHS, ROUNDING, cases, entries, lift, modes, outcomes, worlds};

/// Fails where X of some path is lower in the world that should be worse.
fn never_lowers_the_cost(world: &Value, worse: &Value) -> TestCaseResult {
    let (before, after) = (outcomes(world), outcomes(worse));
    for (before, after) in before.reserves.iter().zip(&after.reserves) {
        for path in 0..PATHS as usize {
            let at = |column: &Departures| column.at(path).unwrap_or(0.0);
            for (rung, old, new) in [
                ("liquid X", at(&before.liquid_cost), at(&after.liquid_cost)),
                ("X", at(&before.counterparty_cost), at(&after.counterparty_cost)),
                ("eventual X", at(&before.eventual_cost), at(&after.eventual_cost)),
            ] {
                prop_assert!(new >= old - ROUNDING, "{rung} of path {path} falls from {old} to {new}");
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn more_loss_given_failure_never_costs_less(mut world in worlds(CALM), by in 0.0..1.0_f64) {
        let old = world.clone();
        modes(&mut world).for_each(|mode| lift(&mut mode["loss_given_failure"], by));
        never_lowers_the_cost(&old, &world)?;
    }

    #[test]
    fn deeper_links_never_cost_less(mut world in worlds(CALM), by in 0.0..1.0_f64) {
        let old = world.clone();
        for link in entries(&mut world, "asset").flat_map(|asset| entries(asset, "link")) {
            lift(&mut link["drawdown"], by);
        }
        never_lowers_the_cost(&old, &world)?;
    }

    #[test]
    fn lower_marks_of_claims_never_cost_less(mut world in worlds(CALM), money in 0.0..1.0_f64, kind in 0.0..1.0_f64) {
        let old = world.clone();
        let marks = &mut world["simulation"]["claim_mark"];
        for (basis, share) in [("petition-date", money), ("in-kind", kind)] {
            marks[basis] = json!(marks[basis].as_f64().unwrap() * share);
        }
        never_lowers_the_cost(&old, &world)?;
    }

    #[test]
    fn more_probability_never_costs_less_where_claims_are_never_paid(
        mut world in worlds(ONE_MODE),
        by in prop::collection::vec(0.0..0.9_f64, 4),
    ) {
        let old = world.clone();
        for (mode, by) in modes(&mut world).zip(by) {
            let probability = mode["annual_failure_probability"].as_f64().unwrap();
            mode["annual_failure_probability"] = json!(probability + (1.0 - probability) * by);
        }
        never_lowers_the_cost(&old, &world)?;
    }
}
