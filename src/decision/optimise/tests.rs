//! Closed forms, brute force, and a second solver.

use proptest::prelude::*;

use super::measure::{Measure, mix};
use super::payoffs::Payoffs;
use super::programme::{GAP, Programme};
use super::rule::{Row, Rule};
use super::simplex::least_shortfall;
use super::*;
use crate::decision::places::places;
use crate::numeric::oracle::uniforms;
use crate::reserve::Position;
use crate::statistics::{Sorted, Tail};

fn free(places: usize) -> Programme {
    let today = (0..places).map(|place| f64::from(u8::from(place == 0))).collect();
    Programme { open: vec![true; places], today, rows: Vec::new(), within: None }
}

fn shortfall(columns: &[Vec<f64>], weights: &[f64], level: f64) -> f64 {
    Tail::of(&Sorted::of(&mix(columns, weights)), level).expected_shortfall
}

/// Losses that hang together, with a tail.
fn columns(places: usize, paths: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut draws = uniforms(seed);
    let shared: Vec<f64> = draws.by_ref().take(paths).map(|u| 0.2 * (u / (1.0 - u)).ln()).collect();
    let column = |place: usize| -> Vec<f64> {
        let own = draws.by_ref().take(paths).collect::<Vec<f64>>();
        let spread = 0.1 + 0.05 * place as f64;
        shared.iter().zip(own).map(|(shared, u)| (shared + spread * (u / (1.0 - u)).ln()).min(1.0)).collect()
    };
    (0..places).map(column).collect()
}

#[test]
fn two_coins_of_one_law_are_held_half_and_half() {
    let mut draws = uniforms(5);
    let mut column = || -> Vec<f64> { draws.by_ref().take(40_000).map(|u| 0.3 * (u / (1.0 - u)).ln()).collect() };
    let columns = [column(), column()];
    let best = free(2).minimise(&Measure::of(&columns, Some(0.9)), &[0.5, 0.5]).unwrap();
    // ES is flat about its least: with ES(w) ≈ ES(½) + a·(w − ½)², the weight is off by the error of the slope over 2a.
    let at = |weight: f64| shortfall(&columns, &[weight, 1.0 - weight], 0.9);
    let curvature = (at(0.8) + at(0.2) - 2.0 * at(0.5)) / (2.0 * 0.3 * 0.3);
    let slopes: Vec<f64> = (0..20)
        .map(|part| {
            let part = columns.each_ref().map(|column| column[part * 2_000..(part + 1) * 2_000].to_vec());
            let slope = Measure::of(&part, Some(0.9)).at(&[0.5, 0.5]).1;
            slope[0] - slope[1]
        })
        .collect();
    let slopes = crate::statistics::interval::MeanAndSd::of(&slopes);
    let standard_error = slopes.sd / 20_f64.sqrt() / (2.0 * curvature);
    assert!((best.weights[0] - 0.5).abs() < 4.0 * standard_error, "{best:?}, standard error {standard_error}");
}

#[test]
fn a_place_that_is_worse_on_every_path_gets_nothing() {
    let mut columns = columns(3, 5_000, 9);
    columns[2] = columns[0].iter().map(|loss| loss + 0.01).collect();
    let best = free(3).minimise(&Measure::of(&columns, Some(0.99)), &[0.0, 0.0, 1.0]).unwrap();
    assert_eq!(best.weights[2], 0.0);
}

#[test]
fn of_a_mean_all_goes_where_least_is_lost() {
    let columns = [vec![0.1, 0.3], vec![0.0, 0.1], vec![0.2, 0.0]];
    let best = free(3).minimise(&Measure::of(&columns, None), &[1.0, 0.0, 0.0]).unwrap();
    assert_eq!(best.weights, [0.0, 1.0, 0.0]);
    assert!((best.value - 0.05).abs() < 1e-15 && best.gap <= GAP);
}

#[test]
fn nothing_on_a_grid_is_better() {
    let columns = columns(3, 4_000, 11);
    for level in [0.9, 0.99] {
        let best = free(3).minimise(&Measure::of(&columns, Some(level)), &[0.0, 0.0, 1.0]).unwrap();
        let (mut least, mut steepest) = (f64::INFINITY, 0.0_f64);
        for first in 0..=100 {
            for second in 0..=100 - first {
                let weights = [f64::from(first), f64::from(second), f64::from(100 - first - second)].map(|w| w / 100.0);
                least = least.min(shortfall(&columns, &weights, level));
                let slope = Measure::of(&columns, Some(level)).at(&weights).1;
                steepest = slope.iter().fold(steepest, |most, slope| most.max(slope.abs()));
            }
        }
        let resolution = 2.0 * 0.01 * steepest;
        assert!(best.value <= least + GAP && least <= best.value + resolution, "{} {least}", best.value);
    }
}

