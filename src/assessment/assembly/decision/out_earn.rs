//! What a coin must earn beyond what the scenario assumes, so that two reserves are equally good.
//!
//! The money in the coin, and what claims on it pay, is multiplied on every path by the same factor: who fails and when
//! stays as it is. Equally good is an equal certainty equivalent of final wealth.

use rayon::prelude::*;

use super::payoffs::{Payoffs, Split};
use crate::assessment::{NotTold, OutEarn, PairDecision};
use crate::engine::{EngineError, on_threads};
use crate::outcome::Outcomes;
use crate::reserve::{Rebalance, Reserve};
use crate::scenario::Scenario;
use crate::statistics::Estimate;
use crate::statistics::certainty_equivalent::{sure_wealth, utility};
use crate::statistics::controls::Controls;
use crate::statistics::interval::MeanAndSd;
use crate::units::AssetIndex;

/// Relative risk aversions that are told.
const AVERSIONS: [f64; 3] = [0.0, 1.0, 2.0];
/// No coin is asked to do more than double a year: ln 2.
const MOST: f64 = std::f64::consts::LN_2;
/// Weights that differ by less are the same.
const SAME: f64 = 1e-9;

/// Every two reserves of a scenario; `costs` are their yearly prices of dependence.
pub fn pairs(
    scenario: &Scenario,
    outcomes: &Outcomes,
    costs: &[f64],
    threads: usize,
) -> Result<Vec<PairDecision>, EngineError> {
    let reserves: Vec<(&Reserve, f64)> = scenario.reserves().iter().zip(costs.iter().copied()).collect();
    let all = (0..reserves.len()).flat_map(|a| (a + 1..reserves.len()).map(move |b| (a, b)));
    let pairs: Vec<Pair<'_>> = all.map(|(a, b)| Pair::of(scenario, reserves[a], reserves[b])).collect();
    let told: Vec<&Reserve> =
        pairs.iter().filter(|pair| pair.why_not.is_none()).flat_map(|pair| [pair.more, pair.less]).collect();
    let payoffs = if told.is_empty() { None } else { Payoffs::of(scenario, outcomes, &told, threads)? };
    let years = scenario.grid().horizon_years();
    on_threads(threads, || pairs.par_iter().map(|pair| pair.decide(scenario, payoffs.as_ref(), years)).collect())
}

/// Two reserves and the coin of which they differ most.
struct Pair<'a> {
    more: &'a Reserve,
    less: &'a Reserve,
    coin: Option<AssetIndex>,
    why_not: Option<NotTold>,
}

impl<'a> Pair<'a> {
    /// Two reserves, each with its yearly price of dependence.
    fn of(scenario: &Scenario, a: (&'a Reserve, f64), b: (&'a Reserve, f64)) -> Self {
        let weight = |reserve: &Reserve, asset: AssetIndex| -> f64 {
            reserve.positions.iter().filter(|position| position.asset == asset).map(|position| position.weight).sum()
        };
        let moving = |asset: &AssetIndex| scenario.assets()[asset.0].volatility > 0.0;
        let difference = |asset: AssetIndex| weight(a.0, asset) - weight(b.0, asset);
        let moving: Vec<AssetIndex> = (0..scenario.assets().len()).map(AssetIndex).filter(moving).collect();
        let most = moving.iter().map(|asset| difference(*asset).abs()).fold(0.0, f64::max);
        // Of coins that differ as much, the one whose holder pays more for dependence has to earn it.
        let costlier = |asset: AssetIndex| if difference(asset) > 0.0 { a.1 } else { b.1 };
        let candidates = moving.into_iter().filter(|asset| difference(*asset).abs() > most - SAME);
        let coin = candidates.reduce(|best, next| if costlier(next) > costlier(best) { next } else { best });
        let coin = coin.filter(|_| most > SAME);
        let (a, b) = (a.0, b.0);
        let (more, less) = match coin {
            Some(coin) if difference(coin) < 0.0 => (b, a),
            _ => (a, b),
        };
        let trades = |reserve: &Reserve| {
            reserve.rebalance != Rebalance::None || !reserve.contributions.is_empty() || !reserve.withdrawals.is_empty()
        };
        let why_not = if coin.is_none() {
            Some(NotTold::SameCoins)
        } else if trades(a) || trades(b) {
            Some(NotTold::Trades)
        } else {
            None
        };
        Self { more, less, coin, why_not }
    }

