//! Links: the counterparties on which the price of an asset rests.

use super::counterparty::Cast;
use super::label;
use super::law;
use crate::failure::Link;
use crate::scenario::source::{Fault, quoted};
use crate::scenario::text;
use crate::units::{AssetIndex, CounterpartyIndex};

/// The links of one asset.
pub(super) fn all(text: &text::Asset, asset: AssetIndex, cast: &Cast) -> Result<Vec<Link>, Fault> {
    let mut links: Vec<Link> = Vec::new();
    for entry in &text.link {
        let link = check(entry, asset, cast)?;
        let name = entry.id.as_ref().unwrap_or(&entry.counterparty);
        if links.iter().any(|other| other.id == link.id) {
            return Err(name.fault(format!("the link {} stands twice: give each its own id", quoted(&link.id))));
        }
        links.push(link);
    }
    for (at, link) in links.iter().enumerate() {
        let same = |other: &usize| *other != at && links[*other].counterparty == link.counterparty;
        let Some(other) = (0..links.len()).find(same) else { continue };
        let place = &text.link[at];
        if place.id.is_none() {
            return Err(place.counterparty.fault("several links to one counterparty need an id each"));
        }
        if let Some(shared) = link.modes.iter().position(|mode| links[other].modes.contains(mode)) {
            let stated = place.modes.as_ref().and_then(|modes| modes.value.get(shared));
            let fault = stated
                .unwrap_or(&place.counterparty)
                .fault("two links of an asset to one counterparty fire in the same mode: their modes must differ");
            return Err(fault);
        }
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