#[test]
fn another_solver_of_a_row_a_path_finds_the_same() {
    for (level, seed) in [(0.9, 3), (0.95, 4), (0.985, 5)] {
        let columns = columns(4, 150, seed);
        let best = free(4).minimise(&Measure::of(&columns, Some(level)), &[0.25; 4]).unwrap();
        let whole = least_shortfall(&columns, level, 1.0);
        assert!((best.value - whole).abs() < 1e-6, "{} {whole}", best.value);
    }
}

#[test]
fn a_descent_along_slopes_finds_nothing_better() {
    let columns = columns(5, 3_000, 21);
    let measure = Measure::of(&columns, Some(0.95));
    let best = free(5).minimise(&measure, &[0.2; 5]).unwrap();
    let (mut weights, mut least) = (vec![0.2; 5], f64::INFINITY);
    for step in 1..=3_000_u32 {
        let (value, slope) = measure.at(&weights);
        least = least.min(value);
        let pace = 0.3 / f64::from(step).sqrt();
        weights = onto_simplex(&weights.iter().zip(&slope).map(|(w, slope)| w - pace * slope).collect::<Vec<_>>());
    }
    assert!(best.value <= least + GAP && least - best.value < 1e-4, "{} {least}", best.value);
}

/// The nearest weights that sum to 1 with none below 0: Duchi et al. (2008).
fn onto_simplex(point: &[f64]) -> Vec<f64> {
    let mut sorted = point.to_vec();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    let (mut sum, mut shift) = (0.0, 0.0);
    for (place, value) in sorted.iter().enumerate() {
        sum += value;
        let candidate = (sum - 1.0) / (place + 1) as f64;
        if value - candidate > 0.0 {
            shift = candidate;
        }
    }
    point.iter().map(|value| (value - shift).max(0.0)).collect()
}

fn at_least(place: usize, weight: f64) -> Row {
    let terms = (0..3).map(|other| -f64::from(u8::from(other == place))).collect();
    let rule = Rule::Least { asset: "BTC".into(), custodian: place.to_string(), weight };
    Row { rule, terms, most: -weight, is_of_changes: false }
}

#[test]
fn of_rules_that_exclude_each_other_only_those_are_named() {
    let terms = vec![1.0, 1.0, 0.0];
    let rule = Rule::GroupMost { group: "north".into(), weight: 0.5 };
    let group = Row { rule, terms, most: 0.5, is_of_changes: false };
    let rows = vec![at_least(2, 0.1), at_least(0, 0.7), group];
    let programme = Programme { rows, ..free(3) };
    let told: Vec<String> = programme.conflict().unwrap().iter().map(|row| row.rule.to_string()).collect();
    assert_eq!(told, ["--least BTC@0=0.7", "--group-most north=0.5"]);
    let kept = Programme { rows: vec![at_least(2, 0.1), at_least(0, 0.7)], ..free(3) };
    assert!(kept.conflict().unwrap().is_empty());
}

#[test]
fn a_budget_holds_the_weights_near_todays() {
    let columns = columns(3, 2_000, 31);
    let rule = Rule::Budget { cost: 0.0004, cost_bps: 20.0 };
    let budget = Row { rule, terms: vec![1.0; 3], most: 0.2, is_of_changes: true };
    let mut programme = Programme { rows: vec![budget], ..free(3) };
    programme.today = vec![0.0, 0.0, 1.0];
    let best = programme.minimise(&Measure::of(&columns, Some(0.9)), &[0.0, 0.0, 1.0]).unwrap();
    let turnover: f64 = best.weights.iter().zip(&programme.today).map(|(w, today)| (w - today).abs()).sum();
    assert!((turnover - 0.2).abs() < 1e-6, "{best:?}");
}

