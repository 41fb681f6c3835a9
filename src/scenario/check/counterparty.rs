//! Counterparties one by one: what each is, how it fails, and what it does to others.

use std::collections::BTreeSet;

use super::hazard::{self, HazardText, Pools};
use super::label::{self, Index};
use super::law;
use super::mode;
use super::number::{amount, finite, number, positive, probability};
use crate::distribution::Law;
use crate::failure::{Anchor, Counterparty, FailsWith, Kind, Mode, Raise, Stress};
use crate::scenario::source::{Fault, quoted};
use crate::scenario::text::{self, CounterpartyKind, Placed};
use crate::units::{AssetIndex, CounterpartyIndex, FactorIndex, GroupIndex, ModeIndex};

/// The id of the reserve's own keys.
pub(super) const SELF: &str = "self";

/// What the names in a counterparty's tables mean.
pub(super) struct Cast {
    pub assets: Index,
    pub pools: Pools,
    pub factors: Index,
    pub groups: Index,
    /// Counterparties by id; `self` is 0.
    pub counterparties: Index,
    /// Modes by id, one slot a counterparty.
    pub modes: Vec<Index>,
    pub own_keys_stated: bool,
}

impl Cast {
    /// The counterparty of that name; `self` only where the file has its table.
    pub fn find(&self, name: &Placed<String>) -> Result<CounterpartyIndex, Fault> {
        if name.value == SELF && !self.own_keys_stated {
            let mend = "add a [self] table: how likely own keys are lost in a year (0 is allowed), and how much then";
            return Err(name.fault(format!("own keys are used but not described: {mend}")));
        }
        self.counterparties.find(name).map(CounterpartyIndex)
    }

    /// The modes of a counterparty that a list names; all where it has one and none is named.
    pub fn modes(
        &self,
        of: CounterpartyIndex,
        owner: &Placed<String>,
        list: Option<&[Placed<String>]>,
    ) -> Result<Vec<ModeIndex>, Fault> {
        let known = &self.modes[of.0];
        let Some(list) = list else {
            if known.len() == 1 {
                return Ok(vec![ModeIndex(0)]);
            }
            let mend = format!("add modes = [ … ], from {}", known.names());
            return Err(owner.fault(format!("{} fails in several modes: {mend}", quoted(&owner.value))));
        };
        if list.is_empty() {
            return Err(owner.fault("this list of modes is empty: name at least one"));
        }
        let mut modes = Vec::new();
        let mut seen = BTreeSet::new();
        for name in list {
            let mode = ModeIndex(known.find(name)?);
            if !seen.insert(mode) {
                return Err(name.fault(format!("the mode {} is named twice", quoted(&name.value))));
            }
            modes.push(mode);
        }
        Ok(modes)
    }
}

/// Own keys: those of the `[self]` table, or keys that are never lost.
pub(super) fn own_keys(text: Option<&text::OwnKeys>, pools: &Pools) -> Result<Counterparty, Fault> {
    let (hazard, loss_given_failure) = match text {
        None => (hazard::NEVER, Law::fixed(0.0)),
        Some(text) => {
            let mend = "state annual_failure_probability, intensity or evidence; 0 is allowed, and said aloud";
            let missing = || text.loss_given_failure.fault(format!("[self] has no hazard: {mend}"));
            let hazard = hazard::stated(HazardText::from(text), pools)?.ok_or_else(missing)?;
            (hazard, law::fraction(&text.loss_given_failure)?)
        }
    };
    let mode = Mode {
        id: "lost".into(),
        kind: "lost".into(),
        hazard,
        loss_given_failure,
        recovery: None,
        escape_fraction: Law::fixed(0.0),
        market_drawdown: None,
    };
    Ok(Counterparty {
        id: SELF.into(),
        name: "Own keys".into(),
        kind: Kind::OwnKeys,
        group: GroupIndex::OWN_KEYS,
        anchor: Anchor::Average,
        loadings: Vec::new(),
        stress: None,
        raises_all: None,
        raises: Vec::new(),
        fails_with: Vec::new(),
        modes: vec![mode],
    })
}

