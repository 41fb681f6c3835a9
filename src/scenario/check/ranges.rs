//! Both ends of every range, one by one: each must do where `value` does.

use super::asset::{self, Rules};
use super::counterparty::{self, Cast};
use super::{link, simulation};
use crate::scenario::deserialize::read;
use crate::scenario::node::Node;
use crate::scenario::range::{End, Target, moved, ways};
use crate::scenario::source::{Fault, quoted};
use crate::scenario::text;
use crate::units::{AssetIndex, CounterpartyIndex};

/// What the parts of a file are checked against.
pub(super) struct Context<'c> {
    pub rules: &'c Rules,
    pub cast: &'c Cast,
    pub market: &'c text::Market,
}

/// Checks the ends of the ranges of all parts that may have some.
pub(super) fn check(root: &Node, context: &Context<'_>) -> Result<(), Fault> {
    let list = |key| root.get(key).and_then(Node::as_list).unwrap_or_default();
    for (at, node) in list("asset").iter().enumerate() {
        ends(node, |node| check_asset(&read(node)?, AssetIndex(at), context))?;
    }
    for (at, node) in list("counterparty").iter().enumerate() {
        let this = CounterpartyIndex(at + 1);
        ends(node, |node| counterparty::check(&read(node)?, this, context.cast).map(drop))?;
    }
    if let Some(node) = root.get("self") {
        ends(node, |node| counterparty::own_keys(Some(&read(node)?), &context.cast.pools).map(drop))?;
    }
    if let Some(node) = root.get("simulation").and_then(|simulation| simulation.get("claim_mark")) {
        ends(node, |node| simulation::claim_mark(&read(node)?).map(drop))?;
    }
    Ok(())
}

fn ends(node: &Node, check: impl Fn(&Node) -> Result<(), Fault>) -> Result<(), Fault> {
    for way in ways(node) {
        check(&moved(node, &way, Target::End(End::Low)))?;
        check(&moved(node, &way, Target::End(End::High)))?;
    }
    Ok(())
}

fn check_asset(text: &text::Asset, this: AssetIndex, context: &Context<'_>) -> Result<(), Fault> {
    let checked = asset::check(text, context.rules)?;
    link::all(text, this, context.cast)?;
    let paired = |name: &text::Placed<String>| name.value == checked.id;
    let mut pairs = context.market.correlation.iter().flat_map(|pair| &pair.assets.value);
    if checked.volatility == 0.0 && pairs.any(paired) {
        let mend = "begin the range above 0, or remove the correlation";
        let what = format!("at volatility 0 the asset {} has no correlation: {mend}", quoted(&checked.id));
        return Err(text.volatility.fault(what));
    }
    Ok(())
}
