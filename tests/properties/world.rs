//! Random small worlds, as the JSON of a scenario file: four months, failures frequent, every kind of
//! claim, link and raise within few paths.

use linchpin::engine::{Watch, simulate};
use linchpin::outcome::{Outcomes, ReserveOutcomes};
use linchpin::scenario::{Options, Scenario};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Paths of one world. The first 1,000 are followed step by step for the fan; of the others only those on
/// which somebody fails are, so that both ways are walked.
pub const PATHS: u64 = 1_300;

/// Two figures of one path that only differ by rounding: losses stand on a grid of 2⁻⁴⁰.
pub const ROUNDING: f64 = 1e-11;

/// What a property lets a world have.
#[derive(Clone, Copy, Debug)]
pub struct Features {
    /// Modes of a counterparty, at most.
    pub modes: usize,
    /// Whether some claims are fixed in money, and paid within the horizon.
    pub money_and_payments: bool,
    /// Whether hazards follow drawdowns.
    pub stress: bool,
    /// Whether cut prices may be restored.
    pub repegs: bool,
    /// Whether reserves rebalance and have flows.
    pub trading: bool,
}

/// All that there is.
pub const EVERYTHING: Features =
    Features { modes: 2, money_and_payments: true, stress: true, repegs: true, trading: true };

/// Reserves that hold what they bought, hazards that ignore the market, prices that stay cut.
pub const CALM: Features =
    Features { modes: 2, money_and_payments: true, stress: false, repegs: false, trading: false };

/// One mode each, whose in-kind claims are never paid.
pub const ONE_MODE: Features = Features { modes: 1, money_and_payments: false, ..CALM };

/// This many worlds, and few attempts to make smaller the one that fails: each attempt is a run.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { max_shrink_iters: 100, ..ProptestConfig::with_cases(cases) }
}

/// Worlds that have no more than `features`.
pub fn worlds(features: Features) -> impl Strategy<Value = Value> {
    prop::collection::vec(0.0..1.0_f64, 120..400).prop_map(move |numbers| Dice { numbers, next: 0, features }.world())
}

/// A scenario from its JSON.
pub fn scenario(world: &Value) -> Scenario {
    Scenario::parse(&world.to_string(), "world.json", &Options::default())
        .unwrap_or_else(|error| panic!("{error}\n{world:#}"))
}

/// What all paths of a world yield.
pub fn outcomes(world: &Value) -> Outcomes {
    simulate(&scenario(world), 0, &Watch::default()).unwrap_or_else(|error| panic!("{error}\n{world:#}"))
}

/// The columns of a reserve that hold fractions, by name.
pub fn columns(reserve: &ReserveOutcomes) -> [(&'static str, Vec<f64>); 10] {
    [
        ("loss", reserve.loss.clone()),
        ("liquid loss", reserve.liquid_loss()),
        ("eventual loss", reserve.eventual_loss()),
        ("market alone", reserve.market_alone()),
        ("X", reserve.counterparty_cost()),
        ("liquid X", reserve.liquid_cost.from_nothing()),
        ("eventual X", reserve.eventual_cost.from_nothing()),
        ("drawdown", reserve.max_drawdown.clone()),
        ("drawdown of the market alone", reserve.market_alone_drawdown()),
        ("shortfall", reserve.shortfall.from_nothing()),
    ]
}

/// All entries of the array `key` of an object; none where it has none.
pub fn entries<'world>(object: &'world mut Value, key: &str) -> impl Iterator<Item = &'world mut Value> {
    object.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten()
}

/// All modes of all counterparties.
pub fn modes(world: &mut Value) -> impl Iterator<Item = &mut Value> {
    entries(world, "counterparty").flat_map(|counterparty| entries(counterparty, "mode"))
}

/// Moves every value of a law of fractions towards 1 by the share `by` of what is left to it.
pub fn lift(law: &mut Value, by: f64) {
    for key in ["value", "min", "mode", "max"] {
        if let Some(number) = law.get_mut(key) {
            let old = number.as_f64().unwrap();
            *number = json!(old + (1.0 - old) * by);
        }
    }
}