/// The counterparty at `this`. Its anchor is still as stated, by default `Average`.
pub(super) fn check(text: &text::Counterparty, this: CounterpartyIndex, cast: &Cast) -> Result<Counterparty, Fault> {
    let id = label::id(&text.id)?;
    let kind = kind(text.kind);
    let (raises_all, raises) = raises(text, this, cast)?;
    Ok(Counterparty {
        name: label::label_or(text.name.as_ref(), &id)?,
        kind,
        group: GroupIndex(cast.groups.find(text.group.as_ref().unwrap_or(&text.id))?),
        anchor: match text.anchor {
            Some(text::Anchor::Baseline) => Anchor::Baseline,
            Some(text::Anchor::Average) | None => Anchor::Average,
        },
        loadings: loadings(text, cast)?,
        stress: text.stress.as_ref().map(|text| stress(text, cast)).transpose()?,
        raises_all,
        raises,
        fails_with: fails_with(text, this, cast)?,
        modes: mode::all(text, kind, &cast.pools)?,
        id,
    })
}

const fn kind(text: CounterpartyKind) -> Kind {
    match text {
        CounterpartyKind::Exchange => Kind::Exchange,
        CounterpartyKind::Custodian => Kind::Custodian,
        CounterpartyKind::Keys => Kind::Keys,
        CounterpartyKind::Lender => Kind::Lender,
        CounterpartyKind::Bank => Kind::Bank,
        CounterpartyKind::Issuer => Kind::Issuer,
        CounterpartyKind::Chain => Kind::Chain,
        CounterpartyKind::Authority => Kind::Authority,
        CounterpartyKind::Other => Kind::Other,
    }
}

fn loadings(text: &text::Counterparty, cast: &Cast) -> Result<Vec<(FactorIndex, f64)>, Fault> {
    let Some(names) = &text.loadings else { return Ok(Vec::new()) };
    let mut squares = 0.0;
    let mut loadings = Vec::new();
    for (factor, loading) in &names.entries {
        let value = finite(loading)?;
        squares += value * value;
        // Decimals such as 0.6 and 0.8 make a sum that rounds above 1.
        if squares > 1.0 + 1e-12 {
            let sum = format!("the squares of the loadings of {} sum to {squares:.4}", quoted(&text.id.value));
            return Err(loading.fault(format!("{sum}, more than 1: make them smaller")));
        }
        loadings.push((FactorIndex(cast.factors.find(factor)?), value));
    }
    Ok(loadings)
}

fn stress(text: &text::Stress, cast: &Cast) -> Result<Stress, Fault> {
    Ok(Stress {
        asset: AssetIndex(cast.assets.find(&text.asset)?),
        sensitivity: amount(&text.sensitivity)?,
        cap: number(&text.cap, "a cap of 1 or more", |cap| cap >= 1.0)?,
    })
}

type Raises = (Option<Raise>, Vec<(CounterpartyIndex, Raise)>);

fn raises(text: &text::Counterparty, this: CounterpartyIndex, cast: &Cast) -> Result<Raises, Fault> {
    let (mut all, mut named) = (None, Vec::new());
    let mut seen = BTreeSet::new();
    for raise in &text.raises {
        let target = &raise.counterparty;
        let twice = || target.fault(format!("{} is raised twice: remove one", quoted(&target.value)));
        let checked = Raise {
            multiplier: number(&raise.multiplier, "a multiplier of 1 or more", |multiplier| multiplier >= 1.0)?,
            half_life_days: positive(&raise.half_life_days)?,
        };
        if target.value == "*" {
            if all.replace(checked).is_some() {
                return Err(twice());
            }
            continue;
        }
        let found = cast.find(target)?;
        if found == this {
            return Err(target.fault("a counterparty fails once, so it can't raise its own hazard"));
        }
        if !seen.insert(found) {
            return Err(twice());
        }
        named.push((found, checked));
    }
    Ok((all, named))
}

fn fails_with(text: &text::Counterparty, this: CounterpartyIndex, cast: &Cast) -> Result<Vec<FailsWith>, Fault> {
    let mut list = Vec::new();
    let mut seen = BTreeSet::new();
    for entry in &text.fails_with {
        let trigger = cast.find(&entry.counterparty)?;
        if !seen.insert(trigger) {
            return Err(entry
                .counterparty
                .fault(format!("{} stands twice: a pair stands once", quoted(&entry.counterparty.value))));
        }
        let as_mode = match &entry.as_mode {
            Some(name) => ModeIndex(cast.modes[this.0].find(name)?),
            None if cast.modes[this.0].len() == 1 => ModeIndex(0),
            None => {
                let names = cast.modes[this.0].names();
                let mend = format!("add as = \"…\", one of {names}");
                return Err(entry
                    .counterparty
                    .fault(format!("say in which of its modes this counterparty then fails: {mend}")));
            }
        };
        list.push(FailsWith {
            trigger,
            probability: probability(&entry.probability)?,
            modes: cast.modes(trigger, &entry.counterparty, entry.modes.as_deref())?,
            as_mode,
        });
    }
    Ok(list)
}
