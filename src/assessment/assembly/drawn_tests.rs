//! What charts draw, against outcomes written by hand.

use proptest::prelude::*;

use super::assess;
use super::tests::{MARKET, Path, TWO_EXCHANGES, adds_up, assessed, custody, fails, outcomes, scenario, twenty_paths};
use crate::assessment::GroupModeFigures;
use crate::outcome::{ChangedPaths, Departures, RemovalKind, Removed};
use crate::units::GroupIndex;

#[test]
fn the_matrix_sums_channels_path_by_path() {
    let attribution = &assessed(&twenty_paths()).summary.reserves[0].attribution[1];
    let matrix = &attribution.by_asset_and_counterparty;
    let places: Vec<_> = matrix.iter().map(|cell| (cell.of.as_deref(), cell.asset.as_deref())).collect();
    assert_eq!(places, [(None, Some("BNB")), (Some("binance"), Some("BNB")), (Some("okx"), Some("USD"))]);
    // The worst tenth: 0.5 + 0.2 and 0.5 + 0.1 at Binance.
    assert!((matrix[1].es.value - 0.65).abs() < 1e-12 && (matrix[1].mean - 1.3 / 20.0).abs() < 1e-12);
    // All of Binance is in BNB, so its interval is that of the counterparty, and no sum of those of its channels.
    assert_eq!(matrix[1].es, attribution.by_counterparty[0].es);
}

#[test]
fn what_removal_leaves_is_a_ladder_on_the_same_paths() {
    let scenario = scenario(TWO_EXCHANGES);
    let changed = ChangedPaths { paths: vec![0, 1], loss: vec![-0.2, 0.25], counterparty_cost: vec![0.0, 0.25] };
    let removed = |group, what| Removed { group: GroupIndex(group), what, reserves: vec![changed.clone(); 2] };
    let removals = vec![removed(1, RemovalKind::All), removed(1, RemovalKind::Both), removed(1, RemovalKind::Keys)];
    let assessment = assess(&scenario, &outcomes(&scenario, &twenty_paths(), removals), false);
    let (reserve, ladder) = (&assessment.summary.reserves[0], &assessment.curves[0].removal_ladders[0]);
    let steps: Vec<&str> = ladder.steps.iter().map(|step| step.what.as_str()).collect();
    assert_eq!((ladder.group.as_str(), steps), ("binance", vec!["today", "keys", "both", "all"]));
    let (today, gone) = (&ladder.steps[0], &ladder.steps[3]);
    assert_eq!(today.loss_mean, reserve.loss.mean);
    assert_eq!(today.cost_es[1].estimate, reserve.counterparty_cost.marked.es[1].estimate);
    assert!((gone.cost_mean.value - 0.25 / 20.0).abs() < 1e-12);
    // The worst tenth of what is left: 0.25 and 0.1.
    assert!((gone.loss_es[1].estimate.value - 0.175).abs() < 1e-12);
    assert!((today.loss_mean.value - reserve.removal[0].loss_mean.value - gone.loss_mean.value).abs() < 1e-12);
}

#[test]
fn the_booked_way_leads_from_nothing_to_the_shortfall() {
    let assessment = assessed(&twenty_paths());
    let waterfall = &assessment.curves[0].booked_waterfalls[1];
    let parts: Vec<_> = waterfall.steps.iter().map(|step| (step.part.as_str(), step.group.as_deref())).collect();
    assert_eq!(parts, [("market", None), ("group", Some("binance")), ("group", Some("okx"))]);
    assert!(waterfall.steps[0].from == 0.0 && (waterfall.steps[0].to + 0.1).abs() < 1e-12);
    assert!((waterfall.steps[1].to - 0.55).abs() < 1e-12);
    assert!((waterfall.steps[2].to - assessment.summary.reserves[0].loss.es[1].estimate.value).abs() < 1e-12);
}

#[test]
fn the_cost_of_a_group_is_shared_out_to_the_modes_of_its_first_failures() {
    let scenario = scenario(TWO_EXCHANGES);
    let changed = ChangedPaths { paths: vec![0, 1], loss: vec![-0.2, 0.25], counterparty_cost: vec![0.0, 0.25] };
    let removed = Removed { group: GroupIndex(1), what: RemovalKind::All, reserves: vec![changed; 2] };
    let summary = assess(&scenario, &outcomes(&scenario, &twenty_paths(), vec![removed]), false).summary;
    let reserve = &summary.reserves[0];
    let (binance, okx) = (&reserve.groups[1], &reserve.groups[2]);
    let modes: Vec<&str> = binance.by_mode.iter().map(|row| row.mode.as_str()).collect();
    assert_eq!(modes, ["insolvency", "lock"]);
    // X is 0.7 and 0.85 on the two insolvencies, and nothing on the lock.
    assert!((binance.by_mode[0].cost.value - 1.55 / 20.0).abs() < 1e-12 && binance.by_mode[1].cost.value == 0.0);
    assert_eq!(binance.by_mode[1].probability.value, 0.05);
    assert!((binance.cost_where_fails.unwrap().value - 1.55 / 20.0).abs() < 1e-12);
    // What goes away with Binance: 0.7 and 0.6.
    assert!((binance.by_mode[0].saved.unwrap().value - 1.3 / 20.0).abs() < 1e-12);
    let saved: f64 = binance.by_mode.iter().map(|row| row.saved.unwrap().value).sum();
    assert!((saved - reserve.removal[0].cost_mean.value).abs() < 1e-12);
    assert!(okx.by_mode[0].saved.is_none(), "nobody removed OKX");
    assert!((okx.cost_where_fails.unwrap().value - 0.85 / 20.0).abs() < 1e-12);
}

