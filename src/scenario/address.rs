//! Addresses: how `[set]`, `--set` and sweeps name a number of a scenario.
//!
//! An address is the keys on the way to a value, with dots between; an entry of a list is named by its id, by the
//! counterparty or mode that it is about, or by its position from 1.

use super::node::{Node, Table, Value};
use super::source::{Fault, Span, quoted};

/// The three ways to state a hazard; a table has one.
pub(super) const HAZARDS: [&str; 3] = ["annual_failure_probability", "intensity", "evidence"];

/// Sets what stands at `address`, which itself stands at `place`.
pub(super) fn set(root: &mut Node, address: &str, place: Span, value: Node) -> Result<(), Fault> {
    let keys = parts(address, place)?;
    if let Some(key) = keys.iter().find(|key| ["include", "set", "counterparty_file", "position_file"].contains(key)) {
        let what = format!("{} can't be set: files are read before changes are made", quoted(key));
        return Err(Fault::new(what).at(place));
    }
    let changed = match keys.as_slice() {
        ["market", "correlation", a, b] => set_correlation(root, [*a, *b], place, value),
        ["reserve", reserve, "weight", position] => set_weight(root, reserve, position, place, &value),
        [parents @ .., last] => enter_all(root, parents, place).and_then(|parent| put(parent, last, place, value)),
        [] => Ok(()),
    };
    changed.map_err(|fault| fault.at(place))
}

/// The keys of an address, none of which is empty.
pub(super) fn parts(address: &str, place: Span) -> Result<Vec<&str>, Fault> {
    let keys: Vec<&str> = address.split('.').collect();
    if keys.iter().any(|key| key.is_empty()) {
        let example = "write the keys with dots between, such as asset.BNB.volatility";
        return Err(Fault::new(format!("{} is not an address: {example}", quoted(address))).at(place));
    }
    Ok(keys)
}

fn enter_all<'n>(root: &'n mut Node, keys: &[&str], place: Span) -> Result<&'n mut Node, Fault> {
    let mut node = root;
    for key in keys {
        node = enter(node, key, place)?;
    }
    Ok(node)
}

/// Goes to what stands under `key`; a table that is not there yet is made, and checked later like any other.
fn enter<'n>(node: &'n mut Node, key: &str, place: Span) -> Result<&'n mut Node, Fault> {
    let description = node.description();
    match &mut node.value {
        Value::Table(table) => {
            let nothing = || (place, Node { value: Value::Table(Table::new()), span: place });
            Ok(&mut table.entry(key.to_owned().into()).or_insert_with(nothing).1)
        }
        Value::List(list) => {
            let position = position(list, key)?;
            Ok(&mut list[position])
        }
        _ => Err(Fault::new(format!("there is nothing called {} here: this is {description}", quoted(key)))),
    }
}

/// The name by which an address calls an entry of a list.
pub(super) fn name_of(entry: &Node) -> Option<&str> {
    ["id", "counterparty", "kind"].iter().find_map(|key| entry.get(key)).and_then(Node::as_text)
}

fn position(list: &[Node], key: &str) -> Result<usize, Fault> {
    let by_name = list.iter().position(|entry| name_of(entry) == Some(key));
    let by_number = || {
        let number = key.parse::<usize>().ok().filter(|number| (1..=list.len()).contains(number))?;
        name_of(&list[number - 1]).is_none().then_some(number - 1)
    };
    by_name.or_else(by_number).ok_or_else(|| {
        let near = super::deserialize::nearest(key, list.iter().filter_map(name_of));
        let mend = match near {
            Some(near) => format!(": did you mean {}?", quoted(near)),
            None => String::new(),
        };
        Fault::new(format!("the address names {}, which is not there{mend}", quoted(key)))
    })
}

