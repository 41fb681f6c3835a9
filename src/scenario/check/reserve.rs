//! Reserves: positions, flows and rebalancing.

use super::counterparty::Cast;
use super::label;
use super::number::{amount, fraction, number, positive, whole};
use crate::reserve::{AfterFailure, Flow, FlowAmount, Position, RealOutcome, Rebalance, Reserve, Trading};
use crate::scenario::source::{Fault, quoted};
use crate::scenario::text::{self, Placed, RebalanceKind};
use crate::units::AssetIndex;

/// How far a sum of weights may be from 1.
const WEIGHT_TOLERANCE: f64 = 1e-6;

pub(super) fn check(text: &text::Reserve, cast: &Cast) -> Result<Reserve, Fault> {
    let id = label::id(&text.id)?;
    Ok(Reserve {
        title: label::label_or(text.title.as_ref(), &id)?,
        id,
        initial_value: positive(&text.initial_value)?,
        positions: positions(text, cast)?,
        contributions: flows(&text.contributions, cast)?,
        withdrawals: flows(&text.withdrawals, cast)?,
        rebalance: text.rebalance.as_ref().map_or(Ok(Rebalance::None), rebalance)?,
        real: text.outcome.as_ref().map(real_outcome).transpose()?,
    })
}

/// What really happened: at least one loss, and who says so.
fn real_outcome(text: &Placed<text::RealOutcome>) -> Result<RealOutcome, Fault> {
    let stated = &text.value;
    let loss = |stated: &Option<Placed<f64>>| stated.as_ref().map(loss).transpose();
    let real = RealOutcome {
        liquid: loss(&stated.liquid)?,
        marked: loss(&stated.marked)?,
        eventual: loss(&stated.eventual)?,
        max_drawdown: stated.max_drawdown.as_ref().map(fraction).transpose()?,
    };
    if real == RealOutcome::default() {
        return Err(text.fault("an outcome without a loss: write liquid, marked, eventual or max_drawdown"));
    }
    if stated.source.is_none() {
        return Err(text.fault("an outcome is a fact and needs a source: add source = \"…\""));
    }
    Ok(real)
}

fn loss(stated: &Placed<f64>) -> Result<f64, Fault> {
    number(stated, "a loss of 1 or less (a gain is negative)", |loss| loss <= 1.0)
}

fn positions(text: &text::Reserve, cast: &Cast) -> Result<Vec<Position>, Fault> {
    let name = quoted(&text.id.value);
    let mut seen = std::collections::BTreeMap::new();
    let mut positions = Vec::new();
    for entry in &text.positions {
        let (asset, custodian) = (cast.assets.find(&entry.value.asset)?, cast.find(&entry.value.custodian)?);
        if let Some(first) = seen.insert((asset, custodian), entry.span) {
            let place = format!("{} at {}", quoted(&entry.value.asset.value), quoted(&entry.value.custodian.value));
            return Err(entry
                .fault(format!("the position {place} stands twice: add the weights"))
                .and("the first is at", first));
        }
        let weight = number(&entry.value.weight, "a weight of 0 or more", |weight| weight >= 0.0)?;
        positions.push(Position { asset: AssetIndex(asset), custodian, weight });
    }
    let total: f64 = positions.iter().map(|position| position.weight).sum();
    match text.positions.first() {
        None => Err(text.id.fault(format!("the reserve {name} has no positions"))),
        Some(first) if (total - 1.0).abs() > WEIGHT_TOLERANCE => {
            // More digits than the tolerance would only show rounding.
            let total = (total * 1e9).round() / 1e9;
            Err(first.value.weight.fault(format!("the weights of the reserve {name} sum to {total}, not to 1")))
        }
        Some(_) => Ok(positions),
    }
}

fn flows(text: &[Placed<text::Flow>], cast: &Cast) -> Result<Vec<Flow>, Fault> {
    let flow = |entry: &Placed<text::Flow>| {
        let text = &entry.value;
        let amount = match (&text.money, &text.units) {
            (Some(money), None) => FlowAmount::Money(amount(money)?),
            (None, Some(units)) => FlowAmount::Units(amount(units)?),
            _ => return Err(entry.fault("a flow has either money or units: write one of them")),
        };
        Ok(Flow {
            every_days: whole(&text.every_days, "days")?,
            amount,
            asset: AssetIndex(cast.assets.find(&text.asset)?),
            custodian: cast.find(&text.custodian)?,
        })
    };
    text.iter().map(flow).collect()
}

fn rebalance(text: &Placed<text::Rebalance>) -> Result<Rebalance, Fault> {
    let stated = &text.value;
    let trading = Trading {
        cost_bps: stated.cost_bps.as_ref().map_or(Ok(0.0), amount)?,
        impact: stated.impact.as_ref().map_or(Ok(1.0), amount)?,
        after_failure: match stated.after_failure {
            Some(text::AfterFailure::Target) => AfterFailure::Target,
            Some(text::AfterFailure::Hold) | None => AfterFailure::Hold,
        },
    };
    let width = stated.width.as_ref();
    let days = stated.every_days.as_ref();
    match (stated.kind.value, width, days) {
        (RebalanceKind::None, None, None) => Ok(Rebalance::None),
        (RebalanceKind::Calendar, None, Some(days)) => {
            Ok(Rebalance::Calendar { every_days: whole(days, "days")?, trading })
        }
        (RebalanceKind::Band, Some(width), None) => {
            let width = number(width, "a width between 0 and 1 (10% is 0.1)", |width| width > 0.0 && width < 1.0)?;
            Ok(Rebalance::Band { width, trading })
        }
        (RebalanceKind::None, ..) => Err(text.fault("a rebalance of kind none has neither width nor every_days")),
        (RebalanceKind::Calendar, ..) => Err(text.fault("a rebalance of kind calendar has every_days and no width")),
        (RebalanceKind::Band, ..) => Err(text.fault("a rebalance of kind band has a width and no every_days")),
    }
}
