//! Hazards: a counterparty has one that its modes split, or each mode has its own.

use super::label::{self, Index};
use super::number::{amount, number, positive};
use crate::failure::{EvidencePool, Hazard};
use crate::scenario::source::{Fault, Span, quoted};
use crate::scenario::text::{self, Names, Placed, Ranged};
use crate::units::PoolIndex;

/// The largest hazard a year: whoever has it fails at once.
const LARGEST_RATE: f64 = 1e12;

/// The keys of a table that state a hazard.
#[derive(Clone, Copy)]
pub(super) struct HazardText<'t> {
    probability: Option<&'t Ranged>,
    intensity: Option<&'t Ranged>,
    evidence: Option<&'t Placed<String>>,
    counts: Option<&'t Placed<String>>,
}

macro_rules! states_a_hazard {
    ($($table:ident)*) => {
        $(impl<'t> From<&'t text::$table> for HazardText<'t> {
            fn from(text: &'t text::$table) -> Self {
                Self {
                    probability: text.annual_failure_probability.as_ref(),
                    intensity: text.intensity.as_ref(),
                    evidence: text.evidence.as_ref(),
                    counts: text.counts.as_ref(),
                }
            }
        })*
    };
}

states_a_hazard!(Counterparty Mode OwnKeys);

impl HazardText<'_> {
    /// The places of the hazards that are stated.
    pub fn places(&self) -> Vec<Span> {
        let numbers = [self.probability, self.intensity].into_iter().flatten().map(|number| number.span);
        numbers.chain(self.evidence.map(|pool| pool.span)).collect()
    }
}

/// Evidence pools, and where they stand.
pub(super) struct Pools {
    pub list: Vec<EvidencePool>,
    index: Index,
}

pub(super) fn pools(text: Option<&Names<text::Evidence>>) -> Result<Pools, Fault> {
    let entries = text.map(|names| names.entries.as_slice()).unwrap_or_default();
    let index = Index::new("pool of evidence", 0, entries.iter().map(|(id, _)| id))?;
    let pool = |(id, text): &(Placed<String>, text::Evidence)| {
        let pool = EvidencePool {
            id: label::id(id)?,
            counts: label::label(&text.counts)?,
            failures: amount(&text.failures)?,
            exposure_years: positive(&text.exposure_years)?,
        };
        if pool.mean_rate() <= LARGEST_RATE {
            return Ok(pool);
        }
        Err(text.exposure_years.fault("this evidence makes a hazard above 1e12 a year: write more years of exposure"))
    };
    Ok(Pools { list: entries.iter().map(pool).collect::<Result<_, Fault>>()?, index })
}

/// The one hazard that a table states; `None` where it states none.
pub(super) fn stated(text: HazardText<'_>, pools: &Pools) -> Result<Option<Hazard>, Fault> {
    if let [_, second, ..] = text.places()[..] {
        let mend = "keep one of annual_failure_probability, intensity and evidence";
        return Err(Fault::new(format!("a second hazard stands in this table: {mend}")).at(second));
    }
    if let Some(probability) = text.probability {
        let wanted = "a yearly probability from 0 to below 1 (two percent is 0.02)";
        let probability = number(probability, wanted, |p| (0.0..1.0).contains(&p))?;
        // Without the branch a probability of 0 would make a rate of -0.
        let rate = if probability == 0.0 { 0.0 } else { -libm::log1p(-probability) };
        return Ok(Some(Hazard::Rate(rate)));
    }
    if let Some(intensity) = text.intensity {
        let wanted = "a yearly intensity from 0 to 1e12";
        return Ok(Some(Hazard::Rate(number(intensity, wanted, |rate| (0.0..=LARGEST_RATE).contains(&rate))?)));
    }
    let Some(name) = text.evidence else { return Ok(None) };
    let pool = pools.index.find(name)?;
    let counted = &pools.list[pool].counts;
    match text.counts {
        Some(counts) if counts.value == *counted => Ok(Some(Hazard::Evidence { pool: PoolIndex(pool), share: 1.0 })),
        Some(counts) => {
            let mend = "cite a pool that counts the same, or state the hazard in another way";
            let differs = format!("the pool {} counts {}, not this: {mend}", quoted(&name.value), quoted(counted));
            Err(counts.fault(differs))
        }
        None => {
            let mend = format!("add counts = {}", quoted(counted));
            Err(name.fault(format!("what cites evidence says what it counts: {mend}")))
        }
    }
}

/// The part of a hazard that a mode of weight `share` takes.
pub(super) fn part(hazard: Hazard, share: f64) -> Hazard {
    match hazard {
        Hazard::Rate(rate) => Hazard::Rate(rate * share),
        Hazard::Evidence { pool, share: whole } => Hazard::Evidence { pool, share: whole * share },
    }
}

/// The hazard of what never fails.
pub(super) const NEVER: Hazard = Hazard::Rate(0.0);