fn put(parent: &mut Node, key: &str, place: Span, value: Node) -> Result<(), Fault> {
    match &mut parent.value {
        Value::Table(table) => {
            let value = match table.get(key) {
                Some((_, law)) if is_law(law) && (value.as_number().is_some() || value.is_range()) => fixed(value),
                _ => value,
            };
            if HAZARDS.contains(&key) {
                table.retain(|other, _| !HAZARDS.contains(&other.as_ref()));
            }
            table.insert(key.to_owned().into(), (place, value));
            Ok(())
        }
        _ => {
            *enter(parent, key, place)? = value;
            Ok(())
        }
    }
}

fn is_law(node: &Node) -> bool {
    let kinds = ["fixed", "uniform", "triangular", "beta", "lognormal", "empirical"];
    node.get("kind").and_then(Node::as_text).is_some_and(|kind| kinds.contains(&kind))
}

/// The law that always gives this number: what a number, or a range, means where a law stood.
pub(super) fn fixed(value: Node) -> Node {
    let span = value.span;
    Node::table([("kind", Node::text("fixed", span)), ("value", value)], span)
}

/// The pair that an entry of `market.correlation` is about, in alphabetical order.
pub(super) fn pair_of(entry: &Node) -> Option<[&str; 2]> {
    match entry.get("assets")?.as_list()? {
        [a, b] => {
            let (a, b) = (a.as_text()?, b.as_text()?);
            Some([a.min(b), a.max(b)])
        }
        _ => None,
    }
}

fn set_correlation(root: &mut Node, pair: [&str; 2], place: Span, value: Node) -> Result<(), Fault> {
    let market = enter(root, "market", place)?;
    let Value::Table(market) = &mut market.value else { return Err(Fault::new("`market` is not a table")) };
    let nothing = || (place, Node { value: Value::List(Vec::new()), span: place });
    let Value::List(list) = &mut market.entry("correlation".into()).or_insert_with(nothing).1.value else {
        return Err(Fault::new("`market.correlation` is not a list"));
    };
    let sorted = [pair[0].min(pair[1]), pair[0].max(pair[1])];
    if let Some(entry) = list.iter_mut().find(|entry| pair_of(entry) == Some(sorted)) {
        return put(entry, "value", place, value);
    }
    let assets = Node { value: Value::List(pair.map(|asset| Node::text(asset, place)).into()), span: place };
    list.push(Node::table([("assets", assets), ("value", value)], place));
    Ok(())
}

