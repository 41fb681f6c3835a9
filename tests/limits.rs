//! Limits: in closed form, and put back into the scenario.

use linchpin::decision::limits::{Bound, Limits, limits};
use linchpin::engine::tomorrow_of;
use linchpin::scenario::{Options, Scenario};

const TOLERANCE: f64 = 0.1;

/// An exchange that takes 80% of what it holds and 40% of its coin's price, a vault, and two reserves.
fn scenario() -> Scenario {
    let text = r#"
        schema = 1
        name = "limits"
        [simulation]
        horizon_days = 30
        [[asset]]
        id = "COIN"
        price = 10.0
        volatility = 0.5
        contagion_beta = 0.0
        link = [{ counterparty = "exchange", drawdown = { kind = "fixed", value = 0.4 }, claim_survives = true }]
        [[asset]]
        id = "OTHER"
        price = 1.0
        volatility = 0.3
        contagion_beta = 0.0
        [[counterparty]]
        id = "exchange"
        kind = "exchange"
        annual_failure_probability = 0.05
        mode = [{ kind = "hack", loss_given_failure = { kind = "fixed", value = 0.8 }, recovery_delay_days = { kind = "fixed", value = 100 }, recovery_basis = "in-kind" }]
        [[counterparty]]
        id = "vault"
        kind = "custodian"
        annual_failure_probability = 0.01
        mode = [{ kind = "hack", loss_given_failure = { kind = "fixed", value = { value = 0.5, low = 0.25, high = 1.0 } },
                  recovery_delay_days = { kind = "fixed", value = 100 }, recovery_basis = "in-kind" }]
        [[reserve]]
        id = "mixed"
        initial_value = 1000.0
        positions = [{ asset = "COIN", custodian = "exchange", weight = 0.3 }, { asset = "OTHER", custodian = "exchange", weight = 0.1 },
                     { asset = "OTHER", custodian = "vault", weight = 0.6 }]
        [[reserve]]
        id = "sole"
        initial_value = 1000.0
        positions = [{ asset = "COIN", custodian = "vault", weight = 1.0 }]
    "#;
    Scenario::parse(text, "limits.toml", &Options::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn of<'l>(limits: &'l Limits, group: &str, asset: &str, custodian: &str) -> &'l linchpin::decision::limits::Limit {
    let is_it = |limit: &&linchpin::decision::limits::Limit| {
        limit.group == group && limit.asset == asset && limit.custodian == custodian
    };
    limits.limits.iter().find(is_it).unwrap_or_else(|| panic!("no limit of {group}, {asset}, {custodian}"))
}

#[test]
fn a_limit_is_the_tolerance_over_what_a_unit_of_money_loses() {
    let found = limits(&scenario(), TOLERANCE, true);
    // In-kind claims sell at 0.7: of a unit, 0.2 is claimed.
    let kept = 0.2 * 0.7;
    for (asset, custodian, loss) in
        [("COIN", "exchange", 1.0 - 0.6 * kept), ("OTHER", "exchange", 1.0 - kept), ("COIN", "vault", 0.4)]
    {
        let limit = of(&found, "exchange", asset, custodian);
        assert!((limit.loss.marked - loss).abs() < 1e-12, "{asset} at {custodian}: {:?}", limit.loss);
        assert!((limit.most - TOLERANCE / loss).abs() < 1e-12, "{asset} at {custodian}: {}", limit.most);
        assert_eq!(limit.keys_with_group, custodian == "exchange");
    }
    // What rests on the exchange with neither coin nor keys has no limit.
    assert!(
        !found
            .limits
            .iter()
            .any(|limit| limit.group == "exchange" && limit.asset == "OTHER" && limit.custodian == "vault")
    );
}

#[test]
fn a_range_of_assumptions_is_a_range_of_limits() {
    let found = limits(&scenario(), TOLERANCE, true);
    let range = of(&found, "vault", "OTHER", "vault").most_range.unwrap();
    // All is lost, or three quarters of it are claimed.
    assert!((range.low - TOLERANCE).abs() < 1e-12, "{range:?}");
    assert!((range.high - TOLERANCE / (1.0 - 0.75 * 0.7)).abs() < 1e-12, "{range:?}");
    assert!(limits(&scenario(), TOLERANCE, false).limits.iter().all(|limit| limit.most_range.is_none()));
}

#[test]
fn a_weight_from_the_table_put_back_yields_the_tolerance() {
    let scenario = scenario();
    let found = limits(&scenario, TOLERANCE, false);
    let mut tried = 0;
    for exposure in &found.reserves {
        let group = scenario.groups().iter().position(|group| group.id == exposure.group).unwrap();
        let reserve = scenario.reserves().iter().position(|reserve| reserve.id == exposure.reserve).unwrap();
        for position in &exposure.positions {
            let (Some(address), Some(weight)) = (&position.address, position.at_tolerance) else { continue };
            let changed = scenario.with_sets(&[format!("{address}={weight:?}")]).unwrap();
            let loss = tomorrow_of(&changed)[reserve].by_group[group].marked;
            assert!((loss - TOLERANCE).abs() < 1e-12, "{address}: {loss}");
            tried += 1;
        }
    }
    assert!(tried >= 3, "only {tried} weights have a limit");
}

#[test]
fn a_weight_is_bounded_above_below_or_not_at_all() {
    let found = limits(&scenario(), 0.2, false);
    let exchange = found.reserves.iter().find(|one| one.reserve == "mixed" && one.group == "exchange").unwrap();
    let bounds: Vec<Bound> = exchange.positions.iter().map(|position| position.bound).collect();
    // Without the coin the rest stays within; without the other at the exchange the coin alone is too much.
    assert_eq!(bounds, [Bound::AtMost, Bound::Never, Bound::AtLeast]);
    assert!(!exchange.is_within);
    let sole = found.reserves.iter().find(|one| one.reserve == "sole" && one.group == "exchange").unwrap();
    assert!((sole.positions[0].at_tolerance.unwrap() - 0.2 / 0.4).abs() < 1e-12);
    // Nothing else could be scaled, so no change of the file puts it back.
    assert_eq!(sole.positions[0].address, None);
}
