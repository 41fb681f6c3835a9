//! The reserves and who holds what; what rests on whom.

use super::sources::source;
use super::{MOST_TOLD, Page, asset_name, if_one_fails, listed, name_of};
use crate::cli::wording::{clean, grouped, money, percent, three_digits};
use crate::distribution::Law;
use crate::failure::{Basis, Link, Mode};
use crate::reserve::{AfterFailure, Flow, FlowAmount, Position, Rebalance, Reserve, Trading};
use crate::scenario::Scenario;
use crate::units::{AssetIndex, CounterpartyIndex};

/// Tells of reserves and of links.
pub fn tell(page: &mut Page, scenario: &Scenario) {
    page.title("The reserves and who holds what");
    for reserve in scenario.reserves() {
        tell_reserve(page, scenario, reserve);
    }
    page.title("What is linked to what");
    for asset in 0..scenario.assets().len() {
        tell_links(page, scenario, AssetIndex(asset));
    }
    if scenario.links().is_empty() {
        page.say("  ", "No price rests on a counterparty.");
    }
}

fn tell_reserve(page: &mut Page, scenario: &Scenario, reserve: &Reserve) {
    let currency = clean(&scenario.simulation().base_currency);
    let worth = money(reserve.initial_value, &currency);
    page.say("  ", &format!("{} ({}): {worth}", clean(&reserve.title), reserve.id));
    let mut positions: Vec<&Position> = reserve.positions.iter().collect();
    if positions.len() > MOST_TOLD {
        positions.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    }
    for position in positions.iter().take(MOST_TOLD) {
        page.item("    ", &holding(scenario, reserve, position));
    }
    if positions.len() > MOST_TOLD {
        let rest: f64 = positions[MOST_TOLD..].iter().map(|position| position.weight).sum();
        page.item("    ", &format!("{} smaller holdings, together {}%", positions.len() - MOST_TOLD, percent(rest)));
    }
    for flow in &reserve.contributions {
        page.item("    ", &format!("{} is added", flow_words(scenario, flow)));
    }
    for flow in &reserve.withdrawals {
        page.item("    ", &format!("{} is taken out", flow_words(scenario, flow)));
    }
    if let Some(words) = rebalancing(&reserve.rebalance) {
        page.item("    ", &words);
    }
    page.source("    ", source(scenario, &format!("reserve.{}.", reserve.id)));
}

fn holding(scenario: &Scenario, reserve: &Reserve, position: &Position) -> String {
    let worth = money(position.weight * reserve.initial_value, &clean(&scenario.simulation().base_currency));
    let asset = asset_name(scenario, position.asset);
    let place = place(scenario, position.custodian);
    format!("{worth} ({}%) in {asset} {place}", percent(position.weight))
}

fn place(scenario: &Scenario, custodian: CounterpartyIndex) -> String {
    match custodian {
        CounterpartyIndex::OWN_KEYS => "under own keys".to_owned(),
        _ => format!("at {}", name_of(scenario, custodian)),
    }
}

fn flow_words(scenario: &Scenario, flow: &Flow) -> String {
    let amount = match flow.amount {
        FlowAmount::Money(amount) => money(amount, &clean(&scenario.simulation().base_currency)),
        FlowAmount::Units(units) => format!("{} units", three_digits(units)),
    };
    let rhythm = every(flow.every_days);
    format!("{rhythm}, {amount} in {} {}", asset_name(scenario, flow.asset), place(scenario, flow.custodian))
}

fn every(days: u32) -> String {
    if days == 1 { "every day".to_owned() } else { format!("every {} days", grouped(f64::from(days))) }
}

fn rebalancing(rebalance: &Rebalance) -> Option<String> {
    let (when, trading) = match rebalance {
        Rebalance::None => return None,
        Rebalance::Calendar { every_days, trading } => (every(*every_days), trading),
        Rebalance::Band { width, trading } => {
            (format!("when a share is more than {} points off", percent(*width)), trading)
        }
    };
    let Trading { cost_bps, after_failure, .. } = trading;
    let fallen = match after_failure {
        AfterFailure::Hold => "what fell with its issuer is left alone",
        AfterFailure::Target => "what fell with its issuer is bought back to its share",
    };
    Some(format!("traded back to these shares {when}, at a cost of {} basis points; {fallen}", three_digits(*cost_bps)))
}

/// What becomes of claims in money for the fallen coin; in files, `claim_survives`.
fn claim_words(scenario: &Scenario, link: &Link, coin: &str) -> String {
    if link.claim_survives {
        return "; a claim in money on it keeps its value".to_owned();
    }
    let counterparties = scenario.counterparties();
    let group = counterparties[link.counterparty.0].group;
    let is_owed = |mode: &Mode| mode.recovery.as_ref().is_some_and(|recovery| recovery.basis == Basis::PetitionDate);
    let debtors =
        counterparties.iter().enumerate().filter(|(_, who)| who.group == group && who.modes.iter().any(is_owed));
    let names: Vec<String> = debtors.map(|(number, _)| name_of(scenario, CounterpartyIndex(number))).collect();
    if names.is_empty() {
        return String::new();
    }
    let names = listed(&names, "or");
    format!(
        "; {coin} kept at {names} is then lost whole, however deep the fall, where the claim is in money: nothing is paid for such a token"
    )
}

fn tell_links(page: &mut Page, scenario: &Scenario, asset: AssetIndex) {
    let name = asset_name(scenario, asset);
    for link in scenario.links().iter().filter(|link| link.asset == asset) {
        let cause = if_one_fails(scenario, link.counterparty, &link.modes);
        let back = match &link.recovers_after_days {
            None => "and stays there".to_owned(),
            Some(days) => format!("and is restored after {}", days_words(days)),
        };
        let claim = claim_words(scenario, link, &name);
        let fall = share_words(&link.drawdown);
        page.item("  ", &format!("{name} falls by {fall} {cause}, {back}{claim}."));
        let id = &scenario.assets()[asset.0].id;
        page.source("    ", source(scenario, &format!("asset.{id}.link.{}.", link.id)));
    }
}

/// "40%", or "40% on average (5–95%: 3.1 to 84%)".
pub fn share_words(law: &Law) -> String {
    let mean = percent(law.mean());
    let (low, high) = (percent(law.quantile(0.05)), percent(law.quantile(0.95)));
    if low == high && low == mean {
        format!("{mean}%")
    } else {
        format!("{mean}% on average (5–95%: {low} to {high}%)")
    }
}

/// "400 days", or "about 700 days (5–95%: 270 to 3,400)".
pub fn days_words(law: &Law) -> String {
    let [low, middle, high] = [0.05, 0.5, 0.95].map(|share| grouped(law.quantile(share)));
    if low == high { format!("{middle} days") } else { format!("about {middle} days (5–95%: {low} to {high})") }
}
