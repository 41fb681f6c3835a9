//! Every unit of money is booked to one cell.

use linchpin::engine::records;
use proptest::prelude::*;

use crate::world::{EVERYTHING, PATHS, ROUNDING, cases, outcomes, scenario, worlds};

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn cells_add_up_to_the_loss_on_every_path(world in worlds(EVERYTHING)) {
        let scenario = scenario(&world);
        let scales = vec![1.0; scenario.counterparties().len()];
        for record in records(&scenario, &scales, 0..PATHS) {
            let sum: f64 = record.cells.iter().map(|(_, money)| money).sum();
            prop_assert!(
                (sum - record.loss).abs() < ROUNDING,
                "path {} of reserve {}: cells add up to {sum}, not to {}", record.path, record.reserve, record.loss
            );
        }
    }

    #[test]
    fn mean_cells_add_up_to_the_mean_loss(world in worlds(EVERYTHING)) {
        for reserve in outcomes(&world).reserves {
            let sum: f64 = reserve.cell_means.iter().map(|(_, mean)| mean).sum();
            let mean = reserve.loss.iter().sum::<f64>() / PATHS as f64;
            prop_assert!((sum - mean).abs() < ROUNDING, "cells add up to {sum}, not to {mean}");
        }
    }

    #[test]
    fn a_claim_is_worth_least_when_young_and_most_in_the_end(world in worlds(EVERYTHING)) {
        for reserve in outcomes(&world).reserves {
            let (liquid, eventual) = (reserve.liquid_loss(), reserve.eventual_loss());
            for path in 0..PATHS as usize {
                let ladder = [liquid[path], reserve.loss[path], eventual[path]];
                prop_assert!(ladder.is_sorted_by(|upper, lower| upper >= lower), "path {path}: {ladder:?}");
            }
        }
    }
}
