//! Links: the counterparties on which the price of an asset rests.

use std::collections::{BTreeMap, BTreeSet};

use super::counterparty::Cast;
use super::label;
use super::law;
use crate::failure::Link;
use crate::scenario::source::{Fault, quoted};
use crate::scenario::text;
use crate::units::{AssetIndex, CounterpartyIndex};

/// The links of one asset.
pub(super) fn all(text: &text::Asset, asset: AssetIndex, cast: &Cast) -> Result<Vec<Link>, Fault> {
    let (mut ids, mut fires, mut unnamed) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    let mut links: Vec<Link> = Vec::new();
    for entry in &text.link {
        let link = check(entry, asset, cast)?;
        if !ids.insert(link.id.clone()) {
            let name = entry.id.as_ref().unwrap_or(&entry.counterparty);
            return Err(name.fault(format!("the link {} stands twice: give each its own id", quoted(&link.id))));
        }
        // Whether a link to this counterparty came before, and whether it had no id.
        let before = unnamed.insert(link.counterparty, entry.id.is_none());
        if before == Some(true) || (before.is_some() && entry.id.is_none()) {
            return Err(entry.counterparty.fault("several links to one counterparty need an id each"));
        }
        for (at, mode) in link.modes.iter().enumerate() {
            if !fires.insert((link.counterparty, *mode)) {
                let stated = entry.modes.as_ref().and_then(|modes| modes.value.get(at)).unwrap_or(&entry.counterparty);
                let what = "two links of an asset to one counterparty fire in the same mode: their modes must differ";
                return Err(stated.fault(what));
            }
        }
        links.push(link);
    }
    Ok(links)
}

fn check(text: &text::Link, asset: AssetIndex, cast: &Cast) -> Result<Link, Fault> {
    let counterparty = cast.find(&text.counterparty)?;
    if counterparty == CounterpartyIndex::OWN_KEYS {
        return Err(text.counterparty.fault("a price can't rest on the reserve's own keys: name a counterparty"));
    }
    let drawdown = law::fraction(&text.drawdown)?;
    let recovers_after_days = text.recovers_after_days.as_ref().map(law::days).transpose()?;
    if recovers_after_days.is_some() && drawdown.max() >= 1.0 {
        let mend = "a price that recovers can't have fallen to nothing: write a law that ends below 1";
        return Err(text.drawdown.fault(format!("this drawdown reaches {}: {mend}", drawdown.max())));
    }
    Ok(Link {
        asset,
        counterparty,
        id: label::id(text.id.as_ref().unwrap_or(&text.counterparty))?,
        modes: cast.modes(counterparty, &text.counterparty, text.modes.as_ref().map(|modes| modes.value.as_slice()))?,
        drawdown,
        recovers_after_days,
        claim_survives: text.claim_survives.unwrap_or(false),
    })
}