/// Sets the weight of a position, `asset@custodian`; the other weights scale to keep the sum at 1.
fn set_weight(root: &mut Node, reserve: &str, position: &str, place: Span, value: &Node) -> Result<(), Fault> {
    let weight = value.as_number().filter(|weight| (0.0..=1.0).contains(weight));
    let weight = weight.ok_or_else(|| Fault::new("a weight is a number from 0 to 1 (30% is 0.3)").at(value.span))?;
    let positions = enter_all(root, &["reserve", reserve, "positions"], place)?;
    let Value::List(positions) = &mut positions.value else { return Err(Fault::new("this reserve has no positions")) };
    let is_it = |entry: &Node| {
        let text = |key| entry.get(key).and_then(Node::as_text).unwrap_or_default();
        position.split_once('@') == Some((text("asset"), text("custodian")))
    };
    let weight_of = |entry: &Node| entry.get("weight").and_then(Node::as_number).unwrap_or(0.0);
    if !positions.iter().any(is_it) {
        let mend = "write asset@custodian, as one of its positions has them";
        return Err(Fault::new(format!("the reserve has no position {}: {mend}", quoted(position))));
    }
    let others: f64 = positions.iter().filter(|entry| !is_it(entry)).map(weight_of).sum();
    if others == 0.0 {
        return Err(Fault::new("the other weights are all 0, so they can't be scaled to keep the sum at 1"));
    }
    for entry in positions {
        let scaled = if is_it(entry) { weight } else { weight_of(entry) * ((1.0 - weight) / others) };
        put(entry, "weight", place, Node::number(scaled, value.span))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::toml_text;

    const NOWHERE: Span = Span { start: 0, end: 0 };

    fn scenario() -> Node {
        let text = r#"
            [market]
            correlation = [{ assets = ["BTC", "BNB"], value = 0.5 }]
            [[asset]]
            id = "BNB"
            volatility = { value = 0.6, low = 0.4, high = 0.9 }
            link = [{ counterparty = "binance", drawdown = { kind = "beta", mean = 0.9, sd = 0.1 } }]
            [[counterparty]]
            id = "binance"
            evidence = "pool"
            raises = [{ counterparty = "okx", multiplier = 4.0 }]
            mode = [{ kind = "insolvency" }, { kind = "lock", id = "slow", intensity = 0.1 }]
            [[reserve]]
            id = "mine"
            positions = [{ asset = "BNB", custodian = "a", weight = 0.5 }, { asset = "BTC", custodian = "a", weight = 0.2 },
                         { asset = "BNB", custodian = "self", weight = 0.3 }]"#;
        toml_text::document(text, 0).unwrap()
    }

    fn after(address: &str, value: f64) -> Result<Node, Fault> {
        let mut root = scenario();
        set(&mut root, address, NOWHERE, Node::number(value, NOWHERE)).map(|()| root)
    }

    fn list<'n>(root: &'n Node, key: &str) -> &'n [Node] {
        root.get(key).and_then(Node::as_list).unwrap()
    }

    #[test]
    fn a_number_is_found_by_its_keys_and_ids() {
        let root = after("asset.BNB.link.binance.drawdown.mean", 0.7).unwrap();
        let link = &list(&list(&root, "asset")[0], "link")[0];
        assert_eq!(link.get("drawdown").unwrap().get("mean").unwrap().as_number(), Some(0.7));
        assert!(after("counterparty.binance.mode.slow.weight", 0.7).is_ok());
        assert!(after("counterparty.binance.raises.okx.multiplier", 0.7).is_ok());
        let fault = after("counterparty.binanse.intensity", 0.7).unwrap_err().to_string();
        assert_eq!(fault, "the address names \"binanse\", which is not there: did you mean \"binance\"?");
        assert!(after("counterparty.binance.mode.lock.weight", 0.7).is_err(), "its id is slow");
        assert!(after("asset..x", 0.7).is_err());
    }

    #[test]
    fn setting_a_ranged_number_drops_the_range() {
        let root = after("asset.BNB.volatility", 0.7).unwrap();
        assert_eq!(list(&root, "asset")[0].get("volatility").unwrap().as_number(), Some(0.7));
    }

    #[test]
    fn a_number_where_a_law_stood_is_the_fixed_law() {
        let root = after("asset.BNB.link.binance.drawdown", 0.7).unwrap();
        let law = list(&list(&root, "asset")[0], "link")[0].get("drawdown").unwrap();
        assert_eq!(law.get("kind").unwrap().as_text(), Some("fixed"));
        assert_eq!(law.get("value").unwrap().as_number(), Some(0.7));
    }

    #[test]
    fn setting_one_hazard_removes_the_others() {
        let root = after("counterparty.binance.intensity", 0.7).unwrap();
        assert!(list(&root, "counterparty")[0].get("evidence").is_none());
    }

    #[test]
    fn a_correlation_is_found_in_either_order_or_added() {
        let root = after("market.correlation.BNB.BTC", 0.7).unwrap();
        assert_eq!(list(root.get("market").unwrap(), "correlation")[0].get("value").unwrap().as_number(), Some(0.7));
        assert_eq!(
            list(after("market.correlation.BNB.ETH", 0.7).unwrap().get("market").unwrap(), "correlation").len(),
            2
        );
    }

    #[test]
    fn other_weights_scale_to_keep_the_sum() {
        let root = after("reserve.mine.weight.BNB@a", 0.75).unwrap();
        let positions = list(&list(&root, "reserve")[0], "positions");
        let weights: Vec<f64> =
            positions.iter().map(|entry| entry.get("weight").unwrap().as_number().unwrap()).collect();
        assert_eq!(weights, [0.75, 0.1, 0.15]);
        assert!(after("reserve.mine.weight.ETH@a", 0.5).is_err());
        assert!(after("reserve.mine.weight.BNB@a", 1.5).is_err());
    }
}