    fn decide(&self, scenario: &Scenario, payoffs: Option<&Payoffs>, years: f64) -> PairDecision {
        let mut told = PairDecision {
            more: self.more.id.clone(),
            less: self.less.id.clone(),
            coin: self.coin.map(|coin| scenario.assets()[coin.0].id.clone()),
            not_told: self.why_not,
            out_earn: Vec::new(),
            largest_share: None,
            least_share: None,
        };
        let (Some(coin), None) = (self.coin, self.why_not) else { return told };
        let Some(payoffs) = payoffs else {
            told.not_told = Some(NotTold::ManyPositions);
            return told;
        };
        let sides = |with: bool| [self.more, self.less].map(|reserve| payoffs.split(reserve, coin, with));
        let (with, without) = (sides(true), sides(false));
        let at = |risk_aversion: f64| OutEarn {
            risk_aversion,
            with_failures: premium(&with, risk_aversion, years, &payoffs.controls),
            without_failures: premium(&without, risk_aversion, years, &payoffs.controls),
        };
        told.out_earn = AVERSIONS.map(at).to_vec();
        told
    }
}

/// What the coin must earn more a year, as a share; `None` where no return makes both equally good.
///
/// Interval: both certainty equivalents by the delta method, on the same paths, without what the controls explain.
fn premium(sides: &[Split; 2], risk_aversion: f64, years: f64, controls: &Controls) -> Option<Estimate> {
    let gap = |log_factor: f64| {
        let [more, less] = sides.each_ref().map(|side| log_certainty_equivalent(side, log_factor, risk_aversion));
        more - less
    };
    let root = root(gap, MOST * years)?;
    let step = 1e-4 * years;
    let slope = (gap(root + step) - gap(root - step)) / (2.0 * step);
    let mut influence = influence(sides, root, risk_aversion);
    let error = controls.explain(&mut influence);
    let standard_error = MeanAndSd::of(&influence).standard_error() / slope.abs();
    let Estimate { value, low, high, .. } = Estimate::normal(root + error / slope, standard_error);
    let a_year = |log_factor: f64| libm::expm1(log_factor / years);
    Some(Estimate::between(a_year(value), a_year(low), a_year(high)))
}

fn wealth(Split { coin, rest }: &Split, factor: f64) -> impl Iterator<Item = f64> {
    coin.iter().zip(rest).map(move |(coin, rest)| coin * factor + rest)
}

fn log_certainty_equivalent(side: &Split, log_factor: f64, risk_aversion: f64) -> f64 {
    let sum: f64 = wealth(side, libm::exp(log_factor)).map(|wealth| utility(wealth, risk_aversion)).sum();
    libm::log(sure_wealth(sum / side.coin.len() as f64, risk_aversion))
}

/// How each path moves the difference of the logarithms of both certainty equivalents.
fn influence(sides: &[Split; 2], log_factor: f64, risk_aversion: f64) -> Vec<f64> {
    let of = |side: &Split| -> Vec<f64> {
        let utilities: Vec<f64> =
            wealth(side, libm::exp(log_factor)).map(|wealth| utility(wealth, risk_aversion)).collect();
        let mean = utilities.iter().sum::<f64>() / utilities.len() as f64;
        // d ln CE / d mean utility: 1 at an aversion of 1, else 1/((1 − γ)·mean).
        let slope = if risk_aversion == 1.0 { 1.0 } else { 1.0 / ((1.0 - risk_aversion) * mean) };
        utilities.into_iter().map(|utility| slope * (utility - mean)).collect()
    };
    let [more, less] = sides.each_ref().map(of);
    more.into_iter().zip(less).map(|(more, less)| more - less).collect()
}

