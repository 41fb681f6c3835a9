//! If it fails, money over time: what can be spent at once and later, at prices of time 0 that only the failure moves.
//!
//! Severities are drawn as they would be on the first paths of the run; positions are closed and claims paid by the rules
//! of custody.

use crate::custody::{Claim, Held, Owed, close};
use crate::engine::world::parts;
use crate::failure::{Fate, Fates};
use crate::random::PathKey;
use crate::reserve::Reserve;
use crate::scenario::Scenario;
use crate::units::{CounterpartyIndex, ModeIndex, TimeGrid};

/// So many days after the failure.
pub const DAYS_AFTER: [u32; 4] = [0, 30, 365, 1095];

/// How often severities are drawn.
const DRAWS: u64 = 1_000;

/// Days one by one; what is due later than the last is never due.
const BY_DAY: TimeGrid = TimeGrid { step_days: 1, steps: DAYS_AFTER[3] as usize };

/// What can be spent, one row for each of [`DAYS_AFTER`], one number a draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Afterwards {
    /// Coins in hand, as a share of those there before, weighed at prices of time 0. Money that is paid for them is none.
    pub coins: [Vec<f64>; 4],
    /// Money that they and what was paid in money are worth, as a share of V(0).
    pub money: [Vec<f64>; 4],
}

/// What a reserve has after all of `failing` failed at once; `None` where that does not touch it.
#[must_use]
pub fn afterwards(
    scenario: &Scenario,
    reserve: &Reserve,
    failing: &[(CounterpartyIndex, ModeIndex)],
) -> Option<Afterwards> {
    let fates = Fates::new(parts(scenario), scenario.simulation().seed, failing);
    let is_at = |custodian: CounterpartyIndex| failing.iter().any(|(who, _)| *who == custodian);
    if !fates.move_prices() && !reserve.positions.iter().any(|position| is_at(position.custodian)) {
        return None;
    }
    let mut elsewhere = vec![0.0; scenario.assets().len()];
    for position in reserve.positions.iter().filter(|position| !is_at(position.custodian)) {
        elsewhere[position.asset.0] += position.weight;
    }
    let (mut after, mut fate) = (Afterwards::default(), Fate::default());
    for draw in 0..if fates.are_certain() { 1 } else { DRAWS } {
        fates.draw(PathKey::new(draw), &mut fate);
        let spoils = Spoils::of(scenario, reserve, &elsewhere, &fate);
        for (row, days) in DAYS_AFTER.into_iter().enumerate() {
            let (coins, money) = spoils.after(scenario, &fate, days);
            after.coins[row].push(coins);
            after.money[row].push(money);
        }
    }
    let is_whole = |rows: &[Vec<f64>; 4]| rows.iter().flatten().all(|share| (share - 1.0).abs() < 1e-12);
    (!is_whole(&after.coins) || !is_whole(&after.money)).then_some(after)
}

/// What a failure leaves; assets as shares of V(0) at prices of time 0.
struct Spoils {
    in_hand: Vec<f64>,
    claims: Vec<Claim>,
}

impl Spoils {
    fn of(scenario: &Scenario, reserve: &Reserve, elsewhere: &[f64], fate: &Fate) -> Self {
        let mut spoils = Self { in_hand: elsewhere.to_vec(), claims: Vec::new() };
        let fallen = factors(scenario, fate, None);
        for failure in &fate.failures {
            let group = scenario.counterparties()[failure.counterparty.0].group;
            let positions = reserve.positions.iter().filter(|position| position.custodian == failure.counterparty);
            for position in positions {
                let asset = position.asset;
                let held = Held { asset, units: position.weight, price: fallen[asset.0] };
                let closing = close(held, failure, fate.worthless.contains(&(asset, group)), BY_DAY);
                spoils.in_hand[asset.0] += closing.stays + closing.escaped;
                spoils.claims.extend(closing.claim);
            }
        }
        spoils
    }

    /// Coins and money in hand so many days after.
    fn after(&self, scenario: &Scenario, fate: &Fate, days: u32) -> (f64, f64) {
        let mut coins = self.in_hand.clone();
        let mut paid = 0.0;
        let cash = scenario.market().cash;
        for claim in self.claims.iter().filter(|claim| claim.due.is_some_and(|due| due <= days as usize)) {
            match claim.owed {
                Owed::Units(units) => coins[claim.asset.0] += units,
                Owed::Money(money) if claim.asset == cash => coins[cash.0] += money,
                Owed::Money(money) => paid += money,
            }
        }
        let worth = coins.iter().zip(factors(scenario, fate, Some(days))).map(|(coins, factor)| coins * factor);
        (coins.iter().sum(), worth.sum::<f64>() + paid)
    }
}

