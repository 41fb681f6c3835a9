//! What is lost if one counterparty fails: tomorrow, and on the paths where it does.

use std::ops::Range;

use ndarray::Array2;

use super::Basis;
use super::chances::OTHER;
use super::distribution::ALL;
use super::envelope::Envelope;
use crate::assessment::{ConditionalEstimate, IfItFails, IfItFailsInAnyMode, Ladder};
use crate::outcome::{Departures, ReserveOutcomes, Rungs};
use crate::statistics::conditional::{conditional, of_values};
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
    /// By mode of all: its slot in `firsts`.
    first_slots: Vec<Option<usize>>,
    /// The paths on which a named group's first failure is in each mode of its members.
    firsts: PathsByFailure,
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
        let (first_slots, firsts) = firsts(basis, &offsets);
        let groups = &basis.listing.groups;
        let family: Vec<Option<usize>> = basis.membership.group.iter().map(|&group| groups.row[group]).collect();
        let within = SOON_DAYS / u64::from(basis.scenario.grid().step_days);
        let soon_after = soon_after(failures, &family, groups.named.len(), within);
        Self { offsets, slots, paths, first_slots, firsts, headlines, soon_after }
    }

    /// The paths on which a failure in one mode is the first of a named group.
    pub fn first_in_mode(&self, (who, mode): Failure) -> &[u32] {
        self.first_slots[self.offsets[who] + mode].map_or(&[], |slot| self.firsts.of_slot(slot))
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

/// The paths of the first failures of named groups by mode, and the slot of each mode; `offsets` say where the modes of
/// each counterparty begin.
fn firsts(basis: &Basis<'_>, offsets: &[usize]) -> (Vec<Option<usize>>, PathsByFailure) {
    let (mut slots, mut count) = (vec![None; offsets[offsets.len() - 1]], 0);
    for (who, group) in basis.membership.group.iter().enumerate() {
        if basis.listing.groups.row[*group].is_some() {
            for slot in &mut slots[offsets[who]..offsets[who + 1]] {
                *slot = Some(count);
                count += 1;
            }
        }
    }
    let slot_of = |who: usize, mode: usize| slots[offsets[who] + mode];
    let firsts = PathsByFailure::of_firsts(&basis.outcomes.failures, count, &basis.membership, slot_of);
    (slots, firsts)
}

/// L and X on the paths where something fails.
pub type LossAndCost = (Option<ConditionalEstimate>, Option<ConditionalEstimate>);

/// What one reserve loses where one fails, mode by mode.
pub struct FailingLosses<'a> {
    failing: &'a FailingPaths,
    outcomes: &'a ReserveOutcomes,
    /// X, path by path.
    pub cost: &'a [f64],
    /// One slot a mode that is told of.
    by_slot: Vec<LossAndCost>,
}

impl<'a> FailingLosses<'a> {
    /// From the columns of a reserve.
    pub fn of(failing: &'a FailingPaths, outcomes: &'a ReserveOutcomes, cost: &'a [f64]) -> Self {
        let on = |paths: &[u32]| (mean_on(&outcomes.loss, paths), mean_on(cost, paths));
        let by_slot = (0..failing.paths.slots()).map(|slot| on(failing.paths.of_slot(slot))).collect();
        Self { failing, outcomes, cost, by_slot }
    }

    /// L and X where a named counterparty, or a group's headline member, fails in one mode: pending claims at 0, then
    /// at 1.
    pub fn on_other_rungs(&self, failure: Failure) -> [LossAndCost; 2] {
        let slot = self.failing.slots[self.failing.offsets[failure.0] + failure.1];
        let paths = slot.map_or(&[][..], |slot| self.failing.paths.of_slot(slot));
        let values = |column: &Departures, expected: &dyn Fn(usize) -> f64| {
            let paths = paths.iter().map(|&path| path as usize);
            of_values(paths.map(|path| column.at(path).unwrap_or_else(|| expected(path))).collect())
                .map(no_more_than_all)
        };
        let ReserveOutcomes { loss, liquid_loss, eventual_loss, liquid_cost, eventual_cost, .. } = self.outcomes;
        let rung = |losses: &Departures, costs: &Departures| {
            // Where no path departs, it is the marked rung.
            let loss = match losses.values().is_empty() {
                true => self.in_mode(failure).0,
                false => values(losses, &|path| loss[path]),
            };
            (loss, values(costs, &|_| 0.0))
        };
        [rung(liquid_loss, liquid_cost), rung(eventual_loss, eventual_cost)]
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
        (mean_on(&self.outcomes.loss, paths), mean_on(self.cost, paths))
    }
}

/// A mean over some paths of a column of losses or costs.
fn mean_on(column: &[f64], paths: &[u32]) -> Option<ConditionalEstimate> {
    conditional(column, paths).map(no_more_than_all)
}

fn no_more_than_all(mean: ConditionalEstimate) -> ConditionalEstimate {
    ConditionalEstimate { high: mean.mean().at_most(ALL).high, ..mean }
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
