//! Modes: the ways in which a counterparty fails.

use super::hazard::{self, HazardText, Pools};
use super::label;
use super::law;
use super::number::amount;
use crate::distribution::Law;
use crate::failure::{Basis, Hazard, Kind, Mode, Recovery};
use crate::scenario::source::{Fault, quoted};
use crate::scenario::text;

/// The id of a mode: its kind unless it has one.
pub(super) fn id(text: &text::Mode) -> &text::Placed<String> {
    text.id.as_ref().unwrap_or(&text.kind)
}

/// The modes of a counterparty, each with its hazard.
pub(super) fn all(text: &text::Counterparty, kind: Kind, pools: &Pools) -> Result<Vec<Mode>, Fault> {
    let name = quoted(&text.id.value);
    if text.mode.is_empty() {
        return Err(text.id.fault(format!("the counterparty {name} has no mode: add a [[counterparty.mode]]")));
    }
    let hazards = match hazard::stated(HazardText::from(text), pools)? {
        Some(whole) => split(text, whole)?,
        None => own(text, pools)?,
    };
    text.mode.iter().zip(hazards).map(|(mode, hazard)| check(mode, kind, hazard)).collect()
}

/// One hazard, split over the modes by weight.
fn split(text: &text::Counterparty, whole: Hazard) -> Result<Vec<Hazard>, Fault> {
    let mut weights = Vec::new();
    for mode in &text.mode {
        if let Some(place) = HazardText::from(mode).places().first() {
            let mend = "keep the counterparty's and give its modes weights, or remove it and give every mode its own";
            return Err(Fault::new(format!("both the counterparty and its mode have a hazard: {mend}")).at(*place));
        }
        let alone = text.mode.len() == 1;
        weights.push(match &mode.weight {
            Some(weight) => amount(weight)?,
            None if alone => 1.0,
            None => {
                let mend = "add a weight: the counterparty's one hazard is split over its modes";
                return Err(mode.kind.fault(format!("the mode {} lacks its weight: {mend}", quoted(&mode.kind.value))));
            }
        });
    }
    let total: f64 = weights.iter().sum();
    if total > 0.0 && total.is_finite() {
        return Ok(weights.iter().map(|weight| hazard::part(whole, weight / total)).collect());
    }
    Err(text
        .id
        .fault(format!("the weights of the modes of {} sum to {total}: one must be above 0", quoted(&text.id.value))))
}

/// Every mode with its own hazard.
fn own(text: &text::Counterparty, pools: &Pools) -> Result<Vec<Hazard>, Fault> {
    let hazard = |mode: &text::Mode| {
        let Some(hazard) = hazard::stated(HazardText::from(mode), pools)? else {
            let mend = "state annual_failure_probability, intensity or evidence, here or for the whole counterparty";
            return Err(mode.kind.fault(format!("the mode {} has no hazard: {mend}", quoted(&mode.kind.value))));
        };
        match &mode.weight {
            None => Ok(hazard),
            Some(weight) => {
                Err(weight
                    .fault("a weight splits the hazard of the counterparty, but this mode has its own: remove one"))
            }
        }
    };
    text.mode.iter().map(hazard).collect()
}

fn check(text: &text::Mode, kind: Kind, hazard: Hazard) -> Result<Mode, Fault> {
    let loss_given_failure = law::fraction(&text.loss_given_failure)?;
    let escape_fraction = text.escape_fraction.as_ref().map_or(Ok(Law::fixed(0.0)), law::fraction)?;
    if let (Kind::Keys, Some(escape)) = (kind, &text.escape_fraction) {
        return Err(escape.fault("nothing escapes from lost keys: a mode of kind `keys` has no escape_fraction"));
    }
    let recovery = recovery(text)?;
    if recovery.is_none() && kind != Kind::Keys && loss_given_failure.min() < 1.0 {
        let mend =
            "less than all can be lost, so say when and how the rest is paid: recovery_delay_days and recovery_basis";
        return Err(text.kind.fault(format!("the mode {} lacks its recovery: {mend}", quoted(&text.kind.value))));
    }
    Ok(Mode {
        id: label::id(id(text))?,
        kind: label::id(&text.kind)?,
        hazard,
        loss_given_failure,
        recovery: recovery.filter(|_| kind != Kind::Keys),
        escape_fraction,
        market_drawdown: text.market_drawdown.as_ref().map(law::fraction).transpose()?,
    })
}

fn recovery(text: &text::Mode) -> Result<Option<Recovery>, Fault> {
    match (&text.recovery_delay_days, &text.recovery_basis) {
        (None, None) => Ok(None),
        (Some(delay), Some(basis)) => {
            let basis = match basis.value {
                text::Basis::InKind => Basis::InKind,
                text::Basis::PetitionDate => Basis::PetitionDate,
            };
            Ok(Some(Recovery { delay_days: law::days(delay)?, basis }))
        }
        (Some(delay), None) => {
            Err(delay.fault("a recovery needs its recovery_basis: \"in-kind\" or \"petition-date\""))
        }
        (None, Some(basis)) => {
            Err(basis.fault("a recovery needs its recovery_delay_days, such as { kind = \"fixed\", value = 600 }"))
        }
    }
}
