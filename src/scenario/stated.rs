//! What the file states at an address.

use super::Scenario;
use super::address::{name_of, pair_of};
use super::node::{Node, Value};

impl Scenario {
    /// The number that stands at an address, as `--set` takes it; the value of a ranged one. `None` where none does.
    #[must_use]
    pub fn number_at(&self, address: &str) -> Option<f64> {
        let node = at(&self.joined.as_ref()?.root, address)?;
        if node.is_range() { node.get("value")?.as_number() } else { node.as_number() }
    }

    /// The text that stands at an address.
    #[must_use]
    pub fn text_at(&self, address: &str) -> Option<&str> {
        at(&self.joined.as_ref()?.root, address)?.as_text()
    }
}

fn at<'n>(root: &'n Node, address: &str) -> Option<&'n Node> {
    let keys: Vec<&str> = address.split('.').collect();
    match keys.as_slice() {
        ["market", "correlation", a, b] => {
            let list = root.get("market")?.get("correlation")?.as_list()?;
            let pair = [(*a).min(b), (*a).max(b)];
            list.iter().find(|entry| pair_of(entry) == Some(pair))?.get("value")
        }
        ["reserve", reserve, "weight", position] => {
            let positions = below(below(root.get("reserve")?, reserve)?, "positions")?.as_list()?;
            let (asset, custodian) = position.split_once('@')?;
            let text = |entry: &'n Node, key| entry.get(key).and_then(Node::as_text);
            let mut here = positions
                .iter()
                .filter(|entry| text(entry, "asset") == Some(asset) && text(entry, "custodian") == Some(custodian));
            // A place that is held twice has no one weight.
            here.next().filter(|_| here.next().is_none())?.get("weight")
        }
        keys => keys.iter().try_fold(root, |node, key| below(node, key)),
    }
}

fn below<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::List(list) = &node.value else { return node.get(key) };
    let named = list.iter().find(|entry| name_of(entry) == Some(key));
    let numbered = || list.get(key.parse::<usize>().ok()?.checked_sub(1)?).filter(|entry| name_of(entry).is_none());
    named.or_else(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Options;

    #[test]
    fn what_is_set_at_an_address_stands_there() {
        let text = include_str!("../../scenarios/two-exchanges.toml");
        let scenario = Scenario::parse(text, "two", &Options::default()).unwrap();
        for address in [
            "asset.BTC.volatility",
            "counterparty.north.annual_failure_probability",
            "counterparty.north.mode.insolvency.loss_given_failure.max",
            "counterparty.south.loadings.crypto-credit",
            "reserve.two.weight.BTC@north",
        ] {
            let changed = scenario.with_sets(&[format!("{address}=0.25")]).unwrap();
            assert_eq!(changed.number_at(address), Some(0.25), "{address}");
            assert!(scenario.number_at(address).is_some_and(|today| today != 0.25), "{address}");
        }
        assert_eq!(scenario.text_at("counterparty.north.mode.insolvency.loss_given_failure.kind"), Some("uniform"));
        assert_eq!(scenario.number_at("asset.ETH.volatility"), None);
        assert_eq!(scenario.number_at("asset.BTC"), None);
    }
}
