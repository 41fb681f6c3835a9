//! Inputs as people speak of them: by what they are and whose, not by their address.

use super::escape::printable;
use super::language::{Tongue, say};
use super::names::Names;

/// Keys that only name the middle of a law, which is what people mean by the quantity itself.
const MIDDLES: [&str; 6] = ["mean", "value", "median", "mode", "min", "max"];

/// Keys under which a share or a chance stands, which is told in percent.
const SHARES: [&str; 9] = [
    "annual_failure_probability",
    "intensity",
    "loss_given_failure",
    "market_drawdown",
    "drawdown",
    "probability",
    "volatility",
    "initial_volatility",
    "escape_fraction",
];

/// An address as it is spoken of: `Binance insolvency: loss` for
/// `counterparty.binance.mode.insolvency.loss_given_failure.mean`.
pub(super) fn spoken(names: Names, address: &str) -> String {
    let keys = keys(address);
    let words = |what: &[&str]| quantity(names.tongue(), what);
    let told = match keys.as_slice() {
        ["evidence", pool] => say!(names.tongue(), "input-of-evidence", pool = *pool),
        ["simulation", "claim_mark", basis] => words(&["claim_mark", *basis]),
        ["market", "correlation", a, b] => {
            say!(names.tongue(), "input-of-pair", first = names.asset(a), second = names.asset(b))
        }
        ["asset", asset, "link", link, what @ ..] => of_link(names, &names.asset(asset), link, &words(what)),
        ["asset", asset, what @ ..] => whose(names.tongue(), &names.asset(asset), &words(what)),
        ["counterparty", who, what @ ..] => of_counterparty(names, who, what),
        ["reserve", reserve, "weight", place] => of_weight(names, reserve, place),
        ["group", "self", "annual_failure_probability"] => say!(names.tongue(), "input-of-own-chance"),
        ["group", group, "annual_failure_probability"] => {
            say!(names.tongue(), "input-of-group-chance", group = names.group(group))
        }
        ["self", what @ ..] => of_counterparty(names, "self", what),
        [part, what @ ..] if !what.is_empty() => whose(names.tongue(), &words(&[*part]), &words(what)),
        other => words(other),
    };
    printable(&told)
}

/// The number at an end: shares and chances in percent.
pub(super) fn said(tongue: Tongue, address: &str, value: f64) -> String {
    if is_share(address) { tongue.percent(value) } else { tongue.plain(value) }
}

/// Whether a share or a chance stands at an address.
pub(super) fn is_share(address: &str) -> bool {
    let keys = keys(address);
    keys.last().is_some_and(|key| SHARES.contains(key))
        || address.starts_with("evidence.")
        || keys.contains(&"claim_mark")
        || matches!(keys.as_slice(), ["reserve", _, "weight", _])
}

/// The keys of an address, without the last where that only names the middle of a law.
fn keys(address: &str) -> Vec<&str> {
    let mut keys: Vec<&str> = address.split('.').collect();
    if keys.len() > 2 && MIDDLES.contains(&keys[keys.len() - 1]) {
        keys.pop();
    }
    keys
}

fn of_weight(names: Names, reserve: &str, place: &str) -> String {
    let (asset, custodian) = place.split_once('@').unwrap_or((place, ""));
    let (asset, custodian) = (names.asset(asset), names.counterparty(custodian));
    say!(names.tongue(), "input-of-weight", asset = asset, custodian = custodian, reserve = names.reserve(reserve))
}

fn whose(tongue: Tongue, whose: &str, what: &str) -> String {
    say!(tongue, "input-of", whose = whose, what = what)
}

/// A link is called by its counterparty, or by an id, which is mostly the way to fail that it is about.
fn of_link(names: Names, asset: &str, link: &str, what: &str) -> String {
    let tongue = names.tongue();
    match tongue.knows(&format!("mode-{link}")) {
        true => say!(tongue, "input-of-link-mode", asset = asset, mode = names.mode(link), what = what),
        false => say!(tongue, "input-of-link", asset = asset, who = names.counterparty(link), what = what),
    }
}