/// Where a function that rises, or nearly so, is 0, within ±`most`; a line is found at once.
fn root(of: impl Fn(f64) -> f64, most: f64) -> Option<f64> {
    let (mut a, mut b): ((f64, f64), (f64, f64)) = ((0.0, of(0.0)), (0.1, of(0.1)));
    // Secant steps first: what one coin alone makes is a line.
    for _ in 0..60 {
        if b.1 == 0.0 || (b.0 - a.0).abs() < 1e-12 {
            return Some(b.0).filter(|root| root.abs() <= most);
        }
        let slope = (b.1 - a.1) / (b.0 - a.0);
        if slope == 0.0 || !slope.is_finite() {
            return None;
        }
        let next = b.0 - b.1 / slope;
        if !next.is_finite() || next.abs() > 20.0 * most {
            return None;
        }
        (a, b) = (b, (next, of(next)));
    }
    (b.1.abs() < 1e-9 && b.0.abs() <= most).then_some(b.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Watch, simulate};
    use crate::numeric::normal;
    use crate::numeric::oracle::uniforms;
    use crate::scenario::Options;

    /// Lognormal wealth, all of it in the coin.
    fn coin(seed: u64, mean: f64, sd: f64) -> Split {
        let coin: Vec<f64> = uniforms(seed).take(100_000).map(|u| libm::exp(mean + sd * normal::quantile(u))).collect();
        Split { rest: vec![0.0; coin.len()], coin }
    }

    /// The same in something else.
    fn other(seed: u64, mean: f64, sd: f64) -> Split {
        let Split { coin, rest } = coin(seed, mean, sd);
        Split { coin: rest, rest: coin }
    }

    #[test]
    fn of_two_lognormal_coins_it_is_the_closed_form() {
        let (years, sides) = (2.0, [coin(1, -0.08, 0.4), other(2, 0.02, 0.2)]);
        for risk_aversion in AVERSIONS {
            let of = |mean: f64, sd: f64| mean + 0.5 * (1.0 - risk_aversion) * sd * sd;
            let exact = libm::expm1((of(0.02, 0.2) - of(-0.08, 0.4)) / years);
            let found = premium(&sides, risk_aversion, years, &Controls::of(Vec::new())).unwrap();
            let standard_error = (found.high - found.low) / (2.0 * 1.96);
            assert!((found.value - exact).abs() < 4.0 * standard_error, "{risk_aversion}: {found:?}, exactly {exact}");
            assert!(standard_error < 0.01, "{standard_error}");
        }
    }

    #[test]
    fn where_a_part_only_is_in_the_coin_both_are_equally_good_with_it() {
        let (mut more, less) = (coin(1, 0.0, 0.3), other(3, 0.1, 0.1));
        more.coin.iter_mut().for_each(|wealth| *wealth *= 0.6);
        more.rest.iter_mut().for_each(|wealth| *wealth = 0.4);
        let sides = [more, less];
        for risk_aversion in AVERSIONS {
            let found = premium(&sides, risk_aversion, 1.0, &Controls::of(Vec::new())).unwrap();
            let log_factor = libm::log1p(found.value);
            let [with, beside] = sides.each_ref().map(|side| log_certainty_equivalent(side, log_factor, risk_aversion));
            let plain = log_certainty_equivalent(&sides[1], 0.0, risk_aversion);
            assert!((with - beside).abs() < 1e-9 && beside == plain, "{with} {beside}");
        }
    }

    #[test]
    fn one_path_tells_no_interval() {
        let sides = [Split { coin: vec![0.9], rest: vec![0.0] }, Split { coin: vec![0.0], rest: vec![1.0] }];
        assert!(AVERSIONS.iter().all(|aversion| {
            premium(&sides, *aversion, 1.0, &Controls::of(Vec::new())).unwrap().has_unknown_interval()
        }));
    }

    #[test]
    fn where_no_return_makes_up_for_it_there_is_none() {
        // A hundredth of the money can't make up for what the rest lost.
        let more = Split { coin: vec![0.01; 10], rest: vec![0.2; 10] };
        let less = Split { coin: vec![0.0; 10], rest: vec![1.0; 10] };
        assert!(premium(&[more, less], 0.0, 1.0, &Controls::of(Vec::new())).is_none());
    }

    /// Two coins at one venue that may fail, one reserve in each.
    const COINS: &str = r#"
schema = 1
name = "coins"
[simulation]
paths = 30_000
seed = 3
horizon_days = 730
step_days = 10
levels = [0.99]
[market]
innovations = { kind = "gaussian" }
default_correlation = 0.4
[[asset]]
id = "A"
price = 1.0
volatility = 0.5
drift = 0.05
[[asset]]
id = "B"
price = 1.0
volatility = 0.3
[self]
annual_failure_probability = 0.0
loss_given_failure = { kind = "fixed", value = 1.0 }
[[counterparty]]
id = "x"
kind = "exchange"
[[counterparty.mode]]
kind = "insolvency"
annual_failure_probability = 0.02
loss_given_failure = { kind = "fixed", value = 0.5 }
recovery_delay_days = { kind = "fixed", value = 0 }
recovery_basis = "in-kind"
[[reserve]]
id = "a"
initial_value = 1.0
positions = [{ asset = "A", custodian = "x", weight = 1.0 }]
[[reserve]]
id = "b"
initial_value = 1.0
positions = [{ asset = "B", custodian = "self", weight = 1.0 }]
"#;

    #[test]
    fn what_is_known_of_prices_beforehand_leaves_little_to_chance() {
        let scenario = Scenario::parse(COINS, "coins.toml", &Options::default()).unwrap();
        let outcomes = simulate(&scenario, 0, &Watch::default()).unwrap();
        let found = pairs(&scenario, &outcomes, &[0.01, 0.0], 0).unwrap();
        for told in &found[0].out_earn {
            let of = |drift: f64, sd: f64| drift - 0.5 * told.risk_aversion * sd * sd;
            let exact = libm::expm1(of(0.0, 0.3) - of(0.05, 0.5));
            let without = told.without_failures.unwrap();
            let standard_error = (without.high - without.low) / (2.0 * 1.96);
            // At an aversion of 1 the log return is all that counts, and nothing is left but rounding.
            assert!((without.value - exact).abs() < 4.0 * standard_error + 1e-12, "{told:?}, exactly {exact}");
            // Chance alone leaves more than 0.7 over the root of the paths for both years, of wealth whose deviations are
            // 0.8 and 0.4, and of the terms of third order a quarter stays.
            assert!(standard_error < 0.3 * 0.7 / (2.0 * 30_000_f64.sqrt()), "{standard_error}");
        }
    }
}
