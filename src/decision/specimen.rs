//! Small scenarios of which the answers are known.

use crate::scenario::{Options, Scenario};

/// One coin at exchanges of which each has its chance a year and the law of what it takes of what it holds; of the reserve each
/// holds an even part. One step: nothing moves but the coin and the exchanges, and what is lost is lost at once.
pub fn one_coin(paths: u32, exchanges: &[(&str, &str, &str)]) -> Scenario {
    let weight = 1.0 / exchanges.len() as f64;
    let counterparties: String = exchanges.iter().map(|(id, chance, law)| exchange(id, chance, law)).collect();
    let held =
        |(id, ..): &(&str, &str, &str)| format!("{{ asset = \"COIN\", custodian = \"{id}\", weight = {weight:?} }}");
    let positions = exchanges.iter().map(held).collect::<Vec<_>>().join(", ");
    let text = format!(
        r#"
schema = 1
name = "specimen"
simulation = {{ paths = {paths}, seed = 5, horizon_days = 365, step_days = 365, removal = "none" }}
[market]
innovations = {{ kind = "gaussian" }}
[[asset]]
id = "COIN"
price = 1.0
volatility = {{ value = 0.2, low = 0.1, high = 0.3 }}
{counterparties}
[[reserve]]
id = "all"
initial_value = 10.0
positions = [{positions}]
"#
    );
    Scenario::parse(&text, "specimen.toml", &Options::default()).unwrap()
}

fn exchange(id: &str, chance: &str, law: &str) -> String {
    format!(
        r#"
[[counterparty]]
id = "{id}"
kind = "exchange"
annual_failure_probability = {chance}
[[counterparty.mode]]
kind = "hack"
weight = 1.0
loss_given_failure = {law}
recovery_delay_days = {{ kind = "fixed", value = 0 }}
recovery_basis = "in-kind"
"#
    )
}
