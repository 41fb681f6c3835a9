//! An assessment with made-up figures, as large as a test wants it.

use serde_json::{Value, json};

use crate::assessment::Assessment;

/// What a specimen holds.
pub struct Specimen {
    /// How many reserves.
    pub reserves: usize,
    /// How many groups can fail.
    pub groups: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// The name of everything.
    pub name: &'static str,
}

impl Specimen {
    /// The assessment of it.
    pub fn assessment(&self) -> Assessment {
        let reserves: Vec<Value> = (0..self.reserves).map(|place| self.reserve(place)).collect();
        let pairs = (0..self.reserves).flat_map(|a| (a + 1..self.reserves).map(move |b| comparison(a, b)));
        let named = |what: &str, id: String| json!({"what": what, "id": id, "name": format!("{} {id}", self.name)});
        let names = (0..self.reserves).map(|place| named("reserve", format!("reserve-{place}")));
        let others = (0..self.groups)
            .flat_map(|place| ["counterparty", "group"].map(|what| named(what, format!("group-{place}"))));
        let value = json!({
            "summary": {
                "schema": 2,
                "scenario": {"name": "specimen", "title": self.name, "hash": "00"},
                "run": {"paths": 100_000, "seed": 1, "effective_paths": 1e5, "removal": "auto", "version": "0", "numbers": 1},
                "warnings": vec!["a warning of some length that says what the reader of these figures must know"; self.warnings],
                "counterparties": [], "market": {"jump_growth": []}, "joint_failures": [],
                "reserves": reserves, "comparison": pairs.collect::<Vec<_>>(),
            },
            "curves": [],
            "register": {
                "description": "", "base_currency": "USD", "horizon_days": 365, "step_days": 1, "tolerances": [],
                "assumptions": [], "names": names.chain(others).collect::<Vec<_>>(), "scenario": {},
                "anchor": {"rounds": 0, "gap": 0.0},
            },
        });
        serde_json::from_value(value).expect("the specimen has the shape of an assessment")
    }

    fn reserve(&self, place: usize) -> Value {
        let cost = 0.029 / (place + 1) as f64;
        let groups: Vec<Value> = (0..self.groups).map(group).collect();
        let removal: Vec<Value> = (0..self.groups)
            .flat_map(|group| ["all", "keys", "links", "both"].map(move |what| removal(group, what)))
            .collect();
        json!({
            "id": format!("reserve-{place}"), "initial_value": 1e8, "contributions": 0.0, "withdrawals": 0.0,
            "terminal_value": around(1e8, 1e5),
            "loss": distribution(0.96), "liquid_loss": distribution(0.96), "eventual_loss": distribution(0.96),
            "market_alone": distribution(0.78), "max_drawdown": distribution(0.9),
            "counterparty_cost": {
                "mean": around(cost, 0.001), "sd": 0.1, "quantiles": [], "var": [], "es": [], "exceedance": [],
                "per_year": around(cost, 0.001), "liquid_mean": 0.0, "eventual_mean": 0.0, "envelope": 0.0,
            },
            "days_under_water": {"mean": 0.0, "quantiles": []}, "shortfall_probability": around(0.0, 0.0),
            "removal": removal, "if_it_fails": [], "if_it_fails_in_any_mode": [], "attribution": [], "groups": groups,
            "convergence": [],
            "concentration": {"custody": null, "custody_and_links": null, "booked_es_share": []},
        })
    }
}

fn around(value: f64, doubt: f64) -> Value {
    json!({"value": value, "low": value - doubt, "high": value + doubt})
}

fn distribution(es: f64) -> Value {
    let tail = json!({"level": 0.99, "value": es, "low": es - 0.003, "high": es + 0.003, "tail_paths": 1000, "flags": ["saturated"]});
    json!({"mean": around(0.1, 0.01), "sd": 0.1, "quantiles": [], "var": [], "es": [tail], "exceedance": []})
}

fn group(place: usize) -> Value {
    let id = format!("group-{place}");
    let lost = 0.91 / (place + 1) as f64;
    let fails =
        json!({"value": lost, "low": lost - 0.004, "high": lost + 0.004, "p05": lost - 0.2, "p95": lost + 0.05});
    json!({
        "id": id, "custody_weight": 0.5, "linked_weight": 0.5, "probability": around(0.03, 0.001),
        "headline_mode": {"counterparty": id, "mode": "insolvency"},
        "tomorrow": {"liquid": 0.0, "marked": 0.0, "eventual": 0.0},
        "loss_if_fails": fails, "cost_if_fails": fails, "failures_within_90_days": [], "booked_es_share": [],
    })
}

fn removal(group: usize, what: &str) -> Value {
    let saved = 0.021 / (group + 1) as f64;
    json!({
        "group": format!("group-{group}"), "what": what, "loss_mean": around(saved, 0.001),
        "cost_mean": around(saved, 0.001), "loss_es": [], "cost_es": [],
    })
}

fn comparison(a: usize, b: usize) -> Value {
    json!({
        "a": format!("reserve-{a}"), "b": format!("reserve-{b}"), "not_compared": null,
        "es_difference": [{"level": 0.99, "value": 0.0, "low": -0.002, "high": 0.002}],
        "cost_difference": around(0.01, 0.001), "a_loses_more": around(0.5, 0.01),
        "first_order_dominance": null, "second_order_dominance": null,
    })
}