fn scenario(name: &str) -> Scenario {
    let path = format!("{}/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    Scenario::load(std::path::Path::new(&path), &crate::scenario::Options::default()).unwrap().with_paths(3_000)
}

#[test]
fn what_a_mixed_reserve_loses_is_the_sum_of_its_parts() {
    // Paths that don't fill whole tasks.
    let scenario = scenario("alem-bnb-or-btc").with_paths(2_100);
    let mut mixed = scenario.reserves()[4].clone();
    let places = places(&scenario);
    let weights: Vec<f64> = places.iter().map(|place| place.weight_in(&mixed)).collect();
    mixed.positions = places
        .iter()
        .zip(&weights)
        .map(|(place, weight)| Position { asset: place.asset, custodian: place.custodian, weight: *weight })
        .collect();
    let way = (1, Precision::Double);
    let payoffs = Payoffs::simulate(&scenario, &places, way, &Watch::default()).unwrap();
    let whole = crate::engine::simulate_in(
        Precision::Double,
        &scenario.with_reserves(vec![mixed]).without_removal(),
        1,
        &Watch::default(),
    )
    .unwrap();
    let apart = |a: &[f64], b: &[f64]| a.iter().zip(b).fold(0.0_f64, |most, (a, b)| most.max((a - b).abs()));
    let reserve = &whole.reserves[0];
    assert_eq!((payoffs.loss[0].len(), reserve.loss.len()), (2_100, 2_100));
    assert!(apart(&mix(&payoffs.loss, &weights), &reserve.loss) < 1e-9);
    assert!(apart(&mix(&payoffs.market, &weights), &reserve.market_alone()) < 1e-9);
}

/// Nothing but the least ES.
pub fn wish(reserve: &str) -> Wish {
    Wish {
        reserve: reserve.into(),
        minimise: "es99".parse().unwrap(),
        places: Vec::new(),
        least: Vec::new(),
        most: Vec::new(),
        group_most: Vec::new(),
        asset_most: Vec::new(),
        budget: None,
        cost_bps: None,
        expected_return: None,
        frontier: 5,
        as_if_held: false,
    }
}

const WAY: Way = Way { threads: 1, precision: Precision::Single, ranges: false };

#[test]
fn an_answer_is_judged_on_fresh_paths_and_other_seeds() {
    let found = optimise(&scenario("two-exchanges"), &wish("one"), WAY, &Watch::default()).unwrap();
    assert_eq!((found.seeds.len(), found.fresh.seed), (5, found.in_sample.seed + 1));
    assert!(found.gap <= 2.0 * GAP && found.in_sample.gain.value >= 0.0, "{found:?}");
    let sum: f64 = found.weights.iter().map(|place| place.optimum).sum();
    assert!((sum - 1.0).abs() < 1e-12);
}

#[test]
fn bad_words_say_what_would_do() {
    let told = |change: &dyn Fn(&mut Wish)| {
        let mut wish = wish("one");
        change(&mut wish);
        optimise(&scenario("two-exchanges"), &wish, WAY, &Watch::default()).unwrap_err().to_string()
    };
    assert!(told(&|wish| wish.reserve = "three".into()).contains("known are one, two"));
    assert!(told(&|wish| wish.least = vec!["BTC@north=1.2".into()]).contains("weight from 0 to 1"));
    assert!(told(&|wish| wish.places = vec!["BTC".into()]).contains("ASSET@CUSTODIAN"));
    assert!(told(&|wish| wish.budget = Some(0.01)).contains("--cost-bps"));
    let conflict = told(&|wish| {
        wish.least = vec!["BTC@north=0.7".into()];
        wish.group_most = vec!["north=0.5".into(), "south=0.9".into()];
    });
    assert!(
        conflict.starts_with("`--least BTC@north=0.7` and `--group-most north=0.5` can't hold together"),
        "{conflict}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_slope_never_lies_above_the_measure(seed in 0_u64..1000, level in 0.5..0.999_f64, at in 0.0..1.0_f64) {
        let columns = columns(2, 300, seed);
        let measure = Measure::of(&columns, Some(level));
        let (value, slope) = measure.at(&[at, 1.0 - at]);
        prop_assert!((value - shortfall(&columns, &[at, 1.0 - at], level)).abs() < 1e-9);
        for other in [0.0, 0.25, 0.5, 1.0] {
            let line = slope[0] * other + slope[1] * (1.0 - other);
            prop_assert!(line <= shortfall(&columns, &[other, 1.0 - other], level) + 1e-9);
        }
    }
}