/// By what prices are multiplied, so many days after where days are given, else in the step of the failure itself.
fn factors(scenario: &Scenario, fate: &Fate, days: Option<u32>) -> Vec<f64> {
    let mut factors = vec![1.0; scenario.assets().len()];
    for cut in &fate.cuts {
        // A price is restored in a later step at the earliest.
        let later = days.filter(|days| *days > 0);
        let is_restored = later.zip(cut.restored_after_days).is_some_and(|(days, after)| after <= f64::from(days));
        if !is_restored {
            factors[cut.asset.0] *= cut.factor;
        }
    }
    factors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Options;

    /// An exchange that owes coins, another that owes money, each in one mode, and a token that rests on the second.
    fn scenario(delay: &str) -> Scenario {
        let text = r#"
schema = 1
name = "two"
[simulation]
paths = 20
seed = 1
horizon_days = 365
step_days = 1
[market]
innovations = { kind = "gaussian" }
[[asset]]
id = "BTC"
price = 50_000.0
volatility = 0.5
[self]
annual_failure_probability = 0.0
loss_given_failure = { kind = "fixed", value = 1.0 }
[[asset]]
id = "TOK"
price = 2.0
volatility = 0.9
[[asset.link]]
counterparty = "two"
drawdown = { kind = "fixed", value = 0.8 }
recovers_after_days = { kind = "fixed", value = 20 }
claim_survives = true
[[counterparty]]
id = "one"
kind = "exchange"
annual_failure_probability = 0.1
[[counterparty.mode]]
kind = "insolvency"
weight = 1.0
loss_given_failure = { kind = "fixed", value = 0.5 }
escape_fraction = { kind = "fixed", value = 0.1 }
recovery_delay_days = DELAY
recovery_basis = "in-kind"
[[counterparty]]
id = "two"
kind = "exchange"
annual_failure_probability = 0.1
[[counterparty.mode]]
kind = "insolvency"
weight = 1.0
loss_given_failure = { kind = "fixed", value = 0.25 }
recovery_delay_days = { kind = "fixed", value = 1000 }
recovery_basis = "petition-date"
[[reserve]]
id = "only"
initial_value = 100.0
positions = [
  { asset = "BTC", custodian = "one", weight = 0.5 },
  { asset = "TOK", custodian = "two", weight = 0.3 },
  { asset = "USD", custodian = "self", weight = 0.2 },
]
"#;
        Scenario::parse(&text.replace("DELAY", delay), "test", &Options::default())
            .unwrap_or_else(|error| panic!("{error}"))
    }

    fn failing(who: &[usize]) -> Vec<(CounterpartyIndex, ModeIndex)> {
        who.iter().map(|who| (CounterpartyIndex(*who), ModeIndex(0))).collect()
    }

    fn close_to(found: &[Vec<f64>; 4], expected: [f64; 4]) {
        for (row, expected) in found.iter().zip(expected) {
            assert!(row.len() == 1 && (row[0] - expected).abs() < 1e-12, "{found:?} is not {expected}");
        }
    }

    #[test]
    fn coins_come_back_as_coins() {
        let scenario = scenario("{ kind = \"fixed\", value = 300 }");
        let after = afterwards(&scenario, &scenario.reserves()[0], &failing(&[1])).unwrap();
        // A tenth of the half escapes; half of the rest comes back after 300 days.
        close_to(&after.coins, [0.55, 0.55, 0.775, 0.775]);
        close_to(&after.money, [0.55, 0.55, 0.775, 0.775]);
    }

    #[test]
    fn what_is_owed_in_money_is_paid_at_the_price_of_the_failure() {
        let scenario = scenario("{ kind = \"fixed\", value = 300 }");
        let after = afterwards(&scenario, &scenario.reserves()[0], &failing(&[2])).unwrap();
        close_to(&after.coins, [0.7; 4]);
        // Three quarters of 0.3 at a fifth of the price, after 1,000 days.
        close_to(&after.money, [0.7, 0.7, 0.7, 0.7 + 0.75 * 0.3 * 0.2]);
        let both = afterwards(&scenario, &scenario.reserves()[0], &failing(&[1, 2])).unwrap();
        close_to(&both.coins, [0.25, 0.25, 0.475, 0.475]);
    }

    #[test]
    fn a_price_that_recovers_is_restored_by_then() {
        let scenario = scenario("{ kind = \"fixed\", value = 300 }");
        let mut reserve = scenario.reserves()[0].clone();
        reserve.positions[1].custodian = CounterpartyIndex::OWN_KEYS;
        let after = afterwards(&scenario, &reserve, &failing(&[2])).unwrap();
        close_to(&after.coins, [1.0; 4]);
        close_to(&after.money, [1.0 - 0.3 * 0.8, 1.0, 1.0, 1.0]);
    }

    #[test]
    fn a_delay_that_is_drawn_is_over_for_the_share_of_draws_that_its_law_says() {
        let scenario = scenario("{ kind = \"uniform\", min = 0, max = 730 }");
        let after = afterwards(&scenario, &scenario.reserves()[0], &failing(&[1])).unwrap();
        let paid = |row: &[f64]| row.iter().filter(|coins| **coins > 0.6).count() as f64 / row.len() as f64;
        for (row, chance) in after.coins.iter().zip([0.0, 30.0 / 730.0, 0.5, 1.0_f64]) {
            let standard_error = (chance * (1.0 - chance) / row.len() as f64).sqrt();
            assert!((paid(row) - chance).abs() <= 4.0 * standard_error, "{} is not {chance}", paid(row));
        }
    }

    #[test]
    fn a_failure_that_touches_nothing_is_not_told() {
        let scenario = scenario("{ kind = \"fixed\", value = 300 }");
        let mut reserve = scenario.reserves()[0].clone();
        reserve.positions.retain(|position| position.custodian != CounterpartyIndex(1));
        assert_eq!(afterwards(&scenario, &reserve, &failing(&[1])), None);
    }
}
