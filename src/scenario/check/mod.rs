//! From a joined file to what a scenario is made of: everything refused that can't run.

mod asset;
mod counterparty;
mod expert;
mod hazard;
mod history;
mod label;
mod law;
mod link;
mod market;
mod mode;
mod number;
mod ranges;
mod reserve;
mod simulation;
mod ties;
mod warning;

use super::Simulation;
use super::Tolerance;
use super::caution::Caution;
use super::deserialize::read;
use super::files::Files;
use super::node::Node;
use super::source::{Fault, Sources};
use super::text::{self, Placed};
use crate::distribution::LawWords;
use crate::failure::{Copula, Counterparty, EvidencePool, Group, Link};
use crate::market::Market;
use crate::reserve::Reserve;
use crate::units::{AssetIndex, CounterpartyIndex};
use counterparty::{Cast, SELF};
pub(super) use expert::{belief, expert};
use label::Index;

/// What checking needs besides the file itself.
pub(super) struct Desk<'d> {
    pub files: &'d Files,
    pub sources: &'d mut Sources,
    /// Whether to replace a matrix that is no correlation by the nearest that is.
    pub repair_correlation: bool,
}

/// All parts of a scenario, checked.
pub(super) struct Checked {
    pub name: String,
    pub title: String,
    pub description: String,
    pub simulation: Simulation,
    pub tolerances: Vec<Tolerance>,
    pub market: Market,
    pub pools: Vec<EvidencePool>,
    pub factors: Vec<String>,
    pub counterparties: Vec<Counterparty>,
    pub own_keys_stated: bool,
    pub groups: Vec<Group>,
    pub links: Vec<Link>,
    pub copula: Copula,
    pub reserves: Vec<Reserve>,
    pub warnings: Vec<Caution>,
    pub history_sha256: Option<String>,
    pub repaired: Vec<(String, String, f64)>,
}

/// Checks a joined file.
pub(super) fn scenario(root: &Node, desk: &mut Desk<'_>) -> Result<Checked, Fault> {
    let text: text::Scenario = read(root)?;
    let (name, title, description) = heading(&text, root)?;
    let no_market = text::Market::default();
    let market_text = text.market.as_ref().unwrap_or(&no_market);
    let simulation = simulation::check(text.simulation.as_ref().unwrap_or(&text::Simulation::default()))?;
    history::refuse_beside(market_text)?;
    if let Some(taken) = text.counterparty.iter().map(|entry| &entry.id).find(|id| id.value == SELF) {
        return Err(
            taken.fault("`self` is the id of own keys: describe them in the table [self], or choose another id")
        );
    }
    let rules = rules(&text, market_text, &simulation);
    let (index, cash) = assets_index(&text, &simulation.base_currency)?;
    let mut assets = text.asset.iter().map(|text| asset::check(text, &rules)).collect::<Result<Vec<_>, _>>()?;
    let market = market::check(&text, market_text, &assets, &index, simulation.grid, desk)?;
    if cash.0 == assets.len() {
        assets.push(asset::implicit_cash(&simulation.base_currency));
    }
    let (factors, factor_index) = ties::factors(&text)?;
    let (groups, group_index) = ties::groups(&text)?;
    let cast = cast(&text, index, factor_index, group_index)?;
    let counterparties = counterparties(&text, &cast)?;
    let links = links(&text, &cast)?;
    ranges::check(root, &ranges::Context { rules: &rules, cast: &cast, market: market_text })?;
    if text.reserve.is_empty() {
        return Err(Fault::new("the scenario has no reserve: add a [[reserve]]").at(root.span));
    }
    Index::new("reserve", 0, text.reserve.iter().map(|reserve| &reserve.id))?;
    let mut checked = Checked {
        name,
        title,
        description,
        tolerances: simulation::tolerances(&text.tolerance)?,
        simulation,
        market: Market { assets, cash, dynamics: market.dynamics },
        own_keys_stated: cast.own_keys_stated,
        reserves: text.reserve.iter().map(|text| reserve::check(text, &cast)).collect::<Result<_, _>>()?,
        pools: cast.pools.list,
        factors,
        counterparties,
        groups,
        links,
        copula: text.counterparty_copula.as_ref().map_or(Ok(Copula::Gaussian), copula)?,
        warnings: market.warnings,
        history_sha256: market.history_sha256,
        repaired: market.repaired,
    };
    checked.warnings.extend(warning::all(&checked, &text));
    Ok(checked)
}