/// Numbers that decide, one by one, what a world is made of.
struct Dice {
    numbers: Vec<f64>,
    next: usize,
    features: Features,
}

impl Dice {
    /// A number from 0 to 1; after the last comes the first again.
    fn number(&mut self) -> f64 {
        self.next += 1;
        self.numbers[(self.next - 1) % self.numbers.len()]
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.number()
    }

    fn chance(&mut self, probability: f64) -> bool {
        self.number() < probability
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn count(&mut self, least: usize, most: usize) -> usize {
        least + (self.number() * (most - least + 1) as f64) as usize
    }

    fn world(&mut self) -> Value {
        let (assets, counterparties) = (self.count(1, 3), self.count(1, 4));
        let mut world = json!({
            "schema": 1, "name": "world",
            "simulation": {
                "paths": PATHS, "seed": self.count(0, 1_000_000), "horizon_days": 120, "step_days": 5, "removal": "none",
                "claim_mark": { "petition-date": self.number(), "in-kind": self.number() },
            },
            "market": { "default_correlation": self.between(0.0, 0.9), "innovations": { "kind": "gaussian" } },
            "asset": (0..assets).map(|a| self.asset(a, counterparties)).collect::<Vec<_>>(),
            "counterparty": (0..counterparties).map(|c| self.counterparty(c, assets)).collect::<Vec<_>>(),
            "self": {
                "annual_failure_probability": self.between(0.0, 0.8),
                "loss_given_failure": self.fraction(),
            },
            "counterparty_copula": { "kind": "gaussian" },
            "reserve": [self.reserve("first", assets, counterparties), self.reserve("second", assets, counterparties)],
        });
        if self.chance(0.5) {
            world["market"]["innovations"] = json!({ "kind": "student-t", "dof": self.between(3.0, 9.0) });
        }
        if self.chance(0.3) {
            world["counterparty_copula"] = json!({ "kind": "student-t", "dof": self.between(2.0, 9.0) });
        }
        world
    }

    fn asset(&mut self, a: usize, counterparties: usize) -> Value {
        let mut asset = json!({
            "id": format!("coin-{a}"), "price": self.between(0.1, 100.0), "drift": self.between(-0.5, 0.5),
            "volatility": self.between(0.05, 0.8), "contagion_beta": self.between(0.0, 1.5),
        });
        if self.chance(0.7) {
            let counterparty = self.count(0, counterparties - 1);
            let modes: Vec<_> = (0..self.features.modes).map(mode_id).collect();
            let mut link = json!({ "counterparty": id(counterparty), "drawdown": self.fraction(), "modes": modes });
            link["claim_survives"] = json!(self.chance(0.5));
            if self.features.repegs && self.chance(0.5) {
                link["drawdown"] = json!({ "kind": "uniform", "min": 0.1, "max": 0.9 });
                link["recovers_after_days"] = self.days();
            }
            asset["link"] = json!([link]);
        }
        asset
    }

    fn counterparty(&mut self, c: usize, assets: usize) -> Value {
        let modes: Vec<_> = (0..self.features.modes).map(|m| self.mode(m)).collect();
        let mut counterparty = json!({
            "id": id(c), "kind": "exchange", "anchor": "baseline", "mode": modes,
            "loadings": { "credit": self.between(-0.6, 0.8) },
        });
        if c > 0 && self.chance(0.5) {
            let modes = [mode_id(self.count(0, self.features.modes - 1))];
            counterparty["fails_with"] = json!([{
                "counterparty": id(c - 1), "probability": self.number(), "modes": modes, "as": mode_id(0),
            }]);
        }
        // One at most raises another: two raises that no longer meet may raise it less than before.
        if c > 0 && self.chance(0.5) {
            counterparty["raises"] = json!([{
                "counterparty": id(c - 1), "multiplier": self.between(1.0, 9.0), "half_life_days": self.between(10.0, 90.0),
            }]);
        }
        if self.features.stress && self.chance(0.5) {
            let asset = format!("coin-{}", self.count(0, assets - 1));
            counterparty["stress"] = json!({ "asset": asset, "sensitivity": self.between(0.0, 5.0), "cap": 20.0 });
        }
        counterparty
    }

    fn mode(&mut self, m: usize) -> Value {
        let in_money = self.features.money_and_payments && self.chance(0.5);
        let mut mode = json!({
            "id": mode_id(m), "kind": "insolvency", "annual_failure_probability": self.between(0.0, 0.9),
            "loss_given_failure": self.fraction(),
            "recovery_delay_days": { "kind": "fixed", "value": 100_000 },
            "recovery_basis": if in_money { "petition-date" } else { "in-kind" },
            "escape_fraction": { "kind": "uniform", "min": 0.0, "max": 0.3 },
        });
        if self.features.money_and_payments && self.chance(0.7) {
            mode["recovery_delay_days"] = self.days();
        }
        if self.chance(0.3) {
            mode["market_drawdown"] = self.fraction();
        }
        mode
    }

    fn days(&mut self) -> Value {
        json!({ "kind": "uniform", "min": self.between(0.0, 20.0), "max": self.between(21.0, 200.0) })
    }

    fn fraction(&mut self) -> Value {
        let (low, high) = (self.between(0.0, 0.5), self.between(0.5, 0.99));
        match self.count(0, 2) {
            0 => json!({ "kind": "fixed", "value": high }),
            1 => json!({ "kind": "uniform", "min": low, "max": high }),
            _ => json!({ "kind": "triangular", "min": low, "mode": high, "max": high }),
        }
    }

    fn reserve(&mut self, name: &str, assets: usize, counterparties: usize) -> Value {
        let coins = (0..assets).map(|a| format!("coin-{a}")).chain(["USD".to_owned()]);
        let places: Vec<_> = (0..counterparties).map(id).chain(["self".to_owned()]).collect();
        let mut positions: Vec<_> = coins
            .flat_map(|coin| places.iter().map(move |place| json!({ "asset": coin, "custodian": place })))
            .map(|position| (position, if self.chance(0.6) { self.between(0.01, 1.0) } else { 0.0 }))
            .collect();
        positions[0].1 += 0.1;
        let total: f64 = positions.iter().map(|(_, weight)| weight).sum();
        for (position, weight) in &mut positions {
            position["weight"] = json!(*weight / total);
        }
        let positions: Vec<_> = positions.into_iter().map(|(position, _)| position).collect();
        let mut reserve = json!({ "id": name, "initial_value": 1000.0, "positions": positions });
        if self.features.trading {
            self.trade(&mut reserve, counterparties);
        }
        reserve
    }

    /// Gives a reserve a rule of rebalancing and flows.
    fn trade(&mut self, reserve: &mut Value, counterparties: usize) {
        let after_failure = if self.chance(0.5) { "hold" } else { "target" };
        match self.count(0, 2) {
            0 => {}
            1 => {
                reserve["rebalance"] =
                    json!({ "kind": "calendar", "every_days": 30, "cost_bps": 20, "after_failure": after_failure });
            }
            _ => {
                reserve["rebalance"] =
                    json!({ "kind": "band", "width": 0.05, "cost_bps": 20, "after_failure": after_failure });
            }
        }
        let place = id(self.count(0, counterparties - 1));
        for (flows, most) in [("contributions", 50.0), ("withdrawals", 150.0)] {
            if self.chance(0.5) {
                reserve[flows] = json!([{
                    "every_days": 20, "money": self.between(1.0, most), "asset": "coin-0", "custodian": place,
                }]);
            }
        }
    }
}

fn id(c: usize) -> String {
    format!("house-{c}")
}

fn mode_id(m: usize) -> String {
    format!("mode-{m}")
}
