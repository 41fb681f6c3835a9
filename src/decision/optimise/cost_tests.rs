//! The least counterparty cost against brute force, and which of equally good weights are taken.

use super::cost::Cost;
use super::measure::{Measure, mean, shortfall};
use super::payoffs::Payoffs;
use super::programme::{GAP, Programme};
use crate::numeric::oracle::uniforms;

fn free(today: &[f64]) -> Programme {
    Programme { open: vec![true; today.len()], today: today.to_vec(), rows: Vec::new(), within: None }
}

/// Places of so many coins, each with losses of its own; place p holds coin p modulo `coins`.
fn payoffs(places: u64, coins: u64, paths: usize, seed: u64) -> Payoffs {
    let alone = |coin: u64| -> Vec<f64> {
        uniforms(seed + 50 + coin).take(paths).map(|u| 1.0 - (0.5 * (u / (1.0 - u)).ln()).exp()).collect()
    };
    let market: Vec<Vec<f64>> = (0..places).map(|place| alone(place % coins)).collect();
    let lost = |place: u64| -> Vec<f64> {
        let (chance, severity) = (0.06 + 0.02 * place as f64, 0.9 - 0.1 * place as f64);
        let draws: Vec<f64> = uniforms(seed + place).take(2 * paths).collect();
        let taken = draws.chunks(2).map(|u| if u[0] < chance { severity * (1.0 - 0.4 * u[1]) } else { 0.0 });
        taken.zip(&market[place as usize]).map(|(taken, market)| taken * (1.0 - market)).collect()
    };
    let lost: Vec<Vec<f64>> = (0..places).map(lost).collect();
    let both = |(market, lost): (&Vec<f64>, &Vec<f64>)| market.iter().zip(lost).map(|(a, b)| a + b).collect();
    Payoffs { loss: market.iter().zip(&lost).map(both).collect(), market, lost, scale: Vec::new() }
}

/// All weights over three places in steps of a fortieth.
fn grid() -> impl Iterator<Item = [f64; 3]> {
    let points =
        (0..=40_u32).flat_map(|first| (0..=40 - first).map(move |second| [first, second, 40 - first - second]));
    points.map(|point| point.map(|part| f64::from(part) / 40.0))
}

#[test]
fn no_weights_of_a_grid_cost_less() {
    for (seed, level) in [(100, None), (200, None), (300, Some(0.9)), (400, Some(0.95))] {
        let payoffs = payoffs(3, 3, 600, seed);
        let cost = Cost::of(&payoffs, level);
        let corners = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.3, 0.3, 0.4]];
        let begin: Vec<&[f64]> = corners.iter().map(<[f64; 3]>::as_slice).collect();
        let found = cost.minimise(&free(&[0.3, 0.3, 0.4]), &begin).unwrap();
        let least = grid().map(|weights| cost.at(&weights)).fold(f64::INFINITY, f64::min);
        assert!(found.value <= least + 1e-8, "{found:?} {least}");
        assert!((cost.at(&found.weights) - found.value).abs() < 1e-12);
    }
}

#[test]
fn of_one_coin_the_cost_is_linear_and_the_least_is_exact() {
    let payoffs = payoffs(3, 1, 2_000, 7);
    let cost = Cost::of(&payoffs, None);
    let alone = [0, 1, 2].map(|place: usize| mean(&payoffs.costs(&[0, 1, 2].map(|p| f64::from(u8::from(p == place))))));
    let least = alone.into_iter().fold(f64::INFINITY, f64::min);
    let found = cost.minimise(&free(&[0.2, 0.3, 0.5]), &[&[0.2, 0.3, 0.5]]).unwrap();
    assert!((found.value - least).abs() < 1e-12 && found.gap <= 2.0 * GAP, "{found:?} {alone:?}");
}

#[test]
fn the_money_lost_is_not_what_is_least() {
    // The same share of coins is lost at either place, where one coin doubles and the other halves.
    let market = vec![vec![-1.0; 2], vec![0.5; 2]];
    let lost = vec![vec![0.2, 0.0], vec![0.06, 0.0]];
    let both = |(market, lost): (&Vec<f64>, &Vec<f64>)| market.iter().zip(lost).map(|(a, b)| a + b).collect();
    let payoffs = Payoffs { loss: market.iter().zip(&lost).map(both).collect(), market, lost, scale: Vec::new() };
    // X is 0.1 and 0.12 on the first path.
    let cost = Cost::of(&payoffs, None);
    let found = cost.minimise(&free(&[0.5, 0.5]), &[&[0.5, 0.5], &[0.0, 1.0], &[1.0, 0.0]]).unwrap();
    assert!((found.value - 0.05).abs() < 1e-9 && (found.weights[0] - 1.0).abs() < 1e-6, "{found:?}");
    let lost = payoffs.mean_lost();
    assert!(lost[1] < lost[0]);
}

#[test]
fn of_equally_good_weights_those_nearest_to_todays_are_taken() {
    let today = [0.1, 0.5, 0.4];
    let mut payoffs = payoffs(3, 1, 400, 9);
    for place in [0, 2] {
        payoffs.loss[place] = vec![0.0; 400];
        payoffs.market[place] = vec![0.0; 400];
    }
    let measure = Measure::of(&payoffs.loss, Some(0.9));
    assert!(shortfall(&payoffs.loss[1], 0.9) > 0.1);
    let programme = free(&today);
    let best = programme.minimise(&measure, &[1.0, 0.0, 0.0]).unwrap();
    // All of the second place must go, and nothing else moves.
    assert!((programme.turnover(&best.weights) - 1.0).abs() < 1e-6 && best.value < 4.0 * GAP, "{best:?}");
    let already = free(&[0.25, 0.0, 0.75]).minimise(&measure, &[1.0, 0.0, 0.0]).unwrap();
    assert!((already.weights[0] - 0.25).abs() < 1e-7, "{already:?}");
}