fn heading(text: &text::Scenario, root: &Node) -> Result<(String, String, String), Fault> {
    match &text.schema {
        Some(schema) if schema.value == 1 => {}
        Some(schema) => {
            return Err(
                schema.fault(format!("schema {} is not known to this program: it reads schema = 1", schema.value))
            );
        }
        None => return Err(Fault::new("the file lacks its version: begin with schema = 1").at(root.span)),
    }
    let Some(name) = &text.name else {
        let mend = "add name = \"…\", an id for the output folder";
        return Err(Fault::new(format!("the scenario has no name: {mend}")).at(root.span));
    };
    let id = label::id(name)?;
    let title = label::label_or(text.title.as_ref(), &id)?;
    Ok((id, title, text.description.as_ref().map_or(Ok(String::new()), label::prose)?))
}

fn rules(text: &text::Scenario, market: &text::Market, simulation: &Simulation) -> asset::Rules {
    let mut modes = text.counterparty.iter().flat_map(|counterparty| &counterparty.mode);
    asset::Rules {
        base_currency: simulation.base_currency.clone(),
        jumps: market.jumps.is_some(),
        market_drawdown: modes.any(|mode| mode.market_drawdown.is_some()),
        history: market.history.is_some(),
        grid: simulation.grid,
    }
}

/// Assets by id, and which of them is cash: one of the file, or one after its last.
fn assets_index(text: &text::Scenario, base_currency: &str) -> Result<(Index, AssetIndex), Fault> {
    let mut index = Index::new("asset", 0, text.asset.iter().map(|asset| &asset.id))?;
    let stated = text.asset.iter().position(|asset| asset.id.value == base_currency);
    let cash = stated.unwrap_or(text.asset.len());
    if stated.is_none() {
        index.add(base_currency, cash);
    }
    Ok((index, AssetIndex(cash)))
}

fn cast(text: &text::Scenario, assets: Index, factors: Index, groups: Index) -> Result<Cast, Fault> {
    let mut counterparties = Index::new("counterparty", 1, text.counterparty.iter().map(|entry| &entry.id))?;
    counterparties.add(SELF, 0);
    let mut own_keys = Index::new("mode", 0, std::iter::empty())?;
    own_keys.add("lost", 0);
    let mut modes = vec![own_keys];
    for counterparty in &text.counterparty {
        modes.push(Index::new("mode", 0, counterparty.mode.iter().map(mode::id))?);
    }
    Ok(Cast {
        assets,
        pools: hazard::pools(text.evidence.as_ref())?,
        factors,
        groups,
        counterparties,
        modes,
        own_keys_stated: text.own_keys.is_some(),
    })
}

fn counterparties(text: &text::Scenario, cast: &Cast) -> Result<Vec<Counterparty>, Fault> {
    let mut counterparties = vec![counterparty::own_keys(text.own_keys.as_ref(), &cast.pools)?];
    for (at, text) in text.counterparty.iter().enumerate() {
        counterparties.push(counterparty::check(text, CounterpartyIndex(at + 1), cast)?);
    }
    ties::refuse_circles(&text.counterparty, &counterparties)?;
    ties::resolve_anchors(&mut counterparties);
    Ok(counterparties)
}

fn links(text: &text::Scenario, cast: &Cast) -> Result<Vec<Link>, Fault> {
    let mut links = Vec::new();
    for (at, text) in text.asset.iter().enumerate() {
        links.extend(link::all(text, AssetIndex(at), cast)?);
    }
    Ok(links)
}

fn copula(text: &Placed<text::Copula>) -> Result<Copula, Fault> {
    let stated = &text.value;
    let dof = market::dof(
        stated.kind.value,
        stated.dof.as_ref(),
        text,
        "a number of degrees of freedom of 1 or more",
        |dof| dof >= 1.0,
    )?;
    Ok(dof.map_or(Copula::Gaussian, |dof| Copula::StudentT { dof }))
}

/// The words of a law; `None` for a table that is no law.
pub(super) fn law_in_words(node: &Node) -> Option<LawWords> {
    law::law(&read(node).ok()?).ok().map(|law| LawWords::of(&law))
}