fn of_counterparty(names: Names, id: &str, keys: &[&str]) -> String {
    let (tongue, who) = (names.tongue(), names.counterparty(id));
    let words = |what: &[&str]| quantity(tongue, what);
    match keys {
        ["mode", mode, what @ ..] => {
            say!(tongue, "input-of-mode", who = who, mode = names.mode(mode), what = words(what))
        }
        ["raises", "*", what @ ..] => say!(tongue, "input-of-raising-all", who = who, what = words(what)),
        ["raises", other, what @ ..] => {
            let other = names.counterparty(other);
            say!(tongue, "input-of-raising", who = who, other = other, what = words(what))
        }
        ["fails_with", other, what @ ..] => {
            let other = names.counterparty(other);
            say!(tongue, "input-of-following", who = who, other = other, what = words(what))
        }
        ["loadings", factor] => say!(tongue, "input-of-loading", who = who, factor = spaced(factor)),
        what => whose(tongue, &who, &words(what)),
    }
}

/// The words for a quantity, by all its keys or by the last; a number of a law stands behind what the law is of.
fn quantity(tongue: Tongue, keys: &[&str]) -> String {
    let known = |keys: &[&str]| {
        let id = format!("input-{}", keys.join("-").replace('_', "-"));
        tongue.knows(&id).then(|| say!(tongue, &id))
    };
    match keys {
        [] => String::new(),
        [law @ .., "sd"] if !law.is_empty() => say!(tongue, "input-spread", what = quantity(tongue, law)),
        [law @ .., "p90"] if !law.is_empty() => say!(tongue, "input-upper-end", what = quantity(tongue, law)),
        [.., last] => known(keys).or_else(|| known(&[*last])).unwrap_or_else(|| spaced(&keys.join(" "))),
    }
}

fn spaced(key: &str) -> String {
    key.replace(['_', '-'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::language::Language;

    #[test]
    fn addresses_are_spoken_of() {
        let assessment = crate::report::fixture::assessment(1);
        let spoken = |address: &str| spoken(Names::new(&assessment.register, Tongue::english()), address);
        for (address, words) in [
            ("counterparty.b.mode.insolvency.loss_given_failure.mean", "b insolvency: loss"),
            ("counterparty.b.mode.insolvency.loss_given_failure.sd", "b insolvency: spread of loss"),
            ("counterparty.b.mode.lock.annual_failure_probability", "b lock: yearly chance"),
            ("counterparty.okx.raises.binance.multiplier", "OKX raises Binance: multiplier"),
            ("counterparty.okx.fails_with.binance.probability", "OKX falls with Binance: chance"),
            ("counterparty.okx.loadings.crypto-credit", "OKX: loading on crypto credit"),
            ("counterparty.okx.stress.sensitivity", "OKX: sensitivity to stress"),
            ("self.annual_failure_probability", "own keys: yearly chance"),
            ("group.self.annual_failure_probability", "yearly chance that own keys are lost"),
            (
                "group.okx.annual_failure_probability",
                "yearly chance that a firm of the group OKX fails or stops withdrawals",
            ),
            ("evidence.offshore-hack", "chance (evidence pool offshore-hack)"),
            ("simulation.claim_mark.in-kind", "price of claims on coins"),
            ("market.innovations.dof", "market: degrees of freedom"),
            ("market.correlation.BTC.BNB", "correlation of Bitcoin and BNB"),
            ("asset.XYZ.contagion_beta", "XYZ: contagion beta"),
            ("asset.XYZ.link.okx.drawdown.mean", "XYZ linked to OKX: fall of the price"),
            ("asset.XYZ.link.hack.drawdown.mean", "XYZ after hack: fall of the price"),
            ("asset.XYZ.new_key", "XYZ: new key"),
        ] {
            assert_eq!(spoken(address), words);
        }
    }

    #[test]
    fn no_language_speaks_of_an_address() {
        let assessment = crate::report::fixture::assessment(1);
        for language in Language::ALL {
            let names = Names::new(&assessment.register, Tongue::of(language));
            for address in ["counterparty.x.mode.lock.recovery_delay_days.median", "self.mode.key-loss.intensity"] {
                let words = spoken(names, address);
                assert!(!words.contains(['_', '.']), "{words}");
            }
        }
    }

    #[test]
    fn shares_are_said_in_percent() {
        assert_eq!(said(Tongue::english(), "self.annual_failure_probability", 0.0005), "0.050%");
        assert_eq!(said(Tongue::english(), "counterparty.b.mode.insolvency.loss_given_failure.mean", 0.85), "85%");
        assert_eq!(said(Tongue::english(), "asset.XYZ.contagion_beta", 1.1), "1.1");
    }
}