#[test]
fn a_failure_is_told_on_the_whole_ladder() {
    let scenario = scenario(TWO_EXCHANGES);
    let mut outcomes = outcomes(&scenario, &twenty_paths(), Vec::new());
    let reserve = &mut outcomes.reserves[0];
    // With claims at nothing, the first path loses a tenth more.
    let more: Vec<f64> =
        reserve.loss.iter().enumerate().map(|(path, loss)| loss + 0.1 * f64::from(path == 0)).collect();
    reserve.liquid_loss = Departures::of(&more, &reserve.loss);
    let summary = assess(&scenario, &outcomes, false).summary;
    let binance = &summary.reserves[0].groups[1];
    assert!((binance.loss_if_fails.unwrap().value - 0.675).abs() < 1e-12);
    let liquid = binance.liquid_loss_if_fails.unwrap();
    assert!((liquid.value - 0.725).abs() < 1e-12 && (liquid.p05 - 0.6).abs() < 1e-12, "{liquid:?}");
    assert_eq!(binance.eventual_loss_if_fails, binance.loss_if_fails);
    assert_eq!(binance.liquid_cost_if_fails.unwrap().value, binance.cost_if_fails.unwrap().value);
}

#[test]
fn failures_stand_in_their_month() {
    let timeline = assessed(&twenty_paths()).timeline;
    assert_eq!((timeline.bins.len(), timeline.bins[11].to_day), (12, 365));
    // Binance fails twice on day 10 and once on day 300, OKX on day 50 of the second path.
    let shares = |place: usize| timeline.groups[place].by_bin.iter().map(|bin| bin.value).collect::<Vec<_>>();
    assert_eq!((shares(1)[0], shares(1)[9], shares(2)[1]), (0.1, 0.05, 0.05));
    assert_eq!(shares(1).iter().sum::<f64>() + shares(2).iter().sum::<f64>(), 0.2);
    assert!(timeline.bins.iter().all(|bin| bin.joint.value == 0.0 && bin.within_30_days.value == 0.0));
}

#[test]
fn each_stated_chance_has_its_grounds() {
    let chances = assessed(&twenty_paths()).register.chances;
    let told: Vec<_> = chances.iter().map(|one| (one.counterparty.as_str(), one.mode.as_deref())).collect();
    let binance = [("binance", Some("insolvency")), ("binance", Some("lock"))];
    assert_eq!(told, [("self", None), binance[0], binance[1], ("okx", None)]);
    assert_eq!((chances[3].how.as_str(), chances[3].stated.value.as_str()), ("annual_failure_probability", "0.05"));
}

proptest! {
    #[test]
    fn what_is_shared_out_adds_up(happened in prop::collection::vec((0_u16..3, any::<bool>(), -5_i8..10), 1..40)) {
        let path = |(mode, okx, market): (u16, bool, i8)| {
            let mut path = Path { cells: vec![vec![(MARKET, f64::from(market) / 20.0)], vec![]], ..Path::default() };
            if mode < 2 {
                path.failures.push(fails(1, mode, 10));
                path.cells[0].push((custody(1, 0), 0.2 + 0.1 * f64::from(mode)));
            }
            if okx {
                path.failures.push(fails(2, 0, 50));
                path.cells[0].push((custody(2, 1), 0.25));
            }
            path
        };
        let paths: Vec<Path> = happened.into_iter().map(path).collect();
        let assessment = assessed(&paths);
        let reserve = &assessment.summary.reserves[0];
        adds_up(reserve);
        for (waterfall, es) in assessment.curves[0].booked_waterfalls.iter().zip(&reserve.loss.es) {
            prop_assert!(waterfall.steps.last().is_none_or(|last| (last.to - es.estimate.value).abs() < 1e-12));
        }
        for group in &reserve.groups {
            let sum = |of: &dyn Fn(&GroupModeFigures) -> f64| group.by_mode.iter().map(of).sum::<f64>();
            prop_assert!((sum(&|row| row.cost.value) - group.cost_where_fails.unwrap().value).abs() < 1e-12);
            prop_assert!((sum(&|row| row.probability.value) - group.probability.unwrap().value).abs() < 1e-12);
        }
        for (group, row) in reserve.groups.iter().zip(&assessment.timeline.groups) {
            let share: f64 = row.by_bin.iter().map(|bin| bin.value).sum();
            prop_assert!((share - group.probability.unwrap().value).abs() < 1e-12);
        }
    }
}
