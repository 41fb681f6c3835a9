//! What is lost if one counterparty fails: tomorrow, and on the paths where it does.

use std::ops::Range;

use ndarray::Array2;

use super::Basis;
use super::chances::OTHER;
use super::envelope::Envelope;
use crate::assessment::{ConditionalEstimate, IfItFails, IfItFailsInAnyMode, Ladder};
use crate::outcome::Rungs;
use crate::statistics::conditional::conditional;
use crate::statistics::joint::{PathsByFailure, soon_after};

/// Another group fails *soon after* within so many days.
const SOON_DAYS: u64 = 90;

/// A counterparty and one of its modes, by position.
pub type Failure = (usize, usize);

/// The paths on which the failures happen that are told of.
pub struct FailingPaths {
    /// Where the modes of each counterparty begin among all modes.
    offsets: Vec<usize>,
    /// By mode of all: its slot in `paths`.
    slots: Vec<Option<usize>>,
    paths: PathsByFailure,
    /// By reserve and row of the groups: the mode that is named.
    pub headlines: Vec<Vec<Option<Failure>>>,
    /// By row of the groups: on how many paths the column's group fails within 90 days after the row's.
    pub soon_after: Array2<u64>,
}

impl FailingPaths {
    pub fn of(basis: &Basis<'_>, envelope: &Envelope) -> Self {
        let mut offsets = vec![0];
        for modes in &basis.membership.modes {
            offsets.push(offsets[offsets.len() - 1] + modes);
        }
        let headlines = headlines(basis, envelope);
        let mut slots = vec![None; offsets[offsets.len() - 1]];
        let mut count = 0;
        let named = basis.listing.counterparties.named.iter();
        let told = named.flat_map(|&who| (0..basis.membership.modes[who]).map(move |mode| (who, mode)));
        for (who, mode) in told.chain(headlines.iter().flatten().flatten().copied()) {
            slots[offsets[who] + mode].get_or_insert_with(|| {
                count += 1;
                count - 1
            });
        }
        let failures = &basis.outcomes.failures;
        let paths = PathsByFailure::of(failures, count, |who, mode| slots[offsets[who] + mode]);
        let groups = &basis.listing.groups;
        let family: Vec<Option<usize>> = basis.membership.group.iter().map(|&group| groups.row[group]).collect();
        let within = SOON_DAYS / u64::from(basis.scenario.grid().step_days);
        let soon_after = soon_after(failures, &family, groups.named.len(), within);
        Self { offsets, slots, paths, headlines, soon_after }
    }

    /// The slots of a named counterparty's modes: they follow one another.
    fn slots_of(&self, who: usize) -> Range<usize> {
        let modes = &self.slots[self.offsets[who]..self.offsets[who + 1]];
        match (modes.first(), modes.last()) {
            (Some(Some(first)), Some(Some(last))) => *first..last + 1,
            _ => 0..0,
        }
    }
}

/// L and X on the paths where something fails.
pub type LossAndCost = (Option<ConditionalEstimate>, Option<ConditionalEstimate>);

/// What one reserve loses where one fails, mode by mode.
pub struct FailingLosses<'a> {
    failing: &'a FailingPaths,
    loss: &'a [f64],
    cost: &'a [f64],
    /// One slot a mode that is told of.
    by_slot: Vec<LossAndCost>,
}

impl<'a> FailingLosses<'a> {
    /// From the columns of a reserve.
    pub fn of(failing: &'a FailingPaths, loss: &'a [f64], cost: &'a [f64]) -> Self {
        let on = |paths: &[u32]| (conditional(loss, paths), conditional(cost, paths));
        let by_slot = (0..failing.paths.slots()).map(|slot| on(failing.paths.of_slot(slot))).collect();
        Self { failing, loss, cost, by_slot }
    }

    /// Where a named counterparty, or a group's headline member, fails in one mode.
    pub fn in_mode(&self, (who, mode): Failure) -> LossAndCost {
        self.failing.slots[self.failing.offsets[who] + mode].map_or((None, None), |slot| self.by_slot[slot])
    }

    /// Where a named counterparty fails in whatever mode.
    fn in_any_mode(&self, who: usize) -> LossAndCost {
        let slots = self.failing.slots_of(who);
        if slots.len() == 1 {
            return self.by_slot[slots.start];
        }
        let paths = self.failing.paths.of_slots(slots.start, slots.end);
        (conditional(self.loss, paths), conditional(self.cost, paths))
    }
}

fn headlines(basis: &Basis<'_>, envelope: &Envelope) -> Vec<Vec<Option<Failure>>> {
    let groups = || basis.listing.groups.named.iter().map(|&group| &basis.scenario.groups()[group]);
    let of_reserve =
        |place| groups().map(|group| envelope.headline(place, group.members.iter().map(|member| member.0))).collect();
    (0..basis.scenario.reserves().len()).map(of_reserve).collect()
}

/// The ladder as it is told.
pub const fn ladder(rungs: Rungs) -> Ladder {
    let Rungs { liquid, marked, eventual } = rungs;
    Ladder { liquid, marked, eventual }
}

/// The average of several ladders.
pub fn average_ladder(all: impl Iterator<Item = Rungs>) -> Ladder {
    let (mut sum, mut count) = (Ladder::default(), 0_u32);
    for Rungs { liquid, marked, eventual } in all {
        count += 1;
        sum.liquid += liquid;
        sum.marked += marked;
        sum.eventual += eventual;
    }
    let count = f64::from(count.max(1));
    Ladder { liquid: sum.liquid / count, marked: sum.marked / count, eventual: sum.eventual / count }
}

/// One row a named counterparty and mode; `other` is the average failure of the rest.
pub fn by_mode(basis: &Basis<'_>, losses: &FailingLosses<'_>, place: usize) -> Vec<IfItFails> {
    let tomorrow = &basis.outcomes.tomorrow[place].by_mode;
    let named = &basis.listing.counterparties;
    let mut rows = Vec::new();
    for &who in &named.named {
        let counterparty = &basis.scenario.counterparties()[who];
        for (number, mode) in counterparty.modes.iter().enumerate() {
            let (loss, cost) = losses.in_mode((who, number));
            rows.push(IfItFails {
                counterparty: counterparty.id.clone(),
                group: basis.scenario.groups()[counterparty.group.0].id.clone(),
                mode: mode.id.clone(),
                tomorrow: ladder(tomorrow[who][number]),
                loss,
                cost,
            });
        }
    }
    if !named.other.is_empty() {
        rows.push(IfItFails {
            counterparty: OTHER.to_owned(),
            group: String::new(),
            mode: String::new(),
            tomorrow: average_ladder(named.other.iter().flat_map(|&who| tomorrow[who].iter().copied())),
            loss: None,
            cost: None,
        });
    }
    rows
}

/// One row a named counterparty, whatever the mode; nothing where nobody asked who fails.
pub fn in_any_mode(basis: &Basis<'_>, losses: &FailingLosses<'_>) -> Vec<IfItFailsInAnyMode> {
    let row = |&who: &usize| {
        let counterparty = &basis.scenario.counterparties()[who];
        let (loss, cost) = losses.in_any_mode(who);
        IfItFailsInAnyMode {
            counterparty: counterparty.id.clone(),
            group: basis.scenario.groups()[counterparty.group.0].id.clone(),
            loss,
            cost,
        }
    };
    basis.listing.counterparties.named.iter().filter(|_| basis.has_names()).map(row).collect()
}
